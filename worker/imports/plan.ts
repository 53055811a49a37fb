import { keyWords } from "../../shared/domain/imports/keys.ts";
import type { DealSaid, LeadSaid, Oddity, RowRead, TouchSaid } from "../../shared/domain/imports/row.ts";
import type { LeadWrite } from "../db/leads.ts";
import { faultsOf, isSame, merge } from "../intake/lead.ts";
import { dealOf, isSameDeal, standInOf } from "./deal.ts";
import { GUESSED, guessIn, idFrom } from "./ids.ts";
import type { Known } from "./known.ts";
import type { Claim, Earlier, Fault, Outcome, Plan, World } from "./outcome.ts";
import type { Row } from "./rows.ts";
import { type PastMove, Subject, saidIn } from "./subject.ts";

const clip = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

/** What rows make of what is known, in their order. Writes nothing, knows no clock: the same again is the same. */
export function planRows(rows: readonly Row[], known: Known, world: World, earlier?: Earlier): Plan {
  const planner = new Planner(known, world, earlier);
  const outcomes = rows.map((row) => planner.take(row));
  // What a later row has turned back is no change.
  for (const outcome of outcomes)
    if (outcome.does === "updated" && outcome.subject && isAsBefore(outcome.subject))
      outcome.does = "unchanged";
  return { outcomes, subjects: planner.subjects };
}

/** Whether all rows together change nothing of a lead. */
export const isAsBefore = (subject: Subject): boolean =>
  subject.leadIsSame &&
  subject.touches.length === 0 &&
  subject.deals.size === subject.dealsBefore.length &&
  subject.dealsBefore.every((before) => isSameDeal(before, subject.deals.get(before.id))) &&
  isSameHistory(subject.history, subject.historyBefore);

class Planner {
  readonly subjects = new Map<string, Subject>();
  readonly #known: Known;
  readonly #world: World;
  readonly #earlier: Earlier | undefined;
  /** Keys that these rows give to a lead. */
  readonly #given = new Map<string, string>();
  /** Touches and deals that these rows speak of, and whose they are. */
  readonly #things = new Map<string, string>();
  /** The columns of the file by what they say. */
  readonly #columns: ReadonlyMap<string, string>;

  constructor(known: Known, world: World, earlier: Earlier | undefined) {
    this.#known = known;
    this.#world = world;
    this.#earlier = earlier;
    this.#columns = new Map(world.reading.columns.map(({ to, column }) => [to, column]));
  }

