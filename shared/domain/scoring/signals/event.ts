import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["event"];

/** They came to where we were. */
export const signal: Signal = {
  id: "event",
  kind: "behaviour",
  name: "event",
  read: ({ heat }, now) => warmthOf(heat, kinds, 90, now),
  say: ({ heat }, now) => sayOften("Met us at an event", heat, kinds, now),
};
