import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DealDates, historyOf, type Move } from "./history.ts";

const deal = (
  outcome: DealDates["outcome"],
  openedAt: number | null,
  closedAt: number | null = null,
  standIn = false,
): DealDates => ({ outcome, openedAt, closedAt, standIn });
const said = (to: Move["to"], at: number, cause: Move["cause"] = "import"): Move => ({
  to,
  at,
  cause,
  reason: null,
});
const path = (others: Move[], deals: DealDates[]) =>
  historyOf(others, deals).map(({ from, to, at }) => `${from} ${to} ${at}`);

describe("the history of a lead", () => {
  it("follows its deal: opened, then won or lost", () => {
    expect(path([], [deal("open", 10)])).toEqual(["inquiry opportunity 10"]);
    expect(path([], [deal("won", 10, 20)])).toEqual(["inquiry opportunity 10", "opportunity customer 20"]);
    expect(path([], [deal("lost", 10, 20)])).toEqual(["inquiry opportunity 10", "opportunity recycled 20"]);
    expect(path([], [deal("won", null, 20)])).toEqual(["inquiry customer 20"]);
    expect(historyOf([], [deal("lost", null, 20)])).toMatchObject([{ cause: "deal", reason: "lost" }]);
    expect(historyOf([], [deal("won", null, 20, true)])).toMatchObject([{ cause: "import", reason: null }]);
  });

  it("does not open a deal that had ended by then", () => {
    expect(path([], [deal("lost", 30, 20)])).toEqual(["inquiry recycled 20"]);
    expect(path([], [deal("won", 20, 20)])).toEqual(["inquiry customer 20"]);
  });

  it("keeps a customer, whatever becomes of later deals", () => {
    expect(path([], [deal("won", null, 20), deal("lost", 30, 40), deal("open", 50)])).toEqual([
      "inquiry customer 20",
    ]);
  });

  it("gives a lost deal's lead back only where no other is open", () => {
    expect(path([], [deal("lost", 10, 20), deal("open", 15)])).toEqual(["inquiry opportunity 10"]);
    expect(path([], [deal("lost", 10, 20), deal("won", 15, 30)])).toEqual([
      "inquiry opportunity 10",
      "opportunity customer 30",
    ]);
    expect(path([], [deal("lost", 10, 20), deal("open", 25)])).toEqual([
      "inquiry opportunity 10",
      "opportunity recycled 20",
      "recycled opportunity 25",
    ]);
  });

  it("takes a said stage where no deal says more", () => {
    expect(path([said("mql", 5)], [])).toEqual(["inquiry mql 5"]);
    expect(path([said("mql", 5)], [deal("open", 10)])).toEqual(["inquiry mql 5", "mql opportunity 10"]);
    expect(path([said("sql", 50)], [deal("open", 10)])).toEqual(["inquiry opportunity 10"]);
    expect(path([said("sql", 50)], [deal("won", 10, 20)])).toEqual([
      "inquiry opportunity 10",
      "opportunity customer 20",
    ]);
    expect(path([said("disqualified", 50)], [deal("lost", null, 20)])).toEqual([
      "inquiry recycled 20",
      "recycled disqualified 50",
    ]);
    expect(path([said("inquiry", 50)], [])).toEqual([]);
  });

  it("leaves what people did", () => {
    expect(path([said("disqualified", 15, "verdict")], [deal("open", 10)])).toEqual([
      "inquiry opportunity 10",
      "opportunity disqualified 15",
    ]);
    expect(path([said("disqualified", 15, "verdict")], [deal("lost", null, 20)])).toEqual([
      "inquiry disqualified 15",
    ]);
  });

  it("takes no said stage against who put the lead aside, but one of business", () => {
    expect(path([said("disqualified", 15, "verdict"), said("mql", 20)], [])).toEqual([
      "inquiry disqualified 15",
    ]);
    expect(path([said("recycled", 15, "person"), said("inquiry", 20)], [])).toEqual(["inquiry recycled 15"]);
    expect(path([said("disqualified", 15, "verdict"), said("opportunity", 20)], [])).toEqual([
      "inquiry disqualified 15",
      "disqualified opportunity 20",
    ]);
    expect(path([said("recycled", 15, "import"), said("mql", 20)], [])).toEqual([
      "inquiry recycled 15",
      "recycled mql 20",
    ]);
  });

  it("is the same in whatever order deals come, and never stands still", () => {
    const time = fc.option(fc.integer({ min: 1, max: 20 }), { nil: null });
    const anyDeal = fc
      .tuple(fc.constantFrom("open", "won", "lost"), time, time)
      .map(([outcome, openedAt, closedAt]) => deal(outcome, openedAt, outcome === "open" ? null : closedAt));
    fc.assert(
      fc.property(fc.array(anyDeal, { maxLength: 5 }), (deals) => {
        const history = historyOf([], deals);
        expect(historyOf([], deals.toReversed())).toEqual(history);
        for (const { from, to } of history) expect(from).not.toBe(to);
        const won = deals.some(({ outcome, closedAt }) => outcome === "won" && closedAt !== null);
        if (won) expect(history.at(-1)?.to).toBe("customer");
      }),
    );
  });
});
