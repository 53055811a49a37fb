import type { ImportKind, ImportPreview, ImportRow } from "../../../../shared/contract/imports.ts";
import { locale, number, plural } from "../../format.ts";

const size = (bytes: number, unit: string, digits: number) =>
  new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: digits }).format(bytes);
/** 2,359,562 -> "2.4 MB". */
export const bytes = (count: number): string => {
  if (count < 1_000) return plural(count, "byte", "bytes");
  return count < 999_500 ? size(count / 1_000, "kilobyte", 0) : size(count / 1_000_000, "megabyte", 1);
};

/** Minor units with their currency, in its own number of decimals: 120000 EUR -> "€1,200.00". */
export function money(minor: number, currency: string | null): string {
  if (!/^[A-Z]{3}$/.test(currency ?? "")) return number(minor / 100);
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: currency ?? "" });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const rows = (count: number) => plural(count, "row", "rows");
/** "9,240 leads". */
const many: Record<ImportKind, (count: number) => string> = {
  leads: (count) => plural(count, "lead", "leads"),
  touches: (count) => plural(count, "touch", "touches"),
  deals: (count) => plural(count, "deal", "deals"),
};

/** Every text of the pages of imports. */
export const s = {
  title: "Import",
  intro:
    "Bring in what you already have, from any CRM or marketing tool. You see what a file would do before anything is written, and afterwards you can take all of it out again.",
  rows,
  many: (kind: ImportKind, count: number) => many[kind](count),

  start: {
    title: "New import",
    kind: "What is in the file?",
    kinds: { leads: "Leads", touches: "Touches", deals: "Deals" } satisfies Record<ImportKind, string>,
    holds: {
      leads: "One row a person: who they are, where they came from, what became of them.",
      touches: "One row for each thing that happened: a form, a mail opened, a call, a webinar.",
      deals: "One row a deal: its stage, amount and dates, won or lost and why.",
    } satisfies Record<ImportKind, string>,
    first: "Begin here: touches and deals join to leads.",
    joins: "Joins to leads by email or by the other tool's id.",
    drop: "Drop the file here, or",
    dropNow: "Let go, and the file is looked at.",
    choose: "Choose a file",
    limits: "A CSV, up to 50 MB and 200,000 rows. NDJSON goes in, too.",
    spreadsheet: "How to get a CSV out of a spreadsheet",
    spreadsheetHelp:
      "In Excel: File, Save As, and the file type “CSV UTF-8 (comma delimited)”. In Google Sheets: File, Download, “Comma-separated values”. In a CRM, look for “Export”.",
    sending: (name: string) => `Uploading ${name}`,
    sent: (sent: number, all: number) => `${bytes(sent)} of ${bytes(all)}`,
    looking: (name: string) => `Looking at ${name}…`,
    lookingHelp: "Every row is read, to see what each column holds and what would come in.",
    cancelled: "Cancelled. Nothing was kept.",
    one: "One file at a time: drop or choose just one.",
    folder: "That is a folder. Open it and drop the file that is inside.",
    empty: "There is nothing in this file: it has no bytes.",
    tooLarge: (count: number) =>
      `This file has ${bytes(count)}; at most ${bytes(50_000_000)} go in at once. Split it, or leave out columns that you do not need.`,
    failed: "This file did not go in",
  },

  list: {
    title: "So far",
    empty: "Nothing has been imported yet.",
    by: (name: string, when: string) => `${name}, ${when}`,
    waiting: "Waiting for you: nothing is in yet",
    ended: {
      stopped: (done: number, all: number) => `Stopped after ${number(done)} of ${rows(all)}`,
      failed: (done: number, all: number) => `Failed after ${number(done)} of ${rows(all)}`,
    },
    brought: (kind: ImportKind, count: number) => `${many[kind](count)} in`,
    refused: (count: number) => `${number(count)} refused`,
    at: (done: number, all: number) => `${number(done)} of ${rows(all)}`,
  },

  back: "All imports",
  notFound: "This import is not here any more, or never was.",

  file: {
    title: "The file",
    columns: (count: number) => plural(count, "column", "columns"),
    safe: "Nothing is written until you start the import at the bottom of this page.",
    csv: (delimiter: string, header: boolean) =>
      `${delimiter} between cells, ${header ? "the first row names the columns" : "no row with names"}`,
    ndjson: "NDJSON, one object a line",
    delimiters: {
      ",": "Comma",
      ";": "Semicolon",
      "\t": "Tab",
      "|": "Vertical bar",
      "^": "Caret",
      "\u001f": "Unit separator",
    } as Readonly<Record<string, string>>,
    delimiterOther: (letter: string) => `“${letter}”`,
    encodings: {
      "utf-8": "Unicode (UTF-8)",
      "utf-16le": "Unicode (UTF-16)",
      "utf-16be": "Unicode (UTF-16, big-endian)",
      "windows-1252": "Western European (Windows)",
      macintosh: "Western European (Mac)",
      "windows-1250": "Central European (Windows)",
      "iso-8859-2": "Central European (ISO)",
      "windows-1251": "Cyrillic (Windows)",
      "koi8-r": "Cyrillic (KOI8-R)",
      "iso-8859-5": "Cyrillic (ISO)",
      "x-mac-cyrillic": "Cyrillic (Mac)",
      "windows-1253": "Greek (Windows)",
      "windows-1254": "Turkish (Windows)",
      "windows-1255": "Hebrew (Windows)",
      "windows-1256": "Arabic (Windows)",
      "windows-1257": "Baltic (Windows)",
      "windows-874": "Thai (Windows)",
      shift_jis: "Japanese (Shift JIS)",
      "euc-jp": "Japanese (EUC)",
      gbk: "Chinese, simplified (GBK)",
      big5: "Chinese, traditional (Big5)",
      "euc-kr": "Korean",
    } as Readonly<Record<string, string>>,
    differently: "Read it differently",
    differentlyHelp:
      "If letters such as ü or é look wrong, change the encoding. If everything stands in one column, change what is between cells.",
    encoding: "Encoding",
    delimiter: "Between cells",
    header: "The first row names the columns",
    again: "Read it so",
    reading: "Reading it again…",
    reread: "Read again.",
    failed: "The file cannot be read so; it stays as it was",
    remove: "Delete this file",
    removeAsk: "Delete the uploaded file? Nothing of it has been written; your leads stay as they are.",
    removeYes: "Delete the file",
    removeNo: "Keep it",
    removed: "The file is deleted.",
    gone: "The file itself is no longer kept: uploads are forgotten after 30 days. Upload it again to import it.",
  },

  ask: {
    title: "What only you know",
    open: (count: number) => plural(count, "question is open", "questions are open"),
    allAnswered: "All answered.",
    newOpen: (count: number) => `${plural(count, "new question", "new questions")} above.`,
    proposed: "Answered for you; change what is wrong",
    answered: "Answered",
    needed: "Needs your answer",
    choose: "Choose…",
    value: "In the file",
    means: "Means",
    meaning: (value: string) => `${value} means`,
    count: "Rows",
    none: "None of them",
    blank: "(blank)",
    many: (label: string, count: number) => `${label} (${plural(count, "value", "values")})`,
    all: (count: number) => `Show all ${plural(count, "value", "values")}`,
    pair: (value: string, label: string) => `${value}: ${label}`,
    restAre: "Set all that are open to",
    set: "Set",
  },

  columns: {
    title: "What each column becomes",
    help: "Correct what is wrong. A column that nothing here fits is kept as an attribute of its own, so that nothing is lost.",
    remembered: (count: number) =>
      `${plural(count, "column is", "columns are")} as you had them when a file with these columns came before.`,
    find: "Find a column",
    found: (count: number, all: number) => `${number(count)} of ${plural(all, "column", "columns")}`,
    all: (count: number) => `Show all ${plural(count, "column", "columns")}`,
    column: "Column in the file",
    becomes: "Becomes",
    becomesOf: (column: string) => `${column} becomes`,
    type: "Holds",
    types: {
      text: "Text",
      choice: "Choice",
      number: "Number",
      date: "Date",
      boolean: "Yes or no",
      empty: "Nothing",
    },
    late: "Filled in by sales",
    lateOf: (column: string) => `${column} is filled in by sales after first contact`,
    lateShort: "After first contact",
    lateHelp: "Why it matters what sales fills in",
    lateWhy:
      "A score should say early who will buy. What sales fills in after speaking with a lead (a quality, a reason for losing) gives the outcome away, so a score that learns from it looks good and is of no use. Tick those columns: they are kept and shown, and no score learns from them.",
    filled: (filled: number, all: number) => `${number(filled)} of ${number(all)} filled`,
    nothing: "Empty in every row",
    asLastTime: "As last time",
    attribute: "Attribute",
    attributeName: (column: string) => `Name of the attribute that ${column} becomes`,
    keyName: (column: string) => `Which tool's id ${column} is`,
    keyHint:
      "A short name of that tool, the same in every file that joins by it. Small letters, digits and _: hubspot, lead_number",
    badKey: "A tool's name has small letters, digits and _, and begins with a letter: hubspot, lead_number.",
    badAttribute: "An attribute's name begins with a letter or digit and has at most 64 characters.",
  },

  targets: {
    groups: {
      person: "Who it is",
      origin: "Where they came from",
      path: "What became of them",
      us: "Between them and us",
      touch: "The touch",
      deal: "The deal",
      other: "Else",
    },
    key: "Id in another tool",
    attribute: "Own attribute",
  },

  preview: {
    title: "What will happen",
    none: "Answer the open questions above; then what would come in is counted here.",
    wrong: "Once what is wrong above is put right, what would come in is counted here.",
    busy: "Counting…",
    failed: "What would happen could not be worked out",
    sentence: (found: ImportPreview): string =>
      [
        `${number(found.new)} new`,
        `${number(found.known)} known`,
        found.duplicates > 0 && `${rows(found.duplicates)} twice in this file`,
        `${number(found.refused)} refused`,
      ]
        .filter(Boolean)
        .join(" · "),
    nothing: "Everything in this file is here already; starting would change nothing.",
    unchanged: (count: number) => `Of the known, ${number(count)} would not change.`,
    duplicates: "A row that is there twice adds to the same one; nothing is doubled.",
    allRefused: "Every row is refused. The reasons are below; a wrong column above is the usual cause.",
    first: (kind: ImportKind, count: number) =>
      count === 1
        ? `The first of the ${kind} as it will be`
        : `The first ${number(count)} ${kind} as they will be`,
    row: "Row",
    heads: {
      name: "Name",
      email: "Email address",
      keys: "Ids in other tools",
      title: "Job title",
      company: "Company",
      source: "Source",
      campaign: "Campaign",
      createdAt: "First contact",
      stage: "Stage",
      ended: "Outcome",
      owner: "Owner",
      mail: "Opted out",
      when: "When",
      touch: "What it was about",
      kind: "Kind",
      channel: "Channel",
      deal: "Deal",
      outcome: "Outcome",
      amount: "Amount",
      dealStage: "Stage of the deal",
      opened: "Opened",
      closed: "Closed",
      lostReason: "Reason lost",
    },
    yes: "Yes",
    no: "No",
    and: "and",
    does: {
      create: "New",
      update: "Known: adds to it",
      unchanged: "Known: stays",
      duplicate: "Adds to a row above",
      refuse: "Refused",
    } satisfies Record<ImportRow["does"], string>,
    doesHead: "What happens",
    outcomes: { won: "Won", lost: "Lost", open: "Open" },
    inRows: (count: number, listed: readonly number[], all: number) =>
      count === all && all > listed.length
        ? "Every row"
        : `${rows(count)}: ${listed.map((row) => number(row)).join(", ")}${count > listed.length ? " …" : ""}`,
    refusals: "Refused, and why",
    refusalsHelp:
      "They stay out; all others go in. Afterwards you can download them with the reason, mend them and import that file.",
    odd: "Odd, but goes in",
    conflicts: "Who is this?",
    conflict: (row: number) => `Row ${number(row)}: its ids belong to different leads:`,
    conflictHelp:
      "Such a row is refused. After the import you decide under “Same person?” whether they are one; nothing is merged by itself.",
    all: (count: number) => `Show all ${number(count)}`,
  },

  go: {
    label: "Start the import",
    start: (kind: ImportKind, count: number) => `Import ${many[kind](count)}`,
    startPlain: "Import",
    open: (count: number) => `${plural(count, "question needs", "questions need")} your answer first.`,
    wrong: (count: number) => `${plural(count, "column has", "columns have")} something wrong with it.`,
    noneGood: (kind: ImportKind) => `None of the ${kind} would come in; see why above.`,
    busy: "Wait a moment: it is being counted.",
    failed: "This did not start",
    show: "Show me",
    starting: "Starting…",
  },

  running: {
    title: {
      leads: "The leads are coming in",
      touches: "The touches are coming in",
      deals: "The deals are coming in",
    } satisfies Record<ImportKind, string>,
    ranking: "Nearly done: the companies' best leads are being found",
    undoing: "Taking it out again",
    progress: "Rows",
    at: (done: number, all: number) => `${number(done)} of ${rows(all)}`,
    left: (count: number) => `${rows(count)} to go`,
    minutes: (count: number) =>
      count < 1 ? "Less than a minute to go" : `About ${plural(Math.ceil(count), "minute", "minutes")} to go`,
    close: "You can close this page; it goes on.",
    stop: "Stop",
    stopping: "Stopping…",
    said: (share: string) => `${share} done.`,
  },
  offline: (time: string) => `Offline. As of ${time}. The import itself goes on.`,

  counts: { created: "New", updated: "Updated", unchanged: "Unchanged", refused: "Refused" },

  done: {
    in: (kind: ImportKind, count: number) => `${many[kind](count)} ${count === 1 ? "is" : "are"} in.`,
    nothing: "Nothing came in: every row was refused.",
    updated: (kind: ImportKind, count: number) =>
      `${many[kind](count)} ${count === 1 ? "is" : "are"} brought up to date.`,
    same: "Everything was here already; nothing changed.",
    refused: (count: number) => `${rows(count)} stayed out.`,
    download: "Download them with the reason (CSV)",
    mend: "Mend them in that file and import it: what is in already stays as it is.",
    conflicts: (count: number) =>
      `${plural(count, "row has ids of", "rows have ids of")} two different leads. Decide whether they are one person, then import the row${count === 1 ? "" : "s"} again:`,
    decide: "Same person?",
    odd: "Odd, but it is in",
    when: (name: string, when: string, took: string) => `Started by ${name}, ${when}; it took ${took}.`,
    next: "And now",
    nextKind: {
      leads: "Import more leads",
      touches: "Import touches",
      deals: "Import deals",
    } satisfies Record<ImportKind, string>,
    report: "Go to the feedback report",
  },
  took: (ms: number) => {
    const seconds = Math.max(1, Math.round(ms / 1000));
    if (seconds < 90) return plural(seconds, "second", "seconds");
    return plural(Math.round(seconds / 60), "minute", "minutes");
  },

  totals: {
    title: "Check it against the tool that it came from",
    help: (timeZone: string) =>
      `The leads of this import as they stand here now. Months are those of first contact, in ${timeZone}.`,
    all: (leads: number, won: number) => `${many.leads(leads)}, ${number(won)} of them won.`,
    source: "Source",
    noSource: "No source",
    month: "Month of first contact",
    leads: "Leads",
    won: "Won",
    sources: "By source",
    months: "By month",
  },

  stopped: {
    title: (done: number, all: number) => `Stopped after ${number(done)} of ${rows(all)}`,
    help: "What came in until then is in. Go on where it stopped, or take it out again.",
    on: "Go on",
    goingOn: "Going on…",
  },
  failed: {
    title: (done: number, all: number) => `It could not go on after ${number(done)} of ${rows(all)}`,
    unknown: "No reason is known.",
    help: "What came in until then is in. Try to go on, or take it out again.",
  },

  undo: {
    title: "Take it out again",
    until: (day: string) => `Possible until ${day}.`,
    button: "Roll back…",
    ask: (kind: ImportKind, created: number, updated: number) =>
      [
        created > 0 && `The ${many[kind](created)} that this import made will go.`,
        updated > 0 && `What it wrote over in ${number(updated)} others will be put back.`,
        created + updated === 0 &&
          "This import has changed nothing. It goes back to where you can correct it.",
      ]
        .filter(Boolean)
        .join(" "),
    keeps:
      "Leads that somebody has worked with since stay. The file and what you chose are kept, so that you can correct and start again.",
    yes: "Roll it back",
    no: "Leave it in",
  },
} as const;
