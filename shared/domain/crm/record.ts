/** What a page of a CRM is a record of. `other`: a ticket, a case, anything that is nobody and no company. */
export type RecordType = "person" | "company" | "deal" | "other";

/** A record of a CRM, as its page's address names it. */
export interface RecordRef {
  type: RecordType;
  /** As an import writes it: `hubspot:0-1:123`, `salesforce:` and 18 characters, `pipedrive:person:7`. */
  key: string;
  /**
   * Whose CRM it is: `hubspot:1234567` (the portal), `salesforce:acme` (the domain), `pipedrive:acme`, a host for
   * others. The same id in another company's CRM is somebody else.
   */
  tenant: string;
}
