import { escaped, type Mail, OWNER } from "./gmail.ts";
import { hanging, type Look } from "./outlook.ts";

/** A page shaped like Google Calendar's week, with the bubble of one event open. */

export const CALENDAR_URL = "https://calendar.google.com/calendar/u/0/r/week";

const guest = ({ email, name }: Mail) =>
  `<div role="treeitem" data-email="${escaped(email)}" aria-label="${escaped(name)}"><span>${escaped(name)}</span></div>`;

export const calendarPage = (
  guests: readonly Mail[],
  { direction = "ltr", hangs = "flow", dark = false }: Look = {},
): string => `<!doctype html>
<html lang="en" dir="${direction}"><head><meta charset="utf-8"><title>Google Calendar - Week of November 16, 2026</title>
<style>
  html, body { height: 100%; margin: 0; overflow: hidden; }
  body { font: 14px/20px Roboto, system-ui; color: ${dark ? "#e3e3e3" : "#1f1f1f"}; background: ${dark ? "#131314" : "#f8fafd"}; }
  .app { ${hanging[hangs]} display: flex; flex-direction: column; }
  #gb { flex: none; height: 64px; padding: 0 16px; display: flex; align-items: center; justify-content: space-between; font-size: 20px; }
  #gb a { width: 32px; height: 32px; border-radius: 50%; background: #8e24aa; color: #fff; display: grid; place-items: center; font-size: 14px; }
  .columns { flex: 1; min-height: 0; display: flex; } .left { flex: none; width: 180px; padding: 12px; } .rail { flex: none; width: 56px; padding: 12px 4px; font-size: 12px; }
  [role="main"] { flex: 1; min-width: 0; background: ${dark ? "#1b1b1b" : "#fff"}; border-radius: 24px 24px 0 0; }
  [role="grid"] { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); height: 100%; } [role="gridcell"] { border-inline-end: 1px solid ${dark ? "#333" : "#dde3ea"}; padding: 6px; }
  [data-eventchip] { margin-top: 120px; padding: 4px 6px; border-radius: 6px; background: #039be5; color: #fff; font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .bubble { position: fixed; z-index: 500; left: 420px; top: 240px; width: 360px; padding: 16px 20px; border-radius: 24px; background: ${dark ? "#282a2c" : "#f0f4f9"}; box-shadow: 0 8px 24px rgb(0 0 0 / 30%); }
  #rAECCd { font-size: 20px; line-height: 28px; } [role="treeitem"] { padding: 3px 0; }
</style></head>
<body><div class="app">
  <header id="gb" role="banner"><span>Calendar</span><a aria-label="Google Account: Rosa (${OWNER})" href="https://accounts.google.com/SignOutOptions" role="button">R</a></header>
  <div class="columns"><div class="left">November 2026</div>
    <div role="main"><div role="grid">${["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
      .map(
        (day, index) =>
          `<div role="gridcell">${day} ${16 + index}${index === 1 ? '<div role="button" data-eventid="ZXZlbnQ" data-eventchip>First meeting</div>' : ""}</div>`,
      )
      .join("")}</div></div>
    <div class="rail" role="complementary">Keep<br>Tasks</div></div>
</div>
<div class="bubble" role="dialog" aria-modal="true"><div id="xDetDlg" data-eventid="ZXZlbnQ">
  <div id="rAECCd" role="heading">First meeting</div><div id="xDetDlgWhen">Tuesday, November 17 ⋅ 10:00 – 11:00am</div>
  <div id="xDetDlgAtt"><div>${guests.length + 1} guests</div><div role="tree">${guest({ email: OWNER, name: "Rosa Reyes" })}${guests.map(guest).join("")}
    ${guest({ email: "sample_1@resource.calendar.google.com", name: "Room Turing" })}</div></div>
</div></div></body></html>`;
