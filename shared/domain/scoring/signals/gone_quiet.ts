import { touchKinds } from "../../touches/kinds.ts";
import { seenOf, warmthOf } from "../behaviour.ts";
import type { Signal } from "../signal.ts";
import { day, since } from "../when.ts";

/** Whatever the lead does of their own accord, leaving aside. */
const kinds = Object.entries(touchKinds)
  .filter(([kind, { direction }]) => direction === "theirs" && kind !== "unsubscribe")
  .map(([kind]) => kind);

/** How much life there still is in all that they ever did. Who never did anything has not gone quiet. */
export const signal: Signal = {
  id: "gone_quiet",
  kind: "behaviour",
  name: "quiet",
  read: ({ heat }, now) => warmthOf(heat, kinds, 7, now),
  say: ({ heat }, now, points) => {
    const last = seenOf(heat, kinds)?.last ?? now;
    return {
      label: points < 0 ? `Nothing heard ${since(last, now)}` : "In touch with us these days",
      evidence: `Last on ${day(last)}`,
    };
  },
};
