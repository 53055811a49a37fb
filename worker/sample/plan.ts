import { type Opinion, opinion } from "./judgement.ts";
import type { SampleLead } from "./leads.ts";
import { logistic, type Random } from "./random.ts";
import type { Rep } from "./staff.ts";
import { atWork, DAY, HOUR, MINUTE } from "./time.ts";
import { salesTouches, type TouchRow } from "./touches.ts";

/** A deal that a lead is meant to come to. */
export interface DealPlan {
  readonly outcome: "open" | "won" | "lost";
  /** Minor units. */
  readonly amount: number;
  readonly currency: "EUR" | "USD";
}

/** What happens to a lead besides its touches, in the order of `at`. */
export type Event = { readonly at: number } & (
  | { readonly type: "qualified" | "requalified" }
  | { readonly type: "accepted" | "opportunity seen" | "given up"; readonly rep: Rep }
  | { readonly type: "seen"; readonly rep: Rep; readonly site: string }
  | { readonly type: "judged"; readonly rep: Rep; readonly site: string; readonly opinion: Opinion }
  | { readonly type: "withdrawn"; readonly rep: Rep; readonly site: string }
  | { readonly type: "deal"; readonly stage: string; readonly deal: DealPlan; readonly closed: boolean }
);

export interface Plan {
  readonly events: readonly Event[];
  readonly touches: readonly TouchRow[];
}

const sites = ["gmail", "gmail", "gmail", "hubspot", "outlook"] as const;

/** Where a rep mostly works, and now and then elsewhere. */
const siteOf = (random: Random, rep: Rep, reps: readonly Rep[]): string =>
  random.chance(0.8) ? (sites[reps.indexOf(rep) % sites.length] ?? "gmail") : random.pick(sites);

/** What sales does with a lead, and thinks of it. */
export function plan(
  random: Random,
  lead: SampleLead,
  reps: readonly Rep[],
  deal: DealPlan | null,
  now: number,
): Plan {
  const { owner } = lead;
  const eager = lead.campaign?.entry.kind === "demo_request" || lead.campaign?.entry.kind === "trial";
  const qualifies = deal !== null || random.chance(logistic(1 + 0.7 * lead.quality + (eager ? 1 : 0)));
  const qualifiedAt = qualifies
    ? lead.createdAt + (eager || deal ? random.between(4 * MINUTE, 3 * HOUR) : random.wait(6 * DAY))
    : null;
  const events: Event[] = [];
  const touches: TouchRow[] = [];
  if (qualifiedAt !== null) events.push({ at: Math.floor(qualifiedAt), type: "qualified" });

  const looksFrom = qualifiedAt ?? lead.createdAt + random.wait(12 * DAY);
  const talkedAbout = deal !== null || random.chance(0.54);
  const audience = watchers(random, lead, reps, qualifiedAt === null, talkedAbout);
  const ownersLook = atWork(random, looksFrom + random.wait(0.7 * DAY));

  // The owner writes or calls soon after the first look; who it is decides how long they go on.
  const ownersOpinion =
    owner && (deal ? ({ verdict: "good" } as const) : opinion(random, lead, owner, qualifiedAt !== null));
  const tried = ownersOpinion?.verdict === "bad" && ownersOpinion.reason.id === "unreachable";
  let contactedAt: number | null = null;
  if (owner && qualifiedAt !== null && (deal || tried || random.chance(0.8))) {
    const keen = ownersOpinion?.verdict === "good" ? random.between(0.4, 1) : random.between(0, 0.3);
    touches.push(...salesTouches(random, lead, owner.id, ownersLook, keen, now));
    contactedAt = touches.find(({ personId }) => personId)?.at ?? null;
  }

  for (const rep of audience) {
    const site = siteOf(random, rep, reps);
    const first = rep === owner ? ownersLook : atWork(random, looksFrom + random.wait(7 * DAY));
    const looks = [first];
    for (let more = random.poisson(0.55); more > 0; more -= 1)
      looks.push(atWork(random, first + random.wait(16 * DAY)));
    for (const at of looks) events.push({ at, type: "seen", rep, site });
    if (!talkedAbout || (rep !== owner && random.chance(0.12))) continue;

    // Nobody finds out that somebody cannot be reached before trying.
    const judgedLook =
      rep === owner && tried && contactedAt !== null
        ? atWork(random, contactedAt + random.between(2, 9) * DAY)
        : looks.length > 1 && random.chance(0.4)
          ? Math.max(...looks)
          : first;
    if (!looks.includes(judgedLook)) events.push({ at: judgedLook, type: "seen", rep, site });
    const at = judgedLook + random.int(5_000, 9 * MINUTE);
    const contacted = contactedAt !== null && at >= contactedAt;
    const given = rep === owner && ownersOpinion ? ownersOpinion : opinion(random, lead, rep, contacted);
    events.push({ at, type: "judged", rep, site, opinion: given });
    if (rep === owner && deal) continue;
    if (random.chance(0.03))
      events.push({ at: at + random.int(20_000, 5 * MINUTE), type: "withdrawn", rep, site });
    else if (random.chance(0.07)) {
      const again = atWork(random, at + random.between(2, 20) * DAY);
      events.push({ at: again, type: "seen", rep, site });
      events.push({
        at: again + MINUTE,
        type: "judged",
        rep,
        site,
        opinion: opinion(random, lead, rep, true),
      });
    }
  }

  if (owner && ownersOpinion?.verdict === "good" && qualifiedAt !== null)
    events.push(...onwards(random, lead, owner, ownersLook, deal, now));
  else if (random.chance(0.2)) {
    const awake = ownersLook + random.between(60, 200) * DAY;
    events.push({ at: Math.floor(awake), type: "requalified" });
  }
  const past = events.map((event) => ({ ...event, at: Math.floor(event.at) })).filter(({ at }) => at < now);
  return { events: past.sort((a, b) => a.at - b.at), touches };
}

