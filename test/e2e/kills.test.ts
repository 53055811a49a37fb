import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Import, type ImportKind, ImportProposal } from "../../shared/contract/imports.ts";
import { type LocalWorker, startWorker } from "../../worker/local/dev.ts";
import { Random } from "../../worker/sample/random.ts";
import { dealsFile, leadsFile, mappings, odd, touchesFile } from "../exports.ts";
import { rowsIn, settle, sqlIn } from "./database.ts";
import { freePort } from "./port.ts";

/** However often the machine loses its power during an import, what comes out is what would have come out anyway. */

const LEADS = 3000;
const files: Record<ImportKind, () => Iterable<string>> = {
  leads: () => leadsFile(LEADS, odd),
  touches: () => touchesFile(3000, LEADS),
  deals: () => dealsFile(900, LEADS),
};
const answers = { timeZone: "Europe/Berlin", unknownLead: "create" };

/** Every table that an import writes to, by its primary key; of imports all but who worked on it when. */
const tables = {
  leads: "id",
  lead_keys: "kind, value",
  accounts: "id",
  touches: "id",
  heat: "lead_id",
  deals: "id",
  deal_changes: "deal_id, at",
  stage_changes: "id",
  snapshots: "id",
  attributes: "name",
  conflicts: "id",
  credits: "lead_id, milestone",
  credit_days: "day, model, channel, campaign, content",
  import_steps: "import_id, step",
  imports: "id",
} as const;
const restless = ["lease_until", "finished_at", "attempts"];

const random = new Random(20);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlight-kills-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const copy = async (state: string, name: string): Promise<string> => {
  const to = join(folder, name);
  await cp(state, to, { recursive: true });
  return to;
};

/** The Worker on a state, until its power goes. */
async function powered<Result>(
  state: string,
  use: (worker: LocalWorker) => Promise<Result>,
  port = inject("port"),
): Promise<Result> {
  const worker = await startWorker({ port, state });
  try {
    return await use(worker);
  } finally {
    await worker.stop("SIGKILL");
    await settle(state);
  }
}

