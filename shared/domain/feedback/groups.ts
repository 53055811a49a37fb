/**
 * Why a lead was not good. The group decides what follows: `not_now` sends the lead back to marketing,
 * `not_a_fit` takes it out of the queue, `not_counted` says nothing about quality and moves nothing.
 */
export const reasonGroups = ["not_now", "not_a_fit", "not_counted"] as const;
export type ReasonGroup = (typeof reasonGroups)[number];

/** One reason of a workspace's list. `note` is true where the reason alone says too little. */
export interface Reason {
  readonly id: string;
  readonly label: string;
  readonly group: ReasonGroup;
  readonly note: boolean;
}

const reason = (group: ReasonGroup, id: string, label: string, note = false): Reason => ({
  id,
  label,
  group,
  note,
});

/**
 * The reasons that a workspace begins with. "Other" needs its note, and is not counted: until marketing has
 * read the note nobody knows whether it is about quality, so it neither lowers a rate nor moves the lead.
 */
export const defaultReasons: readonly Reason[] = [
  reason("not_now", "bad_timing", "Bad timing"),
  reason("not_now", "no_budget", "No budget now"),
  reason("not_now", "unreachable", "Unable to reach"),
  reason("not_now", "low_intent", "Low intent"),
  reason("not_a_fit", "not_our_market", "Not our market"),
  reason("not_a_fit", "wrong_persona", "Wrong persona"),
  reason("not_a_fit", "bad_data", "Bad data"),
  reason("not_a_fit", "no_need", "No need"),
  reason("not_a_fit", "outsider", "Student, vendor, competitor"),
  reason("not_counted", "duplicate", "Duplicate"),
  reason("not_counted", "customer", "Customer"),
  reason("not_counted", "wrong_owner", "Wrong owner"),
  reason("not_counted", "other", "Other", true),
];
