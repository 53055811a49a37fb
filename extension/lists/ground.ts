import type { Ground } from "./look.ts";

/** Red, green, blue of 0 to 255 and how opaque, out of a computed colour. */
function partsOf(colour: string): [number, number, number, number] | null {
  const [red, green, blue, alpha = 1] = (/^rgba?\(([^)]*)\)$/.exec(colour)?.[1] ?? "")
    .split(/[\s,/]+/)
    .map(Number);
  return red === undefined || green === undefined || blue === undefined || Number.isNaN(red + green + blue)
    ? null
    : [red, green, blue, alpha];
}

/** How bright a colour is, 0 to 255 (Rec. 601). */
const brightness = ([red, green, blue]: readonly number[]): number =>
  0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);

/**
 * Whether what stands behind this element is light or dark, as the page paints it and not as the system wishes: the
 * colour of the nearest ground that covers; where a picture does, the opposite of the text's own colour.
 */
export function groundOf(element: Element): Ground {
  const view = element.ownerDocument.defaultView;
  if (view === null) return "light";
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = view.getComputedStyle(at);
    const colour = partsOf(backgroundColor);
    if (colour && colour[3] > 0.5) return brightness(colour) < 128 ? "dark" : "light";
    if (backgroundImage !== "" && backgroundImage !== "none") break;
  }
  const text = partsOf(view.getComputedStyle(element).color);
  return text && brightness(text) > 128 ? "dark" : "light";
}
