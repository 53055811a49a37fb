import { existsSync, readFileSync } from "node:fs";
import { join, resolve as path } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { rowReader } from "./read.ts";
import type { Oddity, RowRead } from "./row.ts";
import { asksFor, instant, NOW, planFor, profilesOf, proposedFor } from "./samples.fixture.ts";
import type { ImportKind } from "./targets.ts";

const data = path(import.meta.dirname, "../../../../shared/data");

function read(kind: ImportKind, name: string) {
  const [header = [], ...rows] = Papa.parse<string[]>(readFileSync(join(data, name), "utf8"), {
    skipEmptyLines: true,
  }).data;
  const file = { header, rows, profiles: profilesOf(header, rows) };
  const reader = rowReader(planFor(kind, file), instant, NOW);
  return { file, read: rows.map(reader) };
}

const tally = <Row>(rows: readonly Row[], by: (row: Row) => unknown) =>
  rows.reduce<Record<string, number>>((counts, row) => {
    const name = String(by(row));
    counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  }, {});
const odd = (rows: readonly RowRead[], name: Oddity) => rows.filter((row) => row.odd.includes(name)).length;
const refused = (rows: readonly RowRead[]) => rows.flatMap(({ errors }) => errors);

describe.runIf(existsSync(data))("real files, nothing answered", () => {
  it("leads without an address: the ids are the keys", () => {
    const { file, read: rows } = read("leads", "xeducation/Leads.csv");
    expect(proposedFor("leads", file)).toMatchObject({
      "Prospect ID": "key:prospect_id",
      "Lead Number": "key:lead_number",
      "Lead Origin": "attribute:Lead Origin",
      "Lead Source": "source",
      "Do Not Email": "consent",
      Converted: "outcome",
      Country: "attribute:country",
      City: "attribute:City",
    });
    expect(asksFor("leads", file).map(({ id }) => id)).toEqual([
      "empty",
      "outcome:Converted",
      "consent:Do Not Email",
      "stage",
    ]);
    expect(refused(rows)).toEqual([]);
    expect(rows).toHaveLength(9240);
    expect(tally(rows, ({ lead }) => lead.outcome)).toEqual({ won: 3561, lost: 5679 });
    expect(tally(rows, ({ lead }) => lead.optedOut)).toEqual({ false: 8506, true: 734 });
    expect(odd(rows, "no_date")).toBe(9240);
    expect(odd(rows, "no_source")).toBe(36);
    for (const { lead } of rows) {
      expect(lead.keys).toHaveLength(2);
      expect(Object.values(lead.attributes)).not.toContain("Select");
      expect(lead.attributes.country ?? "IN").toMatch(/^[A-Z]{2}$/);
    }
  });

  it("leads by origin and by month of first contact", () => {
    const { file, read: rows } = read("leads", "olist/olist_marketing_qualified_leads_dataset.csv");
    expect(proposedFor("leads", file)).toEqual({
      mql_id: "key:mql_id",
      first_contact_date: "createdAt",
      landing_page_id: "attribute:landing_page_id",
      origin: "source",
    });
    expect(refused(rows)).toEqual([]);
    expect(tally(rows, ({ lead }) => lead.source)).toEqual({
      organic_search: 2296,
      paid_search: 1586,
      social: 1350,
      unknown: 1099,
      direct_traffic: 499,
      email: 493,
      referral: 284,
      other: 150,
      display: 118,
      other_publicities: 65,
      null: 60,
    });
    expect(odd(rows, "no_source")).toBe(60);
    const months = Object.keys(
      tally(rows, ({ lead }) => new Date(lead.createdAt ?? 0).toISOString().slice(0, 7)),
    );
    expect(months.sort()).toEqual([
      ...["06", "07", "08", "09", "10", "11", "12"].map((month) => `2017-${month}`),
      ...["01", "02", "03", "04", "05"].map((month) => `2018-${month}`),
    ]);
  });

  it("deals joined by the leads' key", () => {
    const { file, read: rows } = read("deals", "olist/olist_closed_deals_dataset.csv");
    const { mql_id, won_date, ...rest } = proposedFor("deals", file);
    expect([mql_id, won_date]).toEqual(["key:mql_id", "wonAt"]);
    for (const [column, to] of Object.entries(rest)) expect(to).toBe(`attribute:${column}`);
    expect(refused(rows)).toEqual([]);
    expect(rows).toHaveLength(842);
    expect(tally(rows, ({ deal }) => deal?.outcome)).toEqual({ won: 842 });
    const closed = rows.map(({ deal }) => deal?.closedAt ?? 0).sort((a, b) => a - b);
    expect(new Date(closed[0] ?? 0).toISOString().slice(0, 10)).toBe("2017-12-05");
    expect(new Date(closed.at(-1) ?? 0).toISOString().slice(0, 10)).toBe("2018-11-14");
  });
});
