import { existsSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { disguise } from "../disguise.ts";
import { salesforce } from "./index.ts";

const org = "https://acme.lightning.force.com";
const lead = `${org}/lightning/r/Lead/00Q5e00000ABCdEEAX/view`;
const contact = `${org}/lightning/r/Contact/0035e00000abcdeAAA/view`;
const account = `${org}/lightning/r/Account/0015e00000abcdeAAA/view`;
const leads = `${org}/lightning/o/Lead/list?filterName=__Recent`;

/** What a browser does as it reads a page: templates that say so become shadow roots. */
function openShadows(root: ParentNode): void {
  for (const template of root.querySelectorAll<HTMLTemplateElement>("template[shadowrootmode]")) {
    const shadow = template.parentElement?.attachShadow({ mode: "open" });
    shadow?.append(template.content);
    template.remove();
    if (shadow) openShadows(shadow);
  }
}
function open(html: string, url: string) {
  const { document } = new JSDOM(html, { url }).window;
  openShadows(document);
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, url: string, edit: (html: string) => string = (html) => html) {
  const page = open(edit(fixture(name)), url);
  return salesforce.read(page.document, page.url);
}
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);

describe("Salesforce, people", () => {
  test("a lead, by its address and its own field", () => {
    const reading = read("lead", lead);
    expect(reading).toMatchObject({
      view: "open",
      record: { type: "person", key: "salesforce:00Q5e00000ABCdEEAX", tenant: "salesforce:acme" },
      people: [{ email: "ada@analytical.example", name: "Frau Ada Lovelace", role: "from" }],
      signs: ["url: record", "pane: record"],
      doubts: [],
      trace: [],
    });
    expect(reading.people).toHaveLength(1);
  });

  /** The page with the lead's own address taken out: whatever is read then is somebody else's. */
  const without = (html: string) =>
    html.replace(/<lightning-formatted-email><a href="mailto:ada@.*?<\/lightning-formatted-email>/, "");

  test("trap: closed tabs that stay", () => {
    expect(emails(read("lead", lead))).not.toContain("sam@stale.example");
    expect(emails(read("lead", lead, without))).toEqual([]);
    expect(emails(read("shadow", contact))).not.toContain("sam@stale.example");
  });

  test("trap: related lists", () => {
    expect(fixture("lead")).toContain("charles@analytical.example");
    expect(emails(read("lead", lead, without))).not.toContain("charles@analytical.example");
    expect(emails(read("shadow", contact))).not.toContain("list@elsewhere.example");
  });

  test("trap: the record's owner and colleagues", () => {
    const read2 = read("lead", lead, without);
    for (const email of [
      "kai@elsewhere-rep.example",
      "manager@elsewhere-rep.example",
      "other@object.example",
    ]) {
      expect(fixture("lead")).toContain(email);
      expect(emails(read2)).not.toContain(email);
    }
  });

  test("trap: quoted mail and activities", () => {
    expect(fixture("lead")).toContain("attack.example");
    expect(emails(read("lead", lead, without)).join()).not.toContain("attack");
  });

  test("trap: a form over the record", () => {
    expect(emails(read("lead", lead, without))).not.toContain("new@somebody.example");
  });

  test("trap: native shadow roots", () => {
    expect(read("shadow", contact).people).toEqual([
      { email: "ada@analytical.example", name: "Mme Ada Lovelace", role: "from" },
    ]);
  });

  test("trap: several workspaces and subtabs", () => {
    const reading = read("console", `${contact}?ws=%2Flightning%2Fr%2FAccount%2F0015e00000abcdeAAA%2Fview`);
    expect(reading.record?.key).toBe("salesforce:0035e00000abcdeAAA");
    expect(emails(reading)).toEqual(["ada@analytical.example"]);
    // The same where only classes say what is behind, and nothing links to the record's own lists.
    const styled = read("console", contact, (html) =>
      html
        .replace(/ (style="display: none"|hidden|aria-expanded="\w+")/g, "")
        .replace(/<article>.*?<\/article>/, ""),
    );
    expect(emails(styled)).toEqual(["ada@analytical.example"]);
    const beside = read("console", contact, (html) =>
      html
        .replace(/ (style="display: none"|hidden|aria-expanded="\w+")/g, "")
        .replace(/<article>.*?<\/article>/, "")
        .replaceAll("tabContent oneConsoleTab", "tabContent active oneConsoleTab"),
    );
    expect(beside).toMatchObject({ people: [], doubts: ["pane: several"] });
  });

  test("trap: ids of 15 and of 18 characters", () => {
    const keys = ["00Q5e00000ABCdE", "00Q5e00000ABCdEEAX"].map(
      (id) => read("lead", `${org}/lightning/r/Lead/${id}/view`).record?.key,
    );
    expect(keys).toEqual(["salesforce:00Q5e00000ABCdEEAX", "salesforce:00Q5e00000ABCdEEAX"]);
    const short = read("lead", lead, (html) =>
      html.replace("/00Q5e00000ABCdEEAX/related/", "/00Q5e00000ABCdE/related/"),
    );
    expect(short).toMatchObject({ doubts: [], people: [{ email: "ada@analytical.example" }] });
  });

  test("trap: no object in the address", () => {
    expect(read("lead", `${org}/lightning/r/00Q5e00000ABCdEEAX/view`)).toMatchObject({
      record: { type: "person" },
      people: [{ email: "ada@analytical.example" }],
    });
  });

  test("trap: an address bar ahead of the page", () => {
    expect(read("lead", `${org}/lightning/r/Lead/00Q5e00000SAMmmEAH/view`)).toMatchObject({
      record: { type: "person" },
      people: [],
      doubts: ["record: url / pane"],
    });
  });

  test("trap: other languages and layouts", () => {
    const reading = read("bare", contact);
    expect(emails(reading)).toEqual(["ada@analytical.example"]);
    expect(reading.trace).toEqual(expect.arrayContaining(["pane: active content", "email: record field"]));
    const renamed = read("lead", lead, (html) =>
      html
        .replace(/ class="[^"]*"/g, "")
        .replace(/ data-target-selection-name="sfdc:RecordField.Lead.Email"/g, ""),
    );
    expect(emails(renamed)).toEqual(["ada@analytical.example"]);
  });

  test("Classic", () => {
    const reading = read("classic", "https://acme.my.salesforce.com/00Q5e00000ABCdE");
    expect(reading).toMatchObject({
      record: { type: "person", key: "salesforce:00Q5e00000ABCdEEAX", tenant: "salesforce:acme" },
      people: [{ email: "ada@analytical.example", name: "Ada Lovelace" }],
    });
    expect(reading.people).toHaveLength(1);
  });
});

describe("Salesforce, accounts, opportunities, cases", () => {
  test("an account's people and its domain", () => {
    const reading = read("account", account, (html) => html.replace("PERSON", ""));
    expect(reading).toMatchObject({
      record: { type: "company", key: "salesforce:0015e00000abcdeAAA" },
      domains: ["analytical.example"],
    });
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "charles@analytical.example", name: "Charles Babbage", role: "to" },
    ]);
  });

  test("an opportunity's people", () => {
    const id = "0065e00000abcdeAAA";
    const reading = read("account", `${org}/lightning/r/Opportunity/${id}/view`, (html) =>
      html.replace("Account/0015e00000abcdeAAA/related", `Opportunity/${id}/related`),
    );
    expect(reading).toMatchObject({ record: { type: "deal" }, domains: [] });
    expect(emails(reading)).toEqual(["ada@analytical.example", "charles@analytical.example"]);
  });

  test("people out of parts that are no lists", () => {
    const html = `<div class="oneContent active"><div><div><a href="/lightning/r/0035e00000abcde/view">Ada</a></div>
      <div><a href="mailto:ada@analytical.example">ada@analytical.example</a></div></div>
      <div><div><a href="/lightning/r/0035e00000charl/view">Charles</a></div><div>charles@analytical.example</div></div></div>`;
    const page = open(html, `${org}/lightning/r/Opportunity/0065e00000abcdeAAA/view`);
    expect(emails(salesforce.read(page.document, page.url))).toEqual([
      "ada@analytical.example",
      "charles@analytical.example",
    ]);
  });

  test("trap: person accounts", () => {
    const personal =
      '<div data-target-selection-name="sfdc:RecordField.Account.PersonEmail"><a href="mailto:ada@home.example">ada@home.example</a></div>';
    expect(read("account", account, (html) => html.replace("PERSON", personal))).toMatchObject({
      record: { type: "person", key: "salesforce:0015e00000abcdeAAA" },
      people: [{ email: "ada@home.example" }],
      domains: [],
    });
  });

  test("trap: a case is nobody", () => {
    expect(read("lead", `${org}/lightning/r/Case/5005e00000abcdeAAA/view`)).toMatchObject({
      view: "open",
      record: { type: "other" },
      people: [],
      domains: [],
    });
    expect(read("lead", `${org}/lightning/r/User/0055e00000abcdeAAA/view`)).toMatchObject({
      record: { type: "other" },
      people: [],
    });
  });
});

