import { EyeOff, Flag, Target } from "lucide-preact";
import { Fragment } from "preact";
import { useMemo } from "preact/hooks";
import { kindLabel } from "../../../shared/domain/touches/kinds.ts";
import { safeLink } from "../explain.ts";
import type { Formats } from "../format.ts";
import type { Day, Line } from "../history.ts";
import { strings } from "../strings.ts";
import { KindIcon } from "./kinds.tsx";
import { Text } from "./Text.tsx";

/**
 * Days, the newest first, each with its visits. One that is told as before is not drawn again; by its place, not its
 * date, so that what stands there for one lead serves for the next.
 */
export function Days({ days, format, now }: { days: readonly Day[]; format: Formats; now: number }) {
  const nameOf = (at: number): string => {
    const ago = format.daysAgo(at, now);
    return ago === 0 ? strings.today : ago === 1 ? strings.yesterday : format.date(at, now);
  };
  return (
    <>
      {days.map((day, index) => (
        <DayRows key={index} day={day} name={nameOf(day.at)} format={format} />
      ))}
    </>
  );
}

function DayRows({ day, name, format }: { day: Day; name: string; format: Formats }) {
  return useMemo(
    () => (
      <div class="day">
        <h3>{name}</h3>
        <ul>
          {day.visits.map(({ from, lines }, index) => (
            <li key={index} class="visit">
              <time class="muted" dateTime={new Date(from).toISOString()}>
                {format.clock(from)}
              </time>
              <ul>
                {lines.map((line, index) => (
                  <LineRow key={index} line={line} full={format.full(line.touch.at)} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
    ),
    [day, name, format],
  );
}

function LineRow({ line, full }: { line: Line; full: string }) {
  const { touch, count, marks, startsAnonymous } = line;
  const link = safeLink(touch.url);
  const title = <Text>{touch.title}</Text>;
  return (
    <>
      {startsAnonymous && (
        <li class="before small">
          <EyeOff size={16} aria-hidden="true" />
          {strings.beforeKnown}
        </li>
      )}
      <li
        class={touch.anonymous ? "touch anonymous" : "touch"}
        tabIndex={-1}
        title={[full, touch.channel, touch.campaign].filter(Boolean).join(" · ")}
      >
        <KindIcon kind={touch.kind} />
        <span class="kind muted">
          <Text>{kindLabel(touch.kind)}</Text>
        </span>
        <span class="what">
          {link === null ? (
            title
          ) : (
            <a href={link} target="_blank" rel="noreferrer noopener">
              {title}
            </a>
          )}
          {count > 1 && ` (${count})`}
          {touch.direction === "ours" && <span class="muted"> · {strings.ours}</span>}
          {touch.anonymous && <span class="said">, {strings.beforeKnown}</span>}
          {marks.map((mark) => (
            <Fragment key={mark}>
              {" "}
              <MarkWord mark={mark} />
            </Fragment>
          ))}
        </span>
      </li>
    </>
  );
}

/** What the touch was for the way of the lead. */
function MarkWord({ mark }: { mark: Line["marks"][number] }) {
  const Icon = mark === "first" ? Flag : Target;
  return (
    <strong class="mark">
      <Icon size={16} aria-hidden="true" />
      {strings.mark(mark)}
    </strong>
  );
}
