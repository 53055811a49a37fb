/** Dates as spreadsheets, CRMs and marketing tools write them. */

/** A day and a time on the wall, and how far that wall is from UTC where the text says so. */
export interface Civil {
  /** 1900 to 2199. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC; null where the text does not say. */
  readonly offset: number | null;
  readonly hasTime: boolean;
}

/** Which of day and month comes first in `03/04/2018`. */
export type DateOrder = "dmy" | "mdy";

/** How a date is written: `dayFirst` and `monthFirst` are beyond doubt (13/04, 04/13), `either` is not (03/04). */
export type DateShape = "yearFirst" | "dayFirst" | "monthFirst" | "either" | "words" | "unix";

/** Reads a date, or null where the text is none, or no day of the calendar (31 February), or not in that order. */
export function readDate(text: string, order: DateOrder): Civil | null {
  const written = parse(text);
  if (!written) return null;
  const { year, clock } = written;
  const swap = written.ordered === false && order === "mdy";
  const day = swap ? written.month : written.day;
  const month = swap ? written.day : written.month;
  if (!isDay(year, month, day)) return null;
  return { year, month, day, ...(clock ?? midnight), hasTime: clock !== null };
}

/** How the text writes a date, and whether with a time of day and an offset; null where it is no date in any order. */
export function dateShape(text: string): { shape: DateShape; time: boolean; offset: boolean } | null {
  const written = parse(text);
  if (!written) return null;
  const { year, month, day, clock } = written;
  const dayFirst = isDay(year, month, day);
  const monthFirst = written.ordered === false && isDay(year, day, month);
  if (!dayFirst && !monthFirst) return null;
  return {
    shape: written.ordered || (dayFirst && monthFirst ? "either" : dayFirst ? "dayFirst" : "monthFirst"),
    time: clock !== null,
    offset: clock !== null && clock.offset !== null,
  };
}

type Clock = Pick<Civil, "hour" | "minute" | "second" | "millisecond" | "offset">;

const midnight: Clock = { hour: 0, minute: 0, second: 0, millisecond: 0, offset: null };

/** `ordered` names the writing where it says itself which number is the month; false where day and month may be swapped. */
interface Written {
  readonly ordered: "yearFirst" | "words" | "unix" | false;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: Clock | null;
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 &&
  year <= 2199 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 70 ? 1900 : 2000);

const yearFirst = /^(\d{4}) ?([-/.年]) ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?:[.日](?!\d))?(?=$|[T ,])/i;
const yearLast = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?=$|[T ,])/i;
const compact = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const unix = /^(\d{10})(?:(\d{3})|\.(\d{1,9}))?$/;
const anySpace = /[\s\u200e\u200f]+/g;

function parse(raw: string): Written | null {
  const first = raw.length;
  if (first < 6 || first > 80) return null;
  const text = raw.replace(anySpace, " ").trim();
  if (text.length < 6) return null;
  const code = text.charCodeAt(0);
  if (code >= 48 && code <= 57) {
    const numeric = parseNumeric(text);
    if (numeric !== undefined) return numeric;
  }
  return parseWords(text);
}

/** Undefined where the text is not written in numbers alone. */
function parseNumeric(text: string): Written | null | undefined {
  const ymd = yearFirst.exec(text);
  if (ymd) {
    const [all, year = "", mark, month, day] = ymd;
    if (mark !== "年" && !text.slice(4, all.length).includes(mark ?? "-", 2)) return null;
    return dated("yearFirst", Number(year), Number(month), Number(day), text.slice(all.length));
  }
  const dmy = yearLast.exec(text);
  if (dmy) {
    const [all, day, , month, year = ""] = dmy;
    return dated(false, fullYear(year), Number(month), Number(day), text.slice(all.length));
  }
  const joined = compact.exec(text);
  if (joined) {
    const [, year, month, day, hour, minute, second = "00", zone = ""] = joined;
    const rest = hour === undefined ? "" : `T${hour}:${minute}:${second}${zone}`;
    return dated("yearFirst", Number(year), Number(month), Number(day), rest);
  }
  const counted = unix.exec(text);
  if (counted) {
    const [, seconds, thousandths, fraction] = counted;
    const at = new Date(
      Number(seconds) * 1000 + Number(thousandths ?? fraction?.padEnd(3, "0").slice(0, 3) ?? 0),
    );
    const year = at.getUTCFullYear();
    if (year > 2099) return null;
    const clock = {
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
      millisecond: at.getUTCMilliseconds(),
      offset: 0,
    };
    return { ordered: "unix", year, month: at.getUTCMonth() + 1, day: at.getUTCDate(), clock };
  }
  return undefined;
}

function dated(
  ordered: Written["ordered"],
  year: number,
  month: number,
  day: number,
  rest: string,
): Written | null {
  const time = rest.replace(/^(?:T|,? ?)(?:(?:at|um|à|a las|alle|às|om) )?/i, "");
  if (time === "") return { ordered, year, month, day, clock: null };
  const clock = readClock(clockOnly.exec(time));
  return clock && { ordered, year, month, day, clock };
}

