import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Base, type Birth, join, type Statement } from "./join.ts";

const joined = (at: number, ...keys: string[]): Statement => ({
  kind: "joined",
  keys,
  at,
  messageId: `m${at}`,
});
const born = (at: number, key: string): Birth => ({ key, at, messageId: `m${at}` });
const decided = (kind: "merged" | "apart", ...keys: string[]): Statement => ({
  kind,
  keys,
  at: 0,
  messageId: "",
});

/** Births as the database keeps them: of each key the first message that named it. */
function birthsOf(statements: readonly Statement[], more: readonly Birth[] = []): Birth[] {
  const all = [
    ...more,
    ...statements.flatMap(({ keys, at, messageId }) => keys.map((key) => ({ key, at, messageId }))),
  ]
    .filter(({ key }) => !key.startsWith("anonymous:"))
    .sort((a, b) => a.at - b.at || (a.messageId < b.messageId ? -1 : 1));
  return [...new Map(all.toReversed().map((birth) => [birth.key, birth])).values()];
}

const people = (
  statements: readonly Statement[],
  more: readonly Birth[] = [],
  base: readonly Base[] = [],
) => {
  const result = join(base, birthsOf(statements, more), statements);
  return {
    people: result.people.map(({ keys }) => keys.toSorted().join(" ")).sort(),
    conflicts: result.conflicts.map(({ a, b }) => `${a} ${b}`).sort(),
  };
};

describe("who is who", () => {
  it("keys that are named together are one person's", () => {
    expect(people([joined(1, "user:u", "email:e", "anonymous:a")]).people).toEqual([
      "anonymous:a email:e user:u",
    ]);
  });

  it("a visitor who says an address, and later a user id, is one person", () => {
    expect(people([joined(1, "email:e", "anonymous:a"), joined(2, "user:u", "anonymous:a")]).people).toEqual([
      "anonymous:a email:e user:u",
    ]);
  });

  it("who was known by two keys that do not disagree is one from now on", () => {
    expect(people([joined(3, "user:u", "email:e")], [born(1, "user:u"), born(2, "email:e")]).people).toEqual([
      "email:e user:u",
    ]);
  });

  it("a new address joins; one that was somebody's before is a conflict", () => {
    const change = [joined(1, "user:u", "email:old"), joined(5, "user:u", "email:new")];
    expect(people(change)).toEqual({ people: ["email:new email:old user:u"], conflicts: [] });
    expect(people(change, [born(3, "email:new")])).toEqual({
      people: ["email:new", "email:old user:u"],
      conflicts: ["user:u email:new"],
    });
    expect(people(change, [born(7, "email:new")]).conflicts).toEqual([]);
  });

  it("what was said first counts, whenever it is heard", () => {
    const base = [{ leadId: "1", keys: ["email:x", "sha256:h"] }];
    expect(people([joined(1, "user:u", "email:x")], [], base).people).toEqual(["email:x sha256:h user:u"]);
    expect(people([joined(1, "user:u", "email:y"), joined(2, "user:u", "email:x")], [], base)).toEqual({
      people: ["email:x sha256:h", "email:y user:u"],
      conflicts: ["user:u email:x"],
    });
  });

  it("a shared device belongs to the first, and is no conflict", () => {
    expect(people([joined(1, "user:u", "anonymous:a"), joined(2, "user:v", "anonymous:a")])).toEqual({
      people: ["anonymous:a user:u", "user:v"],
      conflicts: [],
    });
  });

  it("an alias makes one of two user ids", () => {
    const before = [joined(1, "user:old", "anonymous:a"), joined(2, "user:new", "email:e")];
    const alias: Statement = {
      kind: "alias",
      keys: ["user:new", "user:old", "anonymous:old"],
      at: 3,
      messageId: "m3",
    };
    expect(people([...before, alias]).people).toEqual([
      "anonymous:a anonymous:old email:e user:new user:old",
    ]);
  });

  it("people decide over messages", () => {
    const two = [joined(1, "user:u", "email:e"), joined(2, "user:v", "email:f")];
    expect(people([...two, decided("merged", "user:u", "email:f")])).toEqual({
      people: ["email:e email:f user:u user:v"],
      conflicts: [],
    });
    expect(people([joined(1, "user:u", "email:e"), decided("apart", "user:u", "email:e")])).toEqual({
      people: ["email:e", "user:u"],
      conflicts: [],
    });
    const conflict = joined(3, "user:u", "email:f");
    expect(people([...two, conflict]).conflicts).toEqual(["user:u email:f"]);
    expect(people([...two, conflict, decided("apart", "user:u", "user:v")]).conflicts).toEqual([]);
  });

  it("is the same whatever the order, and no key is ever two people's", () => {
    const key = fc.oneof(
      fc.constantFrom("u", "v", "w").map((id) => `user:${id}`),
      fc.constantFrom("e", "f", "g").map((id) => `email:${id}`),
      fc.constantFrom("h", "i").map((id) => `hubspot:${id}`),
      fc.constantFrom("a", "b").map((id) => `anonymous:${id}`),
    );
    const said = fc.record({
      kind: fc.constantFrom("joined", "joined", "joined", "alias", "apart", "merged"),
      keys: fc.uniqueArray(key, { minLength: 2, maxLength: 4 }),
      at: fc.nat(9),
      messageId: fc.constantFrom("m", "n"),
    }) satisfies fc.Arbitrary<Statement>;
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (statements, random) => {
        const weigh = new Map(statements.map((each) => [each, random.next().value]));
        const shuffled = statements.toSorted((a, b) => (weigh.get(a) ?? 0) - (weigh.get(b) ?? 0));
        const births = birthsOf(statements);
        const one = join([], births, statements);
        expect(join([], births.toReversed(), [...shuffled, ...shuffled])).toEqual(one);
        // The same said again later adds nothing, so that the earliest is all that need be kept.
        const later = statements.map((each) => ({ ...each, at: each.at + 10, messageId: "z" }));
        expect(join([], births, [...statements, ...later])).toEqual(one);
        const keys = one.people.flatMap((person) => person.keys);
        expect(new Set(keys).size).toBe(keys.length);
        expect(births.every((birth) => keys.includes(birth.key))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
