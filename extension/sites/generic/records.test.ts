import { expect, test } from "vitest";
import { recordOf } from "./records.ts";

const uuid = "10b116d8-f54c-3031-dedc-6b01f3e00646";
const known: [address: string, key: string, type: string, tenant?: string][] = [
  ["https://crm.acme.example/#Lead/view/64f0aa0000000000a", "espocrm:Lead:64f0aa0000000000a", "person"],
  [
    "https://crm.acme.example/espo/#Contact/edit/64f0aa0000000000a",
    "espocrm:Contact:64f0aa0000000000a",
    "person",
  ],
  [
    "https://crm.acme.example/#Account/view/64f0aa0000000000a",
    "espocrm:Account:64f0aa0000000000a",
    "company",
  ],
  [
    "https://crm.acme.example/#Opportunity/view/64f0aa0000000000a",
    "espocrm:Opportunity:64f0aa0000000000a",
    "deal",
  ],
  ["https://crm.acme.example/#Case/view/64f0aa0000000000a", "espocrm:Case:64f0aa0000000000a", "other"],
  [
    `https://crm.acme.example/index.php?module=Leads&offset=1&action=DetailView&record=${uuid}`,
    `suitecrm:Leads:${uuid}`,
    "person",
  ],
  [
    `https://crm.acme.example/index.php?action=ajaxui#ajaxUILoc=index.php%3Fmodule%3DAccounts%26action%3DDetailView%26record%3D${uuid}`,
    `suitecrm:Accounts:${uuid}`,
    "company",
  ],
  [`https://crm.acme.example/#/leads/record/${uuid}`, `suitecrm:Leads:${uuid}`, "person"],
  [
    `https://crm.acme.example/public/#/opportunities/record/${uuid}?return=1`,
    `suitecrm:Opportunities:${uuid}`,
    "deal",
  ],
  [
    "https://crm.acme.example/index.php?module=Contacts&view=Detail&record=12",
    "vtiger:Contacts:12",
    "person",
  ],
  [`https://crm.acme.example/#Contacts/${uuid}`, `sugarcrm:Contacts:${uuid}`, "person"],
  [
    "http://127.0.0.1:8080/contact/card.php?id=3&save_lastsearch_values=1",
    "dolibarr:contact:3",
    "person",
    "127.0.0.1:8080",
  ],
  ["https://erp.acme.example/dolibarr/societe/card.php?socid=7", "dolibarr:societe:7", "company"],
  ["https://erp.acme.example/comm/propal/card.php?id=9", "dolibarr:propal:9", "deal"],
  ["https://acme.odoo.com/odoo/crm/42", "odoo:crm.lead:42", "person"],
  ["https://acme.odoo.com/odoo/contacts/5/crm/42", "odoo:crm.lead:42", "person"],
  ["https://acme.odoo.com/odoo/contacts/42", "odoo:res.partner:42", "person"],
  ["https://acme.odoo.com/web#id=42&menu_id=1&model=crm.lead&view_type=form", "odoo:crm.lead:42", "person"],
  [`https://acme.twenty.com/object/person/${uuid}`, `twenty:person:${uuid}`, "person"],
  [`https://acme.twenty.com/object/company/${uuid}`, `twenty:company:${uuid}`, "company"],
  [
    `https://acme.crm4.dynamics.com/main.aspx?appid=1&pagetype=entityrecord&etn=lead&id=%7b${uuid.toUpperCase()}%7d`,
    `dynamics:lead:${uuid}`,
    "person",
  ],
  [
    `https://acme.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=opportunity&id=${uuid}`,
    `dynamics:opportunity:${uuid}`,
    "deal",
  ],
  ["https://crm.acme.example/#/contacts/12/show", "atomic:contacts:12", "person"],
  ["https://crm.acme.example/#/deals/12/show", "atomic:deals:12", "deal"],
  ["https://crm.zoho.eu/crm/org77/tab/Leads/5001", "zoho:Leads:5001", "person", "zoho:org77"],
  ["https://acme.myfreshworks.com/crm/sales/contacts/5001", "freshsales:contacts:5001", "person"],
  ["https://app.close.com/lead/lead_Ab12/", "close:lead:lead_Ab12", "company"],
  ["https://app.copper.com/companies/9/app#/contact/5", "copper:contact:5", "person", "copper:9"],
  ["https://crm.acme.example/crm/leads/CRM-LEAD-2026-00001", "frappe:lead:CRM-LEAD-2026-00001", "person"],
  ["https://erp.acme.example/app/opportunity/CRM-OPP-1", "frappe:opportunity:CRM-OPP-1", "deal"],
];

test.each(known)("%s", (address, key, type, tenant) => {
  const url = new URL(address);
  expect(recordOf(url)).toEqual({ key, type, tenant: tenant ?? url.host });
});

test.each([
  "https://crm.acme.example/",
  "https://crm.acme.example/#Lead",
  "https://crm.acme.example/#Lead/create",
  "https://crm.acme.example/#Lead/list/primaryFilter=new",
  "https://crm.acme.example/index.php?module=Leads&action=index",
  "https://crm.acme.example/index.php?module=Leads&action=ListView&record=",
  "https://crm.acme.example/#/leads",
  "https://crm.acme.example/#/contacts/create",
  "https://erp.acme.example/contact/list.php",
  "https://erp.acme.example/contact/card.php?action=create&id=1",
  "https://acme.odoo.com/odoo/crm",
  "https://acme.odoo.com/odoo/crm/new",
  "https://acme.crm4.dynamics.com/main.aspx?pagetype=entitylist&etn=lead",
  "https://evil.example/crm/org77/tab/Leads/5001",
  "https://crm.zoho.eu.evil.example/crm/org77/tab/Leads/5001",
  "https://news.example/2026/11/22/lead/9",
  "https://mail.acme.example/?_task=mail&_uid=6&_mbox=INBOX&_action=show",
  "mailto:ada@analytical.example",
])("no record: %s", (address) => {
  expect(recordOf(new URL(address))).toBeNull();
});
