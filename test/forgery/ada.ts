import { env } from "cloudflare:workers";
import { insertRows } from "../../worker/db/bulk.ts";
import { Database } from "../../worker/db/run.ts";
import * as schema from "../../worker/db/schema.ts";
import { call } from "../workspace.ts";
import { DAY, random, type Victim } from "./forging.ts";
import { follow, sendAsServer, somebody } from "./world.ts";

export interface Known extends Victim {
  /** The visitor that she is, by a link that she followed. */
  browser: string;
}

/** Ada has a past: of files, of the workspace's tools, of her own browser, of reps. */
export async function meetAda(): Promise<Known> {
  const tag = random().slice(0, 8);
  const someone = await somebody(`ada@${tag}.example`);
  const { email, userId, hubspot, touchId, statementId, other } = someone;
  const browser = random();
  const added = await call("marketing", "/v1/leads", {
    body: [
      {
        email,
        name: "Ada Lovelace",
        title: "COO",
        company: "Analytical",
        source: "Fair",
        attributes: { plan: "Team" },
      },
      { email: `bob@${tag}.example`, keys: [`user:${other}`], name: "Bob" },
    ],
  });
  const { leads }: { leads: { id: string }[] } = await added.json();
  const leadId = leads[0]?.id ?? "";
  const now = Date.now();
  const at = (days: number) => new Date(now - days * DAY).toISOString();
  await follow(someone.usedLink, browser, { timestamp: at(9) });
  await sendAsServer("batch", {
    batch: [
      {
        type: "identify",
        messageId: statementId,
        userId,
        anonymousId: `${browser}-2`,
        timestamp: at(8),
        traits: { email, name: "Ada King", employees: 120 },
        context: { externalIds: [{ id: hubspot, type: "hubspot", collection: "users", encoding: "none" }] },
      },
      {
        type: "track",
        messageId: touchId,
        userId,
        event: "Demo Requested",
        timestamp: at(7),
        properties: {},
      },
      { type: "track", messageId: random(), userId, event: "Trial Started", timestamp: at(6) },
      {
        type: "track",
        messageId: random(),
        userId,
        event: "Sequence Entered",
        timestamp: at(5),
        properties: { sequenceName: "Autumn nurture", nextSendAt: at(-3) },
      },
      {
        type: "track",
        messageId: random(),
        userId,
        event: "Call Made",
        timestamp: at(4),
        properties: { agent: someone.rep },
      },
      {
        type: "group",
        messageId: random(),
        userId,
        groupId: "g1",
        timestamp: at(3),
        traits: { name: "Analytical Ltd", industry: "Energy" },
      },
      // A user id that is Bob's, with Ada's address: two strong keys that disagree.
      { type: "identify", messageId: random(), userId: other, timestamp: at(2), traits: { email } },
    ],
  });
  const verdict = {
    id: random(),
    leadId,
    verdict: "good",
    at: now - DAY,
    seen: { score: 50, band: "B", scorecard: 1, persona: null, site: "gmail" },
  };
  await call("rep", "/v1/feedback", { body: verdict });
  await new Database(env.DB).batch([
    ...insertRows(schema.deals, [
      {
        id: random(),
        leadId,
        name: "Analytical, 120 seats",
        outcome: "open",
        openedAt: now - DAY,
        amount: 1,
        currency: "EUR",
      },
    ]),
    ...insertRows(schema.stageChanges, [
      { id: random(), leadId, from: "inquiry", to: "mql", at: now - DAY, since: now - DAY, cause: "person" },
    ]),
  ]);
  return { ...someone, leadId, browser };
}
