import type { Fields } from "./fields.ts";
import { plainName } from "./fields.ts";
import type { SequenceWord } from "./touch.ts";

/** Sequences of mails that a marketing tool leads people through: what its events say about who is in which. */

/** What tools call a sequence. In an event's name, with a word for entering or leaving, and as a property. */
const nouns = [
  "sequence",
  "cadence",
  "automation",
  "workflow",
  "journey",
  "nurture",
  "drip",
  "flow",
  "program",
  "campaign",
];
const entering =
  /(enter|start|enroll?|added|add|join|begin|began|begun|subscrib|trigger|activat|step|mov|advanc|resum|progress|continu)/;
const leaving =
  /(exit|finish|complet|end|left|leav|remov|unenroll?|unsubscrib|stop|cancel|paus|dropp|goalmet|goalreached|convert|repl|bounc|deactivat|expir|fail)/;

/** Of an event's name, whether the lead is in it afterwards; null where it is about no sequence. */
function stateOf(event: string): SequenceWord["state"] | null {
  const name = plainName(event);
  const noun = nouns.find((noun) => name.includes(noun));
  if (noun === undefined) return null;
  const rest = name
    .replace(noun, " ")
    .replace(/(email|mail|message|marketing|contact|prospect|lead|person)/g, " ");
  // Of one step that is done: the sequence goes on.
  if (/step/.test(rest)) return "in";
  return leaving.test(rest) ? "out" : entering.test(rest) ? "in" : null;
}

/** Not a campaign in general: most of what goes out belongs to one. */
const named = nouns.slice(0, -1).flatMap((noun) => [`${noun}name`, noun, `${noun}title`]);
const nameless = ["campaignname", "campaign", "name", "title"];
const next = [
  "nextsendat",
  "nextsendtime",
  "nextsend",
  "nextemailat",
  "nextemailtime",
  "nextmailat",
  "nextmessageat",
  "nextstepat",
  "nextstepdate",
  "nextstepdueat",
  "nextsteptime",
  "nextat",
  "nexttaskdate",
  "nextscheduledat",
];

/**
 * What an event says of the lead's place in a sequence; null where it is about none. A mail of ours that names its
 * sequence says that the lead is in it.
 */
export function sequenceOf(event: string, kind: string | null, properties: Fields): SequenceWord | null {
  const byEvent = kind === null || kind === "other" ? stateOf(event) : null;
  const state = byEvent ?? (kind === "email_sent" ? "in" : null);
  if (state === null) return null;
  const name = properties.text(byEvent === null ? named : [...named, ...nameless], 120);
  if (name === null) return null;
  return { name, state, nextAt: state === "in" ? properties.time(next) : null };
}
