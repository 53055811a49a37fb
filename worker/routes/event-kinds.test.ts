import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Heat } from "../../shared/domain/heat/heat.ts";
import type { JsonObject } from "../../shared/domain/tracking/message.ts";
import { message, parcel } from "../../test/parcels.ts";
import { call, seedPeople } from "../../test/workspace.ts";
import { currentConfig } from "../db/config.ts";
import { startPass } from "../db/rekind.ts";
import { Database } from "../db/run.ts";
import { rekindTouchesOfThePast, SLICE } from "../jobs/rekind.ts";
import { takeIn } from "../tracking/take-in.ts";

beforeAll(seedPeople);
beforeEach(async () => {
  await env.DB.batch(
    ["touches", "heat", "event_kinds", "unmapped_events", "jobs", "arrivals"].map((table) =>
      env.DB.prepare(`delete from ${table}`),
    ),
  );
});

const rows = async <Row = Record<string, unknown>>(sql: string): Promise<Row[]> =>
  (await env.DB.prepare(sql).all<Row>()).results;
const put = (body: unknown, who: Parameters<typeof call>[0] = "marketing") =>
  call(who, "/v1/event-kinds", { method: "PUT", body });

let count = 0;
/** What visitors do, through the whole of taking in. */
async function happens(name: string, visitor = "v1", properties: JsonObject = {}): Promise<void> {
  const db = new Database(env.DB, 1_000);
  const said = message(`m${++count}`, { name, anonymousId: visitor, properties });
  await takeIn(db, await currentConfig(db), [parcel(`p${count}`, [said], { trust: "public" })]);
}
const rekind = (ms = 5_000) => rekindTouchesOfThePast(new Database(env.DB, 1_000), ms);
const kindsNow = async () =>
  (await rows<{ kind: string }>("select kind from touches order by id")).map(({ kind }) => kind);
const heats = async () =>
  (await rows<{ kinds: string }>("select kinds from heat order by lead_id")).map(
    ({ kinds }): Heat => JSON.parse(kinds),
  );

describe("PUT /v1/event-kinds", () => {
  it("is for marketing and admins", async () => {
    const said = { name: "widget frobbed", kind: "form" };
    expect((await put(said, null)).status).toBe(401);
    expect((await put(said, "rep")).status).toBe(403);
    expect((await put(said, "marketing")).status).toBe(204);
    expect((await put(said, "admin")).status).toBe(204);
  });

  it.each([
    { name: "", kind: "form" },
    { name: "x", kind: "Not a kind" },
    { name: "x", kind: "form", direction: "up" },
    { name: "x".repeat(201), kind: "form" },
    { kind: "form" },
    { name: "x" },
  ])("refuses %j", async (body) => {
    expect((await put(body)).status).toBe(400);
  });

  it("takes an event for what it says, from now on, however its name is written", async () => {
    await happens("Widget Frobbed");
    expect(await kindsNow()).toEqual(["other"]);
    expect(await rows("select name, event from unmapped_events")).toEqual([
      { name: "widget frobbed", event: "Widget Frobbed" },
    ]);
    await put({ name: "widget frobbed", kind: "demo_request" });
    expect(await rows("select name from unmapped_events")).toEqual([]);
    await happens("widget_frobbed");
    await happens("widgetFrobbed");
    expect((await kindsNow()).slice(1)).toEqual(["demo_request", "demo_request"]);
    expect(await rows("select name from unmapped_events")).toEqual([]);
  });

  it("the last word on a name holds, and can be taken back", async () => {
    await put({ name: "Widget Frobbed", kind: "form" });
    await put({ name: "widget_frobbed", kind: "call" });
    expect(await rows("select name, kind, direction, person_id from event_kinds")).toEqual([
      { name: "widget_frobbed", kind: "call", direction: "ours", person_id: "p-mkt" },
    ]);
    await put({ name: "widget_frobbed", kind: "call", direction: "theirs" });
    expect(await rows("select direction from event_kinds")).toEqual([{ direction: "theirs" }]);
    await put({ name: "widget frobbed", kind: null });
    expect(await rows("select name from event_kinds")).toEqual([]);
    await happens("Widget Frobbed");
    expect(await kindsNow()).toEqual(["other"]);
  });

  it("can take an event out of what is offered, or the built-in table's word back", async () => {
    await happens("Widget Frobbed");
    await put({ name: "widget frobbed", kind: "other" });
    await put({ name: "email opened", kind: "other" });
    await happens("Widget Frobbed");
    await happens("Email Opened");
    expect(await kindsNow()).toEqual(["other", "other", "other"]);
    expect(await rows("select name from unmapped_events")).toEqual([]);
  });

  it("changes the configuration of every isolate", async () => {
    const version = async () =>
      (await rows<{ version: string }>("select version from workspace"))[0]?.version;
    const before = await version();
    await put({ name: "widget frobbed", kind: "form" });
    const after = await version();
    expect(after).not.toBe(before);
    await put({ name: "widget frobbed", kind: "form" });
    expect(await version()).toBe(after);
    await put({ name: "widget frobbed", kind: null });
    expect(await version()).not.toBe(after);
  });
});

