import { number, plural } from "../../format.ts";

/** Every text of the page about leads that may be one person. */
export const s = {
  title: "Same person?",
  intro:
    "A row of an import fits two leads at once. Whether they are one person is for you to say: nothing is merged by itself, and every merge can be undone.",
  nameless: "A lead without a name",

  empty: "Nobody is in doubt",
  emptyHelp:
    "When a row of an import carries the ids of two different leads, both stand here side by side for you to decide.",
  toDecide: "To decide",
  waiting: (count: number, more: boolean) => {
    if (more) return `More than ${plural(count, "pair", "pairs")} to decide`;
    return count === 0 ? "All of these are decided." : `${plural(count, "pair", "pairs")} to decide`;
  },
  showMore: (count: number) => `Show ${number(count)} more`,
  next: "Show the next ones",

  pair: (left: string, right: string) => `${left} and ${right}`,
  row: (row: number, file: string) => `Row ${number(row)} of “${file}”`,
  someRow: "A row of an import",
  names: (where: string, left: string, right: string, when: string) =>
    `${where} carries both ${left} and ${right}: two leads have them. ${when}`,

  left: "left",
  right: "right",
  sides: { left: "Left", right: "Right" },
  field: "What is known",
  fields: {
    name: "Name",
    email: "Email",
    title: "Title",
    company: "Company",
    source: "Source",
    campaign: "Campaign",
    owner: "Owner",
    stage: "Stage",
    created: "Known since",
    ids: "Ids",
    touches: "Touches",
    verdicts: "Verdicts",
    deals: "Deals",
  },
  differs: "differs",
  unknown: "not known",
  touched: (count: number, last: string | null) =>
    last ? `${number(count)}, the last on ${last}` : number(count),

  ask: "Are they one person?",
  help: "The lead that you keep says what it says now; only where it says nothing it takes that from the other. Touches, verdicts, deals and ids of both are kept.",
  keepLeft: "One person: keep left",
  keepRight: "One person: keep right",
  two: "Two different people",

  merged: (gone: string, stayed: string) => `One person: ${gone} is part of ${stayed} now.`,
  apart: (left: string, right: string) =>
    `Two different people: ${left} and ${right}. You will not be asked again.`,
  undo: "Undo",
  undone: (left: string, right: string) => `Undone. ${left} and ${right} are two leads again.`,
  reopened: (left: string, right: string) => `Undone. ${left} and ${right} are to be decided again.`,
  again: "Look again",

  past: {
    title: "Merged",
    none: "No leads have been merged so far.",
    into: (gone: string, stayed: string) => `${gone} is part of ${stayed}`,
    was: (gone: string, stayed: string) => `${gone} was part of ${stayed}`,
    by: (who: string | null, when: string) => (who ? `Merged by ${who}, ${when}` : `Merged ${when}`),
    undone: (who: string | null, when: string) => (who ? `Undone by ${who}, ${when}` : `Undone ${when}`),
    undoOf: (gone: string, stayed: string) => `Undo: part ${gone} from ${stayed}`,
    first: (gone: string, stayed: string) => `Can be undone once ${gone} is parted from ${stayed}.`,
    help: "Undoing gives both leads back as they were. What has come since the merge stays with the lead that was kept.",
    only: "These are the newest 100.",
  },
  apartList: {
    title: "Two different people",
    by: (who: string | null, when: string) => (who ? `Said by ${who}, ${when}` : `Said ${when}`),
    again: "Decide again",
    againOf: (left: string, right: string) => `Decide again: ${left} and ${right}`,
  },
} as const;
