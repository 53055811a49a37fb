import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tidy, tidyJson, tidyLine, tidyObject } from "./text.ts";

describe("texts of strangers", () => {
  it("lose what is no character, and keep what is", () => {
    expect(tidy("a\u0000b\u001b[31m\u007f\u009fc")).toBe("ab[31mc");
    expect(tidy("a\tb\nc\r")).toBe("a\tb\nc\r");
    expect(tidy("\ud800x\udc00 👩‍🚀 e\u0301")).toBe("x 👩‍🚀 e\u0301");
    expect(tidy("<script>")).toBe("<script>");
    expect(tidyLine("  a \n\t b  ")).toBe("a b");
  });

  it("are cut, and never through a character", () => {
    expect(tidy("👩".repeat(10), 5)).toBe("👩👩");
    expect(tidyLine("x".repeat(1_000))).toHaveLength(200);
    expect(tidyJson("x".repeat(100_000))).toHaveLength(8_000);
  });

  it("are well-formed, short enough and without control characters, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (text, most) => {
          for (const fit of [tidy(text, most), tidyLine(text, most)]) {
            expect(fit.length).toBeLessThanOrEqual(most);
            expect(fit.isWellFormed()).toBe(true);
            expect(fit).not.toMatch(/(?![\t\n\r])\p{Cc}/u);
          }
          expect(tidy(tidy(text))).toBe(tidy(text));
        },
      ),
    );
  });
});

describe("objects of strangers", () => {
  it("have nothing of what every object has", () => {
    const sent: unknown = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"a":1}');
    const object = tidyObject(sent);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(object.admin).toBeUndefined();
    expect(Object.keys(object)).toEqual(["constructor", "a"]);
  });

  it("end", () => {
    let deep: unknown = "bottom";
    for (let i = 0; i < 5_000; i += 1) deep = i % 2 ? [deep] : { deep };
    expect(JSON.stringify(tidyJson(deep)).length).toBeLessThan(100);
    expect(tidyJson(Array.from({ length: 5_000 }, () => 1))).toHaveLength(500);
    expect(
      Object.keys(tidyObject(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [i, i])))),
    ).toHaveLength(500);
  });

  it("hold numbers, or nothing", () => {
    expect(tidyJson([1, -0.5, 1e308, Number.POSITIVE_INFINITY, Number.NaN])).toEqual([
      1,
      -0.5,
      1e308,
      null,
      null,
    ]);
  });

  it("of another kind are empty ones", () => {
    for (const value of [null, undefined, 1, "x", [], true, [1]]) expect(tidyObject(value)).toEqual({});
  });

  it("survive JSON, whatever they are", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12, noUnicodeString: false }), (value) => {
        const fit = tidyJson(value);
        expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
        expect(tidyJson(fit)).toEqual(fit);
      }),
    );
  });
});
