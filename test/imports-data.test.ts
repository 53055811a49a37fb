import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  Import,
  type ImportMapping,
  type ImportPreview,
  ImportProposal,
  ImportTotals,
} from "../shared/contract/imports.ts";
import { oddities } from "../shared/domain/imports/row.ts";
import { type Running, startRunning } from "./running.ts";

/** Two real exports, where they are: thousands of leads of two companies, counted by hand and by the product. */

const data = join(import.meta.dirname, "../../shared/data");
const isThere = existsSync(join(data, "xeducation/Leads.csv"));

const fileOf = (path: string): Promise<string> => readFile(join(data, path), "utf8");
const recordsOf = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

/** How many rows there are of each value. */
function tally<Row>(rows: readonly Row[], of: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
  return counts;
}

// Other tests may keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });

let running: Running;

async function upload(path: string, kind: string): Promise<ImportProposal> {
  const answer = await running.call(`/v1/imports?kind=${kind}&name=${encodeURIComponent(path)}`, {
    method: "POST",
    body: await readFile(join(data, path)),
    headers: { "content-type": "text/csv" },
  });
  expect(answer.status).toBe(201);
  return ImportProposal.parse(await answer.json());
}

async function bringIn(id: string, json: ImportMapping): Promise<Import> {
  const started = await running.call(`/v1/imports/${id}/start`, { json });
  expect(started.status, await started.clone().text()).toBe(200);
  for (let tries = 0; tries < 600; tries += 1) {
    const now = Import.parse(await (await running.call(`/v1/imports/${id}`)).json());
    if (now.state !== "running") return now;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("It never ended");
}

const totalsOf = async (id: string): Promise<ImportTotals> =>
  ImportTotals.parse(await (await running.call(`/v1/imports/${id}/totals`)).json());

const oddOf = ({ odd }: Pick<ImportPreview, "odd">): Record<string, number> =>
  Object.fromEntries(odd.map(({ message, count }) => [message, count]));

const sourcesOf = ({ sources }: ImportTotals): Record<string, [leads: number, won: number]> =>
  Object.fromEntries(sources.map(({ source, leads, won }) => [source ?? "", [leads, won]]));

const figures = async (): Promise<unknown> =>
  (
    await running.rows(`
      select (select count(*) from leads) as leads, (select count(*) from lead_keys) as "keys",
        (select count(*) from deals) as deals, (select count(*) from stage_changes) as changes,
        (select count(*) from snapshots) as snapshots, (select sum(updated_at) from leads) as updated`)
  )[0];

describe.skipIf(!isThere)("an education company's leads: no address, the lead number is the key", () => {
  let proposal: ImportProposal;
  let first: Import;
  beforeAll(async () => {
    running = await startRunning();
    proposal = await upload("xeducation/Leads.csv", "leads");
  }, 120_000);
  afterAll(() => running.close());

  const to = (column: string) => proposal.columns.find((each) => each.column === column)?.to;

  it("are understood without a word", () => {
    expect(to("Lead Number")).toBe("key:lead_number");
    expect(to("Converted")).toBe("outcome");
    expect(to("Country")).toBe("attribute:country");
    expect(proposal.ask.find(({ id }) => id === "empty")?.proposal).toEqual(
      expect.arrayContaining(["Select"]),
    );
  });

  it("have the columns marked that sales filled in after contact, and no column that came before", () => {
    const marked = proposal.columns.filter(({ afterContact }) => afterContact).map(({ column }) => column);
    expect(marked).toEqual(
      expect.arrayContaining([
        "Tags",
        "Lead Quality",
        "Lead Profile",
        "Asymmetrique Activity Index",
        "Asymmetrique Profile Index",
        "Asymmetrique Activity Score",
        "Asymmetrique Profile Score",
        "Last Notable Activity",
      ]),
    );
    for (const before of ["Lead Origin", "Lead Source", "Total Time Spent on Website", "TotalVisits", "City"])
      expect(marked).not.toContain(before);
  });

  it("are shown before anything is written: 9,240 new, 1,281 alike but for their ids", async () => {
    expect(proposal.preview).toMatchObject({
      rows: 9240,
      new: 9240,
      known: 0,
      duplicates: 0,
      refused: 0,
      conflictCount: 0,
    });
    expect(proposal.preview && oddOf(proposal.preview)[oddities.look_alike]).toBe(1281);
    expect(await running.rows("select count(*) as n from leads")).toEqual([{ n: 0 }]);
  });

  it("go in, and are counted by source as the file counts them", async () => {
    first = await bringIn(proposal.id, {});
    expect(first).toMatchObject({
      state: "done",
      rows: 9240,
      done: 9240,
      created: 9240,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
    const totals = await totalsOf(proposal.id);
    expect(totals).toMatchObject({ leads: 9240, won: 3561 });
    const records = recordsOf(await fileOf("xeducation/Leads.csv"));
    const column = proposal.columns.find((each) => each.to === "source")?.column ?? "";
    const source = (row: Record<string, string>) =>
      row[column] === "Select" ? "" : (row[column] ?? "").trim();
    const leads = tally(records, source);
    const won = tally(
      records.filter(({ Converted }) => Converted === "1"),
      source,
    );
    expect(sourcesOf(totals)).toEqual(
      Object.fromEntries(Object.entries(leads).map(([name, n]) => [name, [n, won[name] ?? 0]])),
    );
  }, 300_000);

  it("each stand where their outcome put them, found by their number", async () => {
    expect(
      await running.rows("select stage, count(*) as n from leads group by stage order by stage"),
    ).toEqual(expect.arrayContaining([{ stage: "customer", n: 3561 }]));
    const [numbers] = await running.rows(
      "select count(distinct value) as n from lead_keys where kind = 'lead_number'",
    );
    expect(numbers).toEqual({ n: 9240 });
    const insight = await running.call("/v1/insight?key=lead_number:660737");
    expect(insight.status).toBe(200);
  });

  it("change nothing when they come again, and the mapping is remembered", async () => {
    const before = await figures();
    const again = await upload("xeducation/Leads.csv", "leads");
    expect(again.preview).toMatchObject({ new: 0, known: 9240, unchanged: 9240 });
    expect(again.columns.every(({ remembered }) => remembered)).toBe(true);
    expect(await bringIn(again.id, {})).toMatchObject({
      state: "done",
      created: 0,
      updated: 0,
      unchanged: 9240,
      refused: 0,
    });
    expect(await figures()).toEqual(before);
  }, 300_000);

  it("are gone after a rollback, to the last row", async () => {
    const rolled = await running.call(`/v1/imports/${proposal.id}/rollback`, { json: {} });
    expect(rolled.status, await rolled.clone().text()).toBe(200);
    for (let tries = 0; tries < 600; tries += 1) {
      const now = Import.parse(await (await running.call(`/v1/imports/${proposal.id}`)).json());
      if (now.state !== "running") break;
      await new Promise((done) => setTimeout(done, 200));
    }
    expect(await figures()).toEqual({
      leads: 0,
      keys: 0,
      deals: 0,
      changes: 0,
      snapshots: 0,
      updated: null,
    });
  }, 300_000);
});

describe.skipIf(!isThere)("a marketplace's leads, and the deals that some of them became", () => {
  const leadsFile = "olist/olist_marketing_qualified_leads_dataset.csv";
  const dealsFile = "olist/olist_closed_deals_dataset.csv";
  let leads: ImportProposal;
  let deals: ImportProposal;
  beforeAll(async () => {
    running = await startRunning();
    leads = await upload(leadsFile, "leads");
  }, 120_000);
  afterAll(() => running.close());

  it("go in: 8,000, of which 60 say no source", async () => {
    expect(leads.columns.map(({ column, to }) => [column, to])).toEqual(
      expect.arrayContaining([
        ["mql_id", "key:mql_id"],
        ["first_contact_date", "createdAt"],
        ["origin", "source"],
      ]),
    );
    const done = await bringIn(leads.id, {});
    expect(done).toMatchObject({ state: "done", created: 8000, refused: 0 });
    expect(oddOf(done)[oddities.no_source]).toBe(60);
  }, 300_000);

  it("842 deals find their lead; the one that is dated before its first contact is named", async () => {
    deals = await upload(dealsFile, "deals");
    expect(deals.preview).toMatchObject({ rows: 842, refused: 0 });
    const done = await bringIn(deals.id, {});
    expect(done).toMatchObject({ state: "done", rows: 842, created: 842, refused: 0 });
    expect(oddOf(done)[oddities.deal_before_contact]).toBe(1);
    expect(
      await running.rows(`
        select count(*) as n, count(distinct deals.lead_id) as leads, sum(outcome = 'won') as won
        from deals join leads on leads.id = deals.lead_id`),
    ).toEqual([{ n: 842, leads: 842, won: 842 }]);
    expect(await running.rows("select count(*) as n from leads")).toEqual([{ n: 8000 }]);
    expect(await running.rows("select count(*) as n from leads where stage = 'customer'")).toEqual([
      { n: 842 },
    ]);
  }, 300_000);

  it("leads and won by origin, and by month of first contact, are those of the files", async () => {
    const records = recordsOf(await fileOf(leadsFile));
    const won = new Set(recordsOf(await fileOf(dealsFile)).map(({ mql_id }) => mql_id));
    const counted = (of: (row: Record<string, string>) => string) => {
      const every = tally(records, of);
      const closed = tally(
        records.filter(({ mql_id }) => won.has(mql_id)),
        of,
      );
      return Object.fromEntries(Object.entries(every).map(([name, n]) => [name, [n, closed[name] ?? 0]]));
    };
    const totals = await totalsOf(leads.id);
    expect(totals).toMatchObject({ leads: 8000, won: 842 });
    expect(sourcesOf(totals)).toEqual(counted(({ origin = "" }) => origin));
    expect(sourcesOf(totals)).toMatchObject({
      organic_search: [2296, 271],
      paid_search: [1586, 195],
      social: [1350, 75],
      unknown: [1099, 179],
      direct_traffic: [499, 56],
      email: [493, 15],
      referral: [284, 24],
      other: [150, 4],
      display: [118, 6],
      other_publicities: [65, 3],
      "": [60, 14],
    });
    expect(Object.fromEntries(totals.months.map((each) => [each.month, [each.leads, each.won]]))).toEqual(
      counted(({ first_contact_date = "" }) => first_contact_date.slice(0, 7)),
    );
    const months = totals.months.map(({ month }) => month);
    expect([months[0], months.at(-1)]).toEqual(["2017-06", "2018-05"]);
  });

  it("time from first contact to won is that of the files", async () => {
    const days = await running.rows(`
      select (deals.closed_at - leads.created_at) / 86400000.0 as days
      from deals join leads on leads.id = deals.lead_id order by 1`);
    const median = (Number(days[420]?.days) + Number(days[421]?.days)) / 2;
    expect(days.filter(({ days }) => Number(days) < 0)).toHaveLength(1);
    expect(median).toBeCloseTo(14.65, 0);
  });

  it("the same files again change nothing", async () => {
    const before = await figures();
    for (const [file, kind, rows] of [
      [leadsFile, "leads", 8000],
      [dealsFile, "deals", 842],
    ] as const) {
      const again = await upload(file, kind);
      expect(await bringIn(again.id, {})).toMatchObject({
        state: "done",
        created: 0,
        updated: 0,
        unchanged: rows,
        refused: 0,
      });
    }
    expect(await figures()).toEqual(before);
  }, 300_000);
});
