import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { disguise } from "../disguise.ts";
import { hubspot } from "./index.ts";

const base = "https://app-eu1.hubspot.com/contacts/1234567";
const contact = `${base}/record/0-1/501`;
const list = `${base}/objects/0-1/views/all/list`;
const board = `${base}/objects/0-3/views/all/board`;

function open(html: string, url: string) {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, url: string, edit: (html: string) => string = (html) => html) {
  const page = open(edit(fixture(name)), url);
  return hubspot.read(page.document, page.url);
}
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);

describe("HubSpot, a contact", () => {
  test("the record by its address, with both of its addresses and its name", () => {
    const reading = read("contact", contact);
    expect(reading).toMatchObject({
      view: "open",
      record: { type: "person", key: "hubspot:0-1:501", tenant: "hubspot:1234567" },
      threadKey: "hubspot:0-1:501",
      signs: ["url: record"],
      doubts: [],
      domains: [],
    });
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
      { email: "countess@lovelace.example", name: "Ada Lovelace", role: "from" },
    ]);
  });

  test("trap: association cards", () => {
    expect(fixture("contact")).toContain("charles@analytical.example");
    expect(emails(read("contact", contact))).not.toContain("charles@analytical.example");
    const without = read("contact", contact, (html) =>
      html
        .replace(/<span data-test-id="email">[\s\S]*?<span data-test-id="hubspot_owner_id">/, "<span>")
        .replace(/<a href="mailto:ada.*?<\/a>/, ""),
    );
    expect(without).toMatchObject({ record: { key: "hubspot:0-1:501" }, people: [] });
  });

  test("trap: hidden tabs", () => {
    expect(emails(read("contact", contact))).not.toContain("hidden@tab.example");
    const shown = read("contact", contact, (html) =>
      html.replace('data-test-id="tab-1-content" hidden', 'data-test-id="tab-1-content"'),
    );
    expect(emails(shown)).toContain("hidden@tab.example");
  });

  test("trap: the record left behind", () => {
    expect(emails(read("contact", contact))).not.toContain("sam@stale.example");
  });

  test("trap: quoted mail and activities", () => {
    expect(emails(read("contact", contact)).join()).not.toContain("attack");
    const onlyThere = read("contact", contact, (html) =>
      html.replace(
        /<div data-test-id="left-sidebar" id[\s\S]*?<div data-test-id="middle-pane">/,
        '<div data-test-id="middle-pane">',
      ),
    );
    expect(emails(onlyThere).join()).not.toContain("attack");
  });

  test("trap: the record's owner and whoever is signed in", () => {
    const reading = read("contact", contact);
    expect(reading.owner).toBe("rita@seller.example");
    expect(emails(reading)).not.toContain("kai@elsewhere-rep.example");
    const bare = read("contact", contact, (html) =>
      html
        .replaceAll("ada@analytical.example", "")
        .replace(/mailto:ada[^"]*/g, "#")
        .replace("Ada@Analytical.example", ""),
    );
    expect(emails(bare)).toEqual(["countess@lovelace.example"]);
  });

  test("trap: a contact being made in a dialog", () => {
    expect(emails(read("contact", contact))).not.toContain("new@somebody.example");
    const empty = read("contact", contact, (html) => html.replace(/<main>[\s\S]*<\/main>/, "<main></main>"));
    expect(empty).toMatchObject({ record: { key: "hubspot:0-1:501" }, people: [] });
  });

  test("trap: duplicates after navigation within the page", () => {
    const twice = read("contact", contact, (html) => html.replace('<div style="display: none">', "<div>"));
    expect(twice.record?.key).toBe("hubspot:0-1:501");
    expect(emails(twice)).toEqual(["ada@analytical.example", "countess@lovelace.example"]);
    const sidebar =
      /<div data-test-id="left-sidebar" id[\s\S]*?(?=<div data-test-id="middle-pane">)/.exec(
        fixture("contact"),
      )?.[0] ?? "";
    const same = read("contact", contact, (html) => html.replace(sidebar, sidebar + sidebar));
    expect(emails(same)).toEqual(["ada@analytical.example", "countess@lovelace.example"]);
  });

  test("trap: an address bar ahead of the page", () => {
    const reading = read("contact", `${base}/record/0-1/502`);
    expect(reading).toMatchObject({
      record: { key: "hubspot:0-1:502" },
      people: [],
      doubts: ["record: url / sidebar"],
    });
  });

  test("trap: other languages and renamed classes", () => {
    expect(read("bare", contact)).toMatchObject({
      record: { key: "hubspot:0-1:501" },
      people: [{ email: "ada@analytical.example" }],
    });
    expect(read("bare", contact).trace).toContain("email: properties card");
  });

  test("trap: record types", () => {
    const types = ["0-1", "0-2", "0-3", "0-5", "2-4711"].map((type) => {
      const reading = read("bare", `${base}/record/${type}/501`);
      return [reading.record?.type, reading.record?.key, reading.view];
    });
    expect(types).toEqual([
      ["person", "hubspot:0-1:501", "open"],
      ["company", "hubspot:0-2:501", "open"],
      ["deal", "hubspot:0-3:501", "open"],
      ["other", "hubspot:0-5:501", "open"],
      ["other", "hubspot:2-4711:501", "open"],
    ]);
    expect(read("contact", `${base}/record/0-5/12`)).toMatchObject({ people: [], domains: [] });
    expect(read("contact", `${base}/contact/501/`).record?.key).toBe("hubspot:0-1:501");
  });
});

test.each([
  ["a person", "0-1/9"],
  ["a company", "0-2/9"],
])("the address in a card of %s that nothing names is not the record's", (_, path) => {
  const html = `<main><h2>Ada</h2><div><div><a href="/contacts/1234567/record/${path}">B</a></div>
    <div><a href="mailto:info@elsewhere.example">info@elsewhere.example</a></div></div></main>`;
  const page = open(html, contact);
  expect(hubspot.read(page.document, page.url)).toMatchObject({
    record: { key: "hubspot:0-1:501" },
    people: [],
  });
});

describe("HubSpot, companies and deals", () => {
  test("a company's people and its domains", () => {
    const reading = read("company", `${base}/record/0-2/88`);
    expect(reading.record).toMatchObject({ type: "company", key: "hubspot:0-2:88" });
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "charles@analytical.example", name: "Charles Babbage", role: "to" },
    ]);
    expect(reading.domains).toEqual(["analytical.example", "shop.analytical.example"]);
  });

  test("a deal's people, and its company's domain", () => {
    const reading = read("contact", `${base}/record/0-3/9`, (html) =>
      html.replaceAll("/record/0-1/501/properties", "/record/0-3/9/properties"),
    );
    expect(reading.record?.type).toBe("deal");
    expect(emails(reading)).toEqual(["charles@analytical.example"]);
    expect(reading.domains).toEqual(["analytical.example"]);
  });
});

