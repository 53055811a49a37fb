/** A page built as Gmail's is, with as many elements, in which mails open without the page loading again. */

export interface Mail {
  email: string;
  name: string;
}

const OWNER = "rosa@ourcompany.example";
export const MAILBOX = "https://mail.google.com/mail/u/0/";

/** What stands in the main part while a mail is open. */
export const messageOf = ({ email, name }: Mail, index: number): string => `
  <h2 class="hP" data-legacy-thread-id="t${index}">About the offer</h2>
  <div role="listitem"><div class="adn ads" data-legacy-message-id="m${index}">
    <h3><span class="gD" email="${email}" name="${name}">${name}</span></h3>
    <span class="hb">to <span class="g2" email="${OWNER}" name="me">me</span></span>
    <div class="a3s">${"<p>A line of the mail, as long as lines in mails are.</p>".repeat(40)}</div>
  </div></div>`;

/** The page, open on a mail, or on none. `leadAt` of its window is when the mail was there. */
export const mailboxPage = (mail: Mail | null): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Inbox - ${OWNER} - Gmail</title>
<style>
  body { margin: 0; font: 14px/20px system-ui; } #gb { height: 64px; } .columns { display: flex; }
  .nav { width: 220px; height: 700px; overflow: hidden; } .bkK { flex: 1; min-width: 0; } .bAw { width: 56px; }
</style></head>
<body><div class="nH"><header id="gb" role="banner">
  <a aria-label="Google Account: Rosa (${OWNER})" href="https://accounts.google.com/SignOutOptions" role="button">R</a></header>
<div class="columns bkL"><div class="nav">${'<div class="TN"><span><a href="#">Label</a></span></div>'.repeat(1000)}</div>
<div class="no"><div class="bkK nH"><div role="main">${mail ? messageOf(mail, 0) : ""}</div></div>
<div class="bAw"></div></div></div></div>
<script>window.leadAt = performance.timeOrigin + performance.now()</script></body></html>`;

/** Runs in the page: opens a mail. @returns when, UTC ms with fractions */
export const openMail = ({ html, index }: { html: string; index: number }): number => {
  const at = performance.timeOrigin + performance.now();
  const main = document.querySelector("[role=main]");
  if (!main) throw new Error("The page has no main part");
  main.innerHTML = html;
  window.location.hash = `#inbox/thread${index}`;
  return at;
};

/** Runs in the page: from now on something moves in it 60 times a second, and nobody comes or goes. */
export const neverRest = (): void => {
  const bar = document.querySelector("#gb");
  let count = 0;
  setInterval(() => {
    count += 1;
    const line = document.createElement("span");
    line.textContent = `${count}`;
    line.style.color = count % 2 ? "red" : "blue";
    bar?.append(line);
    if (bar && bar.childElementCount > 20) bar.children[1]?.remove();
  }, 1000 / 60);
};
