import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Insight } from "../../../shared/contract/index.ts";
import type { Actions } from "../controller.ts";
import type { Formats } from "../format.ts";
import { byDay, type Day } from "../history.ts";
import { strings } from "../strings.ts";
import { useHistory } from "../use-history.ts";
import { Days } from "./Days.tsx";
import { KindIcons } from "./kinds.tsx";
import { Dotted, Text } from "./Text.tsx";

/** So long in sight, in ms, before the Worker is asked for more than the insight tells: who only leafs through asks nothing. */
const restsFor = 250;

/** Every touch by the viewer's days and by visit, as far back as one scrolls. Starts anew where `of` is another. */
export function History(props: {
  of: string;
  insight: Insight;
  format: Formats;
  now: number;
  actions: Pick<Actions, "history">;
}) {
  const { of, insight, format, now } = props;
  const { lead, touches } = insight;
  const history = useHistory(of, insight, props.actions.history);
  const { channel, channels, phase, cursor } = history;
  const made = useRef<Day[]>([]);
  const days = useMemo(() => {
    made.current = byDay(history.touches, format.dayOf, made.current);
    return made.current;
  }, [history.touches, format]);
  const section = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  /** How many lines stood there when the button was pressed: the next is where one goes on to read. */
  const lines = useRef<number | null>(null);

  useInSight(of, section, history.detail);
  useScrolledTo(
    of,
    section,
    button,
    history.goesOn && phase.name === "rest" ? history.more : null,
    history.touches.length,
  );
  useLayoutEffect(() => {
    if (lines.current === null || phase.name === "loading") return;
    const next = section.current?.querySelectorAll<HTMLElement>("li.touch")[lines.current];
    lines.current = null;
    if (document.activeElement === button.current || document.activeElement === document.body)
      next?.focus({ preventScroll: true });
  }, [phase, history.touches.length]);

  const more = touches.total - history.touches.length;
  const isWhole = cursor === null && channel === null;
  const load = () => {
    if (phase.name === "loading") return;
    lines.current = section.current?.querySelectorAll("li.touch").length ?? null;
    void history.more();
  };
  return (
    <section ref={section} class="history" aria-labelledby="history-name">
      <div class="title-row">
        <h2 id="history-name">{strings.history}</h2>
        {(channels.length > 1 || channel !== null) && (
          <select
            aria-label={strings.channelFilter}
            value={channel ?? ""}
            onChange={({ currentTarget: { value } }) => history.choose(value || null)}
          >
            <option value="">{strings.allChannels}</option>
            {channels.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <p class="small">
        <Dotted>
          {[
            lead.source !== null && <Text>{strings.source(lead.source)}</Text>,
            lead.campaign !== null && <Text>{strings.campaign(lead.campaign)}</Text>,
            strings.added(format.date(lead.createdAt, now)),
          ]}
        </Dotted>
      </p>
      <p class="said" role="status">
        {history.said}
      </p>
      {touches.total === 0 && <p class="small">{strings.noTouches}</p>}
      <KindIcons />
      <Days days={days} format={format} now={now} />
      {phase.name === "failed" && <p class="small alert">{phase.problem}</p>}
      <div class="further small">
        <Dotted>
          {[
            touches.first !== null && (
              <span title={touches.first.title}>
                {strings.first(touches.first.channel, format.date(touches.first.at, now))}
              </span>
            ),
            channel !== null &&
              cursor !== null &&
              Number.isFinite(history.at) &&
              strings.lookedBack(format.date(history.at, now)),
            channel !== null && cursor === null && days.length === 0 && strings.noneBy(channel),
            isWhole && more > 0 && touches.total > 0 && strings.onlyCounted(more),
            cursor !== null && (
              <button
                ref={button}
                type="button"
                class="link"
                aria-disabled={phase.name === "loading"}
                onClick={load}
              >
                {phase.name === "loading"
                  ? strings.loadingOlder
                  : phase.name === "failed"
                    ? strings.retry
                    : channel === null && more > 0
                      ? strings.moreTouches(more)
                      : strings.older}
              </button>
            ),
          ]}
        </Dotted>
      </div>
    </section>
  );
}

/** Once something has stood in sight for a moment. */
function useInSight(of: string, target: { current: HTMLElement | null }, then: () => void): void {
  const act = useRef(then);
  act.current = then;
  useEffect(() => {
    const { current } = target;
    if (current === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer);
        if (entries.at(-1)?.isIntersecting) timer = setTimeout(() => act.current(), restsFor);
      },
      { root: current.closest("main"), rootMargin: "200px" },
    );
    observer.observe(current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [of, target]);
}

/**
 * Whenever one has scrolled as far as `target`, never before one has scrolled at all. What stays in sight is no change
 * to an observer: it is asked anew with each `length`.
 */
function useScrolledTo(
  of: string,
  section: { current: HTMLElement | null },
  target: { current: HTMLElement | null },
  then: (() => void) | null,
  length: number,
): void {
  const act = useRef(then);
  act.current = then;
  const [scrolled, setScrolled] = useState<string | null>(null);
  useEffect(() => {
    const root = section.current?.closest("main");
    // Back at the top for another lead is not scrolling.
    const note = () => {
      if (root && root.scrollTop > 0) setScrolled(of);
    };
    root?.addEventListener("scroll", note, { passive: true });
    return () => root?.removeEventListener("scroll", note);
  }, [of, section]);
  const waits = scrolled === of && then !== null;
  useEffect(() => {
    const { current } = target;
    if (current === null || !waits) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // Whoever came to it by keys presses it when they want to, and it does not run away from them.
        if (entries.at(-1)?.isIntersecting && document.activeElement !== current) act.current?.();
      },
      { root: current.closest("main"), rootMargin: "200px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [target, waits, length]);
}
