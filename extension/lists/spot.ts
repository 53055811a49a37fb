import type { Chip } from "./chip.ts";

/** A chip that is to stand by a name in a row. */
export interface Putting {
  chip: Chip;
  anchor: Element;
  row: Element;
}

/** How a chip is put by a name, the likeliest first; false where that cannot be. */
const ways: ((putting: Putting) => boolean)[] = [
  ({ chip, anchor }) => {
    if (!runsInLine(anchor)) return false;
    anchor.after(chip.host);
    return true;
  },
  ({ chip, anchor }) => {
    anchor.append(chip.host);
    return true;
  },
  ({ chip, anchor, row }) => {
    const box = boxOf(anchor, row);
    if (box === null || !isFlex(box.parentElement)) return false;
    box.after(chip.host);
    return true;
  },
  ({ chip, anchor, row }) => {
    const box = boxOf(anchor, row);
    if (box === null) return false;
    chip.standBefore(true);
    box.prepend(chip.host);
    return true;
  },
];

const displayOf = (element: Element): string => getComputedStyle(element).display;

const isFlex = (element: Element | null): boolean => element !== null && displayOf(element).endsWith("flex");

/** Whether what comes behind it comes beside it, and not below. */
const runsInLine = (element: Element): boolean =>
  displayOf(element).startsWith("inline") || isFlex(element.parentElement);

/** The box around a name that cuts off what does not fit. */
function boxOf(anchor: Element, row: Element): Element | null {
  for (let at: Element | null = anchor; at && at !== row; at = at.parentElement) {
    const { display, overflowX } = getComputedStyle(at);
    if (overflowX !== "visible" && !display.startsWith("inline ") && display !== "inline") return at;
  }
  return null;
}

/**
 * Puts chips where they are seen and no row grows by them: all in the first way, then those that would not do in the
 * next, so that the page is laid out a few times and not once a row. @returns those for whom there is no room
 */
export function putAll(puttings: readonly Putting[]): Set<Chip> {
  const heights = new Map(puttings.map(({ row }) => [row, row.getBoundingClientRect().height]));
  let left = puttings;
  for (const way of ways) {
    if (left.length === 0) break;
    const put = left.filter(way);
    const fits = new Set(
      put.filter(({ chip, row }) => stands(chip.host, row, heights.get(row) ?? 0)).map(({ chip }) => chip),
    );
    left = left.filter(({ chip }) => !fits.has(chip));
    for (const { chip } of left) {
      chip.host.remove();
      chip.standBefore(false);
    }
  }
  return new Set(left.map(({ chip }) => chip));
}

/** Whether it is seen in full, in a row as high as before. */
function stands(host: Element, row: Element, height: number): boolean {
  const around = row.getBoundingClientRect();
  if (Math.abs(around.height - height) > 0.5) return false;
  const { left, right, top, bottom, width } = host.getBoundingClientRect();
  // Where nothing is laid out, nothing can be said against it.
  if (around.width === 0) return true;
  if (width === 0) return false;
  for (let at = host.parentElement; at; at = at.parentElement) {
    const { overflowX, textOverflow } = getComputedStyle(at);
    if (at === row || overflowX !== "visible") {
      const box = at.getBoundingClientRect();
      // Dots stand for it where its margin alone has no room; where it comes first, they stand for the name's end.
      if (textOverflow !== "clip" && at.scrollWidth > at.clientWidth && at.firstChild !== host) return false;
      if (left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2)
        return false;
    }
    if (at === row) break;
  }
  return true;
}
