import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { disguise } from "../disguise.ts";
import { gmail } from "./index.ts";

const thread = "https://mail.google.com/mail/u/0/#inbox/FMfcgzGxyz";

function open(html: string, url = thread) {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, edit = (html: string) => html, at = thread) {
  const { document, url } = open(edit(fixture(name)), at);
  return gmail.read(document, url);
}
function rows(name: string, edit = (html: string) => html) {
  const { document, url } = open(edit(fixture(name)));
  return gmail.rows(document, url);
}
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);
const outside = (reading: ReturnType<typeof read>, ownDomains = ["seller.example"]) =>
  outsidePeople(reading.people, { owner: reading.owner, ownDomains }).map(({ email }) => email);

describe("Gmail, own pages", () => {
  test("trap: own reply newest", () => {
    const reading = read("own-reply-newest");
    expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example", threadKey: "18a0f1" });
    expect(reading.people).toEqual([
      { email: "rita@seller.example", name: "Rita Rep", role: "from" },
      { email: "ada@analytical.example", name: "Ada", role: "to" },
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
    ]);
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("trap: forged people in a message's text", () => {
    for (const edit of [(html: string) => html, disguise])
      expect(emails(read("message-group", edit)).join()).not.toContain("attack.example");
    const bare = read("own-reply-newest", (html) =>
      html.replace(/<div class="a3s">[\s\S]*?<\/div>/, '<div class="a3s"></div>'),
    );
    expect(read("own-reply-newest")).toEqual(bare);
  });

  test("several outside people, the newest message's first, no colleague", () => {
    const reading = read("several");
    expect(outside(reading)).toEqual([
      "jo@partner.example",
      "ada@analytical.example",
      "charles@analytical.example",
    ]);
    expect(outside(reading, [])).toContain("kai@seller.example");
  });

  test("trap: sent for somebody else", () => {
    const reading = read("form-notification");
    expect(reading.people).toContainEqual({
      email: "ada@analytical.example",
      name: "Ada Lovelace",
      role: "reply_to",
    });
    expect(reading.people.map(({ email }) => email)).not.toContain("subject@attack.example");
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("Reply-To by its label, as bare text", () => {
    const reading = read("form-notification", (html) =>
      html
        .replace("yanıt adresi:", "Antwort an:")
        .replace(
          /<span email="ada@analytical.example"[^>]*>Ada Lovelace<\/span>/,
          "Ada &lt;ada@analytical.example&gt;",
        ),
    );
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("without a Reply-To the second row of the details is no Reply-To", () => {
    const reading = read("form-notification", (html) =>
      html.replace(/<tr class="ajv"><td class="gG"><span class="gI">yanıt[\s\S]*?<\/tr>/, ""),
    );
    expect(reading.people.filter(({ role }) => role === "reply_to")).toEqual([]);
    expect(outside(reading)).toEqual([]);
  });

  test("trap: mailing lists and groups", () => {
    const reading = read("mailing-list");
    expect(reading.people.filter(({ role }) => role === "list").map(({ email }) => email)).toEqual([
      "press@outside.example",
      "talk@googlegroups.com",
    ]);
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("a list: one row a thread, no address out of a snippet, no pane left behind", () => {
    const { document, url } = open(fixture("list"));
    expect(gmail.read(document, url)).toMatchObject({ view: "list", people: [], threadKey: null });
    expect(
      gmail.rows(document, url).map((row) => [row.threadKey, row.people.map(({ email }) => email)]),
    ).toEqual([
      ["18e0", ["ada@analytical.example", "rita@seller.example"]],
      ["18e1", ["sam@stale.example"]],
    ]);
  });

  test("settings: nobody, and the trace says what was looked for", () => {
    const reading = read("nobody");
    expect(reading).toMatchObject({ view: "nothing", people: [] });
    expect(reading.trace).toEqual(["sender: gD", "sender: first of a message", "list: row"]);
  });

  test("with every class renamed the second ways lead there, and the trace names the first", () => {
    const reading = read("renamed-classes");
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
    expect(reading).toMatchObject({ owner: "rita@seller.example", threadKey: "18f0" });
    expect(reading.trace).toEqual(expect.arrayContaining(["sender: gD", "recipient: g2", "owner: button"]));
  });

  test("trap: panes left behind", () => {
    for (const name of ["own-reply-newest", "list", "split-pane"] as const) {
      const found = rows(name).flatMap(({ people }) => people.map(({ email }) => email));
      expect([...emails(read(name)), ...found].join()).not.toMatch(/(hidden|left|draft)@elsewhere/);
    }
  });

  test("trap: folded messages", () => {
    const reading = read("folded");
    expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example" });
    expect(reading.people).toEqual([
      { email: "rita@seller.example", name: "я", role: "from" },
      { email: "ivan@partner.example", name: "Иван", role: "from" },
    ]);
    expect(outside(reading)).toEqual(["ivan@partner.example"]);
  });

  test("trap: ourselves are called me in any language", () => {
    for (const me of ["me", "mich", "moi", "я", "自分", "אני"])
      expect(outside(read("popout", (html) => html.replaceAll('"me">me<', `"${me}">${me}<`)))).toEqual([
        "ada@analytical.example",
      ]);
  });

  test("trap: each address twice in a row", () => {
    const [first] = rows("split-pane");
    // The outside one who wrote last, at the place that a person sees.
    expect(first?.people.map(({ email }) => email)).toEqual([
      "charles@analytical.example",
      "ada@analytical.example",
      "rita@seller.example",
    ]);
    expect(first?.anchor?.className).toBe("zF");
    expect(rows("list").map(({ anchor }) => anchor?.parentElement?.className)).toEqual(["yW", "yW"]);
    const ownNewest = rows("list", (html) =>
      html.replace(
        /(<span class="yP" email="ada[^<]*<\/span>), (<span class="yP" email="rita[^<]*<\/span>)/,
        "$1, $2",
      ),
    );
    expect(ownNewest[0]?.people[0]?.email).toBe("ada@analytical.example");
  });

  test("trap: two or three rows a thread", () => {
    for (const edit of [(html: string) => html, disguise])
      expect(
        rows("split-pane", edit).map(({ threadKey, element }) => [
          threadKey,
          [...(element.parentElement?.children ?? [])].indexOf(element),
        ]),
      ).toEqual([
        ["19a0", 0],
        [null, 3],
      ]);
  });

  test("trap: a thread beside its list", () => {
    for (const edit of [(html: string) => html, disguise]) {
      const reading = read(
        "split-pane",
        edit,
        "https://mail.google.com/mail/u/0/#search/sites/FMfcgzGxyzFMfcgzGxyz",
      );
      expect(reading).toMatchObject({ view: "open", threadKey: "19a0", doubts: [] });
      expect(emails(reading)).toEqual(["charles@analytical.example", "rita@seller.example"]);
      expect(reading.signs).toEqual(["thread: subject", "thread: message", "url: thread"]);
    }
    const closed = read("split-pane", (html) =>
      html.replace(/<div class="ao8">[\s\S]*(?=<\/div>\s*<\/body>)/, ""),
    );
    expect(closed).toMatchObject({ view: "list", people: [], signs: [] });
  });

  test("trap: messages in groups", () => {
    for (const edit of [(html: string) => html, disguise])
      expect(emails(read("message-group", edit))).toEqual([
        "jo@partner.example",
        "rita@seller.example",
        "charles@analytical.example",
        "ada@analytical.example",
      ]);
  });

  test("trap: class names made anew", () => {
    for (const name of [
      "split-pane",
      "message-group",
      "popout",
      "delegated",
      "folded",
      "nobody",
      "nobody-named",
      "list",
    ]) {
      const plain = { ...read(name), trace: [] };
      expect({ ...read(name, disguise), trace: [] }).toEqual(plain);
      const people = (edit?: typeof disguise) => rows(name, edit).map((row) => [row.threadKey, row.people]);
      expect(people(disguise)).toEqual(people());
    }
    for (const name of ["own-reply-newest", "several", "mailing-list"])
      expect(outside(read(name, disguise))[0]).toBe(outside(read(name))[0]);
  });

  test("trap: an id that is the word undefined", () => {
    expect(read("folded").threadKey).toBeNull();
    expect(rows("split-pane")[1]?.threadKey).toBeNull();
    expect(read("own-reply-newest").threadKey).toBe("18a0f1");
  });

  test("trap: the address names a thread by other ids", () => {
    const elsewhere = read(
      "several",
      undefined,
      "https://mail.google.com/mail/u/0/#label/x/FMfcgzGabcdefghijklmn",
    );
    expect(elsewhere.threadKey).toBe(read("several").threadKey);
    expect(elsewhere.doubts).toEqual([]);
  });

  test("trap: several accounts", () => {
    const second = (html: string) => html.replaceAll("rita@seller.example", "rita@second.example");
    const reading = read("popout", second, "https://mail.google.com/mail/u/1/#inbox/FMfcgzGxyz");
    expect(reading.owner).toBe("rita@second.example");
    expect(outside(reading, [])).toEqual(["ada@analytical.example"]);
  });

  test("an empty label or search is no thread, however its name is written", () => {
    const empty = (hash: string) => {
      const url = `https://mail.google.com/mail/u/0/${hash}`;
      const { document } = new JSDOM('<div role="main"></div>', { url }).window;
      return gmail.read(document, new URL(url)).signs;
    };
    for (const hash of ["#label/Customers-of-Germany-2026", "#search/averyveryverylongword", "#inbox"])
      expect(empty(hash)).toEqual([]);
    for (const hash of [
      "#inbox/FMfcgzGxyzFMfcgzGxyz",
      "#label/Customers-of-Germany-2026/FMfcgzGxyzFMfcgzGxyz",
    ])
      expect(empty(hash)).toEqual(["url: thread"]);
  });

  test("trap: a window of its own", () => {
    const url =
      "https://mail.google.com/mail/u/0/popout?ver=w4viue472nmr&search=inbox&th=%23thread-f%3A1845&cvid=1";
    for (const edit of [(html: string) => html, disguise]) {
      const reading = read("popout", edit, url);
      expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example", threadKey: "19c0" });
      expect(reading.signs).toEqual(["thread: subject", "thread: message", "url: thread"]);
      expect(outside(reading)).toEqual(["ada@analytical.example"]);
    }
    expect(gmail.accepts(new URL(url))).toBe(true);
  });

  test("trap: a delegated mailbox", () => {
    for (const path of ["b/238/u/0", "u/0/d/AEoRXRRxyz"]) {
      const reading = read("delegated", undefined, `https://mail.google.com/mail/${path}/#inbox/FMfcgzGxyz`);
      expect(outside(reading, [])).toEqual(["ada@analytical.example"]);
      expect(reading.doubts).toEqual([]);
    }
  });

  test("trap: an address in a subject", () => {
    const edit = (html: string) =>
      html.replace("<title>Sites", "<title>ceo@attack.example").replace(">Sites<", ">ceo@attack.example<");
    expect(read("popout", edit)).toEqual(read("popout"));
  });

  test("a message that only its own id and its text tell", () => {
    const html = `<div class="AO"><div data-message-id="msg-1"><div><span email="ada@analytical.example">Ada Lovelace</span></div>
      <div class="ii gt"><div class="a3s"><span email="forged@attack.example">Forged</span></div></div></div></div>`;
    const { document, url } = open(html);
    expect(gmail.read(document, url).people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
    ]);
  });

  test("trap: a thread whose people cannot be read", () => {
    const reading = read("nobody-named");
    expect(reading).toMatchObject({ people: [], signs: ["thread: subject", "thread: message"] });
    expect(reading.trace).toEqual(expect.arrayContaining(["sender: gD", "sender: first of a message"]));
  });

  test("trap: readers that disagree", () => {
    const two = read("popout", (html) =>
      html.replace("<h3>", '<h3><span email="other@elsewhere.example" role="gridcell">Other</span>'),
    );
    expect(two.doubts).toEqual(["sender: gD / first of a message"]);
    expect(emails(two)[0]).toBe("ada@analytical.example");
    expect(read("delegated").doubts).toEqual(["owner: button / title"]);
  });

  test("an empty page breaks nothing", () => {
    const { document, url } = open("");
    expect(gmail.read(document, url)).toMatchObject({ view: "nothing", owner: null, threadKey: null });
  });

  test("a name is kept as text, whatever it is", () => {
    const reading = read("several", (html) =>
      html.replace('name="Jo"', 'name="&lt;img src=x onerror=alert(1)&gt;"'),
    );
    expect(reading.people[0]?.name).toBe("<img src=x onerror=alert(1)>");
  });
});

interface Recorded {
  file: string;
  url: string;
  account_owner: string | null;
  expected: { lead: string | null; participants: string[]; list_rows: string[] | null };
}
const pages = new URL("../../../../shared/pages/", import.meta.url);
const recorded: Recorded[] = existsSync(new URL("expected.json", pages))
  ? (JSON.parse(readFileSync(new URL("expected.json", pages), "utf8")) as Recorded[]).filter(({ file }) =>
      file.startsWith("gmail/"),
    )
  : [];

describe.skipIf(recorded.length === 0)("Gmail, recorded pages", () => {
  test.each(recorded)("$file", ({ file, url, account_owner, expected }) => {
    // Styles take long to read and say nothing here.
    const html = readFileSync(new URL(file, pages), "utf8").replace(/<style[\s\S]*?<\/style>/g, "");
    const page = open(html, url);
    expect(gmail.accepts(page.url)).toBe(true);
    const reading = gmail.read(page.document, page.url);
    const other = open(disguise(html), url);
    expect(gmail.read(other.document, other.url).people.map(({ email }) => email)).toEqual(
      reading.people.map(({ email }) => email),
    );
    expect([...new Set(reading.people.map(({ email }) => email))].sort()).toEqual(
      expected.participants.toSorted(),
    );
    expect(outside(reading, [])[0] ?? null).toBe(expected.lead);
    if (account_owner) expect(reading.owner).toBe(account_owner);
    const rows = gmail
      .rows(page.document, page.url)
      .flatMap(({ people }) => people.map(({ email }) => email));
    expect([...new Set(rows)]).toEqual(expected.list_rows ?? []);
    expect(reading.view).toBe(
      expected.list_rows ? "list" : expected.participants.length > 0 ? "open" : "nothing",
    );
    const bytes = JSON.stringify(reading);
    expect(bytes).not.toContain("Cotação");
  });
});
