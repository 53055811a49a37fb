/** A small page shaped like Gmail's, for any sender, which changes in place as Gmail does. */

export interface Mail {
  email: string;
  name: string;
  /** What else the message says; only text. */
  body?: string;
  subject?: string;
}

export const OWNER = "rosa.reyes@leadlight-sample.example";
export const THREAD_URL = "https://mail.google.com/mail/u/0/#inbox/FMfcgzGpFqPWnMLkBWXhzRhwWnWfkvzp";

/** Text as it stands in markup. */
export const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const messageOf = ({ email, name, body, subject }: Mail, index: number) => `
  <h2 class="hP" data-legacy-thread-id="t${index}">${escaped(subject ?? "A subject that nobody may read")}</h2>
  <div role="listitem"><div class="adn ads" data-legacy-message-id="m${index}">
    <h3><span class="gD" email="${escaped(email)}" name="${escaped(name)}">${escaped(name)}</span></h3>
    <span class="hb">to <span class="g2" email="${OWNER}" name="me">me</span></span>
    <div class="a3s">${escaped(body ?? "A text that nobody may read")} <span email="forged@elsewhere.example">forged</span></div>
  </div></div>`;

/** The whole page, open on one mail. */
export const gmailPage = (mail: Mail) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Re: plans - ${OWNER} - Gmail</title>
<style>
  body { margin: 0; font: 14px/20px system-ui; color: #222; background: #fff; }
  #gb { height: 64px; background: #f2f2f2; } .columns { display: flex; } .nav { width: 220px; } .no { flex: 1; min-width: 0; display: flex; }
  .bkK { flex: 1; min-width: 0; } .bAw { width: 56px; }
</style></head>
<body><div class="nH"><header id="gb" role="banner">
  <a aria-label="Google Account: Rosa (${OWNER})" href="https://accounts.google.com/SignOutOptions" role="button">R</a></header>
<div class="columns bkL"><div class="nav">Inbox</div><div class="no"><div class="bkK nH">
  <div role="main">${messageOf(mail, 0)}</div>
  <div style="display:none"><span class="gD" email="hidden@elsewhere.example" name="Hidden">Hidden</span></div>
</div></div><div class="bAw"></div></div></div></body></html>`;

/** Runs in the page: the mail gives way to another, the hash first, as Gmail does. */
export const openMail = ({ mail, index }: { mail: Mail; index: number }) => {
  const main = document.querySelector("[role=main]");
  if (!main) throw new Error("There is no main part");
  window.location.hash = `#inbox/thread${index}`;
  main.querySelector("h2")?.setAttribute("data-legacy-thread-id", `t${index}`);
  main.querySelector("[data-legacy-message-id]")?.setAttribute("data-legacy-message-id", `m${index}`);
  const sender = main.querySelector(".gD");
  sender?.setAttribute("email", mail.email);
  sender?.setAttribute("name", mail.name);
  if (sender) sender.textContent = mail.name;
};
