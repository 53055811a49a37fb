import type { Conflict, ConflictLead, MergedLead } from "../../../../shared/contract/merges.ts";
import { keyWords } from "../../../../shared/domain/imports/keys.ts";
import { stageLabel } from "../../../../shared/domain/stages/stages.ts";
import { momentDay, number } from "../../format.ts";
import { s } from "./strings.ts";

/** What a person calls a lead. */
export const nameOf = ({ name, email, company }: Pick<MergedLead, "name" | "email" | "company">): string =>
  name ?? email ?? company ?? s.nameless;

/** The two names of a conflict; where they are the same, told apart by where they stand. */
export function namesOf({ leads: [left, right] }: Conflict): [left: string, right: string] {
  const [one, other] = [nameOf(left), nameOf(right)];
  return one === other ? [`${one} (${s.left})`, `${other} (${s.right})`] : [one, other];
}

/** One line of the comparison: lists of what either side says, empty where it says nothing. */
export interface Line {
  key: keyof typeof s.fields;
  left: readonly string[];
  right: readonly string[];
  /** Both say something, and not the same. Never of what adds up. */
  differs: boolean;
}

const told = (value: string | null): string[] => (value ? [value] : []);
const plain = (values: readonly string[]) => values.join(" ").trim().replace(/\s+/g, " ").toLowerCase();

/** Two leads field by field; a field of which neither says anything is left out. */
export function compare([left, right]: Conflict["leads"], timeZone: string): Line[] {
  const line = (key: Line["key"], of: (lead: ConflictLead) => string[], identifies: boolean): Line[] => {
    const [one, other] = [of(left), of(right)];
    if (one.length === 0 && other.length === 0) return [];
    const differs = identifies && one.length > 0 && other.length > 0 && plain(one) !== plain(other);
    return [{ key, left: one, right: other, differs }];
  };
  const count = (value: number) => (value > 0 ? [number(value)] : []);
  const day = (at: number) => momentDay(at, timeZone);
  return [
    ...line("name", ({ name }) => told(name), true),
    ...line("email", ({ email }) => told(email), true),
    ...line("title", ({ title }) => told(title), true),
    ...line("company", ({ company }) => told(company), true),
    ...line("owner", ({ owner }) => told(owner), true),
    ...line("source", ({ source }) => told(source), true),
    ...line("campaign", ({ campaign }) => told(campaign), true),
    ...line("ids", ({ keys, email }) => keys.filter((key) => key !== `email:${email}`).map(keyWords), false),
    ...line("stage", ({ stage }) => [stageLabel(stage)], false),
    ...line("created", ({ createdAt }) => [day(createdAt)], false),
    ...line(
      "touches",
      ({ touches, lastTouchAt }) =>
        touches > 0 ? [s.touched(touches, lastTouchAt === null ? null : day(lastTouchAt))] : [],
      false,
    ),
    ...line("verdicts", ({ verdicts }) => count(verdicts), false),
    ...line("deals", ({ deals }) => count(deals), false),
  ];
}
