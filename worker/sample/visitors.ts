import type { WorkspaceRows } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";
import { DAY } from "./time.ts";
import type { TouchRow } from "./touches.ts";

/**
 * Ada's two browsers: on each she looked around before anybody knew whose it was. By the form she filled in, and much
 * later by a link in a mail, all of that became hers.
 */
const browsers = [
  { key: "anonymous:0f4f1d52-ada-office", fromDaysAgo: 255, knownDaysAgo: 254 },
  { key: "anonymous:7c21a9e0-ada-tablet", fromDaysAgo: 16.1, knownDaysAgo: 15.9985 },
] as const;

/** Her touches, those of her unknown days with the browser that they came by. */
export const asAdasVisitors = (touches: readonly TouchRow[], now: number): TouchRow[] =>
  touches.map((touch) => {
    const daysAgo = (now - touch.at) / DAY;
    const browser = browsers.find(
      ({ fromDaysAgo, knownDaysAgo }) => daysAgo <= fromDaysAgo && daysAgo > knownDaysAgo + 1e-6,
    );
    return touch.direction === "theirs" && browser ? { ...touch, via: browser.key } : touch;
  });

/** That those browsers are hers, and since when. */
export async function adasVisitors(
  ada: { id: string; email: string | null },
  now: number,
): Promise<Pick<WorkspaceRows, "leadKeys" | "statements" | "statementKeys">> {
  const rows: Pick<WorkspaceRows, "leadKeys" | "statements" | "statementKeys"> = {
    leadKeys: [],
    statements: [],
    statementKeys: [],
  };
  for (const { key, knownDaysAgo } of browsers) {
    const keys = [`email:${ada.email}`, key];
    const id = (await sha256(JSON.stringify(["joined", keys]))).slice(0, 32);
    const at = Math.floor(now - knownDaysAgo * DAY);
    rows.leadKeys.push({ kind: "anonymous", value: key.slice("anonymous:".length), leadId: ada.id, said: 1 });
    rows.statements.push({ id, kind: "joined", keys: JSON.stringify(keys), at, messageId: `sample-${id}` });
    rows.statementKeys.push(...keys.map((each) => ({ key: each, statementId: id })));
  }
  return rows;
}
