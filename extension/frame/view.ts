import { outsidePeople } from "../../shared/domain/people/people.ts";
import type { SiteConfig, View } from "../messages.ts";
import { nothing, type Reading, type Site } from "../sites/site.ts";

/** What the panel is told of a page: who may be meant, and nothing else that stands there. */
export function viewOf(
  site: Pick<Site, "id" | "name">,
  reading: Reading,
  ownDomains: readonly string[],
): Omit<View, "folded"> {
  const isOpen = reading.view === "open";
  const people = isOpen
    ? outsidePeople(reading.people, { owner: reading.owner, ownDomains }).slice(0, 20)
    : [];
  const record = isOpen ? reading.record : null;
  const state = stateOf(record, people.length, reading.domains.length);
  const isShown = state !== "nobody";
  return {
    site: site.id,
    siteName: site.name,
    state,
    record: isShown ? record : null,
    people: isShown ? people : [],
    domains: state === "account" ? reading.domains.slice(0, 5) : [],
    // Another company's CRM has the same numbers.
    threadKey: !isShown ? null : record ? `${record.tenant} ${record.key}` : reading.threadKey,
    owner: reading.owner,
  };
}

function stateOf(record: Reading["record"], people: number, domains: number): View["state"] {
  switch (record?.type) {
    case "person":
      return "lead";
    case "deal":
      return "account";
    case "company":
      return people + domains > 0 ? "account" : "nobody";
    default:
      return people === 0 ? "nobody" : people === 1 ? "lead" : "several";
  }
}

/** Whether a person wants anything of ours there. A site of no pages of its own stands only where somebody asked for it. */
export const isSwitchedOn = (
  { id, matches }: Pick<Site, "id" | "matches">,
  { enabledSites }: Pick<SiteConfig, "enabledSites">,
): boolean => enabledSites === null || matches.length === 0 || enabledSites.includes(id);

/** Nobody to show. */
export const nobody = (site: Pick<Site, "id" | "name">): Omit<View, "folded"> => viewOf(site, nothing(), []);

/** The same for two views between which a person would see no difference. */
export const signatureOf = (view: Omit<View, "folded">): string => JSON.stringify(view);
