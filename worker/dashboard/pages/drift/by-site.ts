import type { Drift } from "../../../../shared/contract/drift.ts";

type Item = Drift["items"][number];

/** What is known of one site in one version of the extension. */
export interface SiteVersion {
  site: string;
  version: string;
  reports: number;
  lastAt: number;
  /** Those reported last come first. */
  items: Item[];
}

/** By site and version: what was reported last comes first. */
export function bySite(items: readonly Item[]): SiteVersion[] {
  const groups = Map.groupBy(items, ({ site, version }) => `${site} ${version}`);
  return [...groups.values()]
    .map((group) => {
      const sorted = group.toSorted((a, b) => b.lastAt - a.lastAt);
      const [newest] = sorted;
      return {
        site: newest?.site ?? "",
        version: newest?.version ?? "",
        reports: group.reduce((sum, { reports }) => sum + reports, 0),
        lastAt: newest?.lastAt ?? 0,
        items: sorted,
      };
    })
    .sort((a, b) => b.lastAt - a.lastAt);
}
