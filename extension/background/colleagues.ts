import type { Me } from "../../shared/contract/index.ts";
import { isBigFreeMail, isUnder, partsOf } from "../../shared/domain/people/address.ts";

/** Whether this address (lower case) is one's own or that of somebody of the same company: nobody asks for those. */
export function isColleague(me: Me | null, email: string): boolean {
  const parts = partsOf(email);
  if (me === null || parts === null) return false;
  if (me.person.email.trim().toLowerCase() === email) return true;
  return !isBigFreeMail(parts.domain) && isUnder(parts.domain, me.workspace.ownDomains);
}