describe("Salesforce, lists", () => {
  test("lines in shadow roots, with their ids", () => {
    const { document, url } = open(fixture("list"), leads);
    expect(salesforce.read(document, url)).toMatchObject({ view: "list", record: null, people: [] });
    expect(
      salesforce
        .rows(document, url)
        .map(({ element, anchor, record, people }) => [
          element.localName,
          anchor?.textContent,
          record?.key,
          people.map(({ email }) => email),
        ]),
    ).toEqual([
      ["tr", "Ada Lovelace", "salesforce:00Q5e00000ABCdEEAX", ["ada@analytical.example"]],
      ["tr", "Sam Stale", "salesforce:00Q5e00000SAMmmEAH", []],
    ]);
  });

  test("no lines beside a record", () => {
    const { document, url } = open(fixture("account"), account);
    expect(salesforce.rows(document, url)).toEqual([]);
  });
});

test("only Salesforce", () => {
  expect(
    salesforce.accepts(new URL("https://acme--uat.sandbox.lightning.force.com/lightning/page/home")),
  ).toBe(true);
  expect(salesforce.accepts(new URL("https://acme.my.salesforce.com/00Q5e00000ABCdE"))).toBe(true);
  expect(salesforce.accepts(new URL("https://www.salesforce.com/"))).toBe(false);
  expect(salesforce.accepts(new URL("https://acme.my.site.com/"))).toBe(false);
});

