import { stageOrder } from "../stages/stages.ts";
import { readYesNo } from "./booleans.ts";
import { addressOf, cut, linkOf, manyLines, oneLine } from "./cells.ts";
import { countryCode } from "./countries.ts";
import { currencyOf } from "./currencies.ts";
import { type Civil, readDate } from "./dates.ts";
import { isBlank } from "./empties.ts";
import { keyOf } from "./keys.ts";
import { numberShape, readMoney, readNumber } from "./numbers.ts";
import type { ColumnReading, Reading } from "./reading.ts";
import type { Said, Scalar, TextTarget, TimeTarget } from "./said.ts";
import { attributeOf, keyKindOf } from "./targets.ts";

/** Reads the cells that it is there for into what the row says. */
export type Reader = (cells: readonly string[], said: Said) => void;

/** Reads one cell that is not empty. */
type Cell = (cell: string, said: Said) => void;

type Zone = (civil: Civil) => number;

/** The readers of a file's columns, none for what is left out. */
export function readersOf(reading: Reading, instant: (civil: Civil, zone: string) => number): Reader[] {
  const empties = new Set(reading.empties);
  const longest = Math.max(0, ...reading.empties.map(({ length }) => length));
  const isEmpty = (cell: string) =>
    isBlank(cell) || (cell.length <= longest + 20 && empties.has(cell.trim().toLowerCase()));
  const zone: Zone = (civil) =>
    civil.offset === null ? instant(civil, reading.timeZone) : utc(civil) - civil.offset * 60_000;
  return reading.columns.flatMap((column, place) => {
    const read = cellReader(column, reading, zone);
    if (!read) return [];
    return (cells: readonly string[], said: Said) => {
      const cell = cells[place];
      if (cell !== undefined && !isEmpty(cell)) read(cell, said);
    };
  });
}

const utc = ({ year, month, day, hour, minute, second, millisecond }: Civil): number =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond);

/** What a row is too long for, as the contract bounds it: refused where it names something, cut where it tells. */
const lengths: Partial<Record<TextTarget, number>> = {
  name: 200,
  firstName: 200,
  lastName: 200,
  title: 200,
  company: 200,
  source: 80,
  campaign: 120,
  id: 200,
  channel: 64,
};
const cuts: Partial<Record<TextTarget, number>> = {
  touchTitle: 300,
  dealName: 200,
  dealStage: 120,
  lostReason: 200,
};
const times: readonly string[] = ["createdAt", "outcomeAt", "at", "openedAt", "closedAt", "wonAt", "lostAt"];

function cellReader(column: ColumnReading, reading: Reading, zone: Zone): Cell | null {
  const { to } = column;
  if (to === "ignore") return null;
  const attribute = attributeOf(to);
  if (attribute !== null) return attributeReader(attribute, column, reading, zone);
  const key = keyKindOf(to);
  if (key !== null) return keyReader(key, column);
  if (times.includes(to)) return timeReader(to as TimeTarget, column, zone);
  if (Object.hasOwn(special, to)) return special[to]?.(column, reading) ?? null;
  return textReader(to as TextTarget, column);
}

function textReader(to: TextTarget, { column }: ColumnReading): Cell {
  const cutAt = cuts[to];
  if (cutAt !== undefined)
    return (cell, said) => {
      const text = oneLine(cell);
      if (text.length > cutAt) said.odd.add("cut");
      if (text !== "") said.text[to] = cut(text, cutAt);
    };
  const most = lengths[to] ?? 200;
  return (cell, said) => {
    const text = oneLine(cell);
    if (text.length > most) said.refuse(column, `Is longer than ${most} letters`);
    if (text !== "") said.text[to] = cut(text, most);
  };
}

function keyReader(kind: string, { column }: ColumnReading): Cell {
  return (cell, said) => {
    const text = oneLine(cell);
    if (text === "") return;
    const read = keyOf(kind, text);
    if ("key" in read) said.keys.push(read.key);
    else said.refuse(column, read.problem);
  };
}

/** The end of time in the contract: 2200. */
const END = 7_258_118_400_000;

function timeReader(to: TimeTarget, { column, order }: ColumnReading, zone: Zone): Cell {
  const read = latest((text) => {
    const civil = readDate(text, order);
    return civil ? zone(civil) : null;
  });
  return (cell, said) => {
    const at = read(oneLine(cell));
    if (at === null) said.refuse(column, `“${clipped(cell)}” is no date that can be read`);
    else if (at >= 0 && at <= END) said.time[to] = at;
    else said.refuse(column, `“${clipped(cell)}” is before 1970 or after 2199`);
  };
}

/** A value that a person was asked about; `unknown` says nothing. */
function meaning({ column, means }: ColumnReading, say: (meaning: string, said: Said) => void): Cell {
  const known = new Map(Object.entries(means ?? {}));
  return (cell, said) => {
    const text = oneLine(cell);
    const means = known.get(text) ?? known.get(cell.trim());
    if (means !== undefined) say(means, said);
    else said.refuse(column, `It is not said what “${clipped(cell)}” means`);
  };
}

const outcomes = new Set(["won", "lost", "open"]);
const saysOutcome = (means: string, said: Said) => {
  if (outcomes.has(means)) said.outcome = means as "won" | "lost" | "open";
};

