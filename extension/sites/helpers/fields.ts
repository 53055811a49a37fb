import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, findBy, isShown, type Ways } from "../site.ts";

/** What the readers of CRMs share: the values of fields, and what stands around them. */

/** `NodeFilter.SHOW_TEXT`. */
const showText = 4;
/** Of a field's texts so many are looked at. */
const mostTexts = 200;

/** What a shadow root is in. */
function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return "host" in root && root.host ? (root.host as Element) : null;
}

/** The element above, over the edge of a shadow root. */
export const above = (element: Element): Element | null => element.parentElement ?? hostOf(element);

/** Whether a person can see it, in shadow roots too. */
export function isShownDeep(element: Element): boolean {
  if (typeof element.checkVisibility === "function") return isShown(element);
  for (let at: Element | null = element; at; at = hostOf(at)) if (!isShown(at)) return false;
  return true;
}

/** The address of a `mailto:`; null where it is none, or goes to several. */
export function mailtoOf(link: Element): string | null {
  const [, target] = /^mailto:([^?]*)/i.exec(link.getAttribute("href") ?? "") ?? [];
  if (!target || /[,;]/.test(target)) return null;
  try {
    return addressIn(decodeURIComponent(target));
  } catch {
    return addressIn(target);
  }
}

const writtenIn = (input: Element): string =>
  "value" in input && typeof input.value === "string" ? input.value : (input.getAttribute("value") ?? "");

/** The addresses of a text that holds nothing else; none where it is a sentence. */
function addressesOnly(text: string): string[] {
  const parts = text
    .trim()
    .split(/\s*[;,]\s*/)
    .filter(Boolean);
  const found = parts.flatMap((part) => {
    const bare = part.replace(/^<|>$/g, "");
    const address = addressIn(bare);
    return address !== null && address === bare.toLowerCase() ? [address] : [];
  });
  return found.length === parts.length ? found : [];
}

/**
 * The addresses that a field shows, each once: its `mailto:` links, else what is written into it, else texts that are
 * nothing but addresses, else few words with one. A label that stands against the value is not taken for a part of it.
 */
export function addressesIn(field: Element, accept: (element: Element) => boolean = isShownDeep): string[] {
  const roots = rootsUnder(field);
  const all = (selector: string) => [
    ...(field.matches(selector) ? [field] : []),
    ...roots.flatMap((root) => [...root.querySelectorAll(selector)]),
  ];
  const linked = all('a[href^="mailto:" i]')
    .filter(accept)
    .flatMap((link) => mailtoOf(link) ?? []);
  if (linked.length > 0) return [...new Set(linked)];
  const written = all("input, textarea")
    .filter(accept)
    .flatMap((input) => addressesOnly(writtenIn(input)));
  if (written.length > 0) return [...new Set(written)];
  const texts = roots.flatMap((root) => textsOf(root, accept));
  const bare = texts.flatMap(addressesOnly);
  if (bare.length > 0) return [...new Set(bare)];
  // A few words with an address: "E-Mail: ada@…"; a text that is cut short on the screen has a title.
  const few = [
    ...texts,
    ...all("[title*='@']")
      .filter(accept)
      .map((part) => part.getAttribute("title") ?? ""),
  ];
  return [
    ...new Set(few.filter((text) => text.trim().length <= 80).flatMap((text) => addressIn(text) ?? [])),
  ];
}

function textsOf(root: ParentNode & Node, accept: (element: Element) => boolean): string[] {
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, showText);
  const texts: string[] = [];
  for (let left = mostTexts; left > 0 && walker.nextNode(); left -= 1) {
    const text = walker.currentNode.nodeValue ?? "";
    const parent = walker.currentNode.parentElement;
    if (/\S/.test(text) && (!parent || accept(parent))) texts.push(text);
  }
  return texts;
}

/** A root and the open shadow roots below it, outer ones first; at most so many elements are looked at. */
export function rootsUnder(root: ParentNode & Node, budget = 20_000): (ParentNode & Node)[] {
  const roots = [root];
  let left = budget;
  const open = (element: Element) => {
    // Only elements with a hyphen in their names are components here.
    if (element.localName.includes("-") && element.shadowRoot) roots.push(element.shadowRoot);
  };
  if ("localName" in root) open(root as unknown as Element);
  for (const each of roots) {
    if (left <= 0) break;
    for (const element of each.querySelectorAll("*")) {
      left -= 1;
      if (left <= 0) break;
      open(element);
    }
  }
  return roots;
}

/** Where everybody has a page: it tells nothing of who the company is. */
const shared =
  /(^|\.)((linkedin|facebook|twitter|x|instagram|youtube|xing|crunchbase|github|tiktok|bing|apple)\.com|wikipedia\.org|google\.[a-z.]{2,6})$/;

