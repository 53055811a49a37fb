import { describe, expect, it, vi } from "vitest";
import type { Chip, Me } from "../../shared/contract/index.ts";
import { sampleInsight } from "../panel/insight.fixture.ts";
import type { LeadAnswer, Whom } from "./answers.ts";
import { chips, freshFor } from "./chips.ts";
import type { Client } from "./client.ts";
import { hashedKey } from "./insights.ts";

const t0 = Date.UTC(2026, 5, 1);
const by = (email: string | null, key: string | null = null, tenant: string | null = null): Whom => ({
  key,
  tenant,
  email,
});

const idOf = (email: string) => email.replaceAll(/\W/g, "-");

function world() {
  const leads = new Map<string, Chip>();
  const members = new Set<string>();
  const kept = new Map<string, unknown>();
  const state = { now: t0, isReady: true, isAway: false, connected: true, trusted: [] as string[] };
  const me = (): Me => ({
    person: { id: "rosa", name: "Rosa", email: "rosa@private.example", role: "rep", team: null },
    workspace: {
      name: "Seller",
      timeZone: "Europe/Berlin",
      firstDay: 1,
      ownDomains: ["seller.example"],
      goodLead: { version: 1, text: "Good" },
      reasons: [],
      personas: [],
      trustedCrms: state.trusted,
    },
    version: "1",
  });
  const asked = vi.fn<Client["chips"]>(async (_to, keys) =>
    state.isAway
      ? { ok: false, failure: { kind: "offline" } }
      : { ok: true, value: { items: keys.flatMap((key) => leads.get(key) ?? []) } },
  );
  const known = {
    cached: vi.fn<(whom: Whom) => Promise<LeadAnswer | null>>(async () => null),
    fresh: vi.fn<(whom: Whom) => Promise<LeadAnswer>>(async () => ({ state: "offline" })),
  };
  const start = () =>
    chips({
      client: { chips: asked },
      memory: {
        get: async (key) => kept.get(key),
        set: async (key, value) => void kept.set(key, structuredClone(value)),
      },
      now: () => state.now,
      connection: async () =>
        state.connected ? { address: "http://localhost:8787", token: "local-rep" } : null,
      me: async () => me(),
      membership: {
        mayBeLead: async (key) => members.has(key),
        isReady: async () => state.isReady,
      },
      known,
      noteAnswer: () => undefined,
    });
  const lead = async (email: string, more: Partial<Chip> = {}) => {
    const key = await hashedKey(email);
    members.add(key);
    leads.set(key, { key, leadId: idOf(email), score: 80, band: "A", stage: "mql", ...more });
    return key;
  };
  return { state, leads, members, asked, known, start, lead };
}

/** Of each request the keys, in the alphabet's order: which hash is ready first is chance. */
const keysAsked = (asked: ReturnType<typeof world>["asked"]) =>
  asked.mock.calls.map(([, keys]) => keys.toSorted());

