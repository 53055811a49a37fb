import { expect, test } from "vitest";
import { dealIds, isPersonKey } from "./record-keys.ts";

test.each([
  ["hubspot", "0-3:7", ["hubspot:0-3:7", "0-3:7", "7"]],
  ["hubspot", "0-1:7", []],
  ["pipedrive", "deal:12", ["pipedrive:deal:12", "deal:12", "12"]],
  ["pipedrive", "person:12", []],
  [
    "salesforce",
    "0065g00000AbCdEAAV",
    ["salesforce:0065g00000AbCdEAAV", "0065g00000AbCdEAAV", "0065g00000AbCdE"],
  ],
  ["salesforce", "0035g00000AbCdEAAV", []],
  ["espocrm", "Opportunity:9f", ["espocrm:Opportunity:9f", "Opportunity:9f", "9f"]],
  ["email", "ada@analytical.example", []],
])("a deal by %s:%s", (kind, value, ids) => expect(dealIds(kind, value)).toEqual(ids));

test.each([
  ["hubspot", "0-1:7", "hubspot:1", true],
  ["hubspot", "0-2:7", "hubspot:1", false],
  ["hubspot", "0-1:7", "salesforce:acme", false],
  ["salesforce", "00Q5g00000AbCdEAAV", "salesforce:acme", true],
  ["salesforce", "0015g00000AbCdEAAV", "salesforce:acme", false],
  ["pipedrive", "lead:0190", "pipedrive:acme", true],
  ["hubspot", "0-1:7", "crm.acme.example", false],
  ["espocrm", "Contact:9f", "crm.acme.example", true],
  ["user", "9f", "crm.acme.example", false],
  ["email", "ada@analytical.example", "crm.acme.example", false],
])("%s:%s of %s is a person's: %s", (kind, value, tenant, is) =>
  expect(isPersonKey({ kind, value }, tenant)).toBe(is),
);
