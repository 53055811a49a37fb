import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decimals, hasCurrency, moneyShape, numberShape, readMoney, readNumber } from "./numbers.ts";

describe("reading a number", () => {
  it.each([
    ["0", 0],
    ["1234", 1234],
    ["-5", -5],
    ["+5", 5],
    ["− 5", -5],
    ["007", 7],
    ["1 234 567", 1234567],
    ["1\u00a0234", 1234],
    ["1\u202f234", 1234],
    ["1'234", 1234],
    ["1’234", 1234],
    ["12 %", 12],
    ["12%", 12],
    ["(12)", -12],
    ["(12 %)", null],
    ["1200-", -1200],
    ["1e3", 1000],
    ["2E+3", 2000],
    ["2e-3", 0.002],
    ["  42  ", 42],
    ["", null],
    [" ", null],
    ["-", null],
    ["()", null],
    ["(-5)", null],
    ["--5", null],
    ["1-2", null],
    ["1.", null],
    ["1,", null],
    ["12 34", null],
    ["1 23", null],
    ["1.2k", null],
    ["3M", null],
    ["0x10", null],
    ["1e999", null],
    ["Infinity", null],
    ["NaN", null],
    ["12 apples", null],
    ["€ 12", null],
    ["1,2.3,4", null],
    ["9".repeat(80), null],
  ])("%s, the same in both styles", (text, expected) => {
    expect(readNumber(text, "point")).toBe(expected);
    expect(readNumber(text, "comma")).toBe(expected);
  });

  it.each([
    ["1.5", 1.5, null],
    ["1,5", null, 1.5],
    [".5", 0.5, null],
    [",5", null, 0.5],
    ["1,234", 1234, 1.234],
    ["1.234", 1.234, 1234],
    ["-1.234", -1.234, -1234],
    ["(1,200)", -1200, -1.2],
    ["0.123", 0.123, null],
    ["1,234.5", 1234.5, null],
    ["1.234,5", null, 1234.5],
    ["1,234,567", 1234567, null],
    ["1.234.567", null, 1234567],
    ["12,34,567.8", 1234567.8, null],
    ["1 234,5", null, 1234.5],
    ["1'234.50", 1234.5, null],
    ["1,2345", null, 1.2345],
    ["12,5 %", null, 12.5],
    ["1.5e3", 1500, null],
  ])("%s, as the style says", (text, point, comma) => {
    expect(readNumber(text, "point")).toBe(point);
    expect(readNumber(text, "comma")).toBe(comma);
  });

  it("reads back what was written, in either style and with any mark between thousands", () => {
    const styles: readonly (readonly [Decimals, string, readonly string[]])[] = [
      ["point", ".", ["", ",", " ", "\u00a0", "\u202f", "'", "’"]],
      ["comma", ",", ["", ".", " ", "\u00a0", "\u202f", "'", "’"]],
    ];
    const cents = fc.integer({ min: -1e13, max: 1e13 });
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom(...styles),
        fc.nat(6),
        fc.boolean(),
        (value, style, mark, brackets) => {
          const [decimals, point, marks] = style;
          const digits = String(Math.floor(Math.abs(value) / 100));
          const grouped = digits.replace(/\B(?=(\d{3})+$)/g, marks[mark] ?? "");
          const text = `${grouped}${point}${String(Math.abs(value) % 100).padStart(2, "0")}`;
          const signed = value >= 0 ? text : brackets ? `(${text})` : `-${text}`;
          expect(readNumber(signed, decimals)).toBe(value / 100);
          expect(numberShape(signed)).toBe(decimals);
        },
      ),
    );
  });

  it("reads back what computers all over the world write", () => {
    const locales = [
      ["en-US", "point"],
      ["en-IN", "point"],
      ["de-CH", "point"],
      ["de-DE", "comma"],
      ["de-AT", "comma"],
      ["fr-FR", "comma"],
      ["es-ES", "comma"],
      ["it-IT", "comma"],
      ["pt-BR", "comma"],
      ["nl-NL", "comma"],
      ["sv-SE", "comma"],
      ["pl-PL", "comma"],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.integer({ min: -1e12, max: 1e12 }),
        ([locale, decimals], value) => {
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value / 100);
          expect(readNumber(text, decimals)).toBe(value / 100);
        },
      ),
    );
  });
});

