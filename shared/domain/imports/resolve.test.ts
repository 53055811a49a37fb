import { describe, expect, it } from "vitest";
import { propose } from "./propose.ts";
import { attributesIn } from "./reading.ts";
import { mappingOf } from "./resolve.ts";
import { planFor, resolved, sample } from "./samples.fixture.ts";
import type { ImportKind } from "./targets.ts";

const leads = sample(`Email|Source|Origin|Owner|Created
  a@b.example|Web|x|Robin Reed|03/04/2024
  c@d.example|Ad|y|R. Reed|05/06/2024`);
const answers = { "dates:Created": "dmy", "owner:Owner": { "R. Reed": "robin" } };

const errorsOf = (result: ReturnType<typeof resolved>) =>
  "errors" in result ? Object.fromEntries(result.errors.map(({ field, message }) => [field, message])) : {};

describe("a mapping that a person corrects", () => {
  const merged = (given: Record<string, string>) =>
    mappingOf("leads", propose("leads", leads.profiles, null), given);

  it("keeps the proposal for columns not named", () => {
    expect(merged({ Owner: "ignore" })).toEqual({
      Email: "email",
      Source: "source",
      Origin: "attribute:Origin",
      Owner: "ignore",
      Created: "createdAt",
    });
  });

  it("takes a target from the column that it was proposed for", () => {
    expect(merged({ Origin: "source" })).toMatchObject({ Source: "attribute:Source", Origin: "source" });
    expect(merged({ Source: "attribute:Origin" })).toMatchObject({ Origin: "attribute:Origin 2" });
  });

  it("forgives letter case and everyday names", () => {
    expect(merged({ Created: " CreatedAt " })).toMatchObject({ Created: "createdAt" });
    const deals = sample("mql_id|Status date|Why\nm1|2024-03-04|price\nm2|2024-03-05|time");
    const plan = planFor("deals", deals, { "Status date": "won", Why: "reason" });
    expect(plan.columns.map(({ to }) => to)).toEqual(["key:mql_id", "wonAt", "lostReason"]);
  });
});

describe("what is refused, and where", () => {
  it.each<[string, ImportKind, string, Record<string, string>, Record<string, unknown>]>([
    [
      "a column that is not there",
      "leads",
      "Email\na@b.example",
      { Gone: "name" },
      { "mapping.Gone": "There is no such column in this file" },
    ],
    [
      "a target that is none",
      "leads",
      "Email|X\na@b.example|1",
      { X: "amount" },
      { "mapping.X": "“amount” is nothing that a column of a file of leads can become" },
    ],
    [
      "an attribute of a dangerous name",
      "leads",
      "Email|X\na@b.example|1",
      { X: "attribute:__proto__" },
      { "mapping.X": expect.any(String) },
    ],
    [
      "a key of another pattern",
      "leads",
      "Email|X\na@b.example|1",
      { X: "key:1-a" },
      { "mapping.X": expect.any(String) },
    ],
    [
      "a target given twice",
      "leads",
      "A|B|Email\nx|y|a@b.example",
      { A: "source", B: "source" },
      { "mapping.B": "“Source” is already the column “A”" },
    ],
    [
      "an attribute given twice",
      "leads",
      "A|B|Email\nx|y|a@b.example",
      { A: "attribute:z", B: "attribute:z" },
      { "mapping.B": "“z” is already the column “A”" },
    ],
    [
      "leads that nothing identifies",
      "leads",
      "Name\nAda",
      {},
      { mapping: expect.stringMatching(/email address or an id/) },
    ],
    [
      "touches without a date",
      "touches",
      "Email|Type\na@b.example|form",
      {},
      { mapping: "One column must say when it happened" },
    ],
    [
      "deals without a date",
      "deals",
      "Email|Status\na@b.example|won",
      {},
      { mapping: "One column must say when the deal was opened, closed, won or lost" },
    ],
  ])("%s", (_, kind, text, given, expected) => {
    expect(errorsOf(resolved(kind, sample(text), given))).toEqual(expected);
  });

  it("too many values to ask about", () => {
    const rows = Array.from({ length: 51 }, (_, at) => `a${at}@b.example|Person ${at}`);
    const file = sample(["Email|Rep", ...rows].join("\n"));
    expect(errorsOf(resolved("leads", file, { Rep: "owner" }))).toEqual({
      "mapping.Rep": expect.stringMatching(/^“Rep” has more than 50 different values/),
    });
  });

  it("too many keys and attributes", () => {
    const columns = Array.from({ length: 120 }, (_, at) => `C${at}`);
    const file = sample(`Email|${columns.join("|")}\na@b.example|${columns.join("|")}`);
    const all = (to: (at: number) => string) =>
      Object.fromEntries(columns.map((column, at) => [column, to(at)]));
    expect(
      errorsOf(
        resolved(
          "leads",
          file,
          all((at) => `attribute:a${at}`),
        ),
      ),
    ).toEqual({ mapping: expect.stringMatching(/98/) });
    expect(
      errorsOf(
        resolved(
          "leads",
          file,
          all((at) => `key:k${at}`),
        ),
      ),
    ).toEqual({ mapping: expect.stringMatching(/10 columns/) });
  });

  it("questions left open, and answers that are none", () => {
    expect(errorsOf(resolved("leads", leads))).toEqual({
      "answers.dates:Created": "This must be answered: dmy, mdy",
      "answers.owner:Owner": "It is not said what “R. Reed” means",
    });
    const wrong = {
      "dates:Created": "ymd",
      "owner:Owner": { "R. Reed": "stranger" },
      timeZone: "Mars/Olympus",
      stage: ["mql"],
      nonsense: "x",
      "dates:Gone": "dmy",
    };
    expect(errorsOf(resolved("leads", leads, {}, wrong))).toEqual({
      "answers.dates:Created": "“ymd” is none of the answers: dmy, mdy",
      "answers.owner:Owner": "“stranger” is none of the answers: nobody, robin, jose",
      "answers.timeZone": "“Mars/Olympus” is no time zone, such as Europe/Berlin",
      "answers.stage": "One word is needed",
      "answers.nonsense": "There is no such question",
      "answers.dates:Gone": "There is no such question",
    });
  });

  it("names a few of many values that are open", () => {
    const file = sample(
      ["Email|Stage", ...[1, 2, 3, 4, 5, 6, 7].map((at) => `a${at}@b.example|S${at}`)].join("\n"),
    );
    expect(errorsOf(resolved("leads", file))).toEqual({
      "answers.stage:Stage": "It is not said what “S1”, “S2”, “S3”, “S4”, “S5” and 2 more mean",
    });
  });
});

