import { isBigFreeMail, isUnder, partsOf } from "../../../shared/domain/people/address.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import { isShown } from "../site.ts";
import { type Find, nameShare } from "./evidence.ts";
import type { Line } from "./lines.ts";
import { isPlace, type Page } from "./page.ts";
import type { Ranked, Reason } from "./rank.ts";
import * as at from "./selectors.ts";

const opens: readonly Reason[] = [
  "mail: from",
  "mail: reply to",
  "in a frame",
  "in a dialog",
  "in the item that is open",
  "the heading has the name",
];

/** Whom a page without a record is about: nobody where it shows a list, and nothing beside it is plainly open. */
export function peopleOfPage(page: Page, ranked: readonly Ranked[]): Participant[] {
  const loose = ranked.filter(({ find, score }) => score > 0 && !page.lineOf.has(find));
  const isOpen =
    page.lines.length === 0 || loose.some(({ reasons }) => reasons.some((one) => opens.includes(one)));
  return isOpen ? peopleOf(inWhatIsOpen(loose, page), page) : [];
}

/** Where one thing is open on top of the page or in a part of it, whoever stands elsewhere is not meant. */
function inWhatIsOpen(ranked: readonly Ranked[], page: Page): readonly Ranked[] {
  const [top] = ranked;
  if (!top) return [];
  const root = page.rootOf.get(top.find);
  const within = (["in a dialog", "in the item that is open"] as const).find((one) =>
    top.reasons.includes(one),
  );
  return ranked.filter(
    ({ find, reasons }) =>
      (!within || reasons.includes(within)) && (!root?.isFrame || page.rootOf.get(find) === root),
  );
}

/**
 * Everybody with more for than against, the most likely first. Beside the sender of a mail those without a part in it
 * come last.
 */
export function peopleOf(ranked: readonly Ranked[], page: Page): Participant[] {
  const once = new Map<string, { email: string; name: string | null; role: Participant["role"] | null }>();
  for (const { find, score } of ranked) {
    if (score <= 0) continue;
    const { email } = find;
    const known = once.get(email);
    const line = page.lineOf.get(find);
    const name = known?.name ?? find.name ?? (line ? linkedName(line) : null);
    once.set(email, { email, name, role: known?.role ?? find.role });
  }
  const people = [...once.values()];
  const isMail = people.some(({ role }) => role === "from" || role === "reply_to");
  return people.map((person) => ({ ...person, role: person.role ?? (isMail ? "cc" : "from") }));
}

/** Of a person's record: the address that says most, and those that stand in the same place. */
export function ownAddresses(page: Page, ranked: readonly Ranked[]): Participant[] {
  const [top] = ranked;
  if (!top || top.score <= 0) return [];
  const own = ranked.filter(
    ({ find, reasons }) =>
      find.email === top.find.email ||
      reasons.includes("the record's own id") ||
      (isTold(find) === isTold(top.find) && find.way !== "sentence" && shareAPlace(find, top.find, page)),
  );
  return peopleOf(own, page).map((person, index) => ({
    ...person,
    name: person.name ?? (index === 0 && nameShare(person.email, page.headed) >= 0.5 ? page.headed : null),
    role: "from",
  }));
}

/** By a field that is there for addresses. */
const isTold = ({ way }: Find): boolean => !["text", "sentence", "title", "label"].includes(way);

/** Fields close to each other, with no heading and nobody else's record between them. */
function shareAPlace({ element }: Find, top: Find, page: Page): boolean {
  let around: Element | null = top.element;
  for (let up = 0; up < 6 && around; up++, around = around.parentElement) {
    if (around.matches(`body, ${at.main}, ${at.dialog}`)) return false;
    if (page.heading && around.contains(page.heading)) return false;
    if (around.contains(element)) return true;
  }
  return false;
}

/** What the link to a person's record is called. */
const linkedName = ({ links }: Line): string | null =>
  links
    .find(({ record }) => record.type === "person")
    ?.element.textContent?.replace(/\s+/g, " ")
    .trim() || null;

/** Attributes say who a line is of; what is written in it may be the beginning of a mail. */
export function peopleOfLine(line: Line): Participant[] {
  const said = line.finds.filter(({ way }) => way !== "text" && way !== "sentence");
  const written = line.finds.filter(
    ({ way, email, element }) => way === "text" && element.textContent?.trim().toLowerCase() === email,
  );
  const name = linkedName(line);
  const once = new Map<string, Participant>();
  for (const find of said.length > 0 ? said : written) {
    const known = once.get(find.email);
    const called = known?.name ?? find.name ?? (once.size === 0 ? name : null);
    once.set(find.email, { email: find.email, name: called, role: "from" });
  }
  return [...once.values()];
}

const notTheirs =
  "linkedin.com facebook.com twitter.com x.com instagram.com youtube.com google.com xing.com github.com openstreetmap.org bing.com".split(
    " ",
  );

/** Of a company's record: links that show the host that they lead to, then the domains of the people. */
export function domainsOf(page: Page, people: readonly Participant[]): string[] {
  const hosts = page.roots.flatMap(({ node }) =>
    [...node.querySelectorAll('a[href^="http"]')].flatMap((link) => {
      const href = link.getAttribute("href") ?? "";
      const host = URL.canParse(href) ? new URL(href).hostname.replace(/^www\./, "") : "";
      const isTheirs = host !== "" && host !== page.url.hostname && !isUnder(host, notTheirs);
      return isTheirs &&
        (link.textContent ?? "").toLowerCase().includes(host) &&
        isPlace(link) &&
        isShown(link)
        ? [host]
        : [];
    }),
  );
  const mailed = people
    .flatMap(({ email }) => partsOf(email)?.domain ?? [])
    .filter((domain) => !isBigFreeMail(domain));
  return [...new Set([...hosts, ...mailed])].slice(0, 5);
}
