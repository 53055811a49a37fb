import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../shared/contract/problems.ts";
import configuration from "../../wrangler.toml?raw";
import { app } from "../app.ts";
import { insertRows } from "../db/bulk.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { sha256 } from "../hash.ts";
import { localWriteKeys } from "../sample/write-keys.ts";
import type { Bindings } from "./env.ts";

const SITE = "https://www.acme.example";
const HOUR = 3_600_000;

beforeAll(async () => {
  const key = async (id: string, more: Partial<typeof schema.writeKeys.$inferInsert> = {}) => ({
    id,
    name: id,
    kind: "public" as const,
    shown: id,
    hash: await sha256(id),
    createdAt: 0,
    origins: "[]",
    revokedAt: null,
    expiresAt: null,
    ...more,
  });
  const now = Date.now();
  await new Database(env.DB).batch([
    ...insertRows(schema.writeKeys, await localWriteKeys(0)),
    ...insertRows(schema.writeKeys, [
      await key("anywhere"),
      await key("acme", { origins: JSON.stringify([SITE, "https://*.acme.example"]) }),
      await key("server", { kind: "server" }),
      await key("revoked", { revokedAt: 1 }),
      await key("ended", { expiresAt: now - 1 }),
      await key("ending", { expiresAt: now + HOUR }),
    ]),
  ]);
});
beforeEach(async () => {
  await env.DB.prepare("delete from rejections").run();
});

interface Asked {
  basic?: string | null;
  writeKey?: unknown;
  origin?: string;
  host?: string;
  body?: string;
  path?: string;
  headers?: Record<string, string>;
  bindings?: Partial<Bindings>;
}
let serial = 0;
async function send({
  basic,
  writeKey,
  origin,
  host = "leadlight.example",
  body,
  path,
  headers,
  bindings,
}: Asked) {
  serial += 1;
  const messageId = `m-${serial}`;
  const all = new Headers(headers);
  if (basic) all.set("authorization", `Basic ${btoa(`${basic}:`)}`);
  if (origin) all.set("origin", origin);
  const answer = await app.request(
    `http://${host}${path ?? "/v1/track"}`,
    {
      method: "POST",
      headers: all,
      body: body ?? JSON.stringify({ event: "Seen", anonymousId: "a", messageId, writeKey }),
    },
    { ...env, ...bindings },
  );
  const kept = await env.DB.prepare("select count(*) as n from touches where id in (?1, 'p:' || ?1)")
    .bind(messageId)
    .first<number>("n");
  return { answer, status: answer.status, kept, cors: answer.headers.get("access-control-allow-origin") };
}
const rejected = async () =>
  (
    await env.DB.prepare(
      "select key_id || ' ' || reason || ' ' || messages as row from rejections order by row",
    ).all<{
      row: string;
    }>()
  ).results.map(({ row }) => row);

describe("who sends", () => {
  it("is the user of HTTP Basic, else the body's writeKey", async () => {
    for (const asked of [
      { basic: "anywhere" },
      { basic: "anywhere", writeKey: "unknown" },
      { writeKey: "anywhere" },
      { writeKey: "anywhere", headers: { authorization: "Bearer some-token" } },
      { basic: "ending" },
      { basic: "server" },
    ]) {
      const { status, kept, answer } = await send(asked);
      expect({ asked, status, kept }).toEqual({ asked, status: 200, kept: 1 });
      expect(await answer.json()).toEqual({ success: true });
    }
  });

  it("is nobody without a key that holds", async () => {
    for (const asked of [
      {},
      { writeKey: 17 },
      { writeKey: "" },
      { writeKey: { key: "anywhere" } },
      { basic: "unknown" },
      { basic: "unknown", writeKey: "anywhere" },
      { writeKey: "revoked" },
      { basic: "ended" },
      { writeKey: "x".repeat(5_000) },
    ]) {
      const { status, kept, answer, cors } = await send(asked);
      expect({ asked, status, kept, cors }).toEqual({ asked, status: 401, kept: 0, cors: null });
      expect(Problem.parse(await answer.json())).toMatchObject({
        code: "unknown_key",
        errors: [{ field: "writeKey" }],
      });
    }
    expect(await rejected()).toEqual([" unknown_key 9"]);
  });

  it("by a key of local mode is somebody only there", async () => {
    for (const [host, status] of [
      ["localhost", 200],
      ["127.0.0.1", 200],
      ["leadlight.example", 401],
    ] as const)
      for (const key of ["local-write", "local-server"])
        expect((await send({ basic: key, host })).status).toBe(status);
    expect(
      (await send({ basic: "local-write", host: "localhost", bindings: { LOCAL: undefined } })).status,
    ).toBe(401);
  });
});

