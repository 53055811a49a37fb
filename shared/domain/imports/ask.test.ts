import { describe, expect, it } from "vitest";
import { ImportAsk } from "../../contract/imports.ts";
import { questions } from "./ask.ts";
import { ask, asksFor, context, sample } from "./samples.fixture.ts";

const ids = (asks: readonly { id: string }[]) => asks.map(({ id }) => id);
const dated = (...dates: string[]) =>
  sample(["Email|Created", ...dates.map((date, row) => `a${row}@b.example|${date}`)].join("\n"));

describe("the order of day and month", () => {
  it("is asked where every date can be read in both ways, with both readings spelled out and no proposal", () => {
    const order = ask(asksFor("leads", dated("03/04/2024", "05/06/2024")), "dates:Created");
    expect(order).toMatchObject({
      question: "Which day is 03/04/2024 in the column “Created”?",
      column: "Created",
      answer: "one",
      proposal: null,
      options: [
        { value: "dmy", label: "Day first: 3 April 2024" },
        { value: "mdy", label: "Month first: 4 March 2024" },
      ],
    });
  });

  it.each([
    ["the day comes first somewhere", ["03/04/2024", "13/04/2024"]],
    ["the month comes first somewhere", ["03/04/2024", "04/13/2024"]],
    ["the year comes first", ["2024-03-04", "2024-05-06"]],
    ["the month is in words", ["3 Apr 2024", "4 Mar 2024"]],
  ])("is no question where %s", (_, dates) => {
    expect(ids(asksFor("leads", dated(...dates)))).not.toContain("dates:Created");
  });

  it("is asked of a column that contradicts itself, saying so", () => {
    const order = ask(asksFor("leads", dated("13/04/2024", "04/13/2024", "04/14/2024")), "dates:Created");
    expect(order.help).toBe(
      "This column contradicts itself: in 1 row the day must come first, in 2 rows the month. Rows that do not fit your answer are refused.",
    );
    expect(order.proposal).toBeNull();
  });

  it("points to another column of the file that shows it, and still does not guess", () => {
    const file = sample(
      "Email|Created|Birthday\na@b.example|03/04/2024|24/12/1990\nc@d.example|05/06/2024|01/02/1991",
    );
    const asks = asksFor("leads", file);
    expect(ask(asks, "dates:Created")).toMatchObject({
      help: "In the column “Birthday” of this file the day comes first.",
      proposal: null,
    });
    expect(ids(asks)).not.toContain("dates:Birthday");
  });

  it("is asked of dates that become an attribute, and of none that is left out", () => {
    const file = sample("Email|Birthday\na@b.example|03/04/1990\nc@d.example|05/06/1991");
    expect(ids(asksFor("leads", file))).toContain("dates:Birthday");
    expect(ids(asksFor("leads", file, { Birthday: "ignore" }))).not.toContain("dates:Birthday");
  });
});

describe("the time zone", () => {
  it("is asked of dates that do not say theirs, the workspace's proposed", () => {
    const zone = ask(asksFor("leads", dated("2024-03-04 10:00")), "timeZone");
    expect(zone.proposal).toBe("Europe/Berlin");
    expect(zone.options[0]).toEqual({ value: "Europe/Berlin", label: "Europe/Berlin" });
    expect(zone.options.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["UTC", "America/New_York"]),
    );
    expect(zone.options.length).toBeLessThanOrEqual(600);
  });

  it.each([
    ["all dates say it", dated("2024-03-04T10:00:00Z", "2024-03-04T10:00:00+02:00")],
    ["there are no dates", sample("Email|Name\na@b.example|Ada")],
    ["days that become an attribute need none", sample("Email|Birthday\na@b.example|24.12.1990")],
  ])("is no question where %s", (_, file) => {
    expect(ids(asksFor("leads", file))).not.toContain("timeZone");
  });
});

