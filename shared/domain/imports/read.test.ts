import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { key as Key } from "../../contract/fields.ts";
import { ImportRow } from "../../contract/imports.ts";
import { LeadInput } from "../../contract/leads.ts";
import { readRow, rowReader } from "./read.ts";
import type { ColumnReading, Reading } from "./reading.ts";
import { instant, NOW, planFor, rowsOf, sample } from "./samples.fixture.ts";
import { type ImportKind, targetsFor } from "./targets.ts";

const at = (text: string) => Date.parse(text);
const first = (...args: Parameters<typeof rowsOf>) => {
  const [row] = rowsOf(...args);
  if (!row) throw new Error("There is no row");
  return row;
};

/** One cell read as a target, in a row that has an address. */
function cell(kind: ImportKind, to: string, text: string, more: Partial<Reading & ColumnReading> = {}) {
  const { type = "text", order = "dmy", means = null, ...rest } = more;
  const reading: Reading = {
    kind,
    columns: [
      { column: "E", to: "email", type: "text", order: "dmy", means: null },
      {
        column: "D",
        to: { leads: "ignore", touches: "at", deals: "openedAt" }[kind],
        type: "date",
        order: "dmy",
        means: null,
      },
      { column: "C", to, type, order, means },
    ],
    timeZone: "UTC",
    decimals: "point",
    empties: [],
    currency: "EUR",
    stage: null,
    outcome: null,
    touchKind: null,
    unknownLead: "refuse",
    ...rest,
  };
  return readRow(["a@b.example", "2024-03-04", text], reading, instant, NOW);
}

describe("a lead", () => {
  it("is read whole", () => {
    const file = `Email|Lead Number|First name|Last name|Job title|Company|Lead Source|Campaign|Owner|Do Not Email|Created|Lifecycle stage|Converted|Won date|City|Visits|Agreed|Seen|Country
      Ada@Analytical.example|L-1|Ada|Lovelace|CTO|Analytical|Web|Spring|Robin Reed|yes|2024-03-04|MQL|1|2024-05-06|London|1,200.5|yes|2024-03-04 10:22:11|United Kingdom
      |L-2||||||||||||||2|no||`;
    const [ada, empty] = rowsOf("leads", file);
    expect(ada).toEqual({
      lead: {
        email: "ada@analytical.example",
        keys: ["lead_number:L-1"],
        name: "Ada Lovelace",
        title: "CTO",
        company: "Analytical",
        source: "Web",
        campaign: "Spring",
        ownerId: "robin",
        optedOut: true,
        createdAt: at("2024-03-04T00:00:00Z"),
        stage: "mql",
        outcome: "won",
        outcomeAt: at("2024-05-06T00:00:00Z"),
        attributes: {
          City: "London",
          Visits: 1200.5,
          Agreed: true,
          Seen: "2024-03-04T10:22:11.000Z",
          country: "GB",
        },
      },
      touch: null,
      deal: null,
      errors: [],
      odd: [],
    });
    expect(empty).toEqual({
      lead: {
        email: null,
        keys: ["lead_number:L-2"],
        name: null,
        title: null,
        company: null,
        source: null,
        campaign: null,
        ownerId: null,
        optedOut: null,
        createdAt: null,
        stage: null,
        outcome: null,
        outcomeAt: null,
        attributes: { Visits: 2, Agreed: false },
      },
      touch: null,
      deal: null,
      errors: [],
      odd: ["no_date", "no_source"],
    });
  });

  it("is refused without an address and an id", () => {
    expect(first("leads", "Name|Email\nAda|\nMax|max@muster.example").errors).toEqual([
      { column: "Email", message: "There is no address and no id: nothing tells whose row this is" },
    ]);
  });

  it("stands where a person said that all of them do", () => {
    expect(first("leads", "Email\na@b.example", {}, { stage: "mql" }).lead.stage).toBe("mql");
    expect(first("leads", "Email\na@b.example").lead.stage).toBeNull();
  });

  it("is not named as odd for a source that no column holds", () => {
    expect(first("leads", "Email\na@b.example").odd).toEqual(["no_date"]);
  });

  it("may come from the future, and is named then", () => {
    expect(first("leads", "Email|Created\na@b.example|2026-07-03").odd).toEqual(["in_the_future"]);
    expect(first("leads", "Email|Created\na@b.example|2026-07-01").odd).toEqual([]);
  });
});

