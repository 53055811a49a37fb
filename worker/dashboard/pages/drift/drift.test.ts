import { expect, test } from "vitest";
import type { Drift } from "../../../../shared/contract/drift.ts";
import { bySite } from "./by-site.ts";

const item = (site: string, version: string, lastAt: number, reports = 1): Drift["items"][number] => ({
  site,
  version,
  kind: "nobody",
  signs: [],
  failed: [`way ${lastAt}`],
  doubts: [],
  outline: "",
  firstAt: 0,
  lastAt,
  reports,
});

test("by site and version, what was reported last first", () => {
  const groups = bySite([
    item("gmail", "0.1.0", 5, 2),
    item("outlook", "0.1.0", 9),
    item("gmail", "0.2.0", 3),
    item("gmail", "0.1.0", 7, 4),
  ]);
  expect(groups.map(({ site, version, reports, items }) => [site, version, reports, items.length])).toEqual([
    ["outlook", "0.1.0", 1, 1],
    ["gmail", "0.1.0", 6, 2],
    ["gmail", "0.2.0", 1, 1],
  ]);
  expect(groups[1]?.items.map(({ lastAt }) => lastAt)).toEqual([7, 5]);
});
