/** A time on the wall, and how far that wall is from UTC. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC; null where the text does not say. */
  readonly offset: number | null;
}

const fractions = String.raw`(?:[.,](?<fraction>\d{1,9}))?`;
const half = String.raw`(?: ?(?<half>[ap])\.? ?m\b\.?)`;
const zone = String.raw`(?: ?(?<zone>z|utc|gmt|[a-z]{2,4}t|mesz|mez)\b)?(?: ?(?<sign>[+-])(?<east>\d\d?)(?::?(?<eastMinute>\d\d))?(?: (?:utc|gmt|[a-z]{3,4}t))?)?`;
const remark = String.raw`(?: ?\([^)]*\))?(?: ?\[[^\]]*\])?`;
const oClock = String.raw`(?: ?(?:uhr|hrs?|h)\b\.?)?`;

const withMinutes = (mark: string) =>
  String.raw`(?<hour>\d{1,2})${mark}(?<minute>\d\d)(?:[:.](?<second>\d\d)${fractions})?${oClock}${half}?${zone}${remark}`;
const alone = new RegExp(`^${withMinutes("[:.h]")}$`, "i");
const hourAlone = new RegExp(String.raw`^(?<hour>\d{1,2})${half}${zone}${remark}$`, "i");
const within = new RegExp(String.raw`(?<![\d:])${withMinutes("[:h]")}(?![\d:])`, "i");
const hourWithin = new RegExp(String.raw`(?<![\d:])(?<hour>\d{1,2})${half}${zone}`, "i");

/** Reads `19:58`, `7:58:54.123 PM`, `19.58 Uhr`, `3 pm`, `19:58:54 +02:00`, `19:58 GMT+0200 (CEST)`; null where it is none. */
export function readClock(text: string): Clock | null {
  const match = alone.exec(text) ?? hourAlone.exec(text);
  return match && clockOf(match);
}

/** Takes a time out of the words around it. Null where its figures are none; `clock` null where there is no time. */
export function takeClock(text: string): { clock: Clock | null; rest: string } | null {
  const match = within.exec(text) ?? hourWithin.exec(text);
  if (!match) return { clock: null, rest: text };
  const clock = clockOf(match);
  const after = match.index + match[0].length;
  return clock && { clock, rest: `${text.slice(0, match.index)} ${text.slice(after)}` };
}

/** Minutes east of UTC of the names that mean one thing: those of RFC 2822 and of Europe. */
const zones: ReadonlyMap<string, number> = new Map([
  ...["z", "utc", "gmt", "wet"].map((name): [string, number] => [name, 0]),
  ...["cet", "mez", "west"].map((name): [string, number] => [name, 60]),
  ...["cest", "mesz", "eet"].map((name): [string, number] => [name, 120]),
  ["eest", 180],
  ["edt", -240],
  ...["est", "cdt"].map((name): [string, number] => [name, -300]),
  ...["cst", "mdt"].map((name): [string, number] => [name, -360]),
  ...["mst", "pdt"].map((name): [string, number] => [name, -420]),
  ["pst", -480],
]);

/** Milliseconds of the digits behind the second. */
export const milliseconds = (fraction: string | undefined): number =>
  Number((fraction ?? "").slice(0, 3).padEnd(3, "0"));

function clockOf({ groups = {} }: RegExpExecArray): Clock | null {
  let hour = Number(groups.hour);
  const minute = Number(groups.minute ?? 0);
  const second = Number(groups.second ?? 0);
  if (groups.half !== undefined) {
    const afternoon = groups.half.toLowerCase() === "p";
    if (hour > 12 && !afternoon) return null;
    if (hour <= 12) hour = (hour % 12) + (afternoon ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = offsetOf(groups);
  if (offset === undefined) return null;
  return { hour, minute, second, millisecond: milliseconds(groups.fraction), offset };
}

/** Undefined where the zone's name is not known, or no place is so far from UTC. */
function offsetOf({ zone, sign, east, eastMinute }: Record<string, string>): number | null | undefined {
  const named = zone === undefined ? null : zones.get(zone.toLowerCase());
  if (named === undefined || sign === undefined) return named;
  const minutes = Number(east) * 60 + Number(eastMinute ?? 0);
  if (minutes > 15 * 60 || Number(eastMinute ?? 0) > 59) return undefined;
  return (named ?? 0) + (sign === "-" ? -minutes : minutes);
}
