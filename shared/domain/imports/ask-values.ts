import { clip } from "../people/words.ts";
import { stageOrder, stages } from "../stages/stages.ts";
import { touchKinds } from "../touches/kinds.ts";
import type { Ask, File, Option } from "./asking.ts";
import { valuesIn } from "./columns.ts";
import { consentMeaning, namesBothEnds, outcomeMeaning, personMeaning, stageMeaning } from "./meanings.ts";
import type { ColumnProfile } from "./profile.ts";
import { short } from "./targets.ts";
import { kindMeaning } from "./touch-defaults.ts";

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

export const outcomeOptions: Option[] = [
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
  { value: "open", label: "Still open" },
];
const notKnown: Option = { value: "unknown", label: "Says nothing" };
export const stageOptions: Option[] = stageOrder.map((value) => ({
  value,
  label:
    stages[value].label === stages[value].words
      ? stages[value].label
      : `${stages[value].label}: ${stages[value].words}`,
}));
export const kindOptions: Option[] = Object.entries(touchKinds).map(([value, { label }]) => {
  const words = value.replaceAll("_", " ");
  return { value, label: words === label.toLowerCase() ? label : `${label}: ${words}` };
});

/** The questions that are asked of each value of a column. */
export function values(file: File): Ask[] {
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
  const pipeline = deals && isOutcomeOpen(file) ? columnOf("dealStage") : undefined;
  if (pipeline) {
    const ends = namesBothEnds(pipeline);
    ask(
      "dealStage",
      "outcome",
      (column) => `How did a deal end that stands at this stage in ${column}?`,
      "No other column says whether a deal was won.",
      outcomeOptions,
      (value) => outcomeMeaning("", value, deals) ?? (ends ? "open" : null),
    );
  }
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
export const isOutcomeOpen = ({ columnOf }: File): boolean =>
  !columnOf("outcome") && !columnOf("wonAt") && !columnOf("lostAt");

/** Whether the stages themselves are asked about. */
export const isPipelineAsked = ({ columnOf }: File): boolean => {
  const stages = columnOf("dealStage");
  return stages !== undefined && (valuesIn(stages)?.length ?? 0) > 0;
};
