import type { RowReasons } from "../background/answers.ts";
import type { Chip } from "./chip.ts";
import { type Ground, look, tag } from "./look.ts";
import { strings } from "./strings.ts";

/** How long a pointer rests on a chip before its card is asked for, and how long it may be between chip and card. */
export const restBeforeCard = 300;
const onTheWay = 150;
const gap = 8;

const style = `
:host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; }
@media print { :host { display: none !important; } }
section {
  box-sizing: border-box; inline-size: max-content; max-inline-size: min(300px, calc(100vw - ${2 * gap}px));
  max-block-size: calc(100vh - ${2 * gap}px); overflow: hidden; padding: 12px; border: 1px solid light-dark(#7e8590, #737a87);
  border-radius: 6px; background: light-dark(#ffffff, #17191e); font: 13px/18px system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; cursor: default;
}
p, ul { margin: 0; padding: 0; list-style: none; }
p, li span:last-child { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.name { font: 600 15px/20px system-ui, sans-serif; }
.small { font-size: 12px; font-weight: 400; line-height: 16px; color: light-dark(#565e6c, #a7aeba); }
.alert { color: light-dark(#a3342b, #f2998f); }
.score { display: flex; gap: 6px; align-items: center; margin-block: 8px 4px; font: 600 13px/18px system-ui, sans-serif; }
.score .band { font-size: 11px; }
li { display: grid; grid-template-columns: 32px 1fr; gap: 8px; }
.points { text-align: end; font-weight: 600; }
${look}`;

/** The box of something on the screen, CSS pixels of the window. */
type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** Where a card of this size stands inside a window: beside the chip, so that the chips above and below stay free. */
export function placeBeside(
  chip: Box,
  size: { width: number; height: number },
  room: { width: number; height: number },
): { left: number; top: number } {
  const clamp = (value: number, most: number) => Math.max(gap, Math.min(value, most - gap));
  const top = clamp(chip.top - 4, room.height - size.height);
  const right = chip.right + gap;
  if (right + size.width + gap <= room.width) return { left: right, top };
  const left = chip.left - gap - size.width;
  if (left >= gap) return { left, top };
  const below = chip.bottom + gap;
  const isRoomBelow = below + size.height + gap <= room.height;
  return {
    left: clamp(chip.left, room.width - size.width),
    top: isRoomBelow ? below : Math.max(gap, chip.top - gap - size.height),
  };
}

/** The one card of a page, for the chip that a pointer rests on or the keyboard has reached. */
export interface Card {
  /** Watches a chip, as long as it is in the page. @param ask what is said of whoever it is about */
  listen(chip: Chip, ask: () => Promise<RowReasons | null>): void;
  /** For this chip, or whichever it is. @returns whether it was open */
  close(chip?: Chip): boolean;
}

export function makeCard(document: Document): Card {
  /** For which it is open or about to be. */
  let at: Chip | null = null;
  let host: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function close(chip: Chip | null = at): boolean {
    if (chip !== at) return false;
    clearTimeout(timer);
    const wasOpen = host !== null;
    host?.remove();
    host = null;
    at = null;
    return wasOpen;
  }

  const soonClose = () => {
    clearTimeout(timer);
    if (host === null) close();
    else timer = setTimeout(close, onTheWay);
  };

  async function open(chip: Chip, ask: () => Promise<RowReasons | null>): Promise<void> {
    close();
    at = chip;
    const said = await ask().catch(() => null);
    if (at !== chip || !chip.host.isConnected) return;
    if (said === null) {
      close();
      return;
    }
    host = document.createElement("leadlight-card");
    const shadow = host.attachShadow({ mode: "closed" });
    const inside = document.createElement("style");
    inside.textContent = style;
    const section = drawn(document, said, chip.ground());
    // Who hears the page cannot see the card come.
    const heard = [said.name, said.title, said.company, ...said.reasons.map(({ label }) => label)];
    chip.button.setAttribute("aria-description", heard.filter((part) => part !== null).join(", "));
    shadow.append(inside, section);
    host.addEventListener("pointerenter", () => clearTimeout(timer));
    host.addEventListener("pointerleave", soonClose);
    document.documentElement.append(host);
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { left, top } = placeBeside(
      chip.host.getBoundingClientRect(),
      { width: host.offsetWidth, height: host.offsetHeight },
      { width, height },
    );
    inside.textContent = `${style} :host { left: ${left}px !important; top: ${top}px !important; }`;
  }

  return {
    close: (chip) => close(chip ?? at),
    listen(chip, ask) {
      const { host: on, button } = chip;
      on.addEventListener("pointerenter", ({ pointerType }) => {
        clearTimeout(timer);
        if (at === chip || pointerType === "touch") return;
        timer = setTimeout(() => void open(chip, ask), restBeforeCard);
      });
      on.addEventListener("pointerleave", soonClose);
      button.addEventListener("focus", () => {
        if (button.matches(":focus-visible")) void open(chip, ask);
      });
      button.addEventListener("blur", () => close(chip));
      button.addEventListener("keydown", (event) => {
        const { key } = event;
        if (key !== "Enter" && key !== " ") return;
        // The row's own keys open the mail.
        event.preventDefault();
        event.stopPropagation();
        if (at === chip) close();
        else void open(chip, ask);
      });
      // Space clicks when it is let go.
      button.addEventListener("keyup", (event) => {
        if (event.key === " ") event.preventDefault();
      });
    },
  };
}

function drawn(document: Document, said: RowReasons, ground: Ground): HTMLElement {
  const text = (name: "p" | "span", classes: string, ...parts: string[]) => {
    const element = tag(document, name, classes);
    // What strangers wrote keeps its own direction.
    const isolated = parts.map((part) => tag(document, "bdi", "", part));
    element.append(...isolated.flatMap((part, index) => (index === 0 ? [part] : [" · ", part])));
    return element;
  };
  const section = tag(document, "section", ground === "dark" ? "ink dark" : "ink");
  section.setAttribute("role", "status");
  section.append(text("p", "name", said.name ?? strings.nameless));
  const work = [said.title, said.company].filter((part) => part !== null);
  if (work.length > 0) section.append(text("p", "small", ...work));
  const flags = said.flags.flatMap((flag) => {
    const word = strings.flags[flag];
    return word === undefined ? [] : [{ flag, word }];
  });
  for (const { flag, word } of flags)
    section.append(tag(document, "p", flag === "opted_out" ? "small alert" : "small", word));
  const score = tag(document, "p", "score");
  if (said.band !== null) score.append(tag(document, "span", `band ${said.band}`, said.band));
  score.append(`${said.score}`, tag(document, "span", "small", strings.ofHundred));
  const reasons = tag(document, "ul", "");
  for (const { label, points } of said.reasons) {
    const line = tag(document, "li", "");
    const worth = points < 0 ? `−${-points}` : `+${points}`;
    line.append(tag(document, "span", "points", worth), text("span", "", label));
    reasons.append(line);
  }
  section.append(score, reasons);
  return section;
}
