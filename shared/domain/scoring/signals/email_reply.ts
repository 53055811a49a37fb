import { sayOften, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";

const kinds = ["email_reply"];

/** They wrote back. */
export const signal: Signal = {
  id: "email_reply",
  kind: "behaviour",
  name: "reply",
  read: ({ heat }, now) => warmthOf(heat, kinds, 30, now),
  say: ({ heat }, now) => sayOften("Replied to our mail", heat, kinds, now),
};