describe("an address", () => {
  it.each([
    ["Ada@B.Example ", "ada@b.example"],
    ["mailto:ada@b.example", "ada@b.example"],
    ["Ada Lovelace <ada@b.example>", "ada@b.example"],
    ["ada\u200b@b.example", "ada@b.example"],
    ["o'hara+tag@b.example", "o'hara+tag@b.example"],
  ])("%s is %s", (text, email) => {
    const reading = planFor("leads", sample("Email\na@b.example"));
    expect(readRow([text], reading, instant, NOW)).toMatchObject({ lead: { email }, errors: [] });
  });

  it.each([
    "ada",
    "ada@",
    "@b.example",
    "a@b.example; c@d.example",
    "a b@c.example",
    "a@b..example",
    `${"a".repeat(260)}@b.example`,
  ])("%s refuses the row, even where another key is there", (text) => {
    const reading = planFor("leads", sample("Email|Lead Number\na@b.example|1\nc@d.example|2"));
    const { errors, lead } = readRow([text, "1"], reading, instant, NOW);
    expect(errors).toEqual([
      { column: "Email", message: expect.stringMatching(/ is not one email address$/) },
    ]);
    expect(lead.email).toBeNull();
  });
});

describe("a key", () => {
  it.each([
    ["lead_number", "660737", ["lead_number:660737"]],
    ["lead_number", " a  b ", ["lead_number:a b"]],
    ["hubspot", "51", ["hubspot:0-1:51"]],
    ["hubspot", "0-1:51", ["hubspot:0-1:51"]],
    ["pipedrive", "71", ["pipedrive:person:71"]],
    ["salesforce", "00Q5e000001AbCd", ["salesforce:00Q5e000001AbCdEAK"]],
    ["salesforce", "00Q5e000001AbCdEAK", ["salesforce:00Q5e000001AbCdEAK"]],
    ["sha256", "A".repeat(64), [`sha256:${"a".repeat(64)}`]],
  ])("%s of %s", (kind, text, keys) => {
    expect(cell("leads", `key:${kind}`, text)).toMatchObject({ lead: { keys }, errors: [] });
  });

  it.each([
    ["lead_number", "6.60737E+17", /spreadsheet has shortened/],
    ["lead_number", "6,6E+17", /spreadsheet has shortened/],
    ["lead_number", "x".repeat(300), /too long/],
    ["hubspot", "51;52", /is not one id/],
    ["sha256", "ada@b.example", /is not one id/],
  ])("%s is none of %s", (kind, text, message) => {
    expect(cell("leads", `key:${kind}`, text)).toMatchObject({
      lead: { keys: [] },
      errors: [{ column: "C", message: expect.stringMatching(message) }],
    });
  });
});

describe("text", () => {
  it("is cleaned of what cannot be seen, and of the mark before a formula", () => {
    expect(cell("leads", "name", " Ada\u0000\u0007\r\n  Love\u202elace ").lead.name).toBe("Ada Lovelace");
    expect(cell("leads", "name", "'=cmd|' /C calc'!A0").lead.name).toBe("=cmd|' /C calc'!A0");
    expect(cell("leads", "name", "'+1").lead.name).toBe("+1");
    expect(cell("leads", "name", "'s-Hertogenbosch").lead.name).toBe("'s-Hertogenbosch");
    expect(cell("leads", "name", "<script>alert(1)</script>").lead.name).toBe("<script>alert(1)</script>");
    expect(cell("leads", "name", "\ud800Ada").lead.name).toBe("\ufffdAda");
  });

  it("keeps its lines in an attribute", () => {
    expect(cell("leads", "attribute:note", " one\r\ntwo\rthree\u0000 ").lead.attributes).toEqual({
      note: "one\ntwo\nthree",
    });
  });

  it.each([
    ["name", 200],
    ["title", 200],
    ["company", 200],
    ["source", 80],
    ["campaign", 120],
  ])("refuses a %s of more than %i letters", (to, most) => {
    expect(cell("leads", to, "x".repeat(most)).errors).toEqual([]);
    expect(cell("leads", to, "x".repeat(most + 1)).errors).toEqual([
      { column: "C", message: `Is longer than ${most} letters` },
    ]);
  });

  it("cuts a long attribute and says so, tearing no letter apart", () => {
    const { lead, odd, errors } = cell("leads", "attribute:note", `${"x".repeat(499)}😀`);
    expect(lead.attributes.note).toBe("x".repeat(499));
    expect(odd).toContain("cut");
    expect(errors).toEqual([]);
  });

  it("is nothing where a person said so, in any case", () => {
    expect(cell("leads", "attribute:city", " SELECT ", { empties: ["select"] }).lead.attributes).toEqual({});
    expect(cell("leads", "name", "n/a", { empties: ["n/a"] }).lead.name).toBeNull();
    expect(cell("leads", "name", "\u200b").lead.name).toBeNull();
  });
});

