import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { Problem } from "../../shared/contract/problems.ts";
import { NewWriteKey, WriteKey, WriteKeys } from "../../shared/contract/write-keys.ts";
import { call, seedPeople, type Who } from "../../test/workspace.ts";
import { sha256 } from "../hash.ts";

beforeAll(seedPeople);

const parsed = async <S extends z.ZodType>(schema: S, sent: Promise<Response>, status = 200) => {
  const answer = await sent;
  expect(answer.status).toBe(status);
  return schema.parse(await answer.json());
};
const make = (body: unknown, who: Who = "admin") => call(who, "/v1/write-keys", { body });
const made = (kind: "public" | "server", more: Record<string, unknown> = {}) =>
  parsed(NewWriteKey, make({ name: "Website", kind, ...more }), 201);
const list = (who: Who = "admin") => parsed(WriteKeys, call(who, "/v1/write-keys"));
const rotate = (id: string, body: unknown = {}) => call("admin", `/v1/write-keys/${id}/rotation`, { body });
const revoke = (id: string) => call("admin", `/v1/write-keys/${id}`, { method: "DELETE" });
const change = (id: string, body: unknown) =>
  call("admin", `/v1/write-keys/${id}`, { method: "PATCH", body });

describe("write keys", () => {
  it("are made with 160 random bits, each its own", async () => {
    const keys = await Promise.all([made("public"), made("public"), made("server")]);
    expect(keys.map(({ key }) => key.slice(0, 7))).toEqual(["ll_pub_", "ll_pub_", "ll_srv_"]);
    expect(new Set(keys.map(({ key }) => key.slice(7))).size).toBe(3);
    for (const { key } of keys) expect(key).toMatch(/^ll_(pub|srv)_[0-9a-f]{40}$/);
  });

  it("shows a server key once, and keeps no more of it than its hash and four letters", async () => {
    const { key, writeKey } = await made("server", { name: "Marketing tool" });
    expect(writeKey).toMatchObject({ name: "Marketing tool", shown: key.slice(-4), createdBy: "Ana Admin" });
    const row = await env.DB.prepare("select * from write_keys where id = ?").bind(writeKey.id).first();
    expect(row?.hash).toBe(await sha256(key));
    expect(JSON.stringify([row, await list()])).not.toContain(key);
  });

  it("shows a public key again, which stands in every page's source anyway", async () => {
    const { key, writeKey } = await made("public");
    expect((await list("marketing")).items.find(({ id }) => id === writeKey.id)?.shown).toBe(key);
  });

  it("are an admin's; marketing sees the public ones, a rep none", async () => {
    const { writeKey } = await made("server");
    const seen = (await list("marketing")).items;
    expect(seen.every(({ kind }) => kind === "public")).toBe(true);
    expect((await list()).items.some(({ id }) => id === writeKey.id)).toBe(true);
    const path = `/v1/write-keys/${writeKey.id}`;
    for (const who of ["marketing", "rep"] as const)
      for (const answer of await Promise.all([
        make({ name: "x", kind: "public" }, who),
        call(who, path, { method: "DELETE" }),
        call(who, path, { method: "PATCH", body: { name: "x" } }),
        call(who, `${path}/rotation`, { body: {} }),
      ]))
        expect(answer.status).toBe(403);
    expect((await call("rep", "/v1/write-keys")).status).toBe(403);
    expect((await call(null, "/v1/write-keys")).status).toBe(401);
  });

  it("keep origins as browsers say them; no page may send with a server key", async () => {
    const { writeKey } = await made("public", {
      origins: ["https://www.Acme.example:443/", "https://*.acme.example", "https://www.acme.example"].map(
        (o) => o.replace(/\/$/, ""),
      ),
    });
    expect(writeKey.origins).toEqual(["https://www.acme.example", "https://*.acme.example"]);
    const changed = await parsed(WriteKey, change(writeKey.id, { name: "Shop" }));
    expect(changed).toMatchObject({ name: "Shop", origins: writeKey.origins });
    expect(await parsed(WriteKey, change(writeKey.id, { origins: [] }))).toMatchObject({
      name: "Shop",
      origins: [],
    });
    const server = await made("server");
    for (const [sent, field] of [
      [make({ name: "x", kind: "server", origins: ["https://a.example"] }), "origins"],
      [change(server.writeKey.id, { origins: ["https://a.example"] }), "origins"],
      [make({ name: "x", kind: "public", origins: ["https://a.example", "https://a:b:c"] }), "origins.1"],
      [make({ name: "x", kind: "public", origins: ["a.example"] }), "origins.0"],
      [make({ name: " ", kind: "public" }), "name"],
    ] as const)
      expect((await parsed(Problem, sent, 400)).errors?.map((e) => e.field)).toEqual([field]);
  });

  it("are rotated: the new one is like the old, which holds for some hours", async () => {
    const before = Date.now();
    const old = (await made("public", { name: "Blog", origins: ["https://blog.example"] })).writeKey;
    const { key, writeKey } = await parsed(NewWriteKey, rotate(old.id, { hours: 2 }), 201);
    expect(writeKey).toMatchObject({
      name: "Blog",
      kind: "public",
      shown: key,
      origins: ["https://blog.example"],
      expiresAt: null,
      replaces: old.id,
    });
    const until = (await list()).items.find(({ id }) => id === old.id)?.expiresAt ?? 0;
    expect(until - before).toBeGreaterThanOrEqual(2 * 3_600_000);
    expect(until - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
    expect((await parsed(Problem, rotate(old.id), 409)).code).toBe("conflict");
  });

  it("are rotated once, however many do it at the same time", async () => {
    const old = (await made("public")).writeKey;
    const answers = await Promise.all([rotate(old.id), rotate(old.id), rotate(old.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await list()).items.filter(({ replaces }) => replaces === old.id)).toHaveLength(1);
  });

  it("are revoked once and for all; who did it stays", async () => {
    const { writeKey } = await made("public");
    expect((await revoke(writeKey.id)).status).toBe(204);
    const at = (await list()).items.find(({ id }) => id === writeKey.id)?.revokedAt;
    expect(at).toEqual(expect.any(Number));
    expect((await revoke(writeKey.id)).status).toBe(204);
    expect((await list()).items.find(({ id }) => id === writeKey.id)?.revokedAt).toBe(at);
    const row = await env.DB.prepare("select revoked_by from write_keys where id = ?")
      .bind(writeKey.id)
      .first();
    expect(row).toEqual({ revoked_by: "p-adm" });
    expect((await parsed(Problem, rotate(writeKey.id), 409)).code).toBe("conflict");
  });

  it("say when they last sent", async () => {
    const { writeKey } = await made("public");
    const at = Date.now() - 1000;
    const write = env.DB.prepare(
      "insert into arrivals (day, key_id, channel, campaign, content, touches, last_at, hours) values (?, ?, 'Direct', '', '', 1, ?, '{}')",
    );
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    await env.DB.batch([
      write.bind(day(at), writeKey.id, at),
      write.bind(day(at - 86_400_000), writeKey.id, at - 86_400_000),
    ]);
    const items = (await list()).items;
    expect(items.find(({ id }) => id === writeKey.id)?.lastAt).toBe(at);
  });

  it("that nobody made are not found", async () => {
    for (const sent of [rotate("nothing"), revoke("nothing"), change("nothing", { name: "x" })])
      expect((await parsed(Problem, sent, 404)).code).toBe("unknown_write_key");
  });
});

describe("what is sent with a key", () => {
  const send = async (key: string, origin?: string) => {
    const body = { messageId: crypto.randomUUID(), anonymousId: "visitor", event: "Seen", writeKey: key };
    const headers = { "user-agent": "Mozilla/5.0 Firefox/140.0", ...(origin && { origin }) };
    return (await call(null, "/v1/track", { body, headers })).status;
  };

  it("is taken from the moment that it is made to the moment that it is revoked", async () => {
    for (const kind of ["public", "server"] as const) {
      const { key, writeKey } = await made(kind);
      expect(await send(key)).toBe(200);
      await revoke(writeKey.id);
      expect(await send(key)).toBe(401);
    }
  });

  it("is taken with the old key and the new one, until the old one's hours are over", async () => {
    const old = await made("public");
    const now = await parsed(NewWriteKey, rotate(old.writeKey.id, { hours: 1 }), 201);
    expect([await send(old.key), await send(now.key)]).toEqual([200, 200]);
    await env.DB.prepare("update write_keys set expires_at = ? where id = ?")
      .bind(Date.now(), old.writeKey.id)
      .run();
    expect([await send(old.key), await send(now.key)]).toEqual([401, 200]);
    const next = await parsed(NewWriteKey, rotate(now.writeKey.id, { hours: 0 }), 201);
    expect([await send(now.key), await send(next.key)]).toEqual([401, 200]);
  });

  it("is taken from the pages that it is limited to, as soon as it is", async () => {
    const { key, writeKey } = await made("public");
    expect(await send(key, "https://evil.example")).toBe(200);
    await change(writeKey.id, { origins: ["https://*.acme.example"] });
    expect(await send(key, "https://evil.example")).toBe(403);
    expect(await send(key)).toBe(403);
    expect(await send(key, "https://www.acme.example")).toBe(200);
  });
});