describe("the plan", () => {
  it("holds the mapping with the answers in it, as plain JSON", () => {
    const plan = planFor("leads", leads, { Origin: "ignore" }, answers);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan).toEqual({
      kind: "leads",
      columns: [
        { column: "Email", to: "email", type: "text", order: "dmy", means: null },
        { column: "Source", to: "source", type: "text", order: "dmy", means: null },
        { column: "Origin", to: "ignore", type: "text", order: "dmy", means: null },
        {
          column: "Owner",
          to: "owner",
          type: "text",
          order: "dmy",
          means: { "R. Reed": "robin", "Robin Reed": "robin" },
        },
        { column: "Created", to: "createdAt", type: "date", order: "dmy", means: null },
      ],
      timeZone: "Europe/Berlin",
      decimals: "point",
      empties: [],
      currency: null,
      stage: null,
      outcome: null,
      touchKind: null,
      unknownLead: "refuse",
    });
  });

  it("takes what the file itself shows", () => {
    const file = sample("Email|Opened|Amount\na@b.example|04/13/2024|1.234,50\nc@d.example|03/04/2024|1.234");
    const plan = planFor("deals", file, {}, { currency: "EUR", outcome: "open" });
    expect(plan.columns[1]?.order).toBe("mdy");
    expect(plan).toMatchObject({ decimals: "comma", currency: "EUR", outcome: "open" });
  });

  it("takes one word for every value, and answers that are no longer asked", () => {
    const plan = planFor(
      "leads",
      leads,
      {},
      { ...answers, "owner:Owner": "nobody", "consent:Owner": "may", currency: "EUR" },
    );
    expect(plan.columns[3]?.means).toEqual({ "R. Reed": "nobody", "Robin Reed": "nobody" });
    expect(plan.currency).toBeNull();
  });

  it("takes the words for nothing that a person left, in any case", () => {
    const file = sample("Email|City\na@b.example|Select\nc@d.example|n/a\ne@f.example|Rome");
    expect(planFor("leads", file).empties).toEqual(["select", "n/a"]);
    expect(planFor("leads", file, {}, { empty: ["N/A", " Unknown "] }).empties).toEqual(["n/a", "unknown"]);
    expect(planFor("leads", file, {}, { empty: [] }).empties).toEqual([]);
  });

  it("puts all leads at a stage that a person said, and none back to the beginning", () => {
    expect(planFor("leads", leads, {}, { ...answers, stage: "mql" }).stage).toBe("mql");
    expect(planFor("leads", leads, {}, { ...answers, stage: "inquiry" }).stage).toBeNull();
  });

  it("takes kinds of touches of its own, and none that heat keeps for us", () => {
    const file = sample("Email|Date|Type\na@b.example|2024-03-04|Odd thing");
    expect(
      planFor("touches", file, {}, { "kind:Type": { "Odd thing": "odd_thing" } }).columns[2]?.means,
    ).toEqual({ "Odd thing": "odd_thing" });
    expect(
      errorsOf(resolved("touches", file, {}, { "kind:Type": { "Odd thing": "ours_call" } })),
    ).toHaveProperty(["answers.kind:Type"]);
  });

  it("tells which attributes its rows may bring", () => {
    const file = sample("Email|Country|City\na@b.example|India|Rome\nc@d.example|France|Rome");
    expect(attributesIn(planFor("leads", file))).toEqual([
      { column: "Country", name: "country", type: "choice" },
      { column: "Country", name: "country (as written)", type: "text" },
      { column: "City", name: "City", type: "choice" },
    ]);
  });

  it("is not led astray by the names that every object has", () => {
    const file = sample("Email|constructor|toString\na@b.example|x|y\nc@d.example|z|w");
    const plan = planFor("leads", file, {}, JSON.parse("{}"));
    expect(plan.columns.map(({ to }) => to)).toEqual([
      "email",
      "attribute:constructor",
      "attribute:toString",
    ]);
    expect(errorsOf(resolved("leads", file, JSON.parse('{"__proto__":"email"}')))).toHaveProperty([
      "mapping.__proto__",
    ]);
  });
});
