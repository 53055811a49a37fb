import type { Ways } from "../site.ts";

/**
 * Everything that is known of Gmail's markup. Its class names are old and hold for years, yet each fact has
 * more than one way to it; where the first fails the next is tried and the failure reported by name.
 */
export const panes: Ways = [
  ["pane: main role", '[role="main"]'],
  ["pane: scroller", ".AO .aeF"],
];

export const senders: Ways = [
  ["sender: gD", "span.gD[email]"],
  ["sender: heading", "h3 [email]"],
  ["sender: hovercard", "img[jid][data-hovercard-id*='@']"],
];

/** Of one message. */
export const recipients: Ways = [
  ["recipient: g2", "span.g2[email]"],
  ["recipient: hb", ".hb [email]"],
];

/** The message that a sender stands in: expanded, collapsed, or whatever a list item is. */
export const message = '[data-legacy-message-id], .adn, .adf, [role="listitem"]';

/** The text of a message. */
export const text = ".a3s";

/** What looks like a participant and is none: a text, a row of a list, a reply being written, a dialog, the details. */
export const elsewhere = '.a3s, tr.zA, .ip, form, [contenteditable="true"], [role="dialog"], table.ajC';

/** The details of a message (a table behind a small arrow). They exist only once somebody has opened them. */
export const details = {
  rows: "table.ajC tr",
  label: "td.gG",
  value: "td.gL",
};

export const threadIds: Ways = [
  ["thread: subject", "h2[data-legacy-thread-id]"],
  ["thread: legacy id", "[data-legacy-thread-id]:not(tr.zA *)"],
  ["thread: first message", "[data-legacy-message-id]"],
];

export const rows: Ways = [["list: row", "tr.zA"]];
export const rowPeople: Ways = [
  ["row: names", ".yW [email]"],
  ["row: any", "[email]"],
];
export const rowThread = "[data-legacy-thread-id]";

export const owner = {
  button: 'a[href*="SignOutOptions"], a[href*="accounts.google.com"][aria-label*="@"]',
  /** English pages only. */
  me: '[email][name="me"]',
};

export const head = '#gb, header[role="banner"]';
export const rail = ".bAw";
