import type { Band } from "../../shared/contract/index.ts";

/** What chip and card have in common: LOOKS' colours, and the outlines that tell bands apart without them. */
const look = `
.ink { color: light-dark(#1b1f27, #ecedef); color-scheme: light; font-variant-numeric: tabular-nums; }
.dark { color-scheme: dark; }
i {
  display: inline-grid; place-items: center; box-sizing: border-box; min-inline-size: 16px; block-size: 16px;
  border: 1px solid; border-radius: 4px; font: 600 11px/1 system-ui, sans-serif;
}
.A { color: light-dark(#ffffff, #17191e); border: 0; background: light-dark(#0b6b4f, #5fd0a5); }
.B { color: light-dark(#2b5c8a, #8fc0f0); border: 3px double; }
.C { color: light-dark(#7a5200, #e3b45c); }
.D { color: light-dark(#5d6470, #aeb4bf); border-style: dashed; }
@media (forced-colors: active) { .A { forced-color-adjust: none; } }
@media print { :host { display: none !important; } }
`;

export type Ground = "light" | "dark";

/** An element of ours with text in it: text only, for strangers wrote it. */
export function tag<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  classes = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = classes;
  element.textContent = text;
  return element;
}

/** The letter of a band, and the score; no letter for a customer. */
export const bandOf = (band: Band | null): HTMLElement[] => (band === null ? [] : [tag("i", band, band)]);

/** An element for the page, without attributes, with `inside` closed to it. @returns also what sets its style */
export function closed(
  name: string,
  inside: HTMLElement,
  css: string,
): { host: HTMLElement; restyle: (more: string) => void } {
  const host = document.createElement(name);
  const style = tag("style");
  const restyle = (more: string) => {
    style.textContent = look + css + more;
  };
  restyle("");
  host.attachShadow({ mode: "closed" }).append(style, inside);
  return { host, restyle };
}
