// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LeadsAnswer, PageAccess } from "../background/answers.ts";
import type { PageState } from "../health/health.ts";
import { formats } from "../panel/format.ts";
import type { Actions } from "./controller.ts";
import { brief } from "./lead.fixture.ts";
import { Popup } from "./Popup.tsx";
import { initialState, type PopupState } from "./state.ts";
import { strings } from "./strings.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
const evil = "<img src=x onerror=alert(1)>";
const known = (items = [brief("Ada Lovelace")], trouble: "offline" | "error" | null = null): LeadsAnswer => ({
  state: "known",
  items,
  at: t0 - 60_000,
  trouble,
});
const ready: PopupState = {
  ...initialState,
  context: { connection: "ready", person: null, workspace: null, waiting: 0 },
  best: known(),
  woken: known([]),
};
const site: PageAccess = { kind: "site", id: "gmail", name: "Gmail", enabled: true };
const page = (access: PageAccess, state: PageState | null = null): PopupState => ({
  ...ready,
  page: { access, state, people: [] },
});
const healthy: PageState = { state: "fine", failed: [], works: ["people", "owner"] };

function show(state: PopupState) {
  const actions = {
    type: vi.fn<Actions["type"]>(),
    open: vi.fn<Actions["open"]>(async () => undefined),
    openPerson: vi.fn<Actions["openPerson"]>(async () => undefined),
    readPage: vi.fn<Actions["readPage"]>(async () => undefined),
    always: vi.fn<Actions["always"]>(async () => undefined),
    never: vi.fn<Actions["never"]>(async () => undefined),
    openSidePanel: vi.fn<Actions["openSidePanel"]>(async () => undefined),
    setChips: vi.fn<Actions["setChips"]>(async () => undefined),
    retry: vi.fn<Actions["retry"]>(async () => undefined),
    discard: vi.fn<Actions["discard"]>(async () => undefined),
    refresh: vi.fn<Actions["refresh"]>(),
    settings: vi.fn<Actions["settings"]>(),
  };
  const draw = (next: PopupState) =>
    act(() =>
      render(<Popup state={next} actions={actions} format={formats("en", "UTC")} now={t0} />, document.body),
    );
  draw(state);
  return { actions, draw, text: () => document.body.textContent ?? "" };
}
const button = (name: RegExp) => {
  const found = [...document.querySelectorAll("button")].find((one) =>
    name.test(`${one.textContent} ${one.getAttribute("aria-label")}`),
  );
  if (!found) throw new Error(`No button ${name}`);
  return found;
};
const press = (key: string) =>
  act(() => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.querySelector("input[role=combobox]")?.dispatchEvent(event);
  });

afterEach(() => {
  act(() => render(null, document.body));
});

describe("the lists", () => {
  it("show who, how good, how it changed and why; strangers' words as text", () => {
    const { actions, text } = show({
      ...ready,
      best: known([brief(evil, { company: evil, why: [{ label: evil, points: 18 }], owner: null })]),
    });
    expect(document.querySelector("img")).toBeNull();
    expect(text()).toContain(`${evil}▲14up 14 this weekscore 82 Band A`);
    expect(text()).toContain("No owner");
    expect(text()).toContain(`+18 ${evil}`);
    button(/score 82/).click();
    expect(actions.open).toHaveBeenCalledTimes(1);
  });

  it("say what stands above a score, and give a customer no band", () => {
    const { text } = show({
      ...ready,
      best: known([brief("Cuno", { flags: ["customer", "opted_out"] })]),
    });
    expect(text()).toContain("Customer · Opted out");
    expect(document.querySelector(".leads .band")).toBeNull();
  });

  it("show five, and the others when asked", () => {
    show({ ...ready, best: known(Array.from({ length: 8 }, (_, n) => brief(`Lead ${n}`))) });
    expect(document.querySelectorAll("button.lead")).toHaveLength(5);
    act(() => button(/3 more/).click());
    expect(document.querySelectorAll("button.lead")).toHaveLength(8);
  });

  it("say that nobody woke up, that they load, and that they are of before", () => {
    const { draw, text, actions } = show(ready);
    expect(text()).toContain(strings.noWoken);
    draw({ ...ready, best: null, woken: null });
    expect(document.querySelectorAll("[aria-busy=true]")).toHaveLength(3);
    draw({ ...ready, best: known(undefined, "offline"), woken: { state: "offline" } });
    expect(text()).toContain("Offline. As of 11:59");
    expect(text()).toContain("Ada Lovelace");
    button(/Try again/).click();
    expect(actions.refresh).toHaveBeenCalled();
    draw({ ...ready, best: known([]), woken: { state: "error", message: "Too many requests" } });
    expect(text()).toContain(strings.noBest);
    expect(text()).toContain("Too many requests.");
  });
});

