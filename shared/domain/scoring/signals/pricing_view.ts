import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["pricing_view"];

/** They look at what it costs. */
export const signal: Signal = {
  id: "pricing_view",
  kind: "behaviour",
  name: "pricing",
  read: ({ heat }, now) => warmthOf(heat, kinds, 7, now),
  say: ({ heat }, now) => sayOften("Read Pricing", heat, kinds, now),
};
