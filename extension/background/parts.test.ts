import { beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { AccountPeople, Insight, Me } from "../../shared/contract/index.ts";
import { sampleInsight } from "../panel/insight.fixture.ts";
import type { Whom } from "./answers.ts";
import type { Answer, Client, Failure } from "./client.ts";
import { hashedKey } from "./insights.ts";
import { choices, seenToday } from "./memory.ts";
import { parts } from "./parts.ts";
import { localStore } from "./store.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
const me: Me = {
  person: { id: "p1", name: "Rosa Rep", email: "rosa@house.example", role: "rep", team: null },
  workspace: {
    name: "House",
    timeZone: "Europe/Berlin",
    firstDay: 1,
    goodLead: { version: 1, text: "Wants to buy this year" },
    ownDomains: ["house.example", "gmail.com"],
    reasons: [],
    personas: [],
  },
  version: "0.1.0",
};
const unknownLead: Failure = {
  kind: "problem",
  status: 404,
  code: "unknown_lead",
  title: "No lead has this key",
  errors: [],
  workerTime: null,
  retryAfter: null,
};
const unknownAccount: Failure = { ...unknownLead, code: "unknown_account" };
const no = (failure: Failure): Answer<never> => ({ ok: false, failure });
const yes = <T>(value: T): Answer<T> => ({ ok: true, value });

function world() {
  const clock = { now: t0 };
  const leads = new Map<string, Insight>();
  /** Keys that are in the filter besides those of the leads. */
  const members = new Set<string>();
  const companies = new Map<string, AccountPeople>();
  const worker: { failure: Failure | null } & { client: { [Call in keyof Client]: Mock<Client[Call]> } } = {
    failure: null,
    client: {
      me: vi.fn<Client["me"]>(async () => (worker.failure ? no(worker.failure) : yes(me))),
      insight: vi.fn<Client["insight"]>(async (_to, key) => {
        if (worker.failure) return no(worker.failure);
        const lead = leads.get(key);
        return lead ? yes(lead) : no(unknownLead);
      }),
      account: vi.fn<Client["account"]>(async () => no(unknownAccount)),
      accountPeople: vi.fn<Client["accountPeople"]>(async (_to, key) => {
        if (worker.failure) return no(worker.failure);
        const found = companies.get(key);
        return found ? yes(found) : no(unknownAccount);
      }),
      keepKey: vi.fn<Client["keepKey"]>(async () => yes({ kept: true })),
      filter: vi.fn<Client["filter"]>(async () =>
        worker.failure
          ? no(worker.failure)
          : yes({
              version: "v1",
              size: 0,
              newcomers: [...leads.keys(), ...members]
                .filter((key) => key.startsWith("sha256:"))
                .map((key) => key.slice(7, 19)),
              since: null,
              more: false,
            }),
      ),
      filterBytes: vi.fn<Client["filterBytes"]>(async () => no(unknownLead)),
      bestLeads: vi.fn<Client["bestLeads"]>(async () => yes({ items: [] })),
      wokenLeads: vi.fn<Client["wokenLeads"]>(async () => yes({ items: [] })),
      searchLeads: vi.fn<Client["searchLeads"]>(async () => yes({ items: [] })),
      drift: vi.fn<Client["drift"]>(async () => yes(undefined)),
      chips: vi.fn<Client["chips"]>(async (_to, keys) =>
        worker.failure
          ? no(worker.failure)
          : yes({
              items: keys
                .filter((key) => leads.has(key))
                .map((key) => ({ key, leadId: "ada", score: 82, band: "A", stage: "mql" }) as const),
            }),
      ),
      touches: vi.fn<Client["touches"]>(async () =>
        worker.failure ? no(worker.failure) : yes({ items: [], cursor: null, lookedTo: null }),
      ),
      decideClaim: vi.fn<Client["decideClaim"]>(async (_to, id, decision) =>
        worker.failure ? no(worker.failure) : yes({ id, state: decision, leadId: "ada" }),
      ),
      addLead: vi.fn<Client["addLead"]>(),
      feedback: vi.fn<Client["feedback"]>(async (_to, verdict) =>
        worker.failure
          ? no(worker.failure)
          : yes({
              id: verdict.id,
              recorded: true,
              mine: null,
              good: 3,
              bad: 1,
              stage: { name: "sal", since: 9 },
            }),
      ),
      seen: vi.fn<Client["seen"]>(async () => no(unknownLead)),
      contentUse: vi.fn<Client["contentUse"]>(async () => yes({ recorded: true })),
      contentRequest: vi.fn<Client["contentRequest"]>(async () => yes({ recorded: true })),
    },
  };
  const onChange = vi.fn();
  const onNews = vi.fn();
  const blobs = new Map<string, unknown>();
  const start = () =>
    parts({
      store: localStore,
      session: { get: async () => undefined, set: async () => undefined },
      blobs: {
        get: async (key) => blobs.get(key),
        set: async (key, value) => void blobs.set(key, value),
        clear: async () => blobs.clear(),
      },
      client: worker.client,
      preset: { address: "http://localhost:8787", token: "local-rep" },
      now: () => clock.now,
      random: () => 0.5,
      wakeAt: () => undefined,
      onChange,
      onDelivery: () => undefined,
      onNews,
    });
  return { clock, leads, members, companies, worker, onChange, onNews, start };
}

const offline: Failure = { kind: "offline" };
const verdict = (id: string) => ({
  kind: "verdict" as const,
  about: "",
  body: {
    id,
    leadId: "ada",
    verdict: "good" as const,
    at: t0,
    seen: { score: 82, band: "A" as const, scorecard: 3, persona: null, site: "gmail" },
  },
});

const who = (email: string): Whom => ({ key: null, tenant: null, email });

beforeEach(() => fakeBrowser.reset());

describe("what is known of people", () => {
  it("asks by the hash of the trimmed, lower-case address and nothing else", async () => {
    expect(await hashedKey(" Ada@Analytical.example ")).toBe(await hashedKey("ada@analytical.example"));
    const { start, worker } = world();
    await start().known.fresh(who("Ada@Analytical.example"));
    expect(JSON.stringify(worker.client.insight.mock.calls)).not.toContain("analytical");
    expect(worker.client.insight.mock.calls[0]?.[1]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("has at hand what the Worker said before, across a restart, and its age", async () => {
    const { start, leads, clock } = world();
    leads.set(await hashedKey("ada@analytical.example"), sampleInsight(t0));
    expect(await start().known.cached(who("ada@analytical.example"))).toBeNull();
    await start().known.fresh(who("ada@analytical.example"));
    clock.now += 60_000;
    expect(await start().known.cached(who("ada@analytical.example"))).toMatchObject({ state: "known", at: t0 });
  });

  it("shows what was known last while the Worker is away", async () => {
    const { start, leads, worker, clock } = world();
    leads.set(await hashedKey("ada@analytical.example"), sampleInsight(t0));
    const { known } = start();
    await known.fresh(who("ada@analytical.example"));
    worker.failure = offline;
    clock.now += 60_000;
    expect(await known.fresh(who("ada@analytical.example"))).toMatchObject({
      state: "known",
      at: t0,
      trouble: "offline",
    });
    expect(await known.fresh(who("bob@analytical.example"))).toEqual({ state: "offline" });
  });

  it("asks once where several ask at the same time", async () => {
    const { start, worker } = world();
    const { known } = start();
    await Promise.all([known.fresh(who("jo@x.example")), known.fresh(who("JO@x.example "))]);
    expect(worker.client.insight).toHaveBeenCalledTimes(1);
  });

  it("never asks for colleagues, and takes no free-mail domain for the company's own", async () => {
    const { start, worker } = world();
    const { known, connection } = start();
    await connection.refresh();
    expect(await known.fresh(who("max@sales.house.example"))).toEqual({ state: "colleague" });
    expect(await known.fresh(who("rosa@house.example"))).toEqual({ state: "colleague" });
    expect(worker.client.insight).not.toHaveBeenCalled();
    await known.fresh(who("someone@gmail.com"));
    expect(worker.client.insight).toHaveBeenCalledTimes(1);
  });

  it("looks an unknown person's company up by its registrable domain, never a free-mail one", async () => {
    const { start, worker } = world();
    const { known } = start();
    expect(await known.fresh(who("jo@mail.analytical.co.uk"))).toMatchObject({ state: "unknown", account: null });
    expect(worker.client.account.mock.calls[0]?.[1]).toBe(await hashedKey("analytical.co.uk"));
    await known.fresh(who("jo@gmail.com"));
    expect(worker.client.account).toHaveBeenCalledTimes(1);
  });

  it("says who of several is a lead, in one call, and nothing where it cannot know", async () => {
    const { start, leads, worker } = world();
    leads.set(await hashedKey("ada@analytical.example"), sampleInsight(t0));
    const { known } = start();
    expect(await known.chips(["ada@analytical.example", "jo@x.example"])).toEqual([
      { email: "ada@analytical.example", chip: { score: 82, band: "A" } },
      { email: "jo@x.example", chip: null },
    ]);
    worker.failure = offline;
    expect(await known.chips(["ada@analytical.example"])).toBeNull();
    expect(worker.client.chips).toHaveBeenCalledTimes(2);
  });

  it("knows of a verdict while it waits and after it went, also offline", async () => {
    const { start, leads, worker } = world();
    const key = await hashedKey("ada@analytical.example");
    leads.set(key, sampleInsight(t0));
    const { known, waiting } = start();
    await known.fresh(who("ada@analytical.example"));
    worker.failure = offline;
    await waiting.add("018f0000-0000-7000-8000-000000000001", {
      ...verdict("018f0000-0000-7000-8000-000000000001"),
      about: key,
    });
    expect(await known.fresh(who("ada@analytical.example"))).toMatchObject({
      given: { verdict: "good", delivery: "waiting" },
    });
    worker.failure = null;
    await waiting.flush(true);
    worker.failure = offline;
    expect(await known.fresh(who("ada@analytical.example"))).toMatchObject({
      given: null,
      insight: {
        feedback: { mine: { verdict: "good" }, good: 3, bad: 1 },
        stage: { name: "sal" },
      },
    });
  });

  it("sends what waits as soon as the Worker is heard again", async () => {
    const { start, worker } = world();
    const { known, waiting, connection } = start();
    await connection.refresh();
    worker.failure = offline;
    await waiting.add(
      "018f0000-0000-7000-8000-000000000001",
      verdict("018f0000-0000-7000-8000-000000000001"),
    );
    await waiting.flush();
    worker.failure = null;
    await known.chips(["jo@x.example"]);
    await vi.waitFor(async () => expect(await waiting.waitingVerdicts()).toBe(0));
  });

  it("keeps a bounded number, the newest, and forgets all at once", async () => {
    const { start, leads, clock } = world();
    for (let n = 0; n < 160; n += 1)
      leads.set(await hashedKey(`p${n}@x.example`), { ...sampleInsight(t0), flags: [] });
    const { known } = start();
    for (let n = 0; n < 160; n += 1) {
      clock.now += 1;
      await known.fresh(who(`p${n}@x.example`));
    }
    await known.prune();
    expect(await localStore.entries("insight:")).toHaveLength(150);
    expect(await known.cached(who("p0@x.example"))).toBeNull();
    expect(await known.cached(who("p159@x.example"))).not.toBeNull();
    await known.forgetAll();
    expect(await localStore.entries("insight:")).toHaveLength(0);
  });
});

describe("connection", () => {
  it("is the build's until somebody connects or disconnects", async () => {
    const { start } = world();
    expect((await start().connection.current())?.token).toBe("local-rep");
    await start().connection.disconnect();
    expect(await start().connection.current()).toBeNull();
    expect(await start().connection.connect({ address: "https://w.example", token: "t" })).toBeNull();
    expect(await start().connection.current()).toEqual({ address: "https://w.example", token: "t" });
    expect((await start().connection.me())?.person.name).toBe("Rosa Rep");
  });

  it("forgets what came through the one before, also what is still on its way", async () => {
    const { start, worker, leads } = world();
    leads.set(await hashedKey("ada@x.example"), sampleInsight(t0));
    leads.set(await hashedKey("jo@x.example"), sampleInsight(t0));
    const { connection, known } = start();
    await known.fresh(who("ada@x.example"));
    let say: () => void = () => undefined;
    worker.client.insight.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          say = () => resolve(yes(sampleInsight(t0)));
        }),
    );
    const late = known.fresh(who("jo@x.example"));
    await vi.waitFor(() => expect(worker.client.insight).toHaveBeenCalledTimes(2));
    await connection.connect({ address: "https://w.example", token: "t" });
    expect(await known.cached(who("ada@x.example"))).toBeNull();
    say();
    await late;
    expect(await known.cached(who("jo@x.example"))).toBeNull();
  });

  it("keeps the old one where the new one is turned down", async () => {
    const { start, worker } = world();
    worker.failure = { kind: "signed_out" };
    const { connection } = start();
    expect(await connection.connect({ address: "https://w.example", token: "bad" })).toEqual({
      kind: "signed_out",
    });
    expect((await connection.current())?.token).toBe("local-rep");
  });

  it("knows when its token is turned down, and being offline says nothing of it", async () => {
    const { start, worker } = world();
    const { connection, known } = start();
    worker.failure = offline;
    await known.fresh(who("jo@x.example"));
    expect(connection.signedOut()).toBe(false);
    worker.failure = { kind: "signed_out" };
    expect(await known.fresh(who("jo@x.example"))).toEqual({ state: "refused" });
    expect(connection.signedOut()).toBe(true);
    worker.failure = null;
    await known.fresh(who("jo@x.example"));
    expect(connection.signedOut()).toBe(false);
  });

  it("asks who it is again after five minutes", async () => {
    const { start, worker, clock } = world();
    const { connection } = start();
    await connection.refresh();
    await connection.refresh();
    expect(worker.client.me).toHaveBeenCalledTimes(1);
    clock.now += 5 * 60_000;
    await connection.refresh();
    expect(worker.client.me).toHaveBeenCalledTimes(2);
  });
});

describe("memory", () => {
  it("remembers the last choice of a thread, of the last 500 threads", async () => {
    const picked = choices(localStore);
    await Promise.all(
      Array.from({ length: 501 }, (_, n) => picked.choose(`thread${n}`, `person${n}@x.example`)),
    );
    await picked.choose("thread7", "other@x.example");
    expect(await picked.of("thread7")).toBe("other@x.example");
    expect(await picked.of("thread0")).toBeNull();
    expect((await browser.storage.local.get("choices")).choices).toHaveLength(500);
  });

  it("tells of a lead once a day", async () => {
    const clock = { now: t0 };
    const seen = seenToday(localStore, () => clock.now);
    expect(await Promise.all([seen.first("a"), seen.first("a"), seen.first("b")])).toEqual([
      true,
      false,
      true,
    ]);
    clock.now += 24 * 3_600_000;
    expect(await seen.first("a")).toBe(true);
  });
});

describe("what is asked as it is said", () => {
  const page = { leadId: "ada", cursor: "9.a", channel: "Email" };
  const said = { id: "c1", whom: who("ada@analytical.example"), decision: "confirmed" as const };

  it("brings a page of a history, and leaves out what is not asked for", async () => {
    const { start, worker } = world();
    const { asks } = start();
    expect(await asks.history(page)).toMatchObject({ state: "page", page: { items: [] } });
    await asks.history({ leadId: "ada", cursor: null, channel: null });
    expect(worker.client.touches.mock.calls.map(([, id, query]) => [id, query])).toEqual([
      ["ada", { cursor: "9.a", channel: "Email" }],
      ["ada", {}],
    ]);
  });

  it("tells that nobody answers from that the Worker failed, and from that nobody is signed in", async () => {
    const { start, worker } = world();
    const { asks, connection } = start();
    worker.failure = offline;
    expect(await asks.history(page)).toEqual({ state: "offline" });
    expect(await asks.decideClaim(said)).toMatchObject({ ok: false, again: true });
    worker.failure = { ...unknownLead, errors: [{ field: "id", message: "No lead has this id" }] };
    expect(await asks.history(page)).toEqual({ state: "error", problem: "No lead has this key" });
    expect(await asks.decideClaim(said)).toEqual({ ok: false, problem: "No lead has this id", again: false });
    worker.failure = { kind: "signed_out" };
    await asks.history(page);
    expect(connection.signedOut()).toBe(true);
    await connection.disconnect();
    expect(await asks.history(page)).toMatchObject({ state: "error" });
  });

  it("believes nothing that was on its way when a claim was decided", async () => {
    const { start, leads, worker } = world();
    const { asks, known } = start();
    const key = await hashedKey(said.whom.email ?? "");
    let late: (answer: Answer<Insight>) => void = () => undefined;
    worker.client.insight.mockReturnValueOnce(
      new Promise((resolve) => {
        late = resolve;
      }),
    );
    const before = known.fresh(said.whom);
    await vi.waitFor(() => expect(worker.client.insight).toHaveBeenCalledTimes(1));
    expect(await asks.decideClaim(said)).toEqual({ ok: true, state: "confirmed" });
    leads.set(key, { ...sampleInsight(t0), claims: [] });
    expect(await known.fresh(said.whom)).toMatchObject({ state: "known", insight: { claims: [] } });
    late(yes(sampleInsight(t0)));
    await before;
    expect(await known.cached(said.whom)).toMatchObject({ insight: { claims: [] } });
  });
});
