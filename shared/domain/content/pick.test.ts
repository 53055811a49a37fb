import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSafeLink, type Piece, pickContent } from "./pick.ts";

const piece = (id: string, more: Partial<Piece> = {}): Piece => ({
  id,
  title: `Piece ${id}`,
  url: `https://ours.example/${id}`,
  kind: "guide",
  personas: [],
  stages: [],
  ...more,
});
const operations = { id: "operations", name: "Operations" };
const occasion = { persona: operations, stage: "mql", usedIds: new Set<string>() };

describe("pickContent", () => {
  it("says why each piece fits, the closest first", () => {
    const pieces = [
      piece("any"),
      piece("stage", { stages: ["mql"] }),
      piece("persona", { personas: ["operations"] }),
      piece("both", { personas: ["operations"], stages: ["mql", "sal"] }),
      piece("finance", { personas: ["finance"] }),
      piece("late", { stages: ["opportunity"] }),
    ];
    expect(pickContent(pieces, occasion, 10).map(({ id, why }) => [id, why])).toEqual([
      ["both", "fits Operations at MQL"],
      ["persona", "fits Operations"],
      ["stage", "fits everyone at MQL"],
      ["any", "fits everyone"],
    ]);
    expect(pickContent(pieces, { ...occasion, persona: null }).map(({ id }) => id)).toEqual(["stage", "any"]);
  });

  it("shows what was used before last, and says so", () => {
    const pieces = [piece("both", { personas: ["operations"], stages: ["mql"] }), piece("any")];
    expect(pickContent(pieces, { ...occasion, usedIds: new Set(["both"]) })).toMatchObject([
      { id: "any" },
      { id: "both", why: "fits Operations at MQL, used before" },
    ]);
  });

  it("suggests nothing for a disqualified lead", () => {
    expect(pickContent([piece("any")], { ...occasion, stage: "disqualified" })).toEqual([]);
  });

  it.each([
    ["https://ours.example/a", true],
    ["http://ours.example", true],
    ["javascript:alert(1)", false],
    ["data:text/html,x", false],
    ["ftp://ours.example", false],
    ["https://user:pass@ours.example", false],
    ["/relative", false],
    ["", false],
  ])("link %j is safe: %s", (url, safe) => {
    expect(isSafeLink(url)).toBe(safe);
    expect(pickContent([piece("a", { url })], occasion)).toHaveLength(safe ? 1 : 0);
  });

  it("never suggests more than asked, anything twice, or anything made for others", () => {
    const anyPiece = fc.record({
      id: fc.uuid(),
      title: fc.string(),
      url: fc.oneof(fc.webUrl(), fc.constant("javascript:alert(1)")),
      kind: fc.string(),
      personas: fc.subarray(["operations", "finance"]),
      stages: fc.subarray(["mql", "sal"]),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyPiece, { selector: ({ id }) => id }), (pieces) => {
        const picked = pickContent(pieces, occasion);
        expect(picked.length).toBeLessThanOrEqual(3);
        expect(new Set(picked.map(({ id }) => id)).size).toBe(picked.length);
        expect(pickContent([...pieces].reverse(), occasion)).toEqual(picked);
        for (const { id, url } of picked) {
          expect(url).toMatch(/^https?:/);
          const { personas, stages } =
            pieces.find((p) => p.id === id) ?? piece("", { personas: ["finance"] });
          expect(personas.length === 0 || personas.includes("operations")).toBe(true);
          expect(stages.length === 0 || stages.includes("mql")).toBe(true);
        }
      }),
    );
  });
});