describe("an attribute", () => {
  it.each<[string, Partial<Reading & ColumnReading>, string | number | boolean]>([
    ["1,234.5", { type: "number" }, 1234.5],
    ["1.234,5", { type: "number", decimals: "comma" }, 1234.5],
    ["€ 1,200", { type: "number" }, 1200],
    ["12 %", { type: "number" }, 12],
    ["about 12", { type: "number" }, "about 12"],
    ["0049301234", { type: "number" }, "0049301234"],
    ["ja", { type: "boolean" }, true],
    ["maybe", { type: "boolean" }, "maybe"],
    ["03/04/2024", { type: "date" }, "2024-04-03"],
    ["03/04/2024", { type: "date", order: "mdy" }, "2024-03-04"],
    ["2024-03-04T10:00:00+02:00", { type: "date" }, "2024-03-04T08:00:00.000Z"],
    ["soon", { type: "date" }, "soon"],
    ["12", { type: "choice" }, "12"],
    ["1", { type: "text" }, "1"],
  ])("%s", (text, how, value) => {
    expect(cell("leads", "attribute:x", text, how)).toMatchObject({
      lead: { attributes: { x: value } },
      errors: [],
    });
  });

  it("is a country or a headcount for a score only where it is one", () => {
    const of = (name: string, text: string) => cell("leads", `attribute:${name}`, text).lead.attributes;
    expect(of("country", "Deutschland")).toEqual({ country: "DE" });
    expect(of("country", "Asia/Pacific Region")).toEqual({ "country (as written)": "Asia/Pacific Region" });
    expect(of("employees", "1,200")).toEqual({ employees: 1200 });
    expect(of("employees", "11-50")).toEqual({ "employees (as written)": "11-50" });
    expect(of("employees", "-3")).toEqual({ "employees (as written)": "-3" });
  });

  it("may be called like what every object has", () => {
    expect(Object.entries(cell("leads", "attribute:constructor", "x").lead.attributes)).toEqual([
      ["constructor", "x"],
    ]);
  });
});

describe("dates", () => {
  it("are at midnight of the zone that was said, or where they say", () => {
    const zones: string[] = [];
    const reading = {
      ...planFor("leads", sample("Email|Created\na@b.example|2024-03-04")),
      timeZone: "Asia/Tokyo",
    };
    const read = rowReader(
      reading,
      (civil, zone) => {
        zones.push(zone);
        return instant(civil) - 9 * 3_600_000;
      },
      NOW,
    );
    expect(read(["a@b.example", "2024-03-04"]).lead.createdAt).toBe(at("2024-03-03T15:00:00Z"));
    expect(read(["a@b.example", "2024-03-04T10:00:00+01:00"]).lead.createdAt).toBe(
      at("2024-03-04T09:00:00Z"),
    );
    expect(read(["a@b.example", "1709546400"]).lead.createdAt).toBe(1_709_546_400_000);
    expect(zones).toEqual(["Asia/Tokyo"]);
  });

  it.each(["yesterday", "31.02.2024", "1969-12-31", "0001-01-01", "12345"])("%s refuses the row", (text) => {
    expect(cell("leads", "createdAt", text).errors).toEqual([
      { column: "C", message: expect.stringContaining(text) },
    ]);
  });

  it("do not fit the other order", () => {
    expect(cell("leads", "createdAt", "13/04/2024", { order: "mdy" }).errors).toHaveLength(1);
  });
});

