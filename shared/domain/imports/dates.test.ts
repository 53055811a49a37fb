import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Civil, dateShape, readDate } from "./dates.ts";

const shown = (civil: Civil | null): string | null => {
  if (!civil) return null;
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${civil.year}-${two(civil.month)}-${two(civil.day)}`;
  if (!civil.hasTime) return day;
  const thousandths = civil.millisecond ? `.${String(civil.millisecond).padStart(3, "0")}` : "";
  const time = `${two(civil.hour)}:${two(civil.minute)}:${two(civil.second)}${thousandths}`;
  return `${day} ${time}${civil.offset === null ? "" : ` ${civil.offset}`}`;
};

describe("reading a date", () => {
  it.each([
    ["2018-02-01", "2018-02-01"],
    ["2018/2/1", "2018-02-01"],
    ["2018.02.01", "2018-02-01"],
    ["2018. 2. 1.", "2018-02-01"],
    ["2018年2月1日", "2018-02-01"],
    ["20180226", "2018-02-26"],
    ["2018-02-26 19:58", "2018-02-26 19:58:00"],
    ["2018-02-26 19:58:54", "2018-02-26 19:58:54"],
    ["2018-02-26  19:58:54 ", "2018-02-26 19:58:54"],
    ["2018-02-26 07:58:54 PM", "2018-02-26 19:58:54"],
    ["2018-02-26T19:58:54", "2018-02-26 19:58:54"],
    ["2018-02-26T19:58:54Z", "2018-02-26 19:58:54 0"],
    ["2018-02-26T19:58:54.5Z", "2018-02-26 19:58:54.500 0"],
    ["2018-02-26T19:58:54.000+0000", "2018-02-26 19:58:54 0"],
    ["2018-02-26T19:58:54.123456+02:00", "2018-02-26 19:58:54.123 120"],
    ["2018-02-26T19:58:54,123-0330", "2018-02-26 19:58:54.123 -210"],
    ["2018-02-26T19:58+05", "2018-02-26 19:58:00 300"],
    ["2018-02-26T19:58:54+01:00[Europe/Berlin]", "2018-02-26 19:58:54 60"],
    ["20180226T195854Z", "2018-02-26 19:58:54 0"],
    ["20180226T1958", "2018-02-26 19:58:00"],
    ["2018-02-26 19:58:54.123+00", "2018-02-26 19:58:54.123 0"],
    ["2018-02-26 19:58:54 UTC", "2018-02-26 19:58:54 0"],
    ["2018-02-26 19:58:54 +0000 UTC", "2018-02-26 19:58:54 0"],
    ["2018-02-26 19:58:54 CEST", "2018-02-26 19:58:54 120"],
    ["Feb 1, 2018", "2018-02-01"],
    ["February 1st, 2018", "2018-02-01"],
    ["1 Feb 2018", "2018-02-01"],
    ["01-Feb-2018", "2018-02-01"],
    ["01-FEB-18", "2018-02-01"],
    ["1/Feb/1970", "1970-02-01"],
    ["2018-Feb-01", "2018-02-01"],
    ["1. Februar 2018", "2018-02-01"],
    ["Donnerstag, 1. Februar 2018 um 19:58 Uhr", "2018-02-01 19:58:00"],
    ["1. Jänner 2018", "2018-01-01"],
    ["3 mrt 2018", "2018-03-03"],
    ["jeudi 1er février 2018 à 19h58", "2018-02-01 19:58:00"],
    ["1 août 2018", "2018-08-01"],
    ["1 de febrero de 2018", "2018-02-01"],
    ["1º de março de 2018 às 19:58", "2018-03-01 19:58:00"],
    ["mar, 6 feb 2018", "2018-02-06"],
    ["mar 6 mars 2018", "2018-03-06"],
    ["mar 6 2018", "2018-03-06"],
    ["Feb 1, 2018, 7:58:54 PM", "2018-02-01 19:58:54"],
    ["Feb 1, 2018 at 12:05 am", "2018-02-01 00:05:00"],
    ["Feb 1, 2018 12 p.m.", "2018-02-01 12:00:00"],
    ["Thu, 01 Feb 2018 19:58:54 +0000", "2018-02-01 19:58:54 0"],
    ["Thu Feb  1 19:58:54 2018", "2018-02-01 19:58:54"],
    ["Thu Feb 01 19:58:54 PST 2018", "2018-02-01 19:58:54 -480"],
    ["Thu Feb 01 2018 19:58:54 GMT+0200 (Eastern European Time)", "2018-02-01 19:58:54 120"],
    ["1519675134", "2018-02-26 19:58:54 0"],
    ["1519675134.5", "2018-02-26 19:58:54.500 0"],
    ["1519675134123", "2018-02-26 19:58:54.123 0"],
  ])("%s, the same in either order", (text, expected) => {
    expect(shown(readDate(text, "dmy"))).toBe(expected);
    expect(shown(readDate(text, "mdy"))).toBe(expected);
  });

  it.each([
    ["01/02/2018", "2018-02-01", "2018-01-02"],
    ["1.2.2018", "2018-02-01", "2018-01-02"],
    ["1. 2. 2018", "2018-02-01", "2018-01-02"],
    ["01-02-18", "2018-02-01", "2018-01-02"],
    ["1/2/69", "2069-02-01", "2069-01-02"],
    ["1/2/70", "1970-02-01", "1970-01-02"],
    ["13/04/2018", "2018-04-13", null],
    ["04/13/2018", null, "2018-04-13"],
    ["1/2/2018, 7:58 PM", "2018-02-01 19:58:00", "2018-01-02 19:58:00"],
    ["1/2/2018 7:58:54 p. m.", "2018-02-01 19:58:54", "2018-01-02 19:58:54"],
    ["10.11.2018 08.15 Uhr", "2018-11-10 08:15:00", "2018-10-11 08:15:00"],
    ["Mo., 05.02.2018", "2018-02-05", "2018-05-02"],
    ["01/02/2018 19:58:54 +02:00", "2018-02-01 19:58:54 120", "2018-01-02 19:58:54 120"],
  ])("%s, as the order says", (text, dayFirst, monthFirst) => {
    expect(shown(readDate(text, "dmy"))).toBe(dayFirst);
    expect(shown(readDate(text, "mdy"))).toBe(monthFirst);
  });

  it.each([
    ["no such day", "2018-02-30"],
    ["no such day", "31/02/2018"],
    ["no leap year", "2100-02-29"],
    ["no such month", "2018-13-01"],
    ["no day 0", "2018-01-00"],
    ["no day in words", "32 Feb 2018"],
    ["before 1900", "1899-12-31"],
    ["after 2199", "2200-01-01"],
    ["a month", "2018-02"],
    ["a month in words", "February 2018"],
    ["a month and year", "12/2018"],
    ["a day without a year", "03/04"],
    ["a year", "2018"],
    ["a quarter", "Q1 2018"],
    ["a day of a spreadsheet, counted", "43157"],
    ["hour 24", "2018-02-26 24:00:00"],
    ["minute 60", "2018-02-26 19:60"],
    ["13 AM", "2018-02-26 13:00 AM"],
    ["a time zone of many meanings", "2018-02-26 19:58 IST"],
    ["an offset of no place", "2018-02-26T19:58:54+19:00"],
    ["two marks", "01/02-2018"],
    ["an address of a machine", "192.168.10.2018"],
    ["a version", "1.2.3.4"],
    ["long ago, in words", "3 days ago"],
    ["a sentence", "Call back on 3 May 2018"],
    ["more than one day", "1 Feb 2018 - 3 Feb 2018"],
    ["a month twice", "Feb 1 Mar 2018"],
    ["a time alone", "19:58:54"],
    ["an id", "7927b2df-8bba-4d29-b9a2-b6e0beafe620"],
    ["a telephone", "+49 170 1234567"],
    ["nothing", ""],
    ["nothing in sight", "      "],
    ["an empty date of a database", "0000-00-00 00:00:00"],
    ["a long text", `2018-02-01 ${"x".repeat(200)}`],
  ])("refuses %s: %s", (_, text) => {
    expect(readDate(text, "dmy")).toBeNull();
    expect(readDate(text, "mdy")).toBeNull();
    expect(dateShape(text)).toBeNull();
  });

  it("takes no time over a text made to be slow", () => {
    const started = performance.now();
    for (const text of [
      "1 ".repeat(40),
      "may ".repeat(20),
      `1/1/1970 ${"1:".repeat(35)}`,
      "12:00".repeat(16),
    ])
      for (let i = 0; i < 1000; i++) dateShape(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("the shape of a date", () => {
  it.each([
    ["2018-02-01", "yearFirst", false, false],
    ["2018-02-26T19:58:54Z", "yearFirst", true, true],
    ["13/04/2018", "dayFirst", false, false],
    ["04/13/2018 10:00", "monthFirst", true, false],
    ["03/04/2018", "either", false, false],
    ["Feb 1, 2018 19:58 GMT", "words", true, true],
    ["1519675134", "unix", true, true],
  ])("%s", (text, shape, time, offset) => {
    expect(dateShape(text)).toEqual({ shape, time, offset });
  });
});

const moment = fc.date({
  min: new Date("1970-01-01T00:00:00Z"),
  max: new Date("2069-12-31T23:59:59Z"),
  noInvalidDate: true,
});
const two = (number: number) => String(number).padStart(2, "0");

/** Written by hand: the text of a moment in UTC, and whether it holds the time, and says that it is UTC. */
const writings: readonly (readonly [string, (at: Date) => string, "day" | "second" | "instant"])[] = [
  ["ISO day", (at) => at.toISOString().slice(0, 10), "day"],
  ["ISO", (at) => at.toISOString(), "instant"],
  ["SQL", (at) => at.toISOString().slice(0, 19).replace("T", " "), "second"],
  ["basic ISO", (at) => at.toISOString().replace(/[-:]|\.\d+/g, ""), "instant"],
  ["HTTP", (at) => at.toUTCString(), "instant"],
  ["Unix ms", (at) => String(at.getTime()), "instant"],
  [
    "D.M.YYYY H:MM:SS",
    (at) =>
      `${at.getUTCDate()}.${at.getUTCMonth() + 1}.${at.getUTCFullYear()} ${at.getUTCHours()}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`,
    "second",
  ],
  [
    "DD-MM-YY",
    (at) => `${two(at.getUTCDate())}-${two(at.getUTCMonth() + 1)}-${String(at.getUTCFullYear()).slice(2)}`,
    "day",
  ],
];

const expected = (at: Date, holds: "day" | "second" | "instant") => {
  const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  if (holds === "day")
    return { ...day, hour: 0, minute: 0, second: 0, millisecond: 0, offset: null, hasTime: false };
  const time = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() };
  return {
    ...day,
    ...time,
    millisecond: expect.any(Number),
    offset: holds === "instant" ? 0 : null,
    hasTime: true,
  };
};

describe("a date that was written reads back", () => {
  it.each(writings)("as %s", (name, write, holds) => {
    const late = name === "Unix ms" ? moment.filter((at) => at.getTime() >= 1e12) : moment;
    fc.assert(
      fc.property(late, (at) => {
        expect(readDate(write(at), "dmy")).toEqual(expected(at, holds));
      }),
    );
  });

  const locales = ["en-US", "en-GB", "de-DE", "de-AT", "fr-FR", "es-ES", "it-IT", "pt-BR", "pt-PT", "nl-NL"];
  const styles = ["full", "long", "medium", "short"] as const;
  it.each(locales.flatMap((locale) => styles.map((style) => [locale, style] as const)))(
    "as a computer set to %s writes it, %s",
    (locale, style) => {
      const dayOnly = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: "UTC" });
      const withTime = new Intl.DateTimeFormat(locale, {
        dateStyle: style,
        timeStyle: "medium",
        timeZone: "UTC",
      });
      const order = locale === "en-US" ? "mdy" : "dmy";
      fc.assert(
        fc.property(moment, (at) => {
          expect(readDate(dayOnly.format(at), order)).toEqual(expected(at, "day"));
          expect(readDate(withTime.format(at), order)).toEqual(expected(at, "second"));
        }),
        { numRuns: 60 },
      );
    },
  );

  it("and its shape says which orders read it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (one, other) => {
        const text = `${one}/${other}/2018`;
        const orders = { dmy: readDate(text, "dmy") !== null, mdy: readDate(text, "mdy") !== null };
        const shape = orders.dmy
          ? orders.mdy
            ? "either"
            : "dayFirst"
          : orders.mdy
            ? "monthFirst"
            : undefined;
        expect(dateShape(text)?.shape).toBe(shape);
      }),
    );
  });
});
