import { uuidv7 } from "uuidv7";
import type { Database } from "../db/run.ts";
import { fillStaff, whoIsHere } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";
import { OWN_DOMAIN } from "./staff.ts";
import { localWriteKeys } from "./write-keys.ts";

/** `opened`: it was made now. `kept`: it was there. `sample`: the sample is there; nothing was done. */
export type EmptyOutcome = "opened" | "kept" | "sample";

const staff = [
  { role: "rep", name: "Robin Vale", email: `robin@${OWN_DOMAIN}` },
  { role: "marketing", name: "Lena Hoffmann", email: `lena@${OWN_DOMAIN}` },
  { role: "admin", name: "Amira Haddad", email: `amira@${OWN_DOMAIN}` },
] as const;

/** A workspace of one's own: somebody of each role can sign in to it on this machine, and it holds nothing else. */
export async function openEmpty(db: Database, now: number): Promise<EmptyOutcome> {
  const [here] = await db.all(whoIsHere({ email: "ada@analytical.example" }));
  if (here?.leadId) return "sample";
  if (here?.anybody) return "kept";
  const people = staff.map((person) => ({ id: uuidv7(), ...person, teamId: null }));
  const tokens = await Promise.all(
    people.map(async ({ id, role }) => ({
      hash: await sha256(`local-${role}`),
      personId: id,
      name: `local-${role}`,
      local: 1,
      createdAt: now,
    })),
  );
  await db.batch(fillStaff(people, tokens, await localWriteKeys(now)));
  return "opened";
}
