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
  /** What it was made of: the same again makes no other day. */
  touches: readonly KnownTouch[];
  /** Whether what comes right after it, and what it begins with, going on in time, was anonymous. */
  afterIs: boolean;
  beginsAnonymous: boolean;
}

/**
 * Touches, newest first, by the viewer's day, and in each day by visit: one that lasts over midnight is two. What was
 * done again in a visit is told once. Days that are among `before` stay the same objects.
 */
export function byDay(
  touches: readonly KnownTouch[],
  dayOf: (at: number) => string,
  before: readonly Day[] = [],
): Day[] {
  const made = new Map(before.map((day) => [day.name, day]));
  let wasAnonymous = false;
  return [...Map.groupBy(touches, ({ at }) => dayOf(at))].map(([name, all]) => {
    const same = made.get(name);
    const day =
      same?.afterIs === wasAnonymous && isSame(same.touches, all) ? same : dayMade(name, all, wasAnonymous);
    wasAnonymous = day.beginsAnonymous;
    return day;
  });
}

const isSame = (one: readonly KnownTouch[], other: readonly KnownTouch[]): boolean =>
  one.length === other.length && one.every((touch, index) => touch === other[index]);

function dayMade(name: string, touches: readonly KnownTouch[], afterIs: boolean): Day {
  let wasAnonymous = afterIs;
  const lineOf = (same: Together<KnownTouch>): Line => {
    const [touch] = same;
    const isAnonymous = touch.anonymous === true;
    const startsAnonymous = isAnonymous && !wasAnonymous;
    wasAnonymous = isAnonymous;
    return {
      touch,
      count: same.length,
      marks: [...new Set(same.flatMap(({ marks = [] }) => marks))],
      startsAnonymous,
    };
  };
  const visits = visitsOf(touches).map((visit) => ({
    from: (visit.at(-1) ?? visit[0]).at,
    lines: repeatsOf(visit, sameAs).map(lineOf),
  }));
  return { name, at: touches[0]?.at ?? 0, visits, touches, afterIs, beginsAnonymous: wasAnonymous };
}

const sameAs = ({ kind, title, channel, direction, anonymous }: KnownTouch): string =>
  JSON.stringify([kind, title, channel, direction, anonymous === true]);
