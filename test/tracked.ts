import { env } from "cloudflare:workers";
import { type Heat, round6 } from "../shared/domain/heat/heat.ts";
import { quickScore } from "../shared/domain/scoring/score.ts";
import { insertRows } from "../worker/db/bulk.ts";
import type { Config } from "../worker/db/config.ts";
import { type LeadRow, leadsById } from "../worker/db/leads.ts";
import { Database, limits } from "../worker/db/run.ts";
import * as schema from "../worker/db/schema.ts";
import { mailOf } from "../worker/domains.ts";
import { sha256 } from "../worker/hash.ts";
import { splitKey } from "../worker/keys.ts";
import { accountFactsOf, factsOf } from "../worker/views/facts.ts";
import type { BaseLead } from "./history.ts";

/** What the database says of everybody, so that two of them can be compared: by keys, without the ids of leads and the times of receipt. */

const tables = [
  "claims",
  "link_uses",
  "sequences",
  "cooled",
  "statement_keys",
  "statements",
  "identities",
  "merge_moves",
  "merges",
  "conflicts",
  "touches",
  "heat",
  "snapshots",
  "stage_changes",
  "current_verdicts",
  "verdicts",
  "credits",
  "credit_days",
  "arrivals",
  "unmapped_events",
  "rejections",
  "lead_keys",
  "leads",
  "accounts",
];

export const clearTouches = () => env.DB.batch(tables.map((table) => env.DB.prepare(`delete from ${table}`)));

export async function seedBases(bases: readonly BaseLead[]): Promise<void> {
  if (bases.length === 0) return;
  const keyed = await Promise.all(
    bases.map(async ({ id, keys }) => {
      const all = await Promise.all(
        keys.map(async (key) =>
          key.startsWith("email:") ? [key, `sha256:${await sha256(key.slice(6))}`] : [key],
        ),
      );
      return all.flat().map((key) => ({ ...splitKey(key), leadId: id }));
    }),
  );
  await new Database(env.DB, limits.jobQueries).batch([
    ...insertRows(
      schema.leads,
      bases.map(({ id, keys, name, title, attributes, createdAt, updatedAt }) => {
        const email = keys.find((key) => key.startsWith("email:"))?.slice(6) ?? null;
        const { mailKind, domain } = mailOf(email);
        return {
          id,
          email,
          mailKind,
          domain,
          name,
          title,
          attributes: JSON.stringify(attributes),
          createdAt,
          updatedAt,
          stageSince: createdAt,
        };
      }),
    ),
    ...insertRows(schema.leadKeys, keyed.flat()),
  ]);
}

type Row = Record<string, unknown>;
const all = async (text: string) => (await env.DB.prepare(text).all<Row>()).results;
const text = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();
const heatText = (kinds: unknown) => {
  const heat: Heat = JSON.parse(`${kinds}`);
  return JSON.stringify(
    Object.entries(heat)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, entry]) => [kind, ...entry.map(round6)]),
  );
};

/** Scores are of this moment, whenever it is run. */
const NOW = 1_800_500_000_000;

export async function exportAll(config: Config): Promise<Map<string, string[]>> {
  const keys = await all(
    "select lead_id, json_group_array(kind || ':' || value || ' ' || said order by kind, value) as keys from lead_keys group by 1",
  );
  /** A lead by its keys; a visitor by its own id. */
  const whose = new Map(keys.map((row) => [row.lead_id, row.keys]));
  const named = (rows: readonly Row[]) =>
    text(rows.map(({ lead_id, ...row }) => ({ lead: whose.get(lead_id) ?? lead_id, ...row })));
  const leads = await all(`
    select l.id as lead_id, l.email, l.mail_kind, l.name, l.title, l.company, l.domain, l.source, l.campaign, l.attributes, l.opted_out,
      l.verified, l.created_at, l.stage, l.stage_since, l.first_contact_at, a.domain as account
    from leads as l left join accounts as a on a.id = l.account_id`);
  const heat = await all("select * from heat");
  const db = new Database(env.DB, limits.jobQueries);
  const rows: LeadRow[] = await db.all(
    leadsById({ ids: JSON.stringify(leads.map(({ lead_id }) => lead_id)) }),
  );
  const conflicts = await all("select key_a, key_b, at, message_id from conflicts where state = 'open'");
  return new Map(
    Object.entries({
      leads: named(leads),
      touches: named(await all("select * from touches")),
      heat: named(heat.map((row) => ({ ...row, kinds: heatText(row.kinds) }))),
      scores: text(
        rows.map((row) => ({
          lead: whose.get(row.id),
          ...quickScore(factsOf(row, accountFactsOf(row)), config.scorecard, NOW),
        })),
      ),
      sequences: named(await all("select * from sequences")),
      credits: named(await all("select * from credits")),
      creditDays: text(await all("select * from credit_days")),
      accounts: text(await all("select domain, leads from accounts where leads > 0")),
      unmapped: text(await all("select name, touches from unmapped_events")),
      conflicts: text(conflicts.map(({ key_a, key_b, ...row }) => ({ keys: [key_a, key_b].sort(), ...row }))),
    }),
  );
}
