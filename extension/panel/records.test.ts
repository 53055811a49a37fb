import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AccountAnswer, Whom } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { sampleInsight } from "./insight.fixture.ts";
import { byEmail, byKey } from "./subject.ts";
import { ada, company, known, person, record, t0, view, world } from "./world.fixture.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: t0 });
});
afterEach(() => {
  vi.useRealTimers();
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

  it("of nobody is not called no lead once its address is there, before that is asked for", async () => {
    const { panel, port, screen, settle } = world();
    port.freshInsight.mockResolvedValueOnce({ state: "unknown", account: null, at: t0, trouble: null });
    await panel.takeView(page({ people: [] }));
    await settle();
    expect(screen().name).toBe("unknown");
    port.freshInsight.mockReturnValue(new Promise(() => undefined));
    await panel.takeView(page());
    expect(screen()).toEqual({ name: "loading" });
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

  it("is never joined to the address of the one before, however long the page is behind or ahead", async () => {
    const { panel, port, settle } = world();
    const stand = async (key: string, email: string) => {
      await panel.takeView(page({ record: record(key), threadKey: key, people: [person(email)] }));
      await settle();
      await vi.advanceTimersByTimeAsync(10_000);
    };
    await stand("hubspot:0-1:7", ada);
    expect(port.settled).toHaveBeenCalledTimes(1);
    // The address bar is ahead of the page, then the page is there.
    await stand("hubspot:0-1:8", ada);
    expect(port.settled).toHaveBeenCalledTimes(1);
    await stand("hubspot:0-1:8", "bo@b.example");
    expect(port.settled).toHaveBeenLastCalledWith({ ...ofAda, key: "hubspot:0-1:8", email: "bo@b.example" });
    // The page is ahead of the address bar.
    await stand("hubspot:0-1:8", "cy@c.example");
    expect(port.settled).toHaveBeenCalledTimes(2);
    await stand("hubspot:0-1:9", "cy@c.example");
    expect(port.settled).toHaveBeenLastCalledWith({ ...ofAda, key: "hubspot:0-1:9", email: "cy@c.example" });
    // After a list everything is new.
    await panel.takeView(view({ state: "nobody", people: [] }));
    await stand("hubspot:0-1:10", ada);
    expect(port.settled).toHaveBeenCalledTimes(4);
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
