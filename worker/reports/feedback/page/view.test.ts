import { describe, expect, it } from "vitest";
import { cleared, filtersOn, href, lasting, only, readView, reportQuery } from "./view.ts";

const now = Date.UTC(2026, 9, 28, 12);
const ask = (view: ReturnType<typeof readView>) => reportQuery(view, now, "Europe/Berlin", 1);

describe("the report's address", () => {
  it("is read and written without loss", () => {
    const query = {
      source: "Search",
      campaign: "A & B",
      scorecard: "2",
      contact: "before",
      from: "2026-09-01",
      to: "2026-09-30",
      by: "band",
      adjusted: "1",
      without: "not_now",
      differ: "yes",
    };
    const view = readView(query);
    expect(view.scorecard).toBe(2);
    expect(Object.fromEntries(new URL(href(view), "http://x").searchParams)).toEqual(query);
  });

  it("leaves out what it cannot use", () => {
    expect(
      readView({ band: "E", by: "rep", from: "soon", scorecard: "x", period: "ever", table: "rows" }),
    ).toEqual({});
    expect(href(readView({}))).toBe("/");
  });

  it("keeps an empty filter, which means not known", () => {
    const view = readView({ source: "", band: "" });
    expect(view).toEqual({ source: "" });
    expect(filtersOn(view)).toBe(1);
    expect(ask(view)).toEqual({ source: "" });
  });

  it("says a period by name, and dates over it", () => {
    expect(ask(readView({ period: "week" }))).toEqual({ from: "2026-10-22", to: "2026-10-28" });
    expect(ask(readView({ period: "3months" }))).toEqual({});
    expect(ask(readView({ period: "week", from: "2026-01-01" }))).toEqual({ from: "2026-01-01" });
    expect(href(readView({ period: "3months", by: "source" }))).toBe("/?by=source");
  });

  it("gives a link that lasts, with the days instead of the period", () => {
    const days = { from: "2026-10-05", to: "2026-10-28" };
    expect(lasting(readView({ period: "4weeks", by: "band" }), days)).toBe(
      "/?by=band&from=2026-10-05&to=2026-10-28",
    );
  });

  it("clears the filters and nothing else", () => {
    expect(cleared(readView({ source: "Search", by: "band", period: "week", contact: "after" }))).toBe(
      "/?by=band&period=week",
    );
  });

  it("leads to one row where it can be filtered for", () => {
    expect(only(readView({}), "campaign", "Demo form")).toBe("/?campaign=Demo+form");
    expect(only(readView({}), "scorecard", "2")).toBe("/?scorecard=2");
    expect(only(readView({}), "campaign", "")).toBe("/?campaign=");
    expect(only(readView({}), "band", "")).toBeUndefined();
    expect(only(readView({ campaign: "Demo form" }), "campaign", "Demo form")).toBeUndefined();
  });
});
