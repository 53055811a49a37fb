import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../worker/hash.ts";
import { type Running, startRunning } from "./running.ts";

/** The real Worker with a queue before its database, as it is deployed with one. */

const KEY = "queue-server";
let running: Running;
beforeAll(async () => {
  running = await startRunning({ queue: true });
  await running.sql(
    `insert into write_keys (id, name, kind, hash, shown, local, created_at)
    values ('k', 'Tool', 'server', '${await sha256(KEY)}', 'rver', 1, 0)`,
  );
}, 60_000);
afterAll(() => running.close());

const send = async (ids: readonly string[], text = ""): Promise<void> => {
  const answer = await fetch(`${running.url}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({
      writeKey: KEY,
      batch: ids.map((messageId) => ({
        messageId,
        type: "track",
        anonymousId: "a1",
        event: "Form Submitted",
        properties: { text },
      })),
    }),
  });
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
};
const count = async (where: string): Promise<number> =>
  Number((await running.rows(`select count(*) as n from touches where ${where}`))[0]?.n);
async function until(check: () => Promise<boolean>, seconds: number): Promise<void> {
  for (const end = Date.now() + 1_000 * seconds; !(await check()); )
    if (Date.now() > end) throw new Error("It does not come");
    else await new Promise((done) => setTimeout(done, 200));
}
const ids = (name: string, length: number) => Array.from({ length }, (_, index) => `${name}-${index}`);

it("brings all that it took, once, in few transactions, also what comes twice", async () => {
  // 400 kB each: more than one message, more than one send.
  const batches = Array.from({ length: 6 }, (_, batch) => ids(`b${batch}`, 13));
  const long = "x".repeat(30_000);
  await Promise.all(batches.map((batch) => send(batch, long)));
  const [first = []] = batches;
  await send(first, long);
  const small = ids("s", 300);
  for (let from = 0; from < small.length; from += 10)
    await Promise.all(small.slice(from, from + 10).map((id) => send([id])));
  await until(async () => (await count("1")) >= 378, 30);
  await new Promise((done) => setTimeout(done, 3_000));
  expect(await count("1")).toBe(378);
  const [heat] = await running.rows("select sum(e.value ->> 0) as n from heat, json_each(kinds) as e");
  expect(heat?.n).toBe(378);
  const [arrived] = await running.rows("select sum(touches) as n from arrivals");
  expect(arrived?.n).toBe(378);
}, 60_000);

it("goes on past what cannot be written, and brings that later", async () => {
  await running.sql(
    `create trigger poisoned before insert on touches when new.id like 'bad%'
    begin select raise(abort, 'poisoned'); end`,
  );
  await Promise.all([send(ids("ok", 5)), send(["bad-1", "with-it"]), send(ids("fine", 5))]);
  await until(async () => (await count("id like 'ok-%' or id like 'fine-%'")) === 10, 30);
  expect(await count("id in ('bad-1', 'with-it')")).toBe(0);
  await running.sql("drop trigger poisoned");
  await until(async () => (await count("id in ('bad-1', 'with-it')")) === 2, 30);
  expect(await running.rows("select * from dead_letters")).toEqual([]);
}, 80_000);
