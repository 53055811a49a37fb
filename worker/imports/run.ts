import { rowReader } from "../../shared/domain/imports/read.ts";
import type { Reading } from "../../shared/domain/imports/reading.ts";
import { afterContactNames } from "../db/attributes.ts";
import { type Config, readConfig } from "../db/config.ts";
import {
  beginRanking,
  failImport,
  finishImport,
  isMovedOn,
  keepBest,
  leadsOfSteps,
  leaseImport,
  moveLease,
  moveRanked,
  writeRanked,
} from "../db/import-steps.ts";
import { chunksOf, type ImportRow, importById } from "../db/imports.ts";
import { rankAccounts, rankedAnew } from "../db/ranking.ts";
import type { Database, Statement } from "../db/run.ts";
import { admitStrangers } from "../intake/strangers.ts";
import { Blocks } from "./blocks.ts";
import { instants } from "./instant.ts";
import { readKnown } from "./known.ts";
import { restAfter } from "./manners.ts";
import { addOdd } from "./odd.ts";
import type { World } from "./outcome.ts";
import { planRows } from "./plan.ts";
import { type FileRow, records } from "./records.ts";
import { shapeOfImport } from "./reread.ts";
import { finishUndoing, leftUnranked, undoStep } from "./rollback.ts";
import { rowOf } from "./rows.ts";
import { stepStatements } from "./step.ts";
import { UnreadableFile } from "./unreadable.ts";
import { writesOf } from "./writes.ts";

/**
 * A runner: takes an import on, step by step, for as long as it may. Everything that it must remember is in the
 * database, so that it may be killed anywhere and another goes on. Between steps it rests, so that whoever else asks
 * the database is hardly kept waiting.
 */

/** How many rows a step takes, and how many letters of them: each step is one short transaction. */
const STEP = { rows: 20, letters: 100_000 };
/** So many steps are ranked at once. */
const RANKED_STEPS = 4;
/** Who has said nothing for so long is dead. */
const LEASE = 5_000;
/** In letters: a parameter of a statement takes two million bytes, and a letter up to three. */
const HEAVY = 500_000;
/** Statements that a step may need at most. */
const RESERVE = 30;
/** How often a step is planned anew because its leads are being changed at the same time. */
const TRIES = 10;
/** How often it is begun in vain before it has failed; and how often where nobody lived to say why. */
const MOST_ATTEMPTS = 6;
const MOST_DEATHS = 60;

type Read = ReturnType<typeof rowReader>;

const isHeavy = (statements: readonly Statement[]): boolean =>
  statements.some(({ params }) => params.some((value) => typeof value === "string" && value.length > HEAVY));

/** Another runner was faster, or the import was stopped. */
class MovedOn extends Error {}

/**
 * Take an import on for about `ms` milliseconds, unless somebody else does. Never throws: what goes wrong is tried again
 * by the next runner, and after a while the import has failed.
 */
export async function runImport(db: Database, id: string, ms: number): Promise<void> {
  const now = Date.now();
  const until = now + LEASE;
  try {
    const [row] = await db.all(leaseImport({ id, now, until }));
    if (row) await new Runner(db, row, now + ms).go();
  } catch (error) {
    // The next one tries again.
    console.error(`${error instanceof Error ? error.name : "Error"} at the beginning of a run of an import`);
  }
}

class Runner {
  readonly #db: Database;
  readonly #row: ImportRow;
  readonly #ends: number;

  constructor(db: Database, row: ImportRow, ends: number) {
    this.#db = db;
    this.#row = row;
    this.#ends = ends;
  }

