import type { StageName } from "../stages/stages.ts";
import { type TouchKindName, touchKinds } from "../touches/kinds.ts";
import { cut } from "./cells.ts";
import { toMinor } from "./minor.ts";
import type { Reading } from "./reading.ts";
import type { DealSaid, LeadSaid, Oddity, RowRead, TouchSaid } from "./row.ts";
import { touchChannel, touchTitle } from "./touch-defaults.ts";

export type Scalar = string | number | boolean;

const DAY = 86_400_000;
/** How far a clock may be ahead before it says so, and before nothing of it is believed. */
const AHEAD = DAY;
const TOO_FAR_AHEAD = 7 * DAY;

/** What has been read of a row so far, and what it comes to in the end. */
export class Said {
  readonly errors: { column: string; message: string }[] = [];
  readonly odd = new Set<Oddity>();
  readonly keys: string[] = [];
  readonly attributes: Record<string, Scalar> = {};
  readonly text: Partial<Record<TextTarget, string>> = {};
  readonly time: Partial<Record<TimeTarget, number>> = {};
  optedOut: boolean | null = null;
  stage: StageName | null = null;
  outcome: "won" | "lost" | "open" | null = null;
  direction: "theirs" | "ours" | null = null;
  money: { value: number; currency: string | null } | null = null;

  readonly #reading: Reading;
  readonly #now: number;

  constructor(reading: Reading, now: number) {
    this.#reading = reading;
    this.#now = now;
  }

  refuse(column: string, message: string): void {
    this.errors.push({ column, message });
  }

  row(): RowRead {
    const { kind } = this.#reading;
    if (!this.text.email && this.keys.length === 0 && this.errors.length === 0)
      this.refuse(
        this.#columnOf("email", "key:"),
        "There is no address and no id: nothing tells whose row this is",
      );
    const lead = this.#lead();
    const touch = kind === "touches" ? this.#touch() : null;
    const deal = kind === "deals" ? this.#deal() : null;
    if (kind === "leads" && lead.createdAt === null) this.odd.add("no_date");
    if (kind === "leads" && lead.source === null && this.#has("source")) this.odd.add("no_source");
    return { lead, touch, deal, errors: this.errors, odd: [...this.odd] };
  }

  #lead(): LeadSaid {
    const { kind, stage } = this.#reading;
    const { text, time } = this;
    const leads = kind === "leads";
    const whole = [text.firstName, text.lastName].filter(Boolean).join(" ");
    const name = text.name ?? (whole || null);
    if (name !== null && name.length > 200)
      this.refuse(
        this.#columnOf("lastName", "firstName"),
        "Together with the first name longer than 200 letters",
      );
    const ended = leads && (this.outcome === "won" || this.outcome === "lost") ? this.outcome : null;
    if (leads) this.#future(time.createdAt, time.outcomeAt);
    return {
      email: text.email ?? null,
      keys: [...new Set(this.keys)],
      name: name && cut(name, 200),
      title: text.title ?? null,
      company: text.company ?? null,
      source: text.source ?? null,
      campaign: kind === "touches" ? null : (text.campaign ?? null),
      ownerId: text.owner ?? null,
      optedOut: this.optedOut,
      createdAt: leads ? (time.createdAt ?? null) : null,
      stage: leads ? (this.stage ?? stage) : null,
      outcome: ended,
      outcomeAt: ended && (time.outcomeAt ?? null),
      attributes: leads ? this.attributes : {},
    };
  }

