import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { disguise } from "../disguise.ts";
import { outlook } from "./index.ts";

const message = "https://outlook.office.com/mail/inbox/id/AAQkOne";

function open(html: string, url = message) {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, { edit = (html: string) => html, url = message } = {}) {
  const page = open(edit(fixture(name)), url);
  return outlook.read(page.document, page.url);
}
function rows(name: string, edit = (html: string) => html) {
  const page = open(edit(fixture(name)));
  return outlook.rows(page.document, page.url);
}
const outside = (reading: ReturnType<typeof read>, ownDomains = ["seller.example"]) =>
  outsidePeople(reading.people, { owner: reading.owner, ownDomains }).map(({ email }) => email);
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);

describe("Outlook, own pages", () => {
  test("trap: own reply newest", () => {
    const reading = read("conversation");
    expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example", threadKey: "AAQkOne" });
    expect(reading.people).toEqual([
      { email: "rita@seller.example", name: "Rita Rep", role: "from" },
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "kai@seller.example", name: "Kai Colleague", role: "to" },
      { email: "charles@analytical.example", name: "Charles Babbage", role: "cc" },
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
      { email: "rita@seller.example", name: "Rita Rep", role: "to" },
      { email: "jo@partner.example", name: "Jo", role: "from" },
    ]);
    expect(outside(reading)).toEqual([
      "ada@analytical.example",
      "jo@partner.example",
      "charles@analytical.example",
    ]);
    expect(reading.signs).toEqual(["pane: text", "pane: head", "pane: recipients", "url: message"]);
    expect(reading.doubts).toEqual([]);
  });

  test("trap: quoted mail", () => {
    const bare = read("conversation", {
      edit: (html) => html.replace(/<div id="x_divRplyFwdMsg">[\s\S]*?<\/div>/, ""),
    });
    expect(read("conversation")).toEqual(bare);
    const outsideOfText = read("conversation", {
      edit: (html) =>
        html.replace(
          '<div class="h1">',
          '<div id="divRplyFwdMsg"><span>quoted@attack.example</span></div><div class="h1">',
        ),
    });
    expect(outsideOfText.people).toEqual(bare.people);
  });

  test("trap: addresses in a message's text", () => {
    expect(emails(read("conversation")).join()).not.toContain("attack.example");
    const bare = read("conversation", {
      edit: (html) =>
        html.replace(
          /<div id="UniqueMessageBody_3"[\s\S]*?<\/div>\s*<\/div>\s*<div role="listbox"/,
          '<div id="UniqueMessageBody_3"></div></div><div role="listbox"',
        ),
    });
    expect(read("conversation")).toEqual(bare);
  });

  test("trap: folded messages of a conversation", () => {
    const folded = (html: string) =>
      html
        .replaceAll('aria-expanded="true"><div class="m2">', 'aria-expanded="false"><div class="m2">')
        .replace(/<div role="document">[\s\S]*?<\/div><\/div>/g, "");
    const reading = read("conversation", { edit: folded });
    expect(reading.view).toBe("open");
    expect(outside(reading)[0]).toBe("ada@analytical.example");
    expect(reading.people.filter(({ role }) => role === "from").map(({ email }) => email)).toEqual([
      "rita@seller.example",
      "ada@analytical.example",
      "jo@partner.example",
    ]);
  });

  test("trap: labels in another language", () => {
    for (const label of ["Von:", "De :", "发件人：", "Od:", "From:"]) {
      const reading = read("reply", { edit: (html) => html.replaceAll("Von:", label) });
      expect(reading.people).toEqual([
        { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
        { email: "rita@seller.example", name: null, role: "to" },
      ]);
    }
  });

  test("trap: right to left", () => {
    expect(read("rtl").people).toEqual([
      { email: "ada@analytical.example", name: "עדה", role: "from" },
      { email: "rita@seller.example", name: null, role: "to" },
      { email: "charles@analytical.example", name: null, role: "to" },
    ]);
  });

  test("trap: only display names", () => {
    const reading = read("names-only");
    // Nothing is broken there: no sign that somebody should have been found.
    expect(reading).toMatchObject({ view: "open", people: [], threadKey: "AAQkOne", signs: [] });
    const lost = read("names-only", {
      edit: (html) => html.replace('aria-label="From: Ada Lovelace"', 'data-who="ada@analytical.example"'),
    });
    expect(lost.signs).toContain("pane: text");
    expect(lost.people).toEqual([]);
    expect(rows("names-only")).toEqual([]);
  });

  test("trap: an address in a subject", () => {
    for (const [was, now] of [
      ["conversation", "Sites of subject@attack.example"],
      ["popout", "Question de title@attack.example"],
      ["ids-gone", "sub@attack.example"],
    ] as const)
      for (const subject of ["ceo@attack.example", "Ceo <ceo@attack.example>", "From: ceo@attack.example"]) {
        const text = subject.replaceAll("<", "&lt;");
        const reading = read(was, { edit: (html) => html.replaceAll(now, text) });
        expect(outside(reading)[0]).toBe("ada@analytical.example");
        expect(emails(reading)).not.toContain("ceo@attack.example");
      }
  });

  test("trap: writing a mail", () => {
    const reading = read("compose", { url: "https://outlook.office.com/mail/compose/AAMkDraft" });
    expect(reading).toMatchObject({ view: "nothing", people: [], signs: [], threadKey: null });
  });

  test("trap: writing a reply below a mail", () => {
    const reading = read("reply");
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
    expect(emails(reading)).not.toContain("draft@elsewhere.example");
  });

  test("trap: a window of its own", () => {
    for (const url of [
      "https://outlook.office.com/mail/deeplink/read/AAMkA%2FB%3D?version=1",
      "https://outlook.live.com/mail/0/deeplink/read/AAMkA%2FB%3D",
      "https://outlook.office365.com/owa/?ItemID=AAMkA%2FB%3D&exvsurl=1",
      "https://outlook.cloud.microsoft/mail/inbox/id/AAMkA%2FB%3D",
    ]) {
      const reading = read("popout", { url });
      expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example", threadKey: "AAMkA/B=" });
      expect(reading.people).toEqual([
        { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
        { email: "rita@seller.example", name: "Rita Rep", role: "to" },
      ]);
      expect(outlook.accepts(new URL(url))).toBe(true);
    }
  });

  test("trap: a pane left behind, a contact card", () => {
    expect(emails(read("hidden-pane"))).toEqual(["ada@analytical.example"]);
  });

  test("trap: class names made anew", () => {
    for (const name of [
      "conversation",
      "popout",
      "reply",
      "rtl",
      "hidden-pane",
      "ids-gone",
      "compose",
      "list",
    ]) {
      const plain = read(name);
      const other = read(name, { edit: disguise });
      expect({ ...other, trace: [] }).toEqual({ ...plain, trace: [] });
      const people = (edit?: typeof disguise) => rows(name, edit).map((row) => [row.threadKey, row.people]);
      expect(people(disguise)).toEqual(people());
    }
  });

  test("trap: ids made anew", () => {
    const reading = read("ids-gone");
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
      { email: "rita@seller.example", name: "Rita Rep", role: "to" },
      { email: "charles@analytical.example", name: "Charles", role: "to" },
    ]);
    expect(reading.owner).toBe("rita@seller.example");
    expect(reading.trace).toEqual([
      "pane: reading pane",
      "pane: section",
      "body: id",
      "owner: mailbox",
      "owner: account",
      "sender: id",
    ]);
  });

  test("trap: sender on behalf of another", () => {
    const reading = read("doubt");
    expect(outside(reading)).toEqual(["ada@analytical.example", "delegate@partner.example"]);
    expect(reading.doubts).toEqual([]);
    const apart = read("doubt", {
      edit: (html) =>
        html
          .replace("<span>Delegate", '<div class="a"><span>Delegate')
          .replace("on behalf of <span", '</div><div class="b"><span')
          .replace("analytical.example></span>", "analytical.example></span></div>"),
    });
    expect(apart.doubts).toEqual(["sender: id / head"]);
  });

  test("trap: rows, with the outside one first", () => {
    expect(read("list")).toMatchObject({ view: "list", people: [], threadKey: null, signs: [] });
    const found = rows("list");
    expect(found.map((row) => [row.threadKey, ...row.people.map(({ email }) => email)])).toEqual([
      ["AAQkA", "ada@analytical.example", "rita@seller.example"],
      ["AAQkB", "bare@partner.example"],
      ["AAQkE", "sam@stale.example"],
    ]);
    expect(found.map(({ anchor }) => anchor?.textContent)).toEqual([
      "Rita Rep; Ada Lovelace",
      "bare@partner.example",
      "Sam Stale",
    ]);
    expect(rows("conversation").map(({ threadKey }) => threadKey)).toEqual(["AAQkOne", "AAQkTwo"]);
  });

  test("trap: a subject that looks like a sender, in a list", () => {
    expect(rows("list").map(({ threadKey }) => threadKey)).not.toContain("AAQkC");
    expect(JSON.stringify(rows("list").map(({ people }) => people))).not.toContain("attack.example");
  });

  test("trap: calendar and contacts in the same app", () => {
    for (const path of ["/calendar/view/week", "/people/", "/host/abc", "/"])
      expect(read("other-module", { url: `https://outlook.office.com${path}` })).toMatchObject({
        view: "nothing",
        people: [],
        signs: [],
      });
  });

  test("trap: whose mailbox it is", () => {
    const without = (html: string) => html.replace(/<div role="tree">[\s\S]*?<\/div><\/div>/, "");
    const owner = (html: string, url = message) => {
      const page = open(html, url);
      return outlook.read(page.document, page.url).owner;
    };
    const bare = without(fixture("hidden-pane"));
    expect(owner(bare)).toBeNull();
    expect(owner(bare, "https://outlook.office.com/mail/sales@seller.example/inbox/id/AAQkOne")).toBe(
      "sales@seller.example",
    );
    const withRoot = (root: string) => bare.replace('<div id="app">', `<div id="app">${root}`);
    expect(owner(withRoot('<div id="primaryMailboxRoot_rita@seller.example"></div>'))).toBe(
      "rita@seller.example",
    );
    expect(owner(withRoot('<div id="mectrl_currentAccount_secondary">rita@seller.example</div>'))).toBe(
      "rita@seller.example",
    );
    expect(owner(withRoot('<a href="https://x.example/?a=1&login_hint=rita%40seller.example"></a>'))).toBe(
      "rita@seller.example",
    );
  });

  test("trap: several mailboxes", () => {
    const two = (html: string) =>
      html.replace(
        /(<div role="treeitem" id="primaryMailboxRoot_1")/,
        '<div role="treeitem" id="primaryMailboxRoot_0" title="me@private.example"></div>$1',
      );
    const reading = read("reply", { edit: two });
    expect(reading.owner).toBe("me@private.example");
    expect(outside(reading, [])).toEqual(["ada@analytical.example"]);
    const shared = read("reply", {
      edit: (html) => html.replace("An: rita@seller.example", "An: sales@ourteam.example"),
      url: "https://outlook.office.com/mail/sales@ourteam.example/inbox/id/AAQkOne",
    });
    expect(outside(shared, [])).toEqual(["ada@analytical.example"]);
  });

  test("trap: lists among the recipients", () => {
    const reading = read("reply", {
      edit: (html) =>
        html.replace("An: rita@seller.example", "An: talk@googlegroups.com; dev@lists.partner.example"),
    });
    expect(outside(reading, [])).toEqual(["ada@analytical.example"]);
  });

  test("an empty page breaks nothing", () => {
    const { document, url } = open("");
    expect(outlook.read(document, url)).toMatchObject({
      view: "nothing",
      owner: null,
      threadKey: null,
      signs: [],
    });
    expect(outlook.rows(document, url)).toEqual([]);
  });

  test("other hosts are not its own", () => {
    for (const url of ["https://outlook.office.com.attack.example/mail/", "http://outlook.office.com/mail/"])
      expect(outlook.accepts(new URL(url))).toBe(false);
  });
});

interface Recorded {
  file: string;
  url: string;
  expected: { lead: string | null; participants: string[] };
}
const pages = new URL("../../../../shared/pages/", import.meta.url);
const recorded: Recorded[] = existsSync(new URL("expected.json", pages))
  ? (JSON.parse(readFileSync(new URL("expected.json", pages), "utf8")) as Recorded[]).filter(({ file }) =>
      file.startsWith("outlook/"),
    )
  : [];

describe.skipIf(recorded.length === 0)("Outlook, recorded pages", () => {
  test.each(recorded)("$file", ({ file, url, expected }) => {
    for (const edit of [(html: string) => html, disguise]) {
      const page = open(edit(readFileSync(new URL(file, pages), "utf8")), url);
      expect(outlook.accepts(page.url)).toBe(true);
      const reading = outlook.read(page.document, page.url);
      expect(emails(reading).sort()).toEqual(expected.participants.toSorted());
      expect(outside(reading, [])[0] ?? null).toBe(expected.lead);
      expect(outlook.rows(page.document, page.url)).toEqual([]);
    }
  });
});
