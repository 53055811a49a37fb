import { salesforceId } from "../shared/domain/crm/salesforce-id.ts";

/**
 * A key's two halves. Addresses and hashes are compared in lower case; a CRM's record ids are not, and of Salesforce's
 * the long form is kept.
 */
export function splitKey(key: string): { kind: string; value: string } {
  const colon = key.indexOf(":");
  const kind = key.slice(0, colon);
  return { kind, value: ownForm(kind, key.slice(colon + 1)) };
}

function ownForm(kind: string, value: string): string {
  if (kind === "email" || kind === "sha256") return value.toLowerCase();
  return kind === "salesforce" ? salesforceId(value) : value;
}
