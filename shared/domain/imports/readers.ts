import { stageOrder } from "../stages/stages.ts";
import { attributeReader } from "./attribute-reader.ts";
import { addressOf, cut, linkOf, oneLine } from "./cells.ts";
import { currencyOf } from "./currencies.ts";
import { type Civil, readDate } from "./dates.ts";
import { isBlank } from "./empties.ts";
import { keyOf } from "./keys.ts";
import { readMoney } from "./numbers.ts";
import { type Cell, clipped, latest, type Zone } from "./reader.ts";
import type { ColumnReading, Reading } from "./reading.ts";
import type { Said, TextTarget, TimeTarget } from "./said.ts";
import { attributeOf, keyKindOf } from "./targets.ts";

/** Reads the cells that it is there for into what the row says. */
export type Reader = (cells: readonly string[], said: Said) => void;

/** Letters of the longest marker of nothing, spaces around it included. */
const MARKER = 250;

/** The readers of a file's columns, none for what is left out. */
export function readersOf(reading: Reading, instant: (civil: Civil, zone: string) => number): Reader[] {
  const empties = new Set(reading.empties);
  const isEmpty = (cell: string) =>
    isBlank(cell) || (cell.length <= MARKER && empties.has(cell.trim().toLowerCase()));
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
};
const cuts: Partial<Record<TextTarget, number>> = {
  touchTitle: 300,
  channel: 64,
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
