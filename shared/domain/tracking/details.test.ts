import fc from "fast-check";
import { expect, it } from "vitest";
import { detailsOf, withoutToken } from "./details.ts";
import { Fields } from "./fields.ts";
import { message, track } from "./messages.fixture.ts";

const details = (about: Parameters<typeof detailsOf>[0], title = "Title", page = {}) => {
  const json = detailsOf(about, title, new Fields(page));
  return json === null ? null : JSON.parse(json);
};

it("keeps what stands in no column, in the order of names", () => {
  expect(
    details(track("Form Submitted", { size: 3, budget: "5k" }), "Contact", {
      referrer: "https://a.example/",
    }),
  ).toEqual({
    event: "Form Submitted",
    referrer: "https://a.example/",
    properties: { budget: "5k", size: 3 },
  });
  expect(detailsOf(track("x", { b: 1, a: 2 }), "x", new Fields({}))).toBe('{"properties":{"a":2,"b":1}}');
});

it("keeps nothing where there is nothing", () => {
  expect(details(track("Contact"), "Contact")).toBeNull();
  const libraries = { url: "https://a.example", path: "/", title: "Home", search: "", referrer: "" };
  expect(details(message("page", { properties: libraries }))).toBeNull();
});

it("keeps no token", () => {
  expect(
    details(track("x", { ll: "T", href: "https://a.example/?ll=T&x=1", deep: [{ url: "/?x=1&ll=T" }] }), "x"),
  ).toEqual({
    properties: { href: "https://a.example/?x=1", deep: [{ url: "/?x=1" }] },
  });
});

it.each([
  ["https://a.example/?ll=T", "https://a.example/"],
  ["https://a.example/?ll=T#x", "https://a.example/#x"],
  ["https://a.example/?ll=T&x=1", "https://a.example/?x=1"],
  ["https://a.example/?x=1&ll=T", "https://a.example/?x=1"],
  ["https://a.example/?x=1&ll=T&y=2&ll=U", "https://a.example/?x=1&y=2"],
  ["https://a.example/?ll=T&ll=U", "https://a.example/"],
  ["https://a.example/?roll=1", "https://a.example/?roll=1"],
])("%s without its token is %s", (url, without) => {
  expect(withoutToken(url)).toBe(without);
});

it("of too much, the longest go", () => {
  const { properties } = details(
    track("x", { essay: "x".repeat(3_990), other: "y".repeat(2_000), plan: "pro" }),
    "x",
  );
  expect(properties).toEqual({ other: "y".repeat(2_000), plan: "pro" });
});

it("is at most 4,000 letters of JSON", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 300 }),
      fc.string({ maxLength: 200 }),
      (said, name) => {
        const properties = JSON.parse(JSON.stringify(said));
        const json = detailsOf(
          track(name, properties),
          "",
          new Fields({ referrer: `"${"\\".repeat(1_000)}` }),
        );
        expect(json?.length ?? 0).toBeLessThanOrEqual(4_000);
        JSON.parse(json ?? "{}");
      },
    ),
    { numRuns: 300 },
  );
});
