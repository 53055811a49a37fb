import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Sources } from "../../shared/contract/sources.ts";
import { call, costOf, DAY, people, seedPeople, type Who } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";

const HOUR = DAY / 24;
/** Half past nine in the morning. */
const NOW = Date.UTC(2026, 10, 22, 9, 30);
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const hourOf = (at: number) => new Date(at).toISOString().slice(11, 13);

const get = (who: Who | null = "marketing") => call(who, "/v1/sources");
const read = async () => Sources.parse(await (await get()).json());
const key = (id: string, over: Partial<typeof schema.writeKeys.$inferInsert> = {}) => ({
  id,
  name: `Key ${id}`,
  kind: "public" as const,
  hash: id,
  shown: id,
  createdAt: 0,
  ...over,
});
const arrival = (at: number, over: Partial<typeof schema.arrivals.$inferInsert> = {}) => ({
  day: dayOf(at),
  keyId: "site",
  channel: "Direct",
  campaign: "",
  content: "",
  touches: 10,
  lastAt: at,
  hours: JSON.stringify({ [hourOf(at)]: 10 }),
  ...over,
});
const run = (statements: Parameters<Database["batch"]>[0]) => new Database(env.DB).batch(statements);

beforeAll(async () => {
  await seedPeople();
  await run([
    ...insertRows(schema.writeKeys, [
      key("site"),
      key("crm", { kind: "server" }),
      key("gone", { revokedAt: 1 }),
      key("lately", { revokedAt: 1 }),
    ]),
    ...insertRows(schema.arrivals, [
      arrival(NOW - HOUR / 4),
      arrival(NOW - HOUR / 4, { channel: "Email", campaign: "Autumn" }),
      arrival(NOW - HOUR / 3, {
        keyId: "crm",
        channel: "Email",
        hours: JSON.stringify({ "08": 6, "09": 4 }),
      }),
      arrival(NOW - 29 * DAY),
      arrival(NOW - 30 * DAY, { touches: 1000 }),
      arrival(NOW - 3 * DAY, { keyId: "lately", touches: 1 }),
    ]),
    ...insertRows(schema.rejections, [
      {
        day: dayOf(NOW),
        keyId: "",
        reason: "unknown_key",
        messages: 3,
        lastAt: NOW - HOUR / 2,
        hours: JSON.stringify({ "09": 3 }),
        sample: null,
      },
      {
        day: dayOf(NOW - DAY),
        keyId: "site",
        reason: "invalid",
        messages: 5,
        lastAt: NOW - DAY,
        hours: "{}",
        sample: "older",
      },
      {
        day: dayOf(NOW),
        keyId: "site",
        reason: "invalid",
        messages: 2,
        lastAt: NOW - 3 * HOUR,
        hours: JSON.stringify({ "06": 2 }),
        sample: "timestamp: This is no date",
      },
    ]),
    ...insertRows(schema.eventKinds, [
      {
        name: "report opened",
        kind: "download",
        direction: "theirs",
        personId: people.marketing.id,
        at: NOW,
      },
    ]),
    ...insertRows(schema.unmappedEvents, [
      { name: "rare", event: "Rare", touches: 1, lastAt: NOW, keyId: "site" },
      { name: "often", event: "Often", touches: 7, lastAt: NOW - DAY, keyId: "site" },
    ]),
    ...insertRows(schema.deadLetters, [
      { id: "a", at: NOW - DAY, keyId: "site", messages: 3, attempts: 6, error: "No", body: "{}" },
    ]),
  ]);
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(() => vi.setSystemTime(NOW));

describe("GET /v1/sources", () => {
  it("tells what arrives by key, channel and day, in the last hour and in 30 days", async () => {
    const { keys, channels, days, queue } = await read();
    // Half of the hour before the present one lies within the last sixty minutes.
    expect(keys).toEqual([
      {
        id: "site",
        name: "Key site",
        kind: "public",
        holds: true,
        hour: 20,
        days30: 30,
        lastAt: NOW - HOUR / 4,
      },
      {
        id: "crm",
        name: "Key crm",
        kind: "server",
        holds: true,
        hour: 7,
        days30: 10,
        lastAt: NOW - HOUR / 3,
      },
      {
        id: "lately",
        name: "Key lately",
        kind: "public",
        holds: false,
        hour: 0,
        days30: 1,
        lastAt: NOW - 3 * DAY,
      },
    ]);
    expect(channels.map(({ channel, hour, days30 }) => [channel, hour, days30])).toEqual([
      ["Direct", 10, 21],
      ["Email", 17, 20],
    ]);
    expect(days).toHaveLength(30);
    expect(days[0]).toEqual({ day: dayOf(NOW - 29 * DAY), touches: 10 });
    expect(days.at(-1)).toEqual({ day: dayOf(NOW), touches: 30 });
    expect(queue).toBe(false);
  });

  it("tells of just after midnight what came before it", async () => {
    await run(insertRows(schema.arrivals, [arrival(NOW - 10 * HOUR, { keyId: "lately", channel: "Night" })]));
    vi.setSystemTime(NOW - 9.5 * HOUR + HOUR / 4);
    const { channels } = await read();
    expect(channels.find(({ channel }) => channel === "Night")?.hour).toBe(8);
    await env.DB.prepare("delete from arrivals where channel = 'Night'").run();
  });

  it("tells what was left out and why, with the newest sample", async () => {
    const { rejected, unmapped, mapped, deadLetters } = await read();
    expect(rejected).toEqual([
      {
        key: { id: "site", name: "Key site" },
        reason: "invalid",
        hour: 0,
        days30: 7,
        lastAt: NOW - 3 * HOUR,
        sample: "timestamp: This is no date",
      },
      { key: null, reason: "unknown_key", hour: 3, days30: 3, lastAt: NOW - HOUR / 2, sample: null },
    ]);
    expect(unmapped.map(({ event }) => event)).toEqual(["Often", "Rare"]);
    expect(mapped).toEqual([
      { name: "report opened", kind: "download", direction: "theirs", by: "Lena Lang", at: NOW },
    ]);
    expect(deadLetters).toEqual({ waiting: 1, lastAt: NOW - DAY });
  });

  it("is for marketing and admins, and reads counters only", async () => {
    expect((await get("rep")).status).toBe(403);
    expect((await get(null)).status).toBe(401);
    const before = costOf(await get());
    expect(before.trips).toBeLessThanOrEqual(2);
    await run(
      insertRows(
        schema.touches,
        Array.from({ length: 500 }, (_, n) => ({
          id: `t${n}`,
          leadId: `v_${"0".repeat(32)}`,
          at: NOW,
          kind: "form",
          direction: "theirs" as const,
          channel: "Direct",
          title: "T",
        })),
      ),
    );
    expect(costOf(await get()).read).toBe(before.read);
  });
});
