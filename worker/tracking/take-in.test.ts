import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../shared/domain/tracking/message.ts";
import { message, parcel } from "../../test/parcels.ts";
import { addLead, DAY, seedPeople } from "../../test/workspace.ts";
import { type Config, readConfig } from "../db/config.ts";
import { Database } from "../db/run.ts";
import { takeIn } from "./take-in.ts";
import { visitorId } from "./visitors.ts";

let config: Config;
beforeAll(async () => {
  await seedPeople();
  config = await readConfig(new Database(env.DB));
});

let tag = "";
beforeEach(() => {
  tag = crypto.randomUUID().slice(0, 8);
});

const T0 = 1_790_000_000_000;
/** D1's limit of a request is 50; reading the key and the configuration takes some. */
const MOST_STATEMENTS = 45;
const rows = async <Row>(text: string, ...params: (string | number)[]): Promise<Row[]> =>
  (
    await env.DB.prepare(text)
      .bind(...params)
      .all<Row>()
  ).results;
const one = async <Row>(text: string, ...params: (string | number)[]): Promise<Row | undefined> =>
  (await rows<Row>(text, ...params))[0];
const leadOf = async (key: string): Promise<string | undefined> => {
  const [kind = "", ...value] = key.split(":");
  return (
    await one<{ lead_id: string }>(
      "select lead_id from lead_keys where kind = ? and value = ?",
      kind,
      value.join(":"),
    )
  )?.lead_id;
};
/** Takes messages in, and says what it cost. */
async function take(messages: readonly Message[], trust: "server" | "public" = "server") {
  const db = new Database(env.DB);
  await takeIn(db, config, [parcel(crypto.randomUUID(), messages, { trust })]);
  return { ...db.cost, statements: 50 - db.left };
}
const page = (id: string, anonymousId: string, about: Partial<Message> = {}) =>
  message(`${tag}-${id}`, { type: "page", name: "Home", anonymousId: `${tag}-${anonymousId}`, ...about });
const identify = (id: string, about: Partial<Message>) =>
  message(`${tag}-${id}`, { type: "identify", name: null, anonymousId: null, ...about });

describe("a lead that an import made", () => {
  it("stays whose it was, when messages have told for a while that somebody else is it, too", async () => {
    const [email, other, id] = [`own@${tag}.example`, `other@${tag}.example`, `${Number.parseInt(tag, 16)}`];
    const imported = await addLead({ email, createdAt: T0 });
    await addLead({ keys: [`hubspot:0-1:${id}`], title: "Imported", createdAt: T0 });
    const userId = `${tag}-u`;
    const context = { externalIds: [{ id, type: "hubspot" }] };
    const messages = [
      identify("1", { userId, traits: { email: other }, context, at: T0 + 4 * DAY }),
      identify("2", { traits: { email: other, employees: 230 }, at: T0 + 3 * DAY }),
      identify("3", { userId, traits: { email }, at: T0 + 2 * DAY }),
      identify("4", { traits: { email }, context, at: T0 + 5 * DAY }),
    ];
    for (const each of messages) await take([each]);
    expect(await leadOf(`hubspot:0-1:${id}`)).toBe(imported);
    const said = "select title, created_at from leads where id = ?";
    expect(await one(said, (await leadOf(`email:${other}`)) ?? "")).toEqual({
      title: null,
      created_at: T0 + 3 * DAY,
    });
    expect(await one(said, imported)).toEqual({ title: "Imported", created_at: T0 });
  });
});

