import { hubspotPreview, hubspotRecord, hubspotTenant } from "./hubspot.ts";
import { pipedriveRecord, pipedriveTenant } from "./pipedrive.ts";
import type { RecordRef } from "./record.ts";
import { salesforceRecord, salesforceTenant } from "./salesforce.ts";

/** Whose CRM an address is in, as `hubspot:1234567`; null where it is in none of these three. */
export const tenantOf = (url: URL): string | null =>
  hubspotTenant(url) ?? salesforceTenant(url) ?? pipedriveTenant(url);

/** The record that an address shows; null where it shows none. */
export const recordOf = (url: URL): RecordRef | null =>
  hubspotPreview(url) ?? hubspotRecord(url) ?? salesforceRecord(url) ?? pipedriveRecord(url);
