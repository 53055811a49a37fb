import { clip } from "../people/words.ts";
import { stageOrder } from "../stages/stages.ts";
import { decimalsShown } from "./ask-numbers.ts";
import { type Answer, type Ask, MOST_VALUES, targetIn } from "./asking.ts";
import { orderShown, typeOf, valuesIn } from "./columns.ts";
import type { ColumnProfile } from "./profile.ts";
import { MOST_ATTRIBUTES, MOST_KEYS, type Proposed } from "./propose.ts";
import { freeAttribute } from "./propose-attributes.ts";
import type { ColumnReading, Reading } from "./reading.ts";
import { canonical, type ImportKind, keyKindOf, mayRepeat, short, targetLabel } from "./targets.ts";

export interface Refusal {
  /** `mapping.<column>` or `answers.<id>`. */
  readonly field: string;
  readonly message: string;
}

/**
 * What every column becomes: what a person said of it, else what was proposed. A proposed column whose target a person
 * gave to another one becomes a custom attribute. What a person said stands here even where it is wrong: see `resolve`.
 */
export function mappingOf(
  kind: ImportKind,
  proposed: readonly Pick<Proposed, "column" | "to">[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const said = new Map(Object.entries(given).map(([column, to]) => [column, canonical(kind, to) ?? to]));
  const used = new Set(said.values());
  const mapping = new Map<string, string>();
  for (const { column, to } of proposed)
    if (!said.has(column) && (mayRepeat(to) || !used.has(to))) {
      mapping.set(column, to);
      used.add(to);
    }
  for (const { column } of proposed) {
    if (said.has(column) || mapping.has(column)) continue;
    const to = freeAttribute(kind, column, used);
    mapping.set(column, to);
    used.add(to);
  }
  for (const [column, to] of said) mapping.set(column, to);
  return Object.fromEntries(mapping);
}

/**
 * Checks a mapping and its answers, and gives all that reading a row needs; or every reason why not. An answer left
 * out is the question's proposal; of `each`, a word alone is the answer for every value that is not named.
 * @param mapping column to target, all of them: see `mappingOf`
 * @param asks the questions of this mapping
 */
export function resolve(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, Answer>>,
  asks: readonly Ask[],
): { plan: Reading } | { errors: Refusal[] } {
  const errors = mappingErrors(kind, profiles, mapping);
  const given = new Map<string, Answer>();
  for (const ask of asks) {
    const read = answered(ask, Object.hasOwn(answers, ask.id) ? answers[ask.id] : undefined);
    if ("problem" in read) errors.push({ field: `answers.${ask.id}`, message: read.problem });
    else given.set(ask.id, read.answer);
  }
  for (const id of Object.keys(answers))
    if (!isQuestion(id, profiles))
      errors.push({ field: `answers.${clip(id, 200)}`, message: "There is no such question" });
  return errors.length > 0 ? { errors } : { plan: planOf(kind, profiles, mapping, given) };
}

/** Targets whose every value is asked about. */
const askedOfEach = ["outcome", "stage", "kind", "consent", "owner", "person"];
const dealDates = ["openedAt", "closedAt", "wonAt", "lostAt"];

function mappingErrors(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
): Refusal[] {
  const errors: Refusal[] = [];
  const byName = new Map(profiles.map((profile) => [profile.column, profile]));
  const users = new Map<string, string>();
  const refuse = (column: string, message: string) =>
    errors.push({ field: `mapping.${clip(column, 200)}`, message });
  for (const [column, text] of Object.entries(mapping)) {
    const profile = byName.get(column);
    const to = canonical(kind, text);
    if (!profile) refuse(column, "There is no such column in this file");
    else if (to === null)
      refuse(column, `“${clip(text, 100)}” is nothing that a column of a file of ${kind} can become`);
    else {
      const other = users.get(to);
      if (other !== undefined && !mayRepeat(to))
        refuse(column, `“${targetLabel(to)}” is already the column ${short(other)}`);
      else if (askedOfEach.includes(to) && valuesIn(profile) === null)
        refuse(
          column,
          `${short(column)} has more than ${MOST_VALUES} different values, or very long ones, and cannot be asked about one by one: make it a custom attribute`,
        );
      users.set(to, column);
    }
  }
  const whole = (message: string) => errors.push({ field: "mapping", message });
  const targets = [...users.keys()];
  const all = Object.values(mapping);
  if (!targets.includes("email") && !targets.some((to) => keyKindOf(to) !== null))
    whole(
      "One column must be the email address or an id in another tool: something must tell whose row it is",
    );
  if (all.filter((to) => to.startsWith("key:")).length > MOST_KEYS)
    whole(`At most ${MOST_KEYS} columns can be ids in other tools`);
  if (all.filter((to) => to.startsWith("attribute:")).length > MOST_ATTRIBUTES)
    whole(`At most ${MOST_ATTRIBUTES} columns can be custom attributes: leave out the others`);
  if (kind === "touches" && !targets.includes("at")) whole("One column must say when it happened");
  if (kind === "deals" && !dealDates.some((to) => targets.includes(to)))
    whole("One column must say when the deal was opened, closed, won or lost");
  return errors;
}

type Read = { answer: Answer } | { problem: string };

/** An answer that fits its question, with the proposal where none was given. */
function answered(ask: Ask, given: Answer | undefined): Read {
  const answer = given ?? ask.proposal;
  if (ask.answer === "each") return answeredEach(ask, given);
  if (answer === null) return { problem: `This must be answered${among(ask)}` };
  if (ask.answer === "many") {
    const words = typeof answer === "string" ? [answer] : answer;
    return Array.isArray(words)
      ? { answer: words.map((word) => word.trim().toLowerCase()).filter(Boolean) }
      : { problem: "A list of words is needed" };
  }
  if (typeof answer !== "string") return { problem: "One word is needed" };
  if (ask.answer === "text")
    return isTimeZone(answer)
      ? { answer }
      : { problem: `“${clip(answer, 60)}” is no time zone, such as Europe/Berlin` };
  return isOption(ask, answer) ? { answer } : notAnOption(ask, answer);
}

function answeredEach(ask: Ask, given: Answer | undefined): Read {
  if (Array.isArray(given)) return { problem: "Each value needs its own answer" };
  const one = typeof given === "string" ? given : undefined;
  const known = new Map(Object.entries((ask.proposal as Record<string, string> | null) ?? {}));
  const said = new Map(Object.entries(typeof given === "object" ? given : {}));
  const open: string[] = [];
  const answer = new Map<string, string>();
  for (const { value } of ask.values) {
    const means = said.get(value) ?? one ?? known.get(value);
    if (means === undefined) open.push(value);
    else if (!isOption(ask, means)) return notAnOption(ask, means);
    else answer.set(value, means);
  }
  if (open.length === 0) return { answer: Object.fromEntries(answer) };
  const some = open.slice(0, 5).map((value) => `“${clip(value, 40)}”`);
  const more = open.length > 5 ? ` and ${open.length - 5} more` : "";
  return { problem: `It is not said what ${some.join(", ")}${more} ${open.length === 1 ? "means" : "mean"}` };
}

const isOption = (ask: Ask, answer: string): boolean =>
  ask.options.some(({ value }) => value === answer) || (isKindQuestion(ask.id) && ownKind.test(answer));

const notAnOption = (ask: Ask, answer: string): { problem: string } => {
  return { problem: `“${clip(answer, 60)}” is none of the answers${among(ask)}` };
};

/** The words that answer a question, where they are few. */
const among = ({ options }: Ask): string =>
  options.length === 0 || options.length > 12 ? "" : `: ${options.map(({ value }) => value).join(", ")}`;

/** A touch may be of a kind that only this workspace has; heat keeps our own under `ours_`. */
const ownKind = /^(?!ours_)[a-z][a-z_]{0,63}$/;
const isKindQuestion = (id: string): boolean => id === "kind" || id.startsWith("kind:");

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.length <= 64;
  } catch {
    return false;
  }
}