describe("a visitor", () => {
  it("has touches and heat, and becomes a lead with all of them", async () => {
    const visitor = await visitorId(`anonymous:${tag}-a`);
    await take([page("1", "a"), page("2", "a", { at: T0 - DAY })], "public");
    expect(await rows("select id, lead_id from touches where lead_id = ? order by at", visitor)).toHaveLength(
      2,
    );
    const before = await one<{ kinds: string }>("select kinds from heat where lead_id = ?", visitor);
    await take([
      identify("3", {
        anonymousId: `${tag}-a`,
        userId: `${tag}-u`,
        traits: { email: `ada@${tag}.example`, name: "Ada", plan: "gold" },
      }),
    ]);
    const lead = await leadOf(`email:ada@${tag}.example`);
    expect(lead).toBeDefined();
    expect(await leadOf(`user:${tag}-u`)).toBe(lead);
    expect(await leadOf(`anonymous:${tag}-a`)).toBe(lead);
    expect(await rows("select id from touches where lead_id = ?", lead ?? "")).toHaveLength(2);
    expect(await rows("select id from touches where lead_id = ?", visitor)).toEqual([]);
    expect(await one("select kinds from heat where lead_id = ?", lead ?? "")).toEqual(before);
    expect(await one("select kinds from heat where lead_id = ?", visitor)).toBeUndefined();
    expect(
      await one(
        "select email, name, verified, attributes, created_at, domain from leads where id = ?",
        lead ?? "",
      ),
    ).toEqual({
      email: `ada@${tag}.example`,
      name: "Ada",
      verified: 1,
      attributes: '{"plan":"gold"}',
      created_at: T0,
      domain: `${tag}.example`,
    });
    await take([page("4", "a")], "public");
    expect(await rows("select id from touches where lead_id = ?", lead ?? "")).toHaveLength(3);
  });
});

describe("what it costs", () => {
  it("a plain touch: one trip, at most 5 rows; a duplicate: none", async () => {
    await take([page("0", "a")], "public");
    const first = await take([page("1", "a")], "public");
    expect(first).toMatchObject({ trips: 1 });
    expect(first.written).toBeLessThanOrEqual(5);
    expect(await take([page("1", "a")], "public")).toMatchObject({ trips: 1, written: 0 });
    const hundred = Array.from({ length: 100 }, (_, n) => page(`m${n}`, `v${n % 10}`));
    const all = await take(hundred, "public");
    expect(all.trips).toBe(1);
    expect(all.written).toBeLessThanOrEqual(5 * 100);
    expect(await take(hundred, "public")).toMatchObject({ trips: 1, written: 0 });
  });

  it("a touch of somebody known: two trips at most, at most 5 rows, and no more for many visitors", async () => {
    const userId = `${tag}-u`;
    const visitors = Array.from({ length: 30 }, (_, n) =>
      identify(`v${n}`, { userId, anonymousId: `${tag}-${n}` }),
    );
    await take(visitors);
    const track = message(`${tag}-t`, { userId, anonymousId: `${tag}-7`, at: T0 + DAY });
    // The very first touch is noted as the one that brought the lead, too.
    await take([{ ...track, id: `${tag}-s`, at: T0 }]);
    const cost = await take([track]);
    expect(cost.trips).toBeLessThanOrEqual(2);
    expect(cost.written).toBeLessThanOrEqual(5);
    expect(cost.read).toBeLessThan(60);
    expect(await take([track])).toMatchObject({ trips: 2, written: 0 });
  });

  it("who is who: within what a request may cost, and nothing where it is known", async () => {
    const said = identify("1", {
      anonymousId: `${tag}-a`,
      userId: `${tag}-u`,
      traits: { email: `a@${tag}.example`, name: "A" },
    });
    await take([page("0", "a")], "public");
    expect((await take([said])).statements).toBeLessThanOrEqual(MOST_STATEMENTS);
    expect(await take([said])).toMatchObject({ trips: 1, written: 0 });
    const claim = message(`${tag}-c`, {
      type: "identify",
      name: null,
      anonymousId: `${tag}-b`,
      traits: { email: `a@${tag}.example` },
    });
    expect(await take([claim], "public")).toMatchObject({ trips: 1 });
    expect(await take([claim], "public")).toMatchObject({ trips: 1, written: 0 });
  });

  it("two leads made one: a few more than a request may cost, for once", async () => {
    await take([
      identify("1", { userId: `${tag}-u`, anonymousId: `${tag}-a` }),
      identify("2", { anonymousId: `${tag}-b`, traits: { email: `b@${tag}.example` } }),
      page("3", "a"),
      page("4", "b"),
    ]);
    const both = identify("5", { userId: `${tag}-u`, traits: { email: `b@${tag}.example` } });
    expect((await take([both])).statements).toBeLessThanOrEqual(MOST_STATEMENTS + 20);
    expect(await take([both])).toMatchObject({ trips: 1, written: 0 });
  });
});
