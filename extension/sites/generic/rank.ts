import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { isSharedAddress } from "../../../shared/domain/people/address.ts";
import { closest, type Find, isNamedIn, type Way } from "./evidence.ts";
import type { Line } from "./lines.ts";
import { isDesk } from "./owner.ts";
import type { Page } from "./page.ts";
import * as at from "./selectors.ts";

/**
 * Why an address is, or is not, whom a page is about. Points add up; whoever has none is not offered. The steps are
 * far enough apart that a stronger kind of reason is not outdone by several weaker ones.
 */
export const points = {
  "the record's own id": 80,
  "the heading has the name": 40,
  "in the item that is open": 30,
  "in a dialog": 30,
  "mail: reply to": 26,
  "mail: from": 25,
  "in the head of the page": 20,
  "one of the record's people": 22,
  "mail: to": 12,
  "mail: cc": 10,
  "in the main part": 10,
  "in a frame": 8,
  "a link to write to": 6,
  "an attribute": 6,
  "a field": 5,
  declared: 4,
  "a tooltip": 3,
  text: 2,
  "a shared mailbox": -3,
  "in a sentence": -4,
  beside: -5,
  "in a list": -9,
  "outside the main part": -14,
  "in a timeline": -20,
  "another record's": -60,
  "a desk's mailbox": -60,
  hidden: -100,
} as const;

export type Reason = keyof typeof points;

/** The sum of what speaks for and against. */
export const scoreOf = (reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + points[reason], 0);

/** An address of a page with what speaks for and against it. */
export interface Ranked {
  find: Find;
  reasons: Reason[];
  score: number;
}

/** Every find of a page, the most likely first; equals in the order of the page. */
export function rank(page: Page): Ranked[] {
  const hasMain = page.finds.some(({ element }) => closest(element, at.main));
  return page.finds
    .map((find) => {
      const reasons = reasonsFor(find, page, hasMain);
      return { find, reasons, score: scoreOf(reasons) };
    })
    .sort((a, b) => b.score - a.score);
}

const byWay: Record<Way, Reason> = {
  mailto: "a link to write to",
  "data-email-address": "a link to write to",
  "data-email": "an attribute",
  email: "an attribute",
  hovercard: "an attribute",
  itemprop: "declared",
  "json-ld": "declared",
  title: "a tooltip",
  label: "a tooltip",
  field: "a field",
  text: "text",
  sentence: "in a sentence",
};
const byRole = {
  reply_to: "mail: reply to",
  from: "mail: from",
  to: "mail: to",
  cc: "mail: cc",
  list: "mail: cc",
} as const;

function reasonsFor(find: Find, page: Page, hasMain: boolean): Reason[] {
  const { element, email, name, role, way } = find;
  const { record, headed, heading } = page;
  const line = page.lineOf.get(find);
  const reasons: Reason[] = [byWay[way]];
  const note = (holds: boolean, reason: Reason) => {
    if (holds) reasons.push(reason);
  };
  if (role) reasons.push(byRole[role]);
  note(!page.seen.has(find), "hidden");
  note(isDesk(email) && !role && !record, "a desk's mailbox");
  note(isSharedAddress(email), "a shared mailbox");
  note(page.rootOf.get(find)?.isFrame === true, "in a frame");
  note(isOwnId(element, record), "the record's own id");
  if (closest(element, at.dialog)) reasons.push("in a dialog");
  else if (closest(element, at.main)) reasons.push("in the main part");
  else note(hasMain && way !== "json-ld", "outside the main part");
  note(closest(element, at.beside) !== null, "beside");
  note(record !== null && closest(element, at.timeline) !== null, "in a timeline");
  if (line) {
    if (record) reasons.push(lineReason(line, record));
    return reasons;
  }
  const isCalled = name !== null && name.length > 2 && headed.includes(name);
  note(headed !== "" && (isCalled || isNamedIn(email, headed)), "the heading has the name");
  note(heading !== null && isNear(element, heading), "in the head of the page");
  note(isInOpenItem(element, page.lines), "in the item that is open");
  return reasons;
}

const isOwnId = (element: Element, record: RecordRef | null): boolean =>
  record !== null && element.getAttribute("data-record-id") === record.key.split(":").at(-1);

/** On a person's record the lines of others, on a company's those of its people. */
function lineReason({ links }: Line, record: RecordRef): Reason {
  if (record.type === "person") return links.length > 0 ? "another record's" : "in a list";
  return links.some((link) => link.record.type === "person") ? "one of the record's people" : "in a list";
}

/** In the same block as the heading, which holds little more. */
function isNear(element: Element, heading: Element): boolean {
  let around: Element | null = heading.parentElement;
  for (
    let up = 0;
    around && up < 3 && !around.matches(`body, ${at.main}`);
    up++, around = around.parentElement
  ) {
    if ((around.textContent ?? "").length > 600) return false;
    if (around.contains(element)) return !around.querySelector(at.line);
  }
  return false;
}

/** One line of a list that is open in its place. */
function isInOpenItem(element: Element, lines: readonly Line[]): boolean {
  let open = closest(element, '[aria-expanded="true"]');
  while (open) {
    const { parentElement } = open;
    if (parentElement && lines.some((line) => line.element.parentElement === parentElement)) return true;
    open = parentElement?.closest('[aria-expanded="true"]') ?? null;
  }
  return false;
}
