import type { Facts } from "../../shared/domain/facts.ts";
import { contactPhase } from "../../shared/domain/feedback/verdicts.ts";
import { addTouch, type Heat, round6 } from "../../shared/domain/heat/heat.ts";
import { isSharedAddress } from "../../shared/domain/people/address.ts";
import { matchPersona } from "../../shared/domain/personas/match.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import type { StageName } from "../../shared/domain/stages/stages.ts";
import { effectOfVerdict, type LastStageChange, type Standing } from "../../shared/domain/stages/verdict.ts";
import type { seen, snapshots, stageChanges, verdicts } from "../db/schema.ts";
import { dayOf } from "../zone.ts";
import type { Opinion } from "./judgement.ts";
import type { SampleLead } from "./leads.ts";
import { personas } from "./personas.ts";
import type { Event } from "./plan.ts";
import type { Random } from "./random.ts";
import type { Rep } from "./staff.ts";
import type { TouchRow } from "./touches.ts";

export const TIME_ZONE = "Europe/Berlin";

/** What a lead's events left behind, as the product would have kept it. */
export interface History {
  readonly stageChanges: (typeof stageChanges.$inferInsert)[];
  readonly verdicts: (typeof verdicts.$inferInsert)[];
  readonly snapshots: (typeof snapshots.$inferInsert)[];
  readonly seen: (typeof seen.$inferInsert)[];
  /** The states of the lead's deal, in order. */
  readonly dealStates: {
    at: number;
    stage: string;
    outcome: "open" | "won" | "lost";
    event: Event & { type: "deal" };
  }[];
  readonly stage: StageName;
  readonly facts: Facts;
}

/** Which scorecard stood at a time. */
export type ScorecardAt = (at: number) => Scorecard;

/**
 * Play a lead's touches and events in their order through the product's own rules: what each rep saw at each
 * verdict, what a verdict did to the stage, and the facts as they were then.
 */
export function playHistory(
  random: Random,
  lead: SampleLead,
  touches: readonly TouchRow[],
  events: readonly Event[],
  scorecardAt: ScorecardAt,
): History {
  const player = new Player(random, lead, scorecardAt);
  const inOrder = [...touches].sort((a, b) => a.at - b.at);
  let next = 0;
  const heatUntil = (at: number) => {
    for (let touch = inOrder[next]; touch && touch.at <= at; touch = inOrder[next]) {
      player.touch(touch);
      next += 1;
    }
  };
  for (const event of events) {
    heatUntil(event.at);
    player.play(event);
  }
  heatUntil(Number.POSITIVE_INFINITY);
  return player.history();
}

