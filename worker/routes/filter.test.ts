import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Filter } from "../../shared/contract/filter.ts";
import { DIGITS, readFilter } from "../../shared/domain/membership/filter.ts";
import { addLead, call, costOf, DAY, seedPeople } from "../../test/workspace.ts";
import { Database } from "../db/run.ts";
import { emptyWorkspace } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";
import { makeFilter } from "../jobs/filter.ts";

beforeEach(async () => {
  await new Database(env.DB, 1_000).batch(emptyWorkspace());
  await seedPeople();
});
beforeAll(seedPeople);

const ask = async (since: string | null = null): Promise<Filter> => {
  const answer = await call("rep", `/v1/filter${since === null ? "" : `?since=${since}`}`);
  expect(answer.status).toBe(200);
  return Filter.parse(await answer.json());
};
const make = () => makeFilter(new Database(env.DB, 1_000), Date.now() + DAY + 1, 5_000);
const digits = async (text: string) => (await sha256(text)).slice(0, DIGITS);

describe("which version stands", () => {
  it("is told in one trip and few rows, with who was written before", async () => {
    await make();
    await addLead({ email: "ada@analytical.example" });
    const answer = await call("rep", "/v1/filter");
    const filter = Filter.parse(await answer.json());
    expect(filter.newcomers.sort()).toEqual(
      [await digits("ada@analytical.example"), await digits("analytical.example")].sort(),
    );
    expect(filter.more).toBe(false);
    expect(costOf(answer)).toMatchObject({ trips: 1, written: 0 });
    expect(costOf(answer).read).toBeLessThanOrEqual(12);
  });

  it("each lead in the answer after it, once", async () => {
    let { since } = await ask();
    for (let number = 0; number < 5; number += 1) {
      const email = `p${number}@gmail.com`;
      await addLead({ email });
      const next = await ask(since);
      expect(next.newcomers).toEqual([await digits(email)]);
      since = next.since;
    }
    expect((await ask(since)).newcomers).toEqual([]);
    expect((await ask()).newcomers).toHaveLength(5);
  });

  it("a lead that gets its address later is a newcomer then", async () => {
    await addLead({ keys: ["crm:7"], name: "Nobody knows" });
    const { since } = await ask();
    await addLead({ keys: ["crm:7"], email: "late@gmail.com" });
    expect((await ask(since)).newcomers).toEqual([await digits("late@gmail.com")]);
  });

  it("is 304 while nobody comes, and 200 as soon as somebody does", async () => {
    await addLead({ email: "one@gmail.com" });
    const first = await call("rep", "/v1/filter");
    const { since } = Filter.parse(await first.json());
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toBe(`"${since}"`);
    for (const match of [tag, `W/${tag}`]) {
      const again = await call("rep", `/v1/filter?since=${since}`, { headers: { "if-none-match": match } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    await addLead({ email: "two@gmail.com" });
    const news = await call("rep", `/v1/filter?since=${since}`, { headers: { "if-none-match": tag } });
    expect(news.status).toBe(200);
    expect(Filter.parse(await news.json()).newcomers).toHaveLength(1);
  });

  it("tells many newcomers in several answers", async () => {
    const insert = "insert into filter_newcomers (hash) select printf('%012x', value) from json_each(?)";
    const numbers = JSON.stringify(Array.from({ length: 12_000 }, (_, number) => number));
    await env.DB.prepare(insert).bind(numbers).run();
    const all: string[] = [];
    let since: string | null = null;
    let answers = 0;
    for (let more = true; more; answers += 1) {
      const answer: Filter = await ask(since);
      all.push(...answer.newcomers);
      ({ more, since } = answer);
    }
    expect(answers).toBe(3);
    expect(all).toEqual(Array.from({ length: 12_000 }, (_, number) => number.toString(16).padStart(12, "0")));
  });

  it("to whoever knows another one, all of who came since this one", async () => {
    const old = await ask();
    await addLead({ email: "one@gmail.com" });
    const { since } = await ask(old.since);
    await make();
    await addLead({ email: "two@gmail.com" });
    const now = await ask(since);
    expect(now.version).not.toBe(old.version);
    expect(now.newcomers).toEqual([await digits("two@gmail.com")]);
    expect(await ask("made-up.99999")).toEqual(now);
  });

  it("none, until the first one is made", async () => {
    await env.DB.prepare("delete from jobs").run();
    expect(await ask()).toEqual({ version: null, size: 0, newcomers: [], since: null, more: false });
  });

  it("is nobody's to know who is not signed in, and names what is wrong with the question", async () => {
    expect((await call(null, "/v1/filter")).status).toBe(401);
    for (const since of ["x", "a.b", "a.-1", `${"v".repeat(65)}.1`, "v.1234567890123456"])
      expect((await call("rep", `/v1/filter?since=${since}`)).status).toBe(400);
  });
});

describe("a version in bytes", () => {
  it("holds every lead and account", async () => {
    for (let number = 0; number < 5; number += 1) await addLead({ email: `p${number}@c${number}.example` });
    await make();
    const { version, size, newcomers } = await ask();
    expect(newcomers).toEqual([]);
    const answer = await call("rep", `/v1/filter/${version}`);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes.length).toBe(size);
    const filter = readFilter(bytes);
    expect(filter?.size).toBe(10);
    for (let number = 0; number < 5; number += 1) {
      expect(filter?.has(await sha256(`p${number}@c${number}.example`))).toBe(true);
      expect(filter?.has(await sha256(`c${number}.example`))).toBe(true);
      expect(filter?.has(await sha256(`q${number}@c${number}.example`))).toBe(false);
    }
  });

  it("comes from the cache the second time, and to nobody who is not signed in", async () => {
    await addLead({ email: "one@gmail.com" });
    await make();
    const { version } = await ask();
    const path = `/v1/filter/${version}`;
    const first = await call("rep", path);
    const bytes = await first.arrayBuffer();
    expect(costOf(first).trips).toBe(2);
    await env.DB.prepare("delete from filter_parts").run();
    const second = await call("rep", path);
    expect(costOf(second)).toMatchObject({ trips: 1, written: 0 });
    expect(new Uint8Array(await second.arrayBuffer())).toEqual(new Uint8Array(bytes));
    expect((await call(null, path)).status).toBe(401);
    const badToken = { headers: { authorization: "Bearer nobodys" } };
    expect((await call(null, path, badToken)).status).toBe(401);
    await env.DB.prepare("update tokens set revoked_at = 1").run();
    expect((await call("rep", path)).status).toBe(401);
    await env.DB.prepare("update tokens set revoked_at = null").run();
  });

  it("is gone with the next one, the cached one, too", async () => {
    await addLead({ email: "one@gmail.com" });
    await make();
    const { version } = await ask();
    expect((await call("rep", `/v1/filter/${version}`)).status).toBe(200);
    await addLead({ email: "two@gmail.com" });
    await makeFilter(new Database(env.DB, 1_000), Date.now() + 3 * DAY, 5_000);
    const answer = await call("rep", `/v1/filter/${version}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "unknown_version" });
  });

  it("of nobody is no bytes", async () => {
    const { version, size } = await ask();
    expect(size).toBe(0);
    const answer = await call("rep", `/v1/filter/${version}`);
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect((await call("rep", "/v1/filter/made-up")).status).toBe(404);
  });
});
