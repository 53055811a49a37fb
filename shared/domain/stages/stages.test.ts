import { expect, it } from "vitest";
import { stageNames } from "../../contract/fields.ts";
import { isStage, stageLabel, stageOrder, stages } from "./stages.ts";

it("has the stages of the contract, in its order, each with its words", () => {
  expect([...stageOrder]).toEqual([...stageNames]);
  expect(Object.keys(stages)).toEqual([...stageNames]);
  for (const name of stageOrder) {
    expect(stageLabel(name)).toBe(stages[name].label);
    expect(stages[name].entry).toMatch(/\.$/);
  }
});

it("leaves a stage of a newer Worker as it is", () => {
  expect(stageLabel("nurture")).toBe("nurture");
  expect(isStage("toString")).toBe(false);
});
