import type { AccountPeople, AccountPerson } from "../../shared/contract/accounts.ts";
import { flagsOf } from "../../shared/domain/people/flags.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import { stageOf } from "../../shared/domain/stages/stages.ts";
import type { AccountPersonRow } from "../db/account-people.ts";
import type { AccountRow, DealRow } from "../db/accounts.ts";
import { sha256 } from "../hash.ts";
import { accountView } from "./account.ts";
import { factsOf } from "./facts.ts";

/** A company with its people: the best first, those who are disqualified last. */
export async function accountPeopleView(
  row: AccountRow,
  people: readonly AccountPersonRow[],
  deal: DealRow | null,
  scorecard: Scorecard,
  now: number,
): Promise<AccountPeople> {
  const account = await accountView(row, people, deal, null, scorecard, now);
  const shown = await Promise.all(
    people.map(async (person): Promise<AccountPerson[]> => {
      const facts = factsOf(person, row);
      const { value, band } = quickScore(facts, scorecard, now);
      const key = person.email === null ? person.otherKey : `sha256:${await sha256(person.email)}`;
      if (key === null) return [];
      return [
        {
          id: person.id,
          key,
          name: person.name ?? person.email ?? "No name",
          title: person.title,
          score: value,
          band,
          stage: stageOf(person.stage),
          // What is true of all of them stands on the company.
          flags: flagsOf(facts, null),
        },
      ];
    }),
  );
  const isOut = ({ stage }: AccountPerson) => Number(stage === "disqualified");
  const ranked = shown
    .flat()
    .sort(
      (a, b) => isOut(a) - isOut(b) || b.score - a.score || compare(a.name, b.name) || compare(a.id, b.id),
    );
  return { account, people: ranked.slice(0, 25) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
