import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { Conflicts, Merges } from "../../shared/contract/merges.ts";
import { message, parcel } from "../../test/parcels.ts";
import { clearTouches, exportAll } from "../../test/tracked.ts";
import { call, DAY, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { type Config, readConfig } from "../db/config.ts";
import { rebuildHeat } from "../db/heat.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { takeIn } from "./take-in.ts";

/** What messages make one, somebody can make two again: as if the messages had not said so. */

let config: Config;
beforeAll(async () => {
  await seedPeople();
  config = await readConfig(new Database(env.DB));
});
beforeEach(clearTouches);

const T0 = 1_790_000_000_000;
const server = async (...messages: ReturnType<typeof message>[]) => {
  for (const each of messages) await takeIn(new Database(env.DB), config, [parcel(each.id, [each])]);
};
const bystander = async (...messages: ReturnType<typeof message>[]) => {
  for (const each of messages)
    await takeIn(new Database(env.DB), config, [parcel(each.id, [each], { trust: "public" })]);
};
const everything = async (): Promise<Record<string, unknown[]> & { leads: string[] }> => ({
  leads: [],
  ...Object.fromEntries(await exportAll(config)),
  claims: (await env.DB.prepare("select id, via, key, state, kind, title from claims order by id").all())
    .results,
  cooled: (await env.DB.prepare("select via, kinds from cooled order by via").all()).results,
});
const known = [
  message("k1", { type: "identify", userId: "u", anonymousId: "du", name: null, traits: { name: "Uma" } }),
  message("k2", { userId: "u", anonymousId: null, name: "Trial Started", at: T0 + DAY }),
  message("k3", {
    type: "identify",
    anonymousId: "de",
    name: null,
    traits: { email: "e@prospect.example", name: "Eve", title: "CTO" },
    at: T0 + DAY,
  }),
  message("k4", {
    anonymousId: null,
    name: "Email Opened",
    properties: { email: "e@prospect.example" },
    at: T0 + 2 * DAY,
  }),
  message("k5", {
    anonymousId: null,
    name: "Sequence Entered",
    properties: { email: "e@prospect.example", sequence_name: "Autumn nurture" },
  }),
];
const seen = [
  message("s1", { type: "page", name: "Home", anonymousId: "du" }),
  message("s2", { type: "page", name: "Pricing", anonymousId: "de" }),
  message("s3", { type: "identify", anonymousId: "x", name: null, traits: { email: "e@prospect.example" } }),
  message("s4", { name: "Demo Requested", anonymousId: "x" }),
];
const one = message("j", {
  type: "identify",
  userId: "u",
  anonymousId: null,
  name: null,
  traits: { email: "e@prospect.example", title: "CEO" },
  at: T0 + 3 * DAY,
});

it("undone, a merge of messages has changed nothing, and comes again no more", async () => {
  await bystander(...seen);
  await server(...known);
  const lead = await env.DB.prepare("select lead_id from lead_keys where kind = 'email'").first<{
    lead_id: string;
  }>();
  await new Database(env.DB).batch([
    ...insertRows(schema.cooled, [
      { leadId: lead?.lead_id ?? "", via: "anonymous:de", kinds: '{"form":[1,1,1,0,0,0]}' },
    ]),
    ...insertRows(schema.touches, [
      {
        id: "file",
        leadId: lead?.lead_id ?? "",
        at: T0,
        kind: "event",
        direction: "theirs",
        channel: "Events",
        title: "Fair",
      },
    ]),
    ...rebuildHeat({ leads: JSON.stringify([lead?.lead_id]) }),
  ]);
  await server(
    message("warm", { type: "identify", userId: "u", anonymousId: "du2", name: null, at: T0 + DAY }),
  );
  const before = await everything();
  expect(before.leads).toHaveLength(2);

  await server(one);
  expect((await everything()).leads).toHaveLength(1);
  const lasting = await env.DB.prepare("select count(distinct lead_id) as n from touches").first();
  expect(lasting).toEqual({ n: 2 });
  const { items } = Merges.parse(await (await call("marketing", "/v1/merges")).json());
  expect(items[0]).toMatchObject({ by: null, undoneAt: null });
  expect((await call("marketing", `/v1/merges/${items[0]?.id}`, { method: "DELETE" })).status).toBe(204);

  const after = await everything();
  // The title was said of the user, whoever else that is.
  expect({ ...after, leads: [], scores: [] }).toEqual({ ...before, leads: [], scores: [] });
  expect(after.leads.map((line) => line.replace('"title":"CEO"', '"title":null'))).toEqual(before.leads);
  await bystander(...seen);
  await server(...known, one);
  expect(await everything()).toEqual(after);
});

it("two who disagree are listed with what says so, and stay two", async () => {
  const said = (id: string, userId: string, email: string, at: number) =>
    message(id, { type: "identify", userId, anonymousId: null, name: null, traits: { email }, at });
  await server(
    said("a", "a", "a@prospect.example", T0),
    said("b", "b", "b@prospect.example", T0),
    said("ab", "a", "b@prospect.example", T0 + DAY),
  );
  const list = async () =>
    Conflicts.parse(await (await call("marketing", "/v1/conflicts")).json()).items.map(
      ({ leads, at, row }) => ({
        keys: leads.flatMap(({ said }) => said).sort(),
        at,
        row,
      }),
    );
  expect(await list()).toEqual([{ keys: ["email:b@prospect.example", "user:a"], at: T0 + DAY, row: null }]);
  expect((await everything()).leads).toHaveLength(2);
  // Said before anybody else had the address, it was that user's, and who came with it later is the same.
  await server(said("first", "a", "b@prospect.example", T0 - DAY));
  expect(await list()).toEqual([]);
  expect((await everything()).leads).toHaveLength(1);
});
