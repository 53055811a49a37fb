import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["call_in", "chat"];

/** They sought a talk with us. */
export const signal: Signal = {
  id: "conversation",
  kind: "behaviour",
  name: "conversation",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Called or chatted", heat, kinds, now),
};
