import { isBigFreeMail, isFormService, isRobotAddress, isUnder, mailboxOf, partsOf } from "./address.ts";

/** Somebody whom a page names, and in which part: `list` is the address of a mailing list. */
export interface Participant {
  readonly email: string;
  readonly name: string | null;
  readonly role: "from" | "to" | "cc" | "reply_to" | "list";
}

/** Who is on our side. */
export interface OwnSide {
  /** The address that the rep is signed in with, where the page tells. */
  readonly owner: string | null;
  /** The company's own domains. A free-mail domain among them is passed over. */
  readonly ownDomains: readonly string[];
}

/**
 * Who of a page's participants may be the lead, the most likely first: nobody of ours, no list, no robot, each
 * mailbox once (lower case, the first name that is known). The sender comes first, unless the mail was sent for
 * somebody else (by us, a robot or a form service): then the one to reply to does.
 */
export function outsidePeople(people: readonly Participant[], ours: OwnSide): Participant[] {
  const domains = ours.ownDomains.map((d) => d.trim().toLowerCase().replace(/^@/, ""));
  const own = domains.filter((d) => d !== "" && !isBigFreeMail(d));
  const owner = ours.owner === null ? null : mailboxOf(ours.owner);
  const lists = new Set(people.filter((p) => p.role === "list").map((p) => mailboxOf(p.email)));

  const isOurs = ({ email }: Participant): boolean => {
    const parts = partsOf(email);
    return mailboxOf(email) === owner || (parts !== null && isUnder(parts.domain, own));
  };
  const isOutside = (p: Participant): boolean =>
    partsOf(p.email) !== null && !isOurs(p) && !isRobotAddress(p.email) && !lists.has(mailboxOf(p.email));
  const speaksForOthers = (p: Participant): boolean =>
    isOurs(p) || isRobotAddress(p.email) || isFormService(p.email) || lists.has(mailboxOf(p.email));

  const senders = people.filter((p) => p.role === "from");
  const repliesElsewhere = people.some((p) => p.role === "reply_to" && isOutside(p));
  const sentForOthers = repliesElsewhere && senders.some(speaksForOthers);
  const rank: Record<Participant["role"], number> = {
    reply_to: sentForOthers ? 0 : 2,
    from: 1,
    to: 3,
    cc: 4,
    list: 5,
  };

  const found = new Map<string, Participant>();
  for (const p of people.filter(isOutside).sort((a, b) => rank[a.role] - rank[b.role])) {
    if (sentForOthers && p.role === "from" && isFormService(p.email)) continue;
    const box = mailboxOf(p.email);
    const known = found.get(box);
    const name = cleanName(p.name, p.email);
    if (!known) found.set(box, { ...p, email: p.email.trim().toLowerCase(), name });
    else if (known.name === null && name !== null) found.set(box, { ...known, name });
  }
  return [...found.values()];
}

/** What follows a comma without being a first name. */
const suffix = /^(inc|llc|ltd|gmbh|ag|co|corp|sa|sl|bv|jr|sr|md|phd|mba|esq|i+v?)\b/i;

/** A name as its bearer would write it, or null where it says no more than the address does. */
function cleanName(name: string | null, email: string): string | null {
  let clean = (name ?? "")
    .replace(/[\p{Cf}\p{Cs}]+/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\s+(via|über)\s+\S.*$/iu, "")
    .replace(/^["'“”‘’]+|["'“”‘’]+$/gu, "")
    .trim();
  const swapped = /^([^,()]+), ([^,()]+)$/u.exec(clean);
  if (swapped && !suffix.test(swapped[2] ?? "")) clean = `${swapped[2]} ${swapped[1]}`;
  return clean === "" || clean.toLowerCase() === email.trim().toLowerCase()
    ? null
    : [...clean].slice(0, 200).join("");
}

/** What to call a participant: the name, else the address. */
export const displayName = (person: { readonly name: string | null; readonly email: string }): string =>
  cleanName(person.name, person.email) ?? person.email.trim().toLowerCase();
