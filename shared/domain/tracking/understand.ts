import { addressOf, linkOf } from "../imports/cells.ts";
import { keyOf } from "../imports/keys.ts";
import { touchChannel } from "../imports/touch-defaults.ts";
import { channelOf } from "./channel.ts";
import { detailsOf, withoutToken } from "./details.ts";
import { type EventKind, type EventKinds, eventKind, isResubscribed } from "./events.ts";
import { Fields, isObject, names, plainName } from "./fields.ts";
import { isMachine } from "./machines.ts";
import type { Json, JsonObject, Message } from "./message.ts";
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

/** What several rules look at of a message. */
interface Parts {
  readonly message: Message;
  readonly properties: Fields;
  readonly context: Fields;
  readonly page: Fields;
}

/** @param eventKinds what marketing takes events for, by their names as `plainName` gives them */
export function understand(message: Message, eventKinds: EventKinds): Understood {
  const { type, name, userId, anonymousId, previousId } = message;
  const properties = new Fields(message.properties);
  const context = new Fields(message.context);
  const parts: Parts = { message, properties, context, page: context.within("page") };
  const happened = whatHappened(parts, eventKinds);
  const sequence =
    type === "track" && name !== null ? sequenceOf(name, happened?.kind ?? "other", properties) : null;
  // To enter or to leave a sequence is nothing that anybody did.
  const isTouch = happened !== null && (sequence === null || happened.kind !== "other");
  return {
    touch: isTouch ? touchOf(parts, happened) : null,
    sequence,
    keys: keysOf(parts),
    anonymous: anonymousId === null ? null : `anonymous:${anonymousId}`,
    alias: type === "alias" && previousId !== userId ? previousId : null,
    traits: saidOf(message, happened?.kind ?? null),
  };
}

interface Happened extends EventKind {
  /** Whether some table knows the event's name. */
  readonly isKnown: boolean;
}

/** What kind of touch a message is; null where it tells of none. */
function whatHappened(parts: Parts, eventKinds: EventKinds): Happened | null {
  const { type, name } = parts.message;
  const page = isPricing(parts) ? "pricing_view" : "page_view";
  if (type === "page" || type === "screen") return { kind: page, direction: "theirs", isKnown: true };
  if (type !== "track" || name === null) return null;
  const known = eventKind(name, eventKinds);
  if (known === null) return { kind: "other", direction: "theirs", isKnown: false };
  if (known.kind === "page_view") return { ...known, kind: page, isKnown: true };
  const byMachine = (known.kind === "email_open" || known.kind === "email_click") && isMachine(parts.message);
  return byMachine ? { kind: "machine_open", direction: "ours", isKnown: true } : { ...known, isKnown: true };
}

const pricingPath =
  /(^|\/)(pricing|prices|plans|pricing-plans|plans-(and-)?pricing|preise|tarife?s?|precios|prezzi|prijzen|precos)(\.\w+)?\/?$/i;
const pricingName = /^(pricing|prices|plans( (and|&) pricing)?|preise)( page)?$/i;

/** Whether a page tells what it costs, by its address or by the name that it was given. */
function isPricing({ message, properties, page }: Parts): boolean {
  if (message.type !== "track" && pricingName.test(message.name ?? "")) return true;
  const address = properties.text(["url"], 2_000) ?? page.text(["url"], 2_000);
  const path = address !== null && URL.canParse(address) ? new URL(address).pathname : null;
  return pricingPath.test(path ?? properties.text(["path"], 2_000) ?? page.text(["path"], 2_000) ?? "");
}

function touchOf(parts: Parts, { kind, direction, isKnown }: Happened): TouchDraft {
  const { message, properties, context, page } = parts;
  const { id, at, name } = message;
  const title = titleOf(message, isKnown ? kind : null, properties, page);
  const origin = originOf(properties, context, page);
  return {
    id,
    at,
    kind,
    direction,
    channel: channelOfTouch(kind, name ?? "", origin),
    title,
    url: urlOf(kind, properties, page),
    campaign: origin.campaign ?? properties.text(names("campaignname utmcampaign campaign"), 120),
    content: origin.content ?? properties.text(["utmcontent"], 120),
    person: direction === "ours" && kind !== "machine_open" ? personOf(properties) : null,
    details: detailsOf(message, title, page),
    unmapped: isKnown ? null : name,
  };
}

const ofMail = new Set(
  names("email_open machine_open email_click email_reply email_sent bounce unsubscribe"),
);
/** What happens elsewhere than on a page has no channel of GA4's, and is called as in files. */
const offline = new Set(names("call call_in meeting event"));

