import type { RowChip } from "../background/answers.ts";
import { type Ground, look, tag } from "./look.ts";
import { strings } from "./strings.ts";

export const chipName = "leadlight-chip";

/**
 * The chip takes width and no height: with its margins it is as high as nothing, so that no line grows by it. Rules
 * with `!important` of a shadow tree win over every rule of the page.
 */
const style = `
:host {
  all: initial !important; display: inline-block !important; flex: none !important; vertical-align: middle !important;
  block-size: 16px !important; margin-block: -8px !important; margin-inline: 6px 4px !important; cursor: inherit !important;
  align-self: center !important;
}
@media print { :host { display: none !important; } }
button {
  all: unset; display: flex; gap: 3px; align-items: center; block-size: 16px; padding-inline-end: 1px; border-radius: 4px;
  font: 600 11px/16px system-ui, sans-serif; font-variant-numeric: tabular-nums; white-space: nowrap;
  user-select: none; cursor: inherit;
}
button:focus-visible { outline: 2px solid light-dark(#3d3f9e, #a9abff); outline-offset: 1px; }
${look}`;

/** Where a name fills its box, the chip stands before it. */
const before = ":host { margin-inline: 0 6px !important; }";

/** One chip in a page: an element of one name without attributes, its insides closed to the page. */
export interface Chip {
  readonly host: HTMLElement;
  /** What a person points at or moves to by keyboard. */
  readonly button: HTMLElement;
  show(chip: RowChip): void;
  standOn(ground: Ground): void;
  ground(): Ground;
  standBefore(name: boolean): void;
}

export function makeChip(document: Document): Chip {
  const host = document.createElement(chipName);
  const shadow = host.attachShadow({ mode: "closed" });
  const inside = document.createElement("style");
  inside.textContent = style;
  const button = tag(document, "button", "ink");
  button.type = "button";
  shadow.append(inside, button);
  return {
    host,
    button,
    show(chip) {
      button.setAttribute("aria-label", strings.said(chip));
      button.replaceChildren(
        ...(chip.band === null ? [] : [tag(document, "span", `band ${chip.band}`, chip.band)]),
        tag(document, "span", "", `${chip.score}`),
      );
    },
    standOn: (ground) => void button.classList.toggle("dark", ground === "dark"),
    ground: () => (button.classList.contains("dark") ? "dark" : "light"),
    standBefore(name) {
      inside.textContent = name ? style + before : style;
    },
  };
}
