import { Hono } from "hono";
import { html } from "hono/html";
import type { Env } from "../middleware/env.ts";
import { isLocal } from "../middleware/session.ts";
import { style } from "./mailbox.style.ts";
import { type Message, type Named, OWNER, type Thread, threads } from "./mails.ts";
import { OWN_DOMAIN } from "./staff.ts";
import { MINUTE } from "./time.ts";

/**
 * The sample mailbox of a local Worker, so that a newcomer sees the extension work without an account anywhere.
 * Its markup is what `extension/sites/sample` reads; a mail is open while it is the page's target (`#mail/ada`).
 */
export const sampleMailbox = new Hono<Env>()
  .use(async (c, next) => (isLocal(c.req.url, c.env.LOCAL) ? await next() : c.notFound()))
  .get("/mail", (c) => {
    c.header("Content-Security-Policy", POLICY);
    c.header("Cache-Control", "no-store");
    return c.html(page(Date.now()));
  })
  .get("/mail.css", (c) => c.body(style, 200, { "Content-Type": "text/css; charset=utf-8" }));

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = (now: number) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sample mailbox - Leadlight</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sample/mail.css">
</head>
<body data-mail-owner="${OWNER.email}">
<header data-mail-head>
<h1>Sample mailbox</h1>
<p>${OWNER.name}, ${OWNER.email}</p>
</header>
<main>
<nav aria-label="Mails" id="mails">
<ul>
${threads.map((thread) => listed(thread, now))}
</ul>
</nav>
<div>
<p class="empty">Open a mail. Leadlight appears beside those from outside the company.</p>
${threads.map((thread) => opened(thread, now))}
</div>
</main>
<footer>
<p>This is Leadlight's sample mailbox: made-up mails to a made-up rep, on this machine only. Nothing here is sent
anywhere. What the rep says of a lead is read on the <a href="/">dashboard</a>.</p>
<p class="howto">No panel beside this mail? Open <code>chrome://extensions</code>, switch on “Developer mode”, choose
“Load unpacked” and the folder <code>dist/chrome-mv3-local</code> of Leadlight, then reload this page.</p>
</footer>
</body>
</html>`;

const person = ({ role, email, name }: Named, shown: unknown) =>
  html`<span data-person data-role="${role}" data-email="${email}" data-name="${name}">${shown}</span>`;

/** Whom a thread is with, for the list: who wrote last from outside, else whoever wrote last. */
function correspondent({ messages }: Thread): Named | undefined {
  const people = messages.toReversed().flatMap((message) => message.people);
  return (
    people.find(({ role }) => role === "reply-to") ??
    people.find(({ role, email }) => role === "from" && email !== OWNER.email)
  );
}

const listed = (thread: Thread, now: number) => {
  const with_ = correspondent(thread);
  const latest = thread.messages.at(-1);
  return html`<li data-thread="${thread.id}"><a href="#mail/${thread.id}">
${with_ && person(with_, html`<bdi>${with_.name}</bdi>`)}
${latest && time(latest, now)}
<span class="subject">${thread.subject}</span>
</a></li>
`;
};

const opened = (thread: Thread, now: number) => html`
<article id="mail/${thread.id}" tabindex="-1" data-thread="${thread.id}" aria-labelledby="subject-${thread.id}"
${isOutside(thread) ? html`data-outside` : ""}>
<a class="back" href="#mails">All mails</a>
<h2 id="subject-${thread.id}">${thread.subject}</h2>
${thread.messages.map((message) => shown(message, now))}
</article>`;

const shown = (message: Message, now: number) => {
  const senders = message.people.filter(({ role }) => role === "from");
  const others = message.people.filter(({ role }) => role !== "from");
  return html`<section data-message="${message.id}">
<header>
<p class="sender">${senders.map((each) => person(each, html`<bdi>${each.name}</bdi> <span class="address">${each.email}</span>`))}</p>
${time(message, now)}
<p class="others">${others.map((each, index) => html`${index > 0 ? ", " : ""}${words[each.role]} ${person(each, nameOf(each))}`)}</p>
</header>
<div data-body>
${message.paragraphs.map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
</div>
</section>`;
};

const words = { from: "from", to: "to", cc: "copy to", "reply-to": "reply to", list: "list" } as const;

const nameOf = ({ email, name, role }: Named) =>
  email === OWNER.email
    ? "me"
    : role === "reply-to"
      ? html`<bdi>${name}</bdi>, ${email}`
      : html`<bdi>${name}</bdi>`;

/** Whether anybody but colleagues and machines takes part. */
const isOutside = ({ messages }: Thread): boolean =>
  messages.some(({ people }) =>
    people.some(({ email }) => !email.endsWith(`@${OWN_DOMAIN}`) && !email.startsWith("noreply@")),
  );

const passed = new Intl.RelativeTimeFormat("en", { style: "short" });

/** How long ago: the viewer's zone is not known here. */
function time({ minutesAgo }: Message, now: number) {
  const [count, unit] =
    minutesAgo < 60
      ? ([minutesAgo, "minute"] as const)
      : minutesAgo < 24 * 60
        ? ([minutesAgo / 60, "hour"] as const)
        : ([minutesAgo / (24 * 60), "day"] as const);
  const at = new Date(now - minutesAgo * MINUTE);
  return html`<time datetime="${at.toISOString()}">${passed.format(-Math.floor(count), unit)}</time>`;
}
