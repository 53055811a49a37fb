import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyIndex } from "./key-index.ts";

it("tells of every key what a map tells", () => {
  const id = fc.oneof(fc.uuid(), fc.constantFrom("short", "another-id"));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), id), { maxLength: 200 }), (pairs) => {
      const index = new KeyIndex();
      const map = new Map<string, string>();
      for (const [key, value] of pairs) {
        index.set(key, value);
        map.set(key, value);
      }
      for (const [key] of pairs) expect(index.get(key)).toBe(map.get(key));
      expect(index.get("a key that is not there")).toBeUndefined();
    }),
  );
});

it("holds as many as the largest file has", () => {
  const index = new KeyIndex();
  const idOf = (row: number) => `00000000-0000-7000-8000-${row.toString(16).padStart(12, "0")}`;
  for (let row = 0; row < 200_000; row += 1) {
    index.set(`email:${row}@example.com`, idOf(row));
    index.set(`crm:${row}`, idOf(row));
  }
  for (let row = 0; row < 200_000; row += 997) {
    expect(index.get(`email:${row}@example.com`)).toBe(idOf(row));
    expect(index.get(`crm:${row}`)).toBe(idOf(row));
  }
  expect(index.get("crm:200000")).toBeUndefined();
});
