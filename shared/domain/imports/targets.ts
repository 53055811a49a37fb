import { clip } from "../people/words.ts";
import { cut } from "./cells.ts";

/** What a column of a file can become. */

export const importKinds = ["leads", "touches", "deals"] as const;
export type ImportKind = (typeof importKinds)[number];

export interface Target {
  readonly name: string;
  /** In plain words, as it stands in a list to choose from. */
  readonly label: string;
  readonly kinds: readonly ImportKind[];
  /** One sentence: what the column must hold and what becomes of it. */
  readonly help: string;
}

const all = importKinds;
const row = (name: string, label: string, kinds: readonly ImportKind[], help: string): Target => ({
  name,
  label,
  kinds,
  help,
});

/** Each may be given to one column only. `key:<kind>`, `attribute:<name>` and `ignore` to as many as there are. */
export const targets: readonly Target[] = [
  row("email", "Email address", all, "The person's address: it finds the lead, or makes a new one."),
  row("name", "Name", all, "The person's whole name."),
  row("firstName", "First name", all, "Put before the last name where there is no whole name."),
  row("lastName", "Last name", all, "Put after the first name where there is no whole name."),
  row("title", "Job title", all, "What the person does at work."),
  row("company", "Company", all, "The company that the person works for."),
  row("source", "Source", all, "Where the lead came from first: organic search, webinar, referral."),
  row(
    "campaign",
    "Campaign",
    all,
    "The campaign that brought the lead; of a touch, the one that it belongs to.",
  ),
  row("owner", "Owner", all, "Who of your people works the lead."),
  row("consent", "Consent to mail", all, "Whether we may write to the person."),
  row("createdAt", "First contact", ["leads"], "When the lead was first in touch with you."),
  row("stage", "Stage", ["leads"], "Where the lead stands on the path from inquiry to customer."),
  row("outcome", "Outcome", ["leads", "deals"], "How it ended: won, lost, or still open."),
  row("outcomeAt", "Date of the outcome", ["leads"], "When it was won or lost."),
  row(
    "id",
    "Its own id",
    ["touches", "deals"],
    "The id in the tool that it comes from: the same id is the same thing.",
  ),
  row("at", "When it happened", ["touches"], "The date, best with the time of day."),
  row("kind", "Kind of touch", ["touches"], "What happened: form, webinar, call, email opened."),
  row("direction", "Direction", ["touches"], "Whether the lead acted (inbound) or you did (outbound)."),
  row("channel", "Channel", ["touches"], "The way that it came: website, email, event, phone."),
  row(
    "touchTitle",
    "What it was about",
    ["touches"],
    "The page's title, the mail's subject, the webinar's name.",
  ),
  row("url", "Link", ["touches"], "The page: http or https, anything else is left out."),
  row("person", "Who of us", ["touches"], "Who of your people called, wrote or met."),
  row("dealName", "Name of the deal", ["deals"], "As it is called in your CRM."),
  row("dealStage", "Stage of the deal", ["deals"], "The step of your own pipeline, in your own words."),
  row("amount", "Amount", ["deals"], "What the deal is worth, in whole units with or without decimals."),
  row("currency", "Currency", ["deals"], "The three letters of the currency: EUR, USD, GBP."),
  row("openedAt", "Opened", ["deals"], "When the deal was opened."),
  row(
    "closedAt",
    "Closed",
    ["deals"],
    "When the deal was won or lost; of one that is open still, it is left out.",
  ),
  row("wonAt", "Won", ["deals"], "When the deal was won: a date here says that it was."),
  row("lostAt", "Lost", ["deals"], "When the deal was lost: a date here says that it was."),
  row("lostReason", "Reason lost", ["deals"], "Why the deal was lost."),
  row("ignore", "Leave out", all, "Nothing of this column is kept."),
];

/** The targets of a kind of file, in the order of a list to choose from; without `key:` and `attribute:`. */
export const targetsFor = (kind: ImportKind): readonly Target[] =>
  targets.filter(({ kinds }) => kinds.includes(kind));

const fixed: Readonly<Record<ImportKind, ReadonlyMap<string, string>>> = {
  leads: namesOf("leads"),
  touches: namesOf("touches"),
  deals: namesOf("deals"),
};

function namesOf(kind: ImportKind): ReadonlyMap<string, string> {
  return new Map(targetsFor(kind).map(({ name }) => [name.toLowerCase(), name]));
}

const aliases: Readonly<Record<ImportKind, Readonly<Record<string, string>>>> = {
  leads: {},
  touches: {},
  deals: {
    opened: "openedAt",
    closed: "closedAt",
    won: "wonAt",
    lost: "lostAt",
    reason: "lostReason",
    stage: "dealStage",
  },
};

/** A custom attribute's name; the same pattern as in the contract of leads. */
const attributePattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ .\-/()%&?'#+,:€]{0,63}$/u;
const keyPattern = /^[a-z][a-z0-9_]{0,31}$/;

/** The name in `attribute:<name>`, or null. */
export const attributeOf = (target: string): string | null =>
  target.startsWith("attribute:") ? target.slice("attribute:".length) : null;

/** The kind in `key:<kind>`, or null. */
export const keyKindOf = (target: string): string | null =>
  target.startsWith("key:") ? target.slice("key:".length) : null;

/**
 * A target as it is written here, of one as a person or a script wrote it: letter case, spaces around it and a few
 * everyday names are forgiven. Null where a file of this kind has no such target.
 */
export function canonical(kind: ImportKind, text: string): string | null {
  const target = text.trim();
  const [head = "", ...rest] = target.split(":");
  if (rest.length > 0) {
    const name = rest.join(":").trim();
    if (head.toLowerCase() === "attribute")
      return name.length <= 90 && attributePattern.test(name) ? `attribute:${name}` : null;
    if (head.toLowerCase() !== "key") return null;
    const key = name.toLowerCase();
    if (key === "email") return "email";
    return keyPattern.test(key) ? `key:${key}` : null;
  }
  const word = target.toLowerCase();
  const alias = Object.hasOwn(aliases[kind], word) ? aliases[kind][word] : undefined;
  return fixed[kind].get(word) ?? alias ?? null;
}

export const isTarget = (kind: ImportKind, text: string): boolean => canonical(kind, text) !== null;

/** True where several columns may have it. */
export const mayRepeat = (target: string): boolean => target === "ignore" || target.startsWith("key:");

/** A target in plain words: of a key and an attribute with its name. */
export function targetLabel(target: string): string {
  const attribute = attributeOf(target);
  if (attribute !== null) return attribute;
  const key = keyKindOf(target);
  if (key !== null) return `Key: ${key.replaceAll("_", " ")}`;
  return targets.find(({ name }) => name === target)?.label ?? target;
}

/** The attribute name that a header makes: letters of every language and everyday punctuation, at most 64 units. */
export function attributeName(header: string): string {
  const name = header
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}_ .\-/()%&?'#+,:€]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  return cut(name, 64).trim() || "Column";
}

/** The key kind that a header makes: "Lead Number" is `lead_number`. */
export function keyKind(header: string): string {
  const slug = header
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([\p{Ll}\d])(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 32)
    .replace(/_+$/, "");
  return slug === "" || slug === "email" || slug === "sha256" ? `id_${slug || "of_the_file"}` : slug;
}

/** A column's name, short enough to stand in a sentence. */
export const short = (column: string): string => `“${clip(column, 60)}”`;