  get #mayGoOn(): boolean {
    return Date.now() < this.#ends && this.#db.left > RESERVE;
  }

  async go(): Promise<void> {
    const { id, attempts } = this.#row;
    let rest = 0;
    try {
      if (attempts > MOST_DEATHS) throw new Error("It ends every time");
      const config = await readConfig(this.#db);
      if (this.#row.state === "running" && this.#row.phase === "undoing") await this.#undo(config);
      else {
        if (this.#row.state === "running" && this.#row.phase === "writing") await this.#write(config);
        await this.#rank(config);
      }
    } catch (error) {
      if (error instanceof MovedOn) return;
      if (error instanceof UnreadableFile || attempts >= MOST_ATTEMPTS) await this.#fail(error);
      rest = 500 * 2 ** Math.min(attempts, 7);
    }
    await this.#db.all(moveLease({ id, from: this.#row.leaseUntil, to: rest && Date.now() + rest }));
  }

  async #write(config: Config): Promise<void> {
    const row = this.#row;
    const { reading, world } = await this.#world(config);
    const columns = reading.columns.map(({ column }) => column);
    const from = { chunk: row.chunk, letter: row.letter };
    const blocks = new Blocks(records(chunksOf(this.#db, row.id), shapeOfImport(row), columns, from), STEP);
    const read = rowReader(reading, instants(), world.startedAt);
    while (this.#mayGoOn) {
      const began = Date.now();
      const block = await blocks.next();
      if (block.length === 0) {
        await this.#db.all(beginRanking({ id: row.id, step: row.step }));
        row.phase = "ranking";
        return;
      }
      blocks.giveBack(block.slice(await this.#step(block, read, world)));
      await this.#rest(began);
    }
  }

  async #world(config: Config): Promise<{ reading: Reading; world: World }> {
    const { id, reading: kept, startedAt } = this.#row;
    if (kept === null || startedAt === null) throw new Error("This import was never started");
    const names = await this.#db.all(afterContactNames({}));
    const reading: Reading = JSON.parse(kept);
    const afterContact = new Set(names.map(({ name }) => name));
    return {
      reading,
      world: { importId: id, reading, startedAt, ownDomains: config.ownDomains, afterContact },
    };
  }

  /** Writes the first rows of a block, all but where that is too much for one transaction; gives how many. */
  async #step(block: readonly FileRow[], read: Read, world: World): Promise<number> {
    const row = this.#row;
    const rows = await Promise.all(block.map((item, index) => rowOf(item, row.done + index + 1, read)));
    let count = rows.length;
    for (let tries = 0; tries < TRIES; ) {
      const some = rows.slice(0, count);
      const next = block[count - 1]?.next;
      if (!next) throw new Error("A step has no rows");
      const known = await readKnown(this.#db, world.reading, some);
      if (known.strangers.length > 0) {
        await admitStrangers(this.#db, known.strangers, row.personId);
        tries += 1;
        continue;
      }
      const plan = planRows(some, known, world);
      const writes = await writesOf(plan, known, world, { chunk: row.chunk, letter: row.letter });
      const leaseUntil = Date.now() + LEASE;
      const statements = stepStatements(row, writes, next, leaseUntil);
      if (count > 1 && isHeavy(statements)) count = Math.ceil(count / 2);
      else if (await this.#commit(statements)) {
        const odd = JSON.stringify(addOdd(JSON.parse(row.odd), writes.odd));
        const after = { step: row.step + 1, done: row.done + count, odd };
        Object.assign(row, next, after, { leaseUntil, attempts: 0 });
        return count;
      } else tries += 1;
    }
    throw new Error("Its leads are changed all the time");
  }

  /** False where leads have changed since they were read. */
  async #commit(statements: Parameters<Database["batch"]>[0]): Promise<boolean> {
    try {
      await this.#db.batch(statements);
      return true;
    } catch (error) {
      if (!isMovedOn(error)) throw error;
      const { id, step, phase } = this.#row;
      const [now] = await this.#db.all(importById({ id }));
      if (now?.state !== "running" || now.step !== step || now.phase !== phase) throw new MovedOn();
      return false;
    }
  }

  /** Rank the accounts of all leads that were written; the last of them ends the import. */
  async #rank({ scorecard }: Config): Promise<void> {
    const row = this.#row;
    const { id, step, startedAt } = row;
    while (row.ranked < step && this.#mayGoOn) {
      const began = Date.now();
      const from = row.ranked;
      const to = Math.min(from + RANKED_STEPS, step);
      const steps = await this.#db.all(leadsOfSteps({ importId: id, after: from, last: to }));
      const leads = [...new Set(steps.flatMap((one): string[] => JSON.parse(one.leads)))];
      const ranked = leads.length > 0 ? await rankedAnew(this.#db, leads, scorecard, startedAt ?? 0) : [];
      const accounts = JSON.stringify(ranked);
      const leaseUntil = Date.now() + LEASE;
      const changes =
        ranked.length === 0
          ? []
          : [
              keepBest({ importId: id, from, step: to, accounts }),
              writeRanked({ importId: id, from, accounts }),
            ];
      await this.#db.batch([...changes, moveRanked({ id, from, to, leaseUntil })]);
      Object.assign(row, { ranked: to, leaseUntil });
      await this.#rest(began);
    }
    if (row.ranked >= step) await this.#db.all(finishImport({ id, now: Date.now() }));
  }

  async #undo({ scorecard }: Config): Promise<void> {
    const row = this.#row;
    const unranked = await leftUnranked(this.#db, row);
    if (unranked.length > 0) await rankAccounts(this.#db, unranked, scorecard, row.startedAt ?? 0);
    for (let tries = 0; row.step > 0 && this.#mayGoOn; ) {
      const began = Date.now();
      const leaseUntil = Date.now() + LEASE;
      const { statements, after, stay } = await undoStep(this.#db, row, leaseUntil);
      if (await this.#commit(statements)) {
        Object.assign(row, after, { leaseUntil, attempts: 0 });
        if (stay.length > 0) await rankAccounts(this.#db, stay, scorecard, row.startedAt ?? 0);
      } else if (++tries > TRIES) throw new Error("Its leads are changed all the time");
      await this.#rest(began);
    }
    if (row.step === 0) await this.#db.batch(await finishUndoing(this.#db, row));
  }

  async #fail(error: unknown): Promise<void> {
    const { id, step, done, phase } = this.#row;
    const sentence =
      error instanceof UnreadableFile
        ? error.message
        : `It could not go on after row ${done}, and was tried several times. ${phase === "undoing" ? "Part of it is taken back." : "What was written until then stays."} Go on with it later, or roll it back.`;
    await this.#db.all(failImport({ id, step, error: sentence, now: Date.now() }));
  }

  #rest(began: number): Promise<void> {
    const now = Date.now();
    const ms = restAfter(now - began, now);
    return new Promise((done) => setTimeout(done, ms));
  }
}
