import { ListOrdered } from "lucide-preact";
import type { Insight } from "../../../shared/contract/index.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

type Sequence = NonNullable<Insight["sequences"]>[number];

/** What marketing's tool sends this lead by itself, so that nobody writes into it. */
export function Sequences(props: { sequences: readonly Sequence[]; format: Formats; now: number }) {
  const { sequences, format, now } = props;
  return (
    <ul class="sequences" aria-label={strings.sequences}>
      {sequences.map(({ name, since, nextAt }) => (
        <li key={name} title={strings.stageSince(format.date(since, now))}>
          <ListOrdered size={16} aria-hidden="true" />
          <span>
            {strings.inSequence}{" "}
            <strong>
              <Text>{name}</Text>
            </strong>
            {/* A mail that was due has gone out, or its sequence has stopped: nobody has said which. */}
            {nextAt !== null && nextAt > now && `, ${strings.nextMail(dayOf(nextAt, format, now))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** `today`, `tomorrow`, `Thursday`, `12 Mar`. */
function dayOf(at: number, format: Formats, now: number): string {
  const days = -format.daysAgo(at, now);
  if (days === 0) return strings.lowerToday;
  if (days === 1) return strings.lowerTomorrow;
  return days < 7 ? format.weekday(at) : format.date(at, now);
}
