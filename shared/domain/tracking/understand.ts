import { addressOf, linkOf } from "../imports/cells.ts";
import { keyOf } from "../imports/keys.ts";
import { channelOf } from "./channel.ts";
import { detailsOf, withoutToken } from "./details.ts";
import { type EventKind, type EventKinds, eventKind, isResubscribed } from "./events.ts";
import { Fields } from "./fields.ts";
import { isMachine } from "./machines.ts";
import type { Json, Message } from "./message.ts";
import { type Origin, originOf } from "./origin.ts";
import { sequenceOf } from "./sequences.ts";
import { titleOf } from "./titles.ts";
import type { SequenceWord, TouchDraft, Traits } from "./touch.ts";
import { companyOf, traitsOf } from "./traits.ts";

/** All that a message says: what happened, and of whom. */
export interface Understood {
  readonly touch: TouchDraft | null;
  readonly sequence: SequenceWord | null;
  /** Strong keys (`user:…`, `email:…`, others), in the order of who it is about. */
  readonly keys: readonly string[];
  /** `anonymous:<anonymousId>`. */
  readonly anonymous: string | null;
  /** The id that the person had before, bare. */
  readonly alias: string | null;
  /** Of the person. */
  readonly traits: Traits;
}

export type { EventKinds };

/** @param eventKinds what marketing takes events for, by their names as `plainName` gives them */
export function understand(message: Message, eventKinds: EventKinds): Understood {
  const { type, userId, anonymousId, previousId } = message;
  const properties = new Fields(message.properties);
  const about = whatHappened(message, eventKinds);
  const sequence =
    type === "track" && message.name !== null
      ? sequenceOf(message.name, about?.kind ?? null, properties)
      : null;
  // To enter or leave a sequence is nothing that anybody did.
  const isTouch = about !== null && (sequence === null || about.kind !== "other");
  return {
    touch: isTouch ? touchOf(message, about, properties) : null,
    sequence,
    keys: keysOf(message, properties),
    anonymous: anonymousId === null ? null : `anonymous:${anonymousId}`,
    alias: type === "alias" && previousId !== userId ? previousId : null,
    traits: saidOf(message, about?.kind ?? null),
  };
}

interface Happened extends EventKind {
  /** Whether some table knows the event's name. */
  readonly isKnown: boolean;
}

/** What kind of touch a message is; null where it tells of none. */
function whatHappened(message: Message, eventKinds: EventKinds): Happened | null {
  const { type, name } = message;
  if (type === "page" || type === "screen")
    return { kind: isPricing(message) ? "pricing_view" : "page_view", direction: "theirs", isKnown: true };
  if (type !== "track" || name === null) return null;
  const known = eventKind(name, eventKinds);
  if (known === null) return { kind: "other", direction: "theirs", isKnown: false };
  const byMachine = (known.kind === "email_open" || known.kind === "email_click") && isMachine(message);
  if (byMachine) return { kind: "machine_open", direction: "ours", isKnown: true };
  if (known.kind === "page_view" && isPricing(message))
    return { ...known, kind: "pricing_view", isKnown: true };
  return { ...known, isKnown: true };
}

const pricingPath =
  /(^|[/_-])(pricing|prices?|plans|preise|tarifs?|precios|prezzi|prijzen|precos|packages)([/_.-]|$)/i;

/** Whether a page tells what it costs, by its address or the name that it was given. */
function isPricing({ name, properties, context }: Message): boolean {
  const page = new Fields(context).within("page");
  const own = new Fields(properties);
  const url = own.text(["url"], 2_000) ?? page.text(["url"], 2_000);
  const path =
    own.text(["path"], 2_000) ??
    (url !== null && URL.canParse(url) ? new URL(url).pathname : null) ??
    page.text(["path"], 2_000);
  return (
    /^(pricing|plans( and pricing)?|prices?|preise)( page)?$/i.test(name ?? "") ||
    (path !== null && pricingPath.test(path))
  );
}

const ofMail = new Set([
  "email_open",
  "machine_open",
  "email_click",
  "email_reply",
  "email_sent",
  "bounce",
  "unsubscribe",
]);

function touchOf(message: Message, { kind, direction, isKnown }: Happened, properties: Fields): TouchDraft {
  const { id, at, name } = message;
  const title = titleOf(message, isKnown ? kind : null, properties);
  const origin = originOf(message);
  return {
    id,
    at,
    kind,
    direction,
    channel: channelOfTouch(kind, name, origin),
    title,
    url: urlOf(message, kind, properties),
    campaign: origin.campaign ?? properties.text(["campaignname", "utmcampaign", "campaign"], 120),
    content: origin.content ?? properties.text(["utmcontent"], 120),
    person: direction === "ours" && kind !== "machine_open" ? personOf(properties) : null,
    details: detailsOf(message, title),
    unmapped: isKnown ? null : name,
  };
}

