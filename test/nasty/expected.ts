import type { ImportFileInput, ImportKind, ImportMapping } from "../../shared/contract/imports.ts";
import type { LeadInput } from "../../shared/contract/leads.ts";
import type { ProblemCode } from "../../shared/contract/problems.ts";
import type { Big } from "./big.ts";

/** What must become of each nasty file: a sentence that tells its sender what to do, or exact counts. */

/** The file, or a mapping of it, is refused whole. */
export interface Refusal {
  problem: ProblemCode;
  /** What its sentence must say. */
  says: RegExp;
  /** Where it is noticed; while the file arrives, as long as nothing else is said. */
  at?: "start";
}

/** It went in. */
export interface Outcome {
  created: number;
  updated?: number;
  unchanged?: number;
  /** Part of a reason, and how many rows it refuses. */
  refused?: Record<string, number>;
  /** Part of a remark, and of how many rows it is. */
  odd?: Record<string, number>;
  /** What must be in the database then: SQL, and its rows. */
  holds?: Record<string, unknown[]>;
}

export interface Nasty {
  file: string;
  kind?: ImportKind;
  /** Leads that are known before. */
  known?: LeadInput[];
  /** How a person has it read otherwise. */
  read?: ImportFileInput;
  start?: ImportMapping;
  becomes: Refusal | Outcome;
  /** Makes a refused row right. */
  mend?: (row: Record<string, string>) => Record<string, string>;
}

const names = "select name from leads order by name";
const emails = "select email from leads order by email";
const people = ["José Ñandú", "Zoë Müller"];
const unreadable = (says: RegExp): Refusal => ({ problem: "unreadable_file", says });
const named = (...list: (string | null)[]): Outcome => ({ created: list.length, holds: { [names]: list } });

