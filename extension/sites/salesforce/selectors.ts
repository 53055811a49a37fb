import type { Ways } from "../site.ts";

/**
 * What is known of Salesforce's markup, Lightning's and Classic's. Names of fields and of components are the same in
 * every language; labels are not, and companies lay pages out as they like.
 */

/** The tab that is looked at: closed ones and those behind stay in the document. The innermost counts. */
export const panes: Ways = [
  [
    "pane: active content",
    ".oneContent.active, .windowViewMode-normal.active, .windowViewMode-maximized.active",
  ],
  ["pane: tab", 'section[role="tabpanel"][aria-expanded="true"], .oneConsoleTab.active'],
  [
    "pane: record page",
    'one-record-home-flexipage2, [data-page-type="RecordPage"], records-record-layout-event-broker',
  ],
  ["pane: classic", "#bodyCell, #contentWrapper"],
  ["pane: main", '[role="main"], main'],
];
/** Tabs that are behind. */
export const behind =
  '.oneConsoleTab:not(.active), .tabContent:not(.active), .oneWorkspace:not(.active), .oneContent:not(.active), [role="tabpanel"][aria-expanded="false"], [aria-hidden="true"]';
export const recordParts =
  "records-record-layout-event-broker, records-lwc-detail-panel, records-lwc-highlights-panel, records-highlights2, force-highlights2, [data-target-selection-name^='sfdc:RecordField.'], #ep";

export const dialogs =
  '[role="dialog"], [aria-modal="true"], dialog, .isModal, .forceModal, .uiModal, .slds-popover, [role="tooltip"]';

/** Objects and fields, by the three characters that their records' ids begin with. */
export const emailFields: Readonly<Record<string, readonly string[]>> = {
  "00Q": ["Lead.Email"],
  "003": ["Contact.Email"],
  "001": ["Account.PersonEmail", "PersonAccount.PersonEmail", "Account.Email__pc"],
};
const field = (names: readonly string[]) =>
  names.map((name) => `[data-target-selection-name="sfdc:RecordField.${name}"]`).join(", ");

/** Of a person whose id begins so. */
export const emails = (prefix: string): Ways => [
  ["email: record field", field(emailFields[prefix] ?? ["Lead.Email", "Contact.Email"])],
  ["email: field id", '[data-field-id="RecordEmailField"], [data-field-id="RecordPersonEmailField"]'],
  ["email: classic", prefix === "00Q" ? "#lea11_ilecell" : prefix === "003" ? "#con15_ilecell" : "#acc_none"],
  ["email: component", "lightning-formatted-email, emailui-formatted-email-wrapper, .emailuiFormattedEmail"],
  ["email: link", 'a[href^="mailto:" i]'],
];
export const domains: Ways = [
  ["domain: record field", field(["Account.Website"])],
  ["domain: field id", '[data-field-id="RecordWebsiteField"]'],
  ["domain: classic", "#acc12_ilecell"],
  ["domain: component", "lightning-formatted-url"],
];
export const names: Ways = [
  ["name: component", "lightning-formatted-name"],
  ["name: classic", ".topName, h2.pageDescription"],
];

/** Lists of the records that belong to this one. */
export const related =
  'table:not(.detailList), [role="grid"], article, [class*="RelatedList"], .bRelatedList';
export const relatedTags = ["lst-"];

/** What anybody may have written, forms, other records shown within this one, and whom the record belongs to here. */
export const never = [
  dialogs,
  'blockquote, [contenteditable="true"], iframe, nav, #oneHeader, one-appnav, #phHeader, leadlight-panel',
  '[class*="timeline" i], [class*="forceChatter"], [class*="slds-feed"], [class*="cuf-"], [class*="emailMessage" i]',
  '[data-component-id*="relatedRecord" i], [data-component-id*="activityPanel" i]',
  ...["OwnerId", "CreatedById", "LastModifiedById"].map((name) => `[data-target-selection-name$=".${name}"]`),
].join(", ");
export const neverTags = [
  "runtime_sales_activities",
  "runtime_sales_emailstream",
  "forcechatter",
  "force-related-record",
];

/** A field that is of somebody on our side, by its name. */
export const ours = /(owner|manager|user|created|modified|assigned|agent|rep)[^.]*e?mail/i;

export const personLinks =
  'a[href*="/003"], a[href*="/00Q"], a[data-recordid^="003"], a[data-recordid^="00Q"]';
export const rowKeys = '[data-row-key-value^="003"], [data-row-key-value^="00Q"]';
export const row = 'tr, [role="row"], [data-row-key-value], li, article, [role="listitem"]';

export const head = "#oneHeader, .slds-global-header_container, #phHeader";
