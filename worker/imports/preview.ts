import type { ImportPreview, ImportRow as PreviewRow } from "../../shared/contract/imports.ts";
import { rowReader } from "../../shared/domain/imports/read.ts";
import type { Reading } from "../../shared/domain/imports/reading.ts";
import type { DealSaid, TouchSaid } from "../../shared/domain/imports/row.ts";
import { afterContactNames } from "../db/attributes.ts";
import type { Config } from "../db/config.ts";
import { chunksOf, type ImportRow } from "../db/imports.ts";
import { listPeople } from "../db/people.ts";
import type { Database } from "../db/run.ts";
import { Blocks } from "./blocks.ts";
import { instants } from "./instant.ts";
import { KeyIndex } from "./key-index.ts";
import { readKnown } from "./known.ts";
import { addOdd, type Odd, oddRemarks } from "./odd.ts";
import type { Earlier, Outcome, World } from "./outcome.ts";
import { planRows } from "./plan.ts";
import { records } from "./records.ts";
import { Remarks } from "./remarks.ts";
import { shapeOfImport } from "./reread.ts";
import { rowOf } from "./rows.ts";

/**
 * Nothing is written between blocks, so they may be longer than the steps that write; and must be, since all of a file
 * is looked up in one request with its 1,000 queries.
 */
const BLOCK = { rows: 1_200, letters: 500_000 };
const MOST_SHOWN = 10;
const MOST_CONFLICTS = 50;

/**
 * What starting would do, counted over the whole file by the same plan that its steps follow; nothing is written. In
 * memory are the rows of one block, and a few bytes of each key.
 */
export async function previewOf(
  db: Database,
  row: ImportRow,
  reading: Reading,
  config: Pick<Config, "ownDomains">,
): Promise<ImportPreview> {
  const now = Date.now();
  const [names, people] = await db.batch([afterContactNames({}), listPeople({})]);
  const world: World = {
    importId: row.id,
    reading,
    startedAt: now,
    ownDomains: config.ownDomains,
    afterContact: new Set(names.map(({ name }) => name)),
  };
  const columns = reading.columns.map(({ column }) => column);
  const blocks = new Blocks(
    records(chunksOf(db, row.id), shapeOfImport(row), columns, { chunk: 0, letter: 0 }),
    BLOCK,
  );
  const read = rowReader(reading, instants(), now);
  const count = new Count(new Map(people.map(({ id, name }) => [id, name])));
  for (;;) {
    const block = await blocks.next();
    if (block.length === 0) return count.preview(JSON.parse(row.lookAlikes));
    const done = count.rows;
    const numbered = await Promise.all(block.map((item, index) => rowOf(item, done + index + 1, read)));
    const known = await readKnown(db, reading, numbered);
    for (const outcome of planRows(numbered, known, world, count.earlier).outcomes) count.add(outcome);
  }
}

class Count {
  rows = 0;
  readonly earlier: Earlier;
  readonly #keys = new KeyIndex();
  readonly #people: ReadonlyMap<string, string>;
  readonly #counts = { new: 0, known: 0, unchanged: 0, duplicates: 0, refused: 0 };
  readonly #first: PreviewRow[] = [];
  readonly #refusals = new Remarks();
  #odd: Odd = {};
  readonly #conflicts: ImportPreview["conflicts"] = [];
  #conflictCount = 0;

  constructor(people: ReadonlyMap<string, string>) {
    this.#people = people;
    this.earlier = {
      leadOf: (key) => this.#keys.get(key),
      ownerOf: (thing) => this.#keys.get(`of this file ${thing}`),
    };
  }

  add(outcome: Outcome): void {
    const { row, subject, faults, odd, claims, does, duplicate } = outcome;
    this.rows += 1;
    if (does === "refused") this.#counts.refused += 1;
    else if (duplicate) this.#counts.duplicates += 1;
    else if (does === "created") this.#counts.new += 1;
    else this.#counts.known += 1;
    if (does === "unchanged" && !duplicate) this.#counts.unchanged += 1;
    for (const { column, message } of faults) this.#refusals.add(`${column}: ${message}`, row.number);
    this.#odd = addOdd(this.#odd, Object.fromEntries(odd.map((name) => [name, [row.number]])));
    if (claims.length > 1) {
      this.#conflictCount += 1;
      if (this.#conflicts.length < MOST_CONFLICTS)
        this.#conflicts.push({ row: row.number, leads: [...claims].slice(0, 12) });
    }
    if (subject) {
      for (const { key } of row.keys) this.#keys.set(key, subject.id);
      if (row.thing !== null) this.#keys.set(`of this file ${row.thing}`, subject.id);
    }
    if (this.#first.length < MOST_SHOWN) this.#first.push(shownRow(outcome, this.#people));
  }

  preview(lookAlikes: { count?: number; rows?: number[] }): ImportPreview {
    return {
      rows: this.rows,
      ...this.#counts,
      first: this.#first,
      refusals: this.#refusals.list(),
      odd: oddRemarks(this.#odd, lookAlikes),
      conflicts: this.#conflicts,
      conflictCount: this.#conflictCount,
    };
  }
}

/** A row as it will be. */
function shownRow(outcome: Outcome, people: ReadonlyMap<string, string>): PreviewRow {
  const { row, does, duplicate, subject, lead, deal, faults } = outcome;
  const said = row.said?.lead;
  const ownerId = lead?.ownerId ?? said?.ownerId ?? null;
  return {
    row: row.number,
    does: does === "refused" ? "refuse" : duplicate ? "duplicate" : verbs[does],
    lead: {
      keys: row.keys.filter(({ kind }) => kind !== "sha256").map(({ key }) => key),
      email: lead?.email ?? said?.email ?? null,
      name: lead?.name ?? said?.name ?? null,
      title: lead?.title ?? said?.title ?? null,
      company: lead?.company ?? said?.company ?? null,
      source: lead?.source ?? said?.source ?? null,
      campaign: lead?.campaign ?? said?.campaign ?? null,
      owner: ownerId === null ? null : (people.get(ownerId) ?? null),
      optedOut: said?.optedOut ?? (subject?.row ? subject.row.optedOut === 1 : null),
      createdAt: lead?.createdAt ?? said?.createdAt ?? null,
      stage: subject?.stage ?? said?.stage ?? null,
      outcome: said?.outcome ?? null,
      attributes: lead ? JSON.parse(lead.attributes) : (said?.attributes ?? {}),
    },
    touch: row.said?.touch ? shownTouch(row.said.touch) : null,
    deal: row.said?.deal ? shownDeal(deal ?? row.said.deal) : null,
    errors: faults.slice(0, 20).map(({ column, message }) => ({ column, message: message.slice(0, 500) })),
  };
}

const shownTouch = ({ at, kind, title, channel, campaign }: TouchSaid): PreviewRow["touch"] => ({
  at,
  kind,
  title,
  channel,
  campaign,
});

const shownDeal = (deal: Pick<DealSaid, keyof NonNullable<PreviewRow["deal"]>>): PreviewRow["deal"] => ({
  name: deal.name,
  stage: deal.stage,
  amount: deal.amount,
  currency: deal.currency,
  openedAt: deal.openedAt,
  closedAt: deal.closedAt,
  outcome: deal.outcome,
  lostReason: deal.lostReason,
});

const verbs = { created: "create", updated: "update", unchanged: "unchanged" } as const;
