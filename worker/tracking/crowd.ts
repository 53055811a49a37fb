import type { Birth } from "../../shared/domain/identity/join.ts";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import { type Said, together } from "../../shared/domain/identity/said.ts";
import type { Component, KeyState, LeadState } from "../db/identity.ts";
import { isEarlier } from "./facts.ts";
import { type Told, told, written } from "./fields.ts";

/** When a person was first named, for order: by time, then by message, then by key. */
export const byBirth = (a: Birth, b: Birth): number =>
  isEarlier(a, b) ? -1 : isEarlier(b, a) ? 1 : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;

const isAddress = (key: string): boolean => kindOf(key) === "email";

/** Some keys of one lead or person, and the leads that they came from. */
export interface Holding {
  readonly keys: readonly KeyState[];
  /** Leads whose own word (`bases`) counts. */
  readonly origins: readonly string[];
}

/** A component as it is read, to be asked. */
export class Crowd {
  readonly keys: ReadonlyMap<string, KeyState>;
  readonly leads: ReadonlyMap<string, LeadState>;
  /** What others than messages said of leads. */
  readonly bases: ReadonlyMap<string, Said>;
  readonly #merges: Component["merges"];

  constructor({ keys, leads, bases, merges }: Pick<Component, "keys" | "leads" | "bases" | "merges">) {
    this.keys = new Map(keys.map((key) => [key.key, key]));
    this.leads = new Map(leads.map((lead) => [lead.id, lead]));
    this.bases = bases;
    this.#merges = merges;
  }

  /** The same with more of what others said. */
  with(bases: ReadonlyMap<string, Said>, keys: Iterable<KeyState> = this.keys.values()): Crowd {
    return new Crowd({
      keys: [...keys],
      leads: [...this.leads.values()],
      merges: this.#merges,
      bases: new Map([...this.bases, ...bases]),
    });
  }

  /** The lead that a key was of before messages made leads one; null where it is nobody's. */
  originOf({ key, leadId }: KeyState): string | null {
    let lead = leadId;
    for (;;) {
      const merge = this.#merges.find(({ into, keys }) => into === lead && keys.includes(key));
      if (!merge) return lead;
      lead = merge.from.id;
    }
  }

  /** A lead and all that messages have made one with it. */
  originsOf(leadId: string): string[] {
    const origins = [leadId];
    for (const origin of origins)
      for (const { into, from } of this.#merges) if (into === origin) origins.push(from.id);
    return origins;
  }

  held(leadId: string): Holding {
    return {
      keys: [...this.keys.values()].filter((key) => key.leadId === leadId),
      origins: this.originsOf(leadId),
    };
  }

  /** What has been said of whoever has these keys. */
  tell({ keys, origins }: Holding): Told {
    const sources = [...keys.map(({ said }) => said), ...origins.map((id) => this.bases.get(id) ?? {})];
    const addresses = keys
      .filter(({ key }) => isAddress(key))
      .sort((a, b) => (a.birth && b.birth ? byBirth(a.birth, b.birth) : Number(!a.birth) - Number(!b.birth)))
      .map(({ key }) => key.slice("email:".length));
    return told(sources, addresses);
  }

  /** Since when a lead is one: as others said, else since its first key was named; null where nobody says. */
  createdAt({ keys, origins }: Holding): number | null {
    const said = origins.flatMap((id) => this.bases.get(id)?.createdAt?.[0] ?? []).map(Number);
    const born = keys
      .filter(({ key }) => kindOf(key) !== anonymousKind)
      .flatMap(({ birth }) => birth?.at ?? []);
    const times = said.length > 0 ? said : born;
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** What others than messages have written on the leads since messages last spoke of them. */
  writtenSince(): Map<string, Said> {
    const found = new Map<string, Said>();
    for (const lead of this.leads.values()) {
      const holding = this.held(lead.id);
      if (holding.keys.length === 0 || isUnknown(lead, holding)) continue;
      const words = { ...written(lead, this.tell(holding)) };
      const isBase = holding.keys.some((key) => key.isBase);
      if (isBase && lead.createdAt !== this.createdAt(holding))
        words.createdAt = [lead.createdAt, lead.updatedAt, ""];
      if (Object.keys(words).length > 0) found.set(lead.id, together(this.bases.get(lead.id) ?? {}, words));
    }
    return found;
  }
}

/** Whether only strangers have spoken of a lead: all that its row says is their claim. */
const isUnknown = (lead: LeadState, { keys }: Holding): boolean =>
  lead.verified === 0 && !keys.some(({ isBase, birth }) => isBase || birth !== null);