const clockPattern = String.raw`(\d{1,2})(?:[:.h](\d\d))?(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?(?: ?(?:uhr|hrs?|h)\b)?(?: ?([ap])\.? ?m\b\.?)?(?: ?(z|utc|gmt|[a-z]{2,4}t|mesz|mez)?(?: ?([+-])(\d\d?)(?::?(\d\d))?)?(?: ?[([][^)\]]*[)\]])?)?`;
const clockOnly = new RegExp(`^${clockPattern}$`, "i");
const clockWithin = new RegExp(
  `(?<![\\d:])${clockPattern.replace("(?:[:.h](\\d\\d))?", "(?:[:h](\\d\\d))")}(?![\\d:])`,
  "i",
);

/** Minutes east of UTC of the names that mean one thing (RFC 2822, and those of Europe). */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
};

function readClock(match: RegExpExecArray | null): Clock | null {
  if (!match) return null;
  const [, hours, minutes, seconds, fraction, half, zone, sign, offsetHours, offsetMinutes] = match;
  if (minutes === undefined && half === undefined) return null;
  let hour = Number(hours);
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  if (half !== undefined) {
    const noon = half.toLowerCase() === "p";
    if (hour > 12 && !noon) return null;
    if (hour <= 12) hour = (hour % 12) + (noon ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  let offset: number | null = null;
  if (zone !== undefined) {
    offset = zones[zone.toLowerCase()] ?? null;
    if (offset === null) return null;
  }
  if (sign !== undefined) {
    const east = Number(offsetHours) * 60 + Number(offsetMinutes ?? 0);
    if (east > 15 * 60 || Number(offsetMinutes ?? 0) > 59) return null;
    offset = (offset ?? 0) + (sign === "-" ? -east : east);
  }
  return { hour, minute, second, millisecond: Number((fraction ?? "").padEnd(3, "0").slice(0, 3)), offset };
}

/** English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. */
const months: ReadonlyMap<string, number> = new Map(
  [
    "jan january januar janner jaenner janv janvier ene enero gen gennaio janeiro januari",
    "feb february februar feber fevr fev fevrier febrero febbraio fevereiro februari",
    "mar march marz maerz mrz mars marzo marco maart mrt",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio mei",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juillet julio lug luglio julho",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre setiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dicembre dezembro",
  ].flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index + 1])),
);

const weekdays: ReadonlySet<string> = new Set(
  `mon monday mo montag lun lundi lunes lunedi seg segunda maandag ma tue tues tuesday di dienstag mar mardi martes
  martedi ter terca dinsdag wed weds wednesday mi mittwoch mer mercredi mie miercoles mercoledi qua quarta woe wo
  woensdag thu thur thurs thursday do donnerstag jeu jeudi jue jueves gio giovedi qui quinta donderdag fri friday fr
  freitag ven vendredi vie viernes venerdi sex sexta vrij vr vrijdag sat saturday sa samstag sonnabend sam samedi sab
  sabado sabato zat za zaterdag sun sunday so sonntag dim dimanche dom domingo domenica zon zo zondag feira`.split(
    /\s+/,
  ),
);

const fillers: ReadonlySet<string> = new Set(
  "st nd rd th er o a e de del of the at um as am om le den der el il la las alle ore uhr".split(" "),
);

/** `Feb 1, 2018 7:58 PM`, `1. Februar 2018`, `Thu Feb 01 19:58:54 UTC 2018`. */
function parseWords(text: string): Written | null {
  if (!/\p{L}{3}/u.test(text)) return null;
  let clock: Clock | null = null;
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const time = clockWithin.exec(plain);
  if (time) {
    clock = readClock(time);
    if (!clock) return null;
  }
  const rest = time ? `${plain.slice(0, time.index)} ${plain.slice(time.index + time[0].length)}` : plain;
  const tokens = rest.match(/\p{L}+|\d+|[^\s,./\-ºª°]/gu) ?? [];
  if (tokens.length > 12) return null;
  const before: string[] = [];
  const after: string[] = [];
  let month = 0;
  for (const token of tokens) {
    if (/^\d/.test(token)) (month ? after : before).push(token);
    else if (!month && months.has(token) && !(token === "mar" && isWeekday(tokens)))
      month = months.get(token) ?? 0;
    else if (!weekdays.has(token) && !fillers.has(token)) return null;
  }
  const [one = "", two = ""] = [...before, ...after];
  if (!month || before.length > 1 || before.length + after.length !== 2) return null;
  const [day, year] = before.length === 1 && one.length === 4 ? [two, one] : [one, two];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return { ordered: "words", year: fullYear(year), month, day: Number(day), clock };
}

/** `mar` is March and Tuesday: it is the day where another month follows. */
const isWeekday = (tokens: readonly string[]): boolean =>
  tokens.slice(tokens.indexOf("mar") + 1).some((token) => months.has(token));
