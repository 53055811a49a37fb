import { type Ask, type AskContext, questions } from "./ask.ts";
import { type ColumnProfile, Profiler } from "./profile.ts";
import { propose } from "./propose.ts";
import { rowReader } from "./read.ts";
import type { Reading } from "./reading.ts";
import { mappingOf, resolve } from "./resolve.ts";
import type { RowRead } from "./row.ts";
import type { ImportKind } from "./targets.ts";

/** Small files as tools write them: a header and a few rows, cells parted by `|`. */

export interface Sample {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly profiles: readonly ColumnProfile[];
}

export function sample(text: string): Sample {
  const [header = [], ...rows] = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return { header, rows, profiles: profilesOf(header, rows) };
}

export function profilesOf(header: readonly string[], rows: readonly (readonly string[])[]): ColumnProfile[] {
  const profiler = new Profiler(header);
  for (const row of rows) profiler.add(row);
  return profiler.profiles();
}

/** Column to target, as proposed. */
export const proposedFor = (kind: ImportKind, { profiles }: Sample): Record<string, string> =>
  Object.fromEntries(propose(kind, profiles, null).map(({ column, to }) => [column, to]));

export const context: AskContext = {
  timeZone: "Europe/Berlin",
  people: [
    { id: "robin", name: "Robin Reed", email: "robin@works.example" },
    { id: "jose", name: "José Núñez", email: "jose.nunez@works.example" },
  ],
};

export function asksFor(kind: ImportKind, { profiles }: Sample, given: Record<string, string> = {}): Ask[] {
  return questions(kind, profiles, mappingOf(kind, propose(kind, profiles, null), given), context);
}

export const ask = (asks: readonly Ask[], id: string): Ask => {
  const found = asks.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not asked, but ${asks.map((one) => one.id).join(", ")}`);
  return found;
};

type Answers = Parameters<typeof resolve>[3];

export function resolved(
  kind: ImportKind,
  file: Sample,
  given: Record<string, string> = {},
  answers: Answers = {},
) {
  const mapping = mappingOf(kind, propose(kind, file.profiles, null), given);
  return resolve(kind, file.profiles, mapping, answers, questions(kind, file.profiles, mapping, context));
}

/** The plan, where there must be one. */
export function planFor(
  kind: ImportKind,
  file: Sample,
  given: Record<string, string> = {},
  answers: Answers = {},
): Reading {
  const result = resolved(kind, file, given, answers);
  if ("errors" in result) throw new Error(JSON.stringify(result.errors));
  return result.plan;
}

/** 2026-07-01 UTC. */
export const NOW = 1_782_864_000_000;

/** The wall is in UTC here, whatever the zone. */
export const instant = (civil: {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}) =>
  Date.UTC(civil.year, civil.month - 1, civil.day, civil.hour, civil.minute, civil.second, civil.millisecond);

export function rowsOf(
  kind: ImportKind,
  text: string,
  given: Record<string, string> = {},
  answers: Answers = {},
): RowRead[] {
  const file = sample(text);
  const read = rowReader(planFor(kind, file, given, answers), instant, NOW);
  return file.rows.map(read);
}