const wholeFile = new Set(
  "encoding,delimiter,header,timeZone,decimals,empty,stage,kind,currency,outcome,unknownLead".split(","),
);
const ofColumns = /^(dates|owner|person|consent|outcome|stage|kind):/;

/** Also one that this mapping does not ask: it was answered before the mapping changed. */
const isQuestion = (id: string, profiles: readonly ColumnProfile[]): boolean => {
  const column = ofColumns.test(id) ? id.slice(id.indexOf(":") + 1) : null;
  return column === null ? wholeFile.has(id) : profiles.some((profile) => profile.column === column);
};

function planOf(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
  given: ReadonlyMap<string, Answer>,
): Reading {
  const word = (id: string): string | null => {
    const answer = given.get(id);
    return typeof answer === "string" ? answer : null;
  };
  const targetOf = targetIn(kind, mapping);
  const columns = profiles.map((profile): ColumnReading => {
    const { column } = profile;
    const to = targetOf(profile);
    const means = given.get(`${to === "dealStage" ? "outcome" : to}:${column}`);
    return {
      column,
      to,
      type: typeOf(profile),
      order: orderOf(word(`dates:${column}`) ?? orderShown(profile)),
      means: typeof means === "object" && !Array.isArray(means) ? means : null,
    };
  });
  const empties = given.get("empty");
  const stage = stageOrder.find((name) => name === word("stage")) ?? null;
  const outcome = word("outcome");
  return {
    kind,
    columns,
    timeZone: word("timeZone") ?? "UTC",
    decimals: (word("decimals") ?? decimalsShown(kind, profiles, mapping)) === "comma" ? "comma" : "point",
    empties: Array.isArray(empties) ? empties : [],
    currency: word("currency"),
    // Where a lead begins anyway; and one that is known must not fall back to it.
    stage: stage === "inquiry" ? null : stage,
    outcome: outcome === "won" || outcome === "lost" || outcome === "open" ? outcome : null,
    touchKind: word("kind"),
    unknownLead: word("unknownLead") === "create" ? "create" : "refuse",
  };
}

const orderOf = (order: string | null): "dmy" | "mdy" => (order === "mdy" ? "mdy" : "dmy");
