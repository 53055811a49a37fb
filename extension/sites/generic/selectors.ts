/** Everything that this reader knows of markup: what the web agrees on first, what single products do last. */

/** Where the page's own subject stands, where the page says so. */
export const main = 'main, [role="main"]';

/** The page's frame around its subject: menus, foot, search. Nobody in there is who the page is about. */
export const chrome =
  'nav, footer, [role="navigation"], [role="contentinfo"], [role="banner"], [role="menu"], [role="menubar"], ' +
  '[role="search"], [role="tooltip"], [role="log"], body > header, #footer, .footer, .site-footer, .page-footer';

/** Words of somebody, not of the page: quoted mails, texts of mails and notes, what is being written. */
export const words =
  'blockquote, [type="cite"], .gmail_quote, .moz-cite-prefix, [id$="divRplyFwdMsg"], .a3s, #messagebody, ' +
  '[id^="UniqueMessageBody"], [class*="message-body" i], [class*="messagebody" i], [class*="mail-body" i], ' +
  '[class*="email-body" i], [data-testid*="message-body"], [data-name="body"], [itemprop="articleBody"], ' +
  '[contenteditable]:not([contenteditable="false"]), [role="textbox"], textarea, template, noscript';

/** What stands beside the subject. */
export const beside = 'aside, [role="complementary"], [role="status"], [role="alert"]';

/** What happened, and who had a part in it. */
export const timeline =
  '[role="feed"], [role="log"], [class*="timeline" i], [id*="timeline" i], [data-id*="timeline" i], [class*="chatter" i], ' +
  '[data-name="stream"], [data-name="activities"], [data-name="history"]';

export const dialog = 'dialog[open], [role="dialog"], [aria-modal="true"]';

export const heading = 'h1, h2, h3, [role="heading"]';

/** A line of a list, where the page says so. */
export const line = 'tr, [role="row"], [role="option"], [role="treeitem"], li';

/** Where addresses stand in attributes. The name before each is the way's. */
export const attributes = [
  ["mailto", 'a[href^="mailto:" i], area[href^="mailto:" i]', "href"],
  ["data-email-address", '[data-email-address*="@"]', "data-email-address"],
  ["data-email", '[data-email*="@"]', "data-email"],
  ["email", '[email*="@"]', "email"],
  ["hovercard", '[data-hovercard-id*="@"]', "data-hovercard-id"],
  ["itemprop", '[itemprop~="email"]', "content"],
  ["title", '[title*="@"]:not(iframe)', "title"],
  ["title", '[data-original-title*="@"]', "data-original-title"],
  ["label", '[aria-label*="@"]', "aria-label"],
] as const;

/** The ways out of the account, and into it: the signed-in person's address is on them or beside them. */
export const account = 'a[href*="out" i], [data-action="logout"], .username, [data-user-email]';
export const wayOut = /SignOutOptions|log[-_]?out|sign[-_]?out/i;
