import type { RejectionReason } from "../../shared/contract/sources.ts";
import type { WorkspaceRows } from "../db/workspace.ts";
import { visitorId } from "../tracking/visitors.ts";
import type { Random } from "./random.ts";
import { DAY, HOUR, MINUTE } from "./time.ts";
import { SITE, type TouchRow } from "./touches.ts";

/** How the sample's touches came in, what else came with them, and what of it nobody has a name for. */

const WEBSITE = "local-write";
const TOOL = "local-server";

const mails: ReadonlySet<string> = new Set(["webinar_signup", "webinar", "unsubscribe"]);
/** What reps do, and what a partner handed over in a file, did not come as a message. */
const byHand: ReadonlySet<string> = new Set(["call", "call_in", "meeting", "event", "email_reply"]);

const keyOf = ({ kind, personId, via }: TouchRow): string | null => {
  if (byHand.has(kind) || (personId ?? null) !== null || (kind === "other" && !via)) return null;
  return kind.startsWith("email_") || mails.has(kind) ? TOOL : WEBSITE;
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const hourOf = (at: number): string => new Date(at).toISOString().slice(11, 13);

/** Counts by hour, as they are kept. */
type Hours = Record<string, number>;

type Arrivals = Omit<WorkspaceRows["arrivals"][number], "hours" | "newest"> & {
  hours: Hours;
  newest: string[];
};

/** @param touches the oldest first */
function arrivalsOf(touches: readonly TouchRow[]): WorkspaceRows["arrivals"] {
  const rows = new Map<string, Arrivals>();
  for (const touch of touches) {
    const keyId = keyOf(touch);
    if (keyId === null) continue;
    const { at, channel, campaign, content } = touch;
    const where = { day: dayOf(at), keyId, channel, campaign: campaign ?? "", content: content ?? "" };
    const name = JSON.stringify(Object.values(where));
    const row = rows.get(name) ?? { ...where, touches: 0, lastAt: 0, hours: {}, newest: [] };
    row.touches += 1;
    row.lastAt = Math.max(row.lastAt, at);
    row.hours[hourOf(at)] = (row.hours[hourOf(at)] ?? 0) + 1;
    row.newest = [touch.id, ...row.newest].slice(0, 20);
    rows.set(name, row);
  }
  return [...rows.values()].map((row) => ({
    ...row,
    hours: JSON.stringify(row.hours),
    newest: JSON.stringify(row.newest),
  }));
}

interface Faulty {
  readonly keyId: string;
  readonly reason: RejectionReason;
  /** On a usual day; less than one means not every day. */
  readonly each: number;
  /** From how many days ago on. */
  readonly since: number;
  readonly sample: string | null;
}

const faulty: readonly Faulty[] = [
  { keyId: WEBSITE, reason: "bot", each: 34, since: 29, sample: null },
  { keyId: TOOL, reason: "machine_open", each: 21, since: 29, sample: null },
  { keyId: WEBSITE, reason: "colleague", each: 5, since: 29, sample: null },
  {
    keyId: TOOL,
    reason: "invalid",
    each: 0.6,
    since: 12,
    sample: "timestamp: Not a time, such as 2026-11-22T09:30:00Z",
  },
  {
    keyId: WEBSITE,
    reason: "origin",
    each: 1.4,
    since: 6,
    sample: "origin: This key is not for https://staging.leadlight-sample.example",
  },
  {
    keyId: TOOL,
    reason: "no_identity",
    each: 0.3,
    since: 20,
    sample: "userId: Nobody is named: userId, anonymousId or an email is needed",
  },
  {
    keyId: TOOL,
    reason: "too_far_ahead",
    each: 0.15,
    since: 25,
    sample: "timestamp: More than 7 days in the future",
  },
  {
    keyId: "",
    reason: "unknown_key",
    each: 0.4,
    since: 18,
    sample: "writeKey: It is not known, or no longer holds",
  },
];

function rejectionsOf(random: Random, now: number): WorkspaceRows["rejections"] {
  return faulty.flatMap(({ keyId, reason, each, since, sample }) =>
    Array.from({ length: since + 1 }, (_, daysAgo) => ({ daysAgo, messages: random.poisson(each) })).flatMap(
      ({ daysAgo, messages }) => {
        if (messages === 0) return [];
        const lastAt = now - daysAgo * DAY - random.int(20, 50) * MINUTE;
        const day = dayOf(lastAt);
        const hours: Hours = { [hourOf(lastAt)]: Math.ceil(messages / 3) };
        return [{ day, keyId, reason, messages, lastAt, hours: JSON.stringify(hours), sample }];
      },
    ),
  );
}

/** Events of the website that nobody has said the meaning of, how often each came, and of how many visitors. */
const unnamed = [
  { event: "Savings Estimated", times: 23, visitors: 7 },
  { event: "Plan Compared", times: 14, visitors: 5 },
  { event: "tour_step_4", times: 9, visitors: 3 },
  { event: "CTA: “Talk to an engineer” (hero, variant B)", times: 4, visitors: 4 },
] as const;

async function unnamedTouches(now: number): Promise<TouchRow[]> {
  const made: TouchRow[] = [];
  for (const [number, { event, times, visitors }] of unnamed.entries())
    for (let time = 0; time < times; time += 1) {
      const via = `anonymous:sample-visitor-${number}-${time % visitors}`;
      made.push({
        id: `sample-event-${number}-${time}`,
        leadId: await visitorId(via),
        at: now - (time * 11 + number * 5) * HOUR - 7 * MINUTE,
        kind: "other",
        direction: "theirs",
        channel: "Direct",
        title: event,
        url: `${SITE}/product`,
        via,
      });
    }
  return made;
}

/** All that the sources page tells of, and the touches of visitors that it tells of besides those given. */
export async function arrived(
  random: Random,
  touches: readonly TouchRow[],
  marketerId: string,
  now: number,
): Promise<
  Pick<WorkspaceRows, "arrivals" | "rejections" | "eventKinds" | "unmappedEvents"> & { more: TouchRow[] }
> {
  const more = await unnamedTouches(now);
  return {
    more,
    arrivals: arrivalsOf([...touches, ...more].sort((a, b) => a.at - b.at)),
    rejections: rejectionsOf(random, now),
    eventKinds: [
      {
        name: "roi calculator used",
        kind: "form",
        direction: "theirs",
        personId: marketerId,
        at: Math.floor(now - 33 * DAY),
      },
    ],
    unmappedEvents: unnamed.map(({ event, times }, number) => ({
      name: event.toLowerCase(),
      event,
      touches: times,
      lastAt: now - number * 5 * HOUR - 7 * MINUTE,
      keyId: WEBSITE,
    })),
  };
}
