import { beforeAll, expect, test } from "vitest";
import { visitorId } from "../tracking/visitors.ts";
import { STRANGER } from "./claims.ts";
import { generate, type SampleRows } from "./generate.ts";
import { threads } from "./mails.ts";
import { DAY } from "./time.ts";

const now = Date.UTC(2026, 10, 21, 9, 30);
let rows: SampleRows;
beforeAll(async () => {
  ({ rows } = await generate(now));
});

const leadOf = (email: string) => {
  const found = rows.leads.find((lead) => lead.email === email);
  if (!found) throw new Error(`No ${email}`);
  return found;
};

test("Ada was there before anybody knew her, on two browsers that are hers now", () => {
  const ada = leadOf("ada@analytical.example");
  const browsers = rows.leadKeys.filter(({ kind, leadId }) => kind === "anonymous" && leadId === ada.id);
  expect(browsers).toHaveLength(2);
  for (const { value } of browsers) {
    const key = `anonymous:${value}`;
    const joined = rows.statements.filter(({ keys }) => JSON.parse(keys).includes(key));
    expect(joined).toHaveLength(1);
    const before = rows.touches.filter(({ via }) => via === key);
    expect(before.length).toBeGreaterThanOrEqual(2);
    expect(before.every(({ at, leadId }) => at < (joined[0]?.at ?? 0) && leadId === ada.id)).toBe(true);
  }
});

test("Ada is in a sequence whose next mail comes within the week", () => {
  const [sequence] = rows.sequences;
  expect(sequence).toMatchObject({ name: "Autumn nurture", state: "in" });
  expect(sequence?.leadId).toBe(leadOf("ada@analytical.example").id);
  const ahead = (sequence?.nextAt ?? 0) - now;
  expect(ahead).toBeGreaterThan(DAY);
  expect(ahead).toBeLessThan(6 * DAY);
});

test("a claim on a lead that is known, and one that made a lead of nothing but an address, with its mail", async () => {
  expect(rows.claims.map(({ leadId }) => leadId)).toEqual([
    leadOf(STRANGER).id,
    leadOf("grace.hopper@harbour-systems.example").id,
  ]);
  for (const { via, visitor, leadId, lastAt } of rows.claims) {
    expect(visitor).toBe(await visitorId(via));
    expect(lastAt).toBeLessThan(now);
    const theirs = rows.touches.filter((touch) => touch.via === via);
    expect(theirs.length).toBeGreaterThan(2);
    expect(theirs.every((touch) => touch.leadId === visitor && touch.leadId !== leadId)).toBe(true);
  }
  const stranger = leadOf(STRANGER);
  expect(stranger).toMatchObject({ verified: 0, domain: "riverbend-mills.example" });
  expect(stranger.name ?? stranger.title ?? stranger.company ?? stranger.ownerId ?? null).toBeNull();
  expect(rows.touches.some(({ leadId }) => leadId === stranger.id)).toBe(false);
  const senders = threads.flatMap(({ messages }) => messages.flatMap(({ people }) => people));
  expect(senders.some(({ email, role }) => email === STRANGER && role === "from")).toBe(true);
});
