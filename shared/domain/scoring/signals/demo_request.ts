import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["demo_request"];

/** They asked to see it. */
export const signal: Signal = {
  id: "demo_request",
  kind: "behaviour",
  name: "demo",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Asked for a demo", heat, kinds, now),
};
