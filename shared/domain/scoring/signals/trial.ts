import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["trial"];

/** They tried it. */
export const signal: Signal = {
  id: "trial",
  kind: "behaviour",
  name: "trial",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Used the trial", heat, kinds, now),
};
