import { uuidv7 } from "uuidv7";
import { ensureAccounts, joinAccount } from "../db/accounts.ts";
import { type Lead, leadsAsTheyAre } from "../db/merges.ts";
import { mergeLeads } from "../db/merging.ts";
import type { Database, Statement } from "../db/run.ts";
import { mailOf } from "../domains.ts";
import { accountsFor } from "./accounts.ts";

/**
 * Leads that only strangers spoke of (see docs/trust.md) stand between nobody and what somebody of ours says: where one
 * is named together with a lead that is known, the two are one.
 */

/** A lead that only strangers spoke of, and the known one that it becomes. */
export interface Stranger {
  into: string;
  from: string;
}

/** Those among leads that are each named together; where several are known, somebody must decide first. */
export function strangersAmong(
  groups: Iterable<readonly { readonly id: string; readonly verified: number }[]>,
): Stranger[] {
  const found = new Map<string, Stranger>();
  for (const group of groups) {
    const [into, ...others] = new Set(group.flatMap(({ id, verified }) => (verified === 1 ? [id] : [])));
    if (into === undefined || others.length > 0) continue;
    for (const { id, verified } of group) if (verified === 0) found.set(id, { into, from: id });
  }
  return [...found.values()];
}

/** What a merge needs besides, where it brings a lead the address of a stranger: that has made no account until then. */
export async function accountOf({ into, from }: { into: Lead; from: Lead }): Promise<Statement[]> {
  const { accountDomain: domain } = mailOf(from.email);
  if (from.verified === 1 || from.email === null || domain === null) return [];
  const accounts = await accountsFor([{ accountDomain: domain, company: into.company }], () => uuidv7());
  return [
    ensureAccounts({ accounts: JSON.stringify(accounts) }),
    joinAccount({ id: into.id, email: from.email, domain }),
  ];
}

/**
 * They become the known ones. Whoever asks for them reads again.
 * @returns whether any did: others may have been faster
 */
export async function admitStrangers(
  db: Database,
  strangers: readonly Stranger[],
  personId: string,
): Promise<boolean> {
  const job = db.forJob();
  let admitted = false;
  for (const { into, from } of strangers) {
    const rows = await job.all(leadsAsTheyAre({ ids: JSON.stringify([into, from]) }));
    const lead = (id: string): Lead | undefined => rows.find((row) => row.id === id);
    const [known, stranger] = [lead(into), lead(from)];
    if (!known || stranger?.verified !== 0) continue;
    const pair = { into: known, from: stranger };
    const merged = await mergeLeads(job, pair, personId, Date.now(), await accountOf(pair));
    admitted ||= merged !== null;
  }
  return admitted;
}
