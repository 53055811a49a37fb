import { type EventKinds, eventKind } from "./events.ts";
import { Fields, names } from "./fields.ts";
import type { Message } from "./message.ts";

/** Mails that are opened, and links that are followed, by no person. */

/** What senders call it where they know: in their properties, true. */
const marks = names(`
  machineopen ismachineopen machineopened sgmachineopen machineclick ismachineclick machine ismachine
  bot isbot botopen botclick isbotclick botactivity isbotactivity mpp ismpp ismppopen applempp isapplempp
  appleprivacyopen proxy isproxy proxyopen loadedbyproxy prefetch prefetched isprefetch isprefetched filteredevent
  scanner isscanner nhi nonhuman isnonhuman nonhumaninteraction
`);
/** The same in words: `bot: "apple"`, `open_type: "machine"`, `proxySource: "Apple"`. */
const words = names("bot opentype clicktype proxysource");
const machine = /^(machine|bot|apple|gmail|generic|proxy|pre-?fetch(ed)?|scanner|non[ _-]?human|mpp)/i;

/**
 * What fetches pictures ahead of any reader: Apple's privacy proxy says no more than "Mozilla/5.0", Gmail's prefetch
 * ends in an Edge of 2015 and once more "Mozilla/5.0", Yahoo's names itself. Gmail's other proxy, GoogleImageProxy,
 * fetches when a person opens the mail.
 */
const fetchers = /^Mozilla\/5\.0$|Edge\/12\.246 Mozilla\/5\.0$|YahooMailProxy/;

/** Whether a mail's opening or click was a machine's. */
export function isMachine({ properties, context }: Pick<Message, "properties" | "context">): boolean {
  const said = new Fields(properties);
  if (said.isTrue(marks) || words.some((word) => machine.test(said.text([word]) ?? ""))) return true;
  const agent = said.text(["useragent"], 500) ?? new Fields(context).text(["useragent"], 500);
  return agent !== null && fetchers.test(agent);
}

/** Whether it says that a mail was opened: then its User-Agent is the mail program's, or a proxy's for a person. */
export const isMailOpen = ({ type, name }: Pick<Message, "type" | "name">, eventKinds: EventKinds): boolean =>
  type === "track" && /open$/.test(eventKind(name ?? "", eventKinds)?.kind ?? "");
