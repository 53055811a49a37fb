// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import type { HostView, OptionsView } from "../background/answers.ts";
import { Connection } from "./Connection.tsx";
import { Hosts } from "./Hosts.tsx";

const crm = "https://crm.acme.example/*";
const wanted: HostView = { pattern: crm, host: "crm.acme.example", name: "Acme CRM", allowed: false };

function show(hosts: HostView[], problem: string | null = null) {
  const deeds = { allowHost: vi.fn(async (_: string) => problem), removeHost: vi.fn((_: string) => {}) };
  render(<Hosts hosts={hosts} deeds={deeds} />, document.body);
  return deeds;
}
const click = (name: string) =>
  act(async () => {
    const button = [...document.querySelectorAll("button")].find(
      (one) => (one.getAttribute("aria-label") ?? one.textContent) === name,
    );
    button?.click();
  });
afterEach(() => render(null, document.body));

it("says what the company wants; one click asks the browser", async () => {
  const deeds = show([wanted], "The browser was not allowed to.");
  expect(document.body.textContent).toContain(
    "Your company wants Leadlight beside crm.acme.example · Acme CRM",
  );
  await click("Allow");
  expect(deeds.allowHost).toHaveBeenCalledExactlyOnceWith(crm);
  expect(document.querySelector("[role=alert]")?.textContent).toBe("The browser was not allowed to.");
});

it("where it stands, one click ends that", async () => {
  const deeds = show([{ ...wanted, allowed: true }]);
  await click("Remove crm.acme.example");
  expect(deeds.removeHost).toHaveBeenCalledExactlyOnceWith(crm);
});

it("names of hosts and of companies are text", () => {
  show([{ ...wanted, name: "<img src=x>", allowed: true }]);
  expect(document.querySelector("img")).toBeNull();
  expect(document.body.textContent).toContain("<img src=x>");
});

it("the company's address is offered to whoever is not connected", () => {
  const view: OptionsView = {
    address: null,
    offeredAddress: "https://leadlight.acme.example",
    connection: "none",
    person: null,
    workspace: null,
    version: null,
    enabledSites: null,
    chips: true,
    outbox: [],
  };
  render(<Connection view={view} deeds={{ ...noDeeds }} />, document.body);
  expect(document.querySelector<HTMLInputElement>("input[inputmode=url]")?.value).toBe(
    "https://leadlight.acme.example",
  );
});

const noDeeds = {
  connect: async () => null,
  disconnect: () => {},
  setSites: () => {},
  setChips: () => {},
  allowHost: async () => null,
  removeHost: () => {},
  retry: async () => {},
  discard: () => {},
};
