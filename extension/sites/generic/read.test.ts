import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { generic, readGeneric } from "./index.ts";
import { explain } from "./read.ts";

const crm = "https://crm.acme.example/";
function open(html: string, at = crm) {
  const { document } = new JSDOM(html, { url: at }).window;
  return { document, url: new URL(at) };
}
const page = (name: string, at?: string, edit = (html: string) => html) =>
  open(edit(readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8")), at);
const read = ({ document, url }: ReturnType<typeof open>, selected?: string) =>
  readGeneric(document, url, selected);
const emails = ({ document, url }: ReturnType<typeof open>, selected?: string) =>
  readGeneric(document, url, selected).people.map(({ email }) => email);
const rows = ({ document, url }: ReturnType<typeof open>) =>
  generic
    .rows(document, url)
    .map(({ record, people }) => [record?.key ?? null, ...people.map(({ email }) => email)]);
const outside = (reading: ReturnType<typeof read>) =>
  outsidePeople(reading.people, { owner: reading.owner, ownDomains: [] }).map(({ email }) => email);
/** A frame with another page in it. */
function put(frame: Element | null, inside: Document | (() => never)): void {
  if (!frame) throw new Error("no frame");
  Object.defineProperty(
    frame,
    "contentDocument",
    typeof inside === "function" ? { get: inside } : { value: inside },
  );
}

const uuid = "10b116d8-f54c-3031-dedc-6b01f3e00646";
const espo = `${crm}#Lead/view/64f0aa00000000001`;
const suite = `${crm}index.php?module=Leads&action=DetailView&record=${uuid}`;
const roundcube = "https://mail.acme.example/?_task=mail&_mbox=INBOX";

describe("records, product by product", () => {
  test.each([
    [
      "espocrm-lead",
      espo,
      "espocrm:Lead:64f0aa00000000001",
      ["ada@analytical.example", "ada.l@home.example"],
    ],
    ["suitecrm7-lead", suite, `suitecrm:Leads:${uuid}`, ["jake@moor.example", "jm77@home.example"]],
    ["dolibarr-contact", `${crm}contact/card.php?id=1`, "dolibarr:contact:1", ["anna.kovacs@acme.example"]],
    ["odoo-crm", `${crm}odoo/crm/42`, "odoo:crm.lead:42", ["ada@analytical.example"]],
    [
      "twenty-person",
      `${crm}object/person/${uuid}`,
      `twenty:person:${uuid}`,
      ["ada@analytical.example", "countess@home.example"],
    ],
    [
      "dynamics-lead",
      `${crm}main.aspx?pagetype=entityrecord&etn=lead&id=${uuid}`,
      `dynamics:lead:${uuid}`,
      ["ada@analytical.example"],
    ],
    [
      "atomic-contact",
      `${crm}#/contacts/1/show`,
      "atomic:contacts:1",
      ["ada@analytical.example", "ada.l@home.example"],
    ],
  ])("%s", (name, at, key, people) => {
    const reading = read(page(name, at));
    expect(reading).toMatchObject({
      view: "open",
      record: { key, type: "person", tenant: "crm.acme.example" },
      threadKey: key,
      signs: ["url: record"],
      doubts: [],
    });
    expect(reading.people.map(({ email }) => email)).toEqual(people);
  });

  test("a company: its people, then its own mailbox, and its host", () => {
    const reading = read(page("espocrm-account", `${crm}#Account/view/64f0aa00000000009`));
    expect(reading).toMatchObject({
      view: "open",
      record: { type: "company" },
      domains: ["analytical.example"],
    });
    expect(reading.people.map(({ email, name }) => [email, name])).toEqual([
      ["ada@analytical.example", "Ada Lovelace"],
      ["charles@analytical.example", "Charles Babbage"],
      ["info@analytical.example", null],
    ]);
  });

  test("a mail that a CRM keeps: the one in Reply-To, then those it went to, nobody of its text", () => {
    const reading = read(page("espocrm-email", `${crm}#Email/view/64f0aa00000000009`));
    expect(reading).toMatchObject({ view: "open", record: { type: "other" } });
    expect(outside(reading)).toEqual([
      "ada@analytical.example",
      "rita@seller.example",
      "bob@outside.example",
    ]);
  });

  test("the tabs of one record are no list", () => {
    const tab = (name: string) => `<div class="tab"><a href="/contact/${name}.php?id=1">${name}</a></div>`;
    const tabs = ["card", "perso", "note", "agenda"].map(tab).join("");
    expect(rows(open(`<div>${tabs}</div>`))).toEqual([]);
  });

  test("a name out of the record, its heading or the address; never a button's word", () => {
    expect(read(page("suitecrm7-lead", suite)).people[0]?.name).toBe("Jake Moor");
    expect(read(page("odoo-crm", `${crm}odoo/crm/42`)).people[0]?.name).toBe(null);
    expect(emails(open('<main><a href="mailto:ada@analytical.example">Send email</a></main>'))).toHaveLength(
      1,
    );
    expect(
      read(open('<main><a href="mailto:ada@analytical.example">Send email</a></main>')).people[0]?.name,
    ).toBeNull();
  });
});

describe("lists, product by product", () => {
  test.each([
    [
      "espocrm-list",
      `${crm}#Lead`,
      [["espocrm:Lead:64f0aa0000000000a", "ada@analytical.example"], ["espocrm:Lead:64f0aa0000000000b"]],
    ],
    [
      "suitecrm8-list",
      `${crm}#/leads`,
      [
        [`suitecrm:Leads:${uuid}`, "jake@moor.example"],
        ["suitecrm:Leads:20b116d8-f54c-3031-dedc-6b01f3e00646", "ann@over.example"],
      ],
    ],
    [
      "odoo-list",
      `${crm}odoo/contacts`,
      [
        [null, "ada@analytical.example"],
        [null, "charles@difference.example"],
      ],
    ],
    [
      "atomic-list",
      `${crm}#/contacts`,
      [["atomic:contacts:1"], ["atomic:contacts:2"], ["atomic:contacts:3"]],
    ],
    [
      "roundcube-list",
      roundcube,
      [
        [null, "ada@analytical.example"],
        [null, "news@vendor.example"],
      ],
    ],
  ])("%s", (name, at, expected) => {
    const shown = page(name, at);
    expect(read(shown)).toMatchObject({ view: "list", people: [], record: null, signs: [] });
    expect(rows(shown)).toEqual(expected);
    for (const { element, anchor } of generic.rows(shown.document, shown.url))
      expect(element.contains(anchor)).toBe(true);
  });
});

describe("what lies in wait", () => {
  test("trap: addresses cut in text", () => {
    const shown = open(
      `<main><h1>Contacts</h1><table>${["ada@analytical", "charles@difference", "grace@navy"]
        .map(
          (cut) =>
            `<tr><td></td><td>x</td><td><a href="mailto:${cut}.example">${cut.slice(0, -4)}…</a></td></tr>`,
        )
        .join("")}</table></main>`,
    );
    expect(rows(shown).flat().filter(Boolean)).toEqual([
      "ada@analytical.example",
      "charles@difference.example",
      "grace@navy.example",
    ]);
    expect(read(shown)).toMatchObject({ view: "list", doubts: [] });
  });

  test("trap: addresses in titles only", () => {
    expect(rows(page("roundcube-list", roundcube)).flat().filter(Boolean)).toEqual([
      "ada@analytical.example",
      "news@vendor.example",
    ]);
    const [first] = generic.rows(page("roundcube-list", roundcube).document, new URL(roundcube));
    expect(first?.people[0]?.name).toBe("Ada Lovelace");
  });

  test("trap: an empty template before the list", () => {
    const template =
      '<a class="email-link" href="javascript:void(0);" data-record-id="" data-email-address="">Email</a>';
    const shown = page("suitecrm7-lead", suite);
    expect(shown.document.querySelector("a.email-link")?.outerHTML).toContain('data-email-address=""');
    expect(emails(shown)[0]).toBe("jake@moor.example");
    expect(read(open(`<main>${template}</main>`))).toMatchObject({
      view: "nothing",
      trace: expect.arrayContaining(["generic: address"]),
    });
  });

  test("trap: several addresses of one person", () => {
    const reading = read(page("suitecrm7-lead", suite));
    expect(reading.people.map(({ name, email }) => [name, email])).toEqual([
      ["Jake Moor", "jake@moor.example"],
      ["Jake Moor", "jm77@home.example"],
    ]);
  });

  test("trap: cards of other records", () => {
    for (const [name, at] of [
      ["suitecrm7-lead", suite],
      ["espocrm-lead", espo],
      ["twenty-person", `${crm}object/person/${uuid}`],
    ] as const) {
      const found = emails(page(name, at));
      for (const other of [
        "paul@other.example",
        "ann@over.example",
        "grace@navy.example",
        "charles@difference.example",
      ])
        expect(found).not.toContain(other);
    }
  });

  test("trap: people in notes and timelines", () => {
    expect(emails(page("atomic-contact", `${crm}#/contacts/1/show`))).not.toContain(
      "charles@difference.example",
    );
    expect(emails(page("odoo-crm", `${crm}odoo/crm/42`))).not.toContain("grace@navy.example");
    expect(emails(page("dolibarr-contact", `${crm}contact/card.php?id=1`))).not.toContain(
      "billing.desk@acme.example",
    );
  });

  test("trap: the signed-in user", () => {
    const lead =
      '<main><h1>Ada Lovelace</h1><a href="mailto:ada@analytical.example">ada@analytical.example</a></main>';
    for (const account of [
      '<header role="banner"><a href="/logout" title="Rita (rita@seller.example)">Sign out</a></header>',
      '<header><div class="menu"><p>Rita Rep<br>rita@seller.example</p><a href="/user/logout.php?token=1">Logout</a></div></header>',
      '<nav><span>rita@seller.example</span><a href="/settings">Settings</a></nav>',
      '<div class="side"><span class="username">rita@seller.example</span></div>',
      '<div data-user-email="rita@seller.example"></div>',
    ]) {
      const reading = read(open(account + lead));
      expect(reading.owner).toBe("rita@seller.example");
      expect(outside(reading)).toEqual(["ada@analytical.example"]);
    }
    expect(read(page("dolibarr-contact", `${crm}contact/card.php?id=1`)).owner).toBe("rep@seller.example");
    const twoInTheMenu = read(open(`<nav>rita@seller.example sales@seller.example</nav>${lead}`));
    expect(twoInTheMenu.owner).toBeNull();
  });

  test("trap: foot and support", () => {
    const found = emails(page("website", "https://analytical.example/team"));
    expect(found[0]).toBe("ada@analytical.example");
    expect(found).not.toContain("support@analytical.example");
    expect(found).not.toContain("jobs@analytical.example");
    expect(
      read(
        open(
          '<main>Trouble? <a href="mailto:support@crm-vendor.example">support@crm-vendor.example</a></main>',
        ),
      ).view,
    ).toBe("nothing");
  });

  test("trap: menus and tooltips of whole cards", () => {
    expect(emails(page("dolibarr-contact", `${crm}contact/card.php?id=1`))).toEqual([
      "anna.kovacs@acme.example",
    ]);
    const menu = '<div role="menu"><a href="mailto:someone@else.example">Write</a></div>';
    expect(emails(open(`${menu}<main><a href="mailto:ada@analytical.example">Ada</a></main>`))).toEqual([
      "ada@analytical.example",
    ]);
  });

  test("trap: mail bodies and forged links", () => {
    const found = emails(page("roundcube-message", `${roundcube}&_uid=8&_action=show`));
    expect(found).not.toContain("forged@evil.example");
  });

  test("trap: quoted mail", () => {
    const found = emails(page("roundcube-message", `${roundcube}&_uid=8&_action=show`));
    expect(found).not.toContain("sam@stale.example");
    const quoted =
      '<main><h2>Re: engines</h2><span email="ada@analytical.example">Ada</span><blockquote><a href="mailto:sam@stale.example">Sam</a></blockquote><div id="x_divRplyFwdMsg">From: sam@stale.example</div></main>';
    expect(emails(open(quoted))).toEqual(["ada@analytical.example"]);
  });

  test("trap: reply-to of a form mail", () => {
    const reading = read(page("roundcube-message", `${roundcube}&_uid=8&_action=show`));
    expect(reading).toMatchObject({ view: "open", threadKey: "roundcube:INBOX:8", signs: ["url: message"] });
    expect(outside(reading)[0]).toBe("ada@analytical.example");
    expect(reading.people.find(({ email }) => email === "ada@analytical.example")?.role).toBe("reply_to");
  });

  test("trap: the head of a mail folded to one line", () => {
    const { people } = read(page("roundcube-message", `${roundcube}&_uid=8&_action=show`));
    expect(people.map(({ role, email }) => `${role} ${email}`).sort()).toEqual([
      "from noreply@forms.example",
      "reply_to ada@analytical.example",
      "to rita@seller.example",
    ]);
    const leftBehind = page("roundcube-message", `${roundcube}&_uid=8&_action=show`, (html) =>
      html.replace('id="message-header"', 'id="message-header" hidden'),
    );
    expect(read(leftBehind)).toMatchObject({ view: "nothing", signs: ["url: message"] });
  });

  test("trap: labels in another language", () => {
    for (const [from, to, reply] of [
      ["Von", "An", "Antwort an"],
      ["De", "À", "Répondre à"],
      ["От", "Кому", "Ответить"],
      ["差出人", "宛先", "返信先"],
    ]) {
      const shown = page("roundcube-message", `${roundcube}&_uid=8&_action=show`, (html) =>
        html
          .replace(/class="header (from|to|replyto)"/g, "")
          .replace(">Von<", `>${from}<`)
          .replace(">An<", `>${to}<`)
          .replace(">Antwort an<", `>${reply}:<`),
      );
      expect(
        read(shown)
          .people.map(({ role }) => role)
          .sort(),
      ).toEqual(["from", "reply_to", "to"]);
      expect(outside(read(shown))[0]).toBe("ada@analytical.example");
    }
  });

  test("trap: right to left", () => {
    const shown = page("roundcube-message", `${roundcube}&_uid=8&_action=show`, (html) =>
      html
        .replace("<html", '<html dir="rtl" lang="ar"')
        .replace(">Von<", ">من<")
        .replace(">An<", ">إلى<")
        .replace(">Antwort an<", ">الرد على<"),
    );
    expect(outside(read(shown))[0]).toBe("ada@analytical.example");
  });

  test("trap: own reply newest", () => {
    const shown = open(
      `<nav><a href="/logout" title="rita@seller.example">out</a></nav><main><h2>Engines</h2><div role="list">
      <div role="listitem"><span email="ada@analytical.example" name="Ada">Ada</span></div>
      <div role="listitem"><span email="rita@seller.example" name="Rita">Rita</span> <span email="ada@analytical.example">to Ada</span></div></div></main>`,
    );
    expect(outside(read(shown))).toEqual(["ada@analytical.example"]);
  });

  test("trap: mailing lists", () => {
    const shown = page("roundcube-message", `${roundcube}&_uid=8&_action=show`, (html) =>
      html
        .replaceAll("rita@seller.example", "talk@lists.outside.example")
        .replaceAll("noreply@forms.example", "ada@analytical.example"),
    );
    const reading = read(shown);
    expect(reading.people.find(({ email }) => email.startsWith("talk@"))?.role).toBe("list");
    expect(outside(reading)).toEqual(["ada@analytical.example"]);
  });

  test("trap: a preview frame", () => {
    const list = page("roundcube-list", roundcube);
    put(
      list.document.querySelector("#messagecontframe"),
      page("roundcube-message", `${roundcube}&_uid=8&_action=preview&_framed=1`).document,
    );
    const reading = read(list);
    expect(reading).toMatchObject({
      view: "open",
      threadKey: "roundcube:INBOX:8",
      owner: "rita@seller.example",
    });
    expect(outside(reading)[0]).toBe("ada@analytical.example");
    expect(reading.people.map(({ email }) => email)).not.toContain("news@vendor.example");
  });

  test("trap: frames with somebody's text", () => {
    const list = page("roundcube-list", roundcube);
    put(
      list.document.querySelector("#messagecontframe"),
      new JSDOM('<a href="mailto:forged@evil.example">Ada</a>').window.document,
    );
    expect(read(list)).toMatchObject({ view: "list", people: [] });
  });

  test("trap: frames of other origins", () => {
    const list = page("roundcube-list", roundcube);
    put(list.document.querySelector("#messagecontframe"), () => {
      throw new DOMException("Blocked a frame", "SecurityError");
    });
    expect(read(list)).toMatchObject({ view: "list", people: [] });
  });

  test("trap: hidden tabs and panes", () => {
    const shown = open(
      `<main><section hidden><h1>Sam Stale</h1><a href="mailto:sam@stale.example">Sam</a></section>
      <div style="display: none"><span email="old@stale.example">Old</span></div>
      <section><h1>Ada Lovelace</h1><a href="mailto:ada@analytical.example">Write</a></section></main>`,
      espo,
    );
    expect(read(shown).people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
    ]);
  });

  test("trap: a list beside an open mail", () => {
    const list = page("roundcube-list", roundcube);
    put(
      list.document.querySelector("#messagecontframe"),
      page("roundcube-message", `${roundcube}&_uid=8&_action=preview`).document,
    );
    expect(rows(list)).toHaveLength(2);
    expect(read(list).view).toBe("open");
  });

  test("trap: one line open in its place", () => {
    const line = (who: string, isOpen: boolean) =>
      `<div class="item${isOpen ? " open" : ""}" aria-expanded="${isOpen}"><span email="${who}@outside.example">${who}</span></div>`;
    const shown = open(
      `<main>${line("bob", false)}${line("cy", false)}${line("ada", true)}${line("dan", false)}</main>`,
    );
    expect(emails(shown)).toEqual(["ada@outside.example"]);
    expect(rows(shown).flat().filter(Boolean)).toEqual([
      "bob@outside.example",
      "cy@outside.example",
      "dan@outside.example",
    ]);
  });

  test("trap: rows that are used again", () => {
    const shown = page("espocrm-list", `${crm}#Lead`);
    const [row] = generic.rows(shown.document, shown.url);
    const link = row?.element.querySelector('[data-name="name"] a');
    link?.setAttribute("href", "#Lead/view/64f0aa0000000000f");
    row?.element
      .querySelector("[data-email-address]")
      ?.setAttribute("data-email-address", "eve@other.example");
    const [again] = generic.rows(shown.document, shown.url);
    expect(again?.element).toBe(row?.element);
    expect(again).toMatchObject({
      record: { key: "espocrm:Lead:64f0aa0000000000f" },
      people: [{ email: "eve@other.example" }],
    });
  });

  test("trap: open shadow roots", () => {
    const shown = open("<main><h1>Ada Lovelace</h1><crm-field></crm-field></main>");
    const outer = shown.document.querySelector("crm-field")?.attachShadow({ mode: "open" });
    if (!outer) throw new Error("no shadow root");
    outer.innerHTML = "<crm-mail></crm-mail>";
    const inner = outer.querySelector("crm-mail")?.attachShadow({ mode: "open" });
    if (!inner) throw new Error("no shadow root");
    inner.innerHTML = '<a href="mailto:ada@analytical.example">Ada</a>';
    expect(emails(shown)).toEqual(["ada@analytical.example"]);
    expect(explain(shown.document, shown.url).ranked[0]?.reasons).toContain("in the main part");
  });

  test("trap: dialogs over a list", () => {
    const shown = page("espocrm-list", `${crm}#Lead`, (html) =>
      html.replace(
        "</body>",
        '<div role="dialog" class="modal"><h4>Grace Hopper</h4><a data-email-address="grace@navy.example">grace@navy.example</a></div></body>',
      ),
    );
    expect(emails(shown)).toEqual(["grace@navy.example"]);
  });

  test("trap: fields to type in", () => {
    expect(
      emails(page("dynamics-lead", `${crm}main.aspx?pagetype=entityrecord&etn=lead&id=${uuid}`)),
    ).toEqual(["ada@analytical.example"]);
    const writing =
      '<main><div contenteditable="true">to <a href="mailto:sam@stale.example">Sam</a></div><textarea>x@y.example</textarea></main>';
    expect(emails(open(writing))).toEqual([]);
  });

  test("trap: the person's own sign-in form", () => {
    expect(
      read(open('<main><form><input type="email" value="rita@seller.example"></form></main>')).view,
    ).toBe("nothing");
  });

  test("trap: one address is shown, another is written to", () => {
    const reading = read(
      open('<main><a href="mailto:forged@evil.example">ada@analytical.example</a></main>'),
    );
    expect(reading.doubts).toEqual(["address: link / text"]);
  });

  test("trap: a selected address", () => {
    const shown = page("espocrm-list", `${crm}#Lead`);
    expect(read(shown, "Write to <Eve@Other.example>, please")).toMatchObject({
      view: "open",
      people: [{ email: "eve@other.example" }],
    });
    const record = page("espocrm-lead", espo);
    expect(read(record, "ada.l@home.example")).toMatchObject({
      record: { key: "espocrm:Lead:64f0aa00000000001" },
    });
    // Somebody else is not the record that is open.
    expect(read(record, "eve@other.example")).toMatchObject({
      record: null,
      people: [{ email: "eve@other.example" }, {}, {}],
    });
    expect(read(record, "no address")).toMatchObject({ record: { key: "espocrm:Lead:64f0aa00000000001" } });
  });

  test("trap: class names made anew", () => {
    for (const [name, at] of [
      ["espocrm-lead", espo],
      ["suitecrm7-lead", suite],
      ["twenty-person", `${crm}object/person/${uuid}`],
    ] as const) {
      const before = emails(page(name, at));
      const after = emails(
        page(name, at, (html) =>
          html.replace(
            /class="([^"]*)"/g,
            (_, names: string) =>
              `class="${names
                .split(" ")
                .map((one) => `x${one.length}${one.slice(0, 1)}`)
                .join(" ")}"`,
          ),
        ),
      );
      expect(after).toEqual(before);
    }
  });

  test("trap: navigation without loading", () => {
    const { document } = page("espocrm-lead", espo);
    expect(readGeneric(document, new URL(`${crm}#Lead/view/64f0aa00000000002`)).record?.key).toBe(
      "espocrm:Lead:64f0aa00000000002",
    );
    expect(readGeneric(document, new URL(`${crm}#Calendar`)).record).toBeNull();
  });
});

test("an empty page breaks nothing", () => {
  expect(read(open(""))).toMatchObject({ view: "nothing", people: [], owner: null, record: null });
  expect(rows(open(""))).toEqual([]);
});

test("no page outside the web", () => {
  expect(generic.accepts(new URL("https://any.example/"))).toBe(true);
  expect(generic.accepts(new URL("chrome://settings"))).toBe(false);
  expect(generic.accepts(new URL("file:///etc/passwd"))).toBe(false);
});
