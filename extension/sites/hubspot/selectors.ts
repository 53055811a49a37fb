import type { Ways } from "../site.ts";

/**
 * What is known of HubSpot's markup. Its attributes for tests name properties by their internal names in every language;
 * its class names change with each release and are not used.
 */

/** The record's own column. Pages keep the one of a record that was left. */
export const sidebars: Ways = [
  ["record: left sidebar", '[data-test-id="left-sidebar"]'],
  ["record: sidebar id", "#record-page-left-sidebar"],
  ["record: sidebar tracking", '[data-scroll-trackable-container="left-sidebar"]'],
  [
    "record: highlight",
    '[data-test-id="record-highlight-content"], [data-selenium-test$="-highlight-details"]',
  ],
];

/** A record in a panel over a list, a board or another record. */
export const previews: Ways = [
  ["preview: location", '[data-crm-location="CRM_OBJECT_PREVIEW"]'],
  ["preview: inline sidebar", '[data-test-id="IndexPageInlineSidebar"]'],
  ["preview: panel", '[data-selenium-test="sidebar-preview-panel"], [data-test-id="preview-panel"]'],
];

/** What a panel shows of a record where nothing names the panel itself. */
export const previewParts: Ways = [
  ["preview: properties", '[data-selenium-test="profile-properties"], [data-profile-property]'],
  ["preview: card", '[data-card-type="PROPERTIES_V3"]'],
  ["preview: address", ':is(aside, dialog, [role="dialog"], [role="complementary"]) a[href^="mailto:" i]'],
];

/** The link from the panel to the record's own page. */
export const previewLinks: Ways = [
  ["preview link: button", 'a[data-selenium-test="grid-sidebar-container-profile-btn"]'],
  ["preview link: view record", 'a[data-test-id*="view-record"], a[data-selenium-test*="view-record"]'],
  [
    "preview link: title",
    '[data-selenium-test="highlightTitle"] a[href], a[href] [data-selenium-test="highlightTitle"]',
  ],
  ["preview link: head or foot", "header a[href], footer a[href]"],
  ["preview link: any", "a[href]"],
];

const property = (name: string) => [
  `[data-card-type="PROPERTIES_V3"] [data-test-id="${name}"]`,
  `[data-selenium-test="property-input-${name}"], [data-test-id="property-input-${name}"]`,
  `[data-test-id="highlight-property-display-${name}"]`,
  `[data-profile-property="${name}"], [data-field="${name}"]`,
];
const ways = (fact: string, names: string[]): (readonly [string, string])[] => {
  const each = names.map(property);
  return ["properties card", "property input", "highlight", "profile property"].map((way, index) => [
    `${fact}: ${way}`,
    each.map((selectors) => selectors[index]).join(", "),
  ]);
};

/** Of a person. */
export const emails: Ways = [
  ...ways("email", ["email"]),
  [
    "email: highlight link",
    '[data-selenium-test="contact-highlight-details"] a[href^="mailto:" i], [data-test-id="record-highlight-main-content"] a[href^="mailto:" i]',
  ],
];
export const anyEmail: Ways = [["email: link", 'a[href^="mailto:" i]']];
export const moreEmails = property("hs_additional_emails").join(", ");

/** Of a company. */
export const domains: Ways = [
  ...ways("domain", ["domain", "website"]),
  ["domain: highlight link", '[data-selenium-test="company-highlight-details"] a[href^="http" i]'],
];

export const title = '[data-selenium-test="highlightTitle"]';
/** What holds the name of the record is the record's. */
export const ownHeads = `h1, h2, ${title}`;
export const heads = "h1, h2, h3, h4, [role=heading]";

/** Cards of the records that belong to this one. */
const cards =
  '[data-card-type*="association" i], [data-test-id*="association" i], [data-selenium-test*="association" i]';
export const associations = `${cards}, [data-test-id="records-right-sidebar"], [data-selenium-test*="-chicklet"], [data-test-id*="-chicklet"]`;

/** Where the people of a company or a deal stand. */
export const people: Ways = [
  ["people: association card", cards],
  ["people: right sidebar", '[data-test-id="records-right-sidebar"]'],
  ["people: main", 'main, [role="main"]'],
];

/** What anybody may have written, whoever is signed in and whoever the record belongs to here. */
export const never =
  '[data-test-id*="timeline"], [data-selenium-test*="timeline"], [class*="timeline" i], [data-test-id*="email-body"], [data-test-id*="owner"], [data-selenium-test*="owner"], [data-profile-property*="owner"], blockquote, [contenteditable="true"], nav, #hs-global-toolbar, [data-test-id="hs-global-toolbar"], leadlight-panel';
export const dialogs = '[role="dialog"], [aria-modal="true"], dialog';

/** Lists: what stands in one is a line of it. */
export const lists = "table, [role=table], [role=grid]";
/** Where no panel stands. */
export const outside = `${never}, ${associations}, ${lists}, tr, [role=row]`;

/** What holds many cards. */
export const columns = `main, [role="main"], [data-test-id="left-sidebar"], [data-test-id="middle-pane"]`;

/** A line of a list, a card of a board. */
export const row =
  'tr, [role="row"], [data-test-id^="row-"], [data-test-id*="board-card"], [data-selenium-test*="board-card"], li, article';
export const rowEmails: Ways = [
  [
    "row email: cell",
    '[data-test-id^="cell-0-1-email"], [data-table-external-id*="-email-"], [data-column-id="email"]',
  ],
  ["row email: link", 'a[href^="mailto:" i]'],
];

/** Whoever is signed in: in the account's menu, once it was opened. */
export const owner: Ways = [
  ["owner: menu", '[data-test-id="user-info-email"], .user-info-email'],
  ["owner: account", '#account-menu [title*="@"], [data-test-id*="account-menu"] [title*="@"]'],
];

export const head =
  '#hs-global-toolbar, [data-test-id="hs-global-toolbar"], #hs-nav-v4, header[role="banner"]';
