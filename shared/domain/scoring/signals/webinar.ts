import { sayOften, seenOf, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";
import { since } from "../when.ts";

const kinds = ["webinar", "webinar_signup"];

/** They gave us an hour; or once did, and no more. */
export const signal: Signal = {
  id: "webinar",
  kind: "behaviour",
  name: "webinar",
  read: ({ heat }, now) => warmthOf(heat, kinds, 90, now),
  say: ({ heat }, now, points) => {
    if (points > 0) return sayOften("Joined a webinar", heat, kinds, now);
    const last = seenOf(heat, kinds)?.last ?? now;
    return { ...sayOften("", heat, kinds, now), label: `No webinar ${since(last, now)}` };
  },
};
