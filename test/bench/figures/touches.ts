import type { Insight } from "../../../shared/contract/insight.ts";
import type { Cost } from "../../../worker/db/run.ts";
import { writeTouches } from "../../../worker/db/touches.ts";
import { split } from "../../../worker/tracking/queue.ts";
import { messageParcel, type Senders } from "../batch.ts";
import { type FullHouse, insightPath } from "../house.ts";
import { pairs } from "../load.ts";
import type { Machine } from "../machine.ts";
import { atLeast, atMost, type Figure, median, shown } from "../table.ts";
import { chipKeys } from "./chips.ts";

const SIZE = 100;
const BATCHES = 20;

interface Taking {
  first: number;
  size: number;
  senders: Senders;
  into?: string;
}

/** What it costs to take in `size` messages, numbered from `first` on; or to write their touches alone into a table. */
async function take(
  { url }: Machine,
  { first, size, senders, into }: Taking,
): Promise<Omit<Cost, "duration">> {
  const query = new URLSearchParams({
    first: String(first),
    size: String(size),
    senders,
    ...(into && { into }),
  });
  const answer = await fetch(new URL(`/bench/touches?${query}`, url), { method: "POST" });
  if (!answer.ok) throw new Error(`/bench/touches: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** What touches cost on their way in, through all that they go through. */
export async function touchFigures(machine: Machine): Promise<Figure[]> {
  const figures: Figure[] = [];
  const million = { read: 0, written: 0 };
  for (const [senders, of] of [
    ["visitors", "visitors, by a public key"],
    ["leads", "leads, by a server key"],
  ] as const) {
    // Whoever comes for the first time is made first; so is the configuration read.
    for (let batch = 0; batch < 40; batch += 1)
      await take(machine, { first: batch * SIZE, size: SIZE, senders });
    const single = await take(machine, { first: 100_000, size: 1, senders });
    const batch = await take(machine, { first: 200_000, size: SIZE, senders });
    const again = await take(machine, { first: 200_000, size: SIZE, senders });
    const large = await take(machine, { first: 300_000, size: 5 * SIZE, senders });
    figures.push(
      atMost(`a touch of ${of}: rows written, alone`, single.written, 5),
      atMost(`the same in a batch of ${SIZE}`, batch.written / SIZE, 5),
      atMost(`the same in a batch of ${5 * SIZE}`, large.written / (5 * SIZE), 5),
      atMost(`that batch of ${SIZE} a second time: rows written`, again.written, 0),
    );
    million.read = Math.max(million.read, (batch.read / SIZE) * 1e6);
    million.written = Math.max(million.written, (batch.written / SIZE) * 1e6);
  }
  return [...figures, ...costFigures(million), await wholeFigure(machine), ...(await rateFigures(machine))];
}

/**
 * List prices in US dollars a million, beyond what the paid plan includes, read on 22 November 2026:
 * developers.cloudflare.com/d1/platform/pricing and developers.cloudflare.com/queues/platform/pricing. An operation of
 * Queues is every 64 kB of a message that is written, read or deleted.
 */
const prices = { rowsRead: 0.001, rowsWritten: 1, operations: 0.4 } as const;
const OPERATION_BYTES = 64_000;
/** Written, read and deleted. */
const OPERATIONS = 3;

/** What a million touches cost, from what a batch of the dearer kind did. */
function costFigures(million: { read: number; written: number }): Figure[] {
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  const operations = (size: number) => {
    const { parts } = split(messageParcel(0, size, "visitors"));
    const chunks = parts.reduce((sum, { bytes }) => sum + Math.ceil(bytes / OPERATION_BYTES), 0);
    return (1e6 / size) * chunks * OPERATIONS;
  };
  const inBatches = operations(SIZE);
  const alone = operations(1);
  return [
    {
      figure: `a million touches in batches of ${SIZE}, at D1's list prices`,
      measured: `${dollars((million.written / 1e6) * prices.rowsWritten + (million.read / 1e6) * prices.rowsRead)} (${shown(million.written)} rows written, ${shown(million.read)} read)`,
    },
    {
      figure: `the same through a queue, beside it: in batches of ${SIZE}, and one by one`,
      measured: `${dollars((inBatches / 1e6) * prices.operations)} and ${dollars((alone / 1e6) * prices.operations)} (${shown(inBatches)} and ${shown(alone)} operations)`,
    },
  ];
}

