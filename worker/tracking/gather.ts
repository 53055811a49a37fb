import { uuidv7 } from "uuidv7";
import { type Said, saidBy, together } from "../../shared/domain/identity/said.ts";
import type { Message } from "../../shared/domain/tracking/message.ts";
import type { TouchDraft } from "../../shared/domain/tracking/touch.ts";
import { type EventKinds, type Understood, understand } from "../../shared/domain/tracking/understand.ts";
import { type ClaimedLead, type ClaimWrite, isAsk } from "../db/claiming.ts";
import type { MessageTouch, SequenceWrite } from "../db/tracking.ts";
import { mailOf } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { Facts } from "./facts.ts";
import type { Parcel, ParcelItem } from "./parcel.ts";
import { claimant, visitorId } from "./visitors.ts";

const DAY = 86_400_000;

/** All that is in some parcels, each thing once. */
export interface Gathered {
  readonly touches: ReadonlyMap<string, MessageTouch>;
  readonly sequences: readonly SequenceWrite[];
  readonly facts: Facts;
  readonly claims: ReadonlyMap<string, ClaimWrite>;
  /** Visitors that claim or ask for something: key to id. */
  readonly asking: ReadonlyMap<string, string>;
}

/** What parcels say. A server's word is believed; anybody else's is a visitor's touches, and claims. */
export async function gather(eventKinds: EventKinds, parcels: readonly Parcel[]): Promise<Gathered> {
  const all = new Gathering();
  for (const parcel of parcels)
    for (const item of parcel.items) {
      const said = understand(item.message, eventKinds);
      if (parcel.trust === "server") await all.believed(parcel, item, said);
      else await all.claimed(parcel, item, said);
    }
  return all;
}

class Gathering implements Gathered {
  readonly touches = new Map<string, MessageTouch>();
  readonly sequences: SequenceWrite[] = [];
  readonly facts = new Facts();
  readonly claims = new Map<string, ClaimWrite>();
  readonly asking = new Map<string, string>();
  readonly #visitors = new Map<string, Promise<string>>();
  readonly #leads = new Map<string, ClaimedLead>();

  async believed(parcel: Parcel, { message }: ParcelItem, said: Understood): Promise<void> {
    const { touch, sequence, keys, anonymous, alias } = said;
    const { id, at } = message;
    const [about = anonymous] = keys;
    if (about === null) return;
    for (const key of keys) this.facts.name(key, at, id);
    await this.facts.state("joined", anonymous === null ? keys : [...keys, anonymous], at, id);
    if (alias !== null) {
      this.facts.name(`user:${alias}`, at, id);
      await this.facts.state("alias", [about, `user:${alias}`, `anonymous:${alias}`], at, id);
    }
    this.facts.say(about, wordsOf(message, said, about));
    const visitor = await this.#visitorOf(about);
    if (touch) this.#touch(touch, about, visitor, parcel);
    if (sequence) this.sequences.push({ ...sequence, via: about, visitor, at, messageId: id });
  }

  async claimed(parcel: Parcel, { message, proven }: ParcelItem, said: Understood): Promise<void> {
    const { touch, keys, anonymous } = said;
    const [first] = keys;
    if (anonymous === null && first === undefined) return;
    const via = anonymous ?? claimant(message.id);
    const visitor = await this.#visitorOf(via);
    if (touch) this.#touch(asTheirs(touch), via, visitor, parcel);
    if (touch && isAsk(touch.kind)) this.asking.set(via, visitor);
    if (proven) await this.facts.follow(proven, via, message);
    // Whoever confirms an address believes what was said with it, though an id that comes first was said, too.
    const isSaidOf = (key: string) => key === first || (key.startsWith("email:") && keys.includes(key));
    for (const key of new Set([...keys, ...(proven ? [proven.key] : [])]))
      await this.#claim(key, via, visitor, parcel, message, isSaidOf(key) ? wordsOf(message, said, key) : {});
  }

  #touch(touch: TouchDraft, via: string, visitor: string, { keyId, receivedAt }: Parcel): void {
    if (!this.touches.has(touch.id))
      this.touches.set(touch.id, { ...touch, via, visitor, keyId, receivedAt });
  }

  async #claim(
    key: string,
    via: string,
    visitor: string,
    { receivedAt }: Parcel,
    { at, id: messageId }: Message,
    said: Said,
  ): Promise<void> {
    const id = (await sha256(JSON.stringify([via, key]))).slice(0, 32);
    const known = this.claims.get(id);
    const isFirst = !known || at < known.at || (at === known.at && messageId < known.messageId);
    this.asking.set(via, visitor);
    this.claims.set(id, {
      ...(known ?? { id, via, visitor, key, lead: await this.#leadOf(key) }),
      ...(known && !isFirst ? { at: known.at, messageId: known.messageId } : { at, messageId }),
      lastAt: Math.max(at, known?.lastAt ?? at),
      receivedAt: Math.max(receivedAt, known?.receivedAt ?? receivedAt),
      said: together(known?.said ?? {}, said),
    });
  }

  #visitorOf(key: string): Promise<string> {
    const id = this.#visitors.get(key) ?? visitorId(key);
    this.#visitors.set(key, id);
    return id;
  }

  /** The lead to make for a claimed address: one, however many claim it. */
  async #leadOf(key: string): Promise<ClaimedLead | null> {
    if (!key.startsWith("email:")) return null;
    const email = key.slice("email:".length);
    const { mailKind, domain } = mailOf(email);
    const lead = this.#leads.get(key) ?? { id: uuidv7(), email, hash: await sha256(email), mailKind, domain };
    this.#leads.set(key, lead);
    return lead;
  }
}

/** Nobody but ourselves can say what we have done. */
const asTheirs = (touch: TouchDraft): TouchDraft =>
  touch.direction === "ours" && touch.kind !== "machine_open"
    ? { ...touch, direction: "theirs", kind: "other", person: null }
    : { ...touch, person: null };

/** Words in passing, such as traits that come along with every event, are dated to their day: few of them are news. */
function wordsOf({ type, at, id }: Message, { traits, keys }: Understood, about: string): Said {
  const isSaidSo = type === "identify" || type === "group" || type === "alias";
  const day = at - (((at % DAY) + DAY) % DAY);
  const { optedOut, ...others } = traits;
  const [email] = keys.filter((key) => key.startsWith("email:") && (isSaidSo || key !== about));
  const lasting = email === undefined ? others : { ...others, email: email.slice("email:".length) };
  return {
    ...saidBy(lasting, isSaidSo ? at : day, id),
    ...(optedOut === undefined ? {} : saidBy({ optedOut }, at, id)),
  };
}
