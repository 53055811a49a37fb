import type { LeadSaid } from "../../shared/domain/imports/row.ts";
import { type DealDates, historyOf, isOfDeals, type Move } from "../../shared/domain/stages/history.ts";
import { type StageName, stageOf } from "../../shared/domain/stages/stages.ts";
import type { DealRecord, KnownDeal } from "../db/deals.ts";
import type { LeadRow, LeadWrite } from "../db/leads.ts";
import type { KnownChange } from "../db/stages.ts";
import type { TouchWrite } from "../db/touches.ts";
import type { LeadKey } from "../intake/keys.ts";
import { isSame, type Said, writeOf } from "../intake/lead.ts";
import type { Known } from "./known.ts";

/** A change of stage that is kept already knows its id. */
type KeptMove = Move & { readonly id?: string };
export type PastMove = KeptMove & { readonly from: StageName };

/** A lead that some rows of a file speak of: how it was before them, and how it is to be. */
export class Subject {
  readonly id: string;
  /** Null of a lead that these rows make. */
  readonly row: LeadRow | null;
  /** As it was known. */
  readonly before: LeadWrite | undefined;
  /** As it is to be. */
  lead: LeadWrite | undefined;
  /** Keys that nobody had. */
  readonly newKeys: LeadKey[] = [];
  readonly dealsBefore: readonly KnownDeal[];
  readonly deals: Map<string, DealRecord>;
  readonly changesBefore: readonly KnownChange[];
  /** Touches that come in. */
  readonly touches: TouchWrite[] = [];
  /** The first of all its touches, UTC ms. */
  firstTouch: number | null;
  readonly historyBefore: readonly PastMove[];
  history: readonly PastMove[];
  /** What the rows say of its stage. */
  #said: Move | null = null;
  readonly #others: readonly KeptMove[];

  constructor(id: string, known: Known) {
    this.id = id;
    this.row = known.leads.get(id) ?? null;
    this.before = this.row ? writeOf(this.row) : undefined;
    this.lead = this.before;
    this.dealsBefore = [...known.deals.values()].filter(({ leadId }) => leadId === id);
    this.deals = new Map(this.dealsBefore.map(({ changes: _, ...deal }) => [deal.id, deal]));
    this.changesBefore = known.changes.get(id) ?? [];
    this.firstTouch = known.firstTouch.get(id) ?? null;
    const moves = this.changesBefore.map((change) => ({
      ...moveOf(change),
      id: change.id,
      from: stageOf(change.from),
    }));
    this.historyBefore = moves;
    this.history = moves;
    const dates = this.dealsBefore.map(datesOf);
    this.#others = moves.filter((move) => !isOfDeals(move, dates));
  }

  get isNew(): boolean {
    return this.row === null;
  }

  /** Whether the rows change nothing of the lead itself. */
  get leadIsSame(): boolean {
    return (
      this.newKeys.length === 0 &&
      this.before !== undefined &&
      this.lead !== undefined &&
      isSame(this.before, this.lead)
    );
  }

  get stage(): StageName {
    return this.history.at(-1)?.to ?? "inquiry";
  }

  /** What a file says of the stage; of several rows the last. It counts where the lead does not stand there anyway. */
  sayStage(to: StageName, at: number): void {
    this.#said = null;
    this.#relive();
    if (this.stage === to) return;
    this.#said = { to, at, cause: "import", reason: null };
    this.#relive();
  }

  setDeal(deal: DealRecord): void {
    this.deals.set(deal.id, deal);
    this.#relive();
  }

  removeDeal(id: string): void {
    this.deals.delete(id);
    this.#relive();
  }

  #relive(): void {
    const others = this.#said ? [...this.#others, this.#said] : this.#others;
    this.history = historyOf(others, [...this.deals.values()].map(datesOf));
  }
}

const moveOf = ({ to, at, cause, reason }: KnownChange): Move => ({ to: stageOf(to), at, cause, reason });

const datesOf = ({ outcome, openedAt, closedAt, standIn }: DealRecord): DealDates => ({
  outcome,
  openedAt,
  closedAt,
  standIn: standIn === 1,
});

/** What a row says of a lead: what it leaves empty stays as it is. */
export const saidIn = (said: LeadSaid, createdAt: number | null): Said => ({
  email: said.email ?? undefined,
  name: said.name ?? undefined,
  title: said.title ?? undefined,
  company: said.company ?? undefined,
  source: said.source ?? undefined,
  campaign: said.campaign ?? undefined,
  ownerId: said.ownerId ?? undefined,
  optedOut: said.optedOut ?? undefined,
  createdAt: createdAt ?? undefined,
  attributes: said.attributes,
});