describe("which pages may send", () => {
  it("any, by a public key that names none: files and sandboxed frames, too", async () => {
    for (const origin of [SITE, "http://localhost:3000", "null"]) {
      const { status, cors, answer } = await send({ basic: "anywhere", origin });
      expect({ status, cors }).toEqual({ status: 200, cors: "*" });
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    }
    expect((await send({ basic: "anywhere" })).cors).toBeNull();
  });

  it("those that the key names, and no others", async () => {
    for (const origin of [SITE, "https://shop.acme.example"])
      for (const asked of [{ basic: "acme" }, { writeKey: "acme" }]) {
        const { status, cors, answer } = await send({ ...asked, origin });
        expect({ status, cors, vary: answer.headers.get("vary") }).toEqual({
          status: 200,
          cors: origin,
          vary: "Origin",
        });
      }
    const others = [
      "https://evil.example",
      "http://www.acme.example",
      "https://acme.example.evil.example",
      "null",
      undefined,
    ];
    for (const origin of others) {
      const { status, cors, kept, answer } = await send({ basic: "acme", origin });
      expect({ origin, status, cors, kept }).toEqual({ origin, status: 403, cors: null, kept: 0 });
      expect(Problem.parse(await answer.json()).errors?.[0]?.field).toBe("origin");
    }
    expect(await rejected()).toEqual([`acme origin ${others.length}`]);
  });

  it("none by a server key: it would be everybody's", async () => {
    const { status, cors, kept } = await send({ basic: "server", origin: SITE });
    expect({ status, cors, kept }).toEqual({ status: 403, cors: null, kept: 0 });
    expect((await send({ writeKey: "server", origin: "null" })).status).toBe(403);
    expect(await rejected()).toEqual(["server origin 2"]);
  });

  it("may read what is wrong with what they sent", async () => {
    const { status, cors } = await send({ basic: "acme", origin: SITE, body: "{" });
    expect({ status, cors }).toEqual({ status: 400, cors: SITE });
    const large = await send({ basic: "acme", origin: SITE, body: "x".repeat(40_000) });
    expect({ status: large.status, cors: large.cors }).toEqual({ status: 413, cors: SITE });
    expect(await rejected()).toEqual(["acme invalid 1", "acme too_large 1"]);
  });

  it("is asked before by browsers, without a key, and then they may ask with what they need to", async () => {
    for (const path of ["/v1/track", "/v1/t", "/v1/batch", "/v1/b", "/v1/projects/any/settings"]) {
      const answer = await app.request(
        `http://leadlight.example${path}`,
        {
          method: "OPTIONS",
          headers: {
            origin: SITE,
            "access-control-request-method": "POST",
            "access-control-request-headers": "anonymousid,authorization,content-type,x-retry-count",
          },
        },
        env,
      );
      expect(answer.status).toBe(204);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-allow-methods")).toBe("GET, POST");
      expect(answer.headers.get("access-control-allow-headers")).toBe(
        "anonymousid,authorization,content-type,x-retry-count",
      );
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
    const odd = await app.request(
      "http://leadlight.example/v1/t",
      { method: "OPTIONS", headers: { origin: SITE, "access-control-request-headers": "a;b\t<c>" } },
      env,
    );
    expect(odd.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
  });

  it("is not asked for anywhere else", async () => {
    const answer = await app.request(
      "http://leadlight.example/v1/leads",
      { method: "OPTIONS", headers: { origin: SITE, "access-control-request-method": "POST" } },
      env,
    );
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("what the answer says of the database", () => {
  it("to a server key: what it cost; to a public one: nothing", async () => {
    expect((await send({ basic: "server" })).answer.headers.get("server-timing")).toMatch(
      /trips=\d+ read=\d+/,
    );
    expect((await send({ basic: "anywhere" })).answer.headers.get("server-timing")).toBeNull();
    expect((await send({ basic: "unknown" })).answer.headers.get("server-timing")).toBeNull();
    expect((await send({ basic: "anywhere", body: "{" })).answer.headers.get("server-timing")).toBeNull();
  });
});

describe("a key that sends too much", () => {
  const full = (keys: string[]): Partial<Bindings> => ({
    TRACKING_RATE: {
      limit: ({ key }) => {
        keys.push(key);
        return Promise.resolve({ success: false });
      },
    },
  });

  it("is told when to come again, and pages that it allows can read it", async () => {
    const keys: string[] = [];
    expect((await send({ basic: "acme", origin: SITE })).status).toBe(200);
    const { status, answer, cors, kept } = await send({ basic: "acme", origin: SITE, bindings: full(keys) });
    expect({ status, cors, kept, wait: answer.headers.get("retry-after") }).toEqual({
      status: 429,
      cors: SITE,
      kept: 0,
      wait: "60",
    });
    expect(answer.headers.get("access-control-expose-headers")).toBe("Retry-After");
    expect(Problem.parse(await answer.json()).code).toBe("too_many");
    expect(
      (await send({ basic: "acme", origin: "https://evil.example", bindings: full(keys) })).cors,
    ).toBeNull();
    expect((await send({ basic: "acme", bindings: full(keys) })).cors).toBeNull();
    expect((await send({ writeKey: "acme", bindings: full(keys) })).status).toBe(429);
    expect(new Set(keys)).toEqual(new Set([await sha256("acme")]));
    expect(await rejected()).toEqual(["acme rate 4"]);
  });

  it("costs the database nothing but the count of it", async () => {
    let trips = 0;
    const DB: typeof env.DB = new Proxy(env.DB, {
      get: (target, name) => {
        if (name === "batch") trips += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await send({ basic: "anywhere", bindings: { ...full([]), DB } });
    expect(trips).toBe(1);
  });

  it("is one that makes more than 10,000 calls a minute; without the binding there is none", async () => {
    const [, limit, period] =
      /name = "TRACKING_RATE"[^[]*limit = (\d+), period = (\d+)/.exec(configuration) ?? [];
    expect(Number(limit) / Number(period)).toBeGreaterThan(10_000 / 60);
    expect("TRACKING_RATE" in env).toBe(true);
    expect((await send({ basic: "anywhere", bindings: { TRACKING_RATE: undefined } })).status).toBe(200);
  });
});
