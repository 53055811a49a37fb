import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import type { Insight } from "../../shared/contract/index.ts";
import type { RecordRef } from "../../shared/domain/crm/record.ts";
import type { AccountAnswer, LeadAnswer, PanelContext, Whom } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { controller } from "./controller.ts";
import { sampleInsight } from "./insight.fixture.ts";
import type { Port } from "./port.ts";
import { currentVerdict, screenOf, shownClaims } from "./state.ts";
import { byEmail, byKey } from "./subject.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
const ada = "ada@analytical.example";
const person = (email: string, name: string | null = null) => ({ email, name, role: "from" as const });
const view = (over: Partial<View> = {}): View => ({
  site: "gmail",
  siteName: "Gmail",
  state: "lead",
  record: null,
  domains: [],
  people: [person(ada, "Ada Lovelace")],
  threadKey: "t1",
  owner: null,
  folded: false,
  ...over,
});
const several = (threadKey = "t1") =>
  view({ state: "several", people: [person(ada), person("jo@x.example", "Jo")], threadKey });
const known = (over: Partial<Extract<LeadAnswer, { state: "known" }>> = {}): LeadAnswer => ({
  state: "known",
  insight: sampleInsight(t0),
  at: t0,
  trouble: null,
  given: null,
  ...over,
});
const company = (
  over: Partial<Extract<AccountAnswer, { state: "known" }>> = {},
): Extract<AccountAnswer, { state: "known" }> => ({
  state: "known",
  found: {
    account: {
      name: "Analytical",
      domain: "analytical.example",
      leads: 3,
      best: [],
      openDeal: null,
      customerSince: null,
    },
    people: [
      {
        id: "ada",
        key: "sha256:ada",
        name: "Ada Lovelace",
        title: null,
        score: 82,
        band: "A",
        stage: "mql",
        flags: [],
      },
    ],
  },
  here: [],
  at: t0,
  trouble: null,
  ...over,
});
const record = (key: string, type: RecordRef["type"] = "person"): RecordRef => ({
  type,
  key,
  tenant: "hubspot:1234567",
});
const withFlags = (flags: string[]): Insight => ({ ...sampleInsight(t0), flags });
const context: PanelContext = { connection: "ready", person: null, workspace: null, waiting: 0 };

function world() {
  const port: { [Call in keyof Port]: Mock<Port[Call]> } = {
    now: vi.fn<Port["now"]>(() => Date.now()),
    cachedInsight: vi.fn<Port["cachedInsight"]>(async () => null),
    freshInsight: vi.fn<Port["freshInsight"]>(async () => known()),
    settled: vi.fn<Port["settled"]>(async () => undefined),
    cachedAccount: vi.fn<Port["cachedAccount"]>(async () => null),
    freshAccount: vi.fn<Port["freshAccount"]>(async () => company()),
    chips: vi.fn<Port["chips"]>(async () => [{ email: ada, chip: { score: 82, band: "A" } }]),
    history: vi.fn<Port["history"]>(async () => ({ state: "offline" })),
    decideClaim: vi.fn<Port["decideClaim"]>(async () => ({ ok: true, state: "confirmed" })),
    giveVerdict: vi.fn<Port["giveVerdict"]>(async () => Date.now()),
    discardVerdict: vi.fn<Port["discardVerdict"]>(async () => undefined),
    linkCopied: vi.fn<Port["linkCopied"]>(async () => undefined),
    askMarketing: vi.fn<Port["askMarketing"]>(async () => undefined),
    leadSeen: vi.fn<Port["leadSeen"]>(async () => undefined),
    addLead: vi.fn<Port["addLead"]>(async () => ({ ok: true, problem: null })),
    choice: vi.fn<Port["choice"]>(async () => null),
    choose: vi.fn<Port["choose"]>(async () => undefined),
    copy: vi.fn<Port["copy"]>(async () => true),
    fold: vi.fn<Port["fold"]>(),
    settings: vi.fn<Port["settings"]>(),
    openSettings: vi.fn<Port["openSettings"]>(async () => undefined),
  };
  const panel = controller(port);
  panel.takeContext(context);
  const screen = () => screenOf(panel.state.value);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { port, panel, screen, settle };
}

