import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePart, partStart, placeOf, placesIn, readFilter, type Shape, shapeFor } from "./filter.ts";

/** As many different random hashes, of 16 digits, the same for one seed. */
function hashes(count: number, seed: number): string[] {
  let state = BigInt(seed) * 0xd1342543de82ef95n;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
    return (z ^ (z >> 31n)).toString(16).padStart(16, "0");
  });
}

/** All parts of a filter, one after the other, as the job makes them. */
function make(members: readonly string[], shape: Shape): Uint8Array {
  const parts = Array.from({ length: 2 ** shape.partBits }, (_, part) => {
    const [from, until] = [partStart(part, shape), partStart(part + 1, shape)];
    const own = members.filter((hash) => hash >= from && hash < until);
    return makePart(Float64Array.from(own, placeOf), shape);
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe("whoever is in a filter", () => {
  const digits = fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: 12, maxLength: 12 });
  const hash = fc.oneof(
    digits.map((each) => each.join("")),
    // Crowded ones, at the ends of ranges.
    fc.constantFrom("000000000000", "ffffffffffff", "7fffffffffff", "800000000000", "3fffffffffff"),
    fc.integer({ min: 0, max: 50 }).map((low) => low.toString(16).padStart(12, "0")),
  );

  it("is found, whatever the hashes and the shape", () => {
    fc.assert(
      fc.property(
        fc.array(hash, { maxLength: 300 }),
        fc.record({
          partBits: fc.integer({ min: 0, max: 4 }),
          restBits: fc.integer({ min: 1, max: 24 }),
        }),
        (members, shape) => {
          const filter = readFilter(make(members, shape));
          expect(filter?.size).toBe(members.length);
          for (const member of members) expect(filter?.has(member)).toBe(true);
        },
      ),
    );
  });

  it("is found among many", () => {
    const members = hashes(100_000, 1);
    const filter = readFilter(make(members, shapeFor(members.length)));
    expect(members.every((member) => filter?.has(member))).toBe(true);
  });
});

describe("strangers", () => {
  it.each([10, 1_000, 30_000, 120_000])("of 50,000, hardly anybody is found among %i", (count) => {
    const shape = shapeFor(count);
    const filter = readFilter(make(hashes(count, 2), shape));
    expect(hashes(50_000, 3).filter((stranger) => filter?.has(stranger)).length).toBeLessThanOrEqual(3);
  });

  it("are found as often as the shape says", () => {
    for (const restBits of [3, 5, 7]) {
      const filter = readFilter(make(hashes(40_000, 4), { partBits: 1, restBits }));
      const found = hashes(100_000, 5).filter((stranger) => filter?.has(stranger)).length;
      const expected = 100_000 / 2 ** restBits;
      expect(Math.abs(found / expected - 1)).toBeLessThan(0.1);
    }
  });

  it("are all that there is where nobody is in it", () => {
    expect(readFilter(new Uint8Array())?.has("000000000000")).toBe(false);
    expect(readFilter(make([], shapeFor(0)))?.has("000000000000")).toBe(false);
  });
});

describe("the shape", () => {
  it("takes at most 1.5 MB for a million leads with their accounts, and 1 % of strangers", () => {
    const { restBits } = shapeFor(1_200_000);
    expect((1_200_000 * (restBits + 2)) / 8).toBeLessThanOrEqual(1_500_000);
    expect(2 ** -restBits).toBeLessThanOrEqual(0.01);
  });

  it("has parts that one slice can make, however many there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (count) => {
        const { partBits, restBits } = shapeFor(count);
        expect(count / 2 ** partBits).toBeLessThanOrEqual(16_384);
        expect(restBits).toBeGreaterThanOrEqual(7);
        expect(restBits).toBeLessThanOrEqual(22);
      }),
    );
  });

  it("has ranges that meet, and together are all", () => {
    for (const partBits of [0, 1, 5]) {
      const starts = Array.from({ length: 2 ** partBits + 1 }, (_, part) => partStart(part, { partBits }));
      expect(starts[0]).toBe("000000000000");
      expect(starts.at(-1)).toBe("g");
      expect(starts).toEqual([...new Set(starts)].sort());
    }
  });
});

it("places are read out of many digits as out of one hash", () => {
  const some = hashes(500, 7);
  const digits = some.map((hash) => hash.slice(0, 12)).join("");
  expect([...placesIn(digits)]).toEqual(some.map(placeOf));
  expect([...placesIn("")]).toEqual([]);
});

describe("what is no filter", () => {
  const whole = make(hashes(2_000, 6), { partBits: 2, restBits: 10 });

  it("is told: cut short, or longer than it should be", () => {
    for (const length of [1, 7, 8, 9, 100, whole.length / 2, whole.length - 1])
      expect(readFilter(whole.slice(0, length))).toBeNull();
    expect(readFilter(Uint8Array.from([...whole, 0]))).toBeNull();
    expect(readFilter(Uint8Array.from([...whole, ...whole]))).toBeNull();
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readFilter(bytes)?.has("123456789abc");
      }),
    );
  });
});
