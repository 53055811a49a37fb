import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Papa from "papaparse";
import { root } from "../../worker/local/dev.ts";

/** Files to import, with what must come of them counted from the file itself. */

export interface Expected {
  path: string;
  /** Leads, or deals, that come in. */
  count: number;
  /** Leads by source; the empty source as "". */
  bySource: ReadonlyMap<string, number>;
}

const shared = (path: string) => resolve(root, "../shared/data", path);
export const realLeads = shared("xeducation/Leads.csv");
export const hasRealData = existsSync(realLeads);
const olist = {
  leads: shared("olist/olist_marketing_qualified_leads_dataset.csv"),
  deals: shared("olist/olist_closed_deals_dataset.csv"),
};

type Row = Record<string, string>;

const tally = (names: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const read = (path: string): Row[] =>
  Papa.parse<Row>(readFileSync(path, "utf8"), { header: true, skipEmptyLines: true }).data;

const write = (path: string, rows: readonly Row[]): string => {
  writeFileSync(path, `${Papa.unparse([...rows])}\n`);
  return path;
};

/** The 9,240 leads of an education company. */
export function educationLeads(): Expected {
  const rows = read(realLeads);
  return {
    path: realLeads,
    count: rows.length,
    bySource: tally(rows.map((row) => (row["Lead Source"] ?? "").replace(/^Select$/, ""))),
  };
}

export interface Pair {
  leads: Expected;
  /** By month of first contact, `YYYY-MM`. */
  byMonth: ReadonlyMap<string, number>;
  deals: { path: string; count: number; wonBySource: ReadonlyMap<string, number> };
}

/** Leads and the deals that some of them became: a marketplace's, or made up where they are not at hand. */
export function leadsAndDeals(folder: string): Pair {
  const paths = hasRealData ? olist : madeUpPair(folder);
  const leads = read(paths.leads);
  const deals = read(paths.deals);
  const sourceOf = new Map(leads.map((row) => [row.mql_id, row.origin ?? ""]));
  return {
    leads: { path: paths.leads, count: leads.length, bySource: tally(leads.map((row) => row.origin ?? "")) },
    byMonth: tally(leads.map((row) => (row.first_contact_date ?? "").slice(0, 7))),
    deals: {
      path: paths.deals,
      count: deals.length,
      wonBySource: tally(deals.map((row) => sourceOf.get(row.mql_id) ?? "")),
    },
  };
}

const origins = ["organic_search", "paid_search", "social", "email", "referral", ""];
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("An empty list");
  return item;
};
const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + (n % 300))).toISOString().slice(0, 10);

function madeUpPair(folder: string): { leads: string; deals: string } {
  const leads = Array.from({ length: 1_500 }, (_, n) => ({
    mql_id: `m${n}`,
    first_contact_date: day(n * 7),
    origin: at(origins, n * 3 + Math.floor(n / 11)),
  }));
  const deals = leads
    .filter((_, n) => n % 9 === 0)
    .map(({ mql_id, first_contact_date }, n) => ({
      mql_id,
      seller_id: `s${n}`,
      won_date: `${day(n * 63 + 20)} 1${n % 10}:05:00`,
      business_segment: at(["pet", "garden", "books"], n),
      first_seen: first_contact_date,
    }));
  return {
    leads: write(join(folder, "qualified-leads.csv"), leads),
    deals: write(join(folder, "closed-deals.csv"), deals),
  };
}

const firstNames = "Ana,Bo,Chidi,Dora,Emil,Fatma,Goran,Hedda,Ivo,Jun,Kaja,Luis,Mira,Noor,Olu,Pia".split(",");
const lastNames = "Adler,Brandt,Costa,Dahl,Engel,Farah,Grau,Holm,Ilves,Jansen,Kovac,Lund,Moreau".split(",");
const titles = "Head of Operations,Plant Manager,CFO,Quality Engineer,Student,Buyer,Owner".split(",");
const sources = ["Webinar", "Search ads", "Trade fair", "Referral", "Website", "Select"];
const campaigns = ["Autumn webinar", "Pricing guide", "Spring fair", ""];
const states = ["Won", "Lost", "Open", "Open", "Open"];
const owners = ["Robin Vale", "robin@leadlight-sample.example", "Former Colleague"];

/**
 * What a CRM's export looks like: an id, people, where they came from and what became of them, what sales filled in,
 * a date that can be read in two ways; 12 rows twice and 6 without a usable address.
 */
export function crmExport(path: string, leads: number): Expected {
  const rows = Array.from({ length: leads }, (_, n): Row => {
    const [first, last] = [at(firstNames, n), at(lastNames, Math.floor(n / 16) + n)];
    const outcome = at(states, n * 7 + Math.floor(n / 13));
    return {
      "Record ID": `${480_000 + n}`,
      "First name": first,
      "Last name": last,
      Email: `${first}.${last}.${n}@company${n % 900}.example`.toLowerCase(),
      "Job title": at(titles, n * 3),
      Company: `Company ${n % 900}`,
      "Lead source": at(sources, n + Math.floor(n / 17)),
      Campaign: at(campaigns, n),
      "Created on": `${String(1 + (n % 12)).padStart(2, "0")}/${String(1 + ((n * 5) % 12)).padStart(2, "0")}/2025`,
      "Lead owner": at(owners, n),
      Country: at(["Germany", "Denmark", "Portugal", ""], n),
      Employees: `${(n * 37) % 2_000}`,
      "Opted out": n % 40 === 0 ? "Yes" : "No",
      "Lead quality": at(["High", "Low", "Worst", ""], states.indexOf(outcome)),
      "Disqualified reason": outcome === "Lost" ? at(["No budget", "Student", "Other vendor"], n) : "",
      "Visits on website": `${(n * 11) % 40}`,
      Outcome: outcome,
    };
  });
  const twice = rows.slice(100, 112);
  const broken = rows
    .slice(0, 6)
    .map((row, n) => ({ ...row, "Record ID": "", Email: `not-an-address-${n}` }));
  write(path, [...rows.slice(0, 700), ...broken, ...rows.slice(700), ...twice]);
  return {
    path,
    count: leads,
    bySource: tally(rows.map((row) => (row["Lead source"] ?? "").replace(/^Select$/, ""))),
  };
}

/** Some leads by address and name, with a date that is read in two ways. */
export function shortList(path: string, date: string, leads: number): string {
  return write(
    path,
    Array.from({ length: leads }, (_, n) => ({
      Email: `person${n}@${date.toLowerCase().replaceAll(" ", "-")}.example`,
      Name: `${at(firstNames, n)} ${at(lastNames, n)}`,
      [date]: `0${1 + (n % 9)}/0${1 + ((n * 2) % 9)}/2025`,
    })),
  );
}

/** As many columns as a file may have, some with names that a browser must not take for anything but names. */
export function wideFile(path: string): string {
  const names = [
    "Email",
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    `${"A name without end ".repeat(8)}${"x".repeat(40)}`,
    ...Array.from({ length: 508 }, (_, n) => `Column ${n}`),
  ];
  return write(
    path,
    Array.from({ length: 30 }, (_, row) =>
      Object.fromEntries(
        names.map((name, n) => [name, n === 0 ? `wide${row}@wide.example` : `<b>${row}</b> ${n}`]),
      ),
    ),
  );
}