beforeEach(() => {
  vi.useFakeTimers({ now: t0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("whom the panel is about", () => {
  it("shows whoever comes back at once, and asks behind it", async () => {
    const { panel, port, screen, settle } = world();
    const jo = view({ people: [person("jo@x.example")], threadKey: "t2" });
    await panel.takeView(view());
    await settle();
    await panel.takeView(jo);
    await settle();
    port.cachedInsight.mockClear();
    port.freshInsight.mockClear();
    port.freshInsight.mockReturnValue(new Promise(() => undefined));
    void panel.takeView(view());
    expect(screen()).toMatchObject({ name: "lead", at: t0 });
    expect(port.freshInsight).toHaveBeenCalledWith(byEmail(ada));
    expect(port.cachedInsight).not.toHaveBeenCalled();
  });

  it.each([
    ["a verdict", async ({ panel }: ReturnType<typeof world>) => void (await panel.actions.give("good"))],
    [
      "a verdict from elsewhere",
      async ({ panel }: ReturnType<typeof world>) =>
        panel.takeDelivery({ id: "v", state: "taken", problem: null, counts: null, stage: null }),
    ],
    [
      "another sign-in",
      async ({ panel }: ReturnType<typeof world>) =>
        panel.takeContext({ ...context, person: { name: "Rudi", email: "rudi@x.example", isAdmin: false } }),
    ],
    [
      "an answer in trouble",
      async ({ panel, port, settle }: ReturnType<typeof world>) => {
        port.freshInsight.mockResolvedValueOnce(known({ trouble: "offline" }));
        panel.actions.retry();
        await settle();
      },
    ],
  ])("asks what is kept after %s", async (_, happens) => {
    const all = world();
    const { panel, port, screen, settle } = all;
    await panel.takeView(view());
    await settle();
    await happens(all);
    await panel.takeView(view({ people: [person("jo@x.example")], threadKey: "t2" }));
    await settle();
    port.freshInsight.mockReturnValue(new Promise(() => undefined));
    void panel.takeView(view());
    expect(screen()).toEqual({ name: "loading" });
    expect(port.cachedInsight).toHaveBeenLastCalledWith(byEmail(ada));
  });

  it("shows what is kept at once and what the Worker says when it comes", async () => {
    const { panel, port, screen, settle } = world();
    let say: (answer: LeadAnswer) => void = () => undefined;
    port.freshInsight.mockReturnValue(
      new Promise((resolve) => {
        say = resolve;
      }),
    );
    port.cachedInsight.mockResolvedValue(known({ at: t0 - 60_000 }));
    await panel.takeView(view());
    await settle();
    expect(screen()).toMatchObject({ name: "lead", at: t0 - 60_000 });
    say(known({ at: t0 + 5 }));
    await settle();
    expect(screen()).toMatchObject({ name: "lead", at: t0 + 5 });
    expect(panel.said.value).toBe("Ada Lovelace, score 82, band A");
  });

  it("never shows one person's answer for another", async () => {
    const { panel, port, screen, settle } = world();
    const answers = new Map<string, (answer: LeadAnswer) => void>();
    port.freshInsight.mockImplementation(
      ({ email }) =>
        new Promise((resolve) => {
          answers.set(email ?? "", resolve);
        }),
    );
    await panel.takeView(view());
    await panel.takeView(view({ people: [person("sam@stale.example")], threadKey: "t2" }));
    answers.get(ada)?.(known());
    await settle();
    expect(screen().name).toBe("loading");
    answers.get("sam@stale.example")?.({ state: "unknown", account: null, at: t0, trouble: null });
    await settle();
    expect(screen().name).toBe("unknown");
  });

  it("asks which of several, with chips in one call, remembers the choice, and leads back", async () => {
    const { panel, port, screen } = world();
    await panel.takeView(several());
    expect(port.chips).toHaveBeenCalledExactlyOnceWith([ada, "jo@x.example"]);
    expect(screen()).toMatchObject({
      name: "several",
      people: [{ chip: { score: 82 } }, { name: "Jo", chip: undefined }],
    });
    panel.actions.pick(byEmail("jo@x.example"), "Jo");
    expect(port.choose).toHaveBeenCalledWith({ threadKey: "t1", who: "jo@x.example" });
    expect(port.freshInsight).toHaveBeenLastCalledWith(byEmail("jo@x.example"));
    panel.actions.switchBack();
    expect(screen().name).toBe("several");
  });

  it("follows the remembered choice, unless that person is not in the thread", async () => {
    const { panel, port, screen, settle } = world();
    port.choice.mockResolvedValue("jo@x.example");
    await panel.takeView(several());
    await settle();
    expect(port.freshInsight).toHaveBeenCalledExactlyOnceWith(byEmail("jo@x.example"));
    expect(port.chips).not.toHaveBeenCalled();
    port.choice.mockResolvedValue("gone@x.example");
    await panel.takeView(several("t2"));
    expect(screen().name).toBe("several");
  });

  it("shows what the page shows now, however late an earlier choice is found", async () => {
    const { panel, port, settle } = world();
    let find: (email: string | null) => void = () => undefined;
    port.choice.mockReturnValueOnce(
      new Promise((resolve) => {
        find = resolve;
      }),
    );
    void panel.takeView(several());
    await panel.takeView(view({ people: [person("sam@stale.example")], threadKey: "t2" }));
    find("jo@x.example");
    await settle();
    expect(panel.state.value.subject?.whom.email).toBe("sam@stale.example");
    expect(panel.state.value.view?.threadKey).toBe("t2");
  });

  it("leaves a redraw of the same thread alone, also behind a looked-up address", async () => {
    const { panel, port, settle } = world();
    await panel.takeView(view());
    panel.actions.lookUp(" Jo@X.example ");
    await settle();
    await panel.takeView(view());
    expect(panel.state.value.subject).toEqual({
      whom: byEmail("jo@x.example"),
      name: null,
      how: "looked_up",
    });
    expect(port.freshInsight).toHaveBeenCalledTimes(2);
    panel.actions.switchBack();
    expect(panel.state.value.subject?.whom.email).toBe(ada);
  });

  it("looks the same address up again where asked to", async () => {
    const { panel, screen, settle } = world();
    await panel.takeView(view());
    await settle();
    panel.actions.lookUp(ada);
    await settle();
    expect(screen().name).toBe("lead");
  });

  it("tries again by itself while it is offline and on the screen", async () => {
    const { panel, port, screen, settle } = world();
    port.freshInsight.mockResolvedValueOnce({ state: "offline" });
    panel.setOnScreen(true);
    await panel.takeView(view());
    await settle();
    expect(screen().name).toBe("offline");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(screen().name).toBe("lead");
  });

  it("says so where the background is gone", async () => {
    const { panel, port, screen, settle } = world();
    port.freshInsight.mockRejectedValue(new Error("no receiver"));
    await panel.takeView(view());
    await settle();
    expect(screen()).toMatchObject({ name: "error" });
  });

  it("starts over when somebody connects", async () => {
    const { panel, port, screen, settle } = world();
    panel.takeContext({ ...context, connection: "none" });
    port.freshInsight.mockResolvedValueOnce({ state: "not_connected" });
    await panel.takeView(view());
    await settle();
    expect(screen().name).toBe("not_connected");
    panel.takeContext(context);
    await settle();
    expect(screen().name).toBe("lead");
  });

  it("starts over when somebody else signs in, and believes no answer from before", async () => {
    const { panel, port, screen, settle } = world();
    const as = (name: string) => ({
      ...context,
      person: { name, email: `${name}@x.example`, isAdmin: false },
    });
    panel.takeContext(as("rosa"));
    await panel.takeView(view());
    await settle();
    await panel.actions.give("good");
    let late: (answer: LeadAnswer) => void = () => undefined;
    port.freshInsight.mockReturnValueOnce(
      new Promise((resolve) => {
        late = resolve;
      }),
    );
    panel.actions.retry();
    port.freshInsight.mockResolvedValueOnce(known({ at: t0 + 7 }));
    panel.takeContext(as("lena"));
    await settle();
    expect(currentVerdict(panel.state.value)).toBeNull();
    expect(screen()).toMatchObject({ name: "lead", at: t0 + 7 });
    late(known({ at: t0 + 1 }));
    await settle();
    expect(screen()).toMatchObject({ name: "lead", at: t0 + 7 });
  });
});

describe("a verdict", () => {
  const opened = async () => {
    const all = world();
    await all.panel.takeView(view());
    await all.settle();
    return all;
  };
  const given = ({ panel }: ReturnType<typeof world>) => currentVerdict(panel.state.value);

  it("is kept before the button turns, and carries what the rep saw", async () => {
    const all = await opened();
    let keep: (at: number) => void = () => undefined;
    all.port.giveVerdict.mockReturnValue(
      new Promise((resolve) => {
        keep = resolve;
      }),
    );
    const done = all.panel.actions.give("good");
    await all.settle();
    expect(given(all)).toBeNull();
    keep(t0);
    await done;
    expect(given(all)).toMatchObject({ verdict: "good", delivery: "waiting" });
    expect(all.port.giveVerdict.mock.calls[0]?.[0]).toMatchObject({
      whom: byEmail(ada),
      leadId: "ada",
      verdict: "good",
      seen: { score: 82, band: "A", scorecard: 3, persona: "operations", site: "gmail" },
    });
  });

  it("turns saved when the Worker has it, with the counts and the new stage", async () => {
    const all = await opened();
    await all.panel.actions.give("bad", "bad_timing");
    const id = given(all)?.id ?? "";
    all.panel.takeDelivery({
      id,
      state: "taken",
      problem: null,
      counts: { good: 1, bad: 4 },
      stage: { name: "recycled", since: t0 },
    });
    expect(given(all)).toMatchObject({ verdict: "bad", reason: "bad_timing", delivery: "saved" });
    expect(all.screen()).toMatchObject({
      insight: { stage: { name: "recycled" }, feedback: { good: 1, bad: 4 } },
    });
  });

  it("turns saved also where the Worker was faster than the background's answer", async () => {
    const all = await opened();
    all.port.giveVerdict.mockImplementation(async ({ id }) => {
      all.panel.takeDelivery({ id, state: "taken", problem: null, counts: null, stage: null });
      return t0;
    });
    await all.panel.actions.give("good");
    expect(given(all)?.delivery).toBe("saved");
  });

  it("says so where it could not be kept", async () => {
    const all = await opened();
    all.port.giveVerdict.mockRejectedValue(new Error("disk full"));
    await all.panel.actions.give("good");
    expect(given(all)?.delivery).toBe("failed");
    expect(all.panel.said.value).toMatch(/could not be kept/);
  });

  it("is taken back by another with its own id, later than the first", async () => {
    const all = await opened();
    await all.panel.actions.give("good");
    await all.panel.actions.undo();
    const [first, second] = all.port.giveVerdict.mock.calls.map(([verdict]) => verdict);
    expect(second).toMatchObject({ verdict: "withdrawn", previousAt: t0 });
    expect(second?.id).not.toBe(first?.id);
    expect(given(all)?.verdict).toBe("withdrawn");
  });

  it("given twice by an eager finger is one", async () => {
    const all = await opened();
    await all.panel.actions.give("good");
    await all.panel.actions.give("good");
    expect(all.port.giveVerdict).toHaveBeenCalledTimes(1);
  });

  it("given twice at once, by a double click or a key held down, is one", async () => {
    const all = await opened();
    await Promise.all([
      all.panel.actions.give("bad", "no_need"),
      all.panel.actions.give("bad", "no_need"),
      all.panel.actions.give("bad", "no_need"),
    ]);
    await Promise.all([all.panel.actions.undo(), all.panel.actions.undo()]);
    expect(all.port.giveVerdict.mock.calls.map(([{ verdict }]) => verdict)).toEqual(["bad", "withdrawn"]);
  });

  it("that was refused is given up by undo: the Worker has nothing to take back", async () => {
    const all = await opened();
    await all.panel.actions.give("good");
    const id = given(all)?.id ?? "";
    const refused = { id, state: "refused" as const, problem: "Gone", counts: null, stage: null };
    all.panel.takeDelivery(refused);
    await all.panel.actions.undo();
    await all.settle();
    expect(all.port.discardVerdict).toHaveBeenCalledExactlyOnceWith(id);
    expect(all.port.giveVerdict).toHaveBeenCalledTimes(1);
    expect(given(all)).toBeNull();
    expect(all.screen().name).toBe("lead");
  });

  it("of an older look does not overwrite a newer click", async () => {
    const all = await opened();
    await all.panel.actions.give("good");
    all.panel.actions.retry();
    await all.settle();
    expect(given(all)).toMatchObject({ verdict: "good", delivery: "waiting" });
  });

  it("that waits from before, or is kept in the Worker, is shown as such", async () => {
    const waiting = { id: "w", verdict: "good" as const, reason: null, note: null, at: t0, problem: null };
    const all = world();
    all.port.freshInsight.mockResolvedValue(known({ given: { ...waiting, delivery: "waiting" } }));
    await all.panel.takeView(view());
    await all.settle();
    expect(given(all)).toMatchObject({ id: "w", delivery: "waiting" });
    all.panel.takeDelivery({ id: "w", state: "taken", problem: null, counts: null, stage: null });
    expect(given(all)).toMatchObject({ id: "w", delivery: "saved" });
  });

  it("is never asked for about a customer, not by a key either", async () => {
    const all = world();
    all.port.freshInsight.mockResolvedValue(known({ insight: withFlags(["customer"]) }));
    await all.panel.takeView(view());
    await all.settle();
    all.panel.takeKey("good");
    await all.panel.actions.give("good");
    await all.settle();
    expect(all.port.giveVerdict).not.toHaveBeenCalled();
  });

  it("by key: yes at once, no asks why", async () => {
    const all = await opened();
    all.panel.takeKey("bad");
    expect(all.panel.askedWhy.value).toBe(1);
    expect(all.port.giveVerdict).not.toHaveBeenCalled();
    all.panel.takeKey("good");
    await all.settle();
    expect(all.port.giveVerdict).toHaveBeenCalledTimes(1);
  });
});

describe("seen", () => {
  it("is told once the unfolded panel stood visible with the lead for 3 seconds", async () => {
    const { panel, port, settle } = world();
    panel.setOnScreen(true);
    await panel.takeView(view());
    await settle();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(port.leadSeen).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(port.leadSeen).toHaveBeenCalledExactlyOnceWith({
      leadId: "ada",
      seen: { score: 82, band: "A", scorecard: 3, persona: "operations", site: "gmail" },
    });
  });

  it.each([
    ["folded", (panel: ReturnType<typeof world>["panel"]) => panel.takeView(view({ folded: true }))],
    ["hidden", (panel: ReturnType<typeof world>["panel"]) => panel.setOnScreen(false)],
    [
      "about nobody",
      (panel: ReturnType<typeof world>["panel"]) => panel.takeView(view({ state: "nobody", people: [] })),
    ],
  ])("is not told when the panel was %s in between", async (_, change) => {
    const { panel, port, settle } = world();
    panel.setOnScreen(true);
    await panel.takeView(view());
    await settle();
    await vi.advanceTimersByTimeAsync(2_000);
    await change(panel);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(port.leadSeen).not.toHaveBeenCalled();
  });
});

describe("a claim", () => {
  const claim = { id: "c1", at: t0 - 300_000, kind: "demo_request", title: "Demo request", touches: 4 };
  const claimed = (claims = [claim]) => known({ insight: { ...sampleInsight(t0), claims } });
  const opened = async () => {
    const all = world();
    all.port.freshInsight.mockResolvedValue(claimed());
    await all.panel.takeView(view());
    await all.settle();
    return all;
  };
  const shown = ({ panel }: ReturnType<typeof world>) => shownClaims(panel.state.value);

  it("is said to be saved when the Worker has it, and what is known is asked for anew", async () => {
    const all = await opened();
    let answer: (value: Awaited<ReturnType<Port["decideClaim"]>>) => void = () => undefined;
    all.port.decideClaim.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    all.port.freshInsight.mockResolvedValue(claimed([]));
    const done = all.panel.actions.decideClaim("c1", "confirmed");
    // A second click while the first is on its way is the same click.
    void all.panel.actions.decideClaim("c1", "refused");
    expect(all.port.decideClaim).toHaveBeenCalledExactlyOnceWith({
      id: "c1",
      whom: byEmail(ada),
      decision: "confirmed",
    });
    expect(shown(all)).toEqual([{ claim, said: { phase: "saving", decision: "confirmed" } }]);
    expect(all.port.freshInsight).toHaveBeenCalledTimes(1);
    answer({ ok: true, state: "confirmed" });
    await done;
    // It is no longer open, and keeps its place all the same.
    expect(shown(all)).toEqual([{ claim, said: { phase: "saved", decision: "confirmed" } }]);
    expect(all.port.freshInsight).toHaveBeenCalledTimes(2);
    expect(all.panel.state.value.histories).toBe(1);
    expect(all.panel.said.value).toBe("Confirmed. What this visitor did is theirs now.");
  });

  it("shows what somebody else said before", async () => {
    const all = await opened();
    all.port.decideClaim.mockResolvedValue({ ok: true, state: "refused" });
    await all.panel.actions.decideClaim("c1", "confirmed");
    expect(shown(all)).toEqual([{ claim, said: { phase: "saved", decision: "refused" } }]);
  });

  it("says what went wrong in its place, and can be said again", async () => {
    const all = await opened();
    all.port.decideClaim.mockResolvedValueOnce({ ok: false, problem: "No answer", again: true });
    await all.panel.actions.decideClaim("c1", "confirmed");
    expect(shown(all)).toEqual([{ claim, said: { phase: "failed", problem: "No answer", again: true } }]);
    all.port.decideClaim.mockRejectedValueOnce(new Error("no receiver"));
    await all.panel.actions.decideClaim("c1", "confirmed");
    expect(shown(all)[0]?.said).toMatchObject({ phase: "failed", again: true });
    await all.panel.actions.decideClaim("c1", "confirmed");
    expect(shown(all)[0]?.said).toMatchObject({ phase: "saved" });
  });

  it("that somebody else has decided otherwise is asked for anew", async () => {
    const all = await opened();
    const problem = "This was refused before";
    all.port.decideClaim.mockResolvedValue({ ok: false, problem, again: false });
    all.port.freshInsight.mockResolvedValue(claimed([]));
    await all.panel.actions.decideClaim("c1", "confirmed");
    await all.settle();
    expect(all.port.freshInsight).toHaveBeenCalledTimes(2);
    expect(shown(all)).toEqual([{ claim, said: { phase: "failed", problem, again: false } }]);
  });

  it("said of one lead says nothing of the next", async () => {
    const all = await opened();
    let answer: (value: Awaited<ReturnType<Port["decideClaim"]>>) => void = () => undefined;
    all.port.decideClaim.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    void all.panel.actions.decideClaim("c1", "confirmed");
    await all.panel.takeView(view({ people: [person("jo@x.example")], threadKey: "t2" }));
    await all.settle();
    answer({ ok: true, state: "confirmed" });
    await all.settle();
    expect(shown(all)).toEqual([{ claim, said: null }]);
    expect(all.panel.state.value.histories).toBe(0);
  });

  it("by which alone somebody is known asks for no verdict, not by a key either", async () => {
    const all = world();
    const insight = { ...sampleInsight(t0), flags: ["unverified"], claims: [claim] };
    insight.touches = { items: [], total: 0, firstAt: null, lastAt: null, first: null };
    all.port.freshInsight.mockResolvedValue(known({ insight }));
    await all.panel.takeView(view());
    await all.settle();
    all.panel.takeKey("good");
    await all.panel.actions.give("good");
    expect(all.port.giveVerdict).not.toHaveBeenCalled();
    all.panel.setOnScreen(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(all.port.leadSeen).not.toHaveBeenCalled();
    expect(all.panel.said.value).toBe("Ada Lovelace, not confirmed");
  });
});

describe("content", () => {
  it("is used once for each link that came into the clipboard", async () => {
    const { panel, port, settle } = world();
    await panel.takeView(view());
    await settle();
    expect(await panel.actions.copyLink({ id: "c1", url: "https://a.example/x" })).toBe(true);
    port.copy.mockResolvedValue(false);
    expect(await panel.actions.copyLink({ id: "c1", url: "https://a.example/x" })).toBe(false);
    expect(await panel.actions.copyLink({ id: "c1", url: "javascript:alert(1)" })).toBe(false);
    expect(port.linkCopied).toHaveBeenCalledTimes(1);
    expect(port.linkCopied.mock.calls[0]?.[0]).toMatchObject({ leadId: "ada", contentId: "c1" });
  });
});

it("adds an unknown person as a lead and then shows it", async () => {
  const { panel, port, screen, settle } = world();
  port.freshInsight.mockResolvedValueOnce({ state: "unknown", account: null, at: t0, trouble: null });
  await panel.takeView(view());
  await settle();
  expect(await panel.actions.addLead()).toBeNull();
  expect(port.addLead).toHaveBeenCalledWith({ whom: byEmail(ada), name: "Ada Lovelace" });
  expect(screen().name).toBe("lead");
  port.addLead.mockResolvedValue({ ok: false, problem: "It could not be added" });
  expect(await panel.actions.addLead()).toBe("It could not be added");
});

describe("a record", () => {
  const ofAda: Whom = { key: "hubspot:0-1:7", tenant: "hubspot:1234567", email: ada };
  const page = (over: Partial<View> = {}) =>
    view({ site: "hubspot", record: record("hubspot:0-1:7"), threadKey: "hubspot:0-1:7", ...over });

  it("is asked for by its key, its addresses are hints", async () => {
    const { panel, port, settle } = world();
    await panel.takeView(page({ people: [person(ada, "Ada"), person("countess@x.example")] }));
    await settle();
    expect(port.freshInsight).toHaveBeenCalledExactlyOnceWith({ ...ofAda, others: ["countess@x.example"] });
  });

  it("whose address comes late is asked for again, and what is shown stays meanwhile", async () => {
    const { panel, port, screen, settle } = world();
    await panel.takeView(page({ people: [] }));
    await settle();
    expect(port.freshInsight).toHaveBeenLastCalledWith({ ...ofAda, email: null });
    port.freshInsight.mockReturnValue(new Promise(() => undefined));
    await panel.takeView(page());
    expect(screen().name).toBe("lead");
    expect(port.freshInsight).toHaveBeenLastCalledWith(ofAda);
  });

  it("that is another's never keeps what was shown of the one before", async () => {
    const { panel, port, screen, settle } = world();
    await panel.takeView(page());
    await settle();
    port.freshInsight.mockReturnValue(new Promise(() => undefined));
    await panel.takeView(page({ record: record("hubspot:0-1:8"), threadKey: "hubspot:0-1:8" }));
    expect(screen()).toEqual({ name: "loading" });
  });

  it("has come to rest after 3 seconds, and not while it changes", async () => {
    const { panel, port, settle } = world();
    await panel.takeView(page({ people: [person("old@x.example")] }));
    await settle();
    await vi.advanceTimersByTimeAsync(2_900);
    await panel.takeView(page());
    await settle();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(port.settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(port.settled).toHaveBeenCalledExactlyOnceWith(ofAda);
    await panel.takeView(view());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(port.settled).toHaveBeenCalledTimes(1);
  });

  it("is the truth where its address is another lead's, who is named", async () => {
    const { panel, port, screen, settle } = world();
    const charles = {
      ...sampleInsight(t0),
      lead: { ...sampleInsight(t0).lead, id: "charles", name: "Charles B." },
    };
    port.freshInsight.mockImplementation(async ({ key }) => (key ? known() : known({ insight: charles })));
    await panel.takeView(page({ people: [person("charles@analytical.example")] }));
    await settle();
    expect(screen()).toMatchObject({ name: "lead", insight: { lead: { id: "ada" } } });
    expect(panel.state.value.other).toEqual({
      whom: byEmail("charles@analytical.example"),
      name: "Charles B.",
    });
    panel.actions.show(byEmail("charles@analytical.example"), "Charles B.");
    await settle();
    expect(panel.state.value).toMatchObject({ other: null, subject: { how: "looked_up" } });
    panel.actions.switchBack();
    expect(panel.state.value.subject?.whom.key).toBe("hubspot:0-1:7");
  });

  it("of nobody becomes the lead's as soon as there is one", async () => {
    const { panel, port, screen, settle } = world();
    port.freshInsight.mockResolvedValueOnce({ state: "unknown", account: null, at: t0, trouble: null });
    await panel.takeView(page());
    await settle();
    expect(screen().name).toBe("unknown");
    panel.takeNews();
    await settle();
    expect(screen().name).toBe("lead");
    port.freshInsight.mockClear();
    await panel.takeView(view());
    await settle();
    port.freshInsight.mockClear();
    panel.takeNews();
    expect(port.freshInsight).not.toHaveBeenCalled();
  });
});

describe("a company's or deal's record", () => {
  const page = (over: Partial<View> = {}) =>
    view({
      site: "hubspot",
      state: "account",
      record: record("hubspot:0-2:9", "company"),
      threadKey: "hubspot:0-2:9",
      domains: ["analytical.example"],
      people: [person(ada, "Ada")],
      ...over,
    });

  it("shows the company: what is kept first, then what the Worker says", async () => {
    const { panel, port, screen } = world();
    let say: (answer: AccountAnswer) => void = () => undefined;
    port.freshAccount.mockReturnValue(
      new Promise((resolve) => {
        say = resolve;
      }),
    );
    port.cachedAccount.mockResolvedValue(company({ at: t0 - 60_000 }));
    const done = panel.takeView(page());
    await vi.advanceTimersByTimeAsync(0);
    expect(screen()).toMatchObject({ name: "account", answer: { at: t0 - 60_000 } });
    expect(port.freshAccount).toHaveBeenCalledExactlyOnceWith({
      record: record("hubspot:0-2:9", "company"),
      domains: ["analytical.example"],
      emails: [ada],
    });
    say(company({ here: [{ email: ada, chip: null }] }));
    await done;
    expect(screen()).toMatchObject({ answer: { at: t0 }, here: [{ email: ada, name: "Ada", chip: null }] });
    expect(port.freshInsight).not.toHaveBeenCalled();
  });

  it("remembers whom the rep picks, and back to the company forgets it", async () => {
    const { panel, port, screen, settle } = world();
    await panel.takeView(page());
    panel.actions.pick(byKey("sha256:ada"), "Ada Lovelace");
    await settle();
    expect(port.choose).toHaveBeenLastCalledWith({ threadKey: "hubspot:0-2:9", who: "sha256:ada" });
    expect(port.freshInsight).toHaveBeenLastCalledWith(byKey("sha256:ada"));
    expect(screen().name).toBe("lead");
    // More of the record is drawn: whom the rep looks at stays.
    await panel.takeView(page({ people: [person(ada), person("jo@x.example")] }));
    expect(screen().name).toBe("lead");
    panel.actions.switchBack();
    await settle();
    expect(port.choose).toHaveBeenLastCalledWith({ threadKey: "hubspot:0-2:9", who: null });
    expect(screen().name).toBe("account");
  });

  it.each([
    ["sha256:ada", byKey("sha256:ada")],
    [ada, byEmail(ada)],
  ])("opens with %s, who was picked before", async (who, whom) => {
    const { panel, port, settle } = world();
    port.choice.mockResolvedValue(who);
    await panel.takeView(page());
    await settle();
    expect(port.freshInsight).toHaveBeenCalledExactlyOnceWith(whom);
    expect(port.freshAccount).not.toHaveBeenCalled();
  });

  it("asks again when more of it is drawn, and lets what is shown stand", async () => {
    const { panel, port, screen } = world();
    await panel.takeView(page({ people: [] }));
    port.freshAccount.mockReturnValue(new Promise(() => undefined));
    void panel.takeView(page());
    await vi.advanceTimersByTimeAsync(0);
    expect(port.freshAccount).toHaveBeenCalledTimes(2);
    expect(screen().name).toBe("account");
    void panel.takeView(page({ record: record("hubspot:0-2:10", "company"), threadKey: "hubspot:0-2:10" }));
    await vi.advanceTimersByTimeAsync(0);
    expect(screen()).toEqual({ name: "loading" });
  });

  it("takes an answer also where the panel was folded meanwhile", async () => {
    const { panel, port, screen } = world();
    let say: (answer: AccountAnswer) => void = () => undefined;
    port.freshAccount.mockReturnValue(
      new Promise((resolve) => {
        say = resolve;
      }),
    );
    void panel.takeView(page());
    await vi.advanceTimersByTimeAsync(0);
    await panel.takeView(page({ folded: true }));
    say(company());
    await vi.advanceTimersByTimeAsync(0);
    expect(screen().name).toBe("account");
  });

  it("adds somebody of the page as a lead, and asks for the company again", async () => {
    const { panel, port } = world();
    await panel.takeView(page());
    expect(await panel.actions.addLead({ email: "jo@x.example", name: "Jo" })).toBeNull();
    expect(port.addLead).toHaveBeenCalledExactlyOnceWith({ whom: byEmail("jo@x.example"), name: "Jo" });
    expect(port.freshAccount).toHaveBeenCalledTimes(2);
  });

  it("tries again by itself while it is offline and on the screen", async () => {
    const { panel, port, screen } = world();
    port.freshAccount.mockResolvedValueOnce({ state: "offline" });
    panel.setOnScreen(true);
    await panel.takeView(page());
    expect(screen().name).toBe("offline");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(screen().name).toBe("account");
  });
});
