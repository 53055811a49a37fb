import { defaultReasons } from "../../shared/domain/feedback/groups.ts";
import type { meetingItems, replies, replyRecipients, verdicts } from "../db/schema.ts";
import type { SampleLead } from "./leads.ts";
import { itemAt, type Random } from "./random.ts";
import type { Staff } from "./staff.ts";
import { atWork, DAY } from "./time.ts";

type Verdict = typeof verdicts.$inferInsert;

export interface Answers {
  readonly replies: (typeof replies.$inferInsert)[];
  readonly replyRecipients: (typeof replyRecipients.$inferInsert)[];
  readonly meetingItems: (typeof meetingItems.$inferInsert)[];
}

/** What marketing answers to a reason. */
const texts: Readonly<Record<string, readonly string[]>> = {
  bad_timing: [
    "Thanks. On the list for spring, you will see the next visit here.",
    "Noted: we stay in touch and hand back when something moves.",
  ],
  no_budget: [
    "We will send the business case in January, when budgets are made.",
    "Understood. Price comes later in our mails to this group now.",
  ],
  unreachable: [
    "The form asks for a direct line since Monday.",
    "We mail a booking link to these from now on.",
  ],
  low_intent: [
    "A checklist alone makes no MQL any more.",
    "Agreed: downloads are worth less in the new scorecard.",
  ],
  not_our_market: ["Left this market out of the ads.", "Thanks, the audience is narrower since this week."],
  wrong_persona: ["The invitation names the role now.", "Good catch. We ask for the title in the form."],
  bad_data: ["The partner checks addresses before the next list.", "Form fixed, thanks."],
  no_need: ["We send these the comparison first."],
  outsider: [
    "Students get a page of their own; they no longer reach you.",
    "Registration asks for a company address now.",
  ],
};
const thanks = [
  "Thanks, that helps. More of these are coming.",
  "Good to hear, the guide stays where it is.",
];

/** About `count` replies of marketing: most to one verdict, some to everybody who gave a reason for a campaign. */
export function answers(
  random: Random,
  judged: readonly Verdict[],
  leads: ReadonlyMap<string, SampleLead>,
  staff: Staff,
  count: number,
  now: number,
): Answers {
  const made: Answers = { replies: [], replyRecipients: [], meetingItems: [] };
  const latest = new Map(judged.map((verdict) => [`${verdict.leadId} ${verdict.personId}`, verdict]));
  const standing = [...latest.values()].filter(({ verdict }) => verdict !== "withdrawn");
  const noted = standing.filter(({ note, at }) => note !== null && at < now - 2 * DAY);

  const reply = (to: readonly Verdict[], reason: string | null, about: string, text: string, at: number) => {
    const id = random.uuid(at);
    const { id: personId, name: author } = random.chance(0.7) ? staff.lena : staff.otherMarketer;
    const verdictId = reason === null ? (to[0]?.id ?? null) : null;
    made.replies.push({ id, at, personId, author, text, verdictId, reason, about, reached: to.length });
    for (const each of to)
      made.replyRecipients.push({
        personId: each.personId,
        leadId: each.leadId,
        at,
        replyId: id,
        verdictId: each.id,
      });
  };
  const answered = (verdict: Verdict) => {
    const at = atWork(random, verdict.at + random.between(0.3, 4) * DAY);
    if (at >= now) return;
    const text = random.pick((verdict.reason && texts[verdict.reason]) || thanks);
    reply([verdict], null, leads.get(verdict.leadId)?.name ?? "A lead", text, at);
  };

  const answerable = standing.flatMap((verdict) => {
    const reason = defaultReasons.find(({ id }) => id === verdict.reason && id in texts);
    const recent = verdict.at > now - 90 * DAY && verdict.at < now - 4 * DAY;
    return reason && verdict.campaign && recent ? [{ verdict, reason, campaign: verdict.campaign }] : [];
  });
  const groups = Map.groupBy(answerable, ({ reason, campaign }) => `${reason.id} ${campaign}`);
  const biggest = [...groups.values()].sort((a, b) => b.length - a.length).slice(0, 8);
  for (const group of biggest) {
    const { reason, campaign } = itemAt(group, 0);
    const at = Math.min(atWork(random, now - random.between(1.5, 4) * DAY), now - DAY);
    const given = group.map(({ verdict }) => verdict);
    const about = `Everyone who said “${reason.label}”, ${campaign}`;
    reply(given, reason.id, about, random.pick(texts[reason.id] ?? thanks), at);
  }
  // Robin's own are answered first: a newcomer sees through Robin's eyes.
  const robins = noted.filter(
    ({ personId, leadId }) =>
      personId === staff.robin.id && leads.get(leadId)?.email?.endsWith("-chatelet.example"),
  );
  for (const verdict of [...robins, ...random.shuffled(noted)].slice(0, count - biggest.length))
    answered(verdict);

  const surprising = standing.filter(
    ({ band, verdict, group, at }) =>
      at > now - 30 * DAY && (verdict === "bad" ? group === "not_a_fit" && band === "A" : band === "D"),
  );
  for (const verdict of random.shuffled(surprising).slice(0, 6))
    made.meetingItems.push({
      verdictId: verdict.id,
      personId: staff.lena.id,
      at: Math.min(now - 1, verdict.at + Math.floor(random.between(0.5, 3) * DAY)),
    });
  return made;
}
