import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Heat, round6 } from "../../shared/domain/heat/heat.ts";
import type { Message } from "../../shared/domain/tracking/message.ts";
import { message, parcel } from "../../test/parcels.ts";
import { DAY, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { currentConfig } from "../db/config.ts";
import { rebuildHeat } from "../db/heat.ts";
import { Database } from "../db/run.ts";
import {
  arrivals,
  claims,
  deadLetters,
  leadKeys,
  leads,
  linkUses,
  rejections,
  touches,
  unmappedEvents,
  verdicts,
} from "../db/schema.ts";
import { takeIn } from "../tracking/take-in.ts";
import { visitorId } from "../tracking/visitors.ts";
import { ageOut, SLICE } from "./retention.ts";

beforeAll(seedPeople);

const NOW = Date.UTC(2026, 10, 22, 12);
const anonymousDays = 395;
const detailsDays = 100;

const tables = [
  "touches",
  "heat",
  "cooled",
  "claims",
  "link_uses",
  "unmapped_events",
  "dead_letters",
  "rejections",
  "arrivals",
  "jobs",
  "verdicts",
  "current_verdicts",
  "lead_keys",
  "leads",
  "identities",
  "statements",
  "statement_keys",
];
beforeEach(async () => {
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`delete from ${table}`)),
    env.DB.prepare("update workspace set anonymous_days = ?, details_days = ?").bind(
      anonymousDays,
      detailsDays,
    ),
  ]);
});

const rows = async <Row = Record<string, string | number | null>>(sql: string): Promise<Row[]> =>
  (await env.DB.prepare(sql).all<Row>()).results;
const count = async (from: string) => (await rows<{ n: number }>(`select count(*) as n from ${from}`))[0]?.n;
const write = (...statements: Parameters<Database["batch"]>[0]) => new Database(env.DB).batch(statements);

const visitor = (index: number) => `v_${`${index}`.padStart(32, "0")}`;
const kinds = ["page_view", "form", "download"] as const;
/** Touches of somebody, from long ago to now, one every `step` days. */
const history = (leadId: string, length: number, step: number) =>
  Array.from({ length }, (_, index) => ({
    id: `${leadId}-${index}`,
    leadId,
    at: NOW - index * step * DAY - 1,
    kind: kinds[index % kinds.length] ?? "form",
    direction: "theirs" as const,
    channel: "Direct",
    title: "A page",
    url:
      index % 2 === 0 ? "https://www.acme.example/a?mail=ada%40b.example#top" : "https://www.acme.example/a",
    details: index % 3 === 0 ? '{"a":1}' : null,
    via: `anonymous:${leadId}`,
  }));

/** The job every minute until the pass has ended; how many minutes it took. */
async function pass(now = NOW, db = () => new Database(env.DB)): Promise<number> {
  for (let minute = 1; minute < 500; minute += 1) {
    await ageOut(db(), now, 10_000);
    const [job] = await rows<{ cursor: string }>("select cursor from jobs");
    if (job && JSON.parse(job.cursor).step === null) return minute;
  }
  throw new Error("It does not end");
}

const heats = async () =>
  Object.fromEntries(
    (await rows<{ lead_id: string; kinds: string }>("select * from heat order by lead_id")).map(
      ({ lead_id, kinds }) => [
        lead_id,
        Object.fromEntries(
          Object.entries<Heat[string]>(JSON.parse(kinds)).map(([kind, entry]) => [kind, entry.map(round6)]),
        ),
      ],
    ),
  );
const everybody = async () =>
  (await rows<{ id: string }>("select lead_id as id from heat")).map(({ id }) => id);
const rebuild = async () => write(...rebuildHeat({ leads: JSON.stringify(await everybody()) }));

