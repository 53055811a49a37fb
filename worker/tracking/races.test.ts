import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anyHistory, randomFrom } from "../../test/history.ts";
import { message, parcel } from "../../test/parcels.ts";
import { clearTouches, exportAll, seedBases } from "../../test/tracked.ts";
import { app } from "../app.ts";
import { insertRows } from "../db/bulk.ts";
import { type Config, readConfig } from "../db/config.ts";
import { Database, limits } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { localWriteKeys } from "../sample/write-keys.ts";
import { takeIn } from "./take-in.ts";

/** Requests that come at the same time, of the same people: none fails, and none is lost. */

let config: Config;
beforeAll(async () => {
  await new Database(env.DB).batch(insertRows(schema.writeKeys, await localWriteKeys(0)));
  config = await readConfig(new Database(env.DB));
});
beforeEach(clearTouches);

const identify = (body: object) =>
  Promise.resolve(
    app.request(
      "http://localhost/v1/identify",
      {
        method: "POST",
        headers: { authorization: `Basic ${btoa("local-server:")}` },
        body: JSON.stringify(body),
      },
      env,
    ),
  );

/** Each in a request of its own, so many at a time. */
async function atOnce(requests: readonly (() => Promise<void>)[], lanes: number): Promise<void> {
  const open = [...requests];
  const lane = async () => {
    for (let next = open.shift(); next; next = open.shift()) await next();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

describe("at the same time", () => {
  it("a history comes out as it does one by one", { timeout: 120_000 }, async () => {
    const history = anyHistory({ seed: 3, messages: 600, people: 15 });
    const requests = history.sent.map(
      ({ trust, message }) =>
        () =>
          takeIn(new Database(env.DB, limits.jobQueries), config, [parcel(message.id, [message], { trust })]),
    );
    await seedBases(history.bases);
    for (const send of requests) await send();
    const expected = await exportAll(config);
    await clearTouches();
    await seedBases(history.bases);
    const random = randomFrom(1);
    const mixed = requests.map((send) => ({ send, by: random() })).sort((a, b) => a.by - b.by);
    await atOnce(
      mixed.map(({ send }) => send),
      12,
    );
    expect(Object.fromEntries(await exportAll(config))).toEqual(Object.fromEntries(expected));
  });

  it("one person by forty ways: one lead, with every touch", async () => {
    const requests = Array.from({ length: 40 }, (_, n) => () => {
      const sent = message(`race-${n}`, {
        userId: "race",
        anonymousId: `race-${n % 8}`,
        context: { traits: { email: "race@prospect.example" } },
      });
      return takeIn(new Database(env.DB, limits.jobQueries), config, [parcel(`p-${n}`, [sent])]);
    });
    await atOnce(requests, 40);
    const rows = await env.DB.prepare(
      "select l.id, count(*) as touches from leads as l join touches as t on t.lead_id = l.id group by 1",
    ).all();
    expect(rows.results).toMatchObject([{ touches: 40 }]);
    const keys = await env.DB.prepare("select count(*) as n from lead_keys").first();
    expect(keys).toEqual({ n: 11 });
  });

  it("a crowd that is too big is told to come again, and then all is there", {
    timeout: 120_000,
  }, async () => {
    const body = (n: number) => ({
      messageId: `crowd-${n}`,
      userId: "crowd",
      anonymousId: `crowd-${n}`,
      traits: { email: "crowd@prospect.example" },
    });
    const statuses = new Set<number>();
    let open = Array.from({ length: 200 }, (_, n) => n);
    while (open.length > 0) {
      const answers = await Promise.all(open.map(async (n) => ({ n, answer: await identify(body(n)) })));
      for (const { answer } of answers) {
        statuses.add(answer.status);
        if (answer.status === 503) expect(answer.headers.get("Retry-After")).toBe("1");
      }
      open = answers.filter(({ answer }) => answer.status !== 200).map(({ n }) => n);
    }
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const keys = await env.DB.prepare(
      "select count(*) as keys, count(distinct lead_id) as leads from lead_keys where kind = 'anonymous'",
    ).first();
    expect(keys).toEqual({ keys: 200, leads: 1 });
  });
});
