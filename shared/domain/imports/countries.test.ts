import { describe, expect, it } from "vitest";
import { countryCode } from "./countries.ts";

describe("a country", () => {
  it.each([
    ["India", "IN"],
    ["in", "IN"],
    ["DEU", "DE"],
    ["Deutschland", "DE"],
    ["Allemagne", "DE"],
    ["Alemania", "DE"],
    ["Alemanha", "DE"],
    ["Germania", "DE"],
    ["Duitsland", "DE"],
    ["United States", "US"],
    ["USA", "US"],
    ["U.S.A.", "US"],
    ["EE.UU.", "US"],
    ["UK", "GB"],
    ["Vereinigtes Königreich", "GB"],
    ["England", "GB"],
    ["The Netherlands", "NL"],
    ["Österreich", "AT"],
    ["Côte d'Ivoire", "CI"],
    ["Viet Nam", "VN"],
    ["Korea, Republic of", "KR"],
    ["Russian Federation", "RU"],
    ["Türkiye", "TR"],
    ["Hong Kong", "HK"],
    ["Iran (Islamic Republic of)", "IR"],
    ["Congo, The Democratic Republic of the", "CD"],
    ["Bosnia & Herzegovina", "BA"],
    ["Niger", "NE"],
    ["Nigeria", "NG"],
    ["Georgia", "GE"],
  ])("%s is %s", (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  it.each([
    "unknown",
    "Asia/Pacific Region",
    "Europe",
    "Bavaria",
    "XX",
    "",
    "   ",
    "constructor",
    "x".repeat(5000),
  ])("%s is none", (text) => {
    expect(countryCode(text)).toBeNull();
  });

  it("is known by both codes and its English name, whichever it is", () => {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    let known = 0;
    for (let a = 65; a <= 90; a += 1)
      for (let b = 65; b <= 90; b += 1) {
        const code = String.fromCharCode(a, b);
        if (countryCode(code) !== code) continue;
        known += 1;
        expect(countryCode(names.of(code) ?? ""), code).toBe(code);
      }
    expect(known).toBe(249);
  });
});
