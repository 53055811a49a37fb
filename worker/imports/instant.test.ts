import fc from "fast-check";
import { expect, it } from "vitest";
import type { Civil } from "../../shared/domain/imports/dates.ts";
import { instants } from "./instant.ts";

const civil = (text: string, offset: number | null = null): Civil => {
  const at = new Date(`${text}Z`);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
    offset,
    hasTime: true,
  };
};
const instant = instants();
const utc = (text: string) => Date.parse(`${text}Z`);

it("reads a wall clock in its zone, winter and summer, at the change and with an offset of its own", () => {
  const berlin = (text: string) => instant(civil(text), "Europe/Berlin");
  expect(berlin("2026-01-15T12:00:00")).toBe(utc("2026-01-15T11:00:00"));
  expect(berlin("2026-07-15T12:00:00")).toBe(utc("2026-07-15T10:00:00"));
  expect(berlin("2026-03-29T01:30:00")).toBe(utc("2026-03-29T00:30:00"));
  expect(berlin("2026-03-29T03:30:00")).toBe(utc("2026-03-29T01:30:00"));
  expect(berlin("2026-10-25T04:00:00")).toBe(utc("2026-10-25T03:00:00"));
  expect(instant(civil("2026-07-15T12:00:00", -300), "Europe/Berlin")).toBe(utc("2026-07-15T17:00:00"));
});

it("shows the same wall clock again", () => {
  const zone = fc.constantFrom(
    "UTC",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  const date = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  const wall = (at: number, timeZone: string) =>
    new Date(at).toLocaleString("sv-SE", { timeZone }).replace(" ", "T");
  fc.assert(
    fc.property(date, zone, (at, timeZone) => {
      const shown = wall(at.getTime(), timeZone);
      expect(wall(instant(civil(shown), timeZone), timeZone)).toBe(shown);
    }),
    { numRuns: 1000 },
  );
});
