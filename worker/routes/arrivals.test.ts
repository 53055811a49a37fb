import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { Arrivals } from "../../shared/contract/sources.ts";
import { call, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { countArrivals, type MessageTouch, writeMessageTouches } from "../db/tracking.ts";

const touch = (id: string, over: Partial<MessageTouch> = {}): MessageTouch => ({
  id,
  at: Date.now(),
  kind: "page_view",
  direction: "theirs",
  channel: "Direct",
  title: `Page ${id}`,
  url: "https://acme.example/",
  campaign: null,
  content: null,
  person: null,
  details: null,
  unmapped: null,
  via: "anonymous:a",
  visitor: "v_a",
  keyId: "site",
  receivedAt: Date.now(),
  ...over,
});
const arrive = (...touches: MessageTouch[]) => {
  const list = { touches: JSON.stringify(touches) };
  return new Database(env.DB).batch([countArrivals(list), writeMessageTouches(list)]);
};
const read = async (query = "") =>
  Arrivals.parse(await (await call("marketing", `/v1/arrivals${query}`)).json()).items;
const ids = async (query = "") => (await read(query)).map(({ id }) => id);

beforeAll(async () => {
  await seedPeople();
  await new Database(env.DB).batch([
    ...insertRows(schema.leads, [
      {
        id: "ada",
        email: "ada@analytical.example",
        mailKind: "company",
        name: "Ada",
        createdAt: 1,
        updatedAt: 1,
        stageSince: 1,
      },
    ]),
    ...insertRows(schema.leadKeys, [{ kind: "email", value: "ada@analytical.example", leadId: "ada" }]),
  ]);
});

it("shows the newest first, whose they are, and each once", async () => {
  expect(await ids()).toEqual([]);
  const now = Date.now();
  await arrive(touch("1", { receivedAt: now - 3000 }), touch("2", { receivedAt: now - 3000 }));
  await arrive(
    touch("3", {
      receivedAt: now - 2000,
      channel: "Email",
      keyId: "crm",
      via: "email:ada@analytical.example",
    }),
  );
  await arrive(touch("1", { receivedAt: now - 500 }));
  expect(await ids()).toEqual(["3", "2", "1"]);
  expect(await ids("?key=site")).toEqual(["2", "1"]);
  expect((await read())[0]).toMatchObject({ who: "Ada", title: "Page 3", channel: "Email" });
  expect((await read())[1]?.who).toBe(null);
});

it("keeps twenty, however many came", async () => {
  await arrive(...Array.from({ length: 50 }, (_, n) => touch(`many-${n}`, { keyId: "busy" })));
  await arrive(touch("last", { keyId: "busy" }));
  expect(await ids("?key=busy")).toEqual(["last", ...Array.from({ length: 19 }, (_, n) => `many-${49 - n}`)]);
});

it("is for marketing", async () => {
  expect((await call("rep", "/v1/arrivals")).status).toBe(403);
  expect((await call(null, "/v1/arrivals")).status).toBe(401);
});