describe("HubSpot, lists", () => {
  test("rows with their records, and the address of nobody else", () => {
    const { document, url } = open(fixture("list").replace("PREVIEW", ""), list);
    expect(hubspot.read(document, url)).toMatchObject({ view: "list", record: null, people: [], signs: [] });
    expect(
      hubspot
        .rows(document, url)
        .map((row) => [
          row.element.getAttribute("data-test-id"),
          row.record?.key,
          row.anchor?.textContent,
          row.people,
        ]),
    ).toEqual([
      [
        "row-501",
        "hubspot:0-1:501",
        "Ada Lovelace",
        [{ email: "ada@analytical.example", name: "Ada Lovelace", role: "from" }],
      ],
      ["row-502", "hubspot:0-1:502", "Charles Babbage", []],
    ]);
  });

  test("rows of a grid without names for its cells", () => {
    const html = `<div role="grid"><div role="row"><div role="gridcell"><a href="/contacts/1234567/contact/5/">Eli</a></div>
      <div role="gridcell"><span>eli@analytical.example</span></div></div></div>`;
    const { document, url } = open(html, list);
    expect(hubspot.rows(document, url)).toMatchObject([
      { record: { key: "hubspot:0-1:5" }, people: [{ email: "eli@analytical.example", name: "Eli" }] },
    ]);
  });

  test("no rows beside an open record", () => {
    const { document, url } = open(fixture("contact"), contact);
    expect(hubspot.rows(document, url)).toEqual([]);
  });

  test("trap: a panel over a list or a board", () => {
    const expected = {
      record: { type: "person", key: "hubspot:0-1:501" },
      people: [{ email: "ada@analytical.example", name: "Ada Lovelace" }],
    };
    expect(read("preview", board)).toMatchObject({ view: "open", ...expected, signs: ["pane: preview"] });
    expect(emails(read("preview", board))).toHaveLength(1);
    const panel = /<aside[\s\S]*<\/aside>/.exec(fixture("preview"))?.[0] ?? "";
    expect(read("list", list, (html) => html.replace("PREVIEW", panel))).toMatchObject({
      view: "open",
      ...expected,
    });
    expect(read("list", `${list}?previewRecord=501`, (html) => html.replace("PREVIEW", panel))).toMatchObject(
      { view: "open", ...expected, signs: ["url: preview", "pane: preview"] },
    );
    const nameless = (html: string) =>
      html.replace(
        / data-(crm-location|test-id|selenium-test|card-type)="(IndexPageInlineSidebar|CRM_OBJECT_PREVIEW|view-record-button|highlightTitle)"/g,
        "",
      );
    expect(read("list", list, (html) => nameless(html.replace("PREVIEW", panel)))).toMatchObject({
      view: "open",
      ...expected,
    });
  });

  test("a panel that shows another than the address says: nobody's address is believed", () => {
    expect(read("preview", `${board}?previewRecord=502&previewObjectType=0-1`)).toMatchObject({
      record: { key: "hubspot:0-1:502" },
      people: [],
      doubts: ["record: url / preview"],
    });
  });

  test("a board without a panel shows nobody, and nothing is amiss", () => {
    const alone = (html: string) => html.replace(/<aside[\s\S]*<\/aside>/, "");
    expect(read("preview", board, alone)).toMatchObject({
      view: "list",
      record: null,
      people: [],
      signs: [],
    });
    const one = (html: string) => alone(html).replace(/<a href="[^"]*0-3[^"]*">.*?<\/a>/g, "");
    expect(read("preview", board, one)).toMatchObject({ view: "list", record: null, people: [], signs: [] });
  });

  test("a panel that leads nowhere is a sign that the page has changed", () => {
    const lost = (html: string) =>
      html
        .replace(/<header>[\s\S]*<\/header>/, "")
        .replace(/<a href="[^"]*0-1\/502">Charles Babbage<\/a><span/, "<span");
    expect(read("preview", board, lost)).toMatchObject({
      view: "open",
      record: null,
      people: [{ email: "ada@analytical.example" }],
    });
    const all = (html: string) =>
      lost(html).replace(/<input data-selenium-test="property-input-email"[^>]*>/, "");
    expect(read("preview", board, all)).toMatchObject({
      view: "open",
      record: null,
      people: [],
      signs: ["pane: preview"],
    });
  });

  test("a panel over a record's page changes nothing about whose page it is", () => {
    const panel =
      /<aside[\s\S]*<\/aside>/
        .exec(fixture("preview"))?.[0]
        ?.replaceAll("501", "909")
        .replaceAll("ada@", "eve@") ?? "";
    const reading = read("contact", contact, (html) => html.replace("</main>", `</main>${panel}`));
    expect(reading.record?.key).toBe("hubspot:0-1:501");
    expect(emails(reading)).toEqual(["ada@analytical.example", "countess@lovelace.example"]);
  });
});

