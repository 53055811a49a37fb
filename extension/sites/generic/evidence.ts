import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, isShown } from "../site.ts";
import { roleOf } from "./roles.ts";
import { mayHoldShadow, textsWith } from "./search.ts";
import * as at from "./selectors.ts";

export type Way = (typeof at.attributes)[number][0] | "field" | "json-ld" | "text" | "sentence";

/** An address at one place of a page. */
export interface Find {
  email: string;
  name: string | null;
  way: Way;
  /** What says it. */
  element: Element;
  /** Where the page says in which part of a mail it stands. */
  role: Participant["role"] | null;
}

/** A document, a frame's document or an open shadow root, and whether a person can see it. */
export interface Root {
  node: Document | ShadowRoot;
  isShown: boolean;
  /** Another page within this one. */
  isFrame: boolean;
}

/** The page, its frames of the same origin that have an address of their own, and the open shadow roots in them. */
export function rootsOf(document: Document): Root[] {
  const roots: Root[] = [{ node: document, isShown: true, isFrame: false }];
  for (const root of roots) {
    if (roots.length > 200) break;
    for (const frame of root.node.querySelectorAll<HTMLIFrameElement | HTMLFrameElement>("iframe, frame")) {
      const inside = documentIn(frame);
      // A frame without an address of its own holds what somebody has sent.
      if (inside && /^https?:/.test(inside.URL) && !roots.some(({ node }) => node === inside))
        roots.push({ node: inside, isShown: root.isShown && isShown(frame), isFrame: true });
    }
    for (const { shadowRoot } of mayHoldShadow(root.node))
      if (shadowRoot) roots.push({ node: shadowRoot, isShown: root.isShown, isFrame: root.isFrame });
  }
  return roots;
}

function documentIn(frame: HTMLIFrameElement | HTMLFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

/** By its look, for a frame's nodes are made by another window's constructors. */
const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11 && "host" in node;

/** Closest over the edges of shadow roots. */
export function closest(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; ) {
    const found: Element | null = at.closest(selector);
    if (found) return found;
    const root = at.getRootNode();
    at = isShadowRoot(root) ? root.host : null;
  }
  return null;
}

const pattern =
  /[^\s<>()[\]"',;:|/\\]+@[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff.-]*[a-z0-9\u0080-\uffff])?\.[a-z\u0080-\uffff][a-z0-9\u0080-\uffff-]*/gi;

/** Every address of a text, lower case. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(pattern)].map(([address]) => address.toLowerCase());

/** Whom a link writes to; a link that shares a page writes to nobody. */
export function mailtoAddresses(href: string): string[] {
  const to = href.slice("mailto:".length).split("?")[0] ?? "";
  try {
    return addressesIn(decodeURIComponent(to));
  } catch {
    return addressesIn(to);
  }
}

/** What an attribute says, if it is an address and little else: tooltips of whole cards are not. */
function attributeAddresses(way: Way, value: string): string[] {
  if (way === "mailto") return mailtoAddresses(value);
  if (value.length > 160 || /<\w+[\s/>]/.test(value)) return [];
  return addressesIn(value);
}

/** Every place that names an address: in attributes, declared for machines, in text. */
export const findsIn = (root: Root): Find[] => [...inAttributes(root), ...declared(root), ...written(root)];

/** No more places than these are looked at closely, of one kind. */
const most = 400;
const step = 8;

/** All of these, or where a page has thousands, those that a person sees now or after a little scrolling. */
export function nearby<E extends Element>(elements: E[]): E[] {
  if (elements.length <= most) return elements;
  const isNear = (element: Element | undefined): boolean => {
    const height = element?.ownerDocument.defaultView?.innerHeight ?? 0;
    const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    return element !== undefined && bottom > -height && top < 2 * height;
  };
  // Neighbours stand close to each other: one in eight tells where to look.
  const near: E[] = [];
  let before = false;
  for (let at = 0; at < elements.length; at += step) {
    const after = isNear(elements[at + step]);
    const first = isNear(elements[at]);
    if (before || first || after) near.push(...elements.slice(at, at + step).filter(isNear));
    before = first;
  }
  return near.slice(0, most);
}

function inAttributes({ node }: Root): Find[] {
  const selector = at.attributes.map(([, one]) => one).join(",");
  const finds: Find[] = [];
  for (const element of nearby([...node.querySelectorAll(selector)])) {
    for (const [way, one, attribute] of at.attributes) {
      if (!element.matches(one)) continue;
      const value = element.getAttribute(attribute) ?? (way === "itemprop" ? itempropOf(element) : "");
      const emails = attributeAddresses(way, value);
      // A line of several is a list of them, and no name goes with each.
      if (emails.length > 1 && way !== "mailto") continue;
      for (const email of emails)
        finds.push({ email, name: nameOf(element, email), way, element, role: roleOf(element, email) });
      if (emails.length > 0) break;
    }
  }
  return finds;
}

const itempropOf = (element: Element): string =>
  element.getAttribute("href")?.replace(/^mailto:/i, "") ?? element.textContent ?? "";

/** Text nodes with an address; what stands in a sentence tells less. */
function written({ node }: Root): Find[] {
  const finds: Find[] = [];
  const texts = new Map<Element, string>();
  for (const text of textsWith(node)) {
    const value = text.nodeValue ?? "";
    const element = value.length <= 2000 ? text.parentElement : null;
    if (element && !element.matches("script, style, noscript, textarea, option, title"))
      texts.set(element, `${texts.get(element) ?? ""} ${value}`);
  }
  for (const element of nearby([...texts.keys()])) {
    const value = texts.get(element) ?? "";
    for (const email of addressesIn(value)) {
      const way = value.trim().length > email.length + 30 ? "sentence" : "text";
      finds.push({ email, name: beforeAddress(value, email), way, element, role: roleOf(element, email) });
    }
  }
  return finds;
}

/** `Ada Lovelace <ada@…>` */
function beforeAddress(text: string, email: string): string | null {
  const before = text.slice(0, text.toLowerCase().indexOf(email));
  const name = /(?:^|[:;,])\s*"?([^"<>:;,()]{2,60}?)"?\s*[<(]\s*$/.exec(before)?.[1];
  return name?.trim() || null;
}

