import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["form"];

/** They left us something to answer. */
export const signal: Signal = {
  id: "form",
  kind: "behaviour",
  name: "form",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Filled in a form", heat, kinds, now),
};