/** Who opens a mail from the lead: its owner, and of the others those who get its kind. */
function watchers(
  random: Random,
  lead: SampleLead,
  reps: readonly Rep[],
  unqualified: boolean,
  talkedAbout: boolean,
): Rep[] {
  if (unqualified && random.chance(0.55)) return [];
  const others = reps.filter((rep) => rep !== lead.owner);
  const wanted = random.poisson(unqualified ? 1 : talkedAbout ? 5 : 2);
  const chosen = new Set<Rep>();
  for (let attempt = 0; attempt < 40 && chosen.size < Math.min(wanted, others.length); attempt += 1)
    chosen.add(
      random.weighted(
        others,
        (rep) => rep.takes(lead.campaign) * (rep.teamId === lead.owner?.teamId ? 1.8 : 1),
      ),
    );
  return lead.owner ? [lead.owner, ...chosen] : [...chosen];
}

/** From accepted by sales to a deal, as far as it goes. */
function onwards(
  random: Random,
  lead: SampleLead,
  owner: Rep,
  from: number,
  deal: DealPlan | null,
  now: number,
): Event[] {
  const accepted = atWork(random, from + random.between(1, 20) * HOUR);
  const events: Event[] = [{ at: accepted, type: "accepted", rep: owner }];
  const gone = { at: accepted + random.between(25, 90) * DAY, type: "given up", rep: owner } as const;
  if (!deal && !random.chance(logistic(lead.quality - 1.8)))
    return random.chance(0.6) ? [...events, gone] : events;
  // A deal's steps fit into the time that there is.
  const left = now - accepted;
  const pace = (share: number, days: number) => Math.min(random.between(0.6, 1.4) * days * DAY, left * share);
  const seen = accepted + pace(0.2, 9);
  events.push({ at: seen, type: "opportunity seen", rep: owner });
  if (!deal) return random.chance(0.7) ? [...events, { ...gone, at: gone.at + 20 * DAY }] : events;
  const opened = seen + pace(0.1, 7);
  const proposed = opened + pace(0.25, 18);
  const closed = proposed + pace(0.3, 26);
  events.push({ at: opened, type: "deal", stage: "Discovery", deal, closed: false });
  if (deal.outcome === "open") {
    if (random.chance(0.6))
      events.push({ at: proposed, type: "deal", stage: "Proposal", deal, closed: false });
    return events;
  }
  events.push({ at: proposed, type: "deal", stage: "Proposal", deal, closed: false });
  events.push({
    at: closed,
    type: "deal",
    stage: deal.outcome === "won" ? "Won" : "Lost",
    deal,
    closed: true,
  });
  return events;
}
