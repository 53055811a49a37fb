import { describe, expect, it } from "vitest";
import type { CampaignRow, Credit } from "../contract.ts";
import { differenceOf, ordered } from "./order.ts";
import { href, into, readView, reportQuery } from "./view.ts";

const credit = (leads: number, rate: number | null = null): Credit => ({
  leads,
  mqls: 0,
  good: 0,
  bad: 0,
  won: 0,
  rate,
  low: rate,
  high: rate,
  enough: rate !== null,
  more: 0,
});
const row = (key: string, first: Credit, last: Credit = first): CampaignRow => ({
  key,
  touches: key.length,
  first,
  last,
});

describe("the address", () => {
  it("holds what is asked, and leaves out what it cannot use", () => {
    const view = readView({
      by: "campaign",
      channel: "Paid Search",
      campaign: "",
      model: "last",
      period: "4weeks",
      sort: "leads-difference",
      up: "1",
      from: "soon",
      other: "x",
    });
    expect(view).toEqual({
      by: "campaign",
      channel: "Paid Search",
      campaign: "",
      model: "last",
      period: "4weeks",
      sort: "leads-difference",
      up: "1",
    });
    expect(readView(Object.fromEntries(new URL(href(view), "http://x").searchParams))).toEqual(view);
    expect(readView({ by: "lead", sort: "leads" })).toEqual({});
    expect(href({})).toBe("/campaigns");
  });

  it("leads into a row, and no further than content", () => {
    expect(into({ model: "last" }, "channel", "Email")).toBe(
      "/campaigns?model=last&by=campaign&channel=Email",
    );
    expect(into({ by: "campaign", channel: "Email" }, "campaign", "")).toBe(
      "/campaigns?by=content&channel=Email&campaign=",
    );
    expect(into({}, "content", "Banner")).toBeUndefined();
  });

  it("asks for days in UTC", () => {
    const now = Date.UTC(2026, 10, 22, 23, 30);
    expect(reportQuery({ period: "week", sort: "name" }, now, 1)).toEqual({
      from: "2026-11-16",
      to: "2026-11-22",
    });
    expect(reportQuery({ period: "3months", by: "channel" }, now, 1)).toEqual({ by: "channel" });
  });
});

describe("the order", () => {
  const rows = [
    row("b", credit(2, 0.5), credit(5)),
    row("a", credit(2, 0.9)),
    row("ccc", credit(7), credit(1)),
  ];
  const keys = (...args: [Parameters<typeof ordered>[1], boolean]) =>
    ordered(rows, ...args).map(({ key }) => key);

  it("is the most first, or the least, the same for the same numbers", () => {
    expect(keys("leads-first", false)).toEqual(["ccc", "a", "b"]);
    expect(keys("leads-first", true)).toEqual(["a", "b", "ccc"]);
    expect(keys("leads-difference", false)).toEqual(["b", "a", "ccc"]);
    expect(keys("touches", false)).toEqual(["ccc", "a", "b"]);
    expect(keys("name", false)).toEqual(["a", "b", "ccc"]);
    expect(keys("name", true)).toEqual(["ccc", "b", "a"]);
  });

  it("puts last what is not known, either way", () => {
    expect(keys("good-first", false)).toEqual(["a", "b", "ccc"]);
    expect(keys("good-first", true)).toEqual(["b", "a", "ccc"]);
    expect(differenceOf(row("x", credit(1, 0.4), credit(1)), "good")).toBeNull();
  });
});
