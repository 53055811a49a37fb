import type { Database } from "../db/run.ts";
import { writeTouches } from "../db/touches.ts";
import { emptyWorkspace, fillWorkspace, nameWorkspace, whoIsHere } from "../db/workspace.ts";
import { forgetWhoSaw } from "../jobs/seen.ts";
import { generate } from "./generate.ts";
import { TIME_ZONE } from "./history.ts";
import { ADA_RESTS, adasNewest } from "./story.ts";

/** `loaded`: it was written now. `kept`: it was there. `other`: the workspace is somebody's own; nothing was done. */
export type SampleOutcome = "loaded" | "kept" | "other";

/**
 * Write the sample workspace, all of it or nothing. Where it is there already, only Ada is kept busy: she asks for
 * her demo today, however old the sample is. `fresh` empties the workspace first.
 * @param db needs some 100 queries in one invocation
 */
export async function loadSample(
  db: Database,
  now: number,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<SampleOutcome> {
  const [here] = await db.all(whoIsHere({ email: "ada@analytical.example" }));
  if (!fresh && here?.leadId) {
    if ((here.lastAt ?? 0) < now - ADA_RESTS)
      await db.batch([writeTouches({ touches: JSON.stringify(adasNewest(here.leadId, now)) })]);
    return "kept";
  }
  if (!fresh && here?.anybody) return "other";
  const { rows } = await generate(now);
  await db.batch([
    ...(fresh ? emptyWorkspace() : []),
    nameWorkspace({ name: "Sample workspace", timeZone: TIME_ZONE }),
    ...fillWorkspace(rows),
  ]);
  await forgetWhoSaw(db, now);
  return "loaded";
}
