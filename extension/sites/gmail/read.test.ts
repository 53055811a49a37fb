import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { gmail } from "./index.ts";

const thread = "https://mail.google.com/mail/u/0/#inbox/FMfcgzGxyz";

function open(html: string, url = thread) {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, edit = (html: string) => html) {
  const { document, url } = open(edit(fixture(name)));
  return gmail.read(document, url);
}
const outside = (reading: ReturnType<typeof read>, ownDomains = ["seller.example"]) =>
  outsidePeople(reading.people, { owner: reading.owner, ownDomains }).map(({ email }) => email);

describe("Gmail, own pages", () => {
  test("own reply newest, the lead's mail collapsed, another pane hidden", () => {
    const reading = read("own-reply-newest");
    expect(reading).toMatchObject({ view: "open", owner: "rita@seller.example", threadKey: "18a0f1" });
    expect(reading.people).toEqual([
      { email: "rita@seller.example", name: "Rita Rep", role: "from" },
      { email: "ada@analytical.example", name: "Ada", role: "to" },
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
    ]);
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("nothing inside a message's text changes what is read", () => {
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

  test("Reply-To out of the opened details, where the label is in no language that we know", () => {
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

  test("a mailing list is nobody", () => {
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
      [null, ["sam@stale.example"]],
    ]);
  });

  test("settings: nobody, and the trace says what was looked for", () => {
    const reading = read("nobody");
    expect(reading).toMatchObject({ view: "nothing", people: [] });
    expect(reading.trace).toEqual(["sender: gD", "sender: heading", "sender: hovercard", "list: row"]);
  });

  test("with every class renamed the second ways lead there, and the trace names the first", () => {
    const reading = read("renamed-classes");
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
    expect(reading).toMatchObject({ owner: "rita@seller.example", threadKey: "18f0" });
    expect(reading.trace).toEqual(expect.arrayContaining(["sender: gD", "recipient: g2", "owner: button"]));
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
    const page = open(readFileSync(new URL(file, pages), "utf8"), url);
    expect(gmail.accepts(page.url)).toBe(true);
    const reading = gmail.read(page.document, page.url);
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
