import { env } from "cloudflare:workers";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as schema from "./schema.ts";

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));
const definitions = async (type: string) => {
  const { results } = await env.DB.prepare("select name, sql from sqlite_master where type = ?")
    .bind(type)
    .all<{ name: string; sql: string | null }>();
  return results;
};

describe("all migrations together", () => {
  it("make the tables of the schema, column by column", async () => {
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const { results } = await env.DB.prepare(`select name from pragma_table_info('${name}')`).all<{
        name: string;
      }>();
      expect(results.map((row) => row.name).sort(), name).toEqual(
        columns.map((column) => column.name).sort(),
      );
    }
  });

  it("cluster every table on its key, but those with a number for one", async () => {
    const withRowid = (await definitions("table"))
      .filter(({ name }) => tables.some((table) => getTableConfig(table).name === name))
      .filter(({ sql }) => !/WITHOUT ROWID/i.test(sql ?? ""))
      .map(({ name }) => name);
    expect(withRowid.sort()).toEqual(["filter_newcomers", "good_leads", "scorecards", "workspace"]);
  });

  it("keep every trigger", async () => {
    expect((await definitions("trigger")).map(({ name }) => name).sort()).toEqual([
      "account_is_gone",
      "account_is_new",
      "claimed_key_known",
      "claimed_lead_known",
      "content_added",
      "content_changed",
      "content_removed",
      "content_used",
      "credit_counts",
      "credit_counts_day",
      "credit_counts_first",
      "credit_counts_go",
      "credit_counts_last",
      "credit_days_grow",
      "credit_days_shrink",
      "credit_names",
      "credit_names_anew",
      "credits_fall_due",
      "deal_changes_state",
      "deal_credits",
      "deal_credits_change",
      "deal_credits_go",
      "deal_goes",
      "deal_opens",
      "event_kind_added",
      "event_kind_changed",
      "event_kind_removed",
      "good_lead_added",
      "import_steps_in_order",
      "key_given",
      "key_is_gone",
      "key_is_new",
      "lead_brings_deals",
      "lead_changes_account",
      "lead_credits",
      "lead_credits_date",
      "lead_credits_go",
      "lead_follows",
      "lead_joins_account",
      "lead_leaves_account",
      "own_domain_added",
      "own_domain_removed",
      "persona_added",
      "persona_changed",
      "persona_removed",
      "scorecard_published",
      "stage_credits",
      "stage_credits_go",
      "stage_moves",
      "standings_go",
      "touch_contacts",
      "touch_credits",
      "touch_credits_late",
      "touch_heats",
      "touch_turns",
      "verdict_counts",
      "verdict_credits",
      "verdict_credits_change",
      "verdict_credits_go",
      "workspace_versions",
    ]);
  });

  it("keep every view", async () => {
    expect((await definitions("view")).map(({ name }) => name).sort()).toEqual([
      "credit_moves",
      "due_credits",
      "milestones",
    ]);
  });
});
