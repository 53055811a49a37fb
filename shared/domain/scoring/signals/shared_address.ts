import type { Signal } from "../signal.ts";

/** An address of many hands: what it did was not one person's doing. */
export const signal: Signal = {
  id: "shared_address",
  kind: "fit",
  name: "shared address",
  read: ({ sharedAddress }) => (sharedAddress ? "shared" : null),
  say: ({ email }) => ({
    label: "Shared address, not one person",
    ...(email === null ? {} : { evidence: email }),
  }),
};
