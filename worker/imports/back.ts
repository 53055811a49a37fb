import type { Facts } from "../../shared/domain/facts.ts";
import type { DealRecord } from "../db/deals.ts";
import type { LeadRow, LeadWrite } from "../db/leads.ts";
import { mailOf } from "../domains.ts";
import { writeOf } from "../intake/lead.ts";
import { dealFields, isSameDeal } from "./deal.ts";
import type { LeadFields, LeadUndo } from "./undo.ts";

/** What is restored of a lead or a deal, field by field. */

/** The deal as it was, but for what somebody has changed since. */
export function dealBack(before: DealRecord, after: DealRecord, current: DealRecord): DealRecord {
  if (isSameDeal(current, after)) return { ...before, leadId: current.leadId };
  const mine = dealFields.filter((name) => current[name] === after[name]);
  return { ...current, ...Object.fromEntries(mine.map((name) => [name, before[name]])) };
}

/** Facts without their heat, which follows the touches. */
export function gist(facts: string): string {
  const { heat: _, ...rest }: Facts = JSON.parse(facts);
  return JSON.stringify(rest);
}

/** The lead as it was, but for what somebody has changed since. */
export function leadBack({ updatedAt: [then, mine], before, after }: LeadUndo, row: LeadRow): LeadWrite {
  const lead = writeOf(row);
  const names = Object.keys(before) as (keyof LeadFields)[];
  const same = names.filter((name) => lead[name] === after[name]);
  const back: LeadWrite = { ...lead, ...Object.fromEntries(same.map((name) => [name, before[name]])) };
  if (names.includes("attributes") && !same.includes("attributes"))
    back.attributes = attributesBack(before.attributes, after.attributes, lead.attributes);
  const isMine = row.updatedAt === mine;
  return {
    ...back,
    ...(back.email !== lead.email && mailOf(back.email)),
    updatedAt: isMine ? then : row.updatedAt + 1,
  };
}

/** Attributes that hold what the import gave them hold again what they held before. */
function attributesBack(before = "{}", after = "{}", current = "{}"): string {
  const mapOf = (json: string) => new Map<string, unknown>(Object.entries(JSON.parse(json)));
  const [was, became, back] = [mapOf(before), mapOf(after), mapOf(current)];
  for (const [name, value] of became) {
    if (back.get(name) !== value || was.get(name) === value) continue;
    if (was.has(name)) back.set(name, was.get(name));
    else back.delete(name);
  }
  return JSON.stringify(Object.fromEntries(back));
}
