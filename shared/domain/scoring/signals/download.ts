import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["download"];

/** They took something to read. */
export const signal: Signal = {
  id: "download",
  kind: "behaviour",
  name: "download",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Downloaded content", heat, kinds, now),
};