async function call({ url }: LocalWorker, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { authorization: "Bearer local-marketing", "content-type": "application/json" };
  const answer = await fetch(`${url}${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const standing = async (worker: LocalWorker, id: string): Promise<Import> =>
  Import.parse(await call(worker, `/v1/imports/${id}`));

/** An import as the database has it while no Worker runs. */
interface Left {
  state: string;
  phase: string | null;
  rows: number;
  done: number;
  step: number;
  ranked: number;
}
const left = (state: string, id: string): Left => {
  const [row] = rowsIn(
    state,
    `select state, phase, rows, done, step, ranked from imports where id = '${id}'`,
  );
  if (!row) throw new Error("There is no such import");
  return row as unknown as Left;
};

/** Where the power goes: once the import stands so. */
type Moment = (now: Import) => boolean;

/** Run an import on, cutting the power at each of the moments; what each cut has left. */
async function killed(state: string, id: string, moments: readonly Moment[]): Promise<Left[]> {
  const cuts: Left[] = [];
  for (const moment of moments) {
    await powered(state, async (worker) => {
      const until = Date.now() + 60_000;
      while (!moment(await standing(worker, id))) {
        if (Date.now() > until)
          throw new Error(`The import does not get on: ${JSON.stringify(left(state, id))}`);
        await pause(3);
      }
      // Anywhere in a step, and in its transaction.
      await pause(random.int(0, 30));
    });
    cuts.push(left(state, id));
  }
  return cuts;
}

/** Run an import to its end. */
const ended = (state: string, id: string, port?: number): Promise<Import> =>
  powered(
    state,
    async (worker) => {
      for (;;) {
        const now = await standing(worker, id);
        if (now.state !== "running") return now;
        await pause(100);
      }
    },
    port,
  );

/** Ask for something of an import, with the power gone before anybody works on it. */
async function asked(state: string, id: string, what: "start" | "rollback", body: unknown): Promise<string> {
  const begun = await copy(state, `${what}-${id}`);
  sqlIn(
    begun,
    `create trigger nobody_works before update of lease_until on imports
    when new.attempts > old.attempts begin select raise(ignore); end`,
  );
  await powered(begun, (worker) =>
    call(worker, `/v1/imports/${id}/${what}`, { method: "POST", body: JSON.stringify(body) }),
  );
  sqlIn(begun, "drop trigger nobody_works");
  const { step } = left(state, id);
  expect(left(begun, id)).toMatchObject({ state: "running", step });
  return begun;
}

const content = (state: string, table: keyof typeof tables): string[] =>
  rowsIn(state, `select * from ${table} order by ${tables[table]}`).map((row) =>
    JSON.stringify(Object.entries(row).filter(([name]) => !restless.includes(name))),
  );

/** The first rows of each table that only one of two states has. */
const differences = (one: string, other: string): string[] =>
  (Object.keys(tables) as (keyof typeof tables)[]).flatMap((table) => {
    const [a, b] = [content(one, table), content(other, table)];
    if (a.join("\n") === b.join("\n")) return [];
    const [inA, inB] = [new Set(a), new Set(b)];
    return [
      ...a
        .filter((row) => !inB.has(row))
        .slice(0, 2)
        .map((row) => `${table} of the calm one: ${row}`),
      ...b
        .filter((row) => !inA.has(row))
        .slice(0, 2)
        .map((row) => `${table} of the killed one: ${row}`),
    ];
  });

/** Once it is past a random row of each of `count` equal parts of its first nine tenths, and further than before. */
function rowsOf(rows: number, count: number): Moment[] {
  let last = 0;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor((0.9 * rows * (index + random.between(0.1, 0.9))) / count);
    return ({ state, phase, done }) => {
      if (state !== "running" || phase !== "writing") throw new Error(`It was faster than row ${row}`);
      if (done < row || done <= last) return false;
      last = done;
      return true;
    };
  });
}

/** Runs what was asked of an import twice, once calmly and once through all the cuts: both must come out the same. */
async function both(begun: string, id: string, moments: readonly Moment[]) {
  const state = await copy(begun, `${basename(begun)}-calm`);
  const [calm, cuts] = await Promise.all([
    freePort().then((port) => ended(state, id, port)),
    killed(begun, id, moments),
  ]);
  const end = await ended(begun, id);
  expect(end).toMatchObject({ state: calm.state, rows: calm.rows, done: calm.done });
  expect(differences(state, begun)).toEqual([]);
  return { state, end, cuts };
}

it("comes out the same, byte by byte, as if nothing had happened", async () => {
  let state = await copy(inject("templates").empty, "uploaded");
  const ids = await powered(state, async (worker) => {
    const ids: Partial<Record<ImportKind, string>> = {};
    for (const kind of ["leads", "touches", "deals"] as const) {
      const body = [...files[kind]()].join("");
      const uploaded = await call(worker, `/v1/imports?kind=${kind}&name=${kind}.csv`, {
        method: "POST",
        body,
      });
      ids[kind] = ImportProposal.parse(uploaded).id;
    }
    return ids as Record<ImportKind, string>;
  });
  const writing = async (kind: ImportKind, moments: (rows: number) => Moment[]) => {
    const { rows } = left(state, ids[kind]);
    const begun = await asked(state, ids[kind], "start", { mapping: mappings[kind], answers });
    const run = await both(begun, ids[kind], moments(rows));
    expect(run.end).toMatchObject({ state: "done", rows, done: rows });
    ({ state } = run);
    return run;
  };

  const ranking: Moment = ({ phase }) => phase === "ranking";
  const leads = await writing("leads", (rows) => [...rowsOf(rows, 8), ranking]);
  const touches = await writing("touches", (rows) => rowsOf(rows, 6));
  const deals = await writing("deals", (rows) => rowsOf(rows, 3));
  const back = await both(
    await asked(state, ids.leads, "rollback", {}),
    ids.leads,
    [0.7, 0.3].map(
      (share) =>
        ({ phase, rows, done }) =>
          phase === "undoing" && done < rows * share,
    ),
  );

  expect(back.end.state).toBe("mapping");
  const cuts = [leads, touches, deals, back].flatMap((run) => run.cuts);
  expect(cuts).toHaveLength(20);
  for (const cut of cuts) expect(cut.state).toBe("running");
  for (const { cuts } of [leads, touches, deals]) {
    const written = cuts.filter(({ phase }) => phase === "writing");
    for (const [index, { rows, done }] of written.entries()) {
      expect(done).toBeGreaterThan(written[index - 1]?.done ?? 0);
      expect(done).toBeLessThan(rows);
    }
  }
  expect(cuts.filter(({ phase }) => phase === "ranking")).toHaveLength(1);
  expect(cuts.filter(({ phase }) => phase === "undoing")).toHaveLength(2);
  // None of the tables is compared empty.
  const empty = Object.keys(tables).filter(
    (table) => content(deals.state, table as keyof typeof tables).length === 0,
  );
  expect(empty).toEqual([]);
}, 400_000);
