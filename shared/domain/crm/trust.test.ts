import { expect, test } from "vitest";
import { isTrusted, mayAskFor } from "./trust.ts";

test.each([
  ["hubspot:1", [], true, false],
  ["hubspot:1", ["hubspot:1"], true, true],
  ["hubspot:1", ["hubspot:2"], false, false],
  ["hubspot:1", ["hubspot:2", "HubSpot:1".toLowerCase()], true, true],
  ["hubspot:1", ["salesforce:acme"], true, false],
  ["salesforce:Acme", ["salesforce:acme"], true, true],
  ["crm.acme.example", ["hubspot:1"], true, false],
  ["crm.acme.example", ["crm.acme.example"], true, true],
  ["crm.other.example:8080", ["crm.acme.example"], false, false],
  ["hubspot:1", ["crm.acme.example"], true, false],
])("%s where %j is trusted: asked %s, kept %s", (tenant, trusted, isAsked, isKept) => {
  expect(mayAskFor(tenant, trusted)).toBe(isAsked);
  expect(isTrusted(tenant, trusted)).toBe(isKept);
});
