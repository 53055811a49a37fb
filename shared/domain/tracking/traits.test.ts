import { describe, expect, it } from "vitest";
import type { Json } from "./message.ts";
import { companyOf, traitsOf } from "./traits.ts";

describe("traitsOf", () => {
  it("takes no object for a yes, whatever its parts are called", () => {
    const odd: Json[] = [
      { toString: "yes" },
      { valueOf: 1, toString: null },
      [{ toString: 1 }],
      ["true"],
      {},
    ];
    for (const unsubscribed of odd) expect(traitsOf({ unsubscribed }).optedOut).toBeUndefined();
    expect(traitsOf({ unsubscribed: "Yes" }).optedOut).toBe(true);
  });

  it("takes Segment's reserved traits for what they are", () => {
    expect(
      traitsOf({
        email: "ada@analytical.example",
        firstName: "Ada",
        lastName: "Lovelace",
        title: "Countess",
        company: {
          id: "c1",
          name: "Analytical Engines",
          industry: "Machines",
          employee_count: 40,
          plan: "pro",
        },
        address: { street: "12 St James's Square", city: "London", country: "United Kingdom" },
        phone: "+44 20 7946 0000",
        avatar: "https://a.example/a.png",
        createdAt: "2026-01-02",
        id: "7",
        username: "ada",
      }),
    ).toEqual({
      name: "Ada Lovelace",
      title: "Countess",
      company: "Analytical Engines",
      "attributes.industry": "Machines",
      "attributes.employees": 40,
      "attributes.plan": "pro",
      "attributes.city": "London",
      "attributes.country": "GB",
      "attributes.phone": "+44 20 7946 0000",
      "attributes.createdAt": "2026-01-02",
      "attributes.username": "ada",
    });
  });

  it("takes what other tools call the same for the same", () => {
    expect(
      traitsOf({
        full_name: "Ada Lovelace",
        jobTitle: "Countess",
        company_name: "Analytical",
        lead_source: "Fair",
        "Company Size": "1,200",
      }),
    ).toEqual({
      name: "Ada Lovelace",
      title: "Countess",
      company: "Analytical",
      source: "Fair",
      "attributes.employees": 1200,
    });
  });

  it("makes no name of half a one", () => {
    expect(traitsOf({ firstName: "Ada" })).toEqual({ "attributes.firstName": "Ada" });
    expect(traitsOf({ name: "Ada Lovelace", firstName: "Ada" })).toEqual({ name: "Ada Lovelace" });
  });

  it("keeps texts, numbers and yes or no as they are, and nothing else", () => {
    expect(
      traitsOf({ plan: " pro\n plus ", seats: 3, trial: true, tags: ["a"], deep: { a: 1 }, empty: " " }),
    ).toEqual({
      "attributes.plan": "pro plus",
      "attributes.seats": 3,
      "attributes.trial": true,
    });
    expect(traitsOf({ essay: "x".repeat(900) })["attributes.essay"]).toHaveLength(500);
    expect(
      Object.keys(traitsOf(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`t${i}`, i])))),
    ).toHaveLength(100);
  });

  it("forgets what is said to be nothing", () => {
    expect(traitsOf({ name: null, title: null, plan: null })).toEqual({
      name: null,
      title: null,
      "attributes.plan": null,
    });
    expect(traitsOf({ jobTitle: null, title: "Countess" })).toEqual({ title: "Countess" });
  });

  it("leaves out names that an attribute cannot have", () => {
    expect(traitsOf({ $set: 1, "": 1, "a=b": 1, ["x".repeat(65)]: 1, größe: 1 })).toEqual({
      "attributes.größe": 1,
    });
  });

  it("knows who wants no mail", () => {
    expect(traitsOf({ unsubscribed: true })).toEqual({ optedOut: true });
    expect(traitsOf({ HasOptedOutOfEmail: "false" })).toEqual({ optedOut: false });
  });
});

describe("companyOf", () => {
  it("tells of the member what is the company's", () => {
    expect(
      companyOf({
        name: "Analytical",
        industry: "Machines",
        employees: "1.200",
        plan: "pro",
        website: "https://a.example",
        address: { country: "Deutschland", city: "Bonn" },
        phone: "1",
        id: "g",
      }),
    ).toEqual({
      company: "Analytical",
      "attributes.industry": "Machines",
      "attributes.employees": 1200,
      "attributes.plan": "pro",
      "attributes.website": "https://a.example",
      "attributes.city": "Bonn",
      "attributes.country": "DE",
    });
  });
});
