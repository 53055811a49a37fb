import { RefreshCw } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import type { Sources } from "../../../../shared/contract/sources.ts";
import { announce } from "../../announce.ts";
import { Figure, Figures } from "../../components/figures.tsx";
import { PageTitle } from "../../components/page.tsx";
import { Empty, Loaded } from "../../components/states.tsx";
import { clock, number } from "../../format.ts";
import { useMe } from "../../me.ts";
import { useResource } from "../../resource.ts";
import { arriving } from "./api.ts";
import { Counted } from "./counted.tsx";
import { Days } from "./days.tsx";
import { EventParts } from "./events.tsx";
import { Letters } from "./letters.tsx";
import { isOnPurpose, RejectedParts } from "./rejected.tsx";
import { s } from "./strings.ts";
import "./sources.css";

/** What arrives as messages, from where, what was left out and why, and what nobody has a name for. */
export default function SourcesPage() {
  const { timeZone } = useMe().workspace;
  const [asOf, setAsOf] = useState<number>();
  const first = useRef(true);
  const sources = useResource("", async (signal) => {
    const answer = await arriving.sources(signal);
    if (!first.current) announce(s.refreshed);
    first.current = false;
    setAsOf(Date.now());
    return answer;
  });
  return (
    <>
      <PageTitle title={s.title}>
        <a class="button" href="/connect">
          {s.connect}
        </a>
        <button type="button" class="button" onClick={sources.reload}>
          <RefreshCw size={16} aria-hidden="true" /> {s.refresh}
        </button>
      </PageTitle>
      {asOf !== undefined && <p class="muted zone">{s.asOf(clock(asOf, timeZone))}</p>}
      <Loaded of={sources}>{(data) => <Whole sources={data} onChange={sources.reload} />}</Loaded>
    </>
  );
}

const nothing = ({ keys, rejected, unmapped, deadLetters }: Sources): boolean =>
  keys.every(({ days30 }) => days30 === 0) &&
  rejected.length === 0 &&
  unmapped.length === 0 &&
  deadLetters.waiting === 0;

function Whole({ sources, onChange }: { sources: Sources; onChange: () => void }) {
  const { keys, channels, days, rejected, unmapped, mapped, deadLetters, queue } = sources;
  if (nothing(sources)) {
    return (
      <Empty title={s.empty}>
        <p>{s.emptyHelp}</p>
        <p>
          <a class="button primary" href="/connect">
            {s.connect}
          </a>
        </p>
      </Empty>
    );
  }
  return (
    <div class="sources">
      <Numbers sources={sources} />
      <Days days={days} />
      <div class="beside">
        <Counted
          name={s.keys}
          what={s.key}
          of={keys}
          row={({ id, name, kind, holds }) => ({
            key: id,
            name: (
              <>
                {name}
                <span class="hint tag">
                  {s.kind[kind]}
                  {!holds && ` · ${s.ended}`}
                </span>
              </>
            ),
          })}
        />
        <Counted
          name={s.channels}
          what={s.channel}
          of={channels}
          row={({ channel }) => ({ key: channel, name: channel })}
        />
      </div>
      <RejectedParts rejected={rejected} />
      <EventParts unmapped={unmapped} mapped={mapped} onChange={onChange} />
      {(queue || deadLetters.waiting > 0) && <Letters waiting={deadLetters.waiting} onChange={onChange} />}
    </div>
  );
}

function Numbers({ sources: { keys, days, rejected, unmapped } }: { sources: Sources }) {
  const sum = (counts: readonly { hour: number; days30: number }[]) =>
    counts.reduce((all, { hour, days30 }) => ({ hour: all.hour + hour, days30: all.days30 + days30 }), {
      hour: 0,
      days30: 0,
    });
  const refused = sum(rejected.filter((one) => !isOnPurpose(one)));
  const left = sum(rejected.filter(isOnPurpose));
  return (
    <Figures>
      <Figure of={s.inLastHour(sum(keys).hour)} help={s.touchesHelp}>
        <b>{number(days.reduce((all, { touches }) => all + touches, 0))}</b> {s.touches} {s.lastDays}
      </Figure>
      <Figure of={s.inLastHour(refused.hour)} help={s.refusedHelp}>
        <b>{number(refused.days30)}</b> {s.refused}
      </Figure>
      <Figure of={s.inLastHour(left.hour)} help={s.leftOutHelp}>
        <b>{number(left.days30)}</b> {s.leftOut}
      </Figure>
      <Figure of={s.unnamedOf} help={s.unnamedHelp}>
        <b>{number(unmapped.length)}</b> {s.unnamed}
      </Figure>
    </Figures>
  );
}