/** What the page declares of people and companies, for machines. */
function declared({ node }: Root): Find[] {
  const finds: Find[] = [];
  for (const script of node.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? "";
    if (text.length > 100_000 || !text.includes("@")) continue;
    try {
      walk(JSON.parse(text), null, (email, name) =>
        finds.push({ email, name, way: "json-ld", element: script, role: null }),
      );
    } catch {
      // Not ours to mend.
    }
  }
  return finds;
}

function walk(
  value: unknown,
  name: string | null,
  found: (email: string, name: string | null) => void,
  depth = 0,
): void {
  if (depth > 8 || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) walk(one, name, found, depth + 1);
    return;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const own = fields.get("name");
  const called = typeof own === "string" ? own : name;
  const type = String(fields.get("@type"));
  for (const [key, inner] of fields) {
    if (key !== "email") walk(inner, called, found, depth + 1);
    else if (/Person|ContactPoint|Organization|Business/.test(type))
      for (const one of Array.isArray(inner) ? inner : [inner]) {
        const email = addressIn(typeof one === "string" ? one.replace(/^mailto:/i, "") : null);
        if (email) found(email, /Person/.test(type) ? called : null);
      }
  }
}

/** Values that stand in fields to type in; only where a record is open, for elsewhere people type their own. */
export const typedIn = ({ node }: Root): Find[] =>
  [...node.querySelectorAll<HTMLInputElement>('input[type="email"]')].flatMap((element): Find[] => {
    const value = element.value.trim().toLowerCase();
    return value !== "" && addressIn(value) === value
      ? [{ email: value, name: null, way: "field", element, role: null }]
      : [];
  });

/** The name that an element gives with an address, where it is plainly one. */
function nameOf(element: Element, email: string): string | null {
  for (const attribute of ["data-name", "data-module-name", "name"]) {
    const name = element.getAttribute(attribute)?.trim();
    if (name && !/[@:]/.test(name)) return name;
  }
  const text = element.children.length < 4 ? (element.textContent ?? "").replace(/\s+/g, " ").trim() : "";
  if (text === "" || text.length > 80) return null;
  if (text.includes("@")) return beforeAddress(text, email);
  // "Send email" is no name: a name is in the address, or an element is there for the name alone.
  return isNamedIn(email, text) || element.matches(".rcmContactAddress, [email]") ? text : null;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How many of a name's words stand in an address before the @, of all that it has: 0 to 1. */
export function nameShare(email: string, name: string): number {
  const local = plain(email.split("@")[0] ?? "");
  const words = plain(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
  return words.length === 0 ? 0 : words.filter((word) => local.includes(word)).length / words.length;
}
export const isNamedIn = (email: string, name: string): boolean => nameShare(email, name) > 0;
