import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { sample } from "./index.ts";

const html = readFileSync(new URL("./fixtures/open.html", import.meta.url), "utf8");
const url = new URL("http://localhost:8787/sample/mail");

test("an open thread: the one to reply to, nobody out of a text or a hidden list", () => {
  const reading = sample.read(new JSDOM(html).window.document, url);
  expect(reading).toMatchObject({ view: "open", threadKey: "t1", owner: "rita@seller.example" });
  const outside = outsidePeople(reading.people, { owner: reading.owner, ownDomains: ["seller.example"] });
  expect(outside.map(({ email }) => email)).toEqual(["ada@analytical.example"]);
});

test("with the thread closed and the list shown, rows", () => {
  const listed = html.replace("<ul hidden>", "<ul>").replace("<article", "<article hidden");
  const { document } = new JSDOM(listed).window;
  expect(sample.read(document, url)).toMatchObject({ view: "list", people: [] });
  expect(sample.rows(document, url)).toMatchObject([
    { threadKey: "t9", people: [{ email: "sam@stale.example", name: "Sam Stale", role: "from" }] },
  ]);
});

test("only the mailbox of this machine", () => {
  expect(sample.accepts(url)).toBe(true);
  expect(sample.accepts(new URL("http://127.0.0.1:9000/sample/mail/t1"))).toBe(true);
  expect(sample.accepts(new URL("https://evil.example/sample/mail"))).toBe(false);
  expect(sample.accepts(new URL("http://localhost:8787/"))).toBe(false);
});
