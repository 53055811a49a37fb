import { expect, test } from "vitest";
import { readPresets } from "./presets.ts";

test("what the company sets", () => {
  expect(
    readPresets({
      worker: "https://leadlight.acme.example/",
      hosts: [{ host: "CRM.acme.example", name: "Acme CRM" }, { host: "http://10.0.0.7/dolibarr" }],
      chips: false,
    }),
  ).toEqual({
    worker: "https://leadlight.acme.example",
    hosts: [
      { pattern: "https://crm.acme.example/*", name: "Acme CRM" },
      { pattern: "http://10.0.0.7/*", name: null },
    ],
    chips: false,
  });
});

test("nothing set is nothing", () => {
  expect(readPresets({})).toEqual({ worker: null, hosts: [], chips: null });
});

test("an admin's slip breaks nothing else, and never asks for more than a host", () => {
  const slips = [
    7,
    null,
    {},
    { host: "" },
    { host: "*" },
    { host: "*.acme.example" },
    { host: "file:///etc" },
  ];
  expect(
    readPresets({
      worker: "http://not-safe.example",
      hosts: [...slips, { host: "crm.acme.example" }],
      chips: "no",
    }),
  ).toEqual({
    worker: null,
    hosts: [{ pattern: "https://crm.acme.example/*", name: null }],
    chips: null,
  });
  expect(readPresets({ worker: 7, hosts: "crm.acme.example" })).toEqual({
    worker: null,
    hosts: [],
    chips: null,
  });
});
