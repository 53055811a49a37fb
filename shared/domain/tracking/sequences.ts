import { plainWords } from "../people/words.ts";
import { type Fields, names } from "./fields.ts";
import type { SequenceWord } from "./touch.ts";

/** Sequences of mails that a marketing tool leads people through: what its events say about who is in which. */

/** What tools call a sequence, in an event's name and as a property. Other things are called like the later ones, too. */
const clear = names("sequence cadence nurture drip");
const unclear = names("automation workflow journey flow program");

const noun = new RegExp(`\\b(${[...clear, ...unclear].join("|")}|campaign)s?\\b`);
const isClear = new RegExp(`\\b(${clear.join("|")})\\b`);
const entering =
  /\b(enter|start|enrol|add|join|beg[aiu]n|trigger|activat|step|mov|advanc|resum|progress|continu)/;
const leaving =
  /\b(exit|finish|complet|end(ed|s)?\b|left|leav|remov|un ?enrol|unsubscrib|stop|cancel|paus|drop|goal|convert|repl|bounc|deactivat|expir|fail)/;

/** Of an event's name, whether the lead is in it afterwards; null where it is about no sequence. */
function stateOf(event: string): SequenceWord["state"] | null {
  if (!noun.test(event)) return null;
  // A step that is done is not the last one: the sequence goes on.
  if (/\bstep\b/.test(event)) return "in";
  return leaving.test(event) ? "out" : entering.test(event) ? "in" : null;
}

const named = [...clear, ...unclear].flatMap((noun) => [`${noun}name`, noun, `${noun}title`]);
/** Where the event itself is about a sequence. Most of what goes out belongs to some campaign. */
const byCampaign = [...named, "campaignname", "campaign"];
const next = names(`
  nextsendat nextsendtime nextsend nextemailat nextemailtime nextmailat nextmessageat nextstepat nextstepdate
  nextstepdueat nextsteptime nextat nexttaskdate nextscheduledat
`);

/**
 * What an event says of the lead's place in a sequence; null where it is about none. A mail of ours that names its
 * sequence says that the lead is in it.
 * @param kind of touch that the event is
 */
export function sequenceOf(event: string, kind: string, properties: Fields): SequenceWord | null {
  const words = plainWords(event.replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2"));
  const byEvent = kind === "other" ? stateOf(words) : null;
  const state = byEvent ?? (kind === "email_sent" ? "in" : null);
  if (state === null) return null;
  const where = byEvent === null ? named : isClear.test(words) ? [...byCampaign, "name"] : byCampaign;
  const name = properties.text(where, 120);
  if (name === null) return null;
  return { name, state, nextAt: state === "in" ? properties.time(next) : null };
}
