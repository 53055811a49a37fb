import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyOf } from "../imports/keys.ts";
import { recordOf, tenantOf } from "./crm.ts";
import { hubspotListType } from "./hubspot.ts";
import { salesforceId } from "./salesforce-id.ts";

const at = (text: string) => recordOf(new URL(text));
const lead = "1b2c3d4e-0000-11ee-8c99-0242ac120002";

describe("the record that an address shows", () => {
  test.each([
    ["app.hubspot.com/contacts/1234567/record/0-1/501", "person", "hubspot:0-1:501"],
    ["app-eu1.hubspot.com/contacts/1234567/record/0-2/77/view/1", "company", "hubspot:0-2:77"],
    [
      "app-na2.hubspot.com/contacts/1234567/record/0-3/9?eschref=%2Fcontacts%2F1%2Frecord%2F0-1%2F2",
      "deal",
      "hubspot:0-3:9",
    ],
    ["app-ap1.hubspot.com/contacts/1234567/record/0-5/12", "other", "hubspot:0-5:12"],
    ["app-na3.hubspot.com/contacts/1234567/record/2-1122/12", "other", "hubspot:2-1122:12"],
    ["app.hubspot.com/contacts/1234567/contact/501/", "person", "hubspot:0-1:501"],
    ["app.hubspot.com/contacts/1234567/company/8/?interaction=note", "company", "hubspot:0-2:8"],
    ["app.hubspot.com/contacts/1234567/deal/9", "deal", "hubspot:0-3:9"],
    ["app.hubspot.com/contacts/1234567/ticket/9", "other", "hubspot:0-5:9"],
    [
      "app.hubspot.com/contacts/1234567/objects/0-1/views/all/list?previewRecord=501",
      "person",
      "hubspot:0-1:501",
    ],
  ])("HubSpot: %s", (page, type, key) => {
    expect(at(`https://${page}`)).toEqual({ type, key, tenant: "hubspot:1234567" });
  });

  test.each([
    ["acme.lightning.force.com/lightning/r/Lead/00Q5e00000ABCdEEAX/view", "person", "00Q5e00000ABCdEEAX"],
    ["acme.lightning.force.com/lightning/r/Lead/00Q5e00000ABCdE/view", "person", "00Q5e00000ABCdEEAX"],
    ["acme.lightning.force.com/lightning/r/0035e00000abcde/view", "person", "0035e00000abcdeAAA"],
    [
      "acme.lightning.force.com/lightning/r/Opportunity/0065e00000abcdeAAA/view",
      "deal",
      "0065e00000abcdeAAA",
    ],
    [
      "acme.lightning.force.com/lightning/r/Account/0015e00000abcdeAAA/related/Contacts/view",
      "company",
      "0015e00000abcdeAAA",
    ],
    ["acme.lightning.force.com/lightning/r/Case/500XX000000EXAMPLE/view", "other", "500XX000000EXAMPLE"],
    ["acme.lightning.force.com/lightning/r/Thing__c/a005e00000abcde/view", "other", "a005e00000abcdeAAA"],
    [
      "acme.lightning.force.com/lightning/r/Contact/0035e00000abcdeAAA/view?ws=%2Flightning%2Fr%2FAccount%2F0015e00000abcdeAAA%2Fview",
      "person",
      "0035e00000abcdeAAA",
    ],
    ["acme.lightning.force.com/one/one.app#/sObject/00Q5e00000ABCdE/view", "person", "00Q5e00000ABCdEEAX"],
    ["acme.my.salesforce.com/00Q5e00000ABCdE", "person", "00Q5e00000ABCdEEAX"],
    ["acme.my.salesforce.com/0035e00000abcdeAAA/e", "person", "0035e00000abcdeAAA"],
  ])("Salesforce: %s", (page, type, id) => {
    expect(at(`https://${page}`)).toEqual({ type, key: `salesforce:${id}`, tenant: "salesforce:acme" });
  });

  test.each([
    ["person/7", "person", "person:7"],
    ["organization/8/details", "company", "organization:8"],
    ["deal/9?tab=mail", "deal", "deal:9"],
    [`leads/inbox/${lead.toUpperCase()}`, "person", `lead:${lead}`],
    [`leads/archive/${lead}`, "person", `lead:${lead}`],
  ])("Pipedrive: %s", (path, type, key) => {
    expect(at(`https://acme.pipedrive.com/${path}`)).toEqual({
      type,
      key: `pipedrive:${key}`,
      tenant: "pipedrive:acme",
    });
  });

  test.each([
    "https://app.hubspot.com/contacts/1234567/objects/0-1/views/all/list",
    "https://app.hubspot.com/reports/1234567/0-1/501",
    "https://app.hubspot.com/contacts/1234567/record/0-1/abc",
    "https://www.hubspot.com/contacts/1234567/record/0-1/501",
    "https://app.hubspot.com.evil.example/contacts/1234567/record/0-1/501",
    "https://evil.example/contacts/1234567/record/0-1/501",
    "https://acme.lightning.force.com/lightning/o/Lead/list?filterName=00Q5e00000ABCdE",
    "https://acme.lightning.force.com/lightning/o/Lead/new?backgroundContext=%2Flightning%2Fr%2F00Q5e00000ABCdE%2Fview",
    "https://acme.lightning.force.com/lightning/r/Lead/00Q5e00000ABCdE1/view",
    "https://acme.my.salesforce.com/servlet",
    "https://acme.my.salesforce.com/administration1",
    "https://lightning.force.com/lightning/r/Lead/00Q5e00000ABCdE/view",
    "https://acme.lightning.force.com.evil.example/lightning/r/Lead/00Q5e00000ABCdE/view",
    "https://acme.pipedrive.com/persons/list",
    "https://acme.pipedrive.com/deal/add",
    "https://acme.pipedrive.com/person/0",
    "https://www.pipedrive.com/person/7",
    "https://acme.evil.pipedrive.com/person/7",
  ])("none: %s", (page) => expect(at(page)).toBeNull());

  test("whatever the path, it breaks nothing, and a record has its own address's tenant", () => {
    const hosts = fc.constantFrom(
      "app.hubspot.com",
      "acme.lightning.force.com",
      "acme.pipedrive.com",
      "x.example",
    );
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom(
          "contacts",
          "record",
          "lightning",
          "r",
          "person",
          "0-1",
          "2-77",
          "1234567",
          "00Q5e00000ABCdE",
          "view",
        ),
        fc.webSegment(),
      ),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(hosts, parts, fc.webQueryParameters(), (host, path, query) => {
        const url = new URL(`https://${host}/${path.join("/")}?${query}`);
        const record = recordOf(url);
        if (record) {
          expect(record.tenant).toBe(tenantOf(url));
          expect(record.key.startsWith(`${record.tenant.split(":")[0]}:`)).toBe(true);
        }
      }),
    );
  });
});

