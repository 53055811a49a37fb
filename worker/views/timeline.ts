import type { Timeline, TimelineTouch } from "../../shared/contract/touches.ts";
import { cursorOf } from "../cursor.ts";
import { type CreditRow, PAGE, type TimelineRow, type TimelineTouchRow } from "../db/timeline.ts";
import { isAnonymous } from "../tracking/visitors.ts";
import { touchView } from "./touch.ts";

type Mark = TimelineTouch["marks"][number];

/** The stage that a milestone is the way into; verdicts are none. */
const stages: Partial<Record<CreditRow["milestone"], Mark>> = {
  lead: "inquiry",
  mql: "mql",
  won: "customer",
};

/** A page of a lead's history as it is shown. `isFirst`: from the newest on. */
export function timelineView(row: TimelineRow, isFirst: boolean): Timeline {
  const marks = marksOf(row.credits);
  const shown = row.touches.slice(0, PAGE);
  const last = row.touches.length > PAGE ? shown.at(-1) : row.edge;
  return {
    items: shown.map((touch) => ({
      ...touchView(touch),
      ...(touch.content && { content: touch.content }),
      anonymous: isFromBefore(touch, row),
      marks: marks.get(touch.id) ?? [],
    })),
    cursor: last ? cursorOf(last) : null,
    lookedTo: last?.at ?? null,
    ...(isFirst && { channels: row.channels.sort().slice(0, 50) }),
  };
}

/** The very first touch, and the last of theirs before each stage, by their ids. */
function marksOf(credits: readonly CreditRow[]): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  const add = (id: string | null, mark: Mark | undefined) => {
    if (id === null || mark === undefined || marks.get(id)?.includes(mark)) return;
    marks.set(id, [...(marks.get(id) ?? []), mark]);
  };
  for (const { firstId } of credits) add(firstId, "first");
  for (const { milestone, lastId } of credits) add(lastId, stages[milestone]);
  return marks;
}

/**
 * Whether nobody knew whose touch it was when it happened: it came by a visitor, before that visitor was first said to
 * be a known person; where nothing says when, before the lead was there.
 */
const isFromBefore = ({ via, at }: TimelineTouchRow, { joined, createdAt }: TimelineRow): boolean =>
  via !== null && isAnonymous(via) && at < (joined[via] ?? createdAt);
