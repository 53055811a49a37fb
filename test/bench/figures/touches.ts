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
  return [
    atMost("a touch in: rows written, alone", single.written, 5),
    atMost(`a touch in: rows written, in a batch of ${SIZE}`, batch.written / SIZE, 5),
    atMost(`a batch of ${SIZE} a second time: rows written`, again.written, 0),
    await wholeFigure(machine),
    await rateFigure(machine),
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

/** The same statement into a table with the same key and unique id, and neither heat nor first contacts. */
async function rateFigure({ run, url }: Machine): Promise<Figure> {
  await run(
    `create table bench_touches (id text not null, lead_id text not null, at integer not null, kind text not null,
      direction text not null, channel text not null, title text not null, url text, campaign text,
      person_id text, primary key (lead_id, at, id)) without rowid`,
  );
  await run("create unique index bench_touches_id on bench_touches (id)");
  const next = { touches: 1_000_000, bench_touches: 1_000_000 };
  const touchesPerSecond = async (into: keyof typeof next) => {
    const started = performance.now();
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const query = new URLSearchParams({
        into,
        first: String(next[into]),
        size: String(SIZE),
        leads: String(LEADS),
      });
      const answer = await fetch(new URL(`/bench/touches?${query}`, url), { method: "POST" });
      if (!answer.ok) throw new Error(`/bench/touches: ${answer.status}`);
      await answer.arrayBuffer();
      next[into] += SIZE;
    }
    return (BATCHES * SIZE) / ((performance.now() - started) / 1000);
  };
  const measured = await pairs(
    9,
    () => touchesPerSecond("touches"),
    () => touchesPerSecond("bench_touches"),
  );
  const middle = (of: "first" | "second") => shown(median(measured.map((pair) => pair[of])));
  return atLeast(
    `touches/s in batches of ${SIZE}, of the same table's without heat`,
    median(measured.map(({ first, second }) => first / second)),
    0.6,
    ` (${middle("first")} of ${middle("second")})`,
  );
}
