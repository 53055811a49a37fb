import type { WorkspaceRows } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";
import { visitorId } from "../tracking/visitors.ts";
import { MINUTE } from "./time.ts";
import { SITE, type TouchRow } from "./touches.ts";

/** What strangers said of themselves on the website, by addresses that nobody has proved to be theirs. */

/** Of him nothing is known but that somebody asked for a demo with his address. */
export const STRANGER = "tomas.rivera@riverbend-mills.example";

interface Told {
  readonly anonymousId: string;
  readonly email: string;
  readonly minutesAgo: number;
  readonly kind: "demo_request" | "trial";
  readonly title: string;
  readonly path: string;
  /** Pages before that, the last first. */
  readonly pages: readonly (readonly [title: string, path: string])[];
}

const told: readonly Told[] = [
  {
    anonymousId: "b90c6ad1-visitor",
    email: STRANGER,
    minutesAgo: 14,
    kind: "demo_request",
    title: "Demo request",
    path: "/demo",
    pages: [
      ["Pricing", "/pricing"],
      ["One view of all sites", "/product/sites"],
      ["Home", "/"],
    ],
  },
  {
    anonymousId: "41e7f308-visitor",
    email: "grace.hopper@harbour-systems.example",
    minutesAgo: 5 * 60,
    kind: "trial",
    title: "Started a trial",
    path: "/trial",
    pages: [
      ["Integration with SAP and others", "/integrations"],
      ["Security", "/security"],
    ],
  },
];

const page = (
  visitor: string,
  via: string,
  at: number,
  kind: string,
  [title, path]: readonly [string, string],
): TouchRow => ({
  id: `sample-${visitor.slice(2, 14)}-${at}`,
  leadId: visitor,
  at,
  kind,
  direction: "theirs",
  channel: "Direct",
  title,
  url: SITE + path,
  via,
});

/** The claims with their visitors' touches, and the lead that is nothing but one. @param leads who is known, by address */
export async function strangers(
  leads: readonly { id: string; email: string | null }[],
  newLeadId: string,
  now: number,
): Promise<Pick<WorkspaceRows, "claims" | "touches" | "leads" | "leadKeys">> {
  const rows: Pick<WorkspaceRows, "claims" | "touches" | "leads" | "leadKeys"> = {
    claims: [],
    touches: [],
    leads: [],
    leadKeys: [],
  };
  for (const { anonymousId, email, minutesAgo, kind, title, path, pages } of told) {
    const at = Math.floor(now - minutesAgo * MINUTE);
    const via = `anonymous:${anonymousId}`;
    const key = `email:${email}`;
    const visitor = await visitorId(via);
    const known = leads.find((lead) => lead.email === email);
    if (!known) {
      rows.leads.push({
        id: newLeadId,
        email,
        mailKind: "company",
        domain: email.slice(email.indexOf("@") + 1),
        verified: 0,
        createdAt: at,
        updatedAt: at,
        stageSince: at,
      });
      rows.leadKeys.push(
        { kind: "email", value: email, leadId: newLeadId, said: 1 },
        { kind: "sha256", value: await sha256(email), leadId: newLeadId, said: 1 },
      );
    }
    rows.touches.push(
      page(visitor, via, at, kind, [title, path]),
      ...pages.map((each, index) => page(visitor, via, at - (index + 1) * 2 * MINUTE, "page_view", each)),
    );
    rows.claims.push({
      id: (await sha256(`${via} ${key}`)).slice(0, 32),
      via,
      visitor,
      key,
      leadId: known?.id ?? newLeadId,
      at,
      messageId: `sample-claim-${anonymousId}`,
      lastAt: at,
      receivedAt: at,
      kind,
      title,
    });
  }
  return rows;
}
