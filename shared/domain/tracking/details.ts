import type { Fields } from "./fields.ts";
import type { Json, Message } from "./message.ts";

/** How much of what its sender says of a touch is kept, in letters. */
const MOST = 4_000;

/** What libraries add to every page, and what stands in columns of its own. */
const standing = new Set(["url", "path", "title", "search", "referrer"]);

/** A link without the token of a signed one, which is nobody's to keep. */
export const withoutToken = (text: string): string =>
  text.replace(/([?&])(?:ll=[^&#\s]*(?:&(?=ll=))?)+(&?)/g, (_, before: string, after: string) =>
    after ? before : "",
  );

const clean = (name: string, value: unknown): unknown =>
  name === "ll" ? undefined : typeof value === "string" ? withoutToken(value) : value;

/**
 * What else is worth keeping of a message, JSON of at most 4,000 letters; null where there is nothing. Where it is too
 * much, the longest go.
 * @param title of the touch: an event's name is kept where it is another
 * @param page of the context
 */
export function detailsOf(message: Message, title: string, page: Fields): string | null {
  const { name, type, properties, groupId } = message;
  const about: Record<string, Json> = {};
  if (name !== null && name !== title) about[type === "track" ? "event" : "page"] = name.slice(0, 500);
  if (groupId !== null) about.group = groupId.slice(0, 500);
  const referrer = page.text(["referrer"], 1_000);
  if (referrer !== null) about.referrer = referrer;
  const own = Object.entries(properties).filter(([property]) => type === "track" || !standing.has(property));
  const kept = shortest(own, MOST - JSON.stringify(about, clean).length - ',"properties":{}'.length);
  if (kept.length > 0) about.properties = Object.fromEntries(kept);
  const details = JSON.stringify(about, clean);
  return details === "{}" ? null : details;
}

/** Of some properties the shortest, as many as fit, in the order of their names. */
function shortest(properties: [string, Json][], most: number): [string, Json][] {
  const bySize = properties
    .map((property) => ({ property, size: JSON.stringify({ [property[0]]: property[1] }, clean).length - 1 }))
    .sort((a, b) => a.size - b.size || (a.property[0] < b.property[0] ? -1 : 1));
  const kept: [string, Json][] = [];
  let left = most;
  for (const { property, size } of bySize) {
    left -= size;
    if (left < 0) break;
    kept.push(property);
  }
  return kept.sort(([a], [b]) => (a < b ? -1 : 1));
}
