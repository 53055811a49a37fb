import { describe, expect, it } from "vitest";
import { rowReader } from "../../shared/domain/imports/read.ts";
import type { ColumnReading, Reading } from "../../shared/domain/imports/reading.ts";
import type { LeadRow } from "../db/leads.ts";
import { instants } from "./instant.ts";
import type { Known } from "./known.ts";
import type { Earlier, World } from "./outcome.ts";
import { planRows } from "./plan.ts";
import { type Row, rowOf } from "./rows.ts";
import { writesOf } from "./writes.ts";

const NOW = Date.UTC(2026, 5, 1);
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

const column = (to: string): ColumnReading => ({ column: to, to, type: "text", order: "dmy", means: null });
const meanings: Record<string, Record<string, string>> = {
  outcome: { won: "won", lost: "lost", open: "open" },
  stage: {
    mql: "mql",
    sal: "sal",
    sql: "sql",
    inquiry: "inquiry",
    disqualified: "disqualified",
    customer: "customer",
  },
};

function readingOf(kind: Reading["kind"], targets: string[], more: Partial<Reading> = {}): Reading {
  return {
    kind,
    columns: targets.map((to) => ({ ...column(to), means: meanings[to] ?? null })),
    timeZone: "UTC",
    decimals: "point",
    empties: [],
    currency: "EUR",
    stage: null,
    outcome: null,
    touchKind: kind === "touches" ? "page_view" : null,
    unknownLead: "create",
    ...more,
  };
}

const nothing: Known = {
  idOf: new Map(),
  leads: new Map(),
  deals: new Map(),
  changes: new Map(),
  touches: new Map(),
  firstTouch: new Map(),
  accounts: new Map(),
  strangers: [],
};

const lead = (id: string, more: Partial<LeadRow> = {}): LeadRow => ({
  id,
  email: null,
  mailKind: "none",
  name: null,
  title: null,
  company: null,
  domain: null,
  accountId: null,
  source: null,
  campaign: null,
  ownerId: null,
  ownerName: null,
  attributes: "{}",
  optedOut: 0,
  verified: 1,
  createdAt: day("2026-01-01"),
  updatedAt: 5,
  stage: "inquiry",
  stageSince: day("2026-01-01"),
  firstContactAt: null,
  good: 0,
  bad: 0,
  heat: null,
  accountName: null,
  accountDomain: null,
  accountIndustry: null,
  accountCountry: null,
  accountEmployees: null,
  accountLeads: null,
  accountCustomerSince: null,
  ...more,
});

/** A lead that `crm:<key>` leads to. */
const knows = (...leads: [key: string, lead: LeadRow][]): Known => ({
  ...nothing,
  idOf: new Map(leads.map(([key, { id }]) => [key, id])),
  leads: new Map(leads.map(([, row]) => [row.id, row])),
});

const rowsOf = (reading: Reading, lines: string[][]): Promise<Row[]> => {
  const read = rowReader(reading, instants(), NOW);
  const next = { chunk: 0, letter: 0 };
  return Promise.all(
    lines.map((cells, index) => rowOf({ cells, problem: null, odd: [], next }, index + 1, read)),
  );
};

async function planOf(
  kind: Reading["kind"],
  targets: string[],
  lines: string[][],
  { known = nothing, more = {}, earlier }: { known?: Known; more?: Partial<Reading>; earlier?: Earlier } = {},
) {
  const reading = readingOf(kind, targets, more);
  const world: World = {
    importId: "import",
    reading,
    startedAt: NOW,
    ownDomains: ["us.example"],
    afterContact: new Set(["quality"]),
  };
  const plan = planRows(await rowsOf(reading, lines), known, world, earlier);
  const writes = await writesOf(plan, known, world, { chunk: 0, letter: 0 });
  return { plan, writes, does: plan.outcomes.map(({ does }) => does) };
}

const why = ({ plan }: Awaited<ReturnType<typeof planOf>>) =>
  plan.outcomes.flatMap(({ row, faults }) =>
    faults.map(({ column, message }) => `${row.number} ${column}: ${message}`),
  );
const moves = ({ writes }: Awaited<ReturnType<typeof planOf>>) =>
  writes.changes.map(({ from, to, at }) => `${from} ${to} ${new Date(at).toISOString().slice(0, 10)}`);