interface Recorded {
  file: string;
  url: string;
  expected: { record_id: string | null };
}
const pages = new URL("../../../../shared/pages/", import.meta.url);
const recorded = existsSync(new URL("expected.json", pages))
  ? (JSON.parse(readFileSync(new URL("expected.json", pages), "utf8")) as Recorded[]).filter(
      ({ file }) => file.startsWith("salesforce/") && file.endsWith(".html"),
    )
  : [];
describe.skipIf(recorded.length === 0)("Salesforce, recorded pages", () => {
  test.each(recorded)("$file", ({ file, url, expected }) => {
    const page = open(readFileSync(new URL(file, pages), "utf8"), url);
    expect(salesforce.accepts(page.url)).toBe(true);
    expect(salesforce.read(page.document, page.url)).toMatchObject({
      view: "open",
      record: { type: "other", key: `salesforce:${expected.record_id}` },
      people: [],
    });
  });
});

test.each([
  ["lead", lead],
  ["console", contact],
  ["account", account],
  ["classic", "https://acme.my.salesforce.com/00Q5e00000ABCdE"],
  ["bare", contact],
])("%s, after a redesign and in a language that nobody speaks, tells the same", (name, address) => {
  const told = [fixture(name), disguise(fixture(name))].map((html) => {
    const { document, url } = open(html, address);
    const { view, record, people, domains, doubts } = salesforce.read(document, url);
    const rows = salesforce
      .rows(document, url)
      .map((row) => [row.record?.key, row.people.map(({ email }) => email)]);
    return { view, record, people: people.map(({ email }) => email), domains, doubts, rows };
  });
  expect(told[1]).toEqual(told[0]);
  expect((told[0]?.people.length ?? 0) + (told[0]?.rows.length ?? 0)).toBeGreaterThan(0);
});
