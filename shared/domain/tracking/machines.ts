import { Fields } from "./fields.ts";
import type { Message } from "./message.ts";

/** Mails that are opened, and links that are followed, by no person. */

/** What senders call it where they know: in their properties, true. */
const marks = [
  "machineopen",
  "ismachineopen",
  "machine",
  "ismachine",
  "machineclick",
  "machineopened",
  "sgmachineopen",
  "isbot",
  "bot",
  "botclick",
  "isbotclick",
  "botopen",
  "botactivity",
  "isbotactivity",
  "mpp",
  "ismpp",
  "applempp",
  "isapplempp",
  "appleprivacyopen",
  "ismppopen",
  "proxyopen",
  "isproxy",
  "proxy",
  "loadedbyproxy",
  "isprefetched",
  "prefetched",
  "prefetch",
  "isprefetch",
  "filteredevent",
  "issuspicious",
  "scanner",
  "isscanner",
  "nhi",
  "nonhuman",
  "isnonhuman",
  "nonhumaninteraction",
];
/** The same in words: `bot: "apple"`, `open_type: "machine"`, `proxySource: "Apple"`. */
const words = [
  "bot",
  "clientinfobot",
  "opentype",
  "clicktype",
  "type",
  "proxysource",
  "interaction",
  "actor",
];
const machine =
  /^(machine|machine[ _-]?(open|click)|bot|apple|generic|gmail prefetch|proxy|prefetch(ed)?|scanner|non[ _-]?human|mpp)$/i;

/**
 * What fetches pictures ahead of any reader: Apple's privacy proxy says no more than "Mozilla/5.0", Gmail's prefetch
 * ends in an Edge of 2015 and once more "Mozilla/5.0", Yahoo's names itself. Gmail's other proxy fetches when a person
 * opens the mail.
 */
const fetchers = [/^Mozilla\/5\.0$/, /Edge\/12\.246 Mozilla\/5\.0$/, /YahooMailProxy/];

/** Whether a mail's opening or click was a machine's. */
export function isMachine({ properties, context }: Pick<Message, "properties" | "context">): boolean {
  const said = new Fields(properties);
  if (said.isTrue(marks) || words.some((word) => machine.test(said.text([word]) ?? ""))) return true;
  const agent = said.text(["useragent"], 500) ?? new Fields(context).text(["useragent"], 500);
  return agent !== null && fetchers.some((fetcher) => fetcher.test(agent));
}