describe("what a person was asked about", () => {
  it("is read as answered", () => {
    const of = (to: string, means: Record<string, string>) => cell("leads", to, "X", { means }).lead;
    expect(of("owner", { X: "robin" }).ownerId).toBe("robin");
    expect(of("owner", { X: "nobody" }).ownerId).toBeNull();
    expect(of("consent", { X: "may" }).optedOut).toBe(false);
    expect(of("consent", { X: "may_not" }).optedOut).toBe(true);
    expect(of("consent", { X: "unknown" }).optedOut).toBeNull();
    expect(of("outcome", { X: "lost" }).outcome).toBe("lost");
    expect(of("outcome", { X: "open" }).outcome).toBeNull();
    expect(of("stage", { X: "unknown" }).stage).toBeNull();
    expect(of("stage", { X: "sql" }).stage).toBe("sql");
  });

  it("refuses a value that nobody was asked about", () => {
    expect(cell("leads", "stage", "toString", { means: { X: "sql" } }).errors).toEqual([
      { column: "C", message: "It is not said what “toString” means" },
    ]);
  });
});

describe("a touch", () => {
  it("is read whole", () => {
    const file = `Activity ID|Email|Activity Date|Activity Type|Subject|URL|Direction|Channel|Campaign|Rep|Form version
      9001|a@b.example|2024-03-04T10:22:11Z|Fill Out Form|Demo|https://x.example/demo|inbound|Website|Spring||3
      9002|a@b.example|2024-03-04T10:23:11Z|Call||javascript:alert(1)|||Spring|Robin Reed|4`;
    const [form, call] = rowsOf("touches", file);
    expect(form?.touch).toEqual({
      id: "9001",
      at: at("2024-03-04T10:22:11Z"),
      kind: "form",
      direction: "theirs",
      channel: "Website",
      title: "Demo",
      url: "https://x.example/demo",
      campaign: "Spring",
      personId: null,
      details: { "Form version": 3 },
    });
    expect(form?.lead).toMatchObject({ email: "a@b.example", campaign: null, attributes: {} });
    expect(call?.touch).toMatchObject({
      kind: "call",
      direction: "ours",
      channel: "Calls",
      title: "Call",
      url: null,
      personId: "robin",
    });
  });

  it("is refused without a date, and from a far future; a clock that is a little ahead is set back", () => {
    const of = (text: string) =>
      readRow(
        ["a@b.example", text],
        planFor("touches", sample("Email|Date\na@b.example|2024-03-04"), {}, { kind: "form" }),
        instant,
        NOW,
      );
    expect(of("")).toMatchObject({
      touch: null,
      errors: [{ column: "Date", message: expect.stringMatching(/no date/) }],
    });
    expect(of("soon").errors).toHaveLength(1);
    expect(of("2026-07-09")).toMatchObject({
      touch: null,
      errors: [{ column: "Date", message: "Lies more than 7 days in the future" }],
    });
    expect(of("2026-07-07")).toMatchObject({ touch: { at: NOW }, odd: ["in_the_future"], errors: [] });
    expect(of("2024-03-04")).toMatchObject({ touch: { kind: "form", channel: "Website" } });
  });

  it("keeps its bounds", () => {
    expect(cell("touches", "touchTitle", "x".repeat(400))).toMatchObject({
      touch: { title: "x".repeat(300) },
      odd: ["cut"],
    });
    expect(cell("touches", "url", `https://x.example/${"y".repeat(2000)}`).touch?.url).toBeNull();
    for (const url of [
      "http://",
      "ftp://x.example",
      "data:text/html,x",
      "//x.example",
      "x.example",
      "https:///x",
      "https://[x",
    ])
      expect(cell("touches", "url", url).touch?.url, url).toBeNull();
  });
});

