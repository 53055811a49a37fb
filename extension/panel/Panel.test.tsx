// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Insight } from "../../shared/contract/index.ts";
import type { LeadAnswer, PanelContext } from "../background/answers.ts";
import type { View } from "../messages.ts";
import type { Actions } from "./controller.ts";
import { formats } from "./format.ts";
import { sampleInsight } from "./insight.fixture.ts";
import { Panel } from "./Panel.tsx";
import { initialState, type LocalVerdict, type PanelState } from "./state.ts";
import { byEmail, byKey } from "./subject.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
const evil = "<img src=x onerror=alert(1)>";
const context: PanelContext = {
  connection: "ready",
  person: null,
  workspace: {
    name: "House",
    goodLead: "Can decide and has the need this year.",
    reasons: [
      { id: "bad_timing", label: "Bad timing", group: "not_now", note: false },
      { id: "no_need", label: "No need", group: "not_a_fit", note: false },
      { id: "other", label: "Other", group: "not_a_fit", note: true },
      { id: "duplicate", label: "Duplicate", group: "not_counted", note: false },
    ],
    trustedCrms: [],
  },
  waiting: 0,
};
const gmailView: View = {
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
const lead = (change: (insight: Insight) => void = () => undefined): PanelState => {
  const insight = sampleInsight(t0);
  change(insight);
  return {
    ...initialState,
    context,
    view: { ...gmailView, state: "lead" },
    subject: { whom: byEmail("ada@analytical.example"), name: "Ada", how: "page" },
    answer: { state: "known", insight, at: t0 - 9_000, trouble: null, given: null },
  };
};
const answered = (answer: LeadAnswer): PanelState => ({ ...lead(), answer });

function show(state: PanelState) {
  const actions = {
    give: vi.fn<Actions["give"]>(async () => undefined),
    undo: vi.fn<Actions["undo"]>(async () => undefined),
    pick: vi.fn<Actions["pick"]>(),
    switchBack: vi.fn<Actions["switchBack"]>(),
    lookUp: vi.fn<Actions["lookUp"]>(),
    show: vi.fn<Actions["show"]>(),
    openSettings: vi.fn<Actions["openSettings"]>(),
    retry: vi.fn<Actions["retry"]>(),
    history: vi.fn<Actions["history"]>(async () => ({ state: "offline" })),
    decideClaim: vi.fn<Actions["decideClaim"]>(async () => undefined),
    addLead: vi.fn<Actions["addLead"]>(async () => null),
    copyLink: vi.fn<Actions["copyLink"]>(async () => true),
    askMarketing: vi.fn<Actions["askMarketing"]>(async () => true),
    fold: vi.fn<Actions["fold"]>(),
    settings: vi.fn<Actions["settings"]>(),
  };
  const draw = (next: PanelState, askedWhy = 0) =>
    act(() =>
      render(
        <Panel
          state={next}
          actions={actions}
          format={formats("en-GB", "UTC")}
          now={t0}
          said=""
          askedWhy={askedWhy}
        />,
        document.body,
      ),
    );
  void draw(state);
  const text = () => document.body.textContent ?? "";
  const button = (name: string) => {
    const found = [...document.querySelectorAll("button")].find(
      (each) => each.textContent?.trim() === name || each.getAttribute("aria-label") === name,
    );
    if (found === undefined) throw new Error(`No button ${name}`);
    return found;
  };
  const click = (name: string) => act(async () => button(name).click());
  const press = (key: string) =>
    act(() => {
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true }),
      );
    });
  return { actions, draw, text, button, click, press };
}

vi.stubGlobal(
  "IntersectionObserver",
  class {
    observe() {}
    disconnect() {}
  },
);
afterEach(() => act(() => render(null, document.body)));

