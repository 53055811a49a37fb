import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LeadAnswer } from "../background/answers.ts";
import { sampleInsight } from "./insight.fixture.ts";
import type { Port } from "./port.ts";
import { currentVerdict, shownClaims } from "./state.ts";
import { byEmail } from "./subject.ts";
import { ada, context, known, person, several, t0, view, withFlags, world } from "./world.fixture.ts";

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