test("whose CRM it is: a portal, a domain, a company", () => {
  const of = (page: string) => tenantOf(new URL(`https://${page}`));
  expect(of("app-eu1.hubspot.com/contacts/99/objects/0-1")).toBeNull();
  expect(of("app-eu1.hubspot.com/live-messages/1234567/inbox")).toBe("hubspot:1234567");
  expect(of("acme--uat.sandbox.lightning.force.com/")).toBe("salesforce:acme--uat.sandbox");
  expect(of("acme--uat.sandbox.my.salesforce.com/")).toBe("salesforce:acme--uat.sandbox");
  expect(of("acme--uat.cs12.my.salesforce.com/")).toBe("salesforce:acme--uat");
  expect(of("acme-dev-ed.develop.lightning.force.com/")).toBe("salesforce:acme-dev-ed.develop");
  expect(of("acme.pipedrive.com/")).toBe("pipedrive:acme");
  expect(of("mail.google.com/mail/")).toBeNull();
});

test("what a HubSpot list lists", () => {
  const of = (path: string) => hubspotListType(new URL(`https://app.hubspot.com/contacts/1234567/${path}`));
  expect(of("objects/0-2/views/all/list")).toBe("0-2");
  expect(of("contacts/list/view/all/")).toBe("0-1");
  expect(of("deals/board/view/all/")).toBe("0-3");
  expect(of("record/0-1/501")).toBeNull();
});

describe("Salesforce ids", () => {
  const id15 = fc
    .array(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), {
      minLength: 15,
      maxLength: 15,
    })
    .map((signs) => signs.join(""));

  test("15 characters and 18 are one id, and nothing else is the same", () => {
    expect(salesforceId("0015e00000abcde")).toBe("0015e00000abcdeAAA");
    fc.assert(
      fc.property(id15, id15, (one, other) => {
        const whole = salesforceId(one);
        expect(whole).toMatch(/^[A-Za-z0-9]{15}[A-Z0-5]{3}$/);
        expect(salesforceId(whole)).toBe(whole);
        if (one !== other) expect(salesforceId(other).toLowerCase()).not.toBe(whole.toLowerCase());
      }),
    );
  });

  test("18 characters whose case was lost get it back", () => {
    fc.assert(
      fc.property(id15, (id) => {
        const whole = salesforceId(id);
        expect(salesforceId(whole.toLowerCase())).toBe(whole);
        expect(salesforceId(whole.toUpperCase())).toBe(whole);
      }),
    );
  });

  test("18 characters that do not fit together stay as they are, as does what is no id", () => {
    for (const text of ["500XX000000EXAMPLE", "", "00Q", "0015e00000abcde!"])
      expect(salesforceId(text)).toBe(text);
  });
});

test("a page's key is an import's", () => {
  const key = (kind: string, text: string) => keyOf(kind, text);
  expect(key("hubspot", "501")).toEqual({
    key: at("https://app.hubspot.com/contacts/1234567/record/0-1/501")?.key,
  });
  expect(key("salesforce", "00Q5e00000ABCdE")).toEqual({
    key: at("https://acme.lightning.force.com/lightning/r/00Q5e00000ABCdEEAX/view")?.key,
  });
  expect(key("pipedrive", "7")).toEqual({ key: at("https://acme.pipedrive.com/person/7")?.key });
  expect(key("pipedrive", lead)).toEqual({ key: at(`https://acme.pipedrive.com/leads/inbox/${lead}`)?.key });
});