/** One that cannot be written at the end of a batch leaves nothing of it. */
async function wholeFigure({ db, cost }: Machine): Promise<Figure> {
  const batch = Array.from({ length: 150 }, (_, index) => ({
    id: `whole-${index}`,
    leadId: `many-${index + 1}`,
    at: 1_790_000_000_000 + index,
    kind: "page_view",
    direction: "theirs" as const,
    channel: "Direct",
    title: index === 149 ? null : "A page of ours",
    url: null,
    campaign: null,
    personId: null,
  }));
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
  direction text not null, channel text not null, title text not null, url text, campaign text, person_id text,
  details text, content text, via text`;

/** Where the numbers of the touches begin, so that none is written twice. */
let next = 1_000_000;

/**
 * Touches a second by the product's statement, against the same into a table that has a unique id and no other key, no
 * heat and no credits; and, for what it is worth, with all that taking in does besides.
 */
async function rateFigures(machine: Machine): Promise<Figure[]> {
  const { run } = machine;
  await run(`create table bench_id (${columns}, primary key (id)) without rowid`);
  await run("insert into bench_id select * from touches");
  const touchesPerSecond = async (senders: Senders, into?: string) => {
    const started = performance.now();
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await take(machine, { first: next, size: SIZE, senders, ...(into && { into }) });
      next += SIZE;
    }
    return (BATCHES * SIZE) / ((performance.now() - started) / 1000);
  };
  const figures: Figure[] = [];
  for (const senders of ["visitors", "leads"] as const) {
    const measured = await pairs(
      9,
      () => touchesPerSecond(senders, "touches"),
      () => touchesPerSecond(senders, "bench_id"),
    );
    const middle = (of: "first" | "second") => shown(median(measured.map((pair) => pair[of])));
    figures.push(
      atLeast(
        `touches/s of ${senders} in batches of ${SIZE}, against a table with the unique key only`,
        median(measured.map(({ first, second }) => first / second)),
        0.6,
        ` (${middle("first")} of ${middle("second")})`,
      ),
      {
        figure: `the same with who is who, and all that is counted`,
        measured: `${shown(await touchesPerSecond(senders))} touches/s`,
      },
    );
  }
  await run("drop table bench_id");
  return figures;
}

/** What is read for the panel, a list and the report on campaigns. */
export interface RowsRead {
  touches: number;
  insight: number;
  chips: number;
  campaigns: number;
}

/** Each once, on a warm isolate. */
export async function rowsRead({ call, db }: Machine, house: FullHouse): Promise<RowsRead> {
  await call("rep", "/v1/me");
  const [counted] = await db.all<{ n: number }>({ text: "select count(*) as n from touches", params: [] });
  const insight = await call<Insight>("rep", insightPath(house));
  const chips = await call("rep", "/v1/insights", { keys: chipKeys });
  const report = await call<{ rows: unknown[] }>("marketing", "/v1/reports/campaigns?by=campaign");
  for (const { status, body } of [insight, chips, report])
    if (status !== 200) throw new Error(JSON.stringify(body));
  return {
    touches: counted?.n ?? 0,
    insight: insight.cost.read,
    chips: chips.cost.read,
    campaigns: report.cost.read,
  };
}

/** Whatever stands behind them, they read the same. */
export const readFigures = (few: RowsRead, many: RowsRead): Figure[] =>
  (["insight", "chips", "campaigns"] as const).map((what) => ({
    figure: `${{ insight: "insight", chips: "100 chips", campaigns: "report on campaigns" }[what]}: rows read with ${shown(few.touches)} and ${shown(many.touches)} touches`,
    measured: `${shown(few[what])} and ${shown(many[what])}`,
    budget: "the same",
    holds: few[what] === many[what],
  }));
