import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../shared/contract/problems.ts";
import { TrackingResult, TrackingSettings } from "../../shared/contract/tracking.ts";
import { app } from "../app.ts";
import { insertRows } from "../db/bulk.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { localWriteKeys } from "../sample/write-keys.ts";

beforeAll(async () => {
  await new Database(env.DB).batch(insertRows(schema.writeKeys, await localWriteKeys(0)));
  await env.DB.prepare("insert into own_domains (domain) values ('ourcompany.example'), ('gmail.com')").run();
});
beforeEach(async () => {
  await env.DB.batch(["touches", "rejections"].map((table) => env.DB.prepare(`delete from ${table}`)));
});

const gzip = (content: string): Promise<Blob> =>
  new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
const post = (
  path: string,
  body: unknown,
  { key = "local-write", ...headers }: Record<string, string> = {},
) =>
  Promise.resolve(
    app.request(
      `http://localhost/v1/${path}`,
      {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${key}:`)}`, ...headers },
        body: typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body),
      },
      env,
    ),
  );
/** Sends what is to be taken. */
async function take(...sent: Parameters<typeof post>): Promise<void> {
  const answer = await post(...sent);
  expect(TrackingResult.parse(await answer.json()).success).toBe(true);
  expect(answer.status).toBe(200);
}
const touches = async () =>
  (
    await env.DB.prepare("select id, at, kind, title, via from touches order by id").all<
      Record<string, unknown>
    >()
  ).results;
/** Without what tells strangers' apart. */
const ids = async () => (await touches()).map(({ id }) => String(id).replace(/^p:/, "")).sort();
const rejected = async () =>
  (
    await env.DB.prepare("select reason, messages, sample from rejections order by reason, messages").all<
      Record<string, unknown>
    >()
  ).results;

const track = { anonymousId: "a1", event: "Form Submitted" };

