import type { RowReasons } from "../background/answers.ts";
import type { Chip } from "./chip.ts";
import { bandOf, closed, tag } from "./look.ts";
import { strings } from "./strings.ts";

/** How long a pointer rests on a chip before its card is asked for, and how long it may be between chip and card. */
export const restBeforeCard = 300;
const onTheWay = 150;
const gap = 8;

const style = `
:host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; }
section {
  box-sizing: border-box; inline-size: max-content; max-inline-size: min(300px, calc(100vw - 16px));
  max-block-size: calc(100vh - 16px); overflow: hidden; padding: 12px; border: 1px solid light-dark(#7e8590, #737a87);
  border-radius: 6px; background: light-dark(#ffffff, #17191e); font: 13px/18px system-ui, sans-serif; overflow-wrap: anywhere;
}
p { margin: 0; max-block-size: 2lh; overflow: hidden; }
.small { font-size: 12px; font-weight: 400; line-height: 16px; color: light-dark(#565e6c, #a7aeba); }
p:first-child { font: 600 15px/20px system-ui, sans-serif; color: inherit; }
.score, .why { display: flex; gap: 6px; font-weight: 600; }
.score { margin-block: 8px 4px; }
b { flex: 0 0 28px; text-align: end; white-space: nowrap; }
span { font-weight: 400; }
`;

/** The box of something on the screen, CSS pixels of the window. */
type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** Where a card of this size stands inside a window: beside the chip, so that the chips above and below stay free. */
export function placeBeside(
  chip: Box,
  size: { width: number; height: number },
  room: { width: number; height: number },
): { left: number; top: number } {
  const [mostLeft, mostTop] = [room.width - size.width - gap, room.height - size.height - gap];
  const inside = (value: number, most: number) => Math.max(gap, Math.min(value, most));
  const sides = [chip.right + gap, chip.left - gap - size.width];
  const left = sides.find((side) => side >= gap && side <= mostLeft);
  if (left !== undefined) return { left, top: inside(chip.top - 4, mostTop) };
  const [below, above] = [chip.bottom + gap, chip.top - gap - size.height];
  return { left: inside(chip.left, mostLeft), top: inside(below <= mostTop ? below : above, mostTop) };
}

/** The one card of a page, for the chip that a pointer rests on or the keyboard has reached. */
export interface Card {
  /** Watches a chip, as long as it is in the page. @param ask what is said of whoever it is about */
  listen(chip: Chip, ask: () => Promise<RowReasons | null>): void;
  /** For this chip, or whichever it is. @returns whether it was open */
  close(chip?: Chip): boolean;
}

export function makeCard(): Card {
  /** For which it is open or about to be. */
  let at: Chip | null = null;
  let host: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function close(chip: Chip | null = at): boolean {
    if (chip !== at) return false;
    clearTimeout(timer);
    const wasOpen = host !== null;
    host?.remove();
    host = at = null;
    return wasOpen;
  }

  const stay = () => clearTimeout(timer);
  const soonClose = () => {
    stay();
    if (host === null) close();
    else timer = setTimeout(close, onTheWay);
  };

  async function open(chip: Chip, ask: () => Promise<RowReasons | null>): Promise<void> {
    close();
    at = chip;
    const said = await ask().catch(() => null);
    if (at !== chip) return;
    if (said === null) {
      close();
      return;
    }
    const section = drawn(said);
    section.className = `ink ${chip.ground()}`;
    // The card is in its own language, in whichever direction the page is read.
    section.dir = "ltr";
    // Who hears the page cannot see the card come.
    section.role = "status";
    const card = closed("leadlight-card", section, style);
    host = card.host;
    host.addEventListener("pointerenter", stay);
    host.addEventListener("pointerleave", soonClose);
    document.documentElement.append(host);
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { left, top } = placeBeside(chip.host.getBoundingClientRect(), host.getBoundingClientRect(), {
      width,
      height,
    });
    card.restyle(`:host { left: ${left}px !important; top: ${top}px !important; }`);
  }

  return {
    close,
    listen(chip, ask) {
      const { host: on, button } = chip;
      on.addEventListener("pointerenter", ({ pointerType }) => {
        stay();
        if (at !== chip && pointerType !== "touch")
          timer = setTimeout(() => void open(chip, ask), restBeforeCard);
      });
      on.addEventListener("pointerleave", soonClose);
      button.addEventListener("focus", () => {
        if (button.matches(":focus-visible")) void open(chip, ask);
      });
      button.addEventListener("blur", () => close(chip));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        // The row's own keys open the mail.
        event.preventDefault();
        event.stopPropagation();
        if (at === chip) close();
        else void open(chip, ask);
      });
    },
  };
}

function drawn({ lines, score, band, reasons }: RowReasons): HTMLElement {
  const section = tag("section");
  const row = (classes: string, ...parts: (Node | string)[]) => {
    const line = tag("p", "", classes);
    line.append(...parts);
    return line;
  };
  section.append(
    ...lines.map((line) => tag("p", line, "small")),
    row("score", ...bandOf(band), `${score}`, tag("span", strings.ofHundred, "small")),
    ...reasons.map(({ label, points }) => row("why", tag("b", points), tag("span", label))),
  );
  return section;
}
