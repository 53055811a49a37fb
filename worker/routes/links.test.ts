import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { LinksResult } from "../../shared/contract/links.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { addLead, call, costOf, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { readConfig } from "../db/config.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { localWriteKeys } from "../sample/write-keys.ts";
import { LINK_PARAMETER, verifyLink } from "../tracking/links.ts";

const DAY = 86_400_000;
const url = "https://www.acme.example/offer?utm_source=mail&q=a%20b#/top?x";

beforeAll(async () => {
  await seedPeople();
  await new Database(env.DB).batch(insertRows(schema.writeKeys, await localWriteKeys(0)));
});

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });
const ask = (body: unknown, key = "local-server") => call(null, "/v1/links", { body, headers: basic(key) });
const signed = async (...items: unknown[]) => {
  const answer = await ask(items);
  expect(answer.status).toBe(200);
  return LinksResult.parse(await answer.json());
};
const provenBy = async (signedUrl = "") => {
  const { linkSecret } = await readConfig(new Database(env.DB));
  return verifyLink(new URL(signedUrl).searchParams.get(LINK_PARAMETER) ?? "", linkSecret, Date.now());
};
const refusal = async (sent: Promise<Response>) => {
  const answer = await sent;
  const { code, errors } = Problem.parse(await answer.json());
  expect(errors?.length).toBeGreaterThan(0);
  return { status: answer.status, code };
};

describe("POST /v1/links", () => {
  it("signs addresses for whoever each is for, and leaves all else of them", async () => {
    const before = Date.now();
    const { links, refused } = await signed(
      { url, email: " Ada@Analytical.example " },
      { url: "https://a.example", key: "email:Bob@B.example", days: 0.5 },
      { url: "https://a.example", key: "hubspot:123" },
      { url: "https://a.example", key: "user:U-17" },
    );
    expect(refused).toEqual([]);
    expect(links.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(links[0]?.url).toMatch(
      /^https:\/\/www\.acme\.example\/offer\?utm_source=mail&q=a%20b&ll=[\w.-]+#\/top\?x$/,
    );
    const proven = await Promise.all(links.map((link) => provenBy(link.url)));
    expect(proven.map((link) => link?.key)).toEqual([
      "email:ada@analytical.example",
      "email:bob@b.example",
      "hubspot:0-1:123",
      "user:U-17",
    ]);
    expect(proven.map((link) => link?.expiresAt)).toEqual(links.map(({ expiresAt }) => expiresAt));
    expect(Math.abs((links[0]?.expiresAt ?? 0) - before - 30 * DAY)).toBeLessThan(5000);
    expect(Math.abs((links[1]?.expiresAt ?? 0) - before - DAY / 2)).toBeLessThan(5000);
  });

  it("shows in the link nobody's address", async () => {
    const { links } = await signed({ url: "https://a.example", email: "ada@analytical.example" });
    const [, claims = ""] = (links[0]?.url ?? "").split(".").slice(-3);
    expect(`${links[0]?.url} ${Buffer.from(claims, "base64url")}`).not.toMatch(/ada|analytical/);
  });

  it("signs the good ones, and lists the others with what is wrong", async () => {
    const { links, refused } = await signed(
      { url: "javascript:alert(1)", email: "a@b.example" },
      { url, email: "a@b.example" },
      { url },
      { url, email: "a@b.example", key: "user:1" },
      { url, email: "nobody" },
      { url, key: "email:nobody" },
      { url, key: "anonymous:v" },
      { url, key: `sha256:${"a".repeat(64)}` },
      { url, key: "salesforce:6.60737E+17" },
      { url, email: "a@b.example", days: 0 },
      null,
      "https://a.example",
    );
    expect(links.map(({ index }) => index)).toEqual([1]);
    expect(refused.map(({ index, errors }) => [index, errors[0]?.field])).toEqual([
      [0, "url"],
      [2, "email"],
      [3, "email"],
      [4, "email"],
      [5, "key"],
      [6, "key"],
      [7, "key"],
      [8, "key"],
      [9, "days"],
      [10, "link"],
      [11, "link"],
    ]);
  });

  it("costs and answers the same whether the address is a lead's", async () => {
    const email = `known-${crypto.randomUUID()}@acme.example`;
    await addLead({ email });
    const [known, unknown] = [
      await ask([{ url, email }]),
      await ask([{ url, email: email.replace("known", "never") }]),
    ];
    const names = (answer: Response) => [...answer.headers.keys()].sort();
    expect(names(known)).toEqual(names(unknown));
    expect(costOf(known)).toEqual(costOf(unknown));
    expect(costOf(known)).toMatchObject({ trips: 1, written: 0 });
  });

  it("is for server keys that hold", async () => {
    const items = [{ url, email: "a@b.example" }];
    expect(await refusal(ask(items, "local-write"))).toEqual({ status: 403, code: "not_allowed" });
    expect(await refusal(ask(items, "ll_srv_nothing"))).toEqual({ status: 401, code: "unknown_key" });
    expect(await refusal(call(null, "/v1/links", { body: items }))).toEqual({
      status: 401,
      code: "unknown_key",
    });
    expect(await refusal(call("admin", "/v1/links", { body: items }))).toEqual({
      status: 401,
      code: "unknown_key",
    });
    const made: { key: string; writeKey: { id: string } } = await (
      await call("admin", "/v1/write-keys", { body: { name: "Mails", kind: "server" } })
    ).json();
    expect((await ask(items, made.key)).status).toBe(200);
    await call("admin", `/v1/write-keys/${made.writeKey.id}`, { method: "DELETE" });
    expect(await refusal(ask(items, made.key))).toEqual({ status: 401, code: "unknown_key" });
  });

  it("takes local keys on this machine only", async () => {
    const { app } = await import("../app.ts");
    const send = (address: string, local: string) =>
      app.request(
        `${address}/v1/links`,
        {
          method: "POST",
          headers: { ...basic("local-server"), "content-type": "application/json" },
          body: "[1]",
        },
        { ...env, LOCAL: local },
      );
    expect((await send("http://localhost", "1")).status).toBe(200);
    expect((await send("http://localhost", "")).status).toBe(401);
    expect((await send("https://leadlight.example", "1")).status).toBe(401);
  });

  it("refuses what is no list", async () => {
    for (const body of [{}, [], "x", Array.from({ length: 501 }, () => ({}))])
      expect((await refusal(ask(body))).status).toBe(400);
  });
});
