import type { Facts } from "../facts.ts";

/** One line of a scorecard: how it is read from the facts, and how a rep would say it. */
export interface Signal {
  /** The file's name. */
  readonly id: string;
  /** `fit`: who they are, whatever the day. `behaviour`: what they did, read from heat. */
  readonly kind: "fit" | "behaviour";
  /** One or two words, as the cause of a change: "demo". */
  readonly name: string;
  /** What to ask for where the signal reads nothing: "company size". */
  readonly asks?: { readonly field: string; readonly label: string };
  /** A word or a number that a scorecard has points for; null where nothing is known: it does not apply. */
  read(facts: Facts, now: number): string | number | null;
  /** For a signal that reads something. `points` are never 0 and tell whether it speaks for or against. */
  say(facts: Facts, now: number, points: number): Said;
}

export interface Said {
  readonly label: string;
  /** When it last happened, or what it was read from. */
  readonly evidence?: string;
}
