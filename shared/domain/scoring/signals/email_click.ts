import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["email_click"];

/** They followed a link that we sent. Opens are not counted: mail programs open on their own. */
export const signal: Signal = {
  id: "email_click",
  kind: "behaviour",
  name: "mail click",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Clicked in our mail", heat, kinds, now),
};
