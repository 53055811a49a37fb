import { describe, expect, it } from "vitest";
import { clip, firstMatch, phrases, plainWords } from "./words.ts";

describe("words", () => {
  it("are made plain", () => {
    expect(plainWords("  Geschäftsführer (m/w/d), R&D – Groß/Łódź ")).toBe(
      "geschaftsfuhrer m w d r and d gross lodz",
    );
    expect(plainWords("C.E.O.")).toBe("ceo");
  });

  it("match whole, with * for the rest of a word, the longest of the first", () => {
    expect("betriebsleiter".search(phrases("*leiter"))).toBe(0);
    expect("internal".search(phrases("intern"))).toBe(-1);
    expect("gérante 2".search(phrases("gérant*"))).toBe(0);
    expect(firstMatch("head of it and sales", phrases("sales, it"))).toEqual({ at: 8, length: 2 });
    expect(firstMatch("anything", phrases(""))).toBeNull();
    expect(firstMatch("anything", phrases(" , "))).toBeNull();
  });

  it("are cut between characters", () => {
    expect(clip("a\n b", 10)).toBe("a b");
    expect(clip("😀😀😀", 2)).toBe("😀…");
  });
});
