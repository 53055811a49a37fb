import { ascii, type Culture } from "./names.ts";
import { itemAt, type Random } from "./random.ts";
import type { Draws } from "./titles.ts";

/** A company of the sample. Its domain ends in `.example`, so it cannot be anybody's. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly culture: Culture;
  /** Null where nobody has told us. */
  readonly employees: number | null;
}

interface Land {
  readonly country: string;
  readonly culture: Culture;
  readonly share: number;
  readonly roots: string;
  readonly forms: string;
}

const lands: readonly Land[] = [
  {
    country: "DE",
    culture: "german",
    share: 30,
    roots:
      "Nordwind,Hagedorn,Brückner,Kestrel,Lahnstein,Rheintal,Steinbach,Talheim,Ostsee,Weser,Falkenried,Grünberg,Eichholz,Märkische,Altmühl,Schwarzbach,Hanseat,Vogelsang",
    forms: "GmbH,AG,GmbH & Co. KG,SE",
  },
  {
    country: "AT",
    culture: "german",
    share: 5,
    roots: "Alpenrose,Donautal,Enns,Traun,Hochkar",
    forms: "GmbH,AG",
  },
  { country: "CH", culture: "german", share: 5, roots: "Aarberg,Säntis,Limmat,Rigi,Jura", forms: "AG,SA" },
  {
    country: "GB",
    culture: "english",
    share: 14,
    roots:
      "Ashdown,Bridgewater,Calder,Dovedale,Eastgate,Fenwick,Harrowgate,Kingsley,Northmoor,Oakhurst,Pennine,Wyvern",
    forms: "Ltd,Group,plc,& Sons",
  },
  { country: "IE", culture: "english", share: 2, roots: "Clonmel,Shannonside,Burren", forms: "Ltd" },
  {
    country: "US",
    culture: "english",
    share: 12,
    roots: "Cedar Rapids,Blue Mesa,Granite State,Lakeshore,Prairie,Redwood,Summit,Tidewater,Cascade,Palmetto",
    forms: "Inc.,LLC,Corporation,Partners",
  },
  {
    country: "FR",
    culture: "french",
    share: 9,
    roots: "Beaulieu,Montclair,Garonne,Armor,Vercors,Belleville,Saint-Aubin,Lumière",
    forms: "SAS,SA,et Fils",
  },
  {
    country: "ES",
    culture: "spanish",
    share: 5,
    roots: "Alcázar,Ribera,Montaña,Levante,Sierra Norte",
    forms: "S.A.,S.L.",
  },
  {
    country: "IT",
    culture: "italian",
    share: 4,
    roots: "Valtellina,Aurelia,Fiorentina,Padana,Tirreno",
    forms: "S.p.A.,S.r.l.",
  },
  { country: "SE", culture: "nordic", share: 3, roots: "Björkvik,Vänern,Norrland,Skärgård", forms: "AB" },
  { country: "DK", culture: "nordic", share: 2, roots: "Østerbro,Limfjord,Bornholm", forms: "A/S" },
  {
    country: "NL",
    culture: "dutch",
    share: 3,
    roots: "Zuiderzee,Waalwijk,Maasland,Polder",
    forms: "B.V.,N.V.",
  },
  {
    country: "PL",
    culture: "slavic",
    share: 3,
    roots: "Wisła,Tatry,Mazury,Bałtyk",
    forms: "Sp. z o.o.,S.A.",
  },
  { country: "CZ", culture: "slavic", share: 2, roots: "Vltava,Šumava,Morava", forms: "s.r.o.,a.s." },
  { country: "TR", culture: "turkish", share: 2, roots: "Marmara,Anadolu,Ege", forms: "A.Ş." },
  {
    country: "IN",
    culture: "indian",
    share: 3,
    roots: "Deccan,Nilgiri,Sahyadri,Kaveri",
    forms: "Pvt Ltd,Industries",
  },
  { country: "JP", culture: "japanese", share: 2, roots: "Sakura,Hokuto,Kirin Bay", forms: "K.K.,Co. Ltd" },
  { country: "CN", culture: "chinese", share: 1, roots: "Jinhai,Longshan", forms: "Co. Ltd" },
  { country: "AE", culture: "arabic", share: 2, roots: "Al Noor,Khaleej,Desert Falcon", forms: "LLC" },
  { country: "IL", culture: "hebrew", share: 1, roots: "Carmel,Galil", forms: "Ltd" },
];

interface Trade {
  readonly industry: string;
  readonly share: number;
  /** What the company's name says that it does; `german` where it says so in German. */
  readonly words: string;
  readonly german: string;
  /** Median number of employees. */
  readonly size: number;
  /** How well the sample's product fits: part of a lead's hidden quality. */
  readonly fit: number;
}

