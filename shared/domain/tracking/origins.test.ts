import { describe, expect, it } from "vitest";
import { allowsOrigin, originOf } from "./origins.ts";

describe("originOf", () => {
  it.each([
    ["https://www.Acme.example", "https://www.acme.example"],
    ["https://www.acme.example/", "https://www.acme.example"],
    ["https://www.acme.example:443", "https://www.acme.example"],
    ["http://localhost:5173", "http://localhost:5173"],
    ["https://*.acme.example", "https://*.acme.example"],
    ["https://müller.example", "https://xn--mller-kva.example"],
  ])("%s is %s to a browser", (text, origin) => expect(originOf(text)).toBe(origin));

  it.each([
    "acme.example",
    "https://acme.example/shop",
    "https://acme.example?a",
    "https://me@acme.example",
    "file:///etc",
    "https://a:b:c",
    "null",
    "",
  ])("%s is none", (text) => expect(originOf(text)).toBeNull());
});

describe("allowsOrigin", () => {
  const acme = ["https://www.acme.example", "https://*.acme.test"];

  it("takes any sender where nothing is limited", () => {
    for (const origin of [null, "null", "https://anywhere.example"])
      expect(allowsOrigin([], origin)).toBe(true);
  });

  it.each(["https://www.acme.example", "https://www.acme.test", "https://a.b.acme.test"])(
    "takes %s",
    (origin) => expect(allowsOrigin(acme, origin)).toBe(true),
  );

  it.each([
    null,
    "null",
    "",
    "http://www.acme.example",
    "https://acme.example",
    "https://www.acme.example:8443",
    "https://www.acme.example.evil.test",
    "https://acme.test",
    "https://.acme.test.evil.test",
    "https://evilacme.test",
    "https://evil.test/.acme.test",
    "https://evil.test#.acme.test",
    "http://a.acme.test",
    "https://.acme",
  ])("refuses %s", (origin) => expect(allowsOrigin(acme, origin)).toBe(false));
});