describe("rows of leads", () => {
  it("make leads whose ids tell nothing but the row", async () => {
    const lines = [["a@x.example", "1", "2026-02-03"]];
    const one = await planOf("leads", ["email", "key:crm", "createdAt"], lines);
    const other = await planOf("leads", ["email", "key:crm", "createdAt"], lines);
    expect(one.writes).toEqual(other.writes);
    expect(one.writes.leads).toMatchObject([
      {
        email: "a@x.example",
        createdAt: day("2026-02-03"),
        updatedAt: NOW,
        knownAt: null,
        accountDomain: "x.example",
      },
    ]);
    expect(one.writes.keys.map(([kind]) => kind)).toEqual(["email", "sha256", "crm"]);
    expect(one.writes.accounts).toMatchObject([{ domain: "x.example", name: "x.example" }]);
    expect(one.writes.undo).toMatchObject({
      made: [one.writes.leads[0]?.id],
      counts: { rows: 1, created: 1 },
    });
  });

  it("say what is new and leave the rest", async () => {
    const known = knows(["crm:1", lead("L1", { name: "Ada", title: "COO", attributes: '{"a":1}' })]);
    const { does, writes } = await planOf(
      "leads",
      ["key:crm", "name", "title", "attribute:b"],
      [["1", "", "CEO", "x"]],
      { known },
    );
    expect(does).toEqual(["updated"]);
    expect(writes.leads).toMatchObject([
      { id: "L1", name: "Ada", title: "CEO", attributes: '{"a":1,"b":"x"}', knownAt: 5 },
    ]);
    expect(writes.undo.leads).toEqual([
      {
        id: "L1",
        updatedAt: [5, NOW],
        before: { title: "COO", attributes: '{"a":1}' },
        after: { title: "CEO", attributes: '{"a":1,"b":"x"}' },
        keys: [],
      },
    ]);
    expect(writes.guards).toEqual([["L1", 5, "inquiry", day("2026-01-01")]]);
  });

  it("that take back what an earlier one said change nothing", async () => {
    const known = knows(["crm:1", lead("L1", { name: "Ada" })]);
    const { does, writes } = await planOf(
      "leads",
      ["key:crm", "name"],
      [
        ["1", "Eda"],
        ["1", "Ada"],
      ],
      { known },
    );
    expect(does).toEqual(["unchanged", "unchanged"]);
    expect(writes).toMatchObject({ leads: [], guards: [], undo: { leads: [] } });
  });

  it("add to the lead of an earlier row, by any of its keys", async () => {
    const { does, plan, writes } = await planOf(
      "leads",
      ["email", "key:crm", "name"],
      [
        ["a@x.example", "", "A"],
        ["a@x.example", "7", ""],
        ["", "7", "Anna"],
      ],
    );
    expect(does).toEqual(["created", "updated", "updated"]);
    expect(plan.outcomes.map(({ duplicate }) => duplicate)).toEqual([false, true, true]);
    expect(writes.leads).toMatchObject([{ name: "Anna", email: "a@x.example" }]);
  });

  it("are refused where nothing good can come of them, and then leave nothing", async () => {
    const known = knows(
      ["crm:1", lead("L1", { name: "One" })],
      ["email:b@x.example", lead("L2", { email: "b@x.example" })],
    );
    const result = await planOf(
      "leads",
      ["email", "key:crm"],
      [
        ["boss@us.example", ""],
        ["", ""],
        ["b@x.example", "1"],
        ["new@us.example", "8"],
        ["new@x.example", "8"],
      ],
      { known },
    );
    expect(result.does).toEqual(["refused", "refused", "refused", "refused", "created"]);
    expect(why(result)).toEqual([
      "1 email: This is one of your own domains: a colleague, not a lead",
      "2 email: There is no address and no id: nothing tells whose row this is",
      "3 key:crm: “b@x.example” and “crm:1” are two different leads: say whether they are one person",
      "4 email: This is one of your own domains: a colleague, not a lead",
    ]);
    expect(result.writes.conflicts).toMatchObject([
      { leadA: "L1", keyA: "crm:1", leadB: "L2", row: 3, importId: "import" },
    ]);
    expect(result.writes.refused.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  it("are duplicates, or in conflict, also of rows that were planned before", async () => {
    const earlier: Earlier = {
      leadOf: (key) => ({ "crm:1": "made-1", "crm:2": "made-2" })[key],
      ownerOf: () => undefined,
    };
    const { plan, does } = await planOf(
      "leads",
      ["key:crm", "key:other"],
      [
        ["1", ""],
        ["1", "x"],
        ["3", "x"],
        ["2", "x"],
      ],
      { earlier },
    );
    expect(plan.outcomes.map(({ duplicate }) => duplicate)).toEqual([true, true, true, false]);
    expect(does[3]).toBe("refused");
  });
});

describe("what rows of leads say of the path", () => {
  const targets = ["key:crm", "createdAt", "stage", "outcome", "outcomeAt"];

  it("dates it as far as it is dated, else by the day of the import", async () => {
    const result = await planOf("leads", targets, [
      ["1", "2026-01-01", "", "won", "2026-02-01"],
      ["2", "2026-01-01", "", "lost", ""],
      ["3", "2026-01-01", "sal", "", ""],
      ["4", "2026-01-01", "disqualified", "lost", "2026-02-01"],
      ["5", "2026-01-01", "inquiry", "open", ""],
      ["6", "2026-03-01", "", "won", "2026-02-01"],
    ]);
    expect(moves(result)).toEqual([
      "inquiry customer 2026-02-01",
      "inquiry recycled 2026-06-01",
      "inquiry sal 2026-06-01",
      "inquiry recycled 2026-02-01",
      "recycled disqualified 2026-02-01",
      "inquiry customer 2026-02-01",
    ]);
    expect(result.writes.odd).toEqual({ no_end_date: [2], deal_before_contact: [6] });
    expect(result.writes.deals.map(({ outcome, standIn }) => [outcome, standIn])).toEqual([
      ["won", 1],
      ["lost", 1],
      ["lost", 1],
      ["won", 1],
    ]);
  });

  it("keeps the facts of then, without what sales filled in", async () => {
    const { writes } = await planOf(
      "leads",
      ["key:crm", "source", "attribute:size", "attribute:quality", "outcome"],
      [["1", "Web", "9", "high", "won"]],
    );
    expect(writes.snapshots.map(({ facts }) => JSON.parse(facts))).toMatchObject([
      { source: "Web", stage: "inquiry", attributes: { size: "9" }, heat: {} },
    ]);
    expect(JSON.parse(writes.leads[0]?.attributes ?? "")).toEqual({ size: "9", quality: "high" });
    expect(writes.snapshots[0]?.facts).not.toContain("quality");
  });

  it("the stage of a whole file is where its new leads begin, and moves nobody", async () => {
    const known = knows(["crm:1", lead("L1", { stage: "sal" })]);
    const result = await planOf("leads", ["key:crm"], [["1"], ["2"]], { known, more: { stage: "mql" } });
    expect(result.does).toEqual(["unchanged", "created"]);
    expect(moves(result)).toEqual(["inquiry mql 2026-06-01"]);
  });
});

describe("rows of touches", () => {
  const targets = ["key:crm", "id", "at", "touchTitle"];

  it("come in once each, and belong to one lead", async () => {
    const known: Known = {
      ...knows(["crm:1", lead("L1")]),
      touches: new Map([
        ["t1", "L1"],
        ["t9", "L9"],
      ]),
    };
    const result = await planOf(
      "touches",
      targets,
      [
        ["1", "t1", "2026-02-01", "Known"],
        ["1", "t2", "2026-02-01", "New"],
        ["1", "t2", "2026-02-01", "New"],
        ["1", "t9", "2026-02-01", "Another's"],
        ["1", "", "2026-02-01", "No id"],
        ["1", "", "2026-02-01", "No id"],
      ],
      { known },
    );
    expect(result.does).toEqual(["unchanged", "created", "unchanged", "refused", "created", "unchanged"]);
    expect(result.writes.touches.map(({ title }) => title)).toEqual(["New", "No id"]);
    expect(why(result)).toEqual(["4 id: The touch “t9” is another lead's already"]);
    expect(result.writes.undo.heat).toEqual([["L1", null]]);
  });

  it("make a lead that was first in touch when the first of them was, in whatever order they come", async () => {
    const { writes } = await planOf("touches", targets, [
      ["1", "a", "2026-03-01", "Later"],
      ["1", "b", "2026-02-01", "First"],
      ["1", "c", "2026-04-01", "Last"],
    ]);
    expect(writes.leads).toMatchObject([{ createdAt: day("2026-02-01") }]);
    const id = writes.leads[0]?.id ?? "";
    const known: Known = {
      ...knows(["crm:1", lead(id, { createdAt: day("2026-02-01") })]),
      firstTouch: new Map([[id, day("2026-02-01")]]),
    };
    const earlier = await planOf("touches", targets, [["1", "d", "2026-01-05", "Before"]], { known });
    expect(earlier.writes.leads).toMatchObject([{ createdAt: day("2026-01-05") }]);
    const said = knows(["crm:1", lead(id, { createdAt: day("2026-02-20") })]);
    expect(
      (await planOf("touches", targets, [["1", "d", "2026-01-05", "Before"]], { known: said })).writes.leads,
    ).toEqual([]);
  });

  it("are refused where their lead is not known and none shall be made", async () => {
    const result = await planOf("touches", targets, [["1", "a", "2026-03-01", "T"]], {
      more: { unknownLead: "refuse" },
    });
    expect(why(result)).toEqual(["1 key:crm: No lead is known by “crm:1”"]);
  });
});

describe("rows of deals", () => {
  const targets = ["key:crm", "id", "outcome", "openedAt", "closedAt", "amount"];

  it("of one lead make one history, in whatever order they come", async () => {
    const lines = [
      ["1", "A", "lost", "2026-01-10", "2026-02-10", "10"],
      ["1", "B", "won", "2026-03-10", "2026-04-10", "20"],
      ["1", "C", "open", "2026-05-10", "", ""],
    ];
    const expected = [
      "inquiry opportunity 2026-01-10",
      "opportunity recycled 2026-02-10",
      "recycled opportunity 2026-03-10",
      "opportunity customer 2026-04-10",
    ];
    for (const order of [lines, lines.toReversed()]) {
      const result = await planOf("deals", targets, order);
      expect(result.does).toEqual(["created", "created", "created"]);
      expect(moves(result)).toEqual(expected);
      expect(result.writes.openings.length).toBe(2);
    }
  });

  it("name a deal by what it is worth where it has no id of its own", async () => {
    const line = ["1", "", "won", "2026-01-10", "2026-02-10", "10.50"];
    const { does, writes } = await planOf("deals", targets, [
      line,
      line,
      ["1", "", "won", "2026-01-10", "2026-02-10", "11"],
    ]);
    expect(does).toEqual(["created", "unchanged", "created"]);
    expect(writes.deals.map(({ amount, currency }) => [amount, currency])).toEqual([
      [1050, "EUR"],
      [1100, "EUR"],
    ]);
  });

  it("keep what a row leaves empty", async () => {
    const first = await planOf("deals", targets, [["1", "A", "open", "2026-01-10", "", "10"]]);
    const [deal] = first.writes.deals;
    const [made] = first.writes.leads;
    if (!deal || !made) throw new Error("Nothing was made");
    const known: Known = {
      ...knows([
        "crm:1",
        lead(made.id, { createdAt: made.createdAt, stage: "opportunity", stageSince: made.createdAt }),
      ]),
      deals: new Map([["A", { ...deal, changes: "[1]" }]]),
      changes: new Map([[made.id, first.writes.changes.map((change) => ({ ...change, facts: null }))]]),
    };
    expect(
      (await planOf("deals", targets, [["1", "A", "open", "2026-01-10", "", ""]], { known })).does,
    ).toEqual(["unchanged"]);
    const ended = await planOf("deals", targets, [["1", "A", "lost", "2026-01-10", "", ""]], { known });
    expect(ended.writes.deals).toMatchObject([
      { amount: 1000, openedAt: day("2026-01-10"), closedAt: NOW, outcome: "lost", changedAt: NOW },
    ]);
    expect(ended.writes.odd).toEqual({ no_end_date: [1] });
    expect(moves(ended)).toEqual(["opportunity recycled 2026-06-01"]);
  });
});