  take(row: Row): Outcome {
    const { said, keys } = row;
    const { kind, unknownLead } = this.#world.reading;
    if (!said) return refused(row, [this.#fault("", row.problem ?? "This row cannot be read")]);
    const [first] = keys;
    if (said.errors.length > 0) return refused(row, said.errors);
    if (!first) return refused(row, [this.#fault("email", "Nothing tells whose row this is")]);
    const claims = this.#claims(row);
    if (claims.length > 1) return refused(row, [this.#conflict(claims)], claims);
    if (claims.length === 0 && kind !== "leads" && unknownLead === "refuse")
      return refused(row, [this.#fault(first.kind, `No lead is known by “${clip(keyWords(first.key))}”`)]);
    return this.#speak(row, said, claims[0]?.leadId);
  }

  /** The leads that the row's keys lead to, each once. */
  #claims(row: Row): Claim[] {
    const claims = new Map<string, Claim>();
    for (const { key } of row.keys) {
      const leadId = this.#leadOf(key);
      if (leadId === undefined || claims.has(leadId)) continue;
      const lead = this.subjects.get(leadId)?.lead ?? this.#known.leads.get(leadId);
      claims.set(leadId, { key, leadId, name: lead?.name ?? lead?.email ?? null });
    }
    return [...claims.values()];
  }

  #leadOf(key: string): string | undefined {
    return this.#given.get(key) ?? this.#earlier?.leadOf(key) ?? this.#known.idOf.get(key);
  }

  #conflict(claims: readonly Claim[]): Fault {
    const [first, second] = claims.map(({ key }) => `“${clip(keyWords(key))}”`);
    const kind = claims[1]?.key.split(":")[0] ?? "";
    return this.#fault(
      kind,
      `${first} and ${second} are two different leads: say whether they are one person`,
    );
  }

  /** A fault of the column that says this, of the first one where none does. */
  #fault(target: string, message: string): Fault {
    const column = this.#columns.get(target) ?? this.#columns.get(`key:${target}`);
    return { column: column ?? this.#world.reading.columns[0]?.column ?? "", message };
  }

  #speak(row: Row, said: RowRead, knownId: string | undefined): Outcome {
    const { startedAt, ownDomains } = this.#world;
    const createdAt = said.lead.createdAt ?? Math.min(firstDate(said) ?? startedAt, startedAt);
    const id = knownId ?? idFrom(createdAt, row.digest, said.lead.createdAt === null ? GUESSED : undefined);
    const subject = this.subjects.get(id) ?? new Subject(id, this.#known);
    const isMade = subject.lead === undefined;
    const newKeys = row.keys.filter(({ key }) => this.#leadOf(key) === undefined);
    const contact = isMade ? createdAt : (said.lead.createdAt ?? this.#earlierContact(row, said, subject));
    const words = saidIn(said.lead, contact);
    const lead = merge(subject.lead, id, words, newKeys, startedAt);
    const faults = faultsOf(words, lead, ownDomains).map(({ field, message }) => this.#fault(field, message));
    const stranger = this.#thingOfAnother(row, id);
    if (stranger) faults.push(stranger);
    if (faults.length > 0) return refused(row, faults);

    const duplicate = this.#cameBefore(row, id);
    const leadChanges = subject.lead === undefined || newKeys.length > 0 || !isSame(subject.lead, lead);
    if (leadChanges) subject.lead = lead;
    subject.newKeys.push(...newKeys);
    for (const { key } of newKeys) this.#given.set(key, id);
    this.subjects.set(id, subject);
    const odd = new Set(row.odd);
    const does =
      this.#thing(row, said, subject, lead, odd) ??
      (isMade ? "created" : leadChanges ? "updated" : "unchanged");
    if (row.thing !== null) this.#things.set(row.thing, id);
    const deal = row.thing === null ? null : (subject.deals.get(row.thing) ?? null);
    return { row, does, duplicate, subject, lead, deal, faults: [], odd: [...odd], claims: [] };
  }

  /** Whether an earlier row of the file was about the same: the touch, the deal, or of a file of leads the lead. */
  #cameBefore({ thing, keys }: Row, leadId: string): boolean {
    if (thing !== null) return this.#things.has(thing) || this.#earlier?.ownerOf(thing) !== undefined;
    return this.subjects.has(leadId) || keys.some(({ key }) => this.#earlier?.leadOf(key) !== undefined);
  }

  #isKnown = (thing: string): boolean =>
    this.#things.has(thing) || this.#known.touches.has(thing) || this.#earlier?.ownerOf(thing) !== undefined;

  /** Of a touch or deal that another lead has. */
  #thingOfAnother({ thing, said }: Row, leadId: string): Fault | null {
    if (thing === null) return null;
    const owner =
      this.#things.get(thing) ??
      this.#earlier?.ownerOf(thing) ??
      this.#known.touches.get(thing) ??
      this.#known.deals.get(thing)?.leadId;
    if (owner === undefined || owner === leadId) return null;
    return this.#fault(
      "id",
      `The ${said?.touch ? "touch" : "deal"} “${clip(thing)}” is another lead's already`,
    );
  }

  /** Where nobody said when a lead was first in touch, it was when the first happened that is known of it. */
  #earlierContact({ thing }: Row, said: RowRead, { id, lead, firstTouch, deals }: Subject): number | null {
    const [at, guess] = [firstDate(said), guessIn(id)];
    if (!lead || at === null || guess === null || thing === null) return null;
    if (this.#isKnown(thing) || deals.has(thing)) return null;
    const dates = [...deals.values()].map(({ openedAt, closedAt }) => openedAt ?? closedAt);
    const isGuess = [guess, firstTouch, ...dates].includes(lead.createdAt);
    return isGuess && at < lead.createdAt ? at : null;
  }

  /** What the row says besides the lead itself; null where that makes no difference. */
  #thing(
    row: Row,
    said: RowRead,
    subject: Subject,
    lead: LeadWrite,
    odd: Set<Oddity>,
  ): Outcome["does"] | null {
    const { thing } = row;
    if (said.touch && thing !== null) return this.#touch(thing, said.touch, subject);
    if (said.deal && thing !== null) return this.#deal(thing, said.deal, subject, lead, odd);
    const { history } = subject;
    const dealChanges = this.#stand(row, said.lead, subject, lead, odd);
    return !subject.isNew && (dealChanges || !isSameHistory(subject.history, history)) ? "updated" : null;
  }

  #touch(thing: string, touch: TouchSaid, subject: Subject): "created" | null {
    if (this.#isKnown(thing)) return null;
    const { id: _, details, ...rest } = touch;
    const isPlain = Object.keys(details).length === 0;
    subject.touches.push({
      ...rest,
      id: thing,
      leadId: subject.id,
      details: isPlain ? null : JSON.stringify(details),
    });
    subject.firstTouch = Math.min(subject.firstTouch ?? touch.at, touch.at);
    return "created";
  }

  #deal(
    thing: string,
    said: DealSaid,
    subject: Subject,
    lead: LeadWrite,
    odd: Set<Oddity>,
  ): "created" | "updated" | null {
    const before = subject.deals.get(thing);
    const deal = dealOf(thing, said, before, lead, this.#world.startedAt);
    const dates = [deal.openedAt, deal.closedAt].filter((at) => at !== null);
    if (dates.some((at) => at < lead.createdAt)) odd.add("deal_before_contact");
    if (deal.closedAt !== null && said.closedAt === null && deal.closedAt !== before?.closedAt)
      odd.add("no_end_date");
    if (isSameDeal(deal, before)) return null;
    for (const { id, standIn } of subject.deals.values()) if (standIn === 1) subject.removeDeal(id);
    subject.setDeal(deal);
    return before ? "updated" : "created";
  }

  /** What a file of leads says of where a lead stands and how it ended; whether its stand-in for a deal changes. */
  #stand({ digest }: Row, said: LeadSaid, subject: Subject, lead: LeadWrite, odd: Set<Oddity>): boolean {
    const { startedAt } = this.#world;
    const { stage, outcome, outcomeAt } = said;
    if (outcome === null) {
      // The stage of the whole file is where new leads begin; it moves nobody who is known.
      if (stage !== null && (subject.isNew || this.#columns.has("stage"))) subject.sayStage(stage, startedAt);
      return false;
    }
    const deals = [...subject.deals.values()];
    if (deals.some(({ standIn }) => standIn === 0)) return false;
    const [before] = deals;
    const id = idFrom(outcomeAt ?? startedAt, digest.subarray(16));
    const deal = standInOf(id, outcome, outcomeAt, before, lead, startedAt);
    if (outcomeAt !== null && outcomeAt < lead.createdAt) odd.add("deal_before_contact");
    if (outcomeAt === null && deal.closedAt !== before?.closedAt) odd.add("no_end_date");
    const changes = !isSameDeal(deal, before);
    if (changes) subject.setDeal(deal);
    if (outcome === "lost" && stage === "disqualified") subject.sayStage(stage, deal.closedAt ?? startedAt);
    return changes;
  }
}

/** When what a row tells of happened first, UTC ms; null where it tells of nothing. */
function firstDate({ touch, deal }: RowRead): number | null {
  const dates = [touch?.at, deal?.openedAt, deal?.closedAt].filter((at) => at !== null && at !== undefined);
  return dates.length > 0 ? Math.min(...dates) : null;
}

const isSameHistory = (one: readonly PastMove[], other: readonly PastMove[]): boolean =>
  one.length === other.length &&
  one.every(({ to, at }, index) => to === other[index]?.to && at === other[index]?.at);

const refused = (row: Row, faults: readonly Fault[], claims: readonly Claim[] = []): Outcome => ({
  row,
  does: "refused",
  duplicate: false,
  subject: null,
  lead: null,
  deal: null,
  faults,
  odd: [],
  claims,
});
