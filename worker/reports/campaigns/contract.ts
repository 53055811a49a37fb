import * as z from "zod";
import { line } from "../../../shared/contract/fields.ts";

/** What the rows are; each can be opened into the next. */
export const levels = ["channel", "campaign", "content"] as const;
export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

/** Who gets the credit for a lead: its very first touch, or the last of theirs before it got there. */
export const models = ["first", "last"] as const;
export const Model = z.enum(models);
export type Model = z.infer<typeof Model>;

/** The report's address. Days are UTC, both of them in it. An empty channel, campaign or content is one: that of none. */
export const CampaignsQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: Level.optional(),
  channel: line(120).optional(),
  campaign: line(300).optional(),
  /** Only this one's numbers, and the rows in its order; both beside each other where it is left out. */
  model: Model.optional(),
});
export type CampaignsQuery = z.infer<typeof CampaignsQuery>;

/** How many rows there are at most: those with the most leads. */
export const most = { rows: 2000, channels: 200 } as const;

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();

/**
 * What became of leads in the span, each counted on the day when it happened. Of a lead the newest verdict about quality
 * counts; `good`, `bad` and the rate are null where the span is too short to keep secret who gave them.
 */
export const Credit = z
  .object({
    leads: count,
    mqls: count,
    good: count.nullable(),
    bad: count.nullable(),
    won: count,
    /** Good of good and bad, drawn toward the others where verdicts are few. */
    rate: share,
    /** 95 % interval of the rate. */
    low: share,
    high: share,
    /** False where the interval is wider than 40 points; `more` judged leads would make it enough. */
    enough: z.boolean(),
    more: count,
  })
  .meta({ id: "CampaignsCredit" });
export type Credit = z.infer<typeof Credit>;

export const CampaignRow = z
  .object({
    /** Empty for what has none. */
    key: line(300),
    /** Touches that came in as messages. */
    touches: count,
    first: Credit,
    last: Credit,
  })
  .meta({ id: "CampaignsRow" });
export type CampaignRow = z.infer<typeof CampaignRow>;

export const CampaignsReport = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    by: Level,
    model: Model.nullable(),
    totals: CampaignRow.omit({ key: true }).extend({
      /** All of the workspace, also without any touch; null where channel or campaign is chosen. */
      all: z.union([Credit, z.null()]),
    }),
    rows: z.array(CampaignRow).max(most.rows),
    /** Rows that there are beyond those. */
    left: count,
    /** What brought nothing that anybody knows of: no touch at all, or none before. Null as `totals.all`. */
    unknown: z.union([z.object({ first: Credit, last: Credit }), z.null()]),
    /** Channels that can be chosen in this span. */
    channels: z.array(line(120)).max(most.channels),
  })
  .meta({ id: "CampaignsReport" });
export type CampaignsReport = z.infer<typeof CampaignsReport>;
