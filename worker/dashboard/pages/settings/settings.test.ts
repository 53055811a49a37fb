import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReasonChoice, reasonGroups } from "../../../../shared/contract/feedback.ts";
import { readDomains } from "./domains.ts";
import { add, type Draft, edit, fault, move, remove, toDrafts, toReasons } from "./reasons.ts";

const reasons: ReasonChoice[] = [
  { id: "bad_timing", label: "Bad timing", group: "not_now", note: false },
  { id: "wrong_persona", label: "Wrong persona", group: "not_a_fit", note: false },
  { id: "no_budget", label: "No budget now", group: "not_now", note: false },
];
const ids = (drafts: readonly Draft[]) => drafts.map((draft) => draft.id);

describe("own domains", () => {
  it("reads one a line, trimmed, lower case, each once", () => {
    expect(readDomains("Example.com\n\n  b.example \nexample.com\n")).toEqual({
      domains: ["example.com", "b.example"],
    });
    expect(readDomains("")).toEqual({ domains: [] });
  });

  it("names the lines that are not domains", () => {
    expect(readDomains("example.com\n\nacme\nada@b.example")).toEqual({
      wrong: [
        { line: 3, text: "acme" },
        { line: 4, text: "ada@b.example" },
      ],
    });
  });
});

describe("reasons", () => {
  it("move within their group, over the reasons of others", () => {
    expect(ids(move(toDrafts(reasons), "no_budget", -1))).toEqual([
      "no_budget",
      "wrong_persona",
      "bad_timing",
    ]);
    expect(ids(move(toDrafts(reasons), "no_budget", 1))).toEqual(ids(toDrafts(reasons)));
    expect(ids(move(toDrafts(reasons), "wrong_persona", -1))).toEqual(ids(toDrafts(reasons)));
  });

  it("keep their id when renamed, and get a new one of their own when added", () => {
    const renamed = edit(toDrafts(reasons), "bad_timing", { label: " Wrong time " });
    const added = edit(add(renamed, "not_now", "k"), "k", { label: "Bad timing!" });
    const twice = edit(add(added, "not_a_fit", "l"), "l", { label: "Größe unpassend", note: true });
    expect(toReasons(twice)).toEqual([
      { id: "bad_timing", label: "Wrong time", group: "not_now", note: false },
      reasons[1],
      reasons[2],
      { id: "bad_timing_2", label: "Bad timing!", group: "not_now", note: false },
      { id: "gro_e_unpassend", label: "Größe unpassend", group: "not_a_fit", note: true },
    ]);
  });

  it("are refused without a name, twice, or all gone", () => {
    expect(fault(toDrafts(reasons))).toBeNull();
    expect(fault(add(toDrafts(reasons), "not_now", "k"))).toEqual({ kind: "label" });
    expect(fault(edit(toDrafts(reasons), "no_budget", { label: "bad TIMING " }))).toEqual({
      kind: "same",
      label: "bad TIMING",
    });
    expect(fault(reasons.reduce((left, { id }) => remove(left, id), toDrafts(reasons)))).toEqual({
      kind: "none",
    });
  });

  it("always end as valid reasons with ids of their own, whatever they are called", () => {
    const label = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.array(fc.tuple(label, fc.constantFrom(...reasonGroups)), { maxLength: 20 }), (named) => {
        const drafts = named.map(([label, group], n) => ({
          key: `${n}`,
          id: null,
          label,
          group,
          note: false,
        }));
        const saved = toReasons([...toDrafts(reasons), ...drafts]);
        expect(new Set(saved.map(({ id }) => id)).size).toBe(saved.length);
        for (const reason of saved) expect(ReasonChoice.safeParse(reason).success).toBe(true);
      }),
    );
  });
});