  #touch(): TouchSaid | null {
    const { text, time } = this;
    const kind = text.kind ?? this.#reading.touchKind ?? "other";
    if (time.at === undefined) {
      if (!this.errors.some(({ column }) => column === this.#columnOf("at")))
        this.refuse(this.#columnOf("at"), "There is no date: a touch must say when it happened");
      return null;
    }
    if (time.at > this.#now + TOO_FAR_AHEAD) {
      this.refuse(this.#columnOf("at"), "Lies more than 7 days in the future");
      return null;
    }
    this.#future(time.at);
    const known = Object.hasOwn(touchKinds, kind) ? touchKinds[kind as TouchKindName].direction : "theirs";
    return {
      id: text.id ?? null,
      at: Math.min(time.at, this.#now),
      kind,
      direction: this.direction ?? known,
      channel: text.channel ?? touchChannel(kind),
      title: text.touchTitle ?? touchTitle(kind),
      url: text.url ?? null,
      campaign: text.campaign ?? null,
      personId: text.person ?? null,
      details: this.attributes,
    };
  }

  #deal(): DealSaid {
    const { text, time } = this;
    const outcome = this.outcome ?? this.#reading.outcome ?? outcomeByDates(time);
    const closed = outcome === "won" ? time.wonAt : outcome === "lost" ? time.lostAt : undefined;
    const closedAt = outcome === "open" ? null : (closed ?? time.closedAt ?? null);
    const openedAt = time.openedAt ?? null;
    if (openedAt === null && closedAt === null && this.errors.length === 0)
      this.refuse(
        this.#columnOf("openedAt", "closedAt", "wonAt", "lostAt"),
        outcome === "open"
          ? "There is no date on which the deal was opened"
          : "There is no date on which the deal was opened or closed",
      );
    if (openedAt !== null && closedAt !== null && closedAt < openedAt) this.odd.add("closed_before_opened");
    this.#future(openedAt ?? undefined, closedAt ?? undefined);
    const { amount, currency } = this.#amount();
    return {
      id: text.id ?? null,
      name: text.dealName ?? null,
      stage: text.dealStage ?? null,
      amount,
      currency,
      openedAt,
      closedAt,
      outcome,
      lostReason: outcome === "lost" ? (text.lostReason ?? null) : null,
      attributes: this.attributes,
    };
  }

  #amount(): { amount: number | null; currency: string | null } {
    const nothing = { amount: null, currency: null };
    if (this.money === null) return nothing;
    const currency = this.text.currency ?? this.money.currency ?? this.#reading.currency;
    if (!currency) {
      if (!this.errors.some(({ column }) => column === this.#columnOf("currency")))
        this.refuse(this.#columnOf("currency", "amount"), "There is an amount without its currency");
      return nothing;
    }
    const amount = toMinor(this.money.value, currency);
    if (amount !== null) return { amount, currency };
    this.refuse(this.#columnOf("amount"), "Is too large for an amount of money");
    return nothing;
  }

  #future(...times: readonly (number | undefined)[]): void {
    if (times.some((time) => time !== undefined && time > this.#now + AHEAD)) this.odd.add("in_the_future");
  }

  #has(target: string): boolean {
    return this.#reading.columns.some(({ to }) => to === target);
  }

  /** The first column of the file that has one of these targets; of the first target that any column has. */
  #columnOf(...targets: readonly string[]): string {
    for (const target of targets) {
      const column = this.#reading.columns.find(({ to }) =>
        target.endsWith(":") ? to.startsWith(target) : to === target,
      );
      if (column) return column.column;
    }
    return this.#reading.columns[0]?.column ?? "";
  }
}

/** Targets that say a line of text. */
export type TextTarget =
  | "email"
  | "name"
  | "firstName"
  | "lastName"
  | "title"
  | "company"
  | "source"
  | "campaign"
  | "owner"
  | "id"
  | "kind"
  | "channel"
  | "touchTitle"
  | "url"
  | "person"
  | "dealName"
  | "dealStage"
  | "currency"
  | "lostReason";

/** Targets that say an instant. */
export type TimeTarget = "createdAt" | "outcomeAt" | "at" | "openedAt" | "closedAt" | "wonAt" | "lostAt";

/** Of a deal that says no outcome: the later of the two dates tells it, and none of them that it is open. */
const outcomeByDates = ({ wonAt, lostAt }: Partial<Record<TimeTarget, number>>): "open" | "won" | "lost" => {
  if (wonAt === undefined && lostAt === undefined) return "open";
  return (wonAt ?? 0) >= (lostAt ?? 0) ? "won" : "lost";
};
