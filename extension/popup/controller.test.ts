import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LeadsAnswer } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { sampleInsight } from "../panel/insight.fixture.ts";
import { controller } from "./controller.ts";
import { brief } from "./lead.fixture.ts";
import type { Port } from "./port.ts";
import { strings } from "./strings.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
const known = (...names: string[]): LeadsAnswer => ({
  state: "known",
  items: names.map((name) => brief(name)),
  at: t0,
  trouble: null,
});
const view: View = {
  site: "gmail",
  siteName: "Gmail",
  state: "nobody",
  record: null,
  people: [],
  domains: [],
  threadKey: null,
  owner: null,
  folded: false,
};
const person = (email: string, name: string | null = null) => ({ email, name, role: "from" as const });

function world(more: Partial<Port> = {}) {
  const port: Port = {
    context: vi.fn(async () => ({ connection: "ready" as const, person: null, workspace: null, waiting: 0 })),
    options: vi.fn(async () => ({
      address: "https://w.example",
      offeredAddress: null,
      connection: "ready" as const,
      person: null,
      workspace: null,
      version: null,
      enabledSites: null,
      chips: false,
      outbox: (["verdict", "seen"] as const).map((kind) => ({
        id: kind,
        kind,
        createdAt: t0,
        attempts: 1,
        nextAt: t0,
        problem: null,
        refused: false,
        address: "https://w.example",
      })),
    })),
    kept: vi.fn(async () => null),
    leads: vi.fn(async (list) => known(list)),
    search: vi.fn(async (text) => known(text)),
    chips: vi.fn(async () => [{ email: "ada@x.example", chip: { score: 82, band: "A" as const } }]),
    insight: vi.fn(async () => ({
      state: "known" as const,
      insight: sampleInsight(t0),
      at: t0,
      trouble: null,
      given: null,
    })),
    view: vi.fn(async () => null),
    pageState: vi.fn(async () => null),
    access: vi.fn(async () => ({ kind: "none" as const })),
    standHere: vi.fn(async () => true),
    always: vi.fn(async () => true),
    never: vi.fn(async () => undefined),
    show: vi.fn(async () => true),
    openSidePanel: vi.fn(async () => true),
    setChips: vi.fn(async () => undefined),
    retry: vi.fn(async () => undefined),
    discard: vi.fn(async () => undefined),
    settings: vi.fn(),
    close: vi.fn(),
    ...more,
  };
  return { port, popup: controller(port) };
}

describe("the lists", () => {
  it("are what is kept at once, and then what is so now", async () => {
    let say: (answer: LeadsAnswer) => void = () => undefined;
    const { popup } = world({
      kept: async () => known("before"),
      leads: () =>
        new Promise((done) => {
          say = done;
        }),
    });
    const all = popup.refresh();
    await vi.waitFor(() => expect(popup.state.value.woken).toMatchObject({ items: [{ name: "before" }] }));
    say(known("now"));
    void all;
    await vi.waitFor(() => expect(popup.state.value.woken).toMatchObject({ items: [{ name: "now" }] }));
  });

  it("open a lead by its key, and close the popup; else they say why not", async () => {
    const { port, popup } = world();
    await popup.actions.open(brief("Ada"));
    expect(port.show).toHaveBeenCalledWith({
      whom: { key: brief("Ada").key, tenant: null, email: "ada@analytical.example" },
      name: "Ada",
    });
    expect(port.close).toHaveBeenCalledTimes(1);
    await popup.actions.open(brief("Nobody", { key: null, email: null }));
    expect(popup.state.value.problem).toBe(strings.noKey);
    const closed = world({ show: async () => false });
    await closed.popup.actions.open(brief("Ada"));
    expect(closed.popup.state.value.problem).toBe(strings.notOpened);
    expect(closed.port.close).not.toHaveBeenCalled();
  });

  it("leave out of what waits that leads were seen", async () => {
    const { popup } = world();
    await popup.refresh();
    expect(popup.state.value.outbox.map(({ kind }) => kind)).toEqual(["verdict"]);
    expect(popup.state.value.chips).toBe(false);
  });
});

