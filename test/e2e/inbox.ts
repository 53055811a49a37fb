import type { Mail } from "./gmail.ts";

/** A page shaped like Gmail's list of mails, with as many boxes around a name, which uses its rows again as Gmail does. */

export const INBOX_URL = "https://mail.google.com/mail/u/0/#inbox";

export interface InboxLook {
  dark?: boolean;
  /** Gmail's density: rows of 40 px, or of 28. */
  compact?: boolean;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What stands in one row. */
export const cellsOf = ({ email, name }: Mail, subject: string): string => `
  <td class="oZ-x3 xY"></td>
  <td class="yX xY">
    <div class="afn"><span class="yP" email="${escaped(email)}" name="${escaped(name)}">${escaped(name)}</span>, ${escaped(subject)}</div>
    <div class="yW"><span class="bA4"><span class="yP" translate="no" email="${escaped(email)}" name="${escaped(name)}">${escaped(name)}</span></span></div>
  </td>
  <td class="a4W"><div class="xS"><span class="bog"><span data-legacy-thread-id="${escaped(subject)}">${escaped(subject)}</span></span>
    <span class="y2"> - A text that nobody may read</span></div></td>
  <td class="xW">14:30</td>`;

/** The window's part of the list: the page, with rows for these. */
export const inboxPage = (mails: readonly Mail[], { dark = false, compact = false }: InboxLook = {}): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Inbox - rosa.reyes@leadlight-sample.example - Gmail</title>
<style>
  html, body { height: 100%; } body { margin: 0; font: 14px/20px Roboto, Arial, sans-serif; color: #222; background: ${dark ? "#111" : "#fff"}; }
  #gb { height: 64px; background: ${dark ? "#1b1b1b" : "#f6f8fc"}; } .columns { display: flex; height: calc(100% - 64px); }
  .nav { width: 180px; } .no { flex: 1; min-width: 0; display: flex; } .bkK { flex: 1; min-width: 0; } .bAw { width: 56px; }
  .Tm { height: 100%; overflow-y: auto; } table { display: block; } tbody { display: block; }
  .afn { display: none; }
  .zA { display: flex; align-items: center; cursor: pointer; height: ${compact ? 28 : 40}px; box-shadow: inset 0 -1px 0 0 ${dark ? "#333" : "#eee"};
    color: ${dark ? "#e8eaed" : "#202124"}; background: ${dark ? "rgba(0,0,0,0)" : "rgba(242,245,245,0.8)"}; }
  .zA td { display: flex; align-items: center; padding: 0; } .oZ-x3 { width: 20px; }
  .zA > .yX { flex-basis: 168px; max-width: 168px; min-width: 0; padding-right: 32px; flex-shrink: 0; flex-grow: 1; }
  .yW { font-size: .875rem; letter-spacing: .2px; white-space: pre; align-items: baseline; display: flex; flex: 1; min-width: 0; overflow: hidden; }
  .bA4 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .a4W { flex: 1; min-width: 0; } .xS { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .xW { width: 60px; }
</style></head>
<body><div class="nH"></div><header id="gb" role="banner">
  <a aria-label="Google Account: Rosa (rosa.reyes@leadlight-sample.example)" href="https://accounts.google.com/SignOutOptions" role="button">R</a></header>
<div class="columns bkL"><div class="nav">Inbox</div><div class="no"><div class="bkK nH"><div class="Tm">
  <div role="main"><table class="F cf zt"><tbody>${mails.map((mail, index) => `<tr class="zA" role="row">${cellsOf(mail, `t${index}`)}</tr>`).join("")}</tbody></table></div>
</div></div><div class="bAw"></div></div></div></body></html>`;