const trades: readonly Trade[] = [
  {
    industry: "Manufacturing",
    share: 26,
    words: "Components,Industries,Precision,Fabrication,Works,Metals",
    german: "Maschinenbau,Werkzeuge,Metallbau,Antriebe,Kunststoff",
    size: 320,
    fit: 0.7,
  },
  {
    industry: "Food production",
    share: 11,
    words: "Foods,Dairies,Brewing,Bakeries",
    german: "Lebensmittel,Molkerei,Brauerei,Backwaren",
    size: 260,
    fit: 0.6,
  },
  {
    industry: "Logistics",
    share: 11,
    words: "Logistics,Freight,Cargo",
    german: "Logistik,Spedition,Transporte",
    size: 240,
    fit: 0.5,
  },
  {
    industry: "Energy",
    share: 8,
    words: "Energy,Power,Solar,Utilities",
    german: "Energie,Stadtwerke,Solar",
    size: 450,
    fit: 0.4,
  },
  {
    industry: "Construction",
    share: 6,
    words: "Construction,Building",
    german: "Bau,Hochbau",
    size: 180,
    fit: 0,
  },
  {
    industry: "Retail",
    share: 8,
    words: "Retail,Stores,Outfitters",
    german: "Handel,Warenhaus",
    size: 300,
    fit: -0.2,
  },
  {
    industry: "Software",
    share: 9,
    words: "Software,Systems,Cloud,Digital",
    german: "Software,Systeme,Digital",
    size: 70,
    fit: -0.3,
  },
  {
    industry: "Healthcare",
    share: 6,
    words: "Medical,Pharma,Health,Clinics",
    german: "Medizintechnik,Pharma,Kliniken",
    size: 380,
    fit: 0.2,
  },
  {
    industry: "Consulting",
    share: 6,
    words: "Consulting,Advisory",
    german: "Beratung,Consulting",
    size: 35,
    fit: -0.7,
  },
  {
    industry: "Education",
    share: 4,
    words: "University,College,Institute,Academy",
    german: "Akademie,Hochschule,Institut",
    size: 900,
    fit: -1,
  },
  {
    industry: "Finance",
    share: 5,
    words: "Bank,Insurance,Capital",
    german: "Bank,Versicherung",
    size: 500,
    fit: -0.4,
  },
];

/** Who works in an office, not in a plant. */
const office: Draws = { operations: 0.2, quality: 0.4, it: 1.8, finance: 1.6, founder: 1.4, other: 1.5 };
const offices: ReadonlySet<string> = new Set(["Software", "Consulting", "Finance", "Retail"]);

/** Which kinds of work there are more and less of in an industry. */
export const tradeDraws = (industry: string): Draws =>
  industry === "Education" ? { ...office, student: 8 } : offices.has(industry) ? office : {};

export const tradeFit = (industry: string): number =>
  trades.find((trade) => trade.industry === industry)?.fit ?? 0;

const list = (text: string): string[] => text.split(",").map((entry) => entry.trim());

/** `count` companies with domains of their own; `id` makes their ids. */
export function companies(random: Random, count: number, id: () => string): Company[] {
  const taken = new Set<string>();
  const made: Company[] = [];
  while (made.length < count) {
    const land = random.weighted(lands, (l) => l.share);
    const trade = random.weighted(trades, (t) => t.share);
    const root = random.pick(list(land.roots));
    const word = random.pick(list(land.culture === "german" ? trade.german : trade.words));
    const slug = `${root} ${word}`.split(" ").map(ascii).join("-");
    if (taken.has(slug)) continue;
    taken.add(slug);
    made.push({
      id: id(),
      name: `${root} ${word} ${random.pick(list(land.forms))}`,
      domain: `${random.chance(0.5) ? slug : slug.replaceAll("-", "")}.example`,
      industry: trade.industry,
      country: land.country,
      culture: land.culture,
      employees: random.chance(0.86) ? headcount(random, trade.size) : null,
    });
  }
  // One name that tries the layout.
  const first = itemAt(made, 0);
  made[0] = {
    ...first,
    name: "Vereinigte Oberfränkische Präzisionsmaschinenbau- und Anlageninstandhaltungsgesellschaft mbH & Co. KGaA",
    domain: "vereinigte-oberfraenkische-praezisionsmaschinenbau.example",
    industry: "Manufacturing",
    country: "DE",
    culture: "german",
  };
  return made;
}

/** Log-normal about the trade's median, in the round numbers that people give. */
function headcount(random: Random, median: number): number {
  const exact = median * Math.exp(random.normal() * 1.1);
  const step = exact < 20 ? 1 : exact < 200 ? 5 : exact < 2000 ? 50 : 500;
  return Math.max(3, Math.round(exact / step) * step);
}
