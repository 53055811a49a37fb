import type { RowChip } from "../background/answers.ts";
import { bandOf, closed, type Ground, tag } from "./look.ts";
import { strings } from "./strings.ts";

export const chipName = "leadlight-chip";

/**
 * The chip takes width and no height: with its margins it is as high as nothing, so that no line grows by it. Rules
 * with `!important` of a shadow tree win over every rule of the page.
 */
const style = `
:host {
  all: initial !important; display: inline-block !important; flex: none !important; vertical-align: middle !important;
  align-self: center !important; block-size: 16px !important; margin: -8px 4px -8px 6px !important; cursor: inherit !important;
}
:host(:dir(rtl)) { margin: -8px 6px -8px 4px !important; }
button {
  all: unset; display: flex; gap: 3px; border-radius: 4px; font: 600 11px/16px system-ui, sans-serif;
  white-space: nowrap; user-select: none; cursor: inherit;
}
button:focus-visible { outline: 2px solid light-dark(#3d3f9e, #a9abff); outline-offset: 1px; }
`;

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

export function makeChip(): Chip {
  const button = tag("button", "", "ink");
  button.type = "button";
  const { host, restyle } = closed(chipName, button, style);
  let on: Ground = "light";
  return {
    host,
    button,
    show(chip) {
      button.ariaLabel = strings.said(chip);
      button.replaceChildren(...bandOf(chip.band), chip.band === null ? strings.customer : `${chip.score}`);
    },
    standOn(ground) {
      on = ground;
      button.className = `ink ${ground}`;
    },
    ground: () => on,
    standBefore: (name) => restyle(name ? before : ""),
  };
}
