import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { outsidePeople, type Participant } from "../../shared/domain/people/people.ts";
import { generate } from "./generate.ts";
import { sampleMailbox } from "./mailbox.ts";
import { OWNER, threads } from "./mails.ts";
import { OWN_DOMAIN } from "./staff.ts";

const get = (address: string, LOCAL: string | undefined = "1") =>
  sampleMailbox.request(address, {}, { LOCAL });

const document = async (): Promise<Document> =>
  new JSDOM(await (await get("http://localhost:8787/mail")).text()).window.document;

const roles: Record<string, Participant["role"]> = {
  from: "from",
  to: "to",
  cc: "cc",
  "reply-to": "reply_to",
  list: "list",
};
const outsideOf = (root: Element): string[] => {
  const people = [...root.querySelectorAll("[data-person]")].map((element) => ({
    email: element.getAttribute("data-email") ?? "",
    name: element.getAttribute("data-name"),
    role: roles[element.getAttribute("data-role") ?? ""] ?? "list",
  }));
  return outsidePeople(people, { owner: OWNER.email, ownDomains: [OWN_DOMAIN] }).map(({ email }) => email);
};

test("only on this machine, and only where local mode is on", async () => {
  expect((await get("http://localhost:8787/mail")).status).toBe(200);
  expect((await get("http://127.0.0.1:8787/mail")).status).toBe(200);
  expect((await get("https://leadlight.example/mail")).status).toBe(404);
  expect((await get("http://localhost:8787/mail", "")).status).toBe(404);
  expect((await get("http://localhost:8787/mail.css", "")).status).toBe(404);
});

test("nothing but its own style may load", async () => {
  const response = await get("http://localhost:8787/mail");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self';/);
  const page = await document();
  expect(page.querySelectorAll("script, style, [style], img, iframe")).toHaveLength(0);
  expect((await get("http://localhost:8787/mail.css")).headers.get("content-type")).toContain("text/css");
});

test("a dozen mails, each a row and an open thread that a link leads to", async () => {
  const page = await document();
  const rows = [...page.querySelectorAll("li[data-thread] a")].map((link) => link.getAttribute("href"));
  expect(rows.length).toBeGreaterThanOrEqual(12);
  for (const href of rows) {
    const article = page.getElementById(href?.slice(1) ?? "");
    expect(article?.querySelectorAll("[data-message] [data-body] p").length, href ?? "").toBeGreaterThan(0);
    expect(article?.querySelector("[data-body] [data-person]")).toBeNull();
  }
});

test("Ada first; several people; the form's sender in Reply-To; colleagues and machines are nobody", async () => {
  const page = await document();
  const articles = new Map(
    [...page.querySelectorAll("article")].map((article) => [
      article.getAttribute("data-thread"),
      outsideOf(article),
    ]),
  );
  expect([...articles.keys()][0]).toBe("ada");
  expect(articles.get("ada")).toEqual(["ada@analytical.example"]);
  expect(articles.get("terms")).toHaveLength(3);
  expect(articles.get("form")).toEqual(["grace.hopper@harbour-systems.example"]);
  expect(articles.get("friday")).toEqual([]);
  expect(articles.get("calendar")).toEqual([]);
});

test("most mails come from leads of the sample, two from nobody known", async () => {
  const { rows } = await generate(Date.UTC(2026, 10, 21));
  const known = new Set(rows.leads.map(({ email }) => email));
  const page = await document();
  const strangers = [...page.querySelectorAll("article")]
    .flatMap((article) => outsideOf(article).slice(0, 1))
    .filter((email) => !known.has(email));
  expect(strangers).toEqual(["jo@analytical.example", "olga@first-page-rankings.example"]);
  expect(threads.length - strangers.length).toBeGreaterThanOrEqual(10);
});