describe("decimals", () => {
  const amounts = (...values: string[]) =>
    sample(
      ["Email|Won date|Amount", ...values.map((value, row) => `a${row}@b.example|2024-03-04|${value}`)].join(
        "\n",
      ),
    );

  it("are asked where every number can be read in both ways", () => {
    expect(ask(asksFor("deals", amounts("1,234", "5,678")), "decimals")).toMatchObject({
      column: "Amount",
      proposal: null,
      options: [
        { value: "point", label: "A point: 1,234.5, so that 1,234 is 1234" },
        { value: "comma", label: "A comma: 1.234,5, so that 1,234 is 1.234" },
      ],
    });
  });

  it.each([
    ["a number shows it", ["1,234", "5,678.50"]],
    ["the numbers are whole", ["1234", "5678"]],
    ["the other style is shown", ["1.234", "5.678,50"]],
  ])("are no question where %s", (_, values) => {
    expect(ids(asksFor("deals", amounts(...values)))).not.toContain("decimals");
  });

  it("are asked where the file contradicts itself, saying so", () => {
    const file = sample(
      "Email|Won date|Amount|Discount\na@b.example|2024-03-04|1.234,50|10.5\nc@d.example|2024-03-04|99,50|11.5",
    );
    expect(ask(asksFor("deals", file), "decimals").help).toMatch(
      /^The file contradicts itself: “Discount” .* “Amount”/,
    );
  });
});

describe("words for nothing", () => {
  it("are asked once for the file, all that were seen proposed as they are written", () => {
    const file = sample(
      "Email|Course|City\na@b.example|Select|n/a\nc@d.example|select|Rome\ne@f.example|Law|Paris",
    );
    expect(ask(asksFor("leads", file), "empty")).toMatchObject({
      answer: "many",
      proposal: ["Select", "n/a"],
      options: [
        { value: "Select", label: "Select (2 cells)" },
        { value: "n/a", label: "n/a (1 cell)" },
      ],
    });
    expect(ids(asksFor("leads", file, { Course: "ignore", City: "ignore" }))).not.toContain("empty");
  });
});

describe("what each value means", () => {
  const of = (kind: "leads" | "deals" | "touches", header: string, values: string[]) => {
    const rows = values.map((value, row) => `a${row}@b.example|2024-03-0${(row % 9) + 1}|${value}`);
    const date = { leads: "Created", touches: "Timestamp", deals: "Opened" }[kind];
    return asksFor(kind, sample([`Email|${date}|${header}`, ...rows].join("\n")));
  };

  it("proposes an outcome where the words say it", () => {
    expect(ask(of("leads", "Converted", ["1", "0", "0"]), "outcome:Converted")).toMatchObject({
      values: [
        { value: "0", count: 2 },
        { value: "1", count: 1 },
      ],
      proposal: { 0: "lost", 1: "won" },
    });
    expect(
      ask(of("deals", "Status", ["Closed Won", "verloren", "Foo", "in progress"]), "outcome:Status").proposal,
    ).toEqual({
      "Closed Won": "won",
      verloren: "lost",
      "in progress": "open",
    });
  });

  it("does not take a deal that is not won for lost", () => {
    expect(ask(of("deals", "Is Won", ["true", "false"]), "outcome:Is Won").proposal).toEqual({ true: "won" });
  });

  it("asks how deals ended by their stages where nothing else says it", () => {
    const asks = of("deals", "Stage", ["Closed Won", "Closed Lost", "Proposal sent"]);
    expect(ask(asks, "outcome:Stage").proposal).toEqual({
      "Closed Won": "won",
      "Closed Lost": "lost",
      "Proposal sent": "open",
    });
    expect(ids(asks)).not.toContain("outcome");
    expect(ask(of("deals", "Stage", ["Won", "Proposal sent"]), "outcome:Stage").proposal).toEqual({
      Won: "won",
    });
  });

  it.each([
    ["Do Not Email", { Yes: "may_not", No: "may" }],
    ["Email Opt Out", { Yes: "may_not", No: "may" }],
    ["Unsubscribed", { Yes: "may_not", No: "may" }],
    ["Newsletter", { Yes: "may", No: "may_not" }],
    ["Opt-in", { Yes: "may", No: "may_not" }],
    ["Email Status", null],
  ])("reads consent by the sense of the header %s", (header, proposal) => {
    expect(ask(of("leads", header, ["Yes", "No", "Yes"]), `consent:${header}`).proposal).toEqual(proposal);
  });

  it("reads consent in words", () => {
    const values = ["subscribed", "unsubscribed", "cleaned", "opted-in"];
    expect(ask(of("leads", "Subscription status", values), "consent:Subscription status").proposal).toEqual({
      subscribed: "may",
      unsubscribed: "may_not",
      "opted-in": "may",
    });
  });

  it("matches owners by address and by name, and leaves the likeness of a name to a person", () => {
    const values = [
      "Robin Reed",
      "JOSE NUNEZ",
      "Reed, Robin",
      "robin@works.example",
      "R. Reed",
      "Somebody Else",
    ];
    const owner = ask(of("leads", "Owner", values), "owner:Owner");
    expect(owner.proposal).toEqual({
      "Robin Reed": "robin",
      "JOSE NUNEZ": "jose",
      "Reed, Robin": "robin",
      "robin@works.example": "robin",
      "Somebody Else": "nobody",
    });
    expect(owner.options.map(({ value }) => value)).toEqual(["nobody", "robin", "jose"]);
  });

  it("reads stages in the words of the field", () => {
    const values = [
      "Subscriber",
      "marketingqualifiedlead",
      "SQL",
      "Sales Accepted Lead",
      "Customer",
      "Other",
      "Kunde",
    ];
    expect(ask(of("leads", "Lifecycle Stage", values), "stage:Lifecycle Stage").proposal).toEqual({
      Subscriber: "inquiry",
      marketingqualifiedlead: "mql",
      SQL: "sql",
      "Sales Accepted Lead": "sal",
      Customer: "customer",
      Kunde: "customer",
    });
  });

  it("reads kinds of touches", () => {
    const values = [
      "Fill Out Form",
      "email_open",
      "Email Opened",
      "Webinar attended",
      "Change Data Value",
      "Page View",
    ];
    expect(ask(of("touches", "Activity Type", values), "kind:Activity Type").proposal).toEqual({
      "Fill Out Form": "form",
      email_open: "email_open",
      "Email Opened": "email_open",
      "Webinar attended": "webinar",
      "Page View": "page_view",
    });
  });

  it("does not ask about words that mean nothing", () => {
    expect(ask(of("leads", "Owner", ["Robin Reed", "n/a"]), "owner:Owner").values).toEqual([
      { value: "Robin Reed", count: 1 },
    ]);
  });
});