describe("touches", () => {
  const people = () => [
    ...history("01990000-lead", 60, 10),
    ...history("01990001-busy", 900, 1),
    ...history(visitor(1), 700, 1),
    ...history(visitor(2), 1, 600),
    ...history(visitor(3), 40, 20),
    ...Array.from({ length: 300 }, (_, index) => history(visitor(100 + index), 2, 500)).flat(),
  ];
  const isVisitor = (id: string) => id.startsWith("v_");

  it("of visitors go when they are old enough, details earlier; those of leads stay, and all heat", async () => {
    const all = people();
    await write(...insertRows(touches, all));
    const before = await heats();
    expect(await pass(NOW, () => new Database(env.DB, 16))).toBeGreaterThan(3);

    const old = ({ at }: { at: number }, days: number) => at < NOW - days * DAY;
    const stays = all.filter((touch) => !isVisitor(touch.leadId) || !old(touch, anonymousDays));
    const expected = stays
      .map(({ id, url, details, ...touch }) => ({
        id,
        url: old(touch, detailsDays) ? "https://www.acme.example/a" : url,
        details: old(touch, detailsDays) ? null : details,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(await rows("select id, url, details from touches order by id")).toEqual(expected);

    expect(await heats()).toEqual(before);
    await rebuild();
    expect(await heats()).toEqual(before);
  });

  it("are in no slice larger than it may be", async () => {
    await write(...insertRows(touches, people()));
    let most = 0;
    await pass(NOW, () => {
      const db = new Database(env.DB);
      const batch = db.batch.bind(db);
      db.batch = async (statements) => {
        const { read, written } = db.cost;
        const result = await batch(statements);
        most = Math.max(most, db.cost.read - read, db.cost.written - written);
        return result;
      };
      return db;
    });
    expect(most).toBeGreaterThan(SLICE);
    expect(most).toBeLessThan(12 * SLICE);
  });

  it("come out the same however often the machine loses its power", async () => {
    const state = async () => ({
      touches: await rows("select * from touches order by id"),
      cooled: await rows("select * from cooled order by lead_id"),
      heat: await rows("select * from heat order by lead_id"),
    });
    await write(...insertRows(touches, people()));
    await pass();
    const calm = await state();
    await env.DB.batch(
      ["touches", "heat", "cooled", "jobs"].map((table) => env.DB.prepare(`delete from ${table}`)),
    );

    await write(...insertRows(touches, people()));
    for (let left = 1; left < 30; left += 1) {
      // After some statements the power goes: what was to be written with them is not.
      const db = new Database(env.DB);
      const batch = db.batch.bind(db);
      let until = left % 7;
      db.batch = async (statements) => {
        until -= 1;
        if (until < 0) throw new Error("No power");
        return batch(statements);
      };
      await ageOut(db, NOW, 10_000).catch((error: Error) => expect(error.message).toBe("No power"));
    }
    await pass();
    expect(await state()).toEqual(calm);
  });

  it("of a visitor who becomes a lead later on are in the lead's heat, whenever they went", async () => {
    const pages = Array.from({ length: 60 }, (_, index) =>
      message(`page-${index}`, { type: "page", anonymousId: "late", at: NOW - index * 15 * DAY - 1 }),
    );
    const take = async (...messages: readonly Message[]) => {
      const db = new Database(env.DB, 1_000);
      await takeIn(db, await currentConfig(db), [parcel("p", messages)]);
    };
    await take(...pages);
    const visitor = await visitorId("anonymous:late");
    const { [visitor]: before, ...others } = await heats();
    expect(before?.page_view?.[0]).toBe(60);
    expect(others).toEqual({});
    await pass(NOW - 200 * DAY);
    await pass(NOW);
    expect(await count("touches")).toBeLessThan(pages.length);

    await take(message("who", { type: "identify", anonymousId: "late", userId: "u1", at: NOW }));
    const [lead] = await rows<{ id: string }>("select id from leads");
    expect(await heats()).toEqual({ [lead?.id ?? ""]: before });
    await rebuild();
    expect(await heats()).toEqual({ [lead?.id ?? ""]: before });
  });

  it("are looked at once a day", async () => {
    await pass();
    await write(...insertRows(touches, history(visitor(1), 2, 500)));
    await ageOut(new Database(env.DB), NOW + DAY - 1, 10_000);
    expect(await count("touches")).toBe(2);
    const idle = new Database(env.DB);
    await ageOut(idle, NOW + DAY - 1, 10_000);
    expect(idle.cost).toMatchObject({ trips: 1, written: 0 });
    await ageOut(new Database(env.DB), NOW + DAY, 10_000);
    expect(await count("touches")).toBe(1);
  });
});

describe("what grows beside them", () => {
  const day = (days: number) => new Date(NOW - days * DAY).toISOString().slice(0, 10);

  it("goes in its time: links, events, letters, rejections, hours", async () => {
    const many = <Row>(row: (days: number, index: number) => Row) =>
      [0, 1, 3, 89, 91, 99, 101, 400].flatMap((days) =>
        Array.from({ length: 150 }, (_, index) => row(days, index)),
      );
    const at = (days: number) => NOW - days * DAY;
    await write(
      ...insertRows(
        linkUses,
        many((days, index) => ({
          linkId: `${index}-${days}`,
          via: "anonymous:a",
          at: 1,
          expiresAt: at(days - 1),
        })),
      ),
      ...insertRows(
        unmappedEvents,
        many((days, index) => ({
          name: `e${index} ${days}`,
          event: "E",
          touches: 1,
          lastAt: at(days),
          keyId: "k",
        })),
      ),
      ...insertRows(
        deadLetters,
        many((days, index) => ({
          id: `${index}-${days}`,
          at: at(days),
          keyId: "k",
          messages: 1,
          attempts: 8,
          error: "",
          body: "",
        })),
      ),
      ...insertRows(
        rejections,
        many((days, index) => ({
          day: day(days),
          keyId: `${index}`,
          reason: "bot",
          messages: 1,
          lastAt: at(days),
          hours: '{"1":1}',
        })),
      ),
      ...insertRows(
        arrivals,
        many((days, index) => ({
          day: day(days),
          keyId: "k",
          channel: "Direct",
          campaign: `${index}`,
          content: "",
          touches: 1,
          lastAt: at(days),
          hours: '{"1":1}',
        })),
      ),
    );
    await pass();
    expect(await count("link_uses")).toBe(150 * 7);
    expect(await count("unmapped_events")).toBe(150 * 4);
    expect(await count("dead_letters")).toBe(150 * 6);
    expect(await count("rejections")).toBe(150 * 4);
    expect(await count("arrivals")).toBe(150 * 8);
    expect(await count("arrivals where hours <> '{}'")).toBe(150 * 2);
  });
});

describe("claims that nobody has confirmed", () => {
  const aged = NOW - (anonymousDays + 1) * DAY;
  const claimed = (index: number, claim: Partial<typeof claims.$inferInsert> = {}) => ({
    id: `claim-${index}`,
    via: `anonymous:${index}`,
    visitor: visitor(index),
    key: `email:p${index}@b.example`,
    leadId: `made-${index}`,
    at: aged,
    messageId: `m${index}`,
    lastAt: aged,
    receivedAt: aged,
    ...claim,
  });
  const lead = (index: number, row: Partial<typeof leads.$inferInsert> = {}) => ({
    id: `made-${index}`,
    email: `p${index}@b.example`,
    mailKind: "company" as const,
    verified: 0,
    createdAt: aged,
    updatedAt: aged,
    stageSince: aged,
    ...row,
  });
  const key = (index: number) => ({ kind: "email", value: `p${index}@b.example`, leadId: `made-${index}` });

  it("go, and with them the leads that they alone made; not who was judged, edited, met or claimed anew", async () => {
    const forgotten = Array.from({ length: SLICE + 20 }, (_, index) => 100 + index);
    await write(
      ...insertRows(leads, [
        ...forgotten.map((index) => lead(index)),
        lead(1, { name: "Ada" }),
        lead(2, { verified: 1 }),
        ...[3, 4, 5, 6].map((index) => lead(index)),
      ]),
      ...insertRows(leadKeys, [...forgotten, 1, 2, 3, 4, 5, 6].map(key)),
      ...insertRows(claims, [
        ...forgotten.map((index) => claimed(index)),
        ...[1, 2, 3, 4].map((index) => claimed(index)),
        // One of two claims of this lead is young; another is confirmed.
        claimed(5),
        claimed(50, { leadId: "made-5", lastAt: NOW - DAY }),
        claimed(6, { state: "confirmed" }),
        claimed(7, { state: "refused", leadId: null }),
      ]),
      ...insertRows(verdicts, [
        {
          id: "verdict",
          leadId: "made-3",
          personId: "p-rep",
          verdict: "good",
          at: NOW,
          receivedAt: NOW,
          site: "gmail",
          goodLead: 1,
          contact: "before",
        },
      ]),
      ...insertRows(touches, history("made-4", 1, 1)),
    );
    await pass();
    const left = ["made-1", "made-2", "made-3", "made-4", "made-5", "made-6"];
    expect((await rows("select id from leads order by id")).map(({ id }) => id)).toEqual(left);
    expect((await rows("select lead_id as id from lead_keys order by 1")).map(({ id }) => id)).toEqual(left);
    expect((await rows("select id from claims order by id")).map(({ id }) => id)).toEqual([
      "claim-50",
      "claim-6",
    ]);
  });
});
