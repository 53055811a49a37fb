import type { Ways } from "../site.ts";

/** Everything that is known of Google Calendar's markup. Its ids and `data-` attributes have held for years; its classes do not. */

/** The event that is open: the bubble over the grid, or the page of its own. */
export const bubbles: Ways = [
  ["bubble: details", "#xDetDlg"],
  ["bubble: title", '[role="dialog"]:has(#rAECCd)'],
  ["bubble: dialog", '[role="dialog"], [data-chips-dialog="true"]'],
];
export const pages: Ways = [
  ["page: guests tab", '[role="tabpanel"]'],
  ["page: main role", '[role="main"]'],
  ["page: window", "body"],
];

/** What tells an event's dialog from a question or a warning. */
export const eventDialog =
  '#xDetDlg, #rAECCd, [data-chips-dialog], [role="treeitem"][data-email], [data-hovercard-id*="@"]';

/** Where the site keeps the guests: there only when there are some. */
export const guestParts = '#xDetDlgAtt, [role="tree"]:has([role="treeitem"])';

export const guests: Ways = [
  ["guest: tree item", '[role="treeitem"][data-email*="@"]'],
  ["guest: data-email", '[data-email*="@"]'],
  ["guest: hovercard", '[data-hovercard-id*="@"]'],
  ["guest: participant", '[data-participant-id*="@"], [data-participant-chip*="@"]'],
  [
    "guest: label",
    '[role="treeitem"][aria-label*="@"], [role="treeitem"] [title*="@"], #xDetDlgAtt [title*="@"]',
  ],
];

/**
 * What names people and is no guest list: what somebody wrote about the event, its place, the calendar that it is in,
 * addresses that are offered while one is typed, the head with its accounts, other events.
 */
export const apart = [
  "#xDetDlgDesc",
  "#xDetDlgLoc",
  "#xDetDlgCal",
  "#xDetDlgNot",
  "#gb",
  "[data-eventchip]",
  '[contenteditable="true"]',
  '[g_editable="true"]',
  ...["banner", "listbox", "option", "grid", "complementary", "navigation", "menu", "search"].map(
    (role) => `[role="${role}"]`,
  ),
].join(", ");

/** A group among the guests holds its members. */
export const group = '[role="treeitem"][aria-expanded]';

export const name = "[data-name], [translate=no]";

export const event = "[data-eventid]";
/** The event of the grid whose bubble is open. */
export const openEvent = '[data-eventid][aria-expanded="true"], [data-eventid][aria-pressed="true"]';
export const grid = '[role="grid"], [data-eventchip], [data-viewkey]';

export const owner: Ways = [
  ["owner: button", 'a[href*="SignOutOptions"]'],
  ["owner: account link", 'a[href*="accounts.google.com"][aria-label*="@"], #gb [aria-label*="@"]'],
];

export const head = '#gb, header[role="banner"]';
