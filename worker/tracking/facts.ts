import type { Birth, Statement } from "../../shared/domain/identity/join.ts";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import { type Said, together } from "../../shared/domain/identity/said.ts";
import type { Message } from "../../shared/domain/tracking/message.ts";
import { sha256 } from "../hash.ts";
import type { Proven } from "./parcel.ts";

/** A statement under its id: SHA-256 of its kind and keys. The same thing said twice is the earlier of the two. */
export interface Kept extends Statement {
  readonly id: string;
}

/** A signed link was followed: if nobody else has followed it, the visitor is who it was signed for. */
export interface Followed {
  readonly linkId: string;
  /** UTC ms. */
  readonly expiresAt: number;
  readonly via: string;
  /** That the visitor is who it was signed for, and what is followed from that. */
  readonly statement: Kept;
  readonly birth: Birth;
}

/** Of two that say the same, the one to keep: the earlier, by time and then by message. */
export const isEarlier = (
  one: { readonly at: number; readonly messageId: string },
  other: { readonly at: number; readonly messageId: string },
): boolean => one.at < other.at || (one.at === other.at && one.messageId < other.messageId);

async function keptOf({ kind, keys, ...said }: Statement): Promise<Kept> {
  const sorted = [...new Set(keys)].sort();
  return { id: (await sha256(JSON.stringify([kind, sorted]))).slice(0, 32), kind, keys: sorted, ...said };
}

/** What believable messages say of who is who. Order and repetition do not matter. */
export class Facts {
  readonly statements = new Map<string, Kept>();
  readonly births = new Map<string, Birth>();
  readonly words = new Map<string, Said>();
  readonly followed = new Map<string, Followed>();

  get isEmpty(): boolean {
    return this.statements.size + this.births.size + this.words.size + this.followed.size === 0;
  }

  /** Every key that is spoken of. */
  get keys(): string[] {
    const named = [...this.statements.values()].flatMap(({ keys }) => keys);
    const followed = [...this.followed.values()].flatMap(({ statement }) => statement.keys);
    return [...new Set([...named, ...this.births.keys(), ...this.words.keys(), ...followed])].sort();
  }

  /** That keys belong together, or not; a single one is only named. */
  async state(
    kind: Statement["kind"],
    keys: readonly string[],
    at: number,
    messageId: string,
  ): Promise<void> {
    if (new Set(keys).size < 2) return;
    const said = await keptOf({ kind, keys, at, messageId });
    const kept = this.statements.get(said.id);
    if (!kept || isEarlier(said, kept)) this.statements.set(said.id, said);
  }

  /** That a message names a key. Of visitors that is no news. */
  name(key: string, at: number, messageId: string): void {
    if (kindOf(key) === anonymousKind) return;
    const known = this.births.get(key);
    const birth = { key, at, messageId };
    if (!known || isEarlier(birth, known)) this.births.set(key, birth);
  }

  /** What a message says of whoever has a key. */
  say(key: string, said: Said): void {
    if (Object.keys(said).length > 0) this.words.set(key, together(this.words.get(key) ?? {}, said));
  }

  /** That a visitor came by a link that was signed for somebody. */
  async follow(
    { linkId, key, expiresAt }: Proven,
    via: string,
    { at, id: messageId }: Pick<Message, "at" | "id">,
  ): Promise<void> {
    const statement = await keptOf({ kind: "joined", keys: [key, via], at, messageId });
    const known = this.followed.get(linkId);
    if (!known || isEarlier(statement, known.statement))
      this.followed.set(linkId, { linkId, expiresAt, via, statement, birth: { key, at, messageId } });
  }

  /** The same in two parts, for where both at once are too much. */
  halves(): [Facts, Facts] {
    const halves: [Facts, Facts] = [new Facts(), new Facts()];
    // Counted over all kinds, so that each half of two things or more has one at least.
    let dealt = 0;
    const deal = <T>(from: Map<string, T>, to: (half: Facts) => Map<string, T>) => {
      for (const [key, value] of from) {
        to(halves[dealt * 2 < this.size ? 0 : 1]).set(key, value);
        dealt += 1;
      }
    };
    deal(this.statements, (half) => half.statements);
    deal(this.births, (half) => half.births);
    deal(this.words, (half) => half.words);
    deal(this.followed, (half) => half.followed);
    return halves;
  }

  /** How many single things are said. */
  get size(): number {
    return this.statements.size + this.births.size + this.words.size + this.followed.size;
  }
}
