import type { JsonObject, Message, Trust } from "../shared/domain/tracking/message.ts";
import type { Parcel } from "../worker/tracking/parcel.ts";

/** A random history of people who visit, say who they are, share devices and are taken for one another. */

const DAY = 86_400_000;
const T0 = 1_790_000_000_000;

export interface Sent {
  readonly trust: Trust;
  readonly message: Message;
}

/** A lead that was there before, as an import would have made it. */
export interface BaseLead {
  readonly id: string;
  readonly keys: readonly string[];
  readonly name: string | null;
  readonly title: string | null;
  readonly attributes: JsonObject;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface History {
  readonly bases: readonly BaseLead[];
  readonly sent: readonly Sent[];
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9 + 0x1234567;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Somebody {
  readonly user: string;
  readonly emails: readonly string[];
  readonly devices: readonly string[];
  readonly hubspot: string | null;
}

const nothing: JsonObject = {};

export function anyHistory({
  seed,
  messages,
  people,
}: {
  seed: number;
  messages: number;
  people: number;
}): History {
  const random = randomFrom(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[upTo(list.length)] ?? list[0];
  const some = <T>(list: readonly T[]): T | undefined => list[upTo(list.length)];
  const crowd = Array.from(
    { length: people },
    (_, n): Somebody => ({
      user: `u${n}`,
      emails: Array.from(
        { length: 1 + upTo(2) },
        (_, m) => `p${n}.${m}@${pick(["one.example", "two.example", "gmail.com"])}`,
      ),
      // Some devices are in several hands.
      devices: Array.from({ length: 1 + upTo(3) }, (_, m) =>
        random() < 0.15 ? `shared${upTo(12)}` : `d${n}.${m}`,
      ),
      hubspot: random() < 0.3 ? `${1000 + n}` : null,
    }),
  );
  const anybody = () => some(crowd) ?? { user: "u", emails: ["e@x.example"], devices: ["d"], hubspot: null };
  const time = () => T0 + (random() < 0.2 ? upTo(40) * 3 * DAY : upTo(120 * DAY));

  const said = (id: string, about: Partial<Message>): Message => ({
    id,
    type: "track",
    at: time(),
    anonymousId: null,
    userId: null,
    previousId: null,
    groupId: null,
    name: null,
    properties: nothing,
    traits: nothing,
    context: nothing,
    ...about,
  });

  const traits = (email: string | undefined): JsonObject => ({
    ...(email && { email }),
    ...(random() < 0.5 && { name: pick(["Ada", "Bea", "Cem", "Dora"]) }),
    ...(random() < 0.3 && { title: pick(["CTO", "Head of Sales", "Buyer"]) }),
    ...(random() < 0.3 && { company: pick(["One", "Two", "Three"]) }),
    ...(random() < 0.2 && { plan: random() < 0.2 ? null : pick(["gold", "free"]) }),
    ...(random() < 0.2 && { employees: upTo(500) }),
    ...(random() < 0.1 && { unsubscribed: random() < 0.5 }),
    ...(random() < 0.15 && { leadSource: pick(["Fair", "Partner", "Email", "Direct"]) }),
  });

  const campaign = (): JsonObject =>
    random() < 0.4
      ? {
          campaign: {
            source: pick(["google", "news"]),
            medium: pick(["cpc", "email"]),
            name: pick(["Autumn", "Spring"]),
          },
        }
      : nothing;

  const sent: Sent[] = [];
  for (let n = 0; n < messages; n += 1) {
    const who = anybody();
    const id = `m${n.toString(36)}-${upTo(1e6).toString(36)}`;
    const device = some(who.devices) ?? "d";
    const roll = random();
    if (roll < 0.35)
      sent.push({
        trust: "public",
        message: said(id, {
          type: "page",
          name: pick(["Home", "Pricing", "Blog"]),
          anonymousId: device,
          context: campaign(),
        }),
      });
    else if (roll < 0.42)
      sent.push({
        trust: "public",
        message: said(id, {
          name: pick(["Form Submitted", "Demo Requested", "File Downloaded"]),
          anonymousId: device,
          context: campaign(),
        }),
      });
    else if (roll < 0.45)
      sent.push({
        trust: "public",
        message: said(id, { type: "identify", anonymousId: device, traits: traits(some(who.emails)) }),
      });
    else if (roll < 0.65) {
      // One thing or another, and now and then somebody else's.
      const other = random() < 0.04 ? anybody() : who;
      const byUser = random() < 0.6;
      const email = random() < 0.7 || !byUser ? some(other.emails) : undefined;
      sent.push({
        trust: "server",
        message: said(id, {
          type: "identify",
          userId: byUser ? who.user : null,
          anonymousId: random() < 0.5 ? device : null,
          traits: traits(email),
          context:
            who.hubspot && random() < 0.4 ? { externalIds: [{ id: who.hubspot, type: "hubspot" }] } : nothing,
        }),
      });
    } else if (roll < 0.68)
      sent.push({
        trust: "server",
        message: said(id, {
          type: "alias",
          userId: who.user,
          previousId: random() < 0.6 ? device : random() < 0.5 ? `old-${who.user}` : anybody().user,
        }),
      });
    else if (roll < 0.72)
      sent.push({
        trust: "server",
        message: said(id, {
          type: "group",
          userId: who.user,
          groupId: "g",
          traits: { name: pick(["One", "Two"]), industry: "Steel" },
        }),
      });
    else if (roll < 0.76)
      sent.push({
        trust: "server",
        message: said(id, {
          name: pick(["Email Opened", "Email Link Clicked", "Unsubscribed"]),
          properties: { email: some(who.emails) ?? null, campaign_name: "Autumn" },
        }),
      });
    else if (roll < 0.79)
      sent.push({
        trust: "server",
        message: said(id, {
          name: pick(["Call Completed", "Email Sent"]),
          userId: who.user,
          properties: { agentEmail: "rosa@ourcompany.example" },
        }),
      });
    else if (roll < 0.81)
      sent.push({
        trust: "server",
        message: said(id, {
          name: pick(["Sequence Entered", "Sequence Finished"]),
          userId: who.user,
          properties: { sequence_name: pick(["Autumn nurture", "Trial"]) },
        }),
      });
    else
      sent.push({
        trust: "server",
        message: said(id, {
          name: pick(["Signed Up", "Trial Started", "Product Used", "Something Odd"]),
          userId: random() < 0.8 ? who.user : null,
          anonymousId: random() < 0.5 ? device : null,
          context: { ...campaign(), ...(random() < 0.2 && { traits: { email: some(who.emails) ?? null } }) },
        }),
      });
  }
  const bases = crowd.flatMap((who, n): BaseLead[] => {
    const made = (m: number, keys: readonly string[]): BaseLead => ({
      id: `base-${n}-${m}`,
      keys,
      name: random() < 0.5 ? "Base" : null,
      title: random() < 0.3 ? "Imported" : null,
      attributes: random() < 0.4 ? { plan: "old", size: 3 } : nothing,
      createdAt: T0 + upTo(50) * DAY,
      updatedAt: T0 + upTo(120) * DAY,
    });
    if (n % 5 !== 0) return [];
    const [email] = who.emails;
    const leads = email ? [made(0, [`email:${email}`])] : [];
    if (who.hubspot && random() < 0.5) leads.push(made(1, [`hubspot:0-1:${who.hubspot}`]));
    return leads;
  });
  return { bases, sent };
}

/** The messages in another order, some of them again, in requests and batches of any size. */
export function shuffledParcels(sent: readonly Sent[], seed: number): Parcel[][] {
  const random = randomFrom(1_000 + seed);
  const doubled = [...sent, ...sent.filter(() => random() < 0.1)];
  const order =
    seed === 0
      ? sent
      : doubled
          .map((each) => ({ each, by: random() }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each);
  const batches: Parcel[][] = [];
  let batch: Parcel[] = [];
  for (let from = 0; from < order.length; ) {
    const size = random() < 0.3 ? 1 + Math.floor(random() * 5) : 1 + Math.floor(random() * 120);
    const slice = order.slice(from, from + size);
    for (const trust of ["public", "server"] as const)
      batch.push({
        id: `p${seed}-${from}-${trust}`,
        keyId: `k-${trust}`,
        trust,
        receivedAt: T0 + 200 * DAY + from,
        items: slice.filter((each) => each.trust === trust).map(({ message }) => ({ message, proven: null })),
        rejected: [],
      });
    from += size;
    if (random() < 0.7 || from >= order.length) {
      batches.push(batch);
      batch = [];
    }
  }
  return batches;
}
