import { expect, it, vi } from "vitest";
import { remembered } from "./remembered.ts";

it("answers as the rule does and asks it once a text", () => {
  const rule = vi.fn((text: string) => text.length);
  const known = remembered(rule);
  expect([known("ab"), known("abc"), known("ab"), known("")]).toEqual([2, 3, 2, 0]);
  expect(known("")).toBe(0);
  expect(rule).toHaveBeenCalledTimes(3);
});

it("keeps no more answers than it may, and none to a long text", () => {
  const rule = vi.fn((text: string) => text.length);
  const known = remembered(rule, 2);
  for (const text of ["a", "b", "c", "a"]) known(text);
  expect(rule).toHaveBeenCalledTimes(4);
  const long = "x".repeat(301);
  known(long);
  known(long);
  expect(rule).toHaveBeenCalledTimes(6);
});