describe("the shape of a number", () => {
  it.each([
    ["1234", "whole"],
    ["-7", "whole"],
    ["0", "whole"],
    ["1 234", "whole"],
    ["12 %", "whole"],
    ["1.5", "point"],
    ["1,5", "comma"],
    ["1,234", "either"],
    ["1.234", "either"],
    ["1,234.5", "point"],
    ["1.234,5", "comma"],
    ["0,123", "comma"],
    ["007", null],
    ["01234", null],
    ["0123.5", null],
    ["+4917012345678", null],
    ["+49 170 123 456", null],
    ["12345678901234567890", null],
    ["12e4", null],
    ["1.5E+11", "point"],
    ["2018-02-01", null],
    ["11-50", null],
    ["CEO", null],
    ["", null],
  ])("%s is %s", (text, shape) => {
    expect(numberShape(text)).toBe(shape);
  });

  it("says which styles read it", () => {
    const text = fc.string({ unit: fc.constantFrom("0", "1", "2", "3", ".", ",", " ", "-"), maxLength: 9 });
    fc.assert(
      fc.property(text, (text) => {
        const shape = numberShape(text);
        if (shape === null) return;
        const [point, comma] = [readNumber(text, "point"), readNumber(text, "comma")];
        const expected =
          point === comma ? "whole" : comma === null ? "point" : point === null ? "comma" : "either";
        expect(shape).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("reading money", () => {
  it.each([
    ["1200", 1200, null],
    ["€1200", 1200, "EUR"],
    ["€ 1200", 1200, "EUR"],
    ["1200 €", 1200, "EUR"],
    ["1 200 €", 1200, "EUR"],
    ["1200 euros", 1200, "EUR"],
    ["EUR 1200", 1200, "EUR"],
    ["1200 USD", 1200, "USD"],
    ["1200USD", 1200, "USD"],
    ["US$1200", 1200, "USD"],
    ["$ 1200 CAD", 1200, "CAD"],
    ["R$ 1200", 1200, "BRL"],
    ["£12", 12, "GBP"],
    ["¥12", 12, "JPY"],
    ["CHF 1'200.-", 1200, "CHF"],
    ["1200,- kr", 1200, null],
    ["kr. 1200", 1200, null],
    ["1 200 zł", 1200, "PLN"],
    ["₹ 12", 12, "INR"],
    ["-€5", -5, "EUR"],
    ["€-5", -5, "EUR"],
    ["€5-", -5, "EUR"],
    ["($5)", -5, "USD"],
    ["$(5)", -5, "USD"],
    ["€0", 0, "EUR"],
    ["-€0", 0, "EUR"],
  ])("%s, the same in both styles", (text, value, currency) => {
    expect(readMoney(text, "point")).toEqual({ value, currency });
    expect(readMoney(text, "comma")).toEqual({ value, currency });
  });

  it("reads decimals in their style", () => {
    expect(readMoney("€ 1.200,50", "comma")).toEqual({ value: 1200.5, currency: "EUR" });
    expect(readMoney("€ 1.200,50", "point")).toBeNull();
    expect(readMoney("$1,200.50", "point")).toEqual({ value: 1200.5, currency: "USD" });
    expect(readMoney("1.200 €", "comma")).toEqual({ value: 1200, currency: "EUR" });
    expect(readMoney("1.200 €", "point")).toEqual({ value: 1.2, currency: "EUR" });
  });

  it.each([
    "1.2k",
    "3M",
    "€3M",
    "12 %",
    "12 apples",
    "all 12",
    "top 10",
    "€",
    "EUR",
    "-€-5",
    "(-€5)",
    "5 €/month",
    "",
  ])("refuses %s", (text) => {
    expect(readMoney(text, "point")).toBeNull();
    expect(readMoney(text, "comma")).toBeNull();
    expect(hasCurrency(text)).toBe(false);
  });

  it("tells the style beside the currency", () => {
    expect(moneyShape("€ 1.200")).toEqual({ style: "either", currency: "EUR" });
    expect(moneyShape("€ 1.200,50")).toEqual({ style: "comma", currency: "EUR" });
    expect(moneyShape("1200 kr")).toEqual({ style: "whole", currency: null });
    expect(moneyShape("1200")).toBeNull();
  });

  it("reads back what computers all over the world write", () => {
    const locales = [
      ["en-US", "USD", "point"],
      ["en-GB", "GBP", "point"],
      ["de-DE", "EUR", "comma"],
      ["de-CH", "CHF", "point"],
      ["fr-FR", "EUR", "comma"],
      ["pt-BR", "BRL", "comma"],
      ["nl-NL", "EUR", "comma"],
      ["pl-PL", "PLN", "comma"],
      ["ja-JP", "JPY", "point"],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.integer({ min: -1e11, max: 1e11 }), (place, value) => {
        const [locale, currency, decimals] = place;
        const amount = currency === "JPY" ? value : value / 100;
        const text = new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
        expect(readMoney(text, decimals)).toEqual({ value: amount, currency });
        expect(moneyShape(text)?.currency).toBe(currency);
      }),
    );
  });
});