describe("what no column says", () => {
  it("is asked once for the file", () => {
    const minimal = sample("Email|Date|Amount\na@b.example|2024-03-04|10");
    expect(ids(asksFor("leads", sample("Email|Name\na@b.example|Ada")))).toEqual(["stage"]);
    expect(ids(asksFor("touches", minimal))).toEqual(["timeZone", "kind", "unknownLead"]);
    expect(ids(asksFor("deals", minimal, { Date: "openedAt" }))).toEqual([
      "timeZone",
      "currency",
      "outcome",
      "unknownLead",
    ]);
    expect(ids(asksFor("deals", minimal, { Date: "wonAt" }))).not.toContain("outcome");
  });

  it("proposes the currency that stands beside the amounts, and asks only where one may be missing", () => {
    const of = (...amounts: string[]) =>
      asksFor(
        "deals",
        sample(
          ["Email|Won date|Amount", ...amounts.map((amount) => `a@b.example|2024-03-04|${amount}`)].join(
            "\n",
          ),
        ),
      );
    expect(ask(of("€ 10", "20"), "currency").proposal).toBe("EUR");
    expect(ask(of("10", "20"), "currency").proposal).toBeNull();
    expect(ids(of("€ 10", "€ 20"))).not.toContain("currency");
    const beside = sample(
      "Email|Won date|Amount|Currency\na@b.example|2024-03-04|10|EUR\nc@d.example|2024-03-04|20|",
    );
    expect(ids(asksFor("deals", beside))).toContain("currency");
  });
});

it("keeps to the contract, however long the names and however many the values and people", () => {
  const long = "Owner of a very long name ".repeat(8).slice(0, 200).trim();
  const values = Array.from({ length: 50 }, (_, at) => `${"v".repeat(190)}${at}`);
  const { profiles } = sample(
    [`Email|${long}`, ...values.map((value, row) => `a${row}@b.example|${value}`)].join("\n"),
  );
  const people = Array.from({ length: 900 }, (_, at) => ({
    id: `p${at}`,
    name: "n".repeat(120),
    email: `${"e".repeat(200)}${at}@b.example`,
  }));
  for (const target of ["owner", "consent", "outcome", "stage"])
    for (const one of questions(
      "leads",
      profiles,
      { Email: "email", [long]: target },
      { ...context, people },
    ))
      expect(ImportAsk.safeParse(one).error, one.id).toBeUndefined();
});
