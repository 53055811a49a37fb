import { clip } from "../people/words.ts";
import { stageOrder, stages } from "../stages/stages.ts";
import { touchKinds } from "../touches/kinds.ts";
import { contradicts, datesIn, held, orderMatters, orderShown, typeOf, valuesIn } from "./columns.ts";
import { currencyCodes } from "./currencies.ts";
import { readDate } from "./dates.ts";
import { consentMeaning, kindMeaning, outcomeMeaning, personMeaning, stageMeaning } from "./meanings.ts";
import { readNumber } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";
import { attributeOf, type ImportKind, short } from "./targets.ts";

export type Answer = string | string[] | Record<string, string>;

/** A question that only a person can answer; as in the contract. */
export interface Ask {
  id: string;
  question: string;
  help: string | null;
  column: string | null;
  answer: "one" | "many" | "each" | "text";
  options: Option[];
  values: { value: string; count: number }[];
  proposal: Answer | null;
}
type Option = { value: string; label: string };

export interface AskContext {
  /** The workspace's. */
  readonly timeZone: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

interface File extends AskContext {
  readonly kind: ImportKind;
  readonly profiles: readonly ColumnProfile[];
  readonly targetOf: TargetOf;
  /** The column of a target, if any has it. */
  readonly columnOf: (target: string) => ColumnProfile | undefined;
}

/** More values than that, nobody wants to be asked about. */
export const MOST_VALUES = 50;

/**
 * What a person must say before the file can be read by this mapping: nothing that the file itself leaves no doubt
 * about, and a proposal only where there is hardly any.
 * @param mapping column to target, all of them
 */
export function questions(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
  context: AskContext,
): Ask[] {
  const targetOf = targetIn(mapping);
  const columnOf = (target: string) => profiles.find((profile) => targetOf(profile) === target);
  const file: File = { kind, profiles, targetOf, columnOf, ...context };
  return [
    ...dates(file),
    ...timeZone(file),
    ...decimals(file),
    ...empty(file),
    ...values(file),
    ...wholeFile(file),
  ];
}

type TargetOf = (profile: ColumnProfile) => string;

const targetIn =
  (mapping: Readonly<Record<string, string>>): TargetOf =>
  ({ column }) =>
    (Object.hasOwn(mapping, column) ? mapping[column] : undefined) ?? "ignore";

const timeTargets = new Set(["createdAt", "outcomeAt", "at", "openedAt", "closedAt", "wonAt", "lostAt"]);

/** Columns whose cells are read as dates. */
const dateColumns = ({ profiles, targetOf }: File): ColumnProfile[] =>
  profiles.filter((profile) => {
    const target = targetOf(profile);
    return timeTargets.has(target) || (attributeOf(target) !== null && typeOf(profile) === "date");
  });

/** Whether the column's order of day and month is a question. */
const isOrderOpen = (profile: ColumnProfile): boolean =>
  orderMatters(profile) && orderShown(profile) === null;

function dates(file: File): Ask[] {
  const columns = dateColumns(file);
  return columns.filter(isOrderOpen).map((profile) => {
    const { column, examples } = profile;
    const example = examples.find((text) => {
      const [day, month] = [readDate(text, "dmy"), readDate(text, "mdy")];
      return day && month && day.month !== month.month;
    });
    const both = contradicts(profile);
    const shown = columns.find((other) => orderShown(other) !== null);
    const option = (order: "dmy" | "mdy"): Option => {
      const said = example && readDate(example, order);
      const words = order === "dmy" ? "Day first" : "Month first";
      return { value: order, label: said ? `${words}: ${spelled(said)}` : words };
    };
    return {
      ...blank,
      id: `dates:${column}`,
      column,
      question: example
        ? `Which day is ${clip(example, 40)} in the column ${short(column)}?`
        : `Does the day or the month come first in the column ${short(column)}?`,
      help: both
        ? `This column contradicts itself: in ${count(profile.shapes.dateDayFirst, "row")} the day must come first, in ${count(profile.shapes.dateMonthFirst, "row")} the month. Rows that do not fit your answer ${timeTargets.has(file.targetOf(profile)) ? "are refused" : "keep it as text"}.`
        : shown
          ? `In the column ${short(shown.column)} of this file the ${orderShown(shown) === "dmy" ? "day" : "month"} comes first.`
          : "Every date in this column can be read in both ways, so only you can tell.",
      answer: "one",
      options: [option("dmy"), option("mdy")],
      proposal: null,
    };
  });
}

const monthNames =
  "January,February,March,April,May,June,July,August,September,October,November,December".split(",");
const spelled = ({ day, month, year }: { day: number; month: number; year: number }): string =>
  `${day} ${monthNames[month - 1]} ${year}`;

const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

function timeZone(file: File): Ask[] {
  const open = dateColumns(file).filter((profile) => {
    const without = datesIn(profile) - profile.shapes.withOffset;
    const instants =
      timeTargets.has(file.targetOf(profile)) || profile.shapes.withTime > profile.shapes.withOffset;
    return without > 0 && instants;
  });
  const [first] = open;
  if (!first) return [];
  const example = first.examples.find((text) => readDate(text, "dmy") ?? readDate(text, "mdy"));
  return [
    {
      ...blank,
      id: "timeZone",
      question: "Which time zone are the dates in this file in?",
      help: `They do not say it themselves${example ? `, such as ${clip(example, 40)} in ${short(first.column)}` : ""}. Take the zone of the person or the tool that wrote the file.`,
      answer: "text",
      options: zones(file.timeZone),
      proposal: file.timeZone,
    },
  ];
}

function zones(own: string): Option[] {
  const names = [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return names.slice(0, 600).map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

/** Columns whose cells are read as numbers. */
const numberColumns = (profiles: readonly ColumnProfile[], targetOf: TargetOf): ColumnProfile[] =>
  profiles.filter((profile) => {
    const target = targetOf(profile);
    if (target === "amount" || target === "attribute:employees") return true;
    return attributeOf(target) !== null && typeOf(profile) === "number";
  });

/** The mark before the decimals as the file's own numbers show it; null where none does, or both. */
export function decimalsShown(
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
): "point" | "comma" | null {
  const columns = numberColumns(profiles, targetIn(mapping));
  const point = columns.some(({ shapes }) => shapes.decimalPoint > 0);
  const comma = columns.some(({ shapes }) => shapes.decimalComma > 0);
  return point === comma ? null : point ? "point" : "comma";
}

function decimals(file: File): Ask[] {
  const columns = numberColumns(file.profiles, file.targetOf);
  const either = columns.find(({ shapes }) => shapes.decimalEither > 0);
  const point = columns.find(({ shapes }) => shapes.decimalPoint > 0);
  const comma = columns.find(({ shapes }) => shapes.decimalComma > 0);
  const both = point && comma;
  if (!both && (!either || point || comma)) return [];
  const example = either?.examples.find((text) => {
    const [a, b] = [readNumber(text, "point"), readNumber(text, "comma")];
    return a !== null && b !== null && a !== b;
  });
  const option = (style: "point" | "comma"): Option => {
    const read = example ? readNumber(example, style) : null;
    const words = style === "point" ? "A point: 1,234.5" : "A comma: 1.234,5";
    return {
      value: style,
      label:
        read === null
          ? words
          : `${words}, so that ${example} is ${read.toLocaleString("en", { useGrouping: false })}`,
    };
  };
  return [
    {
      ...blank,
      id: "decimals",
      column: either?.column ?? null,
      question: example
        ? `How much is ${clip(example, 40)} in the column ${short(either?.column ?? "")}: what stands before the decimals?`
        : "What stands before the decimals in this file's numbers?",
      help: both
        ? `The file contradicts itself: ${short(point.column)} has numbers with a point, ${short(comma.column)} with a comma. Those that do not fit your answer ${file.columnOf("amount") ? "are kept as text, and rows whose amount does not fit are refused" : "are kept as text"}.`
        : "Both ways make sense here, so only you can tell.",
      answer: "one",
      options: [option("point"), option("comma")],
      proposal: null,
    },
  ];
}

function empty({ profiles, targetOf }: File): Ask[] {
  const seen = new Map<string, number>();
  for (const profile of profiles)
    if (targetOf(profile) !== "ignore")
      for (const { value, count } of profile.empties) {
        const word = value.trim().toLowerCase();
        seen.set(word, (seen.get(word) ?? 0) + count);
      }
  if (seen.size === 0) return [];
  const most = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 100);
  return [
    {
      ...blank,
      id: "empty",
      question: "Which of these mean that nothing is known?",
      help: "A cell that holds one of them counts as empty. Leave out those that are an answer of their own.",
      answer: "many",
      options: most.map(([value, cells]) => ({ value, label: `${value} (${count(cells, "cell")})` })),
      proposal: most.map(([value]) => value),
    },
  ];
}

/** What each value of a column means, with a proposal for those about which there is no doubt. */
function each(
  id: string,
  profile: ColumnProfile,
  question: string,
  help: string | null,
  options: Option[],
  meaning: (value: string) => string | null,
): Ask[] {
  const all = valuesIn(profile);
  if (all === null || all.length === 0) return [];
  const proposal = Object.fromEntries(
    all.flatMap(({ value }) => {
      const means = meaning(value);
      return means !== null && options.some((option) => option.value === means) ? [[value, means]] : [];
    }),
  );
  return [
    {
      id: `${id}:${profile.column}`,
      question,
      help,
      column: profile.column,
      answer: "each",
      options,
      values: all.map(({ value, count }) => ({ value, count })),
      proposal: Object.keys(proposal).length > 0 ? proposal : null,
    },
  ];
}

const outcomeOptions: Option[] = [
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
  { value: "open", label: "Still open" },
];
const notKnown: Option = { value: "unknown", label: "Says nothing" };
const stageOptions: Option[] = stageOrder.map((value) => ({
  value,
  label:
    stages[value].label === stages[value].words
      ? stages[value].label
      : `${stages[value].label}: ${stages[value].words}`,
}));
const kindOptions: Option[] = Object.entries(touchKinds).map(([value, { label }]) => {
  const words = value.replaceAll("_", " ");
  return { value, label: words === label.toLowerCase() ? label : `${label}: ${words}` };
});

/** The questions that are asked of each value of a column. */
function values(file: File): Ask[] {
  const { kind, people, columnOf } = file;
  const asks: Ask[] = [];
  const ask = (
    target: string,
    id: string,
    question: (column: string) => string,
    help: string | null,
    options: Option[],
    meaning: (value: string, column: string) => string | null,
  ) => {
    const profile = columnOf(target);
    if (profile)
      asks.push(
        ...each(id, profile, question(short(profile.column)), help, options, (value) =>
          meaning(value, profile.column),
        ),
      );
  };
  const deals = kind === "deals";
  ask(
    "outcome",
    "outcome",
    (column) => `How did it end where ${column} says this?`,
    "What is neither won nor lost is still open.",
    [...outcomeOptions, notKnown],
    (value, column) => outcomeMeaning(column, value, deals),
  );
  if (deals && isOutcomeOpen(file))
    ask(
      "dealStage",
      "outcome",
      (column) => `How did a deal end that stands at this stage in ${column}?`,
      "No other column says whether a deal was won.",
      outcomeOptions,
      (value) => outcomeMeaning("", value, deals),
    );
  ask(
    "stage",
    "stage",
    (column) => `Where does a lead stand that ${column} calls this?`,
    "The path that marketing and sales share, from inquiry to customer.",
    [...stageOptions, notKnown],
    stageMeaning,
  );
  ask(
    "kind",
    "kind",
    (column) => `What is a touch that ${column} calls this?`,
    "The score counts touches by their kind.",
    kindOptions,
    kindMeaning,
  );
  ask(
    "consent",
    "consent",
    (column) => `May we write to people where ${column} says this?`,
    "Nobody is written to who does not want it: where you are not sure, say so.",
    [
      { value: "may", label: "We may write" },
      { value: "may_not", label: "We may not" },
      { value: "unknown", label: "Not known" },
    ],
    (value, column) => consentMeaning(column, value),
  );
  const staff: Option[] = [
    { value: "nobody", label: "Nobody of these" },
    ...people
      .slice(0, 599)
      .map(({ id, name, email }) => ({ value: id, label: clip(`${name} (${email})`, 200) })),
  ];
  ask(
    "owner",
    "owner",
    (column) => `Who is this in ${column}?`,
    "Leads of nobody here stay without an owner.",
    staff,
    (value) => personMeaning(value, people),
  );
  ask(
    "person",
    "person",
    (column) => `Who of you is this in ${column}?`,
    "The first touch by a person of yours is the first contact.",
    staff,
    (value) => personMeaning(value, people),
  );
  return asks;
}

/** Deals of which no column says how they ended. */
const isOutcomeOpen = ({ columnOf }: File): boolean =>
  !columnOf("outcome") && !columnOf("wonAt") && !columnOf("lostAt");

/** What is said once of all rows, because no column says it. */
function wholeFile(file: File): Ask[] {
  const { kind, columnOf } = file;
  const asks: Ask[] = [];
  const one = (
    id: string,
    question: string,
    help: string | null,
    options: Option[],
    proposal: string | null,
  ) => asks.push({ ...blank, id, question, help, answer: "one", options, proposal });
  const amount = columnOf("amount");
  if (amount && isCurrencyOpen(amount, columnOf("currency")))
    one(
      "currency",
      `Which currency are the amounts in ${short(amount.column)} in?`,
      "Of amounts that do not say it themselves.",
      currencies(),
      amount.currency,
    );
  if (kind === "leads" && !columnOf("stage"))
    one(
      "stage",
      "Where do these leads stand?",
      "No column says it. What the outcome says of a lead goes on from there.",
      stageOptions,
      "inquiry",
    );
  if (kind === "touches" && !columnOf("kind"))
    one(
      "kind",
      "What are these touches?",
      "No column says it, so they are all of one kind.",
      kindOptions,
      null,
    );
  if (
    kind === "deals" &&
    isOutcomeOpen(file) &&
    !(columnOf("dealStage") && valuesIn(columnOf("dealStage") as ColumnProfile))
  )
    one(
      "outcome",
      "How did these deals end?",
      "No column says it, so they all ended alike.",
      outcomeOptions,
      null,
    );
  if (kind !== "leads")
    one(
      "unknownLead",
      `What about ${kind} of a person who is not a lead here yet?`,
      "Known leads are found by the address or the id.",
      [
        { value: "refuse", label: "Refuse the row, and list it" },
        { value: "create", label: "Make the person a lead" },
      ],
      "refuse",
    );
  return asks;
}

/** Whether an amount may come without its currency. */
function isCurrencyOpen(amount: ColumnProfile, currency: ColumnProfile | undefined): boolean {
  if (amount.shapes.money >= held(amount) && amount.currency !== null) return false;
  return !currency || held(currency) < held(amount);
}

function currencies(): Option[] {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  return [...currencyCodes]
    .sort()
    .map((value) => ({ value, label: `${value}: ${names.of(value) ?? value}` }));
}

const blank = { column: null, values: [] as { value: string; count: number }[] };