describe("the panel of a lead", () => {
  it("answers who, how good and why, and the points add up", async () => {
    const { text, click } = show(lead());
    expect(document.querySelector("h1")?.textContent).toBe("Ada Lovelace");
    expect(text()).toContain("Start 20 · 7 more +22");
    expect(text()).toContain("▲14 this week");
    expect(text()).toContain("Unknown: company size. Worth asking.");
    expect(document.querySelectorAll(".reason")).toHaveLength(4);
    await click("Why 82");
    const points = [...document.querySelectorAll(".reason:not(.total) .points")].map((each) =>
      Number(each.textContent?.replace("−", "-")),
    );
    expect(points.reduce((sum, each) => sum + each, 0)).toBe(82);
    expect(points).toHaveLength(12);
  });

  it("shows strangers' words as words and links to the web only", () => {
    const { text } = show(
      lead((insight) => {
        insight.lead.name = evil;
        insight.lead.title = evil;
        insight.lead.company = evil;
        for (const touch of insight.touches.items) {
          touch.title = evil;
          touch.url = "javascript:alert(1)";
        }
        for (const piece of insight.content) piece.url = "javascript:alert(1)";
        for (const reply of insight.replies) reply.text = evil;
      }),
    );
    expect(text()).toContain(evil);
    expect(document.querySelector("img")).toBeNull();
    expect(document.querySelector("a")).toBeNull();
  });

  it("names every control, and has one head and one main part", () => {
    show(lead());
    for (const control of document.querySelectorAll("button, input, select"))
      expect(control.textContent || control.getAttribute("aria-label")).toBeTruthy();
    expect(document.querySelectorAll("h1, main")).toHaveLength(2);
  });

  it("lets rows vanish whose data is not there", () => {
    const { text } = show(
      lead((insight) => {
        insight.account = null;
        insight.persona = null;
        insight.replies = [];
        insight.score.change7d = undefined;
        insight.score.missing = [];
      }),
    );
    for (const word of ["3 leads", "Cares", "From marketing", "▲", "Unknown"])
      expect(text()).not.toContain(word);
  });

  it("shows no band and asks nothing about a customer", () => {
    const { text } = show(
      lead((insight) => {
        insight.flags = ["customer"];
      }),
    );
    expect(document.querySelector(".score-line .band")).toBeNull();
    expect(text()).toContain("Customer");
    expect(text()).not.toContain("Worth sales' time?");
  });

  it("filters the history by channel", async () => {
    show(lead());
    const select = document.querySelector("select");
    if (select === null) throw new Error("No filter");
    await act(() => {
      select.value = "Email";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    const lines = [...document.querySelectorAll(".touch")].map((line) => line.textContent);
    expect(lines).toEqual(["ClickedOctober news", "MailHello Ada · from us"]);
  });

  it("begins anew with another lead: nothing open, every channel", async () => {
    const { draw, click, text } = show(lead());
    const select = document.querySelector("select");
    if (select === null) throw new Error("No filter");
    await act(() => {
      select.value = "Email";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await click(`Why ${sampleInsight(t0).score.value}`);
    expect(document.querySelector(".reason.total")).not.toBeNull();
    await draw(
      lead((insight) => {
        insight.lead = { ...insight.lead, id: "sam", name: "Sam Stale" };
      }),
    );
    expect(text()).toContain("Sam Stale");
    expect(document.querySelector(".reason.total")).toBeNull();
    expect(document.querySelector("select")?.value).toBe("");
    expect(document.querySelectorAll(".touch").length).toBeGreaterThan(2);
  });
});

describe("claims and sequences", () => {
  const claim = { id: "c1", at: t0 - 5 * 60_000, kind: "demo_request", title: "Demo request", touches: 4 };
  const claimed = lead((insight) => {
    insight.claims = [claim];
  });

  it("says what was asked for with this address and when, and takes one click to say who it was", async () => {
    const { actions, click, text } = show(claimed);
    expect(text()).toContain("Unconfirmed: demo asked with this address 5 min ago");
    expect(text()).toContain("4 touches by this visitor. Nothing counts until it is confirmed.");
    await click("It was them");
    expect(actions.decideClaim).toHaveBeenCalledExactlyOnceWith("c1", "confirmed");
    await click("Somebody else");
    expect(actions.decideClaim).toHaveBeenLastCalledWith("c1", "refused");
  });

  it.each([
    ["form", "Contact", "form “Contact” sent with this address"],
    ["download", null, "Unconfirmed: file downloaded with this address"],
    ["download", "Checklist", "Unconfirmed: “Checklist” downloaded with this address"],
    ["page_view", "Home", "somebody gave this address"],
    [null, null, "somebody gave this address"],
  ])("tells %s in plain words", (kind, title, sentence) => {
    const { text } = show(
      lead((insight) => {
        insight.claims = [{ ...claim, kind, title }];
      }),
    );
    expect(text()).toContain(sentence);
  });

  it("shows a stranger's title as text", () => {
    show(
      lead((insight) => {
        insight.claims = [{ ...claim, kind: "form", title: evil }];
        insight.sequences = [{ name: evil, since: t0, nextAt: null }];
      }),
    );
    expect(document.querySelector("img")).toBeNull();
  });

  it("says what becomes of the answer, in its place and with the focus there", async () => {
    const { actions, draw, click, text, button } = show(claimed);
    button("It was them").focus();
    await click("It was them");
    await draw({ ...claimed, claims: [{ claim, said: { phase: "saving", decision: "confirmed" } }] });
    expect(text()).toContain("It was them. Saving…");
    expect(document.activeElement?.textContent).toBe("It was them. Saving…");
    await draw({
      ...claimed,
      claims: [{ claim, said: { phase: "failed", problem: "Leadlight does not answer", again: true } }],
    });
    expect(document.querySelector("[role=alert]")?.textContent).toBe("Not saved: Leadlight does not answer");
    await click("It was them");
    expect(actions.decideClaim).toHaveBeenCalledTimes(2);
    await draw({ ...claimed, claims: [{ claim, said: { phase: "saved", decision: "confirmed" } }] });
    expect(text()).toContain("Confirmed. What this visitor did is theirs now.");
    expect(() => button("It was them")).toThrow();
  });

  it("offers nothing more where it can no longer be said", () => {
    const said = { phase: "failed", problem: "There is no such claim", again: false } as const;
    const { text, button } = show({ ...claimed, claims: [{ claim, said }] });
    expect(text()).toContain("Not saved: There is no such claim");
    expect(() => button("It was them")).toThrow();
  });

  it("shows of somebody known by a claim alone no score, nothing to send and no question", () => {
    const only = (total: number) =>
      lead((insight) => {
        insight.flags = ["unverified"];
        insight.claims = [claim];
        insight.persona = null;
        insight.touches = { ...insight.touches, total };
      });
    const { draw, text } = show(only(0));
    expect(text()).toContain("Nobody has confirmed this address");
    for (const word of ["/100", "What to send", "Worth sales' time?"]) expect(text()).not.toContain(word);
    void draw(only(38));
    expect(text()).toContain("Address not verified");
    expect(text()).toContain("Worth sales' time?");
  });

  it.each([
    ["tomorrow", 24],
    ["Thursday", 3 * 24],
    ["25 Oct", 20 * 24],
  ])("says that the next mail of a sequence comes %s", (when, hours) => {
    const { text } = show(
      lead((insight) => {
        insight.sequences = [{ name: "Autumn nurture", since: t0, nextAt: t0 + hours * 3_600_000 }];
      }),
    );
    expect(text()).toContain(`In Autumn nurture, next mail ${when}`);
  });

  it("says nothing of a next mail that should have gone already", () => {
    const { text } = show(
      lead((insight) => {
        insight.sequences = [{ name: "Autumn nurture", since: t0, nextAt: t0 - 1 }];
      }),
    );
    expect(text()).toContain("In Autumn nurture");
    expect(text()).not.toContain("next mail");
  });
});

describe("the question", () => {
  it("takes one click for yes, and says what good means", async () => {
    const { actions, click, text } = show(lead());
    await click('What is "good"?');
    expect(text()).toContain("Can decide and has the need this year.");
    await click("Yes, good lead");
    expect(actions.give).toHaveBeenCalledExactlyOnceWith("good", undefined, undefined);
  });

  it("takes one click more for a reason, and says what the reason does to the lead", async () => {
    const { actions, click, text } = show(lead());
    await click("No, because…");
    expect(text()).toContain("Not now: back to marketing");
    expect(text()).toContain("Not a fit: leaves the queue");
    await click("Bad timing");
    expect(actions.give).toHaveBeenCalledExactlyOnceWith("bad", "bad_timing", undefined);
  });

  it("promises no effect on a lead that somebody else owns", async () => {
    const { click, text } = show(
      lead((insight) => {
        insight.lead.owner = { id: "p2", name: "Tom", you: false };
      }),
    );
    await click("No, because…");
    expect(text()).not.toContain("back to marketing");
    expect(text()).not.toContain("leaves the queue");
  });

  it("asks for a note only where the reason says too little, and who reads it", async () => {
    const { actions, click, text, button } = show(lead());
    await click("No, because…");
    await click("Other…");
    expect(text()).toContain("Marketing sees this without your name.");
    expect(button("Save").disabled).toBe(true);
    const field = document.querySelector("textarea");
    if (field === null) throw new Error("No field");
    await act(() => {
      field.value = " Writing a thesis ";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await click("Save");
    expect(actions.give).toHaveBeenCalledExactlyOnceWith("bad", "other", "Writing a thesis");
  });

  it("goes back by Escape, with the focus where it was", async () => {
    const { actions, click, press, text } = show(lead());
    await click("No, because…");
    await press("Escape");
    expect(text()).not.toContain("Bad timing");
    expect(document.activeElement?.textContent).toBe("No, because…");
    expect(actions.give).not.toHaveBeenCalled();
  });

  it("goes back from the note to the reasons by Escape, and then to the question", async () => {
    const { click, press, text } = show(lead());
    await click("No, because…");
    await click("Other…");
    await press("Escape");
    expect(text()).toContain("Bad timing");
    await press("Escape");
    expect(document.activeElement?.textContent).toBe("No, because…");
    expect(text()).toContain("Worth sales' time?");
  });

  it("shows the answer where a key gave it while the reasons stood open", async () => {
    const { click, draw, text } = show(lead());
    await click("No, because…");
    const verdict: LocalVerdict = {
      id: "v",
      verdict: "good",
      reason: null,
      note: null,
      at: t0,
      delivery: "waiting",
      problem: null,
    };
    await draw({ ...lead(), verdict });
    expect(text()).toContain("Good lead · Waiting to send");
    expect(text()).not.toContain("Bad timing");
  });

  it("says so where taking back was refused", () => {
    const verdict: LocalVerdict = {
      id: "v",
      verdict: "withdrawn",
      reason: null,
      note: null,
      at: t0,
      delivery: "refused",
      problem: "No",
    };
    expect(show({ ...lead(), verdict }).text()).toContain("Not accepted: No");
  });

  it("opens the reasons when a key asks why", async () => {
    const { draw, text } = show(lead());
    await draw(lead(), 1);
    expect(text()).toContain("Bad timing");
  });

  it("shows what was given, whether it went, and takes it back", async () => {
    const verdict: LocalVerdict = {
      id: "v",
      verdict: "bad",
      reason: "no_need",
      note: null,
      at: t0,
      delivery: "waiting",
      problem: null,
    };
    const { actions, draw, click, text } = show({ ...lead(), verdict });
    expect(text()).toContain("Not a fit: No need · Waiting to send");
    await draw({ ...lead(), verdict: { ...verdict, delivery: "saved" } });
    expect(text()).toContain("· Saved");
    await draw({ ...lead(), verdict: { ...verdict, delivery: "refused", problem: "No lead has this key" } });
    expect(text()).toContain("Not accepted: No lead has this key");
    await click("Undo");
    expect(actions.undo).toHaveBeenCalledTimes(1);
    await draw({ ...lead(), verdict: { ...verdict, verdict: "withdrawn" } });
    expect(text()).toContain("Worth sales' time?");
  });

  it("can be changed without being taken back first", async () => {
    const verdict: LocalVerdict = {
      id: "v",
      verdict: "good",
      reason: null,
      note: null,
      at: t0,
      delivery: "saved",
      problem: null,
    };
    const { actions, click, button } = show({ ...lead(), verdict });
    await click("Change");
    expect(button("Yes, good lead").getAttribute("aria-pressed")).toBe("true");
    await click("No, because…");
    await click("Duplicate");
    expect(actions.give).toHaveBeenCalledExactlyOnceWith("bad", "duplicate", undefined);
  });
});

describe("what to send", () => {
  it("says that a link was copied, once a click", async () => {
    const { actions, click, button, text } = show(lead());
    await click("Copy link: Audit checklist");
    expect(text()).toContain("Copied");
    await act(async () => button("Copied").click());
    expect(actions.copyLink).toHaveBeenCalledTimes(1);
  });

  it("offers the link to copy by hand where the clipboard is closed", async () => {
    const { actions, click } = show(lead());
    actions.copyLink.mockResolvedValue(false);
    await click("Copy link: Audit checklist");
    expect(document.querySelector<HTMLInputElement>(".copy-field")?.value).toBe(
      "https://content.example/audit",
    );
  });

  it("leaves the line to marketing by Escape, with the focus where it was", async () => {
    const { click, press } = show(lead());
    await click("Nothing fits? Ask marketing");
    await press("Escape");
    expect(document.activeElement?.textContent).toBe("Nothing fits? Ask marketing");
  });

  it("passes a line on to marketing", async () => {
    const { actions, click, text } = show(lead());
    await click("Nothing fits? Ask marketing");
    const field = document.querySelector<HTMLInputElement>(".one-line input");
    if (field === null) throw new Error("No field");
    await act(() => {
      field.value = "A price list";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await click("Ask");
    expect(actions.askMarketing).toHaveBeenCalledExactlyOnceWith(expect.any(String), "A price list");
    expect(text()).toContain("Marketing will see this.");
  });
});

describe("every other screen says what to do next", () => {
  const offline = answered({ state: "offline" });
  const cases: [string, PanelState, string, keyof Actions][] = [
    ["not connected", { ...lead(), context: { ...context, connection: "none" } }, "Connect", "settings"],
    [
      "signed out",
      { ...lead(), context: { ...context, connection: "refused" } },
      "Connect again",
      "settings",
    ],
    ["offline", offline, "Try again", "retry"],
    ["an error", answered({ state: "error", message: "Leadlight failed" }), "Try again", "retry"],
    [
      "unknown",
      answered({ state: "unknown", account: null, at: t0, trouble: null }),
      "Add as lead",
      "addLead",
    ],
  ];
  it.each(cases)("%s", async (_, state, name, action) => {
    const { actions, click } = show(state);
    await click(name);
    expect(actions[action]).toHaveBeenCalledTimes(1);
  });

  it("offline with what was known last: how old it is, and that nothing is lost", () => {
    const state = lead();
    const { text } = show({
      ...state,
      context: { ...context, waiting: 2 },
      answer: state.answer?.state === "known" ? { ...state.answer, trouble: "offline" } : null,
    });
    expect(text()).toContain("Offline. As of 11:59.");
    expect(text()).toContain("2 verdicts waiting, kept safe.");
    expect(text()).toContain("Ada Lovelace");
  });

  it("several people: one click picks", async () => {
    const people = [
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" as const },
      { email: "jo@x.example", name: null, role: "cc" as const },
    ];
    const { actions, click, text } = show({
      ...lead(),
      subject: null,
      answer: null,
      view: { ...gmailView, state: "several", people, threadKey: "t" },
      chips: [
        { email: "ada@analytical.example", chip: { score: 82, band: "A" } },
        { email: "jo@x.example", chip: null },
      ],
    });
    expect(text()).toContain("Who is this about?");
    await click("jo@x.examplenot a lead");
    expect(actions.pick).toHaveBeenCalledExactlyOnceWith(byEmail("jo@x.example"), null);
  });
});

describe("a record of a CRM", () => {
  const admin = { ...context, person: { name: "Ana", email: "ana@x.example", isAdmin: true } };
  const record = { type: "company" as const, key: "hubspot:0-2:9", tenant: "hubspot:1234567" };
  const page: View = {
    ...gmailView,
    site: "hubspot",
    state: "account",
    record,
    threadKey: record.key,
    domains: ["analytical.example"],
    people: [{ email: "jo@x.example", name: "Jo", role: "from" }],
  };
  const sam = {
    id: "sam",
    key: "sha256:sam",
    name: "Sam Stale",
    title: "Buyer",
    score: 31,
    band: "D" as const,
    stage: "disqualified" as const,
    flags: ["disqualified", "opted_out"],
  };
  const company = (over: Partial<PanelState> = {}, customerSince: number | null = null): PanelState => ({
    ...initialState,
    context,
    view: page,
    account: {
      state: "known",
      found: {
        account: {
          name: "Analytical",
          domain: "analytical.example",
          leads: 2,
          best: [],
          openDeal: { amount: { minor: 4_800_000, currency: "EUR" }, stage: "Offer" },
          customerSince,
        },
        people: [
          {
            ...sam,
            id: "ada",
            key: "sha256:ada",
            name: "Ada Lovelace",
            score: 82,
            band: "A",
            stage: "mql",
            flags: [],
          },
          sam,
        ],
      },
      here: [
        { email: "jo@x.example", chip: null },
        { email: "sue@other.example", chip: { score: 55, band: "B" } },
      ],
      at: t0,
      trouble: null,
    },
    ...over,
  });

  it("shows the company with its people in their order, and opens one by a click", async () => {
    const { actions, text, click } = show(company());
    expect(document.querySelector("h1")?.textContent).toBe("Analytical");
    expect(text()).toContain("2 leads · deal €48k open");
    const people = [...document.querySelectorAll(".person")].map((each) => each.textContent);
    expect(people).toEqual([
      "Ada LovelaceBuyer · MQLBand A82",
      "Sam StaleOpted out: do not email · Buyer · DisqualifiedBand D31",
      "JoAdd",
      "sue@other.exampleBand B55",
    ]);
    await click("Ada LovelaceBuyer · MQLBand A82");
    expect(actions.pick).toHaveBeenLastCalledWith(byKey("sha256:ada"), "Ada Lovelace");
    await click("sue@other.exampleBand B55");
    expect(actions.pick).toHaveBeenLastCalledWith(byEmail("sue@other.example"), null);
  });

  it("adds somebody of the page by one click, and says what went wrong", async () => {
    const { actions, click } = show(company());
    actions.addLead.mockResolvedValue("A colleague, not a lead");
    await click("Add as lead: Jo");
    expect(actions.addLead).toHaveBeenCalledExactlyOnceWith({ email: "jo@x.example", name: "Jo" });
    expect(document.querySelector("[role=alert]")?.textContent).toBe("A colleague, not a lead");
  });

  it("shows no bands of a customer's people", () => {
    const { text } = show(company({}, t0));
    expect(text()).toContain("Customer since");
    expect(document.querySelectorAll("button.two-lines .band")).toHaveLength(0);
  });

  it("says plainly where nobody is known there", () => {
    const nobodyThere = { state: "unknown" as const, here: [], at: t0, trouble: null };
    const { text, draw } = show(company({ account: nobodyThere }));
    expect(document.querySelector("h1")?.textContent).toBe("analytical.example");
    expect(text()).toContain("No lead works at analytical.example.");
    void draw(company({ account: nobodyThere, view: { ...page, domains: [] } }));
    expect(text()).toContain("The page names no address or domain of this company.");
  });

  it("leads back to the company from one of its people", async () => {
    const subject = { whom: byKey("sha256:ada"), name: "Ada", how: "of_account" as const };
    const { actions, click, text } = show({ ...lead(), view: page, subject });
    expect(text()).toContain("Remembered here");
    await click("Back to the company");
    expect(actions.switchBack).toHaveBeenCalledOnce();
  });

  it("says whose the address is where it is not the record's", async () => {
    const other = { whom: byEmail("charles@x.example"), name: evil };
    const { actions, click, text } = show({ ...lead(), other });
    expect(text()).toContain(`The address on this page belongs to ${evil}.`);
    expect(document.querySelector("img")).toBeNull();
    await click("Show");
    expect(actions.show).toHaveBeenCalledExactlyOnceWith(other.whom, evil);
  });

  it("offers nothing to add where the record shows no address", () => {
    const { text, button } = show({
      ...lead(),
      subject: { whom: { key: "hubspot:0-1:7", tenant: "hubspot:1", email: null }, name: null, how: "page" },
      answer: { state: "unknown", account: null, at: t0, trouble: null },
    });
    expect(text()).toContain("This record shows no address to add.");
    expect(() => button("Add as lead")).toThrow();
  });

  it("tells an admin, and nobody else, that its ids are not kept", async () => {
    const sentence = "Record ids of hubspot:1234567 are not kept. Trust it in Settings.";
    const { actions, text, draw } = show(company({ context: admin }));
    expect(text()).toContain(sentence);
    await act(async () => document.querySelector<HTMLElement>(".standing .link")?.click());
    expect(actions.openSettings).toHaveBeenCalledOnce();
    void draw(company());
    expect(text()).not.toContain(sentence);
    const workspace = { ...(context.workspace ?? never()), trustedCrms: ["hubspot:1234567"] };
    void draw(company({ context: { ...admin, workspace } }));
    expect(text()).not.toContain(sentence);
  });

  it("opens who else is known at a lead's company", async () => {
    const { actions } = show(
      lead((insight) => {
        const charles = { id: "charles", key: "sha256:charles", name: "Charles", title: null, score: 61 };
        if (insight.account) insight.account.best = [{ ...charles, band: "B" }];
      }),
    );
    await act(async () => document.querySelector<HTMLElement>("button.other-person")?.click());
    expect(actions.show).toHaveBeenCalledExactlyOnceWith(byKey("sha256:charles"), "Charles");
  });
});

function never(): never {
  throw new Error("There is a workspace");
}