describe("a deal", () => {
  it("is read whole", () => {
    const file = `Deal ID|Email|Deal name|Stage|Status|Amount|Currency|Opened|Close date|Lost reason|Segment
      D1|a@b.example|Seats|Contract|Won|12,000.50|EUR|2024-03-04|2024-05-06||pets
      D2|a@b.example|Pilot|Proposal|Lost|900.00|JPY|2024-03-04|2024-02-06|Price|cars
      D3|a@b.example|Next|Proposal|Open|70.00|usd|2024-03-04|2024-09-06||cars`;
    const [won, lost, open] = rowsOf("deals", file);
    expect(won?.deal).toEqual({
      id: "D1",
      name: "Seats",
      stage: "Contract",
      amount: 1_200_050,
      currency: "EUR",
      openedAt: at("2024-03-04T00:00:00Z"),
      closedAt: at("2024-05-06T00:00:00Z"),
      outcome: "won",
      lostReason: null,
      attributes: { Segment: "pets" },
    });
    expect(lost).toMatchObject({
      deal: { amount: 900, currency: "JPY", outcome: "lost", lostReason: "Price" },
      odd: ["closed_before_opened"],
    });
    expect(open?.deal).toMatchObject({ amount: 7000, currency: "USD", outcome: "open", closedAt: null });
    expect(won?.lead.attributes).toEqual({});
  });

  it("tells its outcome by its dates where it does not say it", () => {
    const rows = rowsOf(
      "deals",
      `Email|Opened|Won date|Lost date
       a@b.example|2024-03-04|2024-05-06|
       a@b.example|2024-03-04||2024-05-07
       a@b.example|2024-03-04|2024-05-06|2024-05-07
       a@b.example|2024-03-04||`,
    );
    expect(rows.map(({ deal }) => [deal?.outcome, deal?.closedAt])).toEqual([
      ["won", at("2024-05-06T00:00:00Z")],
      ["lost", at("2024-05-07T00:00:00Z")],
      ["lost", at("2024-05-07T00:00:00Z")],
      ["open", null],
    ]);
  });

  it("ends by the stage where that was asked", () => {
    const rows = rowsOf(
      "deals",
      "Email|Opened|Stage\na@b.example|2024-03-04|Closed Won\na@b.example|2024-03-04|Closed Lost\na@b.example|2024-03-04|Demo",
    );
    expect(rows.map(({ deal }) => [deal?.stage, deal?.outcome])).toEqual([
      ["Closed Won", "won"],
      ["Closed Lost", "lost"],
      ["Demo", "open"],
    ]);
  });

  it("is refused without any date", () => {
    expect(first("deals", "Email|Won date\na@b.example|\nc@d.example|2024-03-04").errors).toEqual([
      { column: "Won date", message: "There is no date on which the deal was opened" },
    ]);
  });

  it.each([
    ["1 200,50 €", { decimals: "comma" }, 120_050, "EUR"],
    ["$1,200", {}, 120_000, "USD"],
    ["1200", {}, 120_000, "EUR"],
    ["19.99", {}, 1999, "EUR"],
    ["1.005", { currency: "KWD" }, 1005, "KWD"],
    ["-50", {}, -5000, "EUR"],
  ] as const)("has an amount of %s", (text, how, amount, currency) => {
    expect(cell("deals", "amount", text, how)).toMatchObject({ deal: { amount, currency }, errors: [] });
  });

  it("is refused with an amount that is none, too large, or of no currency", () => {
    expect(cell("deals", "amount", "a lot").errors).toEqual([
      { column: "C", message: "“a lot” is no amount of money that can be read" },
    ]);
    expect(cell("deals", "amount", "99999999999999999").errors).toEqual([
      { column: "C", message: "Is too large for an amount of money" },
    ]);
    expect(cell("deals", "amount", "12", { currency: null }).errors).toEqual([
      { column: "C", message: "There is an amount without its currency" },
    ]);
    expect(cell("deals", "currency", "gold").errors).toEqual([
      { column: "C", message: "“gold” is no currency" },
    ]);
  });

  it.each([
    ["EUR", "EUR"],
    ["eur", "EUR"],
    ["€", "EUR"],
    ["USD - U.S. Dollar", "USD"],
    ["US Dollar (USD)", "USD"],
  ])("has the currency %s", (text, code) => {
    const reading = planFor(
      "deals",
      sample(
        "Email|Won date|Amount|Currency\na@b.example|2024-03-04|1.50|EUR\nc@d.example|2024-03-04|2.50|USD",
      ),
    );
    expect(readRow(["a@b.example", "2024-03-04", "1.50", text], reading, instant, NOW).deal?.currency).toBe(
      code,
    );
  });
});

