import { Random } from "../worker/sample/random.ts";

/** What a company exports from its other tools, made from numbers: the same lead has the same number in all files. */

/** One lead in so many rows has come before, cannot be read, or names two different leads; 0 for none. */
interface Oddness {
  again: number;
  broken: number;
  torn: number;
}
export const plain: Oddness = { again: 0, broken: 0, torn: 0 };
export const odd: Oddness = { again: 41, broken: 89, torn: 149 };

const DAY = 86_400_000;
const START = Date.UTC(2023, 0, 9);
const SPAN = 700;

const firstNames = ["Ada", "Zoë", "Łukasz", "Björn", "Grace", "Chloé", "Marta", "Ivan", "Noor", "Kofi"];
const lastNames = ["Hopper", "Müller", "O’Brien", "Nowak", "García", "Sørensen", "Okafor", "Rossi", "Sato"];
const titles = ["Head of Operations", "Plant Manager", "Director of Quality", "Buyer", "CEO", "Student"];
const sources = ["Demo form", "Webinar", "Trade fair", "Newsletter", "Partner", "Google Ads"];
const industries = ["Manufacturing", "Logistics", "Energy", "Healthcare", "Retail"];
const cities = ["Köln", "London", "Kraków", "Lyon", "New York", "Aarhus", "Porto"];
const plans = ["Starter", "Team", "Enterprise"];
const kinds = ["page_view", "form", "email_open", "email_click", "pricing_view", "webinar", "call"];
const pages = ["Downtime on all sites", "Pricing", "“Zero stops”, a webinar", "Guide: spare parts"];

/** A third of all leads work at few companies, the others at many; one in five writes from a free mailbox. */
const companyOf = (lead: number): string => `works${lead % 3 === 0 ? lead % 999 : 1000 + (lead % 27_001)}`;
const emailOf = (lead: number): string =>
  lead % 5 === 3 ? `person.${lead}@gmail.com` : `person${lead}@${companyOf(lead)}.example`;
const idOf = (lead: number): string => `L-${String(lead).padStart(6, "0")}`;
const createdAt = (lead: number): number => START + ((lead * 48_271) % (SPAN * 1440)) * 60_000;
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replace("T", " ");

const cell = (value: string | number): string =>
  /[",\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`;
const line = (...cells: (string | number)[]): string => `${cells.map(cell).join(",")}\n`;

/** A file as it is sent: some thousand letters at a time. */
export function* parts(lines: Iterable<string>): Generator<Uint8Array<ArrayBuffer>, void> {
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < 60_000) continue;
    yield new TextEncoder().encode(text);
    text = "";
  }
  if (text !== "") yield new TextEncoder().encode(text);
}

/** How the files' columns are mapped. */
export const mappings = {
  leads: {
    "Lead number": "key:lead_number",
    Email: "email",
    Name: "name",
    "Job title": "title",
    Company: "company",
    Source: "source",
    Campaign: "campaign",
    Created: "createdAt",
    Outcome: "outcome",
    Ended: "outcomeAt",
    Industry: "attribute:industry",
    Sites: "attribute:sites",
    City: "attribute:city",
    Plan: "attribute:plan",
    Notes: "attribute:notes",
  },
  touches: {
    Event: "id",
    Email: "email",
    At: "at",
    Kind: "kind",
    Title: "touchTitle",
    Link: "url",
    Campaign: "campaign",
    Device: "attribute:device",
  },
  deals: {
    Deal: "id",
    "Lead number": "key:lead_number",
    Name: "dealName",
    Stage: "dealStage",
    Amount: "amount",
    Currency: "currency",
    Opened: "openedAt",
    Closed: "closedAt",
    Result: "outcome",
    Reason: "lostReason",
    Product: "attribute:product",
  },
} as const;

/** A file of `count` rows about leads from 0 on. */
export function* leadsFile(count: number, oddness: Oddness): Generator<string> {
  yield line(...Object.keys(mappings.leads));
  const random = new Random(1);
  const isNth = (row: number, every: number) => every > 0 && row % every === every - 1;
  for (let row = 0; row < count; row += 1) {
    const lead = isNth(row, oddness.again) ? Math.floor(row / 2) : row;
    const id = isNth(row, oddness.torn) ? idOf(row - 100) : idOf(lead);
    const another = isNth(row, oddness.torn) ? row - 50 : lead;
    const email = isNth(row, oddness.broken) ? "not an address" : emailOf(another);
    const ends = lead % 4 === 1 ? "Won" : lead % 4 === 2 ? "Lost" : "";
    const created = createdAt(lead);
    yield line(
      id,
      email,
      `${random.pick(firstNames)} ${random.pick(lastNames)}`,
      random.pick(titles),
      `Works of ${companyOf(lead)}, Ltd`,
      random.pick(sources),
      `Campaign ${random.int(1, 25)}`,
      dateOf(created),
      ends,
      ends === "" ? "" : dateOf(created + random.int(3, 90) * DAY),
      random.pick(industries),
      random.int(1, 400),
      random.pick(cities),
      random.pick(plans),
      `Asked about ${random.pick(pages)}, call again in week ${random.int(1, 52)}`,
    );
  }
}

/** Touches of the first `leads`; every 50th is of somebody else, every tenth was there just before. */
export function* touchesFile(count: number, leads: number): Generator<string> {
  yield line(...Object.keys(mappings.touches));
  const random = new Random(2);
  const lines: string[] = [];
  for (let row = 0; row < count; row += 1) {
    const lead = row % 50 === 49 ? leads + row : random.int(0, leads - 1);
    const own = line(
      `e-${row}`,
      emailOf(lead),
      dateOf(createdAt(lead) + random.int(0, 200 * 1440) * 60_000),
      random.pick(kinds),
      random.pick(pages),
      random.chance(0.8) ? `https://ourcompany.example/p/${random.int(1, 99)}` : "",
      `Campaign ${random.int(1, 25)}`,
      random.pick(["phone", "laptop", ""]),
    );
    lines.push(row % 10 === 7 ? (lines[row - 5] ?? own) : own);
    yield lines[row] ?? own;
  }
}

/** Deals of some of the first `leads`. */
export function* dealsFile(count: number, leads: number): Generator<string> {
  yield line(...Object.keys(mappings.deals));
  const random = new Random(3);
  for (let row = 0; row < count; row += 1) {
    const lead = (row * 37) % leads;
    const result = random.pick(["won", "lost", "open"]);
    const opened = createdAt(lead) + random.int(-5, 60) * DAY;
    yield line(
      `D-${row}`,
      idOf(lead),
      `Line ${row}`,
      result === "open" ? "Proposal" : "Closed",
      `${random.int(900, 90_000)}.50`,
      random.pick(["EUR", "GBP"]),
      dateOf(opened),
      result === "open" ? "" : dateOf(opened + random.int(5, 200) * DAY),
      result,
      result === "lost" ? random.pick(["Price", "No budget", "Bought elsewhere"]) : "",
      random.pick(plans),
    );
  }
}
