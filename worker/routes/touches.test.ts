import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { Timeline, type TimelineTouch } from "../../shared/contract/touches.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople } from "../../test/workspace.ts";

const now = Date.now();
const HOUR = 3_600_000;

beforeAll(seedPeople);

const page = async (leadId: string, query: Record<string, string> = {}) => {
  const answer = await call("rep", `/v1/leads/${leadId}/touches?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return { ...Timeline.parse(await answer.json()), cost: costOf(answer) };
};
/** The whole history, page by page, with what each page cost. */
const whole = async (leadId: string, query: Record<string, string> = {}) => {
  const items: TimelineTouch[] = [];
  const costs: number[] = [];
  let cursor: string | null = null;
  do {
    const next: Awaited<ReturnType<typeof page>> = await page(leadId, cursor ? { ...query, cursor } : query);
    expect(next.cost).toMatchObject({ trips: 1, written: 0 });
    items.push(...next.items);
    costs.push(next.cost.read);
    cursor = next.cursor;
  } while (cursor !== null && costs.length < 200);
  return { items, costs };
};
const run = (text: string, ...params: (string | number | null)[]) =>
  env.DB.prepare(text)
    .bind(...params)
    .run();
const manyTouches = (leadId: string, count: number) =>
  run(
    `insert into touches (id, lead_id, at, kind, direction, channel, title)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
     select ?1 || '-' || i, ?1, ?3 - (i / 3) * 60000, 'page_view', 'theirs',
       iif(i % 97 = 0, 'Webinar', 'Direct'), 'Page ' || i from n`,
    leadId,
    count,
    now,
  );

describe("GET /v1/leads/:id/touches", () => {
  it("gives every touch once, newest first, also those of one moment", async () => {
    const leadId = await addLead({ email: "all@prospect.example" });
    await manyTouches(leadId, 173);
    const { items, costs } = await whole(leadId);
    expect(costs).toHaveLength(4);
    expect(new Set(items.map(({ id }) => id)).size).toBe(173);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort((a, b) => b - a));
  });

  it("goes on where the insight ends", async () => {
    const leadId = await addLead({ email: "on@prospect.example" });
    await manyTouches(leadId, 31);
    const insight = Insight.parse(await (await call("rep", "/v1/insight?email=on@prospect.example")).json());
    const rest = await page(leadId, { cursor: insight.touches.cursor ?? "" });
    const ids = [...insight.touches.items, ...rest.items].map(({ id }) => id);
    expect(ids).toEqual((await whole(leadId)).items.map(({ id }) => id));
    expect(rest.channels).toBeUndefined();
  });

  it("says that there are no more where the insight shows all", async () => {
    const leadId = await addLead({ email: "few@prospect.example" });
    const cursor = async () =>
      Insight.parse(await (await call("rep", "/v1/insight?email=few@prospect.example")).json()).touches
        .cursor;
    expect(await cursor()).toBeNull();
    await manyTouches(leadId, 20);
    expect(await cursor()).toBeNull();
    await addTouches([{ leadId, at: now - DAY }]);
    expect(await cursor()).not.toBeNull();
  });

  it("reads rows by the page, however long the history, all channels or one", async () => {
    const costs = [];
    for (const count of [600, 6000]) {
      const leadId = await addLead({ email: `long${count}@prospect.example` });
      await manyTouches(leadId, count);
      const first = await page(leadId);
      const second = await page(leadId, { cursor: first.cursor ?? "" });
      const rare = await page(leadId, { channel: "Webinar" });
      const next = await page(leadId, { channel: "Webinar", cursor: rare.cursor ?? "" });
      const never = await page(leadId, { channel: "Never" });
      costs.push([first, second, rare, next, never].map(({ cost }) => cost.read));
      expect(never).toMatchObject({ items: [], lookedTo: now - 66 * 60_000 });
    }
    expect(costs[1]).toEqual(costs[0]);
    const [first, second, rare, next] = costs[0] ?? [];
    expect(second).toBeLessThanOrEqual(50 + 15);
    expect(first).toBeLessThanOrEqual(250 + 25);
    expect(rare).toBeLessThanOrEqual(600 + 25);
    expect(next).toBeLessThanOrEqual(400 + 15);
  });

  it("finds all of one channel, in pages that may hold few", async () => {
    const leadId = await addLead({ email: "rare@prospect.example" });
    await manyTouches(leadId, 1000);
    const { items: all } = await whole(leadId);
    for (const channel of ["Webinar", "Direct"]) {
      const { items } = await whole(leadId, { channel });
      expect(items.map(({ id }) => id)).toEqual(
        all.filter((touch) => touch.channel === channel).map(({ id }) => id),
      );
    }
    expect((await page(leadId)).channels).toEqual(["Direct", "Webinar"]);
  });

  it("marks the very first touch, and the last of theirs before each stage", async () => {
    const leadId = await addLead({ email: "marks@prospect.example", createdAt: now - 10 * DAY });
    await addTouches([
      { id: "m-ad", leadId, at: now - 12 * DAY, kind: "ad_click", channel: "Paid Search" },
      { id: "m-form", leadId, at: now - 10 * DAY, kind: "form" },
      { id: "m-mail", leadId, at: now - 5 * DAY, kind: "email_sent", direction: "ours" },
      { id: "m-demo", leadId, at: now - 6 * DAY, kind: "demo_request" },
      { id: "m-late", leadId, at: now - DAY },
    ]);
    await run(
      `insert into stage_changes (id, lead_id, "from", "to", at, since, cause) values ('m1', ?1, 'inquiry', 'mql', ?2, ?2, 'rule')`,
      leadId,
      now - 4 * DAY,
    );
    const marks = Object.fromEntries((await page(leadId)).items.map(({ id, marks }) => [id, marks]));
    expect(marks).toEqual({
      "m-late": [],
      "m-mail": [],
      "m-demo": ["mql"],
      "m-form": ["inquiry"],
      "m-ad": ["first"],
    });
  });

  it("says which touches came before anybody knew whose they were", async () => {
    const leadId = await addLead({ email: "before@prospect.example", createdAt: now - 20 * DAY });
    for (const value of ["told", "untold"])
      await run("insert into lead_keys (kind, value, lead_id) values ('anonymous', ?1, ?2)", value, leadId);
    await run(
      `insert into statements (id, kind, keys, at, message_id)
       values ('s1', 'joined', '["email:before@prospect.example","anonymous:told"]', ?1, 'm1')`,
      now - 5 * DAY,
    );
    await run("insert into statement_keys (key, statement_id) values ('anonymous:told', 's1')");
    const touch = (id: string, days: number, via: string | null) =>
      run(
        `insert into touches (id, lead_id, at, kind, direction, channel, title, via)
         values (?1, ?2, ?3, 'page_view', 'theirs', 'Direct', 'Page', ?4)`,
        id,
        leadId,
        now - days * DAY,
        via,
      );
    await touch("a1", 30, null);
    await touch("a2", 25, "anonymous:untold");
    await touch("a3", 10, "anonymous:untold");
    await touch("a4", 8, "anonymous:told");
    await touch("a5", 5, "anonymous:told");
    await touch("a6", 7, "email:before@prospect.example");
    const { items } = await page(leadId);
    expect(items.filter(({ anonymous }) => anonymous).map(({ id }) => id)).toEqual(["a4", "a2"]);
  });

  it("knows a lead by the id of one that was merged into it", async () => {
    const into = await addLead({ email: "stays@prospect.example" });
    const from = await addLead({ email: "goes@prospect.example" });
    await addTouches([{ id: "goes-1", leadId: from, at: now - HOUR }]);
    await call("marketing", "/v1/merges", { body: { into, from } });
    expect((await page(from)).items.map(({ id }) => id)).toEqual(["goes-1"]);
  });

  it("says what is wrong", async () => {
    const leadId = await addLead({ email: "wrong@prospect.example" });
    const refused = async (path: string, status: number) => {
      const answer = await call("rep", path);
      expect(answer.status).toBe(status);
      return Problem.parse(await answer.json());
    };
    expect(await refused("/v1/leads/nobody/touches", 404)).toMatchObject({ code: "unknown_lead" });
    for (const cursor of ["", "x", "1", "1.", "-1.a", "99999999999999999.a", "' or 1"])
      expect(
        await refused(`/v1/leads/${leadId}/touches?${new URLSearchParams({ cursor })}`, 400),
        cursor,
      ).toMatchObject({ errors: [{ field: "cursor" }] });
    expect((await call(null, `/v1/leads/${leadId}/touches`)).status).toBe(401);
  });

  it("shows a link only where it leads to the web, and no more of a stranger's touch than its words", async () => {
    const leadId = await addLead({ email: "links2@prospect.example" });
    await addTouches([
      { leadId, at: now, url: "javascript:alert(1)", title: "<img src=x onerror=alert(1)>" },
      { leadId, at: now - 1, url: "https://ours.example/a" },
    ]);
    const { items } = await page(leadId);
    expect(items.map(({ url }) => url)).toEqual([undefined, "https://ours.example/a"]);
  });
});
