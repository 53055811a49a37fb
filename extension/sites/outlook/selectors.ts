import type { Ways } from "../site.ts";

/**
 * Everything that is known of Outlook's markup. Class names are made anew with every build and labels are in the
 * user's language: nothing here goes by either.
 */
export const hosts: readonly string[] = [
  "outlook.office.com",
  "outlook.office365.com",
  "outlook.live.com",
  "outlook.cloud.microsoft",
];

/** Where a mail is read: beside the list, in place of it, or alone in a window of its own. */
export const panes: Ways = [
  ["pane: reading pane", "#ReadingPaneContainerId, #ConversationReadingPaneContainer"],
  ["pane: section", '[data-app-section="MailReadCompose"], [data-app-section="ConversationContainer"]'],
  ["pane: main role", '[role="main"]'],
  ["pane: window", "body"],
];

/** The text of a message. */
export const bodies: Ways = [
  ["body: id", '[id^="UniqueMessageBody"]'],
  ["body: document", '[role="document"]'],
];

/**
 * What names people in a pane and is no head of a message: texts (Outlook puts `x_` before what a sender wrote),
 * lists, menus, cards, attachments.
 */
export const apart = [
  '[id^="UniqueMessageBody"]',
  '[role="document"]',
  '[id$="divRplyFwdMsg"]',
  '[id^="x_"]',
  '[class^="x_"]',
  "blockquote",
  "#MailList",
  "[data-convid]",
  ...["listbox", "option", "tree", "navigation", "banner", "search", "complementary", "toolbar", "menu"].map(
    (role) => `[role="${role}"]`,
  ),
  ...["dialog", "alertdialog", "tooltip"].map((role) => `[role="${role}"]`),
  '[contenteditable="true"]',
  "input",
  "textarea",
  "script",
  "style",
].join(", ");

/** A mail being written. */
export const editor = '[contenteditable="true"]';

/** Parts of a message that stand in its head and in no window for writing. */
export const headParts = '[id^="MSG_"], [data-testid="SentReceivedSavedTime"]';

export const sender = '[id^="MSG_"][id$="_FROM"]';
export const recipients = '[data-testid="RecipientWell"], [id^="MSG_"][id$="_TO"], [id^="MSG_"][id$="_CC"]';
export const subject = '[id$="_SUBJECT"]';
export const heading = '[role="heading"], h1, h2, h3';

/** A message of a conversation that is folded to a line; not a button that opens something. */
export const folded =
  '[aria-expanded="false"]:not(button, [aria-haspopup], [role="button"], [role="combobox"], [role="menuitem"], [role="tab"], [role="link"])';

/** Attributes that hold an address and nothing else, or an address and a name. */
export const addressed = ["email", "data-email", "title", "aria-label", "href"] as const;

export const rows: Ways = [
  ["list: conversation", '[role="option"][data-convid]'],
  ["list: option", '#MailList [role="option"], [data-app-section="MessageList"] [role="option"]'],
  ["list: conversation id", "[data-convid]"],
];
export const selected = '[data-convid][aria-selected="true"]';

export const owner: Ways = [
  ["owner: mailbox", '[id^="primaryMailboxRoot"]'],
  ["owner: account", "#mectrl_currentAccount_secondary"],
  ["owner: account button", '[id^="mectrl"][aria-label*="@"], #O365_MainLink_Me [aria-label*="@"]'],
  ["owner: account link", 'a[href*="username="], a[href*="login_hint="]'],
];

export const head = '#o365header, #headerContainer, #O365_NavHeader, [role="banner"]';
