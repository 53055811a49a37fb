import { datesIn, held, numbersIn, share, valuesIn } from "./columns.ts";
import { readOutcome } from "./outcomes.ts";
import type { ColumnProfile } from "./profile.ts";

/** Whether a column holds what a target needs, whatever its header says. */
export type Fits = (profile: ColumnProfile) => boolean;

const few =
  (most: number): Fits =>
  (profile) => {
    const values = valuesIn(profile);
    return values !== null && values.length > 0 && values.length <= most;
  };
const isDates: Fits = (profile) => share(profile, datesIn(profile)) >= 0.8;
const isNumbers: Fits = (profile) => share(profile, numbersIn(profile)) >= 0.8;
const isAddresses: Fits = (profile) => share(profile, profile.shapes.email) > 0.5;
const isWords: Fits = (profile) =>
  held(profile) > 0 &&
  !isNumbers(profile) &&
  !isDates(profile) &&
  share(profile, profile.shapes.email) <= 0.5 &&
  share(profile, profile.shapes.url) <= 0.5;
export const isPlain: Fits = (profile) => isWords(profile) && share(profile, profile.shapes.yesNo) < 0.8;
const named: Fits = (profile) =>
  isPlain(profile) && profile.longest <= 1000 && !profile.examples.some((example) => example.includes("@"));
const asked: Fits = (profile) => few(50)(profile) && !isDates(profile);

/** Any value is a word for how it ended. */
const tellsOutcome: Fits = (profile) => {
  const values = valuesIn(profile);
  return (
    values !== null &&
    values.length <= 50 &&
    values.some(({ value }) => ["won", "lost"].includes(readOutcome(value) ?? ""))
  );
};

export const fits: Readonly<Record<string, Fits>> = {
  email: isAddresses,
  name: named,
  firstName: named,
  lastName: named,
  title: named,
  company: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  source: isPlain,
  campaign: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  owner: (profile) => asked(profile) && !isNumbers(profile),
  person: (profile) => asked(profile) && !isNumbers(profile),
  consent: few(10),
  createdAt: isDates,
  stage: (profile) => few(50)(profile) && isPlain(profile),
  outcome: tellsOutcome,
  outcomeAt: isDates,
  id: (profile) => profile.unique && !isAddresses(profile) && !isDates(profile),
  at: isDates,
  kind: (profile) => few(50)(profile) && isPlain(profile),
  direction: few(10),
  channel: isPlain,
  touchTitle: (profile) => held(profile) > 0 && !isAddresses(profile),
  url: (profile) => share(profile, profile.shapes.url) >= 0.3,
  dealName: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  dealStage: isWords,
  amount: isNumbers,
  currency: (profile) => few(50)(profile) && profile.longest <= 60 && !isNumbers(profile),
  openedAt: isDates,
  closedAt: isDates,
  wonAt: isDates,
  lostAt: isDates,
  lostReason: isPlain,
};
