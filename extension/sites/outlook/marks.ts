import { addressIn, unseen } from "../site.ts";
import * as at from "./selectors.ts";

interface Person {
  email: string;
  name: string | null;
}

/** A place in a message's head that names somebody with an address. */
export interface Mark extends Person {
  element: Element;
  /** The line of recipients that it stands in. */
  well: Element | null;
}

/** `Von:`, `发件人：`, `de :`. */
const label = /^[^:：@<>]{1,40}[:：]\s*/;
const single =
  /^(?:(?<name>[^<>]*?)\s*[<＜(])?\s*(?:mailto:)?(?<email>[^\s<>＜＞()"',;:：]+@[^\s<>＜＞()"',;:：]+)\s*[>＞)]?$/i;

const clean = (text: string): string => text.replace(unseen, "").replace(/\s+/g, " ").trim();

/** Somebody whom a text names and nobody else: `ada@a.example`, `Ada<ada@a.example>`, `From: Ada (ada@a.example)`. */
function personIn(text: string): Person | null {
  if (text.length > 400 || !text.includes("@")) return null;
  const said = clean(text);
  const match = single.exec(said) ?? single.exec(said.replace(label, ""));
  const email = addressIn(match?.groups?.email);
  if (!email) return null;
  const name = (match?.groups?.name ?? "")
    .replace(label, "")
    .replace(/^["'“„]+|["'”“]+$/g, "")
    .trim();
  return { email, name: name === "" || name.includes("@") ? null : name };
}

/** Everybody of a list such as `To: Ada <ada@a.example>; bo@b.example`; `shown` is the text where only addresses are told. */
export function peopleIn(text: string, shown?: string | null): Person[] {
  const people = clean(text)
    .replace(label, "")
    .split(/[;；،؛]|(?<=@[^\s,，]+)[,，]/)
    .flatMap((part) => personIn(part) ?? []);
  const [only, ...others] = people;
  if (!only || others.length > 0 || only.name !== null) return people;
  const name = clean(shown ?? "");
  return [{ ...only, name: name === "" || name.includes("@") || name.length > 100 ? null : name }];
}

/** Everything in a pane that names somebody, in the page's order; in `drafts` and what is `apart` nothing does. */
export function marksIn(pane: Element, drafts: readonly Element[]): Mark[] {
  const marks: Mark[] = [];
  const subjects = new Set(pane.querySelectorAll(at.subject));
  const first = subjects.size === 0 ? pane.querySelector(at.heading) : null;
  if (first) subjects.add(first);

  const visit = (element: Element, around: Element | null): void => {
    const well = element.matches(at.recipients) ? element : around;
    const add = (found: Person | null) => {
      if (found) marks.push({ element, well, ...found });
    };
    for (const attribute of at.addressed) {
      const value = element.getAttribute(attribute)?.replace(/\?.*$/s, "");
      if (!value?.includes("@") || (attribute === "href" && !/^mailto:/i.test(value))) continue;
      const found = well ? peopleIn(value) : [personIn(value)];
      for (const person of found) add(person && { ...person, name: person.name ?? nameOf(element) });
    }
    for (const node of element.childNodes) {
      const text = node.nodeType === 3 ? (node.nodeValue ?? "") : "";
      if (!text.includes("@")) continue;
      if (well) peopleIn(text).forEach(add);
      else {
        const person = personIn(text);
        // `<span>Ada</span><span>&lt;ada@a.example&gt;</span>`
        const name = person?.name ?? personIn(element.parentElement?.textContent ?? "")?.name ?? null;
        add(person && { ...person, name });
      }
    }
    for (const child of element.children)
      if (!child.matches(at.apart) && !subjects.has(child) && !drafts.includes(child)) visit(child, well);
  };
  visit(pane, null);
  return marks;
}

/** What an element that tells an address by an attribute shows. */
function nameOf(element: Element): string | null {
  const shown = clean(element.textContent ?? "");
  return shown === "" || shown.length > 100 || shown.includes("@") ? null : shown.replace(/[;,]$/, "");
}
