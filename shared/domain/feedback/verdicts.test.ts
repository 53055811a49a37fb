import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultReasons, reasonGroups } from "./groups.ts";
import { checkVerdict, clampAt, contactPhase, currentVerdicts, FARTHEST_AHEAD, isNewer } from "./verdicts.ts";

describe("clampAt", () => {
  const receivedAt = 1_800_000_000_000;

  it("believes a past that is claimed", () => {
    expect(clampAt(receivedAt - 1, receivedAt)).toEqual({ at: receivedAt - 1, claimedAt: null });
    expect(clampAt(receivedAt, receivedAt)).toEqual({ at: receivedAt, claimedAt: null });
  });

  it("sets back up to 7 days ahead, keeping the claim, and refuses more", () => {
    for (const ahead of [1, FARTHEST_AHEAD]) {
      expect(clampAt(receivedAt + ahead, receivedAt)).toEqual({
        at: receivedAt,
        claimedAt: receivedAt + ahead,
      });
    }
    expect(clampAt(receivedAt + 7 * 86_400_000 + 1, receivedAt)).toBe("too_far_ahead");
  });
});

describe("checkVerdict", () => {
  const check = (verdict: "good" | "bad" | "withdrawn", reason?: string | null, note?: string | null) =>
    checkVerdict({ verdict, reason, note }, defaultReasons);

  it("takes good and withdrawn bare, and names the field that is too much", () => {
    for (const verdict of ["good", "withdrawn"] as const) {
      expect(check(verdict)).toEqual({ ok: true, reason: null, note: null });
      expect(check(verdict, null, "  ")).toEqual({ ok: true, reason: null, note: null });
      expect(check(verdict, "no_need")).toMatchObject({ ok: false, field: "reason" });
      expect(check(verdict, null, "why")).toMatchObject({ ok: false, field: "note" });
    }
  });

  it("wants a known reason of a bad one", () => {
    expect(check("bad")).toMatchObject({ ok: false, field: "reason" });
    expect(check("bad", "")).toMatchObject({ ok: false, field: "reason" });
    expect(check("bad", "constructor")).toMatchObject({ ok: false, field: "reason" });
    expect(check("bad", "no_need")).toMatchObject({ ok: true, reason: { group: "not_a_fit" }, note: null });
  });

  it("wants a note where the reason asks, and takes one elsewhere", () => {
    expect(check("bad", "other")).toMatchObject({ ok: false, field: "note" });
    expect(check("bad", "other", " \n")).toMatchObject({ ok: false, field: "note" });
    expect(check("bad", "other", " Retired ")).toMatchObject({ ok: true, note: "Retired" });
    expect(check("bad", "no_need", "Has one")).toMatchObject({ ok: true, note: "Has one" });
  });
});

describe("contactPhase", () => {
  it("is before until we first spoke, and after from then on", () => {
    expect(contactPhase(5, null)).toBe("before");
    expect(contactPhase(5, 6)).toBe("before");
    expect(contactPhase(6, 6)).toBe("after");
  });
});

describe("currentVerdicts", () => {
  const row = fc.record({
    id: fc.stringMatching(/^[a-f]{1,2}$/),
    at: fc.integer({ min: 0, max: 3 }),
    repId: fc.constantFrom("ann", "bob"),
    leadId: fc.constantFrom("x", "y"),
  });

  it("is one a rep and lead, the newest, whatever the order and however often it is told", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const byOwner = (a: { repId: string; leadId: string }, b: { repId: string; leadId: string }) =>
          `${a.repId}${a.leadId}` < `${b.repId}${b.leadId}` ? -1 : 1;
        const current = currentVerdicts(rows).sort(byOwner);
        expect(currentVerdicts([...rows.toReversed(), ...rows]).sort(byOwner)).toEqual(current);
        expect(new Set(current.map(({ repId, leadId }) => repId + leadId)).size).toBe(current.length);
        for (const each of rows) {
          const kept = current.find(({ repId, leadId }) => repId === each.repId && leadId === each.leadId);
          expect(kept !== undefined && !isNewer(each, kept)).toBe(true);
        }
      }),
    );
  });

  it("takes the later, and of two at once the greater id", () => {
    expect(isNewer({ id: "a", at: 2 }, { id: "b", at: 1 })).toBe(true);
    expect(isNewer({ id: "b", at: 1 }, { id: "a", at: 1 })).toBe(true);
    expect(isNewer({ id: "a", at: 1 }, { id: "a", at: 1 })).toBe(false);
  });

  it("keeps owners apart whose ids run together", () => {
    const rows = [
      { id: "1", at: 1, repId: "a", leadId: "bc" },
      { id: "2", at: 2, repId: "ab", leadId: "c" },
    ];
    expect(currentVerdicts(rows)).toHaveLength(2);
  });
});

describe("defaultReasons", () => {
  it("are these, in their groups", () => {
    const byGroup = reasonGroups.map((group) => [
      group,
      defaultReasons.filter((reason) => reason.group === group).map((reason) => reason.label),
    ]);
    expect(byGroup).toEqual([
      ["not_now", ["Bad timing", "No budget now", "Unable to reach", "Low intent"]],
      [
        "not_a_fit",
        ["Not our market", "Wrong persona", "Bad data", "No need", "Student, vendor, competitor"],
      ],
      ["not_counted", ["Duplicate", "Customer", "Wrong owner", "Other"]],
    ]);
  });

  it("have ids of their own, and only Other asks for a note", () => {
    const ids = defaultReasons.map((reason) => reason.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(defaultReasons.filter((reason) => reason.note).map((reason) => reason.id)).toEqual(["other"]);
  });
});
