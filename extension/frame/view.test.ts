import { expect, test } from "vitest";
import type { RecordRef } from "../../shared/domain/crm/record.ts";
import { nothing } from "../sites/site.ts";
import { viewOf } from "./view.ts";

const site = { id: "pipedrive", name: "Pipedrive" };
const view = (record: RecordRef) =>
  viewOf(site, { ...nothing(), view: "open", record, domains: ["acme.example"], threadKey: record.key }, []);

test("whoever was picked of one company's record is not picked of the same number in another's CRM", () => {
  const keys = ["pipedrive:acme", "pipedrive:other"].map(
    (tenant) => view({ type: "company", key: "pipedrive:organization:8", tenant }).threadKey,
  );
  expect(new Set(keys).size).toBe(2);
  expect(keys).not.toContain(null);
});

test("a record that is nobody's to show has no name to remember anything by", () => {
  expect(view({ type: "other", key: "hubspot:0-5:9", tenant: "hubspot:1" })).toMatchObject({
    state: "nobody",
    record: null,
    threadKey: null,
  });
});
