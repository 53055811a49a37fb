import { defaultScorecard } from "../../shared/domain/scoring/default.ts";
import type { Scorecard, SignalPoints } from "../../shared/domain/scoring/scorecard.ts";

/** When marketing published the second scorecard, in days before today. */
export const REVISED_DAYS_AGO = 61;

/** What stood before: webinars were worth more, and plain curiosity too. Sales said otherwise. */
const before: Readonly<Record<string, SignalPoints>> = {
  webinar: {
    signal: "webinar",
    steps: [
      { from: 0.3, points: 4 },
      { from: 0.5, points: 9 },
      { from: 0.8, points: 14 },
    ],
  },
  download: {
    signal: "download",
    steps: [
      { from: 0.2, points: 3 },
      { from: 0.6, points: 7 },
      { from: 1.5, points: 10 },
    ],
  },
  return_visit: {
    signal: "return_visit",
    steps: [
      { from: 0.5, points: 1 },
      { from: 2, points: 3 },
    ],
  },
};

/** The two scorecards of the sample, the older first. The newer has the points that the product comes with. */
export const scorecards: readonly [Scorecard, Scorecard] = [
  {
    ...defaultScorecard,
    version: 1,
    name: "Written by hand",
    signals: defaultScorecard.signals.map((row) => before[row.signal] ?? row),
  },
  { ...defaultScorecard, version: 2, name: "Written by hand, second edition" },
];
