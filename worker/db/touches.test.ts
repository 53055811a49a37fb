import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { HEAT_EPOCH, type Heat, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import { addLead, DAY, seedPeople } from "../../test/workspace.ts";
import { Database } from "./run.ts";
import { type TouchWrite, writeTouches } from "./touches.ts";

beforeAll(seedPeople);

const kinds = ["page_view", "form", "demo_request", "call"] as const;
const touchesOf = (leadId: string, count: number): TouchWrite[] =>
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? "form";
    return {
      id: `${leadId}-${index}`,
      leadId,
      at: HEAT_EPOCH + ((index * 37) % 400) * DAY + index,
      kind,
      direction: kind === "call" ? "ours" : "theirs",
      channel: "web",
      title: "T",
      url: null,
      campaign: null,
      personId: kind === "call" && index > 50 ? "p-rep" : null,
    };
  });
const heatIn = async (leadId: string): Promise<Heat> => {
  const row = await env.DB.prepare("select kinds from heat where lead_id = ?")
    .bind(leadId)
    .first<{ kinds: string }>();
  return JSON.parse(row?.kinds ?? "{}");
};
const rounded = (heat: Heat) =>
  Object.fromEntries(Object.entries(heat).map(([kind, entry]) => [kind, entry.map(round6)]));

describe("touches in", () => {
  it("heat in the database is heat from scratch, whatever the order, the split and the doubles", async () => {
    const leadId = await addLead({ email: "heat@prospect.example" });
    const touches = touchesOf(leadId, 120);
    const shuffled = touches.toSorted((a, b) => ((a.at * 7919) % 1013) - ((b.at * 7919) % 1013));
    const db = new Database(env.DB);
    for (let start = 0; start < shuffled.length; start += 17)
      await db.batch([
        writeTouches({ touches: JSON.stringify(shuffled.slice(Math.max(0, start - 5), start + 17)) }),
      ]);
    expect(rounded(await heatIn(leadId))).toEqual(rounded(heatOf(touches)));
    const row = await env.DB.prepare("select first_contact_at from leads where id = ?").bind(leadId).first();
    const firstCall = Math.min(...touches.filter(({ personId }) => personId).map(({ at }) => at));
    expect(row).toEqual({ first_contact_at: firstCall });
  });

  it("write at most 5 rows a touch, and none for a duplicate", async () => {
    const leadId = await addLead({ email: "rows@prospect.example" });
    const touches = touchesOf(leadId, 40).filter(({ personId }) => personId === null);
    const first = new Database(env.DB);
    await first.batch([writeTouches({ touches: JSON.stringify(touches.slice(0, 1)) })]);
    // It is what brought the lead, too: its credit, counted as first and as last, and the lead's source.
    expect(first.cost.written).toBeLessThanOrEqual(5 + 4);
    const rest = new Database(env.DB);
    await rest.batch([writeTouches({ touches: JSON.stringify(touches.slice(1)) })]);
    expect(rest.cost.written).toBeLessThanOrEqual(5 * (touches.length - 1));
    const again = new Database(env.DB);
    await again.batch([writeTouches({ touches: JSON.stringify(touches) })]);
    expect(again.cost.written).toBe(0);
  });
});

describe("the one way to the database", () => {
  it("refuses what would pass a limit of D1", async () => {
    const db = new Database(env.DB, 2);
    await expect(db.all({ text: "select 1", params: Array(101).fill(1) })).rejects.toThrow("101 parameters");
    await expect(db.all({ text: "select ?", params: ["x".repeat(2_000_001)] })).rejects.toThrow("too long");
    await db.batch([
      { text: "select 1", params: [] },
      { text: "select 2", params: [] },
    ]);
    await expect(db.all({ text: "select 3", params: [] })).rejects.toThrow("3 queries");
  });

  it("runs a batch whole or not at all", async () => {
    const db = new Database(env.DB);
    await expect(
      db.batch([
        { text: "insert into own_domains values ('half.example')", params: [] },
        { text: "insert into own_domains values (null)", params: [] },
      ]),
    ).rejects.toThrow();
    expect(
      await db.all({ text: "select * from own_domains where domain = 'half.example'", params: [] }),
    ).toEqual([]);
  });
});