describe("chips of rows", () => {
  it("come in one request for all that pages ask in a moment, hashed, and of leads only", async () => {
    const { start, lead, asked } = world();
    const [ada, sam] = [await lead("ada@analytical.example"), await lead("sam@stale.example", { band: "D" })];
    const all = start();
    const answers = Promise.all([
      all.rows([by("ada@analytical.example"), by("nobody@nowhere.example"), by("kim@seller.example")]),
      all.rows([by("sam@stale.example"), by("ada@analytical.example"), by("rosa@private.example")]),
    ]);
    expect(await answers).toEqual([
      [{ key: ada, score: 80, band: "A" }, null, null],
      [{ key: sam, score: 80, band: "D" }, { key: ada, score: 80, band: "A" }, null],
    ]);
    expect(keysAsked(asked)).toEqual([[ada, sam].toSorted()]);
  });

  it("are remembered, across the background's sleep too, for a while", async () => {
    const { start, lead, members, asked, state } = world();
    await lead("ada@analytical.example");
    members.add(await hashedKey("like@a-lead.example"));
    const both = [by("ada@analytical.example"), by("like@a-lead.example")];
    await start().rows(both);
    state.now += freshFor - 1;
    expect(await start().rows(both)).toMatchObject([{ score: 80 }, null]);
    expect(asked).toHaveBeenCalledTimes(1);
    state.now += 2;
    await start().rows(both);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("are asked for in parts where they are more than the Worker takes", async () => {
    const { start, lead, asked } = world();
    const emails = Array.from({ length: 180 }, (_, n) => `p${n}@b.example`);
    for (const email of emails) await lead(email);
    const all = start();
    const answers = Promise.all([
      all.rows(emails.slice(0, 90).map((email) => by(email))),
      all.rows(emails.slice(90).map((email) => by(email))),
    ]);
    expect((await answers).flat().every((chip) => chip?.score === 80)).toBe(true);
    expect(keysAsked(asked).map((keys) => keys.length)).toEqual([100, 80]);
  });

  it("are none of whoever cannot be asked for, and the old ones where there are", async () => {
    const { start, lead, state } = world();
    await lead("ada@analytical.example");
    state.connected = false;
    // Whoever has signed out sees none any more.
    expect(await start().rows([by("ada@analytical.example")])).toEqual([null]);
    state.connected = true;
    state.isAway = true;
    expect(await start().rows([by("ada@analytical.example")])).toBeNull();
    state.isAway = false;
    await start().rows([by("ada@analytical.example")]);
    state.isAway = true;
    state.now += 2 * freshFor;
    expect(await start().rows([by("ada@analytical.example")])).toMatchObject([{ score: 80 }]);
    state.isReady = false;
    expect(await start().rows([by("nobody@nowhere.example")])).toBeNull();
  });

  it("go by the record before the address, and ask for no stranger's CRM", async () => {
    const { start, lead, leads, asked, state } = world();
    const ada = await lead("ada@analytical.example");
    leads.set("crm:7", { key: "crm:7", leadId: "charles", score: 61, band: "B", stage: "sal" });
    const of = (id: number) => by("ada@analytical.example", `crm:${id}`, "hubspot:1");
    expect(await start().rows([of(7), of(8)])).toMatchObject([{ key: "crm:7" }, { key: ada }]);
    state.trusted = ["hubspot:2"];
    expect(await start().rows([of(7), of(9)])).toMatchObject([{ key: ada }, { key: ada }]);
    expect(keysAsked(asked).flat()).not.toContain("crm:9");
    state.trusted = ["hubspot:1"];
    expect(await start().rows([of(7)])).toMatchObject([{ key: "crm:7" }]);
  });

  it("have no band for customers, the person or the company", async () => {
    const { start, lead } = world();
    await lead("a@customer.example", { stage: "customer" });
    await lead("b@customer.example", { customer: true });
    expect(await start().rows([by("a@customer.example"), by("b@customer.example")])).toMatchObject([
      { band: null },
      { band: null },
    ]);
  });

  it("are asked for again after a verdict, and when somebody has become a lead", async () => {
    const { start, lead, members, asked } = world();
    const all = start();
    const ada = await lead("ada@analytical.example");
    const seemed = await hashedKey("new@lead.example");
    members.add(seemed);
    const both = [by("ada@analytical.example"), by("new@lead.example")];
    await all.rows(both);
    await all.outdated(idOf("ada@analytical.example"));
    await all.rows(both);
    await lead("new@lead.example", { score: 50 });
    await all.newcomers();
    expect(await all.rows(both)).toMatchObject([{ score: 80 }, { score: 50 }]);
    await all.forgetAll();
    await all.rows(both);
    const keys = [ada, seemed].toSorted();
    expect(keysAsked(asked)).toEqual([keys, [ada], [seemed], keys]);
  });

  it("that were under way when all was forgotten are not remembered", async () => {
    const { start, lead, asked } = world();
    const all = start();
    await lead("ada@analytical.example");
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const answer = asked.getMockImplementation();
    if (!answer) throw new Error("Nobody answers");
    asked.mockImplementationOnce((to, keys) => held.then(() => answer(to, keys)));
    const first = all.rows([by("ada@analytical.example")]);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await all.forgetAll();
    release();
    await first;
    await all.rows([by("ada@analytical.example")]);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe("the reasons of a row", () => {
  it("are those of what is kept, or of the Worker, and of leads only", async () => {
    const { start, lead, known, state } = world();
    const all = start();
    await lead("ada@analytical.example");
    const insight = sampleInsight(t0);
    const answer: LeadAnswer = { state: "known", insight, at: t0, trouble: null, given: null };
    known.fresh.mockResolvedValue(answer);
    expect(await all.reasons(by("nobody@nowhere.example"))).toBeNull();
    expect(known.fresh).not.toHaveBeenCalled();
    const said = await all.reasons(by("ada@analytical.example"));
    expect(said).toMatchObject({ score: insight.score.value, band: "A" });
    expect(said?.lines.slice(0, 2)).toEqual([
      `\u2068${insight.lead.name}\u2069`,
      `\u2068${insight.lead.title}\u2069 · \u2068${insight.lead.company}\u2069`,
    ]);
    expect(said?.reasons).toHaveLength(3);
    expect(said?.reasons[0]?.points).toMatch(/^[+−]\d+$/);
    known.cached.mockResolvedValue(answer);
    await all.reasons(by("ada@analytical.example"));
    expect(known.fresh).toHaveBeenCalledTimes(1);
    state.now += freshFor;
    known.fresh.mockResolvedValue({ state: "offline" });
    expect(await all.reasons(by("ada@analytical.example"))).toBeNull();
  });

  it("name no band of a customer", async () => {
    const { start, lead, known } = world();
    await lead("ada@analytical.example");
    const insight = { ...sampleInsight(t0), flags: ["customer"] };
    known.fresh.mockResolvedValue({ state: "known", insight, at: t0, trouble: null, given: null });
    expect(await start().reasons(by("ada@analytical.example"))).toMatchObject({
      band: null,
      lines: expect.arrayContaining(["Customer"]),
    });
  });
});
