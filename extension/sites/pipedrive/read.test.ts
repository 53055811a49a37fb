import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { disguise } from "../disguise.ts";
import { pipedrive } from "./index.ts";

const company = "https://acme.pipedrive.com";
const lead = `${company}/leads/inbox/1b2c3d4e-0000-11ee-8c99-0242ac120002`;

function open(html: string, url: string) {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, path: string, edit: (html: string) => string = (html) => html) {
  const page = open(edit(fixture(name)), new URL(path, company).href);
  return pipedrive.read(page.document, page.url);
}
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);
/** The page with the person's own addresses taken out: whatever is read then is somebody else's. */
const without = (html: string) => html.replace(/<div data-test="person.email"><span>E-post.*?<\/div>/, "");

describe("Pipedrive, a person", () => {
  test("the record by its address, with all its addresses", () => {
    expect(read("person", "/person/7")).toMatchObject({
      view: "open",
      record: { type: "person", key: "pipedrive:person:7", tenant: "pipedrive:acme" },
      people: [
        { email: "ada@analytical.example", name: "Ada Lovelace", role: "from" },
        { email: "ada@home.example", name: "Ada Lovelace", role: "from" },
      ],
      threadKey: "pipedrive:person:7",
      signs: ["url: record"],
      doubts: [],
      trace: [],
    });
  });

  test("trap: the view that was left", () => {
    expect(fixture("person")).toContain("sam@stale.example");
    expect(emails(read("person", "/person/7"))).not.toContain("sam@stale.example");
    expect(emails(read("person", "/person/7", without))).toEqual([]);
  });

  test("trap: people beside the record", () => {
    expect(fixture("person")).toContain("charles@analytical.example");
    expect(emails(read("person", "/person/7", without))).not.toContain("charles@analytical.example");
    const both = read("person", "/person/7", (html) =>
      html.replace('?related_person_id=7">ada@home', '?related_person_id=8">ada@home'),
    );
    expect(emails(both)).toContain("ada@analytical.example");
  });

  test("trap: the record's owner and whoever is signed in", () => {
    const reading = read("person", "/person/7", without);
    expect(reading.owner).toBe("rita@seller.example");
    expect(fixture("person")).toContain("kai@elsewhere-rep.example");
    expect(emails(reading)).not.toContain("kai@elsewhere-rep.example");
  });

  test("trap: quoted mail and activities", () => {
    expect(fixture("person")).toContain("attack.example");
    expect(emails(read("person", "/person/7", without)).join()).not.toContain("attack");
  });

  test("trap: somebody being added in a dialog", () => {
    expect(fixture("person")).toContain("new@somebody.example");
    expect(emails(read("person", "/person/7", without))).not.toContain("new@somebody.example");
  });

  test("trap: an address bar ahead of the page", () => {
    expect(read("person", "/person/12")).toMatchObject({
      record: { key: "pipedrive:person:12" },
      people: [],
      doubts: ["record: url / mail links"],
    });
  });

  test("trap: other languages and renamed classes", () => {
    const reading = read("bare", "/person/7");
    expect(emails(reading)).toEqual(["ada@analytical.example"]);
    expect(reading.trace).toEqual(expect.arrayContaining(["pane: view", "email: field"]));
    expect(read("bare", "/organization/8")).toMatchObject({
      record: { type: "company" },
      people: [{ email: "charles@analytical.example", name: "Charles Babbage", role: "to" }],
      domains: ["analytical.example"],
    });
  });
});

describe("Pipedrive, deals, organizations and leads", () => {
  test("a deal's people, and its company's domain", () => {
    const reading = read("deal", "/deal/9");
    expect(reading).toMatchObject({
      record: { type: "deal", key: "pipedrive:deal:9" },
      domains: ["analytical.example"],
    });
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "charles@analytical.example", name: "Charles Babbage", role: "to" },
    ]);
  });

  test("an organization's people and domain", () => {
    const reading = read("deal", "/organization/8");
    expect(reading).toMatchObject({
      record: { type: "company", key: "pipedrive:organization:8" },
      domains: ["analytical.example"],
    });
    expect(emails(reading)).toEqual(["ada@analytical.example", "charles@analytical.example"]);
  });

  test("trap: a lead shown over its list", () => {
    const expected = {
      record: { type: "person", key: "pipedrive:lead:1b2c3d4e-0000-11ee-8c99-0242ac120002" },
      people: [{ email: "ada@analytical.example", name: "Ada Lovelace", role: "from" }],
    };
    expect(read("lead", lead)).toMatchObject(expected);
    expect(emails(read("lead", lead))).toHaveLength(1);
    const nameless = read("lead", lead, (html) =>
      html.replace(' data-test="lead-details"', "").replace(' data-field="email"', ""),
    );
    expect(nameless).toMatchObject(expected);
    expect(emails(nameless)).toHaveLength(1);
  });
});

describe("Pipedrive, lists", () => {
  test("trap: cells that stand apart from their line", () => {
    const { document, url } = open(fixture("list"), `${company}/persons/list/user/1`);
    expect(pipedrive.read(document, url)).toMatchObject({ view: "list", record: null, people: [] });
    expect(
      pipedrive
        .rows(document, url)
        .map(({ anchor, record, people }) => [
          anchor?.textContent,
          record?.key,
          people.map(({ email }) => email),
        ]),
    ).toEqual([
      ["Ada Lovelace", "pipedrive:person:7", ["ada@analytical.example"]],
      ["Charles Babbage", "pipedrive:person:12", ["charles@analytical.example"]],
      ["Ohne Adresse", "pipedrive:person:13", []],
    ]);
  });

  test("lines of a table, and of the leads' inbox", () => {
    const { document, url } = open(fixture("lead"), `${company}/leads/inbox`);
    expect(
      pipedrive
        .rows(document, url)
        .map(({ element, record, people }) => [
          element.localName,
          record?.key,
          people.map(({ email }) => email),
        ]),
    ).toEqual([
      ["tr", "pipedrive:person:21", ["outra@elsewhere.example"]],
      ["tr", "pipedrive:lead:1b2c3d4e-0000-11ee-8c99-0242ac120002", []],
    ]);
  });

  test("no lines beside a record", () => {
    const { document, url } = open(fixture("deal"), `${company}/deal/9`);
    expect(pipedrive.rows(document, url)).toEqual([]);
  });
});

test("only a company's Pipedrive", () => {
  expect(pipedrive.accepts(new URL(`${company}/deals`))).toBe(true);
  expect(pipedrive.accepts(new URL("https://www.pipedrive.com/en"))).toBe(false);
  expect(pipedrive.accepts(new URL("https://pipedrive.com.evil.example/person/7"))).toBe(false);
});

test.each([
  ["person", `${company}/person/7`],
  ["deal", `${company}/deal/9`],
  ["lead", lead],
  ["list", `${company}/persons/list`],
  ["bare", `${company}/person/7`],
])("%s, after a redesign and in a language that nobody speaks, tells the same", (name, address) => {
  const told = [fixture(name), disguise(fixture(name))].map((html) => {
    const { document, url } = open(html, address);
    const { view, record, people, domains, doubts } = pipedrive.read(document, url);
    const rows = pipedrive
      .rows(document, url)
      .map((row) => [row.record?.key, row.people.map(({ email }) => email)]);
    return { view, record, people: people.map(({ email }) => email), domains, doubts, rows };
  });
  expect(told[1]).toEqual(told[0]);
  expect((told[0]?.people.length ?? 0) + (told[0]?.rows.length ?? 0)).toBeGreaterThan(0);
});
