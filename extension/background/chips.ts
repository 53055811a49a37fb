import * as z from "zod";
import { Chip, type Me } from "../../shared/contract/index.ts";
import { mayAskFor } from "../../shared/domain/crm/trust.ts";
import { explain } from "../panel/explain.ts";
import { points } from "../panel/format.ts";
import { strings as words } from "../panel/strings.ts";
import type { RowChip, RowReasons, Whom } from "./answers.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { isColleague } from "./colleagues.ts";
import { hashedKey, type Insights } from "./insights.ts";
import type { Membership } from "./membership.ts";
import type { Store } from "./store.ts";

/** Milliseconds in which what several pages ask is gathered into one request. */
export const gatherFor = 30;
/** Milliseconds for which an answer is as good as new. */
export const freshFor = 5 * 60_000;
/** As many keys as the Worker takes in one request, and as many rows as one page may ask for. */
const mostKeys = 100;
const mostRemembered = 2000;

/** `chip` is null where the Worker knows no lead by this key. */
const Said = z.object({ chip: Chip.nullable(), at: z.number() });
type Said = z.infer<typeof Said>;
const Memory = z.array(z.tuple([z.string(), Said]));

/** What the rows of a page's list are told: of leads, and of nobody else. */
export interface Chips {
  /** In the order asked; null for whoever is no lead, and altogether where somebody's could not be asked for. */
  rows(asked: readonly Whom[]): Promise<(RowChip | null)[] | null>;
  /** What the card of a row's chip says; null for whoever is no lead. */
  reasons(whom: Whom): Promise<RowReasons | null>;
  /** A lead was judged or changed: what was said of it is of before. */
  outdated(leadId: string): Promise<void>;
  /** There are leads that were none a moment ago. */
  newcomers(): Promise<void>;
  forgetAll(): Promise<void>;
}

