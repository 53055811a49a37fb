import { describe, expect, it } from "vitest";
import { crmName, readCrm } from "./crms.ts";

describe("a CRM that is trusted", () => {
  it.each([
    ["https://app.hubspot.com/contacts/1234567/record/0-1/151", "hubspot:1234567"],
    ["app-eu1.hubspot.com/contacts/1234567/objects/0-2/views/all/list", "hubspot:1234567"],
    ["https://acme.lightning.force.com/lightning/r/Lead/00Q5g00000AbCdEAAV/view", "salesforce:acme"],
    ["https://Acme.pipedrive.com/deal/12", "pipedrive:acme"],
    ["https://crm.acme.example/#Contact/view/1", "crm.acme.example"],
    ["https://crm.acme.example:8443/", "crm.acme.example:8443"],
    ["crm.acme.example", "crm.acme.example"],
    ["http://localhost:8080/index.php", "localhost:8080"],
    [" HubSpot:1234567 ", "hubspot:1234567"],
  ])("is read from %s", (text, tenant) => expect(readCrm(text)).toEqual({ tenant }));

  it.each([
    ["", "no_address"],
    ["our crm", "no_address"],
    ["hubspot", "no_address"],
    ["javascript:alert(1)", "no_address"],
    ["https://app.hubspot.com/login", "no_record"],
    ["https://www.pipedrive.com/", "no_record"],
    ["https://login.salesforce.com/", "no_record"],
  ])("is not read from %s", (text, problem) => expect(readCrm(text)).toEqual({ problem }));

  it("has a name that a person reads", () => {
    expect(["hubspot:1234567", "salesforce:acme", "crm.acme.example"].map(crmName)).toEqual([
      "HubSpot 1234567",
      "Salesforce acme",
      "crm.acme.example",
    ]);
  });
});