export const nasty: readonly Nasty[] = [
  // Nothing in it
  { file: "empty.csv", becomes: unreadable(/empty/i) },
  { file: "only-bom.csv", becomes: unreadable(/empty|no row/i) },
  { file: "only-header.csv", becomes: unreadable(/no row/i) },
  { file: "only-blank-lines.csv", becomes: unreadable(/empty|no row/i) },
  { file: "only-delimiters.csv", becomes: unreadable(/empty|no row/i) },
  { file: "only-nul.csv", becomes: unreadable(/./) },

  // Headers
  { file: "header-twice.csv", becomes: { created: 3, refused: { "not one email address": 1 } } },
  { file: "header-duplicate.csv", becomes: { created: 2 } },
  { file: "header-blank.csv", becomes: { created: 2 } },
  { file: "header-long.csv", becomes: { created: 2 } },
  {
    file: "header-prototype.csv",
    becomes: {
      created: 2,
      holds: {
        "select attributes ->> '$.toString' as a from leads order by 1": ["c", "h"],
        "select attributes ->> '$.constructor' as a from leads order by 1": ["b", "g"],
        "select attributes ->> '$.proto__' as a from leads order by 1": ["a", "f"],
      },
    },
  },
  {
    file: "header-quoted-newline.csv",
    start: { mapping: { "Name of the person": "name" } },
    becomes: named("Ada Lovelace", "Charles Babbage"),
  },
  { file: "header-missing.csv", becomes: { created: 3 } },
  { file: "header-below-title.csv", becomes: { problem: "invalid_input", at: "start", says: /email|key/i } },
  { file: "header-script.csv", becomes: { created: 2 } },
  { file: "header-one-column.csv", becomes: { created: 2 } },

  // Letters
  { file: "utf8-bom.csv", becomes: named(...people) },
  { file: "utf16le-bom.csv", becomes: named(...people) },
  { file: "utf16be-bom.csv", becomes: named(...people) },
  { file: "utf16le.csv", becomes: named(...people) },
  { file: "utf16be.csv", becomes: named(...people) },
  { file: "utf16le-tab.csv", becomes: named(...people) },
  { file: "utf16-odd.csv", becomes: { ...named(...people), refused: { "not one email address": 1 } } },
  {
    file: "utf16-lone-surrogate.csv",
    becomes: { created: 2, odd: { "cannot be read in this encoding": 1 } },
  },
  { file: "utf32le.csv", becomes: unreadable(/UTF-32/i) },
  { file: "utf8-broken.csv", becomes: { created: 4 } },
  { file: "mixed-encodings.csv", becomes: { created: 3 } },
  {
    file: "windows-1252.csv",
    becomes: {
      ...named("José Ñandú", "Zoë Müller", "“Œuvre” – 5 €"),
    },
  },
  { file: "windows-1250.csv", becomes: named("Zuzana Říhová", "Łukasz Żółć", "Štěpán Dvořák") },
  {
    file: "windows-1251.csv",
    start: { mapping: { Имя: "name" } },
    becomes: named("Иван Петров", "Ольга Смирнова", "Сергей Щукин"),
  },
  {
    file: "shift-jis.csv",
    start: { mapping: { 名前: "name" } },
    becomes: named("佐藤次郎", "山田太郎", "鈴木花子"),
  },
  { file: "gbk.csv", start: { mapping: { 姓名: "name" } }, becomes: named("张伟", "李华", "王小明") },
  { file: "euc-kr.csv", start: { mapping: { 이름: "name" } }, becomes: named("김철수", "박민수", "이영희") },
  { file: "macroman.csv", read: { encoding: "macintosh" }, becomes: named(...people) },
  { file: "utf7.csv", becomes: { created: 1 } },
  { file: "nul.csv", start: { mapping: { Name: "name" } }, becomes: named(null, "Ada Lovelace", "Charles") },
  { file: "control-characters.csv", becomes: named("Charles… Babbage", "[31mAda Lovelace") },

  // Quotes and lines
  {
    file: "quote-never-closed-first.csv",
    becomes: { created: 2, refused: { "never closed": 1 } },
    mend: (row) => ({ ...row, Name: (row.Name ?? "").replace('"', "") }),
  },
  {
    file: "quote-never-closed-last.csv",
    becomes: { created: 2, refused: { "never closed": 1 } },
    mend: (row) => ({ ...row, Name: (row.Name ?? "").replace('"', "") }),
  },
  { file: "quote-never-closed-every.csv", becomes: unreadable(/No row .* never closed/) },
  { file: "quote-never-closed-header.csv", becomes: unreadable(/quote/i) },
  {
    file: "quote-in-the-middle.csv",
    becomes: named('Ada "Countess" Lovelace', "Charles Babbage"),
  },
  { file: "quote-after-quote.csv", becomes: { created: 2, odd: { quote: 1 } } },
  { file: "quote-doubled.csv", becomes: named('"Charles"', 'Ada "Countess" Lovelace') },
  { file: "quote-backslash.csv", becomes: { created: 2 } },
  { file: "quoted-newlines.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  { file: "quote-single.csv", becomes: { created: 0, refused: { "not one email address": 2 } } },
  { file: "lines-cr.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  {
    file: "lines-mixed.csv",
    becomes: named("Ada Lovelace", "Alan Turing", "Charles Babbage", "Grace Hopper"),
  },
  { file: "lines-blank.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  { file: "lines-unicode.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  {
    file: "semicolon.csv",
    becomes: {
      ...named("Ada Lovelace", "Babbage, Charles"),
    },
  },
  { file: "tab.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  { file: "pipe.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  { file: "sep-line.csv", becomes: named("Babbage, Charles", "Lovelace, Ada") },
  { file: "ragged.csv", becomes: { created: 3, odd: { "fewer cells": 1, "more cells": 1 } } },
  { file: "trailing-delimiters.csv", becomes: named("Ada Lovelace", "Charles Babbage") },
  {
    file: "footer.csv",
    start: { mapping: { Email: "email" } },
    becomes: { created: 2, refused: { "not one email address": 2 } },
  },
  { file: "cut-off.csv", becomes: { created: 2 } },
  {
    file: "padded.csv",
    becomes: { created: 2, holds: { [emails]: ["ada@analytical.example", "charles@analytical.example"] } },
  },

  // Other things with this ending
  { file: "zip.csv", becomes: unreadable(/zip/i) },
  { file: "xlsx.csv", becomes: unreadable(/Excel|spreadsheet/i) },
  { file: "ods.csv", becomes: unreadable(/spreadsheet|zip/i) },
  { file: "xls.csv", becomes: unreadable(/Excel/i) },
  { file: "pdf.csv", becomes: unreadable(/PDF/i) },
  { file: "gzip.csv", becomes: unreadable(/unpack|compressed|gzip/i) },
  { file: "png.csv", becomes: unreadable(/picture|image/i) },
  { file: "jpeg.csv", becomes: unreadable(/picture|image/i) },
  { file: "html.csv", becomes: unreadable(/web page|HTML/i) },
  { file: "html-table.csv", becomes: unreadable(/web page|HTML/i) },
  { file: "xml.csv", becomes: unreadable(/XML/i) },
  { file: "rtf.csv", becomes: unreadable(/./) },
  { file: "sqlite.csv", becomes: unreadable(/./) },
  { file: "parquet.csv", becomes: unreadable(/./) },
  { file: "random.csv", becomes: unreadable(/./) },
  { file: "prose.csv", becomes: { problem: "invalid_input", at: "start", says: /email|key/i } },
  { file: "error-page.csv", becomes: unreadable(/error message/) },

  // JSON
  { file: "array.ndjson", becomes: unreadable(/line/i) },
  { file: "object-with-array.ndjson", becomes: unreadable(/line/i) },
  { file: "broken-lines.ndjson", becomes: { created: 2, refused: { "not a JSON object": 3 } } },
  {
    file: "scalars.ndjson",
    becomes: { created: 1, refused: { "not a JSON object": 5, "no address and no id": 1 } },
  },
  { file: "deep.ndjson", becomes: { created: 3, odd: { "too long": 2 } } },
  { file: "huge-numbers.ndjson", becomes: { created: 2 } },
  { file: "prototypes.ndjson", becomes: { created: 2 } },
  { file: "nested.ndjson", becomes: { created: 2 } },
  { file: "different-keys.ndjson", becomes: { created: 300 } },
  { file: "surrogates.ndjson", becomes: { created: 2 } },
  { file: "duplicate-keys.ndjson", becomes: { created: 2 } },

  // What people and attackers write into forms
  {
    file: "formulas.csv",
    becomes: {
      created: 2,
      refused: { "not one email address": 1 },
      holds: { [names]: ["-2+3", "=cmd|' /C calc'!A0"] },
    },
    mend: (row) => ({ ...row, Email: `mended-${row.Email?.length}@analytical.example` }),
  },
  { file: "scripts.csv", becomes: { created: 2 } },
  {
    file: "touch-links.csv",
    kind: "touches",
    start: { mapping: { URL: "url" }, answers: { unknownLead: "create" } },
    becomes: {
      created: 6,
      holds: { "select url from touches where url is not null": ["https://ours.example/pricing"] },
    },
  },
  { file: "right-to-left.csv", becomes: named("ecalevoL adA", "תשארלס x بابيج") },
  { file: "emoji.csv", becomes: { created: 2, refused: { "not one email address": 1 } } },
  { file: "zero-width.csv", becomes: named(null, "Ada") },
  {
    file: "combining.csv",
    start: { mapping: { Name: "name" } },
    becomes: { created: 1, refused: { "longer than 200": 1 } },
  },
  {
    file: "sql.csv",
    becomes: {
      created: 2,
      holds: { [names]: ["1; delete from lead_keys", "Robert'); DROP TABLE leads;--"] },
    },
  },
  { file: "json-text.csv", becomes: { created: 2 } },
  {
    file: "error-values.csv",
    becomes: {
      created: 3,
      refused: { "no address and no id": 1 },
      holds: { [names]: [null, "Ada Lovelace", "Grace Hopper"] },
    },
  },
  {
    file: "dates-impossible.csv",
    start: { mapping: { Created: "createdAt" }, answers: { "dates:Created": "dmy" } },
    becomes: { created: 2, refused: { "no date that can be read": 5 } },
    mend: (row) => ({ ...row, Created: "2024-05-06" }),
  },
  {
    file: "dates-both-orders.csv",
    start: { answers: { "dates:Created": "dmy" } },
    becomes: { created: 2, refused: { "no date that can be read": 1 } },
    mend: (row) => ({ ...row, Created: "13/04/2024" }),
  },
  {
    file: "dates-both-orders.csv",
    becomes: { problem: "invalid_input", at: "start", says: /dmy, mdy/ },
  },
  { file: "dates-ambiguous.csv", becomes: { problem: "invalid_input", at: "start", says: /dmy, mdy/ } },
  { file: "dates-future.csv", becomes: { created: 2, odd: { "in the future": 1 } } },
  {
    file: "dates-summer-time.csv",
    start: { mapping: { Created: "createdAt" }, answers: { timeZone: "Europe/Berlin" } },
    becomes: { created: 2, refused: { "no date that can be read": 1 } },
  },
  {
    file: "empties.csv",
    becomes: {
      created: 3,
      holds: {
        [names]: [null, "Ada Lovelace", "Charles Babbage"],
        "select source from leads order by source": [null, null, "Webinar"],
      },
    },
  },

  // Addresses and keys
  {
    file: "addresses-invalid.csv",
    start: { mapping: { Email: "email" } },
    becomes: {
      // Of one without a dot nobody can say that it is none.
      created: 4,
      refused: { "not one email address": 6, "no address and no id": 1 },
    },
    mend: (row) => ({ ...row, Email: `${row.Name}@mended.example` }),
  },
  { file: "addresses-own-domain.csv", becomes: { created: 2, refused: { own: 2 } } },
  {
    file: "addresses-letter-case.csv",
    becomes: {
      created: 1,
      updated: 2,
      holds: { [emails]: ["ada@analytical.example"], "select company from leads": ["Analytical"] },
    },
  },
  { file: "addresses-long.csv", becomes: { created: 1, refused: { "not one email address": 2 } } },
  {
    file: "keys-shared.csv",
    start: { mapping: { "CRM ID": "key:crm_id" } },
    becomes: { created: 2, updated: 1 },
  },
  {
    file: "keys-of-two-leads.csv",
    start: { mapping: { "CRM ID": "key:crm_id" } },
    becomes: { created: 2, updated: 1, refused: { two: 1 } },
  },
  { file: "keys-none.csv", becomes: { problem: "invalid_input", at: "start", says: /email|key/i } },
  {
    file: "keys-strange.csv",
    start: { mapping: { "CRM ID": "key:crm_id" } },
    becomes: {
      created: 4,
      refused: { "spreadsheet has shortened": 2, "too long for an id": 1 },
      holds: {
        "select value from lead_keys order by value": ["0", "00012345678901234567890", "__proto__", "a:b c"],
      },
    },
  },
  { file: "keys-missing-in-some.csv", becomes: { created: 2, refused: { "no address and no id": 2 } } },

  // Deals and touches
  {
    file: "deals-no-currency.csv",
    kind: "deals",
    start: { answers: { unknownLead: "create" } },
    becomes: { problem: "invalid_input", at: "start", says: /currency/i },
  },
  {
    file: "deals-no-currency.csv",
    kind: "deals",
    start: { answers: { currency: "EUR", unknownLead: "create" } },
    becomes: {
      created: 2,
      holds: { "select amount || currency as a from deals order by 1": ["120050EUR", "9900EUR"] },
    },
  },
  {
    file: "deals-amounts.csv",
    kind: "deals",
    start: { mapping: { Amount: "amount" }, answers: { unknownLead: "create" } },
    becomes: {
      created: 5,
      refused: { "no amount of money": 3, "too large": 1, "no currency": 1 },
      holds: {
        "select amount || currency as a from deals where amount is not null order by 1": [
          "-5025EUR",
          "0EUR",
          "123450EUR",
          "500JPY",
        ],
      },
    },
    mend: (row) => ({ ...row, Amount: "12.50", Currency: "USD" }),
  },
  {
    file: "deals-decimal-comma.csv",
    kind: "deals",
    start: { answers: { unknownLead: "create", "dates:Gewonnen am": "dmy", decimals: "comma" } },
    becomes: {
      created: 2,
      holds: { "select amount || currency as a from deals order by 1": ["123450EUR", "9990EUR"] },
    },
  },
  {
    file: "deals-unknown-leads.csv",
    kind: "deals",
    known: [{ keys: ["lead_id:known-1"], name: "Known", createdAt: 1_700_000_000_000 }],
    start: { mapping: { "Lead ID": "key:lead_id" }, answers: { unknownLead: "refuse" } },
    becomes: { created: 1, refused: { lead: 1, "no address and no id": 1 } },
    mend: (row) => ({ ...row, "Lead ID": "known-1" }),
  },
  {
    file: "deals-unknown-leads.csv",
    kind: "deals",
    start: { mapping: { "Lead ID": "key:lead_id" }, answers: { unknownLead: "create" } },
    becomes: { created: 2, refused: { "no address and no id": 1 } },
  },
  {
    file: "deals-dates.csv",
    kind: "deals",
    start: { mapping: { Opened: "openedAt" }, answers: { unknownLead: "create" } },
    becomes: { created: 2, refused: { "no date": 2 }, odd: { "closed before it was opened": 1 } },
  },
  {
    file: "deals-same-id.csv",
    kind: "deals",
    start: { mapping: { "Deal ID": "id" }, answers: { unknownLead: "create" } },
    becomes: { created: 1, updated: 1, refused: { "": 1 } },
  },
  {
    file: "touches-unknown-leads.csv",
    kind: "touches",
    known: [{ keys: ["lead_id:known-1"], name: "Known", createdAt: 1_700_000_000_000 }],
    start: { mapping: { "Lead ID": "key:lead_id" }, answers: { unknownLead: "refuse" } },
    becomes: { created: 1, refused: { lead: 1, "no address and no id": 1 } },
    mend: (row) => ({ ...row, "Lead ID": "known-1" }),
  },
  {
    file: "touches-kinds.csv",
    kind: "touches",
    start: { mapping: { Activity: "kind" }, answers: { unknownLead: "create", "kind:Activity": "form" } },
    becomes: { created: 7 },
  },
  {
    file: "touches-same-id.csv",
    kind: "touches",
    start: { mapping: { ID: "id" }, answers: { unknownLead: "create" } },
    becomes: { created: 2, unchanged: 1, refused: { "": 1 } },
  },
  {
    file: "touches-no-date.csv",
    kind: "touches",
    start: { mapping: { Date: "at" }, answers: { unknownLead: "create" } },
    becomes: { created: 1, refused: { date: 2 } },
  },
];

/** Those that are made as they are sent. */
export const nastyBig: Record<Big, Refusal | Outcome> = {
  "columns-512.csv": { created: 1 },
  "columns-513.csv": unreadable(/512 columns/),
  "columns-million.csv": unreadable(/512 columns/),
  "columns-later.csv": { created: 1, refused: { "longer than": 1 } },
  "rows-300000.csv": unreadable(/200,000 rows/),
  "bytes-60-million.csv": { problem: "too_large", says: /50/ },
  "line-10-million.csv": { created: 2, refused: { "longer than": 1 } },
  "only-line-10-million.csv": unreadable(/./),
  "cell-1-million.csv": { created: 1, refused: { "longer than": 1 } },
  "cell-of-lines-1-million.csv": { created: 1, refused: { "longer than": 1 } },
  "quote-never-closed.csv": { created: 30_000, unchanged: 1, refused: { "never closed": 1 } },
  "newlines-10-million.csv": { created: 2 },
  "utf16-pieces.csv": { created: 8_000 },
  "utf8-pieces.csv": { created: 8_000 },
  "array-10-million.ndjson": unreadable(/line/i),
  "deep-10-million.ndjson": { created: 1, refused: { "": 1 } },
};
