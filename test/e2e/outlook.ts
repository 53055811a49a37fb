import { escaped, type Mail, OWNER } from "./gmail.ts";

/** A page shaped like Outlook's on the web: folders, a list, and a conversation with somebody beside it. */

export const OUTLOOK_URL = "https://outlook.office.com/mail/inbox/id/AAQkOpen";

export interface Look {
  direction?: "ltr" | "rtl";
  /** How the app hangs on the window: no page says so beforehand. */
  hangs?: "flow" | "fixed" | "absolute" | "wide";
  dark?: boolean;
}

export const hanging = {
  flow: "height: 100vh;",
  fixed: "position: fixed; inset: 0;",
  absolute: "position: absolute; top: 0; left: 0; width: 100%; height: 100%;",
  wide: "width: 100vw; height: 100vh;",
} as const;

const rowOf = ({ email, name, subject }: Mail, index: number) => `
  <div role="option" data-convid="AAQk${index === 0 ? "Open" : index}" aria-selected="${index === 0}" tabindex="-1">
    <div class="line"><span title="${escaped(email)}">${escaped(name)}</span></div>
    <div class="line"><span title="">${escaped(subject ?? "A subject that nobody may read")}</span></div></div>`;

/** Open on the first of these. */
export const outlookPage = (
  mails: readonly [Mail, ...Mail[]],
  { direction = "ltr", hangs = "flow", dark = false }: Look = {},
): string => `<!doctype html>
<html lang="en" dir="${direction}"><head><meta charset="utf-8"><title>Mail - Rosa Reyes - Outlook</title>
<style>
  html, body { height: 100%; margin: 0; overflow: hidden; }
  body { font: 14px/20px "Segoe UI", system-ui; color: ${dark ? "#eee" : "#242424"}; background: ${dark ? "#1f1f1f" : "#fff"}; }
  #app { ${hanging[hangs]} display: flex; flex-direction: column; }
  #o365header { flex: none; height: 48px; padding: 0 16px; display: flex; align-items: center; justify-content: space-between; background: #0f6cbd; color: #fff; font-weight: 600; }
  .columns { flex: 1; min-height: 0; display: flex; }
  .folders { flex: none; width: 180px; padding: 12px; }
  #MailList { flex: none; width: 280px; overflow-y: auto; border-inline: 1px solid ${dark ? "#444" : "#e0e0e0"}; }
  [data-convid] { padding: 8px 12px; border-bottom: 1px solid ${dark ? "#333" : "#f0f0f0"}; } [aria-selected="true"] { background: ${dark ? "#0a2e4a" : "#cfe4fa"}; }
  .line { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .line:first-child { font-weight: 600; }
  [role="main"] { flex: 1; min-width: 0; overflow-y: auto; padding: 16px; } [role="heading"] { font-size: 18px; font-weight: 600; margin-bottom: 12px; }
  .card { border: 1px solid ${dark ? "#444" : "#e0e0e0"}; border-radius: 8px; padding: 12px; } .card p { margin: 12px 0 0; }
</style></head>
<body><div id="app">
  <div id="o365header" role="banner"><span>Outlook</span><button aria-label="Account manager for Rosa Reyes">RR</button></div>
  <div class="columns">
    <div class="folders" role="navigation"><div role="tree"><div role="treeitem" id="primaryMailboxRoot_0" title="${OWNER}">${OWNER.replace(/@.*/, "")}</div><div role="treeitem">Inbox</div><div role="treeitem">Sent</div></div></div>
    <div id="MailList"><div role="listbox">${mails.map(rowOf).join("")}</div></div>
    <div role="main" id="ReadingPaneContainerId" data-app-section="MailReadCompose">
      <div id="CONV_AAQkOpen_SUBJECT" role="heading" aria-level="3">${escaped(mails[0].subject ?? "A subject that nobody may read")}</div>
      <div aria-expanded="true" class="card">
        <div><span id="MSG_AAMkOpen_FROM"><span aria-label="From: ${escaped(mails[0].name)}">${escaped(mails[0].name)}&lt;${escaped(mails[0].email)}&gt;</span></span></div>
        <div data-testid="RecipientWell"><span>To:</span> <span>Rosa Reyes&lt;${OWNER}&gt;</span></div>
        <div role="document"><div id="UniqueMessageBody_1"><p>${escaped(mails[0].body ?? "A text that nobody may read")}</p></div></div>
      </div>
    </div>
  </div>
</div></body></html>`;
