// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import type { Insight, Timeline, TimelineTouch } from "../../../shared/contract/index.ts";
import type { HistoryAnswer } from "../../background/answers.ts";
import type { Actions } from "../controller.ts";
import { formats } from "../format.ts";
import { sampleInsight } from "../insight.fixture.ts";
import { History } from "./History.tsx";

const t0 = Date.UTC(2026, 9, 5, 12);
const HOUR = 3_600_000;

/** What stands in sight: the observers of this page, told by hand. */
class Observer {
  static all = new Set<Observer>();
  targets = new Set<Element>();
  tell: (entries: { isIntersecting: boolean }[]) => void;
  constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
    this.tell = tell;
    Observer.all.add(this);
  }
  observe(target: Element) {
    this.targets.add(target);
  }
  disconnect() {
    Observer.all.delete(this);
  }
}
const inSight = (selector: string) =>
  act(() => {
    for (const observer of [...Observer.all])
      if ([...observer.targets].some((target) => target.matches(selector)))
        observer.tell([{ isIntersecting: true }]);
  });

const touch = (n: number, more: Partial<TimelineTouch> = {}): TimelineTouch => ({
  id: `t${String(n).padStart(4, "0")}`,
  at: t0 - n * HOUR,
  kind: "page_view",
  channel: n % 4 === 0 ? "Email" : "Direct",
  direction: "theirs",
  title: `Page ${n}`,
  anonymous: false,
  marks: [],
  ...more,
});
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => touch(from + index));
const page = (
  items: TimelineTouch[],
  cursor: string | null,
  more: Partial<Timeline> = {},
): HistoryAnswer => ({
  state: "page",
  page: { items, cursor, lookedTo: cursor === null ? null : (items.at(-1)?.at ?? t0), ...more },
});

let history: Mock<Actions["history"]>;
const long = (change: (insight: Insight) => void = () => undefined): Insight => {
  const insight = sampleInsight(t0);
  insight.touches = {
    ...insight.touches,
    items: range(0, 19).map(({ anonymous: _, marks: __, ...rest }) => rest),
    cursor: "19",
    total: 120,
  };
  change(insight);
  return insight;
};
const draw = (insight: Insight, of = "ada 0") =>
  act(() =>
    render(
      <main>
        <History of={of} insight={insight} format={formats("en-GB", "UTC")} now={t0} actions={{ history }} />
      </main>,
      document.body,
    ),
  );
const lines = () => [...document.querySelectorAll(".touch")].map((line) => line.textContent);
const text = () => document.body.textContent ?? "";
const button = () => document.querySelector<HTMLButtonElement>(".further button");
const wait = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const press = () =>
  act(async () => {
    button()?.click();
    await vi.advanceTimersByTimeAsync(0);
  });
const scroll = () =>
  act(() => {
    const main = document.querySelector("main");
    if (main) main.scrollTop = 9;
    main?.dispatchEvent(new Event("scroll"));
  });
const choose = (channel: string) =>
  act(async () => {
    const select = document.querySelector("select");
    if (select === null) throw new Error("No filter");
    select.value = channel;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(0);
  });

