import type { Ways } from "../site.ts";

/** What is known of Pipedrive's markup: names of fields are the same in every language, classes and places are not. */

/** The page that is looked at: those that were left stay in the document. */
export const panes: Ways = [
  ["pane: view", ".viewContainer"],
  ["pane: main", '#main-content, main, [role="main"]'],
];

/** Of the person that a page is about. */
export const emails: Ways = [
  ["email: field", '[data-test="person.email"]'],
  ["email: label", '[data-test="email-label"], [data-test="email-button"], [data-test="email-address"]'],
  [
    "email: field key",
    '[data-field="email"], [data-field-key="email"], [data-test="fields-list-row-email"], [data-testid="fields-list-row-email"]',
  ],
  ["email: link", 'a[href^="mailto:" i]'],
];
export const domains: Ways = [
  ["domain: field", '[data-test="organization.website"], [data-test="org.website"]'],
  [
    "domain: field key",
    '[data-field="website"], [data-field-key="website"], [data-test="fields-list-row-website"], [data-testid="fields-list-row-website"]',
  ],
  ["domain: link", 'a[href^="http" i]'],
];
export const name = '[data-test="person-name"], [data-test="title"], [data-testid="title"], h1';

/** Lists, one line of one, and a cell that names its line where there is no element for it. */
export const lists = 'table, [role="grid"], [role="table"], [data-test="grid"]';
export const line = 'tr, [role="row"], [data-test="leads-inbox-row"], li, [data-test*="deal-tile"]';
export const cell = '[data-cy^="grid-cell-column-"]';

export const dialogs = '[role="dialog"], [aria-modal="true"], dialog';
/** Where a lead of the inbox is shown, over the list. */
export const leadParts: Ways = [
  ["lead: details", '[data-test*="lead-detail"], [data-testid*="lead-detail"]'],
  ["lead: panel", `${dialogs}, aside`],
];
export const columns = `${".viewContainer"}, main, [role="main"], #main-content, ${dialogs}`;

/** What anybody may have written, and whom the record belongs to here. */
const parts = ["timeline", "history", "activit", "message", "owner", "follower", "assignee"];
const beginnings = ["mail", "flow", "note", "user"];
export const never = [
  ...parts.map((part) => `[data-test*="${part}"], [data-testid*="${part}"]`),
  ...beginnings.map((word) => `[data-test^="${word}"], [data-testid^="${word}"]`),
  'blockquote, [contenteditable="true"], nav, #froot-header, #froot-nav, leadlight-panel',
  '[class*="timeline" i], [class*="activit" i], [class*="mailMessage" i], .flowItem, .historyItem, .ownerView',
].join(", ");

/** Whoever is signed in. */
export const owner: Ways = [
  [
    "owner: menu",
    '#froot-header [title*="@"], [data-test*="user-menu"] [title*="@"], [data-test="header-user-email"]',
  ],
];

export const head = "#froot-header, [data-test='header']";
