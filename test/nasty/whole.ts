import { type Heat, type HeatTouch, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import type { Running } from "../running.ts";

/** What holds of a workspace whatever has been brought in. Each is SQL that finds what breaks it. */
const broken: Record<string, string> = {
  "a lead without a key": "select id from leads where id not in (select lead_id from lead_keys)",
  "a key without its lead": "select kind, value from lead_keys where lead_id not in (select id from leads)",
  "an address that is no key of its lead":
    "select id from leads l where email is not null and not exists (select 1 from lead_keys k where k.lead_id = l.id and k.kind = 'email' and k.value = l.email)",
  "a key email without its hash":
    "select lead_id from lead_keys k where kind = 'email' and not exists (select 1 from lead_keys h where h.lead_id = k.lead_id and h.kind = 'sha256')",
  "a lead at an account that is not there":
    "select id from leads where account_id is not null and account_id not in (select id from accounts)",
  "an account that miscounts its leads":
    "select id from accounts a where leads <> (select count(*) from leads l where l.account_id = a.id)",
  "a touch without its lead": "select id from touches where lead_id not in (select id from leads)",
  "a touch without heat": "select id from touches where lead_id not in (select lead_id from heat)",
  "heat without touches": "select lead_id from heat where lead_id not in (select lead_id from touches)",
  "a deal without its lead": "select id from deals where lead_id not in (select id from leads)",
  "a deal at another account than its lead":
    "select d.id from deals d join leads l on l.id = d.lead_id where d.account_id is not l.account_id",
  "a deal's history without the deal":
    "select deal_id from deal_changes where deal_id not in (select id from deals)",
  "a change of stage without its lead":
    "select id from stage_changes where lead_id not in (select id from leads)",
  "a change of stage without its snapshot":
    "select id from stage_changes where id not in (select id from snapshots)",
  "a snapshot of nothing":
    "select id from snapshots where id not in (select id from stage_changes union all select id from verdicts)",
  "a lead that stands elsewhere than its last change put it": `select id from leads l where stage <> coalesce(
       (select "to" from stage_changes s where s.lead_id = l.id order by at desc, id desc limit 1), 'inquiry')`,
  "a customer since another day than its first won deal":
    "select id from accounts a where customer_since is not (select min(closed_at) from deals d where d.account_id = a.id and d.outcome = 'won')",
  "counters of verdicts": `select id from leads l where good <> (select count(*) from current_verdicts v where v.lead_id = l.id and v.verdict = 'good')
       or bad <> (select count(*) from current_verdicts v where v.lead_id = l.id and v.verdict = 'bad')`,
  "a credit that is not due": "select * from credits except select * from due_credits",
  "a credit that is missing": "select * from due_credits except select * from credits",
  "days that count other credits": `select day, model, leads, mqls, good, bad, won from (
      select day, model, sum(leads) as leads, sum(mqls) as mqls, sum(good) as good, sum(bad) as bad, sum(won) as won
      from credit_days group by day, model)
    except select date(at / 1000, 'unixepoch'), model, sum(milestone = 'lead'), sum(milestone = 'mql'),
      sum(milestone = 'good'), sum(milestone = 'bad'), sum(milestone = 'won')
    from credits, (select 'all' as model union all select 'first' union all select 'last')
    where model = 'all' or (model = 'first' and first_id is not null) or (model = 'last' and last_id is not null)
    group by 1, 2`,
  "an upload without its import":
    "select import_id from import_chunks where import_id not in (select id from imports)",
  "a step without its import":
    "select import_id from import_steps where import_id not in (select id from imports)",
  "an import that does not add up":
    "select id from imports where state = 'done' and (done <> rows or created + updated + unchanged + refused <> rows)",
};

/** What is half or does not agree, a line each. */
export async function faultsOf({ rows }: Running): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(broken)) {
    const found = await rows(`select * from (${sql}) limit 3`);
    if (found.length > 0) faults.push(`${what}: ${JSON.stringify(found)}`);
  }
  const leads = await rows("select lead_id as id, kinds from heat order by lead_id limit 200");
  for (const { id, kinds } of leads) {
    const touches = await rows(`select id, at, kind, direction from touches where lead_id = '${id}'`);
    const kept = rounded(JSON.parse(`${kinds}`));
    const counted = rounded(heatOf(touches as unknown as HeatTouch[]));
    if (JSON.stringify(kept) !== JSON.stringify(counted))
      faults.push(`heat of ${id} is not that of its touches`);
  }
  return faults;
}

const rounded = (heat: Heat): unknown =>
  Object.entries(heat)
    .map(([kind, entry]) => [kind, entry.map(round6)])
    .sort();

const tables = [
  "leads",
  "lead_keys",
  "accounts",
  "touches",
  "heat",
  "deals",
  "deal_changes",
  "stage_changes",
  "snapshots",
  "conflicts",
  "credits",
  "credit_days",
];

/** All that is known of leads: to tell whether something was left behind. */
export async function everything({ rows }: Running): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of tables)
    all[table] = (await rows(`select * from ${table}`)).map((row) => JSON.stringify(row)).sort();
  return all;
}
