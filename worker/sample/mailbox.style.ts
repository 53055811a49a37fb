import { threads } from "./mails.ts";

const open = (id: string) => `body:has([id="mail/${id}"]:target) [href="#mail/${id}"]`;

/** The mailbox's looks. Which mail is open is the page's `:target`, so it needs no script. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fff; --paper2: #f6f5f2; --ink: #1b1f27; --muted: #565e6c; --accent: #3d3f9e;
  --hairline: color-mix(in srgb, var(--ink) 14%, transparent);
  font: 14px/20px system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #17191e; --paper2: #1f2229; --ink: #ecedef; --muted: #a7aeba; --accent: #a9abff; }
}
* { box-sizing: border-box; }
/* The panes scroll, the page never does: opening a mail must not move its head away. */
html, body { height: 100%; overflow: clip; }
body { margin: 0; display: flex; flex-direction: column; color: var(--ink); background: var(--paper2); }
[data-mail-head] { display: flex; align-items: baseline; gap: 16px; padding: 14px 24px; background: var(--paper); border-bottom: 1px solid var(--hairline); }
h1 { margin: 0; font-size: 15px; font-weight: 600; }
[data-mail-head] p { margin: 0 0 0 auto; color: var(--muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(240px, 320px) minmax(0, 1fr); }
nav, main > div { overflow: auto; }
nav { border-right: 1px solid var(--hairline); background: var(--paper); }
ul { margin: 0; padding: 0; list-style: none; }
li { border-bottom: 1px solid var(--hairline); }
nav a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 10px 16px 10px 20px; color: inherit; text-decoration: none; border-left: 4px solid transparent; }
nav a:hover { background: var(--paper2); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
nav span, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav [data-person] { font-weight: 600; }
nav time, .subject { color: var(--muted); font-size: 13px; }
.subject { grid-column: 1 / -1; }
${threads.map(({ id }) => open(id)).join(", ")} { background: var(--paper2); border-left-color: var(--accent); }
article { display: none; max-width: 720px; padding: 24px 32px 48px; scroll-margin-top: 100vh; }
article:target { display: block; }
article:focus { outline: none; }
h2 { margin: 0 0 16px; font-size: 20px; line-height: 28px; font-weight: 600; overflow-wrap: anywhere; }
section { margin-bottom: 16px; padding: 16px 20px; background: var(--paper); border: 1px solid var(--hairline); border-radius: 6px; }
section header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; margin-bottom: 12px; overflow-wrap: anywhere; }
section header p { margin: 0; }
section header .sender { font-weight: 600; }
section header .others, section header time { color: var(--muted); font-size: 13px; }
section header .others { grid-column: 1 / -1; }
.address { color: var(--muted); font-weight: 400; }
[data-body] p { margin: 0 0 12px; overflow-wrap: anywhere; }
[data-body] p:last-child { margin: 0; }
.empty { padding: 24px 32px; color: var(--muted); }
body:has(article:target) .empty { display: none; }
footer { padding: 12px 24px; color: var(--muted); font-size: 13px; background: var(--paper); border-top: 1px solid var(--hairline); }
footer p { margin: 0; }
footer a, .back { color: var(--accent); }
/* Only where a lead's mail has been open for a while and no panel came. */
.howto { display: none; margin-top: 4px; color: var(--ink); }
html:has(article[data-outside]:target):not(:has(leadlight-panel)) .howto { display: block; animation: late 0s 2s both; }
@keyframes late { from { visibility: hidden; } to { visibility: visible; } }
code { font: inherit; font-weight: 600; }
@media (max-width: 760px) {
  main { display: block; overflow: auto; }
  nav, main > div { overflow: visible; }
  h1 { white-space: nowrap; }
  body:has(article:target) nav { display: none; }
  article { padding: 16px; }
  .back { display: inline-block; margin-bottom: 8px; }
}
@media (min-width: 761px) { .back { display: none; } }
`;
