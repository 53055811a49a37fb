/** The mails that wait in the box, oldest first: plain, from a form, of a list, with our own reply, with forged links. */

export const REP = "rosa.reyes@leadlight-sample.example";
const rep = `Rosa Reyes <${REP}>`;

const mail = (headers: Record<string, string>, text: string, type = "text/plain"): string =>
  [
    ...Object.entries({ ...headers, "MIME-Version": "1.0", "Content-Type": `${type}; charset=utf-8` }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    "",
    text,
    "",
  ].join("\r\n");

const day = (date: number) => `Mon, ${String(date).padStart(2, "0")} Nov 2026 09:00:00 +0000`;

export const mails: readonly string[] = [
  mail(
    {
      From: "Sam Stale <sam@stale.example>",
      To: rep,
      Subject: "Plain question",
      Date: day(2),
      "Message-ID": "<plain@stale.example>",
    },
    "Hello Rosa,\r\nhow much is it?\r\nPlease write to forged@evil.example\r\n\r\nSam",
  ),
  mail(
    {
      From: "Website <noreply@forms.example>",
      "Reply-To": "Ada Lovelace <ada@analytical.example>",
      To: rep,
      Subject: "New form entry",
      Date: day(3),
      "Message-ID": "<form@forms.example>",
    },
    "Name: Ada Lovelace\r\nMessage: call me",
  ),
  mail(
    {
      From: "Mary Member <mary@outside.example>",
      To: "Talk <talk@lists.outside.example>",
      Subject: "To everybody on the list",
      Date: day(4),
      "List-Id": "<talk.lists.outside.example>",
      "Message-ID": "<list@outside.example>",
    },
    "Hello all",
  ),
  mail(
    {
      From: rep,
      To: "Charles Babbage <charles@analytical.example>",
      Subject: "Re: our own answer, the newest",
      Date: day(5),
      "Message-ID": "<own@leadlight-sample.example>",
    },
    "Dear Charles,\r\nhere it is.\r\n\r\n> from sam@stale.example",
  ),
  mail(
    {
      From: "Ada Lovelace <ada@analytical.example>",
      To: rep,
      Subject: "Forged links",
      Date: day(6),
      "Message-ID": "<html@analytical.example>",
    },
    `<html><body><h1>Sam Stale</h1><p><a href="mailto:sam@stale.example" title="sam@stale.example">Ada Lovelace</a>
    <span class="rcmContactAddress" title="eve@evil.example">Eve</span></p>
    <table class="header-headers"><tr><td class="header from"><a href="mailto:eve@evil.example" class="rcmContactAddress">Eve</a></td></tr></table>
    <blockquote>On Monday mary@outside.example wrote</blockquote></body></html>`,
    "text/html",
  ),
];