describe("touches of the past", () => {
  it("become what marketing takes them for, and heat follows", async () => {
    for (const visitor of ["v1", "v2", "v3"]) {
      await happens("Widget Frobbed", visitor);
      await happens("Other Thing", visitor);
      await happens("Form Submitted", visitor);
    }
    await env.DB.prepare(
      "insert into touches (id, lead_id, at, kind, direction, channel, title) values ('file', 'l1', 1, 'other', 'theirs', 'Other', 'Widget Frobbed')",
    ).run();
    await put({ name: "widget frobbed", kind: "form" });
    await rekind();
    expect(await rows("select title, kind, count(*) as n from touches group by 1, 2 order by 1, 2")).toEqual([
      { title: "Form Submitted", kind: "form", n: 3 },
      { title: "Other Thing", kind: "other", n: 3 },
      { title: "Widget Frobbed", kind: "form", n: 3 },
      { title: "Widget Frobbed", kind: "other", n: 1 },
    ]);
    const visitors = (await heats()).filter((heat) => heat.form);
    expect(visitors).toHaveLength(3);
    for (const heat of visitors) expect([heat.form?.[0], heat.other?.[0]]).toEqual([2, 1]);
    expect(await rows("select * from jobs")).toEqual([]);
  });

  it("go on from where a pass was stopped, and begin anew at another word", async () => {
    const many = Array.from({ length: 2 * SLICE + 10 }, (_, index) =>
      message(`s${index}`, { name: "Widget Frobbed", anonymousId: `s${index}` }),
    );
    const db = new Database(env.DB, 1_000);
    await takeIn(db, await currentConfig(db), [parcel("many", many, { trust: "public" })]);
    await put({ name: "widget frobbed", kind: "form" });
    const left = async () => (await kindsNow()).filter((kind) => kind === "other").length;
    await currentConfig(db);
    // As many statements as one slice takes.
    await rekindTouchesOfThePast(new Database(env.DB, 12), 5_000);
    expect(await left()).toBe(SLICE + 10);
    await put({ name: "widget frobbed", kind: "trial" });
    await rekind();
    expect(await left()).toBe(0);
    expect((await kindsNow()).filter((kind) => kind === "trial").length).toBe(SLICE + 10);
    expect(await rows("select * from jobs")).toEqual([]);
  });

  it("cost nothing where nothing is to be done", async () => {
    await happens("Form Submitted");
    const idle = new Database(env.DB);
    await rekindTouchesOfThePast(idle, 5_000);
    expect(idle.cost).toMatchObject({ trips: 1, written: 0 });
    await idle.batch([startPass({ pass: "x" })]);
    await rekind();
    expect(await kindsNow()).toEqual(["form"]);
    expect(await rows("select * from jobs")).toEqual([]);
  });
});