/** Mails, texts and pushes are what they are, wherever they were opened; all else came the way that it says. */
function channelOfTouch(kind: string, event: string, origin: Origin): string {
  if (ofMail.has(kind)) return "Email";
  if (kind === "other" && /^(sms|text message)/i.test(event)) return "SMS";
  if (/^push\b/i.test(event)) return "Mobile Push Notifications";
  const channel = channelOf(origin);
  if (channel !== "Direct") return channel;
  // Who follows an ad whose tags are gone has still not come by themselves.
  return kind === "ad_click" ? "Paid Other" : offline.has(kind) ? touchChannel(kind) : channel;
}

/** What of the properties is the link that the touch is about, before the page that it was on. */
const links: Readonly<Record<string, readonly string[]>> = {
  email_click: names("linkurl link url href clickedurl"),
  machine_open: names("linkurl link url href"),
  download: names("fileurl downloadurl linkurl href url"),
  page_view: ["url"],
  pricing_view: ["url"],
  other: names("linkurl href url"),
};
const pages = names("url pageurl href");

function urlOf(kind: string, properties: Fields, page: Fields): string | null {
  const given =
    properties.text(links[kind] ?? [], 8_000) ?? page.text(["url"], 8_000) ?? properties.text(pages, 8_000);
  return given === null ? null : linkOf(withoutToken(given));
}

/** Whoever of us acted, by the names that tools have for them. */
const acting = names(`
  agentemail agentusername agent owneremail repemail selleremail senderemail sender sentby fromemail from hostemail
  organizeremail useremail user assigneeemail employeeemail
`);

/** Their address. */
function personOf(properties: Fields): string | null {
  for (const name of acting) {
    const address = addressOf(properties.text([name]) ?? properties.within(name).text(["email"]) ?? "");
    if (address !== null) return address;
  }
  return null;
}

const addresses = names("email emailaddress recipient recipientemail");

/** Who it is about, by everything but the visitor's id. */
function keysOf({ message: { type, userId, traits, context: raw }, properties, context }: Parts): string[] {
  const found = (text: string | null): string | null => addressOf(text ?? "");
  const email =
    (type === "group" ? null : found(new Fields(traits).text(["email"]))) ??
    found(context.within("traits").text(["email"])) ??
    found(userId) ??
    // Of a user who is known, an address in the properties may be somebody else's.
    (userId === null && type === "track" ? found(properties.text(addresses)) : null);
  const keys = [
    ...(userId === null ? [] : [`user:${userId}`]),
    ...(email === null ? [] : [`email:${email}`]),
    ...otherIds(raw.externalIds),
    ...otherIds(raw.externalId),
  ];
  return [...new Set(keys)].slice(0, 10);
}

/** Tools whose ids of people are keys; of others nobody knows whether an id is a person's or a device's. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/hubspot|^hs\b/i, "hubspot"],
  [/salesforce|^sfdc/i, "salesforce"],
  [/pipedrive/i, "pipedrive"],
];
const notPeople = /compan|account|deal|opportunit|organi[sz]ation/i;

/** Ids that other tools have for the person: Segment's `externalIds`, RudderStack's `externalId`. */
function otherIds(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10).flatMap((entry: Json) => {
    const said = new Fields(entry);
    const id = said.text(["id"], 200);
    const type = said.text(["type"], 64) ?? "";
    const kind = tools.find(([named]) => named.test(type))?.[1];
    if (id === null || kind === undefined || notPeople.test(type)) return [];
    const read = keyOf(kind, id);
    return "key" in read && !/\s/.test(read.key) ? [read.key] : [];
  });
}

/** In whose properties stands what was filled in: Segment's spec has it so for who signs up. */
const filledIn = new Set(names("form demo_request sign_up trial download webinar_signup"));
const inForms = new Set(
  names(
    "firstname lastname fullname company companyname accountname jobtitle phone country industry employees companysize",
  ),
);

/** What a message says of the person: its traits, and that they no longer want mail, or do again. */
function saidOf({ type, name, traits, properties }: Message, kind: string | null): Traits {
  if (type === "group") return companyOf(traits);
  const said = {
    ...(kind !== null && filledIn.has(kind) ? traitsOf(formIn(properties)) : {}),
    ...traitsOf(traits),
  };
  if (kind === "unsubscribe") return { ...said, optedOut: true };
  if (type === "track" && name !== null && isResubscribed(name)) return { ...said, optedOut: false };
  return said;
}

const formIn = (properties: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(properties).filter(([name, value]) => inForms.has(plainName(name)) && !isObject(value)),
  );
