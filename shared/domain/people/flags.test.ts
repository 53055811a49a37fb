import { expect, it } from "vitest";
import { isCustomer } from "../accounts/accounts.ts";
import { factsOf } from "../facts.fixture.ts";
import { flagsOf } from "./flags.ts";

it("says what must be known first, and nothing else", () => {
  expect(flagsOf(factsOf(), null)).toEqual([]);
  expect(flagsOf(factsOf(), { openDeal: null, customerSince: null })).toEqual([]);
  expect(
    flagsOf(factsOf({ optedOut: true, sharedAddress: true }), {
      openDeal: { amount: null },
      customerSince: 0,
    }),
  ).toEqual(["customer", "open_deal", "opted_out", "shared_address"]);
  expect(flagsOf(factsOf({ stage: "disqualified" }), null)).toEqual(["disqualified"]);
  expect(flagsOf(factsOf({ stage: "opportunity" }), null)).toEqual(["open_deal"]);
});

it("knows a customer by the person or by the company", () => {
  expect(isCustomer("customer", null)).toBe(true);
  expect(isCustomer("mql", { openDeal: null, customerSince: 1 })).toBe(true);
  expect(isCustomer("mql", { openDeal: {}, customerSince: null })).toBe(false);
});
