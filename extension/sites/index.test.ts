import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { generic } from "./generic/index.ts";
import { localSites, storeSites } from "./index.ts";

const all = [...storeSites, ...localSites];

test("folders and registry name the same sites", () => {
  const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "helpers")
    .map(({ name }) => name);
  expect([...all, generic].map(({ id }) => id).sort()).toEqual(folders.sort());
});

test("no page of one site is another's", () => {
  for (const url of [
    "https://mail.google.com/mail/u/0/#inbox",
    "https://outlook.office.com/mail/inbox/id/AAQk",
    "https://outlook.office365.com/mail/",
    "https://outlook.live.com/mail/0/",
    "https://outlook.cloud.microsoft/mail/deeplink/read/AAMk",
    "https://calendar.google.com/calendar/u/0/r/week",
    "https://app.hubspot.com/contacts/1234567/record/0-1/501",
    "https://app-eu1.hubspot.com/contacts/1234567/objects/0-1/views/all/list",
    "https://acme.lightning.force.com/lightning/r/Lead/00Q5e00000ABCdEEAX/view",
    "https://acme--uat.sandbox.my.salesforce.com/00Q5e00000ABCdE",
    "https://acme.pipedrive.com/person/7",
    "http://localhost:8787/sample/mail",
  ])
    expect(all.filter((site) => site.accepts(new URL(url)))).toHaveLength(1);
});

test("store builds reach https pages only", () => {
  for (const pattern of storeSites.flatMap(({ matches }) => matches))
    expect(pattern).toMatch(/^https:\/\/(\*\.[a-z.]+\.com\/|[^*])/);
});
