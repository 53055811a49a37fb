import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { insertRows } from "./bulk.ts";
import { Database, limits, query } from "./run.ts";
import { heat, leads, teams, touches } from "./schema.ts";

const touch = (number: number, title = "Pricing") => ({
  id: `bulk-${number}`,
  leadId: "bulk-lead",
  at: 1_790_000_000_000 + number,
  kind: "pricing_view",
  direction: "theirs" as const,
  channel: "Website",
  title,
});
const heatRow = query<Record<never, never>, { kinds: string }>(
  () => sql`select ${heat.kinds} as kinds from ${heat} where ${heat.leadId} = 'bulk-lead'`,
);
const leadRow = query<Record<never, never>, { id: string; attributes: string; stage: string; title: null }>(
  () => sql`
    select ${leads.id} as id, ${leads.attributes} as attributes, ${leads.stage} as stage, ${leads.title} as title
    from ${leads} where ${leads.id} = 'bulk-lead'`,
);

describe("many rows at once", () => {
  test("triggers run for each, and a row that is there already changes nothing", async () => {
    const db = new Database(env.DB);
    const rows = Array.from({ length: 300 }, (_, number) => touch(number));
    await db.batch(insertRows(touches, rows));
    await db.batch(insertRows(touches, [...rows, touch(0)]));
    const [found] = await db.all(heatRow({}));
    expect(JSON.parse(found?.kinds ?? "{}").pricing_view[0]).toBe(300);
  });

  test("what no row names gets its default, what one row leaves out is null", async () => {
    const db = new Database(env.DB);
    const lead = { mailKind: "none" as const, createdAt: 1, updatedAt: 1, stageSince: 1 };
    await db.batch(
      insertRows(leads, [
        { ...lead, id: "bulk-lead" },
        { ...lead, id: "bulk-other", title: "Head of Operations" },
      ]),
    );
    expect(await db.all(leadRow({}))).toEqual([
      { id: "bulk-lead", attributes: "{}", stage: "inquiry", title: null },
    ]);
  });

  test("as many statements as D1's limits ask for, none for no rows", () => {
    const long = "x".repeat(1_000);
    const statements = insertRows(
      touches,
      Array.from({ length: 3_000 }, (_, number) => touch(number, long)),
    );
    expect(statements.length).toBeGreaterThan(4);
    const lengths = statements.map(({ params }) => `${params[0]}`.length);
    expect(Math.max(...lengths)).toBeLessThan(limits.rowBytes / 3);
    const ids = statements.flatMap(({ params }) => JSON.parse(`${params[0]}`).map((row: string[]) => row[0]));
    expect(new Set(ids).size).toBe(3_000);
    expect(insertRows(teams, [])).toEqual([]);
  });
});
