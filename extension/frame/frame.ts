import type { Placement } from "../sites/site.ts";
import { freeAtRight, takenAtRight } from "./neighbours.ts";

/** CSS pixels. From `roomFrom` on the page gives way to the panel; below, the panel stands over the page. */
export const panelWidth = 320;
export const roomFrom = 1280;

const hostName = "leadlight-panel";
/** When the page gives way. Who presents something full screen shows nobody's score. */
const room = `screen and (min-width: ${roomFrom}px) and (not (display-mode: fullscreen))`;

/** Rules with `!important` of a shadow tree win over every rule of the page. */
const style = `
:host {
  all: initial !important; display: block !important; position: fixed !important;
  top: var(--top) !important; right: var(--right) !important; bottom: 0 !important;
  width: ${panelWidth}px !important; max-width: calc(100vw - var(--right)) !important; z-index: var(--layer, 2) !important;
  color-scheme: light dark !important; contain: strict !important;
}
:host([data-state="folded"]) {
  top: auto !important; right: var(--edge, 0px) !important; bottom: 96px !important; width: 28px !important; height: 56px !important;
}
:host([data-state="away"]) { display: none !important; }
:host([data-back]) { visibility: hidden !important; }
@media print, (display-mode: fullscreen) { :host { display: none !important; } }
iframe {
  display: block; box-sizing: border-box; width: 100%; height: 100%; border: 0; margin: 0;
  border-inline-start: 1px solid light-dark(#dedbd3, #343842); background: light-dark(#ffffff, #17191e);
}
:host([data-state="folded"]) iframe, :host([data-state="open"]) button { display: none; }
button {
  all: unset; box-sizing: border-box; display: grid; place-items: center; width: 100%; height: 100%; cursor: pointer;
  color: light-dark(#3d3f9e, #a9abff); background: light-dark(#ffffff, #17191e);
  border: 1px solid light-dark(#7e8590, #737a87); border-inline-end: 0; border-radius: 6px 0 0 6px;
}
button:hover { background: light-dark(#f6f5f2, #1f2229); }
button:focus-visible { outline: 2px solid light-dark(#3d3f9e, #a9abff); outline-offset: -4px; }
`;

export type FrameState = "away" | "open" | "folded";

export interface Frame {
  /** Starts the panel's page, out of sight, so that it is there when it is wanted. */
  warm(): void;
  /** `place` is asked once the page has given way. */
  set(state: FrameState, place: () => Placement): void;
  /** Out of sight while a dialog wants the page; the page keeps its shape meanwhile. */
  stepBack(back: boolean): void;
  /** Leaves for good. */
  remove(): void;
}

/**
 * The panel's frame beside the page, or the tab at the edge that it folds to. One element under the root, its
 * insides closed to the page. The style by which the page gives way is inside that element: gone when it is.
 */
export function putFrame(
  document: Document,
  options: {
    /** Address of the panel's page. */
    panel: string;
    /** The CSS by which the page frees so many pixels. */
    giveWay: (width: number) => string;
    onUnfold: () => void;
  },
): Frame {
  // One left by an earlier script of ours, whose extension is gone.
  for (const old of document.querySelectorAll(hostName)) old.remove();

  const host = document.createElement(hostName);
  const shadow = host.attachShadow({ mode: "closed" });
  const inside = document.createElement("style");
  inside.textContent = style;
  const frame = document.createElement("iframe");
  frame.title = "Leadlight";
  frame.allow = "clipboard-write *";
  const tab = document.createElement("button");
  tab.type = "button";
  tab.title = "Show Leadlight";
  tab.setAttribute("aria-label", "Show Leadlight");
  tab.append(mark(document));
  tab.addEventListener("click", (event) => {
    // A click that the page made is not a person's.
    if (event.isTrusted) options.onUnfold();
  });
  shadow.append(inside, tab);

  const giveWay = document.createElement("style");
  giveWay.media = "not all";
  host.append(giveWay);
  host.dataset.state = "away";

  let state: FrameState = "away";
  /** What others' frames take at the right, and how much of it the page has freed for them already. */
  let taken = -1;
  const window = document.defaultView;
  const stopGuard = keepInPlace(document, host);

  const warm = () => {
    if (frame.isConnected) return;
    frame.src = options.panel;
    shadow.append(frame);
  };

  /** Frees room for the panel, and for those to the right of it where the page has not made way for them. */
  const makeRoom = (next: FrameState) => {
    const edge = window && next !== "away" ? takenAtRight(window, host) : 0;
    if (edge !== taken) {
      taken = edge;
      giveWay.media = "not all";
      const missing = edge > 0 && window ? Math.max(0, edge - freeAtRight(window)) : 0;
      giveWay.textContent = options.giveWay(panelWidth + missing);
    }
    const media = next === "open" ? room : "not all";
    if (giveWay.media !== media) giveWay.media = media;
  };

  return {
    warm,
    stepBack: (back) => host.toggleAttribute("data-back", back),
    set(next, place) {
      const hadFocus = document.activeElement === host;
      if (next === "open") warm();
      makeRoom(next);
      if (next !== "away") {
        const { top, right, layer } = place();
        const values = { top: `${top}px`, right: `${Math.max(right, taken)}px`, edge: `${taken}px`, layer };
        // The same once more would be a change to whoever watches the page.
        for (const [name, value] of Object.entries(values))
          if (host.style.getPropertyValue(`--${name}`) !== `${value}`)
            host.style.setProperty(`--${name}`, `${value}`);
      }
      if (next === state) return;
      const was = state;
      state = next;
      host.dataset.state = next;
      // Who works by keyboard stays where the panel was.
      if (hadFocus && was === "folded" && next === "open") frame.focus();
      if (hadFocus && was === "open" && next === "folded") tab.focus();
    },
    remove() {
      stopGuard();
      host.remove();
    },
  };
}

/** Puts the element back when the page throws it out, at once the first time, then ever later. */
function keepInPlace(document: Document, host: Element): () => void {
  let times = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = () => {
    timer = undefined;
    if (!host.isConnected) document.documentElement.append(host);
  };
  put();
  const guard = new MutationObserver(() => {
    if (host.isConnected || timer !== undefined) return;
    timer = setTimeout(put, times === 0 ? 0 : Math.min(1000 * 2 ** times, 60_000));
    times++;
  });
  // The root itself may be replaced.
  guard.observe(document, { childList: true, subtree: false });
  guard.observe(document.documentElement, { childList: true });
  return () => {
    guard.disconnect();
    clearTimeout(timer);
  };
}

/** The beam of a lighthouse, in the colour of the text around it. */
function mark(document: Document): Element {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [
    ["viewBox", "0 0 16 16"],
    ["width", "16"],
    ["height", "16"],
    ["aria-hidden", "true"],
  ] as const)
    svg.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    "M6.2 6h3.6l1.4 9H4.8zM6 3.2 8 1l2 2.2V5H6zM11 3.6 16 2v4.4L11 4.8zM5 3.6 0 2v4.4l5-1.6z",
  );
  path.setAttribute("fill", "currentColor");
  svg.append(path);
  return svg;
}
