import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeadLetters } from "../../shared/contract/sources.ts";
import { message, parcel } from "../../test/parcels.ts";
import { call, seedPeople, type Who } from "../../test/workspace.ts";
import { writeDeadLetter } from "../db/dead-letters.ts";
import { Database } from "../db/run.ts";
import { letterOf } from "../tracking/letters.ts";

beforeAll(seedPeople);
beforeEach(async () => {
  await env.DB.batch(
    ["drop trigger if exists poisoned", "delete from dead_letters", "delete from touches"].map((sql) =>
      env.DB.prepare(sql),
    ),
  );
});

/** Puts a message aside; the letter's id. */
async function putAside(id: string, body: unknown, time = 1_790_000_000_000): Promise<string> {
  const letter = letterOf({ id, timestamp: new Date(time), attempts: 8, body }, "Error: poisoned");
  await new Database(env.DB).batch([writeDeadLetter(letter)]);
  return letter.id;
}
const list = async (who: Who = "marketing") =>
  DeadLetters.parse(await (await call(who, "/v1/dead-letters")).json()).items;
const retry = (id: string, who: Who = "admin") =>
  call(who, `/v1/dead-letters/${id}/retry`, { method: "POST" });
const drop = (id: string, who: Who = "admin") => call(who, `/v1/dead-letters/${id}`, { method: "DELETE" });
const touches = async () =>
  (await env.DB.prepare("select id from touches order by id").all<{ id: string }>()).results.map(
    ({ id }) => id,
  );

describe("dead letters", () => {
  it("are read by marketing, the newest first, as far as one reads them", async () => {
    const long = parcel("p", [message("m1", { properties: { text: "x".repeat(5_000) } }), message("m2")]);
    await putAside("q1", long, 1_790_000_000_000);
    await putAside("q2", "unreadable", 1_790_000_005_000);
    expect((await call("rep", "/v1/dead-letters")).status).toBe(403);
    const [second, first, ...others] = await list();
    expect(others).toEqual([]);
    expect(second).toMatchObject({ messages: 0, body: '"unreadable"', key: null });
    expect(first).toMatchObject({
      messages: 2,
      attempts: 8,
      error: "Error: poisoned",
      at: 1_790_000_000_000,
    });
    expect(first?.body).toBe(JSON.stringify(long).slice(0, 2_000));
  });

  it("are tried again by an admin: written once, and gone", async () => {
    const id = await putAside("q1", parcel("p", [message("m1"), message("m2")]));
    expect((await retry(id, "marketing")).status).toBe(403);
    expect((await retry(id)).status).toBe(204);
    expect(await touches()).toEqual(["m1", "m2"]);
    expect(await list()).toEqual([]);
    expect((await retry(id)).status).toBe(404);
    const again = await putAside("q1", parcel("p", [message("m1"), message("m2")]));
    expect((await retry(again)).status).toBe(204);
    expect(await touches()).toEqual(["m1", "m2"]);
  });

  it("that still cannot be written stay, and say why", async () => {
    await env.DB.prepare(
      `create trigger poisoned before insert on touches when new.id like 'bad%'
      begin select raise(abort, 'still poisoned'); end`,
    ).run();
    const bad = await putAside("q1", parcel("p", [message("bad1")]));
    const unreadable = await putAside("q2", { strange: true });
    for (const id of [bad, unreadable]) expect((await retry(id)).status).toBe(409);
    const [, letter] = await list();
    expect(letter).toMatchObject({ id: bad, attempts: 9 });
    expect(letter?.error).toContain("still poisoned");
    expect(await touches()).toEqual([]);
  });

  it("are thrown away by an admin", async () => {
    const id = await putAside("q1", "unreadable");
    expect((await drop(id, "marketing")).status).toBe(403);
    expect((await drop(id)).status).toBe(204);
    expect((await drop(id)).status).toBe(404);
    expect(await list()).toEqual([]);
  });
});
