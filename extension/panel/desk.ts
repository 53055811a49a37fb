import type { Signal } from "@preact/signals";
import type { lately } from "./lately.ts";
import type { Port } from "./port.ts";
import type { PanelState } from "./state.ts";

/** What the moving parts of the panel share. */
export interface Desk {
  readonly port: Port;
  readonly state: Signal<PanelState>;
  /** The last thing worth saying to somebody who does not see the panel. */
  readonly said: Signal<string>;
  /** Only what is true without asking: a verdict on its way, or another sign-in, is news to it. */
  readonly recent: ReturnType<typeof lately>;
  /** What is shown from now on; who is news in it is asked for. */
  become(next: PanelState): void;
  isOnScreen(): boolean;
}

/** The site as a verdict names it. */
export const siteOf = ({ view }: PanelState): string => view?.site ?? "panel";