describe("search", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks once somebody stops typing, for two letters or more", async () => {
    const { port, popup } = world();
    for (const text of ["a", "ad", "ada"]) popup.actions.type(text);
    expect(popup.state.value.search).toMatchObject({ text: "ada", busy: true });
    await vi.advanceTimersByTimeAsync(200);
    expect(port.search).toHaveBeenCalledTimes(1);
    expect(popup.state.value.search).toMatchObject({ answer: { items: [{ name: "ada" }] }, busy: false });
    popup.actions.type("a%");
    await vi.advanceTimersByTimeAsync(200);
    expect(port.search).toHaveBeenCalledTimes(1);
    expect(popup.state.value.search.answer).toBeNull();
  });

  it("drops an answer that comes after another letter", async () => {
    const answers = new Map<string, (answer: LeadsAnswer) => void>();
    const { popup } = world({
      search: (text) => new Promise((done) => void answers.set(text, done)),
    });
    popup.actions.type("ada");
    await vi.advanceTimersByTimeAsync(200);
    popup.actions.type("adam");
    await vi.advanceTimersByTimeAsync(200);
    answers.get("adam")?.(known("Adam"));
    await vi.advanceTimersByTimeAsync(0);
    answers.get("ada")?.(known("Ada"));
    await vi.advanceTimersByTimeAsync(0);
    expect(popup.state.value.search.answer).toMatchObject({ items: [{ name: "Adam" }] });
  });
});

describe("the page", () => {
  it("of a record is one person, asked for as the panel asks", async () => {
    const record = { type: "person" as const, key: "hubspot:0-1:7", tenant: "hubspot:1" };
    const { port, popup } = world({
      view: async () => ({
        ...view,
        state: "lead",
        record,
        people: [person("ada@x.example"), person("b@x.example")],
      }),
    });
    await popup.refresh();
    const whom = {
      key: "hubspot:0-1:7",
      tenant: "hubspot:1",
      email: "ada@x.example",
      others: ["b@x.example"],
    };
    expect(port.insight).toHaveBeenCalledWith(whom);
    expect(popup.state.value.page?.people).toMatchObject([
      { whom, name: "Ada Lovelace", chip: { score: 82, band: "A" } },
    ]);
  });

  it("is the one that is open last, whoever is answered for last", async () => {
    const views = ["ada", "bo"].map((name) => ({
      ...view,
      state: "lead" as const,
      people: [person(`${name}@x.example`, name)],
    }));
    const answers: (() => void)[] = [];
    const { popup } = world({
      view: vi.fn(async () => views.shift() ?? null),
      insight: vi.fn(
        () =>
          new Promise<{ state: "unknown"; account: null; at: number; trouble: null }>((done) =>
            answers.push(() => done({ state: "unknown", account: null, at: t0, trouble: null })),
          ),
      ),
    });
    const looks = [popup.lookAtPage(), popup.lookAtPage()];
    await new Promise((done) => setTimeout(done));
    for (const answer of answers.toReversed()) answer();
    await Promise.all(looks);
    expect(popup.state.value.page?.people.map(({ name }) => name)).toEqual(["bo"]);
  });

  it("of several has a chip each, where they are leads", async () => {
    const { popup } = world({
      view: async () => ({
        ...view,
        state: "several",
        people: [person("ada@x.example", "Ada"), person("b@x.example")],
      }),
      chips: async () => [
        { email: "ada@x.example", chip: { score: 82, band: "A" } },
        { email: "b@x.example", chip: null },
      ],
    });
    await popup.refresh();
    expect(popup.state.value.page?.people.map(({ name, chip }) => [name, chip])).toEqual([
      ["Ada", { score: 82, band: "A" }],
      ["b@x.example", null],
    ]);
  });

  it("is read on a click, or always once the browser was allowed to", async () => {
    const pattern = "https://crm.acme.example/*";
    const { port, popup } = world({
      access: async () => ({ kind: "possible", host: "crm.acme.example", pattern, preset: false }),
    });
    await popup.refresh();
    await popup.actions.readPage();
    expect(port.close).toHaveBeenCalled();
    await popup.actions.always(pattern);
    expect(port.always).toHaveBeenCalledWith(pattern);
    expect(popup.state.value.problem).toBeNull();
    const refused = world({
      always: async () => false,
      standHere: async () => Promise.reject(new Error("no")),
    });
    await refused.popup.actions.always(pattern);
    expect(refused.popup.state.value.problem).toBe(strings.notAllowed);
    await refused.popup.actions.readPage();
    expect(refused.popup.state.value.problem).toBe(strings.didNotWork);
  });

  it("without a background is shown as far as it goes", async () => {
    const gone = () => Promise.reject(new Error("gone"));
    const { popup } = world({ context: gone, options: gone, leads: gone, access: gone, kept: gone });
    await popup.refresh();
    expect(popup.state.value.page).toEqual({ access: { kind: "none" }, state: null, people: [] });
  });
});
