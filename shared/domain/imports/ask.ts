import { dates, timeZone } from "./ask-dates.ts";
import { currency, decimals } from "./ask-numbers.ts";
import {
  isOutcomeOpen,
  isPipelineAsked,
  kindOptions,
  outcomeOptions,
  stageOptions,
  values,
} from "./ask-values.ts";
import { type Ask, type AskContext, blank, count, type File, type Option, targetIn } from "./asking.ts";
import type { ColumnProfile } from "./profile.ts";
import type { ImportKind } from "./targets.ts";

export type { Answer, Ask, AskContext } from "./asking.ts";

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
  const targetOf = targetIn(kind, mapping);
  const columnOf = (target: string) => profiles.find((profile) => targetOf(profile) === target);
  const file: File = { kind, profiles, targetOf, columnOf, ...context };
  return [
    ...dates(file),
    ...timeZone(file),
    ...decimals(file),
    ...empty(file),
    ...values(file),
    ...currency(file),
    ...wholeFile(file),
  ];
}

function empty({ profiles, targetOf }: File): Ask[] {
  const seen = new Map<string, { value: string; cells: number }>();
  for (const profile of profiles)
    if (targetOf(profile) !== "ignore")
      for (const { value, count } of profile.empties) {
        const word = value.trim().toLowerCase();
        const before = seen.get(word);
        seen.set(word, { value: before?.value ?? value, cells: (before?.cells ?? 0) + count });
      }
  if (seen.size === 0) return [];
  const most = [...seen.values()].sort((a, b) => b.cells - a.cells).slice(0, 100);
  return [
    {
      ...blank,
      id: "empty",
      question: "Which of these mean that nothing is known?",
      help: "A cell that holds one of them counts as empty. Leave out those that are an answer of their own.",
      answer: "many",
      options: most.map(({ value, cells }) => ({ value, label: `${value} (${count(cells, "cell")})` })),
      proposal: most.map(({ value }) => value),
    },
  ];
}

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
  if (kind === "deals" && isOutcomeOpen(file) && !isPipelineAsked(file))
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
