import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { random } from "../../test/forgery/forging.ts";
import { openWorkspace, sendAsServer, sendAsStranger } from "../../test/forgery/world.ts";
import { addLead, call, costOf, type Who } from "../../test/workspace.ts";

const tenant = "hubspot:1234567";
let number = 1_000;
let key = "";
let email = "";
let id = "";

beforeAll(openWorkspace);
beforeEach(async () => {
  number += 1;
  key = `hubspot:0-1:${number}`;
  email = `dora${number}@acme${number}.example`;
  id = await addLead({ email, name: "Dora" });
  await trust(tenant);
});

const trust = (...trustedCrms: string[]) =>
  call("admin", "/v1/settings", { method: "PUT", body: { trustedCrms } });
const keep = (body: object = { key, tenant }, leadId = id, who: Who = "rep") =>
  call(who, `/v1/leads/${leadId}/keys`, { body });
const problemOf = async (answer: Response) => Problem.parse(await answer.json());
const leadOf = async (of: string) => {
  const answer = await call("rep", `/v1/insight?key=${encodeURIComponent(of)}`);
  return answer.status === 200 ? Insight.parse(await answer.json()).lead : null;
};

it("is kept by any rep, once, and leads to the lead from then on", async () => {
  expect(await leadOf(key)).toBeNull();
  for (const written of [true, false]) {
    const answer = await keep();
    expect(await answer.json()).toEqual({ kept: true });
    expect(costOf(answer).written > 0).toBe(written);
  }
  expect((await leadOf(key))?.id).toBe(id);
});

it("is never taken from another lead", async () => {
  const other = await addLead({ email: `other.${email}`, keys: [key] });
  const answer = await keep();
  expect(answer.status).toBe(409);
  expect(await problemOf(answer)).toMatchObject({ code: "conflict", errors: [{ field: "key" }] });
  expect((await leadOf(key))?.id).toBe(other);
  expect((await leadOf(`email:${email}`))?.id).toBe(id);
});

it("is one lead's where two ask for it at the same time", async () => {
  const other = await addLead({ email: `other.${email}` });
  const answers = await Promise.all([keep(), keep({ key, tenant }, other)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it.each([
  ["none is trusted", []],
  ["another one is trusted", ["hubspot:7654321"]],
])("is not kept where %s", async (_, trusted) => {
  await trust(...trusted);
  const answer = await keep();
  expect(answer.status).toBe(403);
  expect(await problemOf(answer)).toMatchObject({ code: "not_allowed", errors: [{ field: "tenant" }] });
  expect(await leadOf(key)).toBeNull();
});

it.each([
  ["a company's record", "hubspot:0-2:7"],
  ["a record of another make of CRM", "pipedrive:person:7"],
  ["an address", "email:eve@evil.example"],
  ["the hash of an address", `sha256:${"ab".repeat(32)}`],
])("is not kept if it is %s", async (_, other) => {
  const answer = await keep({ key: other, tenant });
  expect(answer.status).toBe(400);
  expect(await problemOf(answer)).toMatchObject({ code: "invalid_input", errors: [{ field: "key" }] });
  expect(await leadOf(other)).toBeNull();
});

it("of Salesforce is one, long or short, on every way in", async () => {
  await trust("salesforce:acme");
  const short = "00Q5g00000AbCdE";
  expect((await keep({ key: `salesforce:${short}`, tenant: "salesforce:acme" })).status).toBe(200);
  const { results } = await env.DB.prepare("select value from lead_keys where kind = 'salesforce'").all<{
    value: string;
  }>();
  expect(results).toHaveLength(1);
  const value = results[0]?.value ?? "";
  expect(value).toHaveLength(18);
  for (const form of [short, value]) {
    expect((await leadOf(`salesforce:${form}`))?.id).toBe(id);
    const chips = await call("rep", "/v1/insights", { body: { keys: [`salesforce:${form}`] } });
    expect(await chips.json()).toMatchObject({ items: [{ key: `salesforce:${form}`, leadId: id }] });
    expect(await addLead({ keys: [`salesforce:${form}`], title: "COO" })).toBe(id);
  }
});

it("is of a lead that there is, and not of one that strangers alone have spoken of", async () => {
  expect((await keep({ key, tenant }, "nobody")).status).toBe(404);
  const claimed = `claimed${number}@acme.example`;
  await sendAsStranger({
    path: "/v1/identify",
    body: { messageId: random(), anonymousId: random(), traits: { email: claimed } },
  });
  const stranger = await leadOf(`email:${claimed}`);
  expect((await keep({ key, tenant }, stranger?.id)).status).toBe(404);
});

it("holds against what messages say of it later", async () => {
  await keep();
  await sendAsServer("identify", {
    messageId: random(),
    userId: `somebody else ${number}`,
    traits: { email: `else.${email}`, name: "Else" },
    context: {
      externalIds: [{ id: `0-1:${number}`, type: "hubspot", collection: "users", encoding: "none" }],
    },
  });
  expect((await leadOf(key))?.id).toBe(id);
  expect((await leadOf(`email:${email}`))?.id).toBe(id);
});

it("names the field that is wrong, and is closed to nobody in particular", async () => {
  for (const [body, field] of [
    [{ key, tenant: "no tenant at all" }, "tenant"],
    [{ key: "no key", tenant }, "key"],
  ] as const)
    expect(await problemOf(await keep(body))).toMatchObject({ code: "invalid_input", errors: [{ field }] });
  expect((await call(null, `/v1/leads/${id}/keys`, { body: { key, tenant } })).status).toBe(401);
});
