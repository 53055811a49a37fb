import type { Timeline, TimelineTouch, Touch } from "../../shared/contract/index.ts";
import { newestFirst, repeatsOf, type Together, visitsOf } from "../../shared/domain/touches/visits.ts";

/** A lead's history as far as it is known here, and how it is told. */

/** A touch of the insight, or with what the history adds to it. */
export type KnownTouch = Touch & Partial<Pick<TimelineTouch, "anonymous" | "marks">>;

/** How far back all touches, or those of one channel, are known. */
export interface Reach {
  /** Where it goes on; null where there are no more, undefined before anything was asked. */
  cursor: string | null | undefined;
  /** UTC ms of the oldest; what is older may have others between. */
  at: number;
}

export interface Known {
  touches: ReadonlyMap<string, KnownTouch>;
  all: Reach;
  /** By channel, where somebody looked further back for one. */
  byChannel: ReadonlyMap<string, Reach>;
  channels: readonly string[];
}

type FromInsight = { items: readonly Touch[]; cursor?: string | null | undefined };

const channelsOf = (touches: Iterable<KnownTouch>, others: readonly string[] = []): string[] =>
  [...new Set([...others, ...[...touches].map(({ channel }) => channel)])].sort();

const oldestOf = (items: readonly Touch[]): number => Math.min(...items.map(({ at }) => at));

/** What the insight alone knows. */
export function begin({ items, cursor }: FromInsight): Known {
  return {
    touches: new Map(items.map((touch) => [touch.id, touch])),
    // Fewer than an insight can hold are all of them, whatever an older Worker leaves unsaid.
    all: { cursor: cursor === undefined && items.length < 20 ? null : cursor, at: oldestOf(items) },
    byChannel: new Map(),
    channels: channelsOf(items),
  };
}

/** A later insight of the same lead. What was loaded stays, unless so much is new that there may be a gap between. */
export function renewed(known: Known, insight: FromInsight): Known {
  const news = insight.items.filter(({ id }) => !known.touches.has(id));
  if (news.length === 0) return known;
  if (news.length === insight.items.length) return begin(insight);
  return withTouches(known, news);
}

/** The newest page adds to what is known already: who was anonymous, which touch led where, which channels there are. */
export function detailed(known: Known, { items, channels = [] }: Timeline): Known {
  const same = items.filter(({ id }) => known.touches.has(id));
  return { ...withTouches(known, same), channels: channelsOf(same, [...known.channels, ...channels]) };
}

/** One page further back. */
export function extended(known: Known, channel: string | null, page: Timeline): Known {
  const reach = { cursor: page.cursor, at: page.lookedTo ?? Number.NEGATIVE_INFINITY };
  const more = withTouches(known, page.items);
  return channel === null
    ? { ...more, all: reach }
    : { ...more, byChannel: new Map(known.byChannel).set(channel, reach) };
}

function withTouches(known: Known, touches: readonly KnownTouch[]): Known {
  const all = new Map(known.touches);
  for (const touch of touches) all.set(touch.id, touch);
  return { ...known, touches: all, channels: channelsOf(touches, known.channels) };
}

/** What is shown of all channels (null) or of one: newest first and without a gap, and where it goes on. */
export function seen(known: Known, channel: string | null): Reach & { touches: KnownTouch[] } {
  const own = channel === null ? undefined : known.byChannel.get(channel);
  const reach = own !== undefined && own.at < known.all.at ? own : known.all;
  const touches = [...known.touches.values()]
    .filter((touch) => touch.at >= reach.at && (channel === null || touch.channel === channel))
    .sort(newestFirst);
  return { ...reach, touches };
}

/** The same thing, done once or more in one visit. */
export interface Line {
  touch: KnownTouch;
  count: number;
  marks: NonNullable<KnownTouch["marks"]>;
  /** From here on, going back, nobody knew yet who it was. */
  startsAnonymous: boolean;
}

export interface Day {
  /** As `dayOf` names it. */
  name: string;
  at: number;
  visits: { from: number; lines: Line[] }[];
  /** Changes with everything that is told of it. */
  gist: string;
}

/**
 * Touches, newest first, by the viewer's day, and in each day by visit: one that lasts over midnight is two. What was
 * done again in a visit is told once.
 */
export function byDay(touches: readonly KnownTouch[], dayOf: (at: number) => string): Day[] {
  let wasAnonymous = false;
  const lineOf = (same: Together<KnownTouch>): Line => {
    const [touch] = same;
    const isAnonymous = touch.anonymous === true;
    const line = {
      touch,
      count: same.length,
      marks: [...new Set(same.flatMap(({ marks = [] }) => marks))],
      startsAnonymous: isAnonymous && !wasAnonymous,
    };
    wasAnonymous = isAnonymous;
    return line;
  };
  return [...Map.groupBy(touches, ({ at }) => dayOf(at))].map(([name, all]) => {
    const visits = visitsOf(all).map((visit) => ({
      from: (visit.at(-1) ?? visit[0]).at,
      lines: repeatsOf(visit, sameAs).map(lineOf),
    }));
    const told = visits.flatMap(({ lines }) =>
      lines.map((line) => [line.marks, line.startsAnonymous, line.touch.anonymous]),
    );
    return {
      name,
      at: Math.max(...all.map(({ at }) => at)),
      visits,
      gist: JSON.stringify([name, all.length, all[0]?.id, all.at(-1)?.id, told]),
    };
  });
}

const sameAs = ({ kind, title, channel, direction, anonymous }: KnownTouch): string =>
  JSON.stringify([kind, title, channel, direction, anonymous === true]);
