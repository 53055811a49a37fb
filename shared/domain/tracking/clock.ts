import { clampAt } from "../feedback/verdicts.ts";

/** A clock is put right by whole tens of seconds: what a request takes on its way is none of it. */
const STEP = 10_000;
/** A number below this is seconds (until the year 5138), from here on milliseconds (since March 1973). */
const SECONDS_END = 100_000_000_000;
/** The year 2200, the end of time. */
const LAST = 7_258_118_400_000;

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?)?$/i;
/** As mail, HTTP and a `Date`'s text have it, zone and all: `Sun, 22 Nov 2026 03:09:00 +0100`. */
const spoken = /^[a-z]{3},? [a-z0-9 ]{6,12} \d\d:\d\d:\d\d (?:(?:GMT|UTC)(?:[+-]\d{4})?|[+-]\d{4})$/i;

/** UTC ms of a time as senders write it: ISO 8601 (UTC where it names no zone), a text with its zone, a number. */
export function timeOf(value: unknown): number | null {
  if (typeof value === "number") return ofNumber(value);
  if (typeof value !== "string" || value.length > 80) return null;
  const text = value.trim();
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return ofNumber(Number(text));
  const parts = iso.exec(text);
  if (parts) return ofIso(parts);
  const said = text.replace(/ \([^()]*\)$/, "");
  return spoken.test(said) ? inTime(Date.parse(said)) : null;
}

const inTime = (ms: number): number | null => (ms >= 0 && ms <= LAST ? Math.floor(ms) : null);
const ofNumber = (value: number): number | null => inTime(value < SECONDS_END ? value * 1000 : value);

function ofIso([, ...parts]: RegExpExecArray): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0));
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!isDay || hour > 24 || minute > 59 || second > 60) return null;
  const fraction = Math.floor(Number(`0.${parts[6] ?? 0}`) * 1000);
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  return inTime(midnight.getTime() + time - zoneOf(parts[7] ?? "Z"));
}

/** How far a zone (`Z`, `+01`, `-03:30`) is ahead of UTC, ms. */
function zoneOf(zone: string): number {
  const [, sign, hours, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}

/** When something happened, and by whose clock: UTC ms, all three. */
export interface Times {
  /** By the sender's clock; null where it does not say. */
  readonly timestamp: number | null;
  /** When it was sent, by the same clock. */
  readonly sentAt: number | null;
  /** When it came, by ours. */
  readonly receivedAt: number;
}

/**
 * When something happened by our clock. What the sender's clock said on sending tells how wrong it goes, and what it
 * said before is put right by as much. What still lies ahead of the receipt is set back to it.
 * (Segment's spec: timestamp = receivedAt - (sentAt - originalTimestamp).)
 */
export function happenedAt({ timestamp, sentAt, receivedAt }: Times): number | "too_far_ahead" {
  if (timestamp === null) return receivedAt;
  const wrong = sentAt === null ? 0 : Math.round((receivedAt - sentAt) / STEP) * STEP;
  const clamp = clampAt(timestamp + wrong, receivedAt);
  return clamp === "too_far_ahead" ? clamp : Math.max(clamp.at, 0);
}