class Player {
  #random: Random;
  #lead: SampleLead;
  #scorecardAt: ScorecardAt;
  #heat: Heat = {};
  #recent: TouchRow[] = [];
  #contactedAt: number | null = null;
  #optedOut = false;
  #standing: Standing;
  #last: LastStageChange | null = null;
  #saw = new Set<string>();
  #judgedBy = new Set<Rep>();
  #rows: Omit<History, "stage" | "facts"> = {
    stageChanges: [],
    verdicts: [],
    snapshots: [],
    seen: [],
    dealStates: [],
  };

  constructor(random: Random, lead: SampleLead, scorecardAt: ScorecardAt) {
    this.#random = random;
    this.#lead = lead;
    this.#scorecardAt = scorecardAt;
    this.#standing = { stage: "inquiry", since: lead.createdAt };
  }

  touch(touch: TouchRow): void {
    this.#heat = addTouch(this.#heat, touch);
    this.#recent.unshift(touch);
    this.#recent.length = Math.min(this.#recent.length, 20);
    if (touch.direction === "ours" && touch.personId) this.#contactedAt ??= touch.at;
    if (touch.kind === "unsubscribe") this.#optedOut = true;
  }

  history(): History {
    return { ...this.#rows, stage: this.#standing.stage, facts: this.#facts() };
  }

  play(event: Event): void {
    const { stage } = this.#standing;
    switch (event.type) {
      case "qualified":
        if (stage === "inquiry") this.#move(event.at, "mql", "rule", null);
        break;
      case "requalified":
        if (stage === "recycled") this.#move(event.at, "mql", "rule", null);
        break;
      case "accepted":
        if (stage === "inquiry" || stage === "mql") this.#move(event.at, "sal", "person", event.rep);
        break;
      case "opportunity seen":
        if (stage === "sal") this.#move(event.at, "sql", "person", event.rep);
        break;
      case "given up":
        if (stage === "sal" || stage === "sql") this.#move(event.at, "recycled", "person", event.rep);
        break;
      case "seen":
        this.#see(event.at, event.rep, event.site);
        break;
      case "judged":
        this.#judge(event.at, event.rep, event.site, event.opinion);
        break;
      case "withdrawn":
        if (this.#judgedBy.has(event.rep)) this.#judge(event.at, event.rep, event.site, null);
        break;
      case "deal":
        this.#deal(event);
        break;
    }
  }

  #facts(): Facts {
    const { company, attributes } = this.#lead;
    const { email, mailKind, name, title, companyName, source, campaign, createdAt } = this.#lead;
    return {
      email,
      mailKind,
      sharedAddress: email !== null && isSharedAddress(email),
      name,
      title,
      company: companyName ?? company?.name ?? null,
      domain: email === null ? null : email.slice(email.lastIndexOf("@") + 1),
      industry: typeof attributes.industry === "string" ? attributes.industry : (company?.industry ?? null),
      country: typeof attributes.country === "string" ? attributes.country : (company?.country ?? null),
      employees: company?.employees ?? null,
      source,
      campaign: campaign?.name ?? null,
      createdAt,
      stage: this.#standing.stage,
      optedOut: this.#optedOut,
      attributes,
      heat: this.#heat,
    };
  }

  /** What stood in the panel. */
  #shown(at: number, rep: Rep, site: string) {
    const facts = this.#facts();
    const scorecard = this.#scorecardAt(at);
    const { value, band } = quickScore(facts, scorecard, at);
    const persona = matchPersona(facts, personas, this.#recent)?.persona.id ?? null;
    return {
      leadId: this.#lead.id,
      personId: rep.id,
      at,
      score: value,
      band,
      scorecard: scorecard.version,
      persona,
      site,
      contact: contactPhase(at, this.#contactedAt),
      source: facts.source,
      campaign: facts.campaign,
    };
  }

  #see(at: number, rep: Rep, site: string): void {
    const day = dayOf(at, TIME_ZONE);
    const once = `${rep.id} ${day}`;
    if (this.#saw.has(once)) return;
    this.#saw.add(once);
    this.#rows.seen.push({ ...this.#shown(at, rep, site), day });
  }

  #judge(at: number, rep: Rep, site: string, opinion: Opinion | null): void {
    const id = this.#random.uuid(at);
    const verdict = opinion?.verdict ?? "withdrawn";
    const reason = opinion?.verdict === "bad" ? opinion.reason : null;
    this.#judgedBy.add(rep);
    this.#rows.verdicts.push({
      ...this.#shown(at, rep, site),
      id,
      verdict,
      reason: reason?.id ?? null,
      group: reason?.group ?? null,
      note: opinion?.verdict === "bad" ? opinion.note : null,
      receivedAt: at + this.#random.int(80, 900),
      goodLead: 1,
    });
    this.#snapshot(id, at, "verdict");
    const effect = effectOfVerdict({
      stage: this.#standing.stage,
      stageSince: this.#standing.since,
      verdict,
      group: reason?.group ?? null,
      mayMove: this.#lead.owner === null || this.#lead.owner === rep,
      lastChange: this.#last,
      personId: rep.id,
      at,
    });
    if (effect) this.#moveTo(id, at, effect, "verdict", rep, reason?.id ?? null, effect.restores);
  }

  #deal(event: Event & { type: "deal" }): void {
    const { at, stage, deal, closed } = event;
    const outcome = closed ? deal.outcome : "open";
    const standing = this.#standing.stage;
    if (this.#rows.dealStates.length === 0 && standing !== "opportunity")
      this.#move(at, "opportunity", "deal", null);
    this.#rows.dealStates.push({ at, stage, outcome, event });
    if (outcome === "won") this.#move(at, "customer", "deal", null);
    if (outcome === "lost") this.#move(at, "recycled", "deal", null);
  }

  #move(at: number, stage: StageName, cause: "rule" | "person" | "deal", rep: Rep | null): void {
    const id = this.#random.uuid(at);
    this.#snapshot(id, at, "stage");
    this.#moveTo(id, at, { stage, since: at }, cause, rep, null, null);
  }

  #moveTo(
    id: string,
    at: number,
    to: Standing,
    cause: "rule" | "person" | "deal" | "verdict",
    rep: Rep | null,
    reason: string | null,
    restores: Standing | null,
  ): void {
    this.#rows.stageChanges.push({
      id,
      leadId: this.#lead.id,
      from: this.#standing.stage,
      to: to.stage,
      at,
      since: to.since,
      cause,
      personId: rep?.id ?? null,
      reason,
      restores: restores && JSON.stringify(restores),
    });
    this.#standing = { stage: to.stage, since: to.since };
    this.#last = { cause, personId: rep?.id ?? null, restores };
  }

  #snapshot(id: string, at: number, cause: "verdict" | "stage"): void {
    this.#rows.snapshots.push({
      id,
      leadId: this.#lead.id,
      at,
      cause,
      facts: JSON.stringify(rounded(this.#facts())),
    });
  }
}

/** Heat as it is exported: sums of six digits. */
const rounded = (facts: Facts): Facts => ({
  ...facts,
  heat: Object.fromEntries(
    Object.entries(facts.heat).map(([kind, [count, first, last, ...sums]]) => [
      kind,
      [count, first, last, round6(sums[0]), round6(sums[1]), round6(sums[2])] as const,
    ]),
  ),
});
