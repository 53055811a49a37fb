import { RejectionReason, type Sources } from "../../shared/contract/sources.ts";
import type { EventKindRow } from "../db/event-kinds.ts";
import type {
  keyNames,
  Lately,
  mostUnmapped,
  recentArrivals,
  recentRejections,
  waitingLetters,
} from "../db/sources.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 30;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const pathOf = (at: number): string => `$."${new Date(at).toISOString().slice(11, 13)}"`;

/** Days and hours are UTC. */
export const lately = (now: number): Lately => ({
  since: dayOf(now - (DAYS - 1) * DAY),
  day: dayOf(now),
  hour: pathOf(now),
  dayBefore: dayOf(now - HOUR),
  hourBefore: pathOf(now - HOUR),
});

type RowOf<Statement> = Statement extends (...args: never[]) => { row?: infer Row }
  ? NonNullable<Row>
  : never;

/** What `Sources` is made of. */
export interface SourceRows {
  arrived: RowOf<typeof recentArrivals>[];
  rejected: RowOf<typeof recentRejections>[];
  keys: RowOf<typeof keyNames>[];
  unmapped: RowOf<typeof mostUnmapped>[];
  mapped: EventKindRow[];
  letters: RowOf<typeof waitingLetters>[];
}

type Counted = Pick<SourceRows["arrived"][number], "days30" | "lastAt" | "thisHour" | "hourBefore">;
type Counts = Pick<Sources["keys"][number], "hour" | "days30" | "lastAt">;

/**
 * Some rows together. They are counted by the clock's hours, so of the last sixty minutes' first part it is only known
 * how many came in the whole of that hour: as much of them counts as of that hour.
 */
function countsOf(rows: readonly Counted[], now: number): Counts {
  const part = 1 - (now % HOUR) / HOUR;
  const sum = (of: (row: Counted) => number) => rows.reduce((all, row) => all + of(row), 0);
  const lastAt = Math.max(...rows.map((row) => row.lastAt), 0);
  return {
    hour:
      lastAt > now - HOUR
        ? Math.max(
            1,
            sum(({ thisHour }) => thisHour) + Math.round(sum(({ hourBefore }) => hourBefore) * part),
          )
        : 0,
    days30: sum(({ days30 }) => days30),
    lastAt: lastAt || null,
  };
}

const isReason = (reason: string): reason is RejectionReason => RejectionReason.safeParse(reason).success;

/** What arrives, as marketing reads it. */
export function sourcesView(rows: SourceRows, now: number, queue: boolean): Sources {
  const { arrived, rejected, keys, unmapped, mapped, letters } = rows;
  const byKey = Map.groupBy(arrived, ({ keyId }) => keyId);
  const byChannel = Map.groupBy(arrived, ({ channel }) => channel);
  const byDay = Map.groupBy(arrived, ({ day }) => day);
  const known = new Map(keys.map((key) => [key.id, key]));
  const holds = ({ revokedAt, expiresAt }: SourceRows["keys"][number]) =>
    revokedAt === null && (expiresAt === null || expiresAt > now);
  const shown = keys.filter((key) => holds(key) || byKey.has(key.id));
  const most = (a: Counts, b: Counts) => b.days30 - a.days30 || (b.lastAt ?? 0) - (a.lastAt ?? 0);
  return {
    keys: shown
      .map((key) => ({
        id: key.id,
        name: key.name,
        kind: key.kind,
        holds: holds(key),
        ...countsOf(byKey.get(key.id) ?? [], now),
      }))
      .sort(most)
      .slice(0, 200),
    channels: [...byChannel]
      .map(([channel, those]) => ({ channel: channel.slice(0, 40), ...countsOf(those, now) }))
      .sort(most)
      .slice(0, 50),
    days: Array.from({ length: DAYS }, (_, n) => dayOf(now - (DAYS - 1 - n) * DAY)).map((day) => ({
      day,
      touches: countsOf(byDay.get(day) ?? [], now).days30,
    })),
    rejected: rejected.slice(0, 500).flatMap(({ keyId, reason, sample, ...counts }) =>
      isReason(reason)
        ? [
            {
              key: keyId === "" ? null : { id: keyId, name: known.get(keyId)?.name ?? keyId },
              reason,
              ...countsOf([counts], now),
              sample: sample?.slice(0, 500) ?? null,
            },
          ]
        : [],
    ),
    unmapped,
    mapped: mapped.slice(0, 500),
    deadLetters: letters[0] ?? { waiting: 0, lastAt: null },
    queue,
  };
}
