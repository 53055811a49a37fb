import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../shared/domain/facts.ts";
import { heatOf } from "../../shared/domain/heat/heat.ts";
import { isSharedAddress } from "../../shared/domain/people/address.ts";
import { matchPersona } from "../../shared/domain/personas/match.ts";
import { defaultScorecard } from "../../shared/domain/scoring/default.ts";
import { score } from "../../shared/domain/scoring/score.ts";
import { channels } from "./campaigns.ts";
import { generate, type Sample, type SampleRows } from "./generate.ts";
import { personas } from "./personas.ts";
import { DAY, HOUR } from "./time.ts";

const now = Date.UTC(2026, 10, 21, 9, 30);
let sample: Sample;
let rows: SampleRows;
beforeAll(async () => {
  sample = await generate(now);
  rows = sample.rows;
});

type LeadRow = SampleRows["leads"][number];
const leadOf = (email: string): LeadRow => {
  const found = rows.leads.find((lead) => lead.email === email);
  if (!found) throw new Error(`No ${email}`);
  return found;
};
const touchesOf = (lead: LeadRow) =>
  rows.touches
    .filter(({ leadId }) => leadId === lead.id)
    .map((touch) => ({ ...touch, url: touch.url ?? null }));
const factsOf = (lead: LeadRow): Facts => {
  const account = rows.accounts.find(({ id }) => id === lead.accountId);
  return {
    email: lead.email ?? null,
    mailKind: lead.mailKind,
    sharedAddress: isSharedAddress(lead.email ?? ""),
    name: lead.name ?? null,
    title: lead.title ?? null,
    company: lead.company ?? null,
    domain: lead.domain ?? null,
    industry: account?.industry ?? null,
    country: account?.country ?? null,
    employees: account?.employees ?? null,
    source: lead.source ?? null,
    campaign: lead.campaign ?? null,
    createdAt: lead.createdAt,
    stage: "mql",
    optedOut: lead.optedOut === 1,
    attributes: {},
    heat: heatOf(touchesOf(lead)),
  };
};
const about = (count: number, wanted: number) => {
  expect(count).toBeGreaterThan(wanted * 0.93);
  expect(count).toBeLessThan(wanted * 1.07);
};

test("the same seed and moment make the same workspace, another seed another", async () => {
  const [again, other] = await Promise.all([generate(now), generate(now, 7)]);
  expect(again.rows).toEqual(rows);
  expect(other.rows.leads).not.toEqual(rows.leads);
}, 30_000);

describe("as large as it is said to be", () => {
  test("leads, companies, touches, verdicts, deals, replies", () => {
    expect(rows.leads).toHaveLength(2000);
    expect(rows.accounts).toHaveLength(300);
    expect(rows.deals).toHaveLength(150);
    about(rows.touches.length, 60_000);
    about(rows.verdicts.length, 5_000);
    about(rows.replies.length, 40);
  });

  test("channels, campaigns, teams, reps, personas, scorecards, content", () => {
    expect(new Set(rows.touches.map(({ channel }) => channel))).toEqual(new Set(channels));
    expect(channels).toHaveLength(9);
    expect(new Set(rows.leads.flatMap(({ campaign }) => campaign ?? [])).size).toBe(15);
    expect(rows.teams).toHaveLength(3);
    expect(rows.people.filter(({ role }) => role === "rep")).toHaveLength(12);
    expect(rows.personas.length).toBeGreaterThanOrEqual(4);
    expect(rows.scorecards.map(({ version }) => version)).toEqual([1, 2]);
    expect(rows.content.length).toBeGreaterThanOrEqual(18);
  });

  test("twelve months of touches, none from the future", () => {
    const times = rows.touches.map(({ at }) => at);
    expect(Math.max(...times.slice(-1000))).toBeLessThanOrEqual(now);
    expect(times.every((at, index) => at >= (times[index - 1] ?? 0))).toBe(true);
    expect(now - (times[0] ?? now)).toBeGreaterThan(330 * DAY);
    for (const list of [rows.verdicts, rows.stageChanges, rows.seen, rows.replies, rows.contentUses])
      expect(list.every(({ at }) => at <= now)).toBe(true);
  });

  test("some of every kind of lead", () => {
    const count = (is: (lead: LeadRow) => boolean) => rows.leads.filter(is).length;
    expect(count(({ mailKind }) => mailKind === "free")).toBeGreaterThan(50);
    expect(count(({ email }) => isSharedAddress(email ?? ""))).toBeGreaterThan(20);
    expect(count(({ optedOut }) => optedOut === 1)).toBeGreaterThan(20);
    expect(count(({ verified }) => verified === 0)).toBeGreaterThan(20);
    expect(count(({ ownerId }) => ownerId === null)).toBeGreaterThan(100);
    expect(
      count(({ name }) => /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Han}/u.test(name ?? "")),
    ).toBeGreaterThan(10);
    const last = new Map(rows.stageChanges.map(({ leadId, to }) => [leadId, to]));
    for (const stage of ["mql", "sal", "sql", "opportunity", "customer", "recycled", "disqualified"])
      expect([...last.values()].filter((each) => each === stage).length, stage).toBeGreaterThan(20);
    const bands = new Set([...sample.scores.values()].map(({ band }) => band));
    expect(bands).toEqual(new Set(["A", "B", "C", "D"]));
  });
});

