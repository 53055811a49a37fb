import { addressIn, nothing, type Reading, type Row } from "../site.ts";
import type { Find, Root } from "./evidence.ts";
import { ownerOf } from "./owner.ts";
import { look, type Page } from "./page.ts";
import { domainsOf, ownAddresses, peopleOf, peopleOfLine, peopleOfPage } from "./people.ts";
import { rank } from "./rank.ts";

/** Who any page is about. `selected` is the text that somebody has marked; an address in it comes first. */
export function readGeneric(document: Document, url: URL, selected: string | null = null): Reading {
  const page = look(document, url);
  const { record, roots } = page;
  const ranked = rank(page);
  const trace: string[] = [];
  const owner = ownerOf(roots, trace);
  const found =
    record?.type === "person"
      ? ownAddresses(page, ranked)
      : record
        ? peopleOf(ranked, page)
        : peopleOfPage(page, ranked);
  const reading: Reading = {
    ...nothing(found.length > 0 ? [] : [...trace, ...(page.finds.length > 0 ? [] : ["generic: address"])]),
    view: "nothing",
    record,
    people: found,
    domains: record?.type === "company" || record?.type === "deal" ? domainsOf(page, found) : [],
    owner,
    threadKey: record?.key ?? messageKey(url, roots),
    signs: record?.type === "person" ? ["url: record"] : messageKey(url, roots) ? ["url: message"] : [],
    doubts: doubtsOf(page.finds, found),
  };
  const asked = withChosen(reading, addressIn(selected));
  const isOpen = asked.people.length > 0 || (asked.record !== null && asked.record.type !== "other");
  return {
    ...asked,
    view: isOpen ? "open" : page.lines.length > 0 ? "list" : "nothing",
    threadKey: isOpen ? asked.threadKey : null,
  };
}

/** Whom somebody points at comes first, and is not the record that is open unless the record has that address. */
function withChosen(reading: Reading, chosen: string | null): Reading {
  if (chosen === null) return reading;
  const known = reading.people.find(({ email }) => email === chosen);
  const others = reading.people.filter((person) => person !== known);
  const people = [{ email: chosen, name: known?.name ?? null, role: "from" as const }, ...others];
  return known ? { ...reading, people } : { ...reading, people, record: null, domains: [], threadKey: null };
}

/** The lines of the lists on any page. */
export const genericRows = (document: Document, url: URL): Row[] =>
  look(document, url, false).lines.flatMap((line): Row[] => {
    const people = peopleOfLine(line);
    const link = line.links.find(({ record }) => record.type === "person") ?? line.links[0];
    if (people.length === 0 && !link) return [];
    const anchor = link?.element ?? line.finds[0]?.element ?? null;
    return [{ element: line.element, anchor, threadKey: null, record: link?.record ?? null, people }];
  });

/** Every address of a page with what speaks for and against it, for those who want to know why. */
export const explain = (document: Document, url: URL): { page: Page; ranked: ReturnType<typeof rank> } => {
  const page = look(document, url);
  return { page, ranked: rank(page) };
};

/** Roundcube's address of a message, in the page or in its frame. */
function messageKey(url: URL, roots: readonly Root[]): string | null {
  const framed = roots.flatMap(({ node, isFrame }) => (isFrame && "URL" in node ? [new URL(node.URL)] : []));
  for (const { searchParams } of [url, ...framed]) {
    const id = searchParams.get("_uid");
    if (id && /^(show|preview)$/.test(searchParams.get("_action") ?? ""))
      return `roundcube:${searchParams.get("_mbox") ?? ""}:${id}`;
  }
  return null;
}

/** A link that shows one address and writes to another, of somebody whom the page is read to be about. */
const doubtsOf = (finds: readonly Find[], people: readonly { email: string }[]): string[] =>
  finds.some(({ way, element, email }) => {
    if (!people.some((person) => person.email === email)) return false;
    const text = way === "mailto" ? (element.textContent ?? "") : "";
    const shown = /…|\.\.\./.test(text) ? null : addressIn(text);
    return shown !== null && shown !== email;
  })
    ? ["address: link / text"]
    : [];
