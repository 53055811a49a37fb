/** Dates as spreadsheets, CRMs and marketing tools write them. */

import { type Clock, milliseconds, readClock } from "./clock.ts";
import { fullYear, readWords, withoutWeekday } from "./date-words.ts";

/** A day and a time on the wall, and how far that wall is from UTC where the text says so. */
export interface Civil extends Clock {
  /** 1900 to 2199. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
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

const midnight: Clock = { hour: 0, minute: 0, second: 0, millisecond: 0, offset: null };

interface Written {
  /** How it is written, where that says which number is the month; false where day and month may be swapped. */
  readonly ordered: "yearFirst" | "words" | "unix" | false;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: Clock | null;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 &&
  year <= 2199 &&
  day >= 1 &&
  day <= (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0));

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z)?)?$/;
const yearFirst =
  /^(\d{4})(?: ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})\.?|年 ?(\d{1,2})月 ?(\d{1,2})日)(?=$|[T ,])/i;
const yearLast = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?=$|[T ,])/i;
const compact = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const unix = /^(\d{10})(?:(\d{3})|\.(\d{1,9}))?$/;
/** How every one of these begins. */
const numericish = /^(?:\d{8}|\d{1,4} ?[-/.年])/;
const afterWord = /^[^\d\s]{2,12} \d{1,4}[-/.]/;
/** What may stand between a day and its time. */
const joint = /^(?:T|,? ?)(?:(?:at|um|à|a las|alle|às|om) )?/i;

function parse(raw: string): Written | null {
  if (raw.length < 6 || raw.length > 80) return null;
  const plain = iso.exec(raw);
  if (plain) return standard(plain);
  const text = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(raw)
    ? raw
    : raw.replace(/[\s\u200e\u200f]+/g, " ").trim();
  const bare = afterWord.test(text) ? withoutWeekday(text) : text;
  const numeric = numericish.test(bare) ? readNumeric(bare) : null;
  if (numeric) return numeric;
  const words = readWords(text);
  return words && { ordered: "words", ...words };
}

/** The writing of most files, read without detours. */
function standard([, year, month, day, hour, minute, second, fraction, z]: RegExpExecArray): Written | null {
  const clock =
    hour === undefined
      ? null
      : {
          hour: Number(hour),
          minute: Number(minute),
          second: Number(second ?? 0),
          millisecond: milliseconds(fraction),
          offset: z === undefined ? null : 0,
        };
  if (clock && (clock.hour > 23 || clock.minute > 59 || clock.second > 59)) return null;
  return { ordered: "yearFirst", year: Number(year), month: Number(month), day: Number(day), clock };
}

/** Null where it is not written in figures alone. */
function readNumeric(text: string): Written | null {
  const ymd = yearFirst.exec(text);
  if (ymd) {
    const [all, year, , month, day, monthOf, dayOf] = ymd;
    return dated(
      "yearFirst",
      Number(year),
      Number(month ?? monthOf),
      Number(day ?? dayOf),
      text.slice(all.length),
    );
  }
  const dmy = yearLast.exec(text);
  if (dmy) {
    const [all, day, , month, year = ""] = dmy;
    return dated(false, fullYear(year), Number(month), Number(day), text.slice(all.length));
  }
  const joined = compact.exec(text);
  if (joined) {
    const [, year, month, day, hour, minute, second = "00", zone = ""] = joined;
    const time = hour === undefined ? "" : `${hour}:${minute}:${second}${zone}`;
    return dated("yearFirst", Number(year), Number(month), Number(day), time);
  }
  const counted = unix.exec(text);
  if (!counted) return null;
  const [, seconds, thousandths, fraction] = counted;
  const at = new Date(Number(seconds) * 1000 + (thousandths ? Number(thousandths) : milliseconds(fraction)));
  if (at.getUTCFullYear() > 2099) return null;
  return {
    ordered: "unix",
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    clock: {
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
      millisecond: at.getUTCMilliseconds(),
      offset: 0,
    },
  };
}

function dated(
  ordered: Written["ordered"],
  year: number,
  month: number,
  day: number,
  rest: string,
): Written | null {
  const time = rest.replace(joint, "");
  if (time === "") return { ordered, year, month, day, clock: null };
  const clock = readClock(time);
  return clock && { ordered, year, month, day, clock };
}