describe("whatever the cells hold", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 700 }),
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      "",
      " ",
      "\u0000",
      "'=1+1",
      "NaN",
      "Infinity",
      "1e309",
      "-0",
      "9".repeat(400),
      "x".repeat(3000),
      "2024-02-30",
      "2199-12-31T23:59:59.999Z",
      "1900-01-01",
      "Select",
      "a@b.example",
      "A B <c@d.example>",
      "https://x.example/?q=\u202e",
      "1.234,56 €",
      "__proto__",
      "toString",
      "won",
      "yes",
      "\ud800",
      "😀".repeat(400),
    ),
  );
  const kinds: readonly ImportKind[] = ["leads", "touches", "deals"];
  const columns = (kind: ImportKind): fc.Arbitrary<ColumnReading> =>
    fc.record({
      column: fc.string({ minLength: 1, maxLength: 20 }),
      to: fc.oneof(
        fc.constantFrom(...targetsFor(kind).map(({ name }) => name)),
        fc.constantFrom(
          "key:hubspot",
          "key:salesforce",
          "key:lead_number",
          "attribute:country",
          "attribute:employees",
          "attribute:constructor",
        ),
        fc.integer({ min: 0, max: 20 }).map((number) => `attribute:a${number}`),
      ),
      type: fc.constantFrom("text", "choice", "number", "date", "boolean", "empty" as const),
      order: fc.constantFrom("dmy", "mdy" as const),
      means: fc.constantFrom(null, {
        won: "won",
        yes: "may_not",
        Select: "mql",
        "": "unknown",
        toString: "form",
      }),
    });
  const readings = fc.constantFrom(...kinds).chain((kind) =>
    fc.record<Reading>({
      kind: fc.constant(kind),
      columns: fc.array(columns(kind), { minLength: 1, maxLength: 15 }),
      timeZone: fc.constantFrom("UTC", "Asia/Tokyo"),
      decimals: fc.constantFrom("point", "comma" as const),
      empties: fc.constantFrom([], ["select", "n/a"]),
      currency: fc.constantFrom(null, "EUR", "JPY"),
      stage: fc.constantFrom(null, "mql" as const),
      outcome: fc.constantFrom(null, "won", "open" as const),
      touchKind: fc.constantFrom(null, "form"),
      unknownLead: fc.constant("refuse" as const),
    }),
  );

  it("never throws, and stays within the bounds of the contract", () => {
    fc.assert(
      fc.property(
        readings,
        fc.array(fc.array(nasty, { maxLength: 17 }), { maxLength: 4 }),
        (reading, rows) => {
          const read = rowReader(reading, instant, NOW);
          for (const cells of rows) {
            const row = read(cells);
            for (const key of row.lead.keys) expect(Key.safeParse(key).error).toBeUndefined();
            const { lead, touch, deal } = row;
            const shown = ImportRow.safeParse({
              row: 1,
              does: "create",
              lead: { ...lead, keys: lead.keys.slice(0, 12), owner: null },
              touch,
              deal,
              errors: row.errors.slice(0, 20),
            });
            expect(shown.error).toBeUndefined();
            if (lead.email === null && lead.keys.length === 0) {
              expect(row.errors.length).toBeGreaterThan(0);
              continue;
            }
            const { name, title, company, source, campaign, attributes } = lead;
            const given = { name, title, company, source, campaign };
            const input = LeadInput.safeParse({
              ...(lead.email !== null && { email: lead.email }),
              keys: lead.keys.slice(0, 10),
              ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
              attributes,
            });
            expect(input.error).toBeUndefined();
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("reads the same row the same again", () => {
    fc.assert(
      fc.property(readings, fc.array(nasty, { maxLength: 17 }), (reading, cells) => {
        const read = rowReader(reading, instant, NOW);
        expect(read(cells)).toEqual(read(cells));
        expect(readRow(cells, JSON.parse(JSON.stringify(reading)), instant, NOW)).toEqual(read(cells));
      }),
      { numRuns: 100 },
    );
  });
});

it("reads 200,000 rows of 20 columns in seconds", () => {
  const header = Array.from(
    { length: 20 },
    (_, at) => ["Email", "Created", "Amount", "Agreed", "City"][at % 5] + (at > 4 ? ` ${at}` : ""),
  );
  const rows = Array.from({ length: 2000 }, (_, row) =>
    header.map(
      (_, at) =>
        [
          `a${row}@b.example`,
          `2024-03-${String((row % 28) + 1).padStart(2, "0")} 10:${String(row % 60).padStart(2, "0")}`,
          `${row}.5`,
          row % 2 ? "yes" : "no",
          `City ${row % 40}`,
        ][at % 5] ?? "",
    ),
  );
  const file = sample([header, ...rows].map((cells) => cells.join("|")).join("\n"));
  const read = rowReader(planFor("leads", file), instant, NOW);
  const before = performance.now();
  for (let round = 0; round < 5; round += 1) for (const row of rows) read(row);
  // 10,000 rows: a twentieth of the whole. A slow machine gets ten times what a quick one needs.
  expect(performance.now() - before).toBeLessThan(2500);
});
