/**
 * Why an address is, or is not, whom a page is about. Points add up; whoever has none is not offered. The steps are
 * far enough apart that a stronger kind of reason is not outdone by several weaker ones.
 */
export const points = {
  selected: 400,
  "the record's own id": 80,
  "the heading has the name": 40,
  "in the head of the page": 20,
  "in the item that is open": 30,
  "in a dialog": 30,
  "mail: reply to": 26,
  "mail: from": 25,
  "mail: to": 12,
  "mail: cc": 10,
  "in the main part": 10,
  "in a frame": 8,
  "a link to write to": 6,
  "an attribute": 5,
  "a field": 5,
  declared: 4,
  "a tooltip": 3,
  text: 2,
  "in a sentence": -4,
  "outside the main part": -14,
  beside: -5,
  "a shared mailbox": -3,
  "in a list": -9,
  "another record's": -60,
  hidden: -100,
} as const;

export type Reason = keyof typeof points;

/** The sum of what speaks for and against. */
export const scoreOf = (reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + points[reason], 0);
