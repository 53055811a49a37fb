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

const insightOf = (email: string, id = email): Insight => {
  const insight = sampleInsight(t0);
  return { ...insight, lead: { ...insight.lead, id: id.replace(/\W/g, "_"), email } };
};
const who = (email: string): Whom => ({ key: null, tenant: null, email });

beforeEach(() => fakeBrowser.reset());

describe("what is known of people", () => {
  it("asks by the hash of the trimmed, lower-case address and nothing else", async () => {
    expect(await hashedKey(" Ada@Analytical.example ")).toBe(await hashedKey("ada@analytical.example"));
    const { start, worker, members } = world();
    members.add(await hashedKey("ada@analytical.example"));
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
    expect(await start().known.cached(who("ada@analytical.example"))).toMatchObject({
      state: "known",
      at: t0,
    });
  });

  it("shows what was known last while the Worker is away", async () => {
    const { start, leads, members, worker, clock } = world();
    leads.set(await hashedKey("ada@analytical.example"), sampleInsight(t0));
    members.add(await hashedKey("bob@analytical.example"));
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
    const { start, worker, members } = world();
    members.add(await hashedKey("jo@x.example"));
    const { known } = start();
    await Promise.all([known.fresh(who("jo@x.example")), known.fresh(who("JO@x.example "))]);
    expect(worker.client.insight).toHaveBeenCalledTimes(1);
  });

  it("never asks for colleagues, and takes no free-mail domain for the company's own", async () => {
    const { start, worker, members } = world();
    members.add(await hashedKey("someone@gmail.com"));
    const { known, connection } = start();
    await connection.refresh();
    expect(await known.fresh(who("max@sales.house.example"))).toEqual({ state: "colleague" });
    expect(await known.fresh(who("rosa@house.example"))).toEqual({ state: "colleague" });
    expect(worker.client.insight).not.toHaveBeenCalled();
    await known.fresh(who("someone@gmail.com"));
    expect(worker.client.insight).toHaveBeenCalledTimes(1);
  });

  it("looks an unknown person's company up by its registrable domain, never a free-mail one", async () => {
    const { start, worker, members } = world();
    members.add(await hashedKey("analytical.co.uk"));
    members.add(await hashedKey("gmail.com"));
    const { known } = start();
    expect(await known.fresh(who("jo@mail.analytical.co.uk"))).toMatchObject({
      state: "unknown",
      account: null,
    });
    expect(worker.client.account.mock.calls[0]?.[1]).toBe(await hashedKey("analytical.co.uk"));
    await known.fresh(who("jo@gmail.com"));
    expect(worker.client.account).toHaveBeenCalledTimes(1);
  });

  it("says who of several is a lead, in one call, and nothing where it cannot know", async () => {
    const { start, leads, members, worker } = world();
    leads.set(await hashedKey("ada@analytical.example"), sampleInsight(t0));
    members.add(await hashedKey("bob@x.example"));
    const { chipsOf } = start();
    expect(await chipsOf(["ada@analytical.example", "jo@x.example"])).toEqual([
      { email: "ada@analytical.example", chip: { score: 82, band: "A" } },
      { email: "jo@x.example", chip: null },
    ]);
    worker.failure = offline;
    expect(await chipsOf(["bob@x.example"])).toBeNull();
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
    const { start, worker, members } = world();
    members.add(await hashedKey("jo@x.example"));
    const { chipsOf, waiting, connection } = start();
    await connection.refresh();
    worker.failure = offline;
    await waiting.add(
      "018f0000-0000-7000-8000-000000000001",
      verdict("018f0000-0000-7000-8000-000000000001"),
    );
    await waiting.flush();
    worker.failure = null;
    await chipsOf(["jo@x.example"]);
    await vi.waitFor(async () => expect(await waiting.waitingVerdicts()).toBe(0));
  });

  it("keeps a bounded number, the newest, and forgets all at once", async () => {
    const { start, leads, clock } = world();
    for (let n = 0; n < 160; n += 1)
      leads.set(await hashedKey(`p${n}@x.example`), insightOf(`p${n}@x.example`));
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

describe("a record", () => {
  const ada = "ada@analytical.example";
  const page = (email: string | null = ada, tenant = "hubspot:1234567"): Whom => ({
    key: "hubspot:0-1:7",
    tenant,
    email,
  });
  const trusting = (...trustedCrms: string[]) => {
    const all = world();
    all.worker.client.me.mockImplementation(async () =>
      yes({ ...me, workspace: { ...me.workspace, trustedCrms } }),
    );
    return all;
  };
  const asked = ({ worker }: ReturnType<typeof world>) =>
    worker.client.insight.mock.calls.map(([, key]) => key);
  const hash = (email: string) => hashedKey(email);

  it("is asked for by its key alone where that is a lead's", async () => {
    const all = trusting();
    all.leads.set("hubspot:0-1:7", insightOf(ada));
    expect(await all.start().known.fresh(page("charles@analytical.example"))).toMatchObject({
      state: "known",
      insight: { lead: { email: ada } },
    });
    expect(asked(all)).toEqual(["hubspot:0-1:7"]);
  });

  it.each([
    ["trusted", ["hubspot:1234567"], 2],
    ["of a make of which none is trusted", ["salesforce:acme"], 2],
    ["of a make of which others are trusted", ["hubspot:7654321"], 1],
  ])("%s: goes before its address or is not asked for", async (_, trusted, calls) => {
    const all = trusting(...trusted);
    all.leads.set(await hash(ada), insightOf(ada));
    expect(await all.start().known.fresh(page())).toMatchObject({ state: "known" });
    expect(asked(all)).toEqual(["hubspot:0-1:7", await hash(ada)].slice(-calls));
  });

  it("of nobody asks of its addresses for those alone that may be leads'", async () => {
    const all = trusting();
    all.leads.set(await hash("countess@x.example"), insightOf("countess@x.example"));
    const whom = { ...page("private@x.example"), others: ["max@house.example", "countess@x.example"] };
    expect(await all.start().known.fresh(whom)).toMatchObject({
      insight: { lead: { email: "countess@x.example" } },
    });
    expect(asked(all)).toEqual(["hubspot:0-1:7", await hash("countess@x.example")]);
  });

  it("is kept with the lead of its address once the page has come to rest, of a trusted CRM", async () => {
    const all = trusting("hubspot:1234567");
    all.leads.set(await hash(ada), insightOf(ada, "ada"));
    const { known } = all.start();
    await known.fresh(page());
    expect(all.worker.client.keepKey).not.toHaveBeenCalled();
    await known.settled(page());
    await known.settled(page());
    expect(all.worker.client.keepKey.mock.calls.map(([, ...rest]) => rest)).toEqual([
      ["ada", { key: "hubspot:0-1:7", tenant: "hubspot:1234567" }],
    ]);
  });

  it("is kept with nobody where its address has many hands", async () => {
    const all = trusting("hubspot:1234567");
    all.leads.set(await hash("info@analytical.example"), {
      ...insightOf("info@analytical.example"),
      flags: ["shared_address"],
    });
    const { known } = all.start();
    expect(await known.fresh(page("info@analytical.example"))).toMatchObject({ state: "known" });
    await known.settled(page("info@analytical.example"));
    expect(all.worker.client.keepKey).not.toHaveBeenCalled();
  });

  it("is kept with nobody where the CRM is not trusted, or the page named somebody else before", async () => {
    const all = trusting();
    all.leads.set(await hash(ada), insightOf(ada));
    const { known } = all.start();
    await known.fresh(page());
    await known.settled(page());
    const trusted = trusting("hubspot:1234567");
    trusted.leads.set(await hash(ada), insightOf(ada));
    const other = trusted.start();
    await other.known.fresh(page());
    await other.known.settled(page("jo@x.example"));
    for (const { worker } of [all, trusted]) expect(worker.client.keepKey).not.toHaveBeenCalled();
  });

  it("that another lead has by now is asked for again", async () => {
    const all = trusting("hubspot:1234567");
    all.leads.set(await hash(ada), insightOf(ada));
    const { known } = all.start();
    await known.fresh(page());
    all.worker.client.keepKey.mockResolvedValue(no({ ...unknownLead, status: 409, code: "conflict" }));
    await known.settled(page());
    expect(all.onNews).toHaveBeenCalledOnce();
  });

  it("is at hand again after a restart, under the lead's own key, a verdict and all", async () => {
    const all = trusting();
    all.leads.set("hubspot:0-1:7", insightOf(ada, "ada"));
    const before = all.start();
    await before.connection.refresh();
    await before.known.fresh(page());
    const { known, waiting } = all.start();
    expect(await known.cached(page())).toMatchObject({ state: "known", at: t0 });
    expect(await known.cached(who(ada))).toMatchObject({ state: "known", at: t0 });
    expect(await known.placeOf(page())).toBe(await hash(ada));
    await waiting.add("018f0000-0000-7000-8000-000000000001", {
      ...verdict("018f0000-0000-7000-8000-000000000001"),
      about: await known.placeOf(page()),
    });
    await waiting.flush(true);
    for (const whom of [page(), who(ada)])
      expect(await known.cached(whom)).toMatchObject({ insight: { feedback: { good: 3, bad: 1 } } });
  });

  it("of nobody is not called none at first where its address came later and is a lead's", async () => {
    const all = trusting();
    all.leads.set(await hash(ada), insightOf(ada));
    const { known } = all.start();
    expect(await known.fresh(page(null))).toMatchObject({ state: "unknown" });
    expect(await known.cached(page(null))).toMatchObject({ state: "unknown" });
    expect(await known.cached(page())).toBeNull();
    await known.fresh(page());
    expect(await known.cached(page())).toMatchObject({ state: "known", insight: { lead: { email: ada } } });
    all.worker.failure = { kind: "offline" };
    expect(await known.fresh(page())).toMatchObject({ state: "known", trouble: "offline" });
  });

  it("is not shown as the lead of an address that a page named beside it once", async () => {
    const all = trusting();
    all.leads.set(await hash(ada), insightOf(ada));
    const { known } = all.start();
    await known.fresh(page());
    expect(await known.placeOf(page())).toBe(await hash(ada));
    for (const email of [null, "jo@x.example"])
      expect(await known.cached(page(email))).not.toMatchObject({ state: "known" });
  });

  it("of another's CRM shows nothing that was kept of ours", async () => {
    const all = trusting("hubspot:1234567");
    all.leads.set("hubspot:0-1:7", insightOf(ada));
    const { known } = all.start();
    await known.fresh(page(null));
    expect(await known.cached(page(null, "hubspot:7654321"))).toBeNull();
    expect(await known.fresh(page(null, "hubspot:7654321"))).toMatchObject({ state: "unknown" });
    expect(asked(all)).toEqual(["hubspot:0-1:7"]);
  });

  it("reads what an earlier version has kept", async () => {
    const { start } = world();
    await localStore.set(`insight:${await hash(ada)}`, {
      state: "known",
      insight: sampleInsight(t0),
      at: t0 - 5,
    });
    expect(await start().known.cached(who(ada))).toMatchObject({ state: "known", at: t0 - 5 });
  });
});

describe("who is no lead", () => {
  it("leaves the browser for nobody: neither address nor company", async () => {
    const { start, worker } = world();
    const { known, companies, chipsOf } = start();
    expect(await known.fresh(who("jo@x.example"))).toEqual({
      state: "unknown",
      account: null,
      at: t0,
      trouble: null,
    });
    expect(await chipsOf(["jo@x.example"])).toEqual([{ email: "jo@x.example", chip: null }]);
    expect(
      await companies.fresh({ record: null, domains: ["www.x.example"], emails: ["jo@x.example"] }),
    ).toEqual({ state: "unknown", here: [{ email: "jo@x.example", chip: null }], at: t0, trouble: null });
    for (const call of ["insight", "account", "accountPeople", "chips"] as const)
      expect(worker.client[call], call).not.toHaveBeenCalled();
  });

  it("is not said of anybody while nothing is known of who is a lead", async () => {
    const { start, worker } = world();
    worker.failure = offline;
    const { known, companies, chipsOf } = start();
    expect(await known.fresh(who("jo@x.example"))).toEqual({ state: "offline" });
    expect(await chipsOf(["jo@x.example"])).toBeNull();
    expect(await companies.fresh({ record: null, domains: ["x.example"], emails: [] })).toEqual({
      state: "offline",
    });
    expect(worker.client.insight).not.toHaveBeenCalled();
  });

  it("is called a lead as soon as newcomers say so", async () => {
    const { start, worker, leads, clock, onNews } = world();
    const { known, members } = start();
    await known.fresh(who("jo@x.example"));
    leads.set(await hashedKey("jo@x.example"), insightOf("jo@x.example"));
    clock.now += 10_000;
    await members.refresh();
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled());
    expect(await known.fresh(who("jo@x.example"))).toMatchObject({ state: "known" });
    expect(worker.client.insight).toHaveBeenCalledTimes(1);
  });
});

describe("a company's or deal's record", () => {
  const found = (key = "sha256:none"): AccountPeople => ({
    account: {
      name: "Analytical",
      domain: "analytical.example",
      leads: 1,
      best: [],
      openDeal: null,
      customerSince: null,
    },
    people: [{ id: "ada", key, name: "Ada", title: null, score: 82, band: "A", stage: "mql", flags: [] }],
  });
  const record = (type: "company" | "deal") => ({ type, key: "hubspot:0-3:9", tenant: "hubspot:1234567" });
  const asked = ({ worker }: ReturnType<typeof world>) =>
    worker.client.accountPeople.mock.calls.map(([, key]) => key);

  it("asks by the deal, then by the company's domains, then by its people", async () => {
    const all = world();
    for (const text of ["analytical.example", "x.example", "jo@x.example"])
      all.members.add(await hashedKey(text));
    const { companies } = all.start();
    await companies.fresh({
      record: record("deal"),
      domains: ["www.analytical.example", "gmail.com"],
      emails: ["jo@x.example", "max@house.example"],
    });
    expect(asked(all)).toEqual([
      "hubspot:0-3:9",
      await hashedKey("analytical.example"),
      await hashedKey("x.example"),
      await hashedKey("jo@x.example"),
    ]);
  });

  it("stops at the first that is known, and never asks by a company's record id", async () => {
    const all = world();
    const domain = await hashedKey("analytical.example");
    all.companies.set(domain, found(await hashedKey("ada@analytical.example")));
    all.members.add(domain);
    const { companies } = all.start();
    const answer = await companies.fresh({
      record: record("company"),
      domains: ["analytical.example"],
      emails: ["ada@analytical.example", "jo@analytical.example"],
    });
    expect(asked(all)).toEqual([domain]);
    // Who is among the ranked people is not listed again.
    expect(answer).toMatchObject({ state: "known", here: [{ email: "jo@analytical.example", chip: null }] });
  });

  it("has at hand what was known before, also while the Worker is away", async () => {
    const all = world();
    all.companies.set("hubspot:0-3:9", found());
    const ask = { record: record("deal"), domains: [], emails: [] };
    await all.start().companies.fresh(ask);
    const { companies } = all.start();
    expect(await companies.cached(ask)).toMatchObject({ state: "known", trouble: null });
    all.worker.failure = offline;
    expect(await companies.fresh(ask)).toMatchObject({ state: "known", trouble: "offline" });
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
    const { start, worker, members } = world();
    members.add(await hashedKey("jo@x.example"));
    const { connection, known, chipsOf } = start();
    await chipsOf(["nobody@x.example"]);
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
    const { start, leads, members, worker } = world();
    const { asks, known } = start();
    const key = await hashedKey(said.whom.email ?? "");
    members.add(key);
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