describe("who is always there", () => {
  test("Ada: band A, a persona, a demo request today, pricing this week, three leads and an open deal", () => {
    const ada = leadOf("ada@analytical.example");
    const touches = touchesOf(ada);
    const facts = factsOf(ada);
    expect(ada).toMatchObject({ name: "Ada Lovelace", title: "Head of Operations" });
    expect(score(facts, defaultScorecard, now)).toMatchObject({ band: "A" });
    expect(sample.scores.get(ada.id)?.value).toBe(score(facts, defaultScorecard, now).value);
    expect(touches.length).toBeGreaterThanOrEqual(34);
    expect(touches.some(({ kind, at }) => kind === "demo_request" && at > now - HOUR)).toBe(true);
    expect(touches.filter(({ kind, at }) => kind === "pricing_view" && at > now - 7 * DAY)).toHaveLength(4);
    expect(touches.filter(({ at }) => at > now - 7 * DAY).length).toBeLessThan(20);
    const match = matchPersona(facts, personas, touches.slice(-20));
    expect(match?.persona.name).toBe("Operations lead");
    expect(match?.evidence).toContain("Title: Head of Operations");

    const colleagues = rows.leads.filter(({ accountId }) => accountId === ada.accountId);
    expect(colleagues).toHaveLength(3);
    expect(rows.deals.filter(({ accountId }) => accountId === ada.accountId)).toMatchObject([
      { outcome: "open", amount: 4_800_000, currency: "EUR" },
    ]);
    expect(rows.stageChanges.filter(({ leadId }) => leadId === ada.id).at(-1)?.to).toBe("mql");
  });

  test("Ada belongs to the sample rep, who has not judged her", () => {
    const ada = leadOf("ada@analytical.example");
    const token = rows.tokens.find(({ name }) => name === "local-rep");
    expect(ada.ownerId).toBe(token?.personId);
    expect(rows.verdicts.some(({ leadId, personId }) => leadId === ada.id && personId === ada.ownerId)).toBe(
      false,
    );
  });

  test("Charles in band B, Sam cold in band D", () => {
    expect(score(factsOf(leadOf("charles@analytical.example")), defaultScorecard, now).band).toBe("B");
    const sam = leadOf("sam@stale.example");
    expect(score(factsOf(sam), defaultScorecard, now).band).toBe("D");
    expect(touchesOf(sam).every(({ at }) => at < now - 200 * DAY)).toBe(true);
  });

  test("each account's best leads are its best", () => {
    for (const account of rows.accounts.slice(0, 40)) {
      const best: string[] = JSON.parse(account.best ?? "[]");
      const values = best.map((id) => sample.scores.get(id)?.value ?? 0);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      const others = rows.leads.filter(({ accountId, id }) => accountId === account.id && !best.includes(id));
      const disqualified = new Map(
        rows.stageChanges.map(({ leadId, to }) => [leadId, to === "disqualified"]),
      );
      for (const { id } of others)
        if (!disqualified.get(id))
          expect(sample.scores.get(id)?.value).toBeLessThanOrEqual(values.at(-1) ?? 0);
    }
  });
});