const special: Readonly<Record<string, (column: ColumnReading, reading: Reading) => Cell>> = {
  email:
    ({ column }) =>
    (cell, said) => {
      const email = addressOf(oneLine(cell));
      if (email) said.text.email = email;
      else said.refuse(column, `“${clipped(cell)}” is not one email address`);
    },
  owner: (column) =>
    meaning(column, (means, said) => {
      if (means !== "nobody") said.text.owner = means;
    }),
  person: (column) =>
    meaning(column, (means, said) => {
      if (means !== "nobody") said.text.person = means;
    }),
  consent: (column) =>
    meaning(column, (means, said) => {
      if (means !== "unknown") said.optedOut = means === "may_not";
    }),
  stage: (column) =>
    meaning(column, (means, said) => {
      const stage = stageOrder.find((name) => name === means);
      if (stage) said.stage = stage;
    }),
  outcome: (column) => meaning(column, saysOutcome),
  kind: (column) =>
    meaning(column, (means, said) => {
      said.text.kind = means;
    }),
  dealStage: (column) => {
    const read = textReader("dealStage", column);
    const outcome = column.means && meaning(column, saysOutcome);
    return (cell, said) => {
      read(cell, said);
      outcome?.(cell, said);
    };
  },
  direction: () => (cell, said) => {
    const word = oneLine(cell).toLowerCase();
    if (theirs.has(word)) said.direction = "theirs";
    else if (ours.has(word)) said.direction = "ours";
  },
  url: () => (cell, said) => {
    const link = linkOf(oneLine(cell));
    if (link) said.text.url = link;
  },
  amount:
    ({ column }, { decimals }) =>
    (cell, said) => {
      const money = readMoney(oneLine(cell), decimals);
      if (money) said.money = money;
      else said.refuse(column, `“${clipped(cell)}” is no amount of money that can be read`);
    },
  currency:
    ({ column }) =>
    (cell, said) => {
      const text = oneLine(cell);
      const code = currencyIn(text);
      if (code) said.text.currency = code;
      else said.refuse(column, `“${clipped(cell)}” is no currency`);
    },
};

const theirs = new Set("theirs,inbound,incoming,in,received,eingehend,entrant,entrante,inkomend".split(","));
const ours = new Set("ours,outbound,outgoing,out,sent,ausgehend,sortant,saliente,uitgaand".split(","));

/** `EUR`, `eur`, `€`, `USD - U.S. Dollar`, `US Dollar (USD)`. */
const currencyIn = (text: string): string | null =>
  currencyOf(text.toUpperCase()) ??
  currencyOf(text) ??
  text.match(/\b[A-Z]{3}\b/g)?.flatMap((word) => currencyOf(word) ?? [])[0] ??
  null;

function attributeReader(name: string, column: ColumnReading, reading: Reading, zone: Zone): Cell {
  const value = valueReader(name, column, reading, zone);
  return (cell, said) => {
    const read = value(cell);
    if (read !== null) said.attributes[name] = read;
    else keepText(name === "country" || name === "employees" ? `${name} (as written)` : name, cell, said);
  };
}

function keepText(name: string, cell: string, said: Said): void {
  const text = manyLines(cell);
  if (text === "") return;
  if (text.length > 500) said.odd.add("cut");
  said.attributes[name] = cut(text, 500);
}

/** What a cell is worth where it is more than text; null keeps it as text. */
function valueReader(
  name: string,
  { type, order }: ColumnReading,
  { decimals }: Reading,
  zone: Zone,
): (cell: string) => Scalar | null {
  if (name === "country") return latest((cell) => countryCode(oneLine(cell)));
  if (name === "employees") return (cell) => headcount(oneLine(cell), decimals);
  if (type === "boolean") return (cell) => readYesNo(oneLine(cell));
  if (type === "number") return (cell) => numberIn(oneLine(cell), decimals);
  if (type === "date") return latest((cell) => isoDate(oneLine(cell), order, zone));
  return () => null;
}

const numberIn = (text: string, decimals: Reading["decimals"]): number | null =>
  numberShape(text) === null ? null : readNumber(text, decimals);

/** Whole people: a range (`11-50`) is none, and stays what it says. */
function headcount(text: string, decimals: Reading["decimals"]): number | null {
  const value = numberIn(text, decimals);
  return value !== null && Number.isInteger(value) && value > 0 && value < 10_000_000 ? value : null;
}

/** ISO 8601: the day where no time is said, else the instant in UTC. */
function isoDate(text: string, order: "dmy" | "mdy", zone: Zone): string | null {
  const civil = readDate(text, order);
  if (!civil) return null;
  const { year, month, day, hasTime } = civil;
  if (hasTime) return new Date(zone(civil)).toISOString();
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const clipped = (cell: string): string => {
  const text = oneLine(cell);
  return text.length > 60 ? `${cut(text, 60)}…` : text;
};

/** Remembers the latest answers: dates and countries come again and again, and cost. */
function latest<Answer>(rule: (text: string) => Answer): (text: string) => Answer {
  let known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    const answer = rule(text);
    if (known.size >= 5000) known = new Map();
    if (text.length <= 100) known.set(text, answer);
    return answer;
  };
}
