import * as z from "zod";
import { ReasonGroup } from "../../../shared/contract/feedback.ts";
import { Band, id, line, uuid } from "../../../shared/contract/fields.ts";
import { FeedbackFilters } from "../../../shared/contract/replies.ts";

export const slicings = ["source", "campaign", "persona", "band", "scorecard", "site"] as const;
export const Slicing = z.enum(slicings);
export type Slicing = z.infer<typeof Slicing>;

/** The report's address: the filters, what the rows are, and how rates are read. */
export const FeedbackQuery = FeedbackFilters.extend({
  by: Slicing.optional(),
  /** `1`: rates as a rep of average strictness would have given them. */
  adjusted: z.enum(["1"]).optional(),
  /** `not_now`: read the rate without the "not now" verdicts. */
  without: z.enum(["not_now"]).optional(),
  /** Which of the report's tables, where it is asked for as CSV. */
  table: z.enum(["rows", "weeks", "reasons", "differ"]).optional(),
});
export type FeedbackQuery = z.infer<typeof FeedbackQuery>;

/** How long the report's lists are at most: rows by evidence, the newest weeks. */
export const most = { rows: 2000, weeks: 600, reasons: 200, choices: 500 } as const;

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();

/** Verdicts of one slice: the current one of each rep and lead. `rate` = good of good + notNow + notAFit. */
export const Slice = z
  .object({
    good: count,
    notNow: count,
    notAFit: count,
    /** Not about quality: counted here and nowhere else. */
    notCounted: count,
    /** Leads seen that have a verdict, of the leads seen. */
    judged: count,
    seen: count,
    rate: share,
    /** 95 % interval of the rate. */
    low: share,
    high: share,
    /** False where the interval is wider than 40 points; `more` verdicts would make it enough. */
    enough: z.boolean(),
    more: count,
  })
  .meta({ id: "FeedbackSlice" });
export type Slice = z.infer<typeof Slice>;

export const SliceRow = Slice.extend({ key: line(120), label: line(120) }).meta({ id: "FeedbackRow" });
export type SliceRow = z.infer<typeof SliceRow>;

/** A verdict that the score did not expect. Who gave it is never said. */
export const Differing = z
  .object({
    verdictId: uuid,
    leadId: id,
    lead: z.object({
      name: line(200).nullable(),
      title: line(200).nullable(),
      company: line(200).nullable(),
    }),
    score: z.int().min(0).max(100),
    band: Band,
    verdict: z.enum(["good", "bad"]),
    reason: z.object({ id: line(40), label: line(60), group: ReasonGroup }).nullable(),
    note: line(500).nullable(),
    source: line(80).nullable(),
    campaign: line(120).nullable(),
    persona: line(80).nullable(),
    /** First day of the verdict's week, `YYYY-MM-DD`. */
    week: z.iso.date(),
    /** Hidden where fewer than four reps stand behind the slice. */
    day: z.iso.date().nullable(),
    site: line(32).nullable(),
    replied: z.boolean(),
    inMeeting: z.boolean(),
  })
  .meta({ id: "FeedbackDiffering" });
export type Differing = z.infer<typeof Differing>;

const choices = z.array(z.object({ key: line(120), label: line(120) })).max(most.choices);

export const FeedbackReport = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    timeZone: line(64),
    firstDay: z.int().min(1).max(7),
    by: Slicing,
    adjusted: z.boolean(),
    withoutNotNow: z.boolean(),
    totals: Slice,
    rows: z.array(SliceRow).max(most.rows),
    /** One a week, oldest first; key is the week's first day. */
    weeks: z.array(SliceRow).max(most.weeks),
    reasons: z
      .array(z.object({ id: line(40), label: line(60), group: ReasonGroup, count }))
      .max(most.reasons),
    contact: z.object({ before: Slice, after: Slice }),
    /** At most 100 of each kind (high but no, low but yes), newest first. */
    differ: z.array(Differing).max(200),
    /** What each filter can be set to, in the report's span. */
    choices: z.object({
      source: choices,
      campaign: choices,
      persona: choices,
      band: choices,
      scorecard: choices,
      site: choices,
    }),
    /** True where fewer than four reps stand behind the numbers: day and site are hidden. */
    fewReps: z.boolean(),
  })
  .meta({ id: "FeedbackReport" });
export type FeedbackReport = z.infer<typeof FeedbackReport>;
