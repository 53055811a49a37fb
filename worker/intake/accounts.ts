import type { AccountWrite } from "../db/accounts.ts";
import type { LeadWrite } from "../db/leads.ts";
import { sha256 } from "../hash.ts";

/** The accounts behind the leads' domains, named by what the first of them calls its company. */
export async function accountsFor(
  writes: readonly Pick<LeadWrite, "accountDomain" | "company">[],
  idOf: (domain: string) => string | Promise<string>,
): Promise<AccountWrite[]> {
  const byDomain = new Map<string, string>();
  for (const { accountDomain, company } of writes)
    if (accountDomain && !byDomain.get(accountDomain)) byDomain.set(accountDomain, company ?? "");
  return Promise.all(
    [...byDomain].map(async ([domain, company]) => ({
      id: await idOf(domain),
      domain,
      hash: await sha256(domain),
      name: company || domain,
    })),
  );
}