describe("search", () => {
  const found: PopupState = {
    ...ready,
    search: { text: "ad", answer: known([brief("Ada"), brief("Adam"), brief("Adele")]), busy: false },
  };
  const selected = () => document.querySelector("[role=option][aria-selected=true]")?.textContent ?? "";

  it("takes the place of the lists, moves with the arrows around its ends, and opens with Enter", () => {
    const { actions, text } = show(found);
    expect(text()).not.toContain(strings.best);
    expect(selected()).toContain("Ada");
    press("ArrowUp");
    expect(selected()).toContain("Adele");
    press("ArrowDown");
    press("ArrowDown");
    expect(selected()).toContain("Adam");
    press("Enter");
    expect(actions.open.mock.calls[0]?.[0].name).toBe("Adam");
    press("Escape");
    expect(actions.type).toHaveBeenCalledWith("");
  });

  it("opens nobody while a newer answer is on its way, and begins at the top of it", () => {
    const { actions, draw } = show(found);
    press("ArrowDown");
    draw({ ...found, search: { ...found.search, text: "adx", busy: true } });
    press("Enter");
    expect(actions.open).not.toHaveBeenCalled();
    draw({ ...found, search: { text: "adx", answer: known([brief("Adx"), brief("Ady")]), busy: false } });
    expect(selected()).toContain("Adx");
  });

  it("says what it met", () => {
    const { draw } = show({ ...ready, search: { text: "zz", answer: known([]), busy: false } });
    const said = () => document.querySelector("search [role=status]")?.textContent;
    expect(said()).toBe(strings.nobodyFound);
    draw({ ...ready, search: { text: "zz", answer: null, busy: true } });
    expect(said()).toBe(strings.searching);
    draw({ ...ready, search: { text: "zz", answer: { state: "offline" }, busy: false } });
    expect(said()).toBe(strings.offline);
  });
});

describe("the page", () => {
  it("is read well, shows nobody, or has changed: then it says what still works", () => {
    const { draw, text } = show(page(site, healthy));
    expect(text()).toContain("Reading Gmail: fine");
    draw(page(site, { ...healthy, state: "nobody" }));
    expect(text()).toContain("nobody is open here");
    draw(page(site, { state: "changed", failed: ["people by sender"], works: ["owner", "list"] }));
    expect(text()).toContain("Gmail has changed this page");
    expect(text()).toContain("Still found: who is signed in, the rows of the list.");
    expect(text()).toContain("people by sender");
    draw(page(site, { state: "changed", failed: [], works: [] }));
    expect(text()).toContain("Nothing is found on it.");
  });

  it("says where it is switched off, not read yet, or never can be", () => {
    const { draw, text, actions } = show(page({ ...site, enabled: false }));
    button(/Switch on/).click();
    expect(actions.settings).toHaveBeenCalled();
    draw(page(site));
    expect(text()).toContain("Reload the page");
    draw(page({ kind: "none" }));
    expect(text()).toContain(strings.noPage);
  });

  it("offers a click and always, and says what the company wants", () => {
    const pattern = "https://crm.acme.example/*";
    const { actions, draw, text } = show(
      page({ kind: "possible", host: "crm.acme.example", pattern, preset: true }),
    );
    expect(text()).toContain(strings.preset);
    button(/Read this page/).click();
    button(/Always beside crm\.acme\.example/).click();
    expect(actions.readPage).toHaveBeenCalled();
    expect(actions.always).toHaveBeenCalledWith(pattern);
    draw(page({ kind: "always", host: "crm.acme.example", pattern }));
    button(/No longer/).click();
    expect(actions.never).toHaveBeenCalledWith(pattern);
  });

  it("names its people", () => {
    const whom = { key: null, tenant: null, email: "ada@x.example" };
    const { actions, text } = show({
      ...ready,
      page: {
        access: site,
        state: healthy,
        people: [
          { whom, name: "Ada", chip: { score: 82, band: "A" } },
          { whom: { ...whom, email: "b@x.example" }, name: "b@x.example", chip: null },
          { whom: { ...whom, email: "c@x.example" }, name: "Cuno", chip: { score: 5, band: null } },
        ],
      },
    });
    expect(text()).toContain("b@x.examplenot a lead");
    expect(document.querySelectorAll("main > section:first-of-type .band")).toHaveLength(1);
    button(/^Ada/).click();
    expect(actions.openPerson).toHaveBeenCalledTimes(1);
  });
});

describe("without a sign-in", () => {
  it("says so and leads to the settings, with what waits", () => {
    for (const connection of ["none", "refused"] as const) {
      const { actions, text } = show({
        ...ready,
        context: { connection, person: null, workspace: null, waiting: 1 },
        outbox: [
          {
            id: "v",
            kind: "verdict",
            createdAt: t0,
            attempts: 1,
            nextAt: null,
            problem: null,
            refused: false,
            address: "https://w.example",
          },
        ],
      });
      expect(text()).toContain(connection === "none" ? strings.notConnected : strings.signedOut);
      expect(text()).not.toContain(strings.best);
      expect(text()).toContain("Verdict");
      button(/^Connect/).click();
      expect(actions.settings).toHaveBeenCalled();
    }
  });
});
