import { Tenant } from "../../../../shared/contract/leads.ts";
import { tenantOf } from "../../../../shared/domain/crm/crm.ts";

/** Hosts that every customer of a maker shares in part: alone they say nothing of whose CRM it is. */
const shared = /(^|\.)(hubspot|force|salesforce|pipedrive)\.com$/;

/** What was typed: whose CRM it is, or why that cannot be told. */
export type Read = { tenant: string } | { problem: "no_address" | "no_record" };

/** Reads the address of any page of a CRM, or a tenant as it is written here: `hubspot:1234567`, `crm.acme.example`. */
export function readCrm(text: string): Read {
  const typed = text.trim();
  if (/^(hubspot|salesforce|pipedrive):[^/\s]+$/i.test(typed)) return tenant(typed);
  const url = urlIn(typed);
  if (url === null) return { problem: "no_address" };
  const found = tenantOf(url);
  if (found !== null) return tenant(found);
  return shared.test(url.hostname) ? { problem: "no_record" } : tenant(url.host);
}

function tenant(text: string): Read {
  const read = Tenant.safeParse(text);
  return read.success ? { tenant: read.data } : { problem: "no_address" };
}

function urlIn(text: string): URL | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  // One word alone is no address that anybody meant, but for a machine of one's own.
  return url?.hostname.includes(".") || url?.hostname === "localhost" ? url : null;
}

/** A CRM as a person reads it. */
export function crmName(tenant: string): string {
  const [, make, whose] = /^(hubspot|salesforce|pipedrive):(.+)$/.exec(tenant) ?? [];
  const names: Record<string, string> = {
    hubspot: "HubSpot",
    salesforce: "Salesforce",
    pipedrive: "Pipedrive",
  };
  return make === undefined || whose === undefined ? tenant : `${names[make]} ${whose}`;
}
