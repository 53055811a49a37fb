import type { Oddity, RowRead, TouchSaid } from "../../shared/domain/imports/row.ts";
import { keysOf, type LeadKey } from "../intake/keys.ts";
import { digestOf, idOf } from "./ids.ts";
import type { FileRow } from "./records.ts";

/** A row of a file, read, with the ids of what it may make. */
export interface Row {
  /** As the file counts: 1 is the first after the header. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Null where the row itself cannot be read: then `problem` says why. */
  readonly said: RowRead | null;
  readonly problem: string | null;
  readonly odd: readonly Oddity[];
  readonly keys: readonly LeadKey[];
  /** The SHA-256 of the first key, which a new lead's id is made of. */
  readonly digest: Uint8Array;
  /** The id of its touch or deal. */
  readonly thing: string | null;
}

/** As long as an id of a touch may be where it is shown. */
const LONGEST_ID = 128;

/** Reads a row of the file by its mapping. */
export async function rowOf(
  { cells, problem, odd }: FileRow,
  number: number,
  read: (cells: readonly string[]) => RowRead,
): Promise<Row> {
  const said = problem === null ? read(cells) : null;
  const keys = said ? await keysOf(said.lead.email, said.lead.keys) : [];
  const first = keys[0]?.key ?? "";
  return {
    number,
    cells,
    said,
    problem,
    odd: [...odd, ...(said?.odd ?? [])],
    keys,
    digest: await digestOf(first),
    thing: said && (await thingOf(said, first)),
  };
}

async function thingOf({ touch, deal }: RowRead, key: string): Promise<string | null> {
  if (touch) return touchId(touch, key);
  if (!deal) return null;
  const { id, openedAt, closedAt, amount, currency } = deal;
  return id ?? idOf(openedAt ?? closedAt ?? 0, `deal ${key}|${openedAt}|${closedAt}|${amount}|${currency}`);
}

function touchId({ id, at, kind, title, url }: TouchSaid, key: string): string | Promise<string> {
  if (id === null) return idOf(at, `touch ${key}|${at}|${kind}|${title}|${url}`);
  return id.length > LONGEST_ID ? idOf(at, `touch ${id}`) : id;
}