export function chips(deps: {
  client: Pick<Client, "chips">;
  /** Outlives the background, not the browser. */
  memory: Pick<Store, "get" | "set">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  me: () => Promise<Me | null>;
  membership: Pick<Membership, "mayBeLead" | "isReady">;
  known: Pick<Insights, "cached" | "fresh">;
  noteAnswer: (failure: Failure | null) => void;
}): Chips {
  const { client, memory, now, connection, me, membership, known, noteAnswer } = deps;
  /** The oldest first. */
  let said: Promise<Map<string, Said>> | null = null;
  /** What is being asked for now. */
  const under = new Map<string, Promise<Chip | null | undefined>>();
  let round: { keys: string[]; answers: Promise<Map<string, Chip | null>> } | null = null;
  /** Grows when something is forgotten: what was asked for before that is not remembered. */
  let life = 0;

  const remembered = (): Promise<Map<string, Said>> => {
    said ??= memory
      .get("chips")
      .catch(() => null)
      .then((kept) => new Map(Memory.safeParse(kept).data ?? []));
    return said;
  };

  /** That it cannot be written costs a request later, nothing else. */
  async function remember(change: (all: Map<string, Said>) => void): Promise<void> {
    const all = await remembered();
    change(all);
    for (const key of [...all.keys()].slice(0, Math.max(0, all.size - mostRemembered))) all.delete(key);
    await memory.set("chips", [...all]).catch(() => undefined);
  }

  /** What the Worker says of these; a key that is missing could not be asked for. */
  async function ask(keys: readonly string[]): Promise<Map<string, Chip | null>> {
    const from = life;
    const found = new Map<string, Chip | null>();
    const to = await connection();
    if (to === null) return found;
    const parts = Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, index) =>
      keys.slice(index * mostKeys, (index + 1) * mostKeys),
    );
    await Promise.all(
      parts.map(async (part) => {
        const answer = await client.chips(to, part);
        noteAnswer(answer.ok ? null : answer.failure);
        if (!answer.ok) return;
        for (const key of part) found.set(key, null);
        for (const chip of answer.value.items) found.set(chip.key, chip);
      }),
    );
    if (from === life && found.size > 0)
      await remember((all) => {
        for (const [key, chip] of found) {
          all.delete(key);
          all.set(key, { chip, at: now() });
        }
      });
    return found;
  }

  /** The lead of a key, null where it is nobody's, undefined where that is not known. Many of a moment go together. */
  async function lookUp(key: string): Promise<Chip | null | undefined> {
    const old = (await remembered()).get(key);
    if (old !== undefined && now() - old.at < freshFor) return old.chip;
    const going = under.get(key);
    if (going !== undefined) return going;
    if (round === null) {
      const keys: string[] = [];
      const gathered = new Promise((done) => setTimeout(done, gatherFor));
      round = {
        keys,
        answers: gathered.then(() => {
          round = null;
          return ask(keys);
        }),
      };
    }
    round.keys.push(key);
    const answer = round.answers
      .then((found) => (found.has(key) ? found.get(key) : old?.chip))
      .finally(() => under.delete(key));
    under.set(key, answer);
    return answer;
  }

  /** By what somebody is asked for: the record first. Nothing for whoever is no lead as far as this browser knows. */
  async function keysOf({ key, tenant, email, others = [] }: Whom, who: Me | null): Promise<string[]> {
    const mayAsk = tenant === null || (who !== null && mayAskFor(tenant, who.workspace.trustedCrms ?? []));
    const keys = key !== null && mayAsk ? [key] : [];
    for (const address of email === null ? others : [email, ...others]) {
      if (isColleague(who, address.trim().toLowerCase())) continue;
      const hash = await hashedKey(address);
      if (await membership.mayBeLead(hash)) keys.push(hash);
    }
    return keys;
  }

  /** Whoever the first of the keys leads to; undefined where one before it could not be asked for. */
  async function leadOf(keys: readonly string[]): Promise<Chip | null | undefined> {
    const answers = await Promise.all(keys.map(lookUp));
    for (const answer of answers) if (answer !== null) return answer;
    return null;
  }

  async function rows(asked: readonly Whom[]): Promise<(RowChip | null)[] | null> {
    // Whoever has signed out is told of nobody.
    if ((await connection()) === null) return asked.map(() => null);
    const who = await me();
    const answers = await Promise.all(
      asked.slice(0, mostKeys).map(async (whom) => leadOf(await keysOf(whom, who))),
    );
    // Whoever seems no lead while nothing can be told of leads may be one.
    if (answers.includes(undefined) || !(await membership.isReady())) return null;
    return answers.map((chip) =>
      chip ? { key: chip.key, score: chip.score, band: isCustomer(chip) ? null : chip.band } : null,
    );
  }

  async function forget(isOld: (key: string, said: Said) => boolean): Promise<void> {
    life += 1;
    await remember((all) => {
      for (const [key, one] of all) if (isOld(key, one)) all.delete(key);
    });
  }

  return {
    rows,

    async reasons(whom) {
      const [chip] = (await rows([whom])) ?? [];
      if (!chip) return null;
      const kept = await known.cached(whom);
      const isFresh = kept?.state === "known" && now() - kept.at < freshFor;
      const answer = isFresh ? kept : await known.fresh(whom);
      if (answer.state !== "known") return null;
      const { lead, score, flags } = answer.insight;
      const work = [lead.title, lead.company].flatMap((part) => (part === null ? [] : [isolated(part)]));
      const standing = flags.flatMap((flag) => words.flags[flag] ?? []);
      return {
        lines: [isolated(lead.name ?? words.noName), work.join(" · "), standing.join(" · ")].filter(
          (line) => line !== "",
        ),
        score: score.value,
        band: flags.includes("customer") ? null : score.band,
        reasons: explain(score)
          .all.slice(0, 3)
          .map(({ label, points: worth }) => ({ label: isolated(label), points: points(worth) })),
      };
    },

    outdated: (leadId) => forget((_, { chip }) => chip?.leadId === leadId),

    newcomers: () => forget((_, { chip }) => chip === null),
    forgetAll: () => forget(() => true),
  };
}

/** In its own direction, whatever stands around it: first strong isolate, and its end. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

const isCustomer = ({ stage, customer }: Chip): boolean => customer === true || stage === "customer";
