import type { Ways } from "../site.ts";

/**
 * Everything that is known of Gmail's markup. Its class names are old and hold for years, yet each fact has
 * more than one way to it; where the first fails the next is tried and the failure reported by name.
 */
export const panes: Ways = [
  ["pane: main role", '[role="main"]'],
  ["pane: scroller", ".AO .aeF"],
  // A thread in a window of its own.
  ["pane: window", "body"],
];

/** One message: by its id, unfolded, folded, or whatever an item of the thread's list is. */
export const message = '[data-legacy-message-id], [data-message-id], .adn, .adf, [role="listitem"]';
export const messageId = "[data-legacy-message-id], [data-message-id]";
export const messageItem = '[role="listitem"]';

export const senders: Ways = [["sender: gD", "span.gD[email]"]];
/**
 * What names people by attributes that no mail can bring along: the first of them in a message is who sent it, for
 * the head stands before the text.
 */
export const named = '[email][data-hovercard-id], [email][role], img[jid][data-hovercard-id*="@"]';
/** Where a message's text is known as one, what else names people is its head. */
export const namedBesideText = `[email], ${named}`;

/** Of one message. */
export const recipients: Ways = [
  ["recipient: g2", "span.g2[email]"],
  ["recipient: hb", ".hb [email]"],
];

/** The text of a message. */
export const text = ".a3s, .ii";

/** What looks like a participant and is none: a text, a row of a list, a reply being written, a dialog, the details. */
export const elsewhere =
  '.a3s, .ii, tr.zA, [role="row"], .ip, form, [contenteditable="true"], [role="dialog"], [role="complementary"], table.ajC';

/** The details of a message (a table behind a small arrow). They exist only once somebody has opened them. */
export const details = {
  rows: "table.ajC tr",
  label: "td.gG",
  value: "td.gL",
};

export const threadIds: Ways = [
  ["thread: subject", "h2[data-legacy-thread-id]"],
  ["thread: legacy id", "[data-legacy-thread-id]"],
  ["thread: first message", "[data-legacy-message-id]"],
];

/** Of an open thread, whoever it is with. */
export const signs: Ways = [
  ["thread: subject", "h2[data-legacy-thread-id], h2[data-thread-perm-id]"],
  ["thread: message", "[data-legacy-message-id], [data-message-id]"],
];

/** What a window that has no main part must hold to be read at all. */
export const inWindow = `${message}, tr.zA`;

/** A line of a list, by its class or its role; else a table's row that can be ticked or names a thread. */
export const row = 'tr, [role="row"]';
export const surelyRow = 'tr.zA, [role="row"]';
export const partOfRow = '[role="checkbox"], [data-legacy-thread-id]';
export const rowThread = "[data-legacy-thread-id]";

export const owner = {
  button: 'a[href*="SignOutOptions"], a[href*="accounts.google.com"][aria-label*="@"]',
  /** English pages only. */
  me: '[email][name="me"]',
};

export const head = '#gb, header[role="banner"]';
export const rail = ".bAw";
