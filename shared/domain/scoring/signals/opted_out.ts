import { countOf, lastOf } from "../../heat/heat.ts";
import type { Signal } from "../signal.ts";
import { ago, day } from "../when.ts";

/** They do not want to hear from us. This does not fade. */
export const signal: Signal = {
  id: "opted_out",
  kind: "behaviour",
  name: "unsubscribed",
  read: ({ optedOut, heat }) =>
    optedOut ? "opted_out" : countOf(heat, "unsubscribe") > 0 ? "unsubscribed_once" : null,
  say: ({ heat }, now) => {
    const last = lastOf(heat, "unsubscribe");
    return last === null
      ? { label: "Opted out of our mail" }
      : { label: `Unsubscribed ${ago(last, now)}`, evidence: `On ${day(last)}` };
  },
};
