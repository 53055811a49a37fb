import { type SQL, sql } from "drizzle-orm";
import { query } from "../../db/run.ts";
import { arrivals, creditDays } from "../../db/schema.ts";
import type { Level } from "./contract.ts";

/** What is asked of the days: both days are in it, null means any. `most` rows at most. */
export interface Asked {
  from: string;
  to: string;
  channel: string | null;
  campaign: string | null;
  most: number;
}

/** Sums over the days of a span; `first…` is of the whole workspace where it is `all`'s. */
export interface Sums {
  /** `row`: of one key. `sum`: of all rows. `all`: of all leads, also without a touch. `channel`: its name, and nothing else. */
  what: "row" | "sum" | "all" | "channel";
  key: string;
  /** How many rows there are. */
  rows: number;
  touches: number;
  firstLeads: number;
  firstMqls: number;
  firstGood: number;
  firstBad: number;
  firstWon: number;
  lastLeads: number;
  lastMqls: number;
  lastGood: number;
  lastBad: number;
  lastWon: number;
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
const name = (model: string, column: string) =>
  sql.identifier(`${model}${column.charAt(0).toUpperCase()}${column.slice(1)}`);
const milestones = ["leads", "mqls", "good", "bad", "won"];
/** Of rows a model: a column each model and milestone. */
const apart = list(
  ["first", "last"].flatMap((model) =>
    milestones.map(
      (column) =>
        sql`sum(iif(model in (${sql.raw(`'${model}'`)}, 'all'), ${sql.raw(column)}, 0)) as ${name(model, column)}`,
    ),
  ),
);
const added = list(
  ["first", "last"].flatMap((model) =>
    milestones.map((column) => sql`sum(${name(model, column)}) as ${name(model, column)}`),
  ),
);

const columns = { channel: sql`channel`, campaign: sql`campaign`, content: sql`content` } as const;

/** Reads the rows of these days once, and no others: neither leads nor touches. */
const sumsBy = (level: Level) =>
  query<Asked, Sums>((p) => {
    const days = sql`day between ${p("from")} and ${p("to")}`;
    const ofCampaign = sql`campaign = coalesce(${p("campaign")}, campaign)`;
    const ofChannel = sql`is_all = 0 and channel = coalesce(${p("channel")}, channel)`;
    return sql`
      with base as materialized (
        select model = 'all' as is_all, channel, key, sum(touches) as touches, ${apart} from (
          select model, channel, ${columns[level]} as key, leads, mqls, good, bad, won, 0 as touches
          from ${creditDays} where ${days} and (model = 'all' or ${ofCampaign})
          union all
          select 'touch', channel, ${columns[level]}, 0, 0, 0, 0, 0, touches
          from ${arrivals} where ${days} and ${ofCampaign})
        group by 1, 2, 3)
      select * from (
        select 'row' as what, key, count(*) over () as rows, sum(touches) as touches, ${added} from base
        where ${ofChannel} group by key
        order by max("firstLeads", "lastLeads") desc, touches desc, key limit ${p("most")})
      union all select 'sum', '', 1, sum(touches), ${added} from base where ${ofChannel} having count(*) > 0
      union all select 'all', '', 1, sum(touches), ${added} from base where is_all = 1 having count(*) > 0
      union all select 'channel', channel, 1, 0, ${list(Array(10).fill(sql`0`))} from base
        where is_all = 0 group by channel`;
  });

export const sums = {
  channel: sumsBy("channel"),
  campaign: sumsBy("campaign"),
  content: sumsBy("content"),
} as const satisfies Record<Level, unknown>;
