import { writeTouches } from "../../../worker/db/touches.ts";
import { touchBatch } from "../batch.ts";
import { pairs } from "../load.ts";
import type { Machine } from "../machine.ts";
import { atLeast, atMost, type Figure, median, shown } from "../table.ts";

const SIZE = 100;
const BATCHES = 40;
const LEADS = 1000;

const write = (first: number, size: number) =>
  writeTouches({ touches: JSON.stringify(touchBatch(first, size, LEADS)) });

/** What touches cost on their way in. */
export async function touchFigures(machine: Machine): Promise<Figure[]> {
  const single = await machine.cost([write(1, 1)]);
  const batch = await machine.cost([write(2, SIZE)]);
  const again = await machine.cost([write(2, SIZE)]);
  const same = await rateOf(machine, "bench_same");
  const alone = await rateOf(machine, "bench_id");
  return [
    atMost("a touch in: rows written, alone", single.written, 5),
    atMost(`a touch in: rows written, in a batch of ${SIZE}`, batch.written / SIZE, 5),
    atMost(`a batch of ${SIZE} a second time: rows written`, again.written, 0),
    await wholeFigure(machine),
    atLeast(same.figure, same.ratio, 0.6, same.counts),
    { figure: alone.figure, measured: `${shown(alone.ratio)}${alone.counts}` },
  ];
}

/** One that cannot be written at the end of a batch leaves nothing of it. */
async function wholeFigure({ db, cost }: Machine): Promise<Figure> {
  const batch = touchBatch(10_000, 150, LEADS).map((touch, index) =>
    index === 149 ? { ...touch, title: null } : touch,
  );
  const refused = await cost([writeTouches({ touches: JSON.stringify(batch) })]).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error("A touch without a title went in");
  const [left] = await db.all<{ touches: number }>({
    text: `select count(*) as touches from touches
      where id in (select value ->> 'id' from json_each(?)) or title is null`,
    params: [JSON.stringify(batch)],
  });
  const rows = left?.touches ?? Number.NaN;
  return {
    figure: "touches left of a batch of 150 whose last cannot be written",
    measured: shown(rows),
    budget: "0",
    holds: rows === 0,
  };
}

const columns = `id text not null, lead_id text not null, at integer not null, kind text not null,
  direction text not null, channel text not null, title text not null, url text, campaign text, person_id text, details text`;

/** Tables of the same columns and rows, without heat and first contacts. */
const others = {
  bench_same: {
    name: "the same table without heat",
    make: [
      `create table bench_same (${columns}, primary key (lead_id, at, id)) without rowid`,
      "create unique index bench_same_id on bench_same (id)",
    ],
  },
  bench_id: {
    name: "a table with a unique id and no other key",
    make: [`create table bench_id (${columns}, primary key (id)) without rowid`],
  },
};

/** Where the numbers of the touches begin, so that none is written twice. */
const START = { bench_same: 1_000_000, bench_id: 2_000_000 };

/** Touches a second by the product's statement, against the same statement into another table. */
async function rateOf({ run, url }: Machine, other: keyof typeof others) {
  for (const statement of others[other].make) await run(statement);
  await run(`insert into ${other} select * from touches`);
  const next = { [other]: START[other], touches: START[other] };
  const touchesPerSecond = async (into: string) => {
    const started = performance.now();
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const first = next[into] ?? 0;
      const query = new URLSearchParams({
        into,
        first: String(first),
        size: String(SIZE),
        leads: String(LEADS),
      });
      const answer = await fetch(new URL(`/bench/touches?${query}`, url), { method: "POST" });
      if (!answer.ok) throw new Error(`/bench/touches: ${answer.status}`);
      await answer.arrayBuffer();
      next[into] = first + SIZE;
    }
    return (BATCHES * SIZE) / ((performance.now() - started) / 1000);
  };
  const measured = await pairs(
    9,
    () => touchesPerSecond("touches"),
    () => touchesPerSecond(other),
  );
  await run(`drop table ${other}`);
  const middle = (of: "first" | "second") => shown(median(measured.map((pair) => pair[of])));
  return {
    figure: `touches/s in batches of ${SIZE}, against ${others[other].name}`,
    ratio: median(measured.map(({ first, second }) => first / second)),
    counts: ` (${middle("first")} of ${middle("second")})`,
  };
}
