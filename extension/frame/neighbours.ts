import type { View } from "../messages.ts";

/** Where other extensions stand at the right edge, and dialogs that want the page for themselves. */

/** Heights, as parts of the window's, at which whoever stands there from top to bottom is met. */
const heights = [0.3, 0.5, 0.7];
const step = 8;

/**
 * CSS pixels that others' frames take at the right edge of the window, side by side. Other extensions put theirs right
 * under the root or the body; what a page has inside its own boxes is the page's, and is none of these.
 */
export function takenAtRight(window: Window, ours: Element): number {
  const { document } = window;
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  let edge = width;
  for (let frames = 0; frames < 4; frames++) {
    const [first, ...others] = heights.map((part) => foreignAt(document, edge - 2, height * part, ours));
    const [one] = (first ?? []).filter((root) => others.every((met) => met.includes(root)));
    if (!one) break;
    // What covers half the window is no side bar.
    if (foreignAt(document, width / 2, height / 2, ours).includes(one)) break;
    let left = edge;
    while (left > 0 && foreignAt(document, left - 2, height / 2, ours).includes(one)) left -= step;
    while (left < edge && !foreignAt(document, left, height / 2, ours).includes(one)) left++;
    edge = left;
  }
  return Math.round(width - edge);
}

function foreignAt(document: Document, x: number, y: number, ours: Element): Element[] {
  return document.elementsFromPoint(x, y).flatMap((element) => {
    if (element === ours) return [];
    if (isExtensionFrame(element)) return [element];
    const root = topmost(document, element);
    return root !== null && !root.tagName.startsWith("LEADLIGHT-") && isForeign(document, root) ? [root] : [];
  });
}

function topmost(document: Document, element: Element): Element | null {
  let at = element;
  for (; at.parentElement && at.parentElement !== document.body; at = at.parentElement)
    if (at.parentElement === document.documentElement) break;
  return at.parentElement && at !== document.body ? at : null;
}

const isExtensionFrame = (element: Element): boolean =>
  element.tagName === "IFRAME" && /^[a-z-]+-extension:/.test(element.getAttribute("src") ?? "");

function isForeign(document: Document, root: Element): boolean {
  if (root.parentElement === document.documentElement) return true;
  if (root.tagName === "IFRAME" || root.tagName.includes("-")) return isFixed(root);
  const inside = root.querySelector("iframe") ?? root.shadowRoot?.querySelector("iframe");
  return inside != null && isFixed(root);
}

/** A box of no size may hold a fixed one in its closed insides. */
function isFixed(root: Element): boolean {
  const position = root.ownerDocument.defaultView?.getComputedStyle(root).position;
  return position === "fixed" || root.getBoundingClientRect().width === 0 || root.shadowRoot !== null;
}

/** CSS pixels at the right edge that the body leaves free by itself. */
export function freeAtRight(window: Window): number {
  const { body, documentElement } = window.document;
  const padding = Number.parseFloat(window.getComputedStyle(body).paddingRight) || 0;
  return Math.max(
    0,
    Math.round(documentElement.clientWidth - (body.getBoundingClientRect().right - padding)),
  );
}

/** The dialogs on the screen that let nobody work beside them. */
export function dialogsShown(document: Document): Element[] {
  return [...document.querySelectorAll('dialog[open], [aria-modal="true"]')].filter(
    (dialog) =>
      dialog.closest('[inert], [aria-hidden="true"]') === null &&
      isVisible(dialog) &&
      [dialog, ...dialog.children].some((part) => isInWindow(part.getBoundingClientRect(), document)),
  );
}

/** Whether somebody is named in a dialog, by an address or by a link to the record: CRMs open records in one. */
export function isAbout(dialog: Element, { people, record }: Pick<View, "people" | "record">): boolean {
  const html = dialog.outerHTML.toLowerCase();
  if (people.some(({ email }) => html.includes(email))) return true;
  const id = record?.key.split(":").at(-1);
  return (
    id !== undefined &&
    [...dialog.querySelectorAll("[href]")].some((link) => link.getAttribute("href")?.includes(id))
  );
}

const isVisible = (element: Element): boolean =>
  typeof element.checkVisibility !== "function" ||
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

const isInWindow = (
  { width, height, left, right, top, bottom }: DOMRect,
  { documentElement: { clientWidth, clientHeight } }: Document,
): boolean => width > 0 && height > 0 && right > 0 && bottom > 0 && left < clientWidth && top < clientHeight;
