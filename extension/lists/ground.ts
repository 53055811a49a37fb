import type { Ground } from "./look.ts";

/** Red, green and blue, 0 to 255, and how opaque where it is not wholly; nothing of a colour in another notation. */
const partsOf = (colour: string): number[] =>
  colour.startsWith("rgb") ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];

/** Whether a colour is nearer to black than to white (Rec. 601). */
const isDark = ([red = 0, green = 0, blue = 0]: number[]): boolean =>
  0.299 * red + 0.587 * green + 0.114 * blue < 128;

/**
 * Whether what stands behind this element is light or dark, as the page paints it and not as the system wishes: the
 * colour of the nearest ground that covers; where a picture does, the opposite of the text's own colour.
 */
export function groundOf(element: Element): Ground {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    const ground = partsOf(backgroundColor);
    if (ground.length > 0 && (ground[3] ?? 1) > 0.5) return isDark(ground) ? "dark" : "light";
    if (backgroundImage.includes("(")) break;
  }
  return isDark(partsOf(getComputedStyle(element).color)) ? "light" : "dark";
}
