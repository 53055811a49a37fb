import { env } from "cloudflare:workers";
import type { D1Database } from "@cloudflare/workers-types";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImportKind } from "../../shared/contract/imports.ts";
import { bring, csv, ended, everything, post, stateOf, upload, wipe } from "../../test/imports.ts";
import { seedPeople } from "../../test/workspace.ts";
import { importById } from "../db/imports.ts";
import { Database } from "../db/run.ts";
import { sha256 } from "../hash.ts";
import { Session } from "../middleware/session.ts";
import { runImport } from "./run.ts";
import { start } from "./start.ts";

/** Several imports that speak of the same leads. */

beforeAll(seedPeople);
beforeEach(wipe);

const row = (cells: readonly unknown[]) => cells.join(",");
const day = (at: number) => new Date(Date.UTC(2024, 0, 1) + at * 86_400_000).toISOString();

const leads = csv(
  "CRM,Email,Name,Created",
  ...Array.from({ length: 20 }, (_, n) => row([`L${n}`, `p${n}@c.example`, `P ${n}`, day(n)])),
);
const touches = csv(
  "CRM,At,Kind,Title",
  ...Array.from({ length: 40 }, (_, n) => row([`L${n % 20}`, day(n + 3), "page_view", `Page ${n}`])),
);
const deals = csv(
  "Deal,CRM,Opened,Closed,Status",
  ...Array.from({ length: 30 }, (_, n) =>
    row([`D${n}`, `L${n % 20}`, day(n + 20), day(n + 40), n % 3 ? "lost" : "won"]),
  ),
);
const mapping = { CRM: "key:crm" };
const said = { leads: { mapping }, touches: { mapping }, deals: { mapping: { ...mapping, Deal: "id" } } };
const files: Record<ImportKind, string> = { leads, touches, deals };

/** Begun, and nobody works on it yet. */
async function begun(kind: ImportKind): Promise<string> {
  const { id } = await upload(files[kind], kind);
  const session = new Session(new Database(env.DB), await sha256("local-marketing"), true);
  const [[found]] = await session.read([importById({ id })]);
  if (!found) throw new Error("It is not there");
  await start(session, found, said[kind], Date.now());
  return id;
}

/** Runs one import; the other goes all its way in before the first step of that can be written. */
async function interrupted(one: string, other: string): Promise<void> {
  let first = true;
  const d1: D1Database = new Proxy(env.DB, {
    get: (target, name) =>
      name === "batch"
        ? async (...args: Parameters<D1Database["batch"]>) => {
            if (args[0].length > 3 && first) {
              first = false;
              await runImport(new Database(env.DB, 1_000), other, 10_000);
            }
            return target.batch(...args);
          }
        : Reflect.get(target, name).bind(target),
  });
  await runImport(new Database(d1, 1_000), one, 10_000);
  expect(first).toBe(false);
}

const lasting = ({ stage_changes, snapshots, heat }: Record<string, string[]>) => ({
  stage_changes,
  snapshots,
  heat,
});

describe("imports that run at once", () => {
  it("count a touch and a deal once, whoever is faster", async () => {
    await bring(leads, "leads", said.leads);
    for (const kind of ["touches", "deals"] as const) {
      const [one, other] = [await begun(kind), await begun(kind)];
      await interrupted(one, other);
      const rows = kind === "touches" ? 40 : 30;
      expect(await stateOf(other)).toMatchObject({ state: "done", created: rows });
      expect(await stateOf(one)).toMatchObject({ state: "done", created: 0, unchanged: rows });
      await post(one, "rollback");
      await ended(one);
      expect((await everything())[kind]).toHaveLength(rows);
    }
  });

  it("keep the heat of then where touches come in beside deals", async () => {
    await bring(leads, "leads", said.leads);
    await bring(touches, "touches", said.touches);
    await bring(deals, "deals", said.deals);
    const expected = lasting(await everything());
    for (const [one, other] of [
      ["deals", "touches"],
      ["touches", "deals"],
    ] as const) {
      await wipe();
      await bring(leads, "leads", said.leads);
      await interrupted(await begun(one), await begun(other));
      expect(lasting(await everything())).toEqual(expected);
    }
  });
});

describe("imports one after the other", () => {
  it("leave the same past to the letter, touches before deals or behind", async () => {
    // The second deals' history changes what the first deals' snapshots say.
    const more = csv(
      "Deal,CRM,Opened,Closed,Status",
      ...Array.from({ length: 20 }, (_, n) => row([`M${n}`, `L${n}`, day(n + 10), day(n + 12), "lost"])),
    );
    const last = async (order: readonly (() => Promise<unknown>)[]) => {
      await wipe();
      await bring(leads, "leads", said.leads);
      for (const go of order) await go();
      return lasting(await everything());
    };
    const [t, d, m] = [
      () => bring(touches, "touches", said.touches),
      () => bring(deals, "deals", said.deals),
      () => bring(more, "deals", said.deals),
    ];
    const expected = await last([d, m, t]);
    expect(await last([t, d, m])).toEqual(expected);
    expect(await last([d, t, m])).toEqual(expected);
  });

  it("take for the first contact of an unknown lead whatever happened first, and keep to it", async () => {
    const calls = csv("CRM,At,Kind", row(["X", day(10), "call"]), row(["X", day(5), "call"]));
    const sold = csv(
      "Deal,CRM,Opened,Status",
      row(["D1", "X", day(2), "open"]),
      row(["D2", "X", day(5), "open"]),
    );
    const answers = { unknownLead: "create" };
    const [t, d] = [
      () => bring(calls, "touches", { mapping, answers }),
      () => bring(sold, "deals", { mapping: { ...said.deals.mapping, Status: "outcome" }, answers }),
    ];
    const firstContact = () => env.DB.prepare("select created_at from leads").first("created_at");
    for (const order of [
      [t, d],
      [d, t],
    ] as const) {
      await wipe();
      for (const go of order) await go();
      expect(await firstContact()).toBe(Date.parse(day(2)));
      for (const go of order) expect(await go()).toMatchObject({ updated: 0, unchanged: 2 });
    }
  });

  it("name nobody among an account's best who is gone, in whatever order they are taken back", async () => {
    const first = await bring(leads, "leads", said.leads);
    const second = await bring(touches, "touches", said.touches);
    for (const { id } of [first, second]) {
      await post(id, "rollback");
      await ended(id);
    }
    const gone = await env.DB.prepare(
      "select value from accounts, json_each(best) where value not in (select id from leads)",
    ).all();
    expect(gone.results).toEqual([]);
  });
});