describe("messages", () => {
  it("one by one, by their long and their short address", async () => {
    const each: [path: string, body: object, touches: number][] = [
      ["track", track, 1],
      ["t", track, 1],
      ["page", { anonymousId: "a1", name: "Home" }, 1],
      ["p", { anonymousId: "a1" }, 1],
      ["screen", { anonymousId: "a1", name: "Start" }, 1],
      ["s", { anonymousId: "a1", name: "Start" }, 1],
      ["identify", { anonymousId: "a1", traits: { name: "Ada" } }, 0],
      ["i", { anonymousId: "a1", traits: { name: "Ada" } }, 0],
      ["group", { anonymousId: "a1", groupId: "g1", traits: { name: "Acme" } }, 0],
      ["g", { anonymousId: "a1", groupId: "g1" }, 0],
      ["alias", { userId: "u2", previousId: "u1" }, 0],
      ["a", { userId: "u2", previousId: "u1" }, 0],
    ];
    let expected = 0;
    for (const [index, [path, body, made]] of each.entries()) {
      await take(path, { ...body, messageId: `m${index}` });
      expected += made;
      expect([path, (await ids()).length]).toEqual([path, expected]);
    }
    expect(await rejected()).toEqual([]);
  });

  it("in batches, whatever their type is declared to be, packed or not", async () => {
    const batch = (id: string) =>
      JSON.stringify({
        batch: [
          { ...track, type: "track", messageId: `${id}-1` },
          { type: "page", anonymousId: "a1", messageId: `${id}-2` },
        ],
        sentAt: new Date().toISOString(),
      });
    await take("batch", batch("json"), { "content-type": "application/json" });
    await take("b", batch("text"), { "content-type": "text/plain" });
    await take("batch", await gzip(batch("gzip")), {
      "content-type": "application/x-www-form-urlencoded",
      "content-encoding": "gzip",
    });
    expect(await ids()).toEqual(["gzip-1", "gzip-2", "json-1", "json-2", "text-1", "text-2"]);
  });

  it("once each, however often they come", async () => {
    for (let i = 0; i < 3; i += 1) await take("track", { ...track, messageId: "again" });
    await take("batch", { batch: [1, 2].map(() => ({ ...track, type: "track", messageId: "again" })) });
    expect(await ids()).toEqual(["again"]);
    const unnamed = { ...track, timestamp: "2026-01-01T00:00:00Z" };
    for (let i = 0; i < 3; i += 1) await take("track", unnamed);
    await take("track", { ...unnamed, event: "Signed Up" });
    expect(await ids()).toHaveLength(3);
  });

  it("of strangers take the place of none that our own tools send, before or after", async () => {
    const long = "m".repeat(127);
    for (const key of ["local-write", "local-server", "local-write"])
      for (const messageId of ["same", long]) await take("track", { ...track, messageId }, { key });
    const all = (await touches()).map(({ id }) => String(id));
    expect(all.map((id) => id.slice(0, 2))).toEqual(["mm", "p:", "p:", "sa"]);
    expect(all.every((id) => id.length <= 128)).toBe(true);
  });

  it("at the time that they happened, a wrong clock put right", async () => {
    const now = Date.now();
    const at = (ago: number) => new Date(now - ago).toISOString();
    await take("batch", {
      batch: [
        { ...track, type: "track", messageId: "fast", timestamp: at(-3_600_000 + 60_000) },
        { ...track, type: "track", messageId: "now" },
      ],
      sentAt: at(-3_600_000),
    });
    await take("track", { ...track, messageId: "slow", timestamp: at(7_260_000), sentAt: at(7_200_000) });
    const times = Object.fromEntries(
      (await touches()).map(({ id, at }) => [String(id).slice(2), Number(at)]),
    );
    expect(Math.abs(Number(times.fast) - (now - 60_000))).toBeLessThan(6_000);
    expect(Math.abs(Number(times.slow) - (now - 60_000))).toBeLessThan(6_000);
    expect(Number(times.now)).toBeGreaterThanOrEqual(now);
  });

  it("of a batch the good ones go in, the others are counted with what is wrong with the last", async () => {
    const answer = await post("batch", {
      batch: [
        { ...track, type: "track", messageId: "good" },
        null,
        { ...track, type: "walk" },
        { type: "track", anonymousId: "a1" },
        { type: "track", event: "x" },
        { ...track, type: "track", timestamp: "2100-01-01T00:00:00Z" },
        { ...track, type: "track", properties: { text: "x".repeat(33_000) } },
        { ...track, type: "track", messageId: "good too" },
      ],
    });
    expect(await ids()).toEqual(["good", "good too"]);
    const told = TrackingResult.parse(await answer.json()).rejected ?? [];
    expect(told.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual(await rejected());
    expect(await rejected()).toEqual([
      { reason: "invalid", messages: 3, sample: "event: A track message needs the event's name" },
      {
        reason: "no_identity",
        messages: 1,
        sample: "userId: Nobody is named: userId, anonymousId or an email is needed",
      },
      { reason: "too_far_ahead", messages: 1, sample: "timestamp: More than 7 days in the future" },
      { reason: "too_large", messages: 1, sample: "message: At most 32768 bytes" },
    ]);
  });

  it("that nothing can be made of, alone, are refused with what is wrong, and counted", async () => {
    const answer = await post("track", { event: "x", messageId: "m" });
    expect(answer.status).toBe(400);
    expect(Problem.parse(await answer.json()).errors).toEqual([
      { field: "userId", message: "Nobody is named: userId, anonymousId or an email is needed" },
    ]);
    await take("batch", { batch: [] });
    await take("batch", { batch: [{}] });
    expect(await ids()).toEqual([]);
    expect((await rejected()).map(({ reason }) => reason)).toEqual(["invalid", "no_identity"]);
  });
});

describe("what is left out", () => {
  const robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  const person = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

  it("robots' visits, by whoever looked at the page, and pages that are only fetched", async () => {
    await take("page", { anonymousId: "a", messageId: "1" }, { "user-agent": robot });
    await take("page", { anonymousId: "a", messageId: "2" }, { "sec-purpose": "prefetch;prerender" });
    await take(
      "page",
      { anonymousId: "a", messageId: "3", context: { userAgent: robot } },
      { key: "local-server" },
    );
    await take("page", { anonymousId: "a", messageId: "4" }, { "user-agent": person });
    await take(
      "page",
      { anonymousId: "a", messageId: "5", context: { userAgent: person } },
      { "user-agent": "node", key: "local-server" },
    );
    // A server's own library is no visitor.
    await take("page", { anonymousId: "a", messageId: "6" }, { "user-agent": robot, key: "local-server" });
    expect(await ids()).toEqual(["4", "5", "6"]);
    expect(await rejected()).toEqual([
      { reason: "bot", messages: 1, sample: null },
      { reason: "bot", messages: 2, sample: null },
    ]);
  });

  it("our own people's, but not those of a free-mail domain that was taken for ours", async () => {
    const from = (email: string, messageId: string) => ({
      ...track,
      type: "track",
      messageId,
      context: { traits: { email } },
    });
    await take("batch", {
      batch: [
        from("rosa@ourcompany.example", "1"),
        from("Lena@mail.OurCompany.example", "2"),
        { type: "identify", userId: "rosa@ourcompany.example", messageId: "3" },
        from("ada@gmail.com", "4"),
        from("ada@notourcompany.example", "5"),
      ],
    });
    expect(await ids()).toEqual(["4", "5"]);
    expect(await rejected()).toEqual([{ reason: "colleague", messages: 3, sample: null }]);
  });
});

describe("what is refused", () => {
  const refusal = async (...sent: Parameters<typeof post>) => {
    const answer = await post(...sent);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const { status, code, errors } = Problem.parse(await answer.json());
    expect(answer.status).toBe(status);
    return [status, code, errors?.[0]?.field];
  };

  it("a message over 32 kB, a batch over 500 kB, packed or not", async () => {
    const large = { ...track, properties: { text: "x".repeat(33_000) } };
    expect(await refusal("track", large)).toEqual([413, "too_large", "body"]);
    const some = { ...track, type: "track", properties: { text: "x".repeat(30_000) } };
    const batch = { batch: Array.from({ length: 18 }, (_, i) => ({ ...some, messageId: `m${i}` })) };
    expect(await refusal("batch", batch)).toEqual([413, "too_large", "body"]);
    const packed = await gzip(JSON.stringify(batch));
    expect(packed.size).toBeLessThan(5_000);
    expect(await refusal("batch", packed)).toEqual([413, "too_large", "body"]);
    await take("batch", { batch: batch.batch.slice(0, 16) });
    expect(await ids()).toHaveLength(16);
    expect(await rejected()).toEqual([
      { reason: "too_large", messages: 3, sample: "body: At most 512000 bytes, unpacked as well" },
    ]);
  });

  it("no JSON, no object, no batch", async () => {
    expect(await refusal("track", "{")).toEqual([400, "broken_json", "body"]);
    expect(await refusal("track", "[]")).toEqual([400, "invalid_input", "body"]);
    for (const batch of [{}, { batch: "x" }, { batch: { 0: track } }, { batch: null }])
      expect(await refusal("batch", batch)).toEqual([400, "invalid_input", "batch"]);
    expect(await rejected()).toEqual([
      { reason: "invalid", messages: 6, sample: "batch: A list of messages" },
    ]);
  });

  it("of more than 2,500 messages the rest", async () => {
    const batch = Array.from({ length: 2_600 }, (_, i) => ({
      type: "page",
      anonymousId: "a",
      messageId: `m${i}`,
    }));
    await take("batch", { batch });
    expect(await ids()).toHaveLength(2_500);
    expect(await rejected()).toMatchObject([{ reason: "invalid", messages: 100 }]);
  });
});

describe("GET /v1/projects/:key/settings", () => {
  const ask = (key: string, url = "http://localhost") =>
    Promise.resolve(
      app.request(`${url}/v1/projects/${key}/settings`, { headers: { origin: "https://a.example" } }, env),
    );

  it("has a browser library send all to this Worker, and nothing to anybody else", async () => {
    const answer = await ask("local-write", "http://localhost:8787");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    expect(answer.headers.get("server-timing")).toBeNull();
    const settings = TrackingSettings.parse(await answer.json());
    expect(settings.integrations).toEqual({
      "Segment.io": {
        apiKey: "local-write",
        apiHost: "localhost:8787/v1",
        protocol: "http",
        addBundledMetadata: false,
      },
    });
    expect(settings.metrics).toEqual({ sampleRate: 0, host: "localhost:8787/v1" });
  });

  it("is for public keys that hold", async () => {
    for (const key of ["local-server", "unknown", "%00", "%F0%9F%92%A5"])
      expect((await ask(key)).status).toBe(key === "local-server" ? 403 : 401);
    expect((await ask("local-write", "https://leadlight.example")).status).toBe(401);
    const noPage = await app.request("http://localhost/v1/projects/local-server/settings", {}, env);
    expect(noPage.status).toBe(401);
    expect(await rejected()).toMatchObject([
      { reason: "origin", messages: 1 },
      { reason: "unknown_key", messages: 1 },
      { reason: "unknown_key", messages: 4 },
    ]);
  });
});

describe("/openapi.json", () => {
  it("tells of them", async () => {
    const document: { paths: Record<string, Record<string, { tags?: string[]; security?: unknown }>> } =
      await (await app.request("http://localhost/openapi.json", {}, env)).json();
    for (const name of ["identify", "track", "page", "screen", "group", "alias", "batch"]) {
      const operation = document.paths[`/v1/${name}`]?.post;
      expect(operation?.tags).toEqual(["tracking"]);
      expect(operation?.security).toEqual([{ writeKey: [] }, {}]);
    }
    expect(document.paths["/v1/projects/{key}/settings"]?.get?.tags).toEqual(["tracking"]);
  });
});
