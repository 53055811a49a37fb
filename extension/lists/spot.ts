import type { Chip } from "./chip.ts";

/** A chip that is to stand by a name in a row. */
export interface Putting {
  chip: Chip;
  anchor: Element;
  row: Element;
}

const isFlex = (element: Element | null): boolean =>
  element !== null && getComputedStyle(element).display.endsWith("flex");

/** Whether what comes behind it comes beside it, and not below. */
const runsInLine = (element: Element): boolean =>
  getComputedStyle(element).display.startsWith("inline") || isFlex(element.parentElement);

/** Whether what does not fit into it is cut off. */
const cuts = (element: Element): boolean => getComputedStyle(element).overflowX !== "visible";

/** The box around a name that cuts it off, if one does. */
function boxOf(anchor: Element, row: Element): Element | null {
  for (let at: Element | null = anchor; at && at !== row; at = at.parentElement) if (cuts(at)) return at;
  return null;
}

/** How a chip is put by a name, the likeliest first; false where that cannot be. */
const ways: ((putting: Putting) => boolean)[] = [
  ({ chip: { host }, anchor }) => {
    if (runsInLine(anchor)) anchor.after(host);
    else anchor.append(host);
    return true;
  },
  ({ chip: { host }, anchor, row }) => {
    const box = boxOf(anchor, row);
    if (!isFlex(box?.parentElement ?? null)) return false;
    box?.after(host);
    return true;
  },
  ({ chip, anchor, row }) => {
    const box = boxOf(anchor, row);
    chip.standBefore(true);
    box?.prepend(chip.host);
    return box !== null;
  },
];

/**
 * Puts chips where they are seen and no row grows by them: all in the first way, then those that would not do in the
 * next, so that the page is laid out a few times and not once a row. @returns those for whom there is no room
 */
export function putAll(puttings: readonly Putting[]): Set<Chip> {
  const heights = new Map(puttings.map(({ row }) => [row, row.getBoundingClientRect().height]));
  let left = [...puttings];
  for (const way of ways) {
    const put = new Set(left.filter(way));
    // First all are looked at, then some are taken out.
    left = left.filter((one) => !put.has(one) || !stands(one, heights.get(one.row) ?? 0));
    for (const { chip } of left) {
      chip.host.remove();
      chip.standBefore(false);
    }
  }
  return new Set(left.map(({ chip }) => chip));
}

/** Whether it is seen in full, in a row as high as before. */
function stands({ chip: { host }, row }: Putting, height: number): boolean {
  const around = row.getBoundingClientRect();
  // Where nothing is laid out, nothing can be said against it.
  if (around.width === 0) return true;
  const { left, right, top, bottom, width } = host.getBoundingClientRect();
  if (width === 0 || Math.abs(around.height - height) > 0.5) return false;
  for (let at = host.parentElement; at; at = at.parentElement) {
    if (at === row || cuts(at)) {
      const box = at.getBoundingClientRect();
      if (left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2)
        return false;
      // Dots stand for it where its margin alone has no room; where it comes first, they stand for the name's end.
      if (
        getComputedStyle(at).textOverflow !== "clip" &&
        at.scrollWidth > at.clientWidth &&
        at.firstChild !== host
      )
        return false;
    }
    if (at === row) break;
  }
  return true;
}
