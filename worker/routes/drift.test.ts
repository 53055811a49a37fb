import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { Drift, type DriftReport } from "../../shared/contract/drift.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { call, DAY, seedPeople } from "../../test/workspace.ts";
import { Database } from "../db/run.ts";
import { forgetDrift } from "../jobs/drift.ts";

beforeAll(seedPeople);
beforeEach(async () => {
  await env.DB.prepare("delete from drift").run();
  await call("admin", "/v1/settings", { method: "PUT", body: { driftReports: true } });
});

const report = (over: Partial<Record<keyof DriftReport, unknown>> = {}) => ({
  site: "gmail",
  version: "0.1.0",
  kind: "nobody",
  signs: ["url: thread"],
  failed: ["sender: gD", "sender: heading"],
  doubts: [],
  outline: "0 body\n1 div .main [role tabindex]\n2 span [email name] x12\n",
  ...over,
});
const send = (body: unknown) => call("rep", "/v1/drift", { method: "POST", body });
const listed = async () => Drift.parse(await (await call("marketing", "/v1/drift")).json());

it("keeps a report, and counts the same again", async () => {
  expect((await send(report())).status).toBe(204);
  expect((await send(report({ outline: "0 body\n" }))).status).toBe(204);
  await send(report({ version: "0.2.0" }));
  const { items, allowed } = await listed();
  expect(allowed).toBe(true);
  expect(items.map(({ version, reports }) => [version, reports]).sort()).toEqual([
    ["0.1.0", 2],
    ["0.2.0", 1],
  ]);
  expect(items.find(({ version }) => version === "0.1.0")).toMatchObject(report());
});

it("takes nothing where no admin allows it", async () => {
  await call("admin", "/v1/settings", { method: "PUT", body: { driftReports: false } });
  expect((await send(report())).status).toBe(403);
  expect(await listed()).toEqual({ items: [], allowed: false });
});

it.each([
  ["text in the outline", { outline: "0 body Hello Ada\n" }, "outline"],
  ["an address in the outline", { outline: "0 div [ada@analytical.example]\n" }, "outline"],
  ["an address for a way", { failed: ["ada@analytical.example"] }, "failed.0"],
  ["an address for a site", { site: "https://crm.example" }, "site"],
  ["too much", { outline: "0 body\n".repeat(2000) }, "outline"],
])("refuses %s by its field", async (_, over, field) => {
  const answer = await send(report(over));
  expect(answer.status).toBe(400);
  expect(Problem.parse(await answer.json()).errors?.map((error) => error.field)).toContain(field);
});

it("keeps no more than twenty of a version, and those go on being counted", async () => {
  for (let n = 0; n < 25; n += 1) await send(report({ failed: [`sender: way ${n}`] }));
  await send(report({ failed: ["sender: way 3"] }));
  const { items } = await listed();
  expect(items).toHaveLength(20);
  expect(items.find(({ failed }) => failed[0] === "sender: way 3")?.reports).toBe(2);
});

it("is read by marketing and admins alone, and forgotten after ninety days without news", async () => {
  await send(report());
  expect((await call("rep", "/v1/drift")).status).toBe(403);
  await forgetDrift(new Database(env.DB), Date.now() + 89 * DAY);
  expect((await listed()).items).toHaveLength(1);
  await forgetDrift(new Database(env.DB), Date.now() + 91 * DAY);
  expect((await listed()).items).toHaveLength(0);
});
