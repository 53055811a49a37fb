import { outsidePeople } from "../../shared/domain/people/people.ts";
import type { View } from "../messages.ts";
import type { Reading, Site } from "../sites/site.ts";

/** What the panel is told of a page: who may be meant, and nothing else that stands there. */
export function viewOf(
  site: Pick<Site, "id">,
  reading: Reading,
  ownDomains: readonly string[],
): Omit<View, "folded"> {
  const people =
    reading.view === "open"
      ? outsidePeople(reading.people, { owner: reading.owner, ownDomains }).slice(0, 20)
      : [];
  return {
    site: site.id,
    state: people.length === 0 ? "nobody" : people.length === 1 ? "lead" : "several",
    people,
    threadKey: people.length === 0 ? null : reading.threadKey,
    owner: reading.owner,
  };
}

/** Nobody to show. */
export const nobody = (site: Pick<Site, "id">): Omit<View, "folded"> => ({
  site: site.id,
  state: "nobody",
  people: [],
  threadKey: null,
  owner: null,
});

/** The same for two views between which a person would see no difference. */
export const signatureOf = (view: Omit<View, "folded">): string => JSON.stringify(view);
