import { type AccountStanding, isCustomer } from "../accounts/accounts.ts";
import type { Facts } from "../facts.ts";

export type Flag = "customer" | "open_deal" | "opted_out" | "disqualified" | "shared_address";

/** What must be known before the score is: in the order in which it stands above it. */
export function flagsOf(
  facts: Pick<Facts, "stage" | "optedOut" | "sharedAddress">,
  account: AccountStanding | null,
): Flag[] {
  const flags: Flag[] = [];
  if (isCustomer(facts.stage, account)) flags.push("customer");
  if (facts.stage === "opportunity" || (account !== null && account.openDeal !== null))
    flags.push("open_deal");
  if (facts.optedOut) flags.push("opted_out");
  if (facts.stage === "disqualified") flags.push("disqualified");
  if (facts.sharedAddress) flags.push("shared_address");
  return flags;
}
