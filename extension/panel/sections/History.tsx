import { useState } from "preact/hooks";
import type { Insight } from "../../../shared/contract/index.ts";
import { kindLabel } from "../../../shared/domain/touches/kinds.ts";
import { byDay, safeLink, type TouchLine } from "../explain.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { Dotted, Text } from "./Text.tsx";

/** Every touch at hand by the viewer's days, what came before them, and where the lead is from. */
export function History(props: { insight: Insight; format: Formats; now: number }) {
  const { touches, lead } = props.insight;
  const { format, now } = props;
  const [filter, setFilter] = useState<{ leadId: string; channel: string } | null>(null);
  const channel = filter?.leadId === lead.id ? filter.channel : null;
  const channels = [...new Set(touches.items.map((touch) => touch.channel))].sort();
  const shown = touches.items.filter((touch) => channel === null || touch.channel === channel);
  const more = touches.total - touches.items.length;
  const dayName = (at: number): string => {
    const ago = format.daysAgo(at, now);
    return ago === 0 ? strings.today : ago === 1 ? strings.yesterday : format.date(at, now);
  };
  return (
    <section aria-labelledby="history-name">
      <div class="title-row">
        <h2 id="history-name">{strings.history}</h2>
        {channels.length > 1 && (
          <select
            aria-label={strings.channelFilter}
            value={channel ?? ""}
            onChange={({ currentTarget: { value } }) =>
              setFilter(value ? { leadId: lead.id, channel: value } : null)
            }
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
      {touches.total === 0 && <p class="small">{strings.noTouches}</p>}
      {byDay(shown, format.dayOf).map(({ at, lines }, index) => (
        <div key={index} class="day">
          <h3>{dayName(at)}</h3>
          <ul>
            {lines.map((line, index) => (
              <Line key={index} line={line} full={format.full(line.at)} />
            ))}
          </ul>
        </div>
      ))}
      <p class="small">
        <Dotted>
          {[
            touches.first !== null && (
              <span title={touches.first.title}>
                {strings.first(touches.first.channel, format.date(touches.first.at, now))}
              </span>
            ),
            more > 0 && strings.moreTouches(more),
          ]}
        </Dotted>
      </p>
      <p class="small">
        <Dotted>
          {[
            lead.source !== null && <Text>{strings.source(lead.source)}</Text>,
            lead.campaign !== null && <Text>{strings.campaign(lead.campaign)}</Text>,
            strings.added(format.date(lead.createdAt, now)),
          ]}
        </Dotted>
      </p>
    </section>
  );
}

function Line({ line, full }: { line: TouchLine; full: string }) {
  const link = safeLink(line.url);
  const title = <Text>{line.title}</Text>;
  return (
    <li title={[full, line.channel, line.campaign].filter(Boolean).join(" · ")}>
      <span class="kind muted">
        <Text>{kindLabel(line.kind)}</Text>
      </span>
      <span class="what">
        {link === null ? (
          title
        ) : (
          <a href={link} target="_blank" rel="noreferrer noopener">
            {title}
          </a>
        )}
        {line.count > 1 && ` (${line.count})`}
        {line.direction === "ours" && <span class="muted"> · {strings.ours}</span>}
      </span>
    </li>
  );
}
