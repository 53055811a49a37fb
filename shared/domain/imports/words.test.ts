import { describe, expect, it } from "vitest";
import { readYesNo } from "./booleans.ts";
import { emptyMarkers, isBlank, isEmptyMarker } from "./empties.ts";
import { outcomeColumn, readOutcome } from "./outcomes.ts";

describe("yes and no", () => {
  it.each(
    "yes YES y Y true TRUE t 1 1.0 on x X ✓ ja Ja j wahr oui vrai si sí sì verdadero vero sim verdadeiro waar".split(
      " ",
    ),
  )("%s is yes", (text) => expect(readYesNo(text)).toBe(true));
  it.each("no NO n N false FALSE f 0 0.0 off nein falsch non faux falso não nao nee onwaar".split(" "))(
    "%s is no",
    (text) => expect(readYesNo(text)).toBe(false),
  );
  it.each(["", " ", "2", "-1", "maybe", "yes please", "unknown", "n/a", "00", "xx"])(
    "%s is neither",
    (text) => expect(readYesNo(text)).toBeNull(),
  );
});

describe("nothing", () => {
  it.each(["", " ", "\t\n", "\u00a0\u202f", "\u200b", "\ufeff"])("%j is blank", (text) =>
    expect(isBlank(text)).toBe(true),
  );
  it.each(["0", "-", "a"])("%j is not", (text) => expect(isBlank(text)).toBe(false));

  it.each([
    "Select",
    "N/A",
    "#N/A",
    "NULL",
    "-- Select --",
    "NaN",
    "-",
    "—",
    "(not set)",
    "k.A.",
    "\\N",
    "None",
  ])("%s usually stands for unknown", (text) => expect(isEmptyMarker(text)).toBe(true));
  it.each(["unknown", "Unknown", "0", "No", "Nano", "Selection", "other", ""])("%s is an answer", (text) =>
    expect(isEmptyMarker(text)).toBe(false),
  );
  it("knows every marker once, in lower case", () => {
    expect(new Set(emptyMarkers).size).toBe(emptyMarkers.length);
    expect(
      emptyMarkers.filter((marker) => marker !== marker.toLowerCase() || !isEmptyMarker(marker)),
    ).toEqual([]);
  });
});

describe("an outcome", () => {
  it.each([
    ["1", "won"],
    ["0", "lost"],
    ["Yes", "won"],
    ["FALSE", "lost"],
    ["Closed Won", "won"],
    ["closed_lost", "lost"],
    ["gagné", "won"],
    ["Perdu", "lost"],
    ["verloren", "lost"],
    ["In Progress", "open"],
    ["offen", "open"],
    ["Ringing", null],
    ["", null],
    ["a very long sentence about what the customer said", null],
  ] as const)("%s is %s", (text, outcome) => expect(readOutcome(text)).toBe(outcome));

  it("is found by its header", () => {
    expect(outcomeColumn(["Lead Number", "Lead Source", "Converted", "Tags"])).toBe(2);
    expect(outcomeColumn(["email", "isConverted"])).toBe(1);
    expect(outcomeColumn(["E-Mail", "Gewonnen"])).toBe(1);
    expect(outcomeColumn(["email", "Converted Date", "Do not email"])).toBeNull();
    expect(outcomeColumn(["Customer", "is_won"])).toBe(1);
  });
});
