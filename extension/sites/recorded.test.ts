import { existsSync, readdirSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test, vi } from "vitest";
import { outsidePeople } from "../../shared/domain/people/people.ts";
import { generic } from "./generic/index.ts";
import { localSites, storeSites } from "./index.ts";
import type { Site } from "./site.ts";

/** Every recorded page through its own site, through the generic one alone, and through all the others. */

interface Recorded {
  file: string;
  url: string;
  account_owner: string | null;
  expected: {
    lead: string | null;
    participants: string[];
    record_id: string | null;
    list_rows: string[] | null;
  };
}

// Pages of megabytes, parsed on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000 });

const pages = new URL("../../../shared/pages/", import.meta.url);
const html = (file: string): string => readFileSync(new URL(file, pages), "utf8");
const described: Recorded[] = existsSync(new URL("expected.json", pages))
  ? (JSON.parse(html("expected.json")) as Recorded[]).filter(({ file }) => file.endsWith(".html"))
  : [];

const suiteLead = "10b116d8-f54c-3031-dedc-6b01f3e00646";
/** Those of programs that have no site of their own: what a person sees on them. */
const ownSight: Recorded[] = [
  page("roundcube/list.html", "?_task=mail&_mbox=INBOX", {
    owner: "rep@seller.example",
    rows: [
      "erin@freemail.example",
      "news@vendor.example",
      "dave.oneil+crm@initech.example",
      "taro.yamada@hooli.example",
      "events@seller.example",
      "noreply@forms.example",
      "ben.ota@acme.example",
      "anna.kovacs@acme.example",
    ],
  }),
  page("roundcube/full.html", "?_task=mail&_action=show&_uid=6&_mbox=INBOX", {
    lead: "dave.oneil+crm@initech.example",
    participants: ["dave.oneil+crm@initech.example", "rep@seller.example"],
  }),
  page("dolibarr/contact_card.html", "contact/card.php?id=1", {
    lead: "anna.kovacs@acme.example",
    record: "dolibarr:contact:1",
  }),
  page("dolibarr/contact_list.html", "contact/list.php", {
    rows: [
      "chloe.dubois@globex.example",
      "anna.kovacs@acme.example",
      "dave.oneil+crm@initech.example",
      "ben.ota@acme.example",
      "taro.yamada@hooli.example",
    ],
  }),
  page("suitecrm/Leads_detail.html", `index.php?module=Leads&action=DetailView&record=${suiteLead}`, {
    lead: "sales.phone@example.name",
    record: `suitecrm:Leads:${suiteLead}`,
  }),
  page("suitecrm/Leads_list.html", "index.php?module=Leads&action=index", { rows: 20 }),
];
type Sight = Recorded & { rowCount?: number };
function page(
  file: string,
  path: string,
  seen: {
    owner?: string;
    lead?: string;
    participants?: string[];
    record?: string;
    rows?: string[] | number;
  },
): Sight {
  return {
    file,
    url: `https://host.acme.example/${path}`,
    account_owner: seen.owner ?? null,
    rowCount: typeof seen.rows === "number" ? seen.rows : undefined,
    expected: {
      lead: seen.lead ?? null,
      participants: seen.participants ?? (seen.lead ? [seen.lead] : []),
      record_id: seen.record ?? null,
      list_rows: Array.isArray(seen.rows) ? seen.rows : null,
    },
  };
}

/** Parsed once: reading changes nothing. */
const parsed = new Map<string, Document>();
function open({ file, url }: Recorded) {
  const document = parsed.get(file) ?? new JSDOM(html(file), { url }).window.document;
  parsed.set(file, document);
  return { document, url: new URL(url) };
}

/** What a site says of a page, in the words of what is expected. */
function seenBy(site: Site, one: Recorded) {
  const { document, url } = open(one);
  const reading = site.read(document, url);
  const rows = site.rows(document, url);
  const { owner } = reading;
  return {
    reading,
    rows,
    participants: [...new Set(reading.people.map(({ email }) => email))].sort(),
    // A robot may be all that there is to see.
    lead:
      outsidePeople(reading.people, { owner, ownDomains: [] })[0]?.email ??
      reading.people.find(({ email }) => email !== owner)?.email ??
      null,
    listed: [...new Set(rows.flatMap(({ people }) => people.map(({ email }) => email)))],
  };
}

/** An id out of the words about it: `501 (contact, from the View record link)`. */
const idIn = (words: string): string => /^\S+/.exec(words)?.[0] ?? "";

const everywhere = [...storeSites, ...localSites];
const siteOf = ({ url }: Recorded): Site | undefined => everywhere.find((site) => site.accepts(new URL(url)));