/** The host name that a text is, without `www.`; null where it is none, or one where everybody has a page. */
export function hostIn(text: string | null | undefined): string | null {
  const address = (text ?? "").trim().replace(/^https?:\/\//i, "");
  if (
    !/^[\p{L}\d][^\s@/:?#]*\.[\p{L}][^\s@/:?#]+([/:?#]\S*)?$/u.test(address) ||
    !URL.canParse(`https://${address}`)
  )
    return null;
  const host = new URL(`https://${address}`).hostname.replace(/^www\./, "");
  return shared.test(host) ? null : host;
}

/** The host names that a field for a website shows: of its links, else of what is written there. */
export function hostsIn(field: Element, isOwn: (host: string) => boolean): string[] {
  const roots = rootsUnder(field);
  const links = [
    ...(field.matches("a[href]") ? [field] : []),
    ...roots.flatMap((root) => [...root.querySelectorAll('a[href^="http" i]')]),
  ];
  const inputs = roots.flatMap((root) => [...root.querySelectorAll("input")]);
  const linked = links.filter(isShownDeep).flatMap((link) => hostIn(link.getAttribute("href")) ?? []);
  const found =
    linked.length > 0
      ? linked
      : [
          ...("value" in field ? [writtenIn(field)] : []),
          ...inputs.map(writtenIn),
          ...roots.flatMap((root) => textsOf(root, isShownDeep)),
        ].flatMap((text) => hostIn(text) ?? []);
  return [...new Set(found)].filter((host) => !isOwn(host));
}

/** A name as it is written there; null where it is none or an address. */
export function nameIn(element: Element | null | undefined): string | null {
  const name = (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  return name === "" || name.length > 200 || name.includes("@") ? null : name;
}

/** What one line, card or item of a list is. */
const item = 'tr, li, article, [role="row"], [role="listitem"], [role="option"], [role="gridcell"] > *';

/**
 * Of a link to somebody: the largest part of the page around it that speaks of nobody else, at most its line or card.
 * `others` says whether an element holds a link to somebody else.
 */
export function around(link: Element, pane: Element, others: (element: Element) => boolean): Element {
  let part = link;
  for (let levels = 8; levels > 0; levels -= 1) {
    const next = above(part);
    if (!next || next === pane || others(next)) break;
    part = next;
    if (part.matches(item)) break;
  }
  return part;
}

/** Links to records in a part of a page, each with the key of the one that it leads to. */
export type Keyed = (part: Element) => (readonly [link: Element, key: string])[];

/** People by their links: each with the addresses that stand around it, and around nobody else's. */
export function peopleBeside(
  links: Iterable<readonly [link: Element, key: string]>,
  pane: Element,
  people: Keyed,
  accept: (element: Element) => boolean,
): Participant[] {
  const found = new Map<string, Participant>();
  for (const [link, key] of links) {
    if (!accept(link)) continue;
    const beside = around(link, pane, (part) => people(part).some(([, other]) => other !== key));
    for (const email of addressesIn(beside, accept))
      if (!found.has(email)) found.set(email, { email, name: nameIn(link), role: "to" });
  }
  return [...found.values()];
}

/** Whether an element is shown in a part of the page, and there in nothing that is another's. */
export const standsIn =
  (part: Element, others: string) =>
  (element: Element): boolean => {
    const nearest = element.closest(others);
    return part.contains(element) && (!nearest || nearest.contains(part)) && isShown(element);
  };

/** The address of whoever is signed in, where the page tells. */
export function ownerBy(document: Document, ways: Ways, trace: string[]): string | null {
  const [found] = findBy(document, ways, trace, () => true);
  return addressIn(found?.getAttribute("title") ?? found?.textContent);
}

/** What is about one thing each. */
const card = 'li, tr, article, section, [role="row"], [role="listitem"], [role="region"]';

/**
 * Whether a field is somebody else's: it shares a line, a card or its closest surroundings with a link to somebody
 * else, and not with one to the record itself. `people` names those whom an element links to; nothing is told by what
 * holds whole `columns`, nor by what has a card of its own.
 */
export function isAnothers(
  field: Element,
  pane: Element,
  own: string,
  people: Keyed,
  columns: string,
): boolean {
  let part = field.parentElement;
  for (let levels = 4; levels > 0 && part && part !== pane && !part.matches(columns); levels -= 1) {
    const beside = people(part).filter(([link]) => link.closest(card)?.contains(field) ?? true);
    if (beside.some(([, key]) => key === own)) return false;
    if (beside.length > 0) return true;
    if (part.matches(card)) break;
    part = part.parentElement;
  }
  return false;
}