/** Mails, texts and pushes are what they are, wherever they were opened; all else came the way that it says. */
function channelOfTouch(kind: string, event: string | null, origin: Origin): string {
  if (ofMail.has(kind)) return "Email";
  const name = event?.toLowerCase() ?? "";
  if (kind !== "page_view" && /\bsms\b|text message/.test(name)) return "SMS";
  if (kind !== "page_view" && /\bpush\b/.test(name)) return "Mobile Push Notifications";
  const channel = channelOf(origin);
  // Who follows an ad whose tags are gone has still not come by themselves.
  return kind === "ad_click" && channel === "Direct" ? "Paid Other" : channel;
}

/** What of the properties is the link that the touch is about, before the page that it was on. */
const links: Readonly<Record<string, readonly string[]>> = {
  email_click: ["linkurl", "link", "url", "href", "clickedurl"],
  machine_open: ["linkurl", "link", "url", "href"],
  download: ["fileurl", "downloadurl", "linkurl", "href", "url"],
  page_view: ["url"],
  pricing_view: ["url"],
};

function urlOf({ context }: Message, kind: string, properties: Fields): string | null {
  const page = new Fields(context).within("page").text(["url"], 8_000);
  const given =
    properties.text(links[kind] ?? [], 8_000) ?? page ?? properties.text(["url", "pageurl", "href"], 8_000);
  return given === null ? null : linkOf(withoutToken(given));
}

/** The address of whoever of us acted, by the names that tools have for them. */
const acting =
  "agentemail agentusername agent owneremail repemail sellereamail selleremail senderemail sender sentby fromemail from hostemail organizeremail useremail user assigneeemail employeeemail";

function personOf(properties: Fields): string | null {
  for (const name of acting.split(" ")) {
    const address = addressOf(properties.text([name]) ?? properties.within(name).text(["email"]) ?? "");
    if (address !== null) return address;
  }
  return null;
}

/** Who it is about, by everything but the visitor's id. */
function keysOf({ type, userId, traits, context, properties: raw }: Message, properties: Fields): string[] {
  const keys: string[] = [];
  if (userId !== null) keys.push(`user:${userId}`);
  const said = new Fields(context).within("traits");
  const email =
    (type === "group" ? null : addressOf(new Fields(traits).text(["email"]) ?? "")) ??
    addressOf(said.text(["email"]) ?? "") ??
    addressOf(userId ?? "") ??
    // Of a user who is known, an address in the properties may be somebody else's.
    (userId === null && type === "track"
      ? addressOf(properties.text(["email", "emailaddress", "recipient", "recipientemail"]) ?? "")
      : null);
  if (email !== null) keys.push(`email:${email}`);
  keys.push(...otherIds(context.externalIds), ...otherIds(context.externalId), ...otherIds(raw.externalIds));
  return [...new Set(keys)].slice(0, 10);
}

/** Tools whose ids of people are keys; of others nobody knows whether an id is a person's or a device's. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/hubspot|^hs/i, "hubspot"],
  [/salesforce|^sfdc/i, "salesforce"],
  [/pipedrive/i, "pipedrive"],
];

/** Ids that other tools have for the person: Segment's `externalIds`, RudderStack's `externalId`. */
function otherIds(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10).flatMap((entry: Json) => {
    const said = new Fields(entry);
    const id = said.text(["id"], 200);
    const type = said.text(["type"], 64) ?? "";
    const kind = tools.find(([named]) => named.test(type))?.[1];
    if (id === null || kind === undefined || /compan|account|deal|opportunit|organi[sz]ation/i.test(type))
      return [];
    const key = keyOf(kind, id);
    return "key" in key && /^\S+$/.test(key.key) ? [key.key] : [];
  });
}

/** What a message says of the person: its traits, and that they no longer want mail, or do again. */
function saidOf({ type, name, traits }: Message, kind: string | null): Traits {
  if (type === "group") return companyOf(traits);
  const said = traitsOf(traits);
  if (kind === "unsubscribe") return { ...said, optedOut: true };
  if (type === "track" && name !== null && isResubscribed(name)) return { ...said, optedOut: false };
  return said;
}
