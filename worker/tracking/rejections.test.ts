import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Rejection } from "../db/rejections.ts";
import type { Env } from "../middleware/env.ts";
import { countSoon } from "./rejections.ts";

const at = Date.UTC(2026, 10, 22, 13, 30);
const HOUR = 3_600_000;
const left = (more: Partial<Rejection> = {}): Rejection => ({
  keyId: "k1",
  reason: "bot",
  messages: 1,
  at,
  sample: null,
  ...more,
});

/** The Worker's way to the database, its writes counted. */
let writes = 0;
const counted: typeof env.DB = new Proxy(env.DB, {
  get: (target, name) => {
    if (name === "batch") writes += 1;
    const value: unknown = Reflect.get(target, name);
    return typeof value === "function" ? value.bind(target) : value;
  },
});
const pending: Promise<unknown>[] = [];

/** As in a request: with an execution that goes on after the answer, or without. */
async function count(rejections: Rejection[], goesOn = true): Promise<void> {
  const app = new Hono<Env>().get("/", async (c) => {
    await countSoon(c, rejections);
    return c.text("");
  });
  const ctx = createExecutionContext();
  const waitUntil = ctx.waitUntil.bind(ctx);
  ctx.waitUntil = (work: Promise<unknown>) => {
    pending.push(work);
    waitUntil(work);
  };
  await (goesOn ? app.request("/", {}, { DB: counted }, ctx) : app.request("/", {}, { DB: counted }));
}
const rows = async () =>
  (await env.DB.prepare("select * from rejections order by day, key_id, reason").all()).results;

let day = 0;
beforeEach(async () => {
  // Later than whatever the test before has written.
  day += 1;
  vi.useFakeTimers({ now: at + day * 24 * HOUR, toFake: ["Date", "setTimeout"] });
  await env.DB.prepare("delete from rejections").run();
  writes = 0;
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(pending.splice(0));
  vi.useRealTimers();
});

describe("rejections", () => {
  it("are one row a day, key and reason, with what came in each hour and the last of what was wrong", async () => {
    await count(
      [
        left(),
        left({ messages: 4, at: at + 2 * HOUR }),
        left({ reason: "invalid", sample: "event: missing" }),
        left({ reason: "invalid", at: at + HOUR, sample: "type: none" }),
        left({ reason: "invalid", at: at + HOUR, sample: null }),
        left({ at: at + 24 * HOUR }),
        left({ keyId: "", reason: "unknown_key" }),
      ],
      false,
    );
    const row = (
      key_id: string,
      reason: string,
      messages: number,
      hours: string,
      last_at: number,
      sample: string | null = null,
    ) => ({
      day: "2026-11-22",
      key_id,
      reason,
      messages,
      last_at,
      hours,
      sample,
    });
    expect(await rows()).toEqual([
      row("", "unknown_key", 1, '{"13":1}', at),
      row("k1", "bot", 5, '{"13":1,"15":4}', at + 2 * HOUR),
      row("k1", "invalid", 3, '{"13":1,"14":2}', at + HOUR, "type: none"),
      { ...row("k1", "bot", 1, '{"13":1}', at + 24 * HOUR), day: "2026-11-23" },
    ]);
  });

  it("of a flood are written at once, and then together, not one by one", async () => {
    await count([left()]);
    await Promise.all(pending);
    expect(writes).toBe(1);
    expect(await rows()).toMatchObject([{ messages: 1 }]);
    for (let i = 0; i < 500; i += 1) await count([left(), left({ reason: "rate", messages: 2 })]);
    expect(writes).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    await Promise.all(pending);
    expect(writes).toBe(2);
    expect(await rows()).toMatchObject([
      { reason: "bot", messages: 501 },
      { reason: "rate", messages: 1_000 },
    ]);
  });

  it("are written by the next who is left out, where whoever was to has been stopped", async () => {
    await count([left()]);
    await Promise.all(pending);
    await count([left()]);
    // Nobody's timers go on.
    vi.setSystemTime(Date.now() + 60_000);
    await count([left()]);
    await Promise.all(pending.slice(-1));
    expect(await rows()).toMatchObject([{ messages: 3 }]);
  });
});
