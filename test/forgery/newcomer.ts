import { env } from "cloudflare:workers";
import { addLead } from "../workspace.ts";
import { DAY, type Victim } from "./forging.ts";
import { sendAsServer } from "./world.ts";

/** Somebody whom the workspace's own tools name for the first time, and what is known of them then. */

/** The same past for everybody: days are counted back from `now`. */
export async function becomeKnown(victim: Victim, now: number): Promise<void> {
  const { email, userId, hubspot, touchId, statementId } = victim;
  const at = (days: number) => new Date(now - days * DAY).toISOString();
  await sendAsServer("batch", {
    batch: [
      {
        type: "identify",
        messageId: statementId,
        userId,
        timestamp: at(8),
        traits: { email, name: "Eve Newcomer", employees: 120 },
        context: { externalIds: [{ id: hubspot, type: "hubspot", collection: "users", encoding: "none" }] },
      },
      { type: "track", messageId: touchId, userId, event: "Demo Requested", timestamp: at(7) },
      {
        type: "track",
        messageId: `${touchId}-2`,
        userId,
        event: "Sequence Entered",
        timestamp: at(5),
        properties: { sequenceName: "Autumn nurture" },
      },
    ],
  });
}

/** Marketing lists them first, and then the tools speak of them. */
export async function becomeListed(victim: Victim, now: number): Promise<void> {
  const { email, hubspot } = victim;
  await addLead({ email, keys: [`hubspot:0-1:${hubspot}`], name: "Eve Listed", createdAt: now - 10 * DAY });
  await becomeKnown(victim, now);
}

/** Rows of theirs in each table, with what is only theirs under names that everybody has. */
export async function knownOf(victim: Victim): Promise<Record<string, unknown[]>> {
  const lead = await env.DB.prepare("select lead_id as id from lead_keys where kind = 'user' and value = ?")
    .bind(victim.userId)
    .first<{ id: string }>();
  const id = lead?.id ?? "";
  const hash = await env.DB.prepare("select value from lead_keys where kind = 'sha256' and lead_id = ?")
    .bind(id)
    .first<{ value: string }>();
  const names: [string, string][] = [
    [id, "LEAD"],
    [hash?.value ?? "", "HASH"],
    [victim.email, "EMAIL"],
    [victim.domain, "DOMAIN"],
    [victim.userId, "USER"],
    [victim.hubspot, "HUBSPOT"],
    [victim.touchId, "TOUCH"],
    [victim.statementId, "STATEMENT"],
  ];
  const all: Record<string, unknown[]> = {};
  const read = async (name: string, text: string) => {
    const { results } = await env.DB.prepare(text).bind(id).all();
    const rows = JSON.stringify(results, (column, value) =>
      ["updated_at", "account_id"].includes(column) ? null : value,
    );
    const plain = names.reduce(
      (text, [own, everybodys]) => (own ? text.replaceAll(own, everybodys) : text),
      rows,
    );
    const list: unknown[] = JSON.parse(plain);
    all[name] = list.map((row) => JSON.stringify(row)).sort();
  };
  await read("leads", "select * from leads where id = ?");
  for (const table of ["lead_keys", "touches", "heat", "sequences", "credits", "stage_changes", "conflicts"])
    await read(
      table,
      table === "conflicts"
        ? "select * from conflicts where ? in (lead_a, lead_b)"
        : `select * from ${table} where lead_id = ?`,
    );
  await read(
    "identities",
    "select i.* from identities as i join lead_keys as k on i.key = k.kind || ':' || k.value where k.lead_id = ?",
  );
  await read(
    "accounts",
    "select a.domain, a.name, a.industry, a.leads, a.customer_since from accounts as a join leads as l on l.account_id = a.id where l.id = ?",
  );
  return all;
}