test("only HubSpot's app, and there only a portal's pages are of anybody", () => {
  expect(hubspot.accepts(new URL("https://app-na2.hubspot.com/contacts/1234567/objects/0-1"))).toBe(true);
  expect(read("contact", "https://app.hubspot.com/login")).toMatchObject({
    view: "nothing",
    record: null,
    people: [],
  });
  expect(hubspot.accepts(new URL("https://www.hubspot.com/contacts/1234567/record/0-1/1"))).toBe(false);
  expect(read("bare", `${base}/reports-dashboard`)).toMatchObject({ record: null });
});

const recorded = new URL(
  "../../../../shared/pages/hubspot/2018-09-contact-preview-panel.html",
  import.meta.url,
);
test.skipIf(!existsSync(recorded))("a panel of 2018", () => {
  const page = open(
    readFileSync(recorded, "utf8"),
    "https://app.hubspot.com/contacts/1234567/contacts/list/view/all/",
  );
  expect(hubspot.accepts(page.url)).toBe(true);
  expect(hubspot.read(page.document, page.url)).toMatchObject({
    view: "open",
    record: { type: "person", key: "hubspot:0-1:501", tenant: "hubspot:1234567" },
    people: [{ email: "dana.lead@prospect.example", name: "Dana Lead" }],
  });
});

test.each([
  ["contact", contact],
  ["company", `${base}/record/0-2/88`],
  ["list", list],
  ["preview", board],
  ["bare", contact],
])("%s, after a redesign and in a language that nobody speaks, tells the same", (name, address) => {
  const told = [fixture(name), disguise(fixture(name))].map((html) => {
    const { document, url } = open(html, address);
    const { view, record, people, domains, doubts } = hubspot.read(document, url);
    const rows = hubspot
      .rows(document, url)
      .map((row) => [row.record?.key, row.people.map(({ email }) => email)]);
    return { view, record, people: people.map(({ email }) => email), domains, doubts, rows };
  });
  expect(told[1]).toEqual(told[0]);
  expect((told[0]?.people.length ?? 0) + (told[0]?.rows.length ?? 0)).toBeGreaterThan(0);
});
