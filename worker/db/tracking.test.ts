import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { message, parcel } from "../../test/parcels.ts";
import { takeIn } from "../tracking/take-in.ts";
import { currentConfig } from "./config.ts";
import { Database } from "./run.ts";

beforeEach(async () => {
  await env.DB.batch(
    ["touches", "heat", "rejections", "arrivals"].map((table) => env.DB.prepare(`delete from ${table}`)),
  );
});

describe("mails that machines opened", () => {
  const opened = (id: string) => message(id, { name: "Email Opened", properties: { machine_open: true } });
  const take = async (...ids: string[]) => {
    const db = new Database(env.DB, 1_000);
    const config = await currentConfig(db);
    const before = db.cost.written;
    await takeIn(db, config, [parcel(`p-${ids.join()}`, ids.map(opened))]);
    return db.cost.written - before;
  };
  const counted = () => env.DB.prepare("select key_id, reason, messages, hours from rejections").all();

  it("are kept, and counted once", async () => {
    await take("m1", "m2");
    expect(await take("m2", "m1")).toBe(0);
    await take("m2", "m3");
    const { results } = await counted();
    expect(results).toMatchObject([{ key_id: "k-test", reason: "machine_open", messages: 3 }]);
    expect(Object.values(JSON.parse(String(results[0]?.hours)))).toEqual([3]);
    const touches = await env.DB.prepare(
      "select count(*) as n from touches where kind = 'machine_open'",
    ).first("n");
    expect(touches).toBe(3);
  });
});