describe("verdicts", () => {
  const counted = () =>
    rows.verdicts.filter(({ verdict, group }) => verdict !== "withdrawn" && group !== "not_counted");
  const rate = (list: SampleRows["verdicts"]) =>
    list.filter(({ verdict }) => verdict === "good").length / list.length;

  test("follow the hidden quality of the lead", () => {
    const byQuality = counted().toSorted(
      (a, b) => (sample.hidden.quality.get(a.leadId) ?? 0) - (sample.hidden.quality.get(b.leadId) ?? 0),
    );
    const quarter = Math.floor(byQuality.length / 4);
    const rates = [0, 1, 2, 3].map((part) => rate(byQuality.slice(part * quarter, (part + 1) * quarter)));
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect((rates[3] ?? 0) - (rates[0] ?? 1)).toBeGreaterThan(0.35);
  });

  test("follow the strictness of the rep, who does not judge the same campaigns as others", () => {
    const [strict, lenient] = [(s: number) => s > 0.6, (s: number) => s < -0.5].map((is) =>
      counted().filter(({ personId }) => is(sample.hidden.strictness.get(personId) ?? 0)),
    );
    expect(rate(lenient ?? []) - rate(strict ?? [])).toBeGreaterThan(0.15);
    const webinar = (list: SampleRows["verdicts"] = []) =>
      list.filter(({ campaign }) => campaign === "Autumn webinar").length / list.length;
    expect(webinar(strict)).toBeGreaterThan(2.5 * webinar(lenient));
  });

  test("name a reason when bad; some have notes, some are withdrawn or changed", () => {
    for (const { verdict, reason, group, note } of rows.verdicts) {
      expect(verdict === "bad").toBe(typeof reason === "string");
      expect(verdict === "bad").toBe(typeof group === "string");
      if (verdict !== "bad") expect(note).toBeNull();
      if (reason === "other") expect(note).toBeTruthy();
    }
    expect(rows.verdicts.filter(({ verdict }) => verdict === "withdrawn").length).toBeGreaterThan(30);
    const pairs = Map.groupBy(rows.verdicts, ({ leadId, personId }) => `${leadId} ${personId}`);
    expect([...pairs.values()].filter((list) => list.length > 1).length).toBeGreaterThan(100);
    const students = rows.verdicts.filter(({ reason }) => reason === "outsider");
    const autumn = students.filter(({ campaign }) => campaign === "Autumn webinar");
    expect(autumn.length / students.length).toBeGreaterThan(0.3);
  });

  test("carry what was shown then: the older scorecard before the newer was published", () => {
    const revised = rows.scorecards.find(({ version }) => version === 2)?.publishedAt ?? 0;
    for (const { at, scorecard } of rows.verdicts) expect(scorecard).toBe(at < revised ? 1 : 2);
    expect(now - revised).toBeGreaterThan(50 * DAY);
  });

  test("each has its snapshot, and so has each change of stage", () => {
    const snapshots = new Map(rows.snapshots.map((snapshot) => [snapshot.id, snapshot]));
    for (const { id, at } of rows.verdicts) expect(snapshots.get(id)?.at).toBe(at);
    for (const { id, from } of rows.stageChanges) {
      const facts: Facts = JSON.parse(snapshots.get(id)?.facts ?? "null");
      expect(facts.stage).toBe(from);
    }
  });
});

test("no domain is anybody's but the free-mail ones, and no key is there twice", () => {
  const free = new Set(["gmail.com", "gmx.de", "outlook.com", "web.de", "yahoo.fr", "icloud.com"]);
  for (const { email, mailKind } of rows.leads) {
    const domain = email?.split("@")[1];
    if (domain)
      expect(mailKind === "free" ? free.has(domain) : domain.endsWith(".example"), domain).toBe(true);
    if (mailKind === "free") expect(email).toContain("sample");
  }
  for (const { url } of [...rows.content, ...rows.touches])
    if (url) expect(new URL(url).hostname).toMatch(/\.example$/);
  for (const { domain } of rows.accounts) expect(domain).toMatch(/^[a-z0-9-]+\.example$/);
  const keys = rows.leadKeys.map(({ kind, value }) => `${kind}:${value}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const list of [rows.touches, rows.verdicts, rows.stageChanges, rows.leads, rows.deals])
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
});