beforeEach(() => {
  vi.useFakeTimers({ now: t0 });
  vi.stubGlobal("IntersectionObserver", Observer);
  history = vi.fn<Actions["history"]>(async () => page([], null));
});
afterEach(async () => {
  await act(() => render(null, document.body));
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the history", () => {
  it("asks nothing while one leafs through, and once for what the insight leaves out when it stands in sight", async () => {
    await draw(long());
    await inSight(".history");
    expect(history).not.toHaveBeenCalled();
    history.mockResolvedValue(
      page(
        range(0, 49).map((each) => ({
          ...each,
          ...(each.id === "t0002" && { marks: ["mql" as const] }),
          anonymous: each.at < t0 - 10 * HOUR,
        })),
        "49",
        { channels: ["Direct", "Email", "Webinar"] },
      ),
    );
    const before = lines().length;
    await wait(300);
    expect(history).toHaveBeenCalledExactlyOnceWith({ leadId: "ada", cursor: null, channel: null });
    expect(lines()).toHaveLength(before);
    expect(lines()[2]).toContain("Last before MQL");
    expect(document.querySelectorAll(".before")).toHaveLength(1);
    expect(document.querySelectorAll(".touch.anonymous")).toHaveLength(9);
    expect(document.querySelector(".anonymous")?.textContent).toContain("Before we knew them");
    expect([...document.querySelectorAll("option")].map((option) => option.value)).toEqual([
      "",
      "Direct",
      "Email",
      "Webinar",
    ]);
    await inSight(".history");
    await wait(300);
    expect(history).toHaveBeenCalledTimes(1);
  });

  it("says how many more there are, brings them by the button, and goes on to read there", async () => {
    await draw(long());
    expect(button()?.textContent).toBe("100 more");
    history.mockResolvedValue(page(range(20, 69), "69"));
    button()?.focus();
    await press();
    expect(history).toHaveBeenLastCalledWith({ leadId: "ada", cursor: "19", channel: null });
    expect(lines()).toHaveLength(70);
    expect(button()?.textContent).toBe("50 more");
    expect(document.activeElement?.textContent).toContain("Page 20");
    expect(text()).toContain("50 touches more");
    history.mockResolvedValue(page(range(70, 119), null));
    await press();
    expect(lines()).toHaveLength(120);
    expect(button()).toBeNull();
    expect(text()).toContain("50 touches more, that is all");
  });

  it("says of those that are gone that they are only counted", async () => {
    await draw(long());
    history.mockResolvedValue(page(range(20, 49), null));
    await press();
    expect(text()).toContain("70 older ones are only counted");
  });

  it("goes on by itself as one scrolls, a page at a time, and never before one has scrolled", async () => {
    await draw(long());
    await inSight(".further button");
    expect(history).not.toHaveBeenCalled();
    let answer: (value: HistoryAnswer) => void = () => undefined;
    history.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    await scroll();
    await inSight(".further button");
    await inSight(".further button");
    await press();
    expect(history).toHaveBeenCalledTimes(1);
    expect(button()?.textContent).toBe("Loading…");
    await act(async () => answer(page(range(20, 69), "69")));
    expect(lines()).toHaveLength(70);
    history.mockResolvedValue(page(range(70, 119), null));
    await inSight(".further button");
    await act(async () => undefined);
    expect(lines()).toHaveLength(120);
  });

  it("waits to be pressed where one came to the button by keys", async () => {
    await draw(long());
    await scroll();
    button()?.focus();
    await inSight(".further button");
    expect(history).not.toHaveBeenCalled();
  });

  it("says in its place that it is offline or failed, keeps what it has, and tries again when asked", async () => {
    await draw(long());
    await scroll();
    history.mockResolvedValue({ state: "offline" });
    await press();
    expect(text()).toContain("Offline: what is older could not be loaded.");
    expect(lines()).toHaveLength(20);
    await inSight(".further button");
    expect(history).toHaveBeenCalledTimes(1);
    history.mockResolvedValue({ state: "error", problem: "Leadlight failed" });
    expect(button()?.textContent).toBe("Try again");
    await press();
    expect(text()).toContain("Leadlight failed");
    history.mockResolvedValue(page(range(20, 119), null));
    await press();
    expect(text()).not.toContain("Leadlight failed");
    expect(lines()).toHaveLength(120);
  });

  it("filters what is known, and looks further back for one channel until it finds something", async () => {
    await draw(long());
    history
      .mockResolvedValueOnce(page([], "200", { lookedTo: t0 - 200 * HOUR }))
      .mockResolvedValueOnce(page([touch(240)], "400", { lookedTo: t0 - 400 * HOUR }));
    await choose("Email");
    expect(history.mock.calls.map(([ask]) => ask)).toEqual([
      { leadId: "ada", cursor: "19", channel: "Email" },
      { leadId: "ada", cursor: "200", channel: "Email" },
    ]);
    expect(lines()).toHaveLength(6);
    expect(text()).toContain("Looked back to 18 Sept");
    await choose("");
    expect(lines()).toHaveLength(20);
  });

  it("asks for nothing where enough of a channel is known", async () => {
    await draw(long());
    await choose("Direct");
    expect(lines()).toHaveLength(15);
    expect(text()).toContain("15 touches by Direct");
    expect(history).not.toHaveBeenCalled();
  });

  it("stops looking for what does not come, until asked again", async () => {
    await draw(long());
    await scroll();
    let cursor = 19;
    history.mockImplementation(async () => {
      cursor += 200;
      return page([], `${cursor}`, { lookedTo: t0 - cursor * HOUR });
    });
    await choose("Email");
    expect(history).toHaveBeenCalledTimes(3);
    await inSight(".further button");
    expect(history).toHaveBeenCalledTimes(3);
    await press();
    expect(history).toHaveBeenCalledTimes(6);
  });

  it("keeps what was loaded when the insight comes anew with more", async () => {
    await draw(long());
    history.mockResolvedValue(page(range(20, 69), "69"));
    await press();
    await draw(
      long((insight) => {
        const { anonymous: _, marks: __, ...news } = touch(-1, { title: "New" });
        insight.touches.items = [news, ...insight.touches.items.slice(0, 19)];
        insight.touches.total = 121;
      }),
    );
    expect(lines()).toHaveLength(71);
    expect(lines()[0]).toContain("New");
    expect(button()?.textContent).toBe("50 more");
  });

  it("begins anew with each lead, also with one who was shown before, and takes no page of another", async () => {
    await draw(long());
    let answer: (value: HistoryAnswer) => void = () => undefined;
    history.mockResolvedValueOnce(page(range(20, 69), "69")).mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    await press();
    await press();
    const sam = long((insight) => {
      insight.lead.id = "sam";
      insight.touches.items = insight.touches.items.slice(0, 3);
      insight.touches.cursor = null;
    });
    await draw(sam, "sam 0");
    expect(lines()).toHaveLength(3);
    await act(async () => answer(page(range(70, 119), null)));
    expect(lines()).toHaveLength(3);
    await draw(long());
    expect(lines()).toHaveLength(20);
    expect(button()?.textContent).toBe("100 more");
  });

  it("is done in a frame however long it is: a day that is told as before is not drawn again", async () => {
    await draw(long());
    history.mockResolvedValue(page(range(20, 69), "69"));
    await press();
    const first = document.querySelector(".day");
    const kept = first?.querySelector("time");
    history.mockResolvedValue(page(range(70, 119), null));
    await press();
    expect(document.querySelector(".day")).toBe(first);
    expect(document.querySelector(".day time")).toBe(kept);
  });
});
