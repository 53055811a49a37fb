import { describe, expect, it } from "vitest";
import { emptyBit, shapeOf, shapes } from "./shape.ts";

const named = (text: string): string[] => {
  const bits = shapeOf(text);
  return [...shapes.filter((_, place) => bits & (1 << place)), ...(bits & emptyBit ? ["nothing"] : [])];
};

describe("what a cell looks like", () => {
  it.each([
    ["ada@analytical.example", ["email"]],
    ["Ada.Lovelace+news@mail.analytical.example", ["email"]],
    ["ada@localhost", []],
    ["ada@@analytical.example", []],
    ["@ada", []],
    ["https://analytical.example/a?b=c", ["url"]],
    ["www.analytical.example", ["url"]],
    ["analytical.example", []],
    ["javascript:alert(1)", []],
    ["Select", ["nothing"]],
    ["0000-00-00", ["nothing"]],
    ["yes", ["yesNo"]],
    ["1", ["whole", "yesNo"]],
    ["12", ["whole"]],
    ["1.5", ["decimalPoint"]],
    ["1,5", ["decimalComma"]],
    ["1,234", ["decimalEither"]],
    ["€ 1.200", ["decimalEither", "money"]],
    ["1200 USD", ["whole", "money"]],
    ["12 apples", []],
    ["2018-02-01", ["dateYearFirst"]],
    ["20180201", ["whole", "dateYearFirst"]],
    ["2018-02-01T10:00:00Z", ["dateYearFirst", "withTime", "withOffset"]],
    ["13/04/2018", ["dateDayFirst"]],
    ["04/13/2018 10:00", ["dateMonthFirst", "withTime"]],
    ["03.04.2018", ["dateEither"]],
    ["1 May 2018", ["dateWords"]],
    ["1519675134", ["whole", "dateUnix", "withTime", "withOffset"]],
    ["+49 170 1234567", []],
    ["007", []],
    ["7927b2df-8bba-4d29-b9a2-b6e0beafe620", []],
    ["=1+1", []],
    ["Ada", []],
    [`https://analytical.example/${"a".repeat(3000)}`, []],
  ])("%s", (text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});