describe.skipIf(described.length === 0)("recorded pages", () => {
  const withSite = described.filter((one) => siteOf(one));

  test("the sites that are built have pages here", () => {
    const seen = new Set(withSite.map((one) => siteOf(one)?.id));
    expect([...seen].sort()).toEqual(["gmail", "hubspot", "outlook", "salesforce"]);
  });

  describe("by their own site, the generic one off", () => {
    test.each(withSite)("$file", (one) => {
      const site = siteOf(one);
      if (!site) throw new Error("no site");
      const { reading, participants, lead, listed } = seenBy(site, one);
      const { expected, account_owner } = one;
      expect({ lead, participants, listed }).toEqual({
        lead: expected.lead,
        participants: expected.participants.toSorted(),
        listed: expected.list_rows ?? [],
      });
      if (account_owner) expect(reading.owner).toBe(account_owner);
      if (expected.record_id) expect(reading.record?.key).toContain(idIn(expected.record_id));
      else expect(reading.record).toBeNull();
    });
  });

  describe("by the generic one alone", () => {
    test.each([...described, ...ownSight])("$file", (one: Sight) => {
      const { reading, rows, participants, lead, listed } = seenBy(generic, one);
      const { expected, account_owner, rowCount } = one;
      expect({ lead, participants }).toEqual({
        lead: expected.lead,
        participants: expected.participants.toSorted(),
      });
      if (rowCount === undefined) expect(listed.toSorted()).toEqual((expected.list_rows ?? []).toSorted());
      else {
        expect(rows).toHaveLength(rowCount);
        expect(listed).toHaveLength(rowCount);
        expect(new Set(rows.map(({ record }) => record?.key)).size).toBe(rowCount);
      }
      if (account_owner) expect(reading.owner).toBe(account_owner);
      if (siteOf(one) === undefined) expect(reading.record?.key ?? null).toBe(expected.record_id);
      expect(reading.view).toBe(
        expected.participants.length > 0 ? "open" : expected.list_rows || rowCount ? "list" : "nothing",
      );
    });
  });

  describe("give nothing in the readers of other sites", () => {
    test.each([...described, ...ownSight])("$file", (one) => {
      const own = siteOf(one);
      const { document, url } = open(one);
      for (const other of everywhere.filter((site) => site !== own)) {
        expect(other.accepts(url), other.id).toBe(false);
        const { view, record, people, domains, signs } = other.read(document, url);
        expect({ site: other.id, view, record, people, domains, signs }).toEqual({
          site: other.id,
          view: "nothing",
          record: null,
          people: [],
          domains: [],
          signs: [],
        });
        expect(other.rows(document, url), other.id).toEqual([]);
      }
    });
  });
});

describe("traps", () => {
  const folder = (site: string) => new URL(`./${site}/`, import.meta.url);
  const sites = readdirSync(new URL(".", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL("traps.ts", folder(entry.name))))
    .map(({ name }) => name);
  const trapsOf = (site: string): string[] =>
    [...readFileSync(new URL("traps.ts", folder(site)), "utf8").matchAll(/^ {2}(["'`])(.+)\1,?$/gm)].map(
      ([, , trap = ""]) => trap,
    );
  const tested = (site: string): Set<string> => {
    const texts = readdirSync(folder(site), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.test\.tsx?$/.test(file))
      .map((file) => readFileSync(new URL(file, folder(site)), "utf8"));
    const named = /\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(["'`])trap: (.+?)\1/g;
    return new Set(texts.flatMap((text) => [...text.matchAll(named)].map(([, , trap = ""]) => trap)));
  };

  test("each that a site names has a test by its name, and each test its trap", () => {
    const table = sites.map((site) => ({
      site,
      named: trapsOf(site).sort(),
      tested: [...tested(site)].sort(),
    }));
    const all = [...new Set(table.flatMap(({ named }) => named))].sort();
    const width = Math.max(...all.map((trap) => trap.length));
    const lines = all.map((trap) =>
      [
        trap.padEnd(width),
        ...table.map(({ site, named, tested }) =>
          (named.includes(trap) ? (tested.includes(trap) ? "tested" : "MISSING") : "").padEnd(
            site.length + 2,
          ),
        ),
      ].join("  "),
    );
    console.info(
      [
        "",
        ["trap".padEnd(width), ...sites.map((site) => site.padEnd(site.length + 2))].join("  "),
        ...lines,
      ].join("\n"),
    );
    expect(table.map(({ site, named }) => ({ site, tested: named }))).toEqual(
      table.map(({ site, tested }) => ({ site, tested })),
    );
    for (const { named } of table) expect(named.length).toBeGreaterThan(4);
  });

  test("every site of the store builds, and the generic one, names its traps", () => {
    expect([...sites].sort()).toEqual([...storeSites, generic].map(({ id }) => id).sort());
  });
});
