import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["return_visit", "page_view"];

/** They are around these days. */
export const signal: Signal = {
  id: "return_visit",
  kind: "behaviour",
  name: "visits",
  read: ({ heat }, now) => warmthOf(heat, kinds, 7, now),
  say: ({ heat }, now) => sayOften("Was on our site", heat, kinds, now),
};
