import { datesIn, headerWords, held, share } from "./columns.ts";
import type { ColumnProfile } from "./profile.ts";
import { type ImportKind, keyKind } from "./targets.ts";

/**
 * The columns that identify a lead, with their `key:` targets. In a file of leads an id that no two rows share; in
 * files of touches and deals one whose name says that it is a person's.
 * @param free columns that nothing else has been made of
 * @param taken targets of the others
 */
export function keyTargets(
  kind: ImportKind,
  free: readonly ColumnProfile[],
  profiles: readonly ColumnProfile[],
  taken: readonly string[],
): [column: string, target: string][] {
  const tool = toolOf(profiles);
  const hasEmail = taken.includes("email");
  const kinds = new Set(taken.filter((target) => target.startsWith("key:")));
  return free.flatMap((profile): [string, string][] => {
    const name = crmKey(kind, profile, tool) ?? ownKey(kind, profile, hasEmail);
    if (name === null) return [];
    let target = `key:${name}`;
    for (let number = 2; kinds.has(target); number += 1) target = `key:${name.slice(0, 29)}_${number}`;
    kinds.add(target);
    return [[profile.column, target]];
  });
}

type Tool = "hubspot" | "pipedrive" | null;

/** The tool whose export has these headers. */
function toolOf(profiles: readonly ColumnProfile[]): Tool {
  const headers = profiles.map(({ column }) => column);
  const words = headers.map(headerWords);
  if (headers.filter((header) => /^(Person|Deal|Organization|Lead) - \S/.test(header)).length >= 2)
    return "pipedrive";
  const hubspot = words.filter((header) => hubspotHeaders.has(header)).length;
  return hubspot >= 2 || words.includes("hs object id") ? "hubspot" : null;
}

const hubspotHeaders = new Set([
  "lifecycle stage",
  "contact owner",
  "marketing contact status",
  "original source",
  "original traffic source",
  "associated company",
  "associated contact",
  "associated contact ids",
  "original source drill down 1",
  "number of form submissions",
  "deal owner",
  "became a customer date",
  "first conversion",
  "hs lead status",
]);

const salesforcePerson = /^(?:00Q|003)[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/** A record's id that the CRM shows in the address of its page, so that the panel finds the lead there. */
function crmKey(kind: ImportKind, profile: ColumnProfile, tool: Tool): string | null {
  const { examples, column } = profile;
  const words = headerWords(column);
  if (examples.length > 0 && examples.every((example) => salesforcePerson.test(example))) return "salesforce";
  if (!examples.every((example) => /^\d+$/.test(example)) || examples.length === 0) return null;
  if (tool === "hubspot" || /\bhub ?spot\b/.test(words)) {
    const own =
      kind === "leads" && /^(hub ?spot )?(record id|contact id|hs object id|vid|id)( contact)?$/.test(words);
    const other = /^(hub ?spot )?(associated contact ids?|contact (record )?id|contact vid)$/.test(words);
    if (own || other || /^hub ?spot (contact )?id$/.test(words)) return "hubspot";
  }
  if (tool === "pipedrive" && /^person - id$/i.test(column.trim())) return "pipedrive";
  return null;
}

/** Ends or begins with a word for an id. */
const idHeader =
  /^(?:id|uuid|guid)\b|\b(?:id|ids|uuid|guid|key|number|no|nr|num|nummer|numero|kennung|identifier|identifiant|identificador|identificatore|code|ref|reference|referenz)$|\p{L}(?:nummer|nr)$/u;
/** Ends so too, and is no person's id. */
const otherId =
  /\b(?:phone|mobile|cell|fax|tel|telefon|telephone|telefono|telefone|handy|zip|plz|postal|postcode|post|house|haus|street|strasse|vat|tax|ust|steuer|account|bank|card|ip|campaign|kampagne|ad|adset|adgroup|form|page|company|organi[sz]ation|org|firm|firma|employees?|product|landing|event|webinar|session|order|invoice|owner|parent|promo|coupon|discount|country|currency|language|state|region|area|dial|sic|naics|duns|industry|source|medium|list|team|seller|sdr|sr|rep|asset|deal|opportunity|visits?|click|gclid|fbclid)\b/;
const otherNumber =
  /(?:telefon|mobil|ruf|handy|fax|haus|post|steuer|konto|bank|karten|rechnungs|auftrags|bestell|kampagnen|veranstaltungs)\w*(?:nummer|nr)$/;
/** What a file of anything calls its own rows: another file's 7 is somebody else. */
const bareId =
  /^(?:id|ids|record id|external id|key|number|nummer|numero|no|nr|num|code|uuid|guid|identifier|ref|reference)$/;
/** The place in the file, and no id at all. */
const rowNumber =
  /^(?:no|nr|num|row|row number|row id|index|line|line number|position|s no|sr no|sl no|serial no|serial number|lfd nr|unnamed \d+|column \d+|)$/;
const person =
  /^(?:lead|contact|person|people|prospect|customer|client|mql|sql|member|subscriber|user|anonymous|visitor|attendee|registrant|marketo|kontakt|kunden?|interessenten?|contacto|cliente|contato|contatto|klant)(?: .*)?$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function ownKey(kind: ImportKind, profile: ColumnProfile, hasEmail: boolean): string | null {
  const { column, shapes } = profile;
  const words = headerWords(column);
  const dates = datesIn(profile) - shapes.dateUnix;
  if (held(profile) <= 0 || share(profile, shapes.email + shapes.url) > 0.1 || profile.longest > 250)
    return null;
  if (share(profile, shapes.decimalPoint + shapes.decimalComma + shapes.decimalEither) > 0) return null;
  if (share(profile, dates) > 0.5 && share(profile, shapes.whole) < 0.5) return null;
  if (otherId.test(words) || otherNumber.test(words) || rowNumber.test(words)) return null;
  const segment = /^(user|anonymous) id$/.exec(words)?.[1];
  if (segment && (kind !== "leads" || profile.unique)) return segment;
  if (kind !== "leads") return idHeader.test(words) && person.test(words) ? keyKind(column) : null;
  if (!profile.unique) return null;
  if (bareId.test(words)) return isWorldwide(profile) || !hasEmail ? leadKey(words, column) : null;
  return idHeader.test(words) || (isWorldwide(profile) && held(profile) >= 10) ? keyKind(column) : null;
}

/** "ID" in a file of leads is what "Lead ID" is in the files beside it. */
const leadKey = (words: string, column: string): string => (words === "id" ? "lead_id" : keyKind(column));

/** Ids so long that no other tool makes the same. */
const isWorldwide = ({ examples }: ColumnProfile): boolean =>
  examples.length > 0 &&
  examples.every(
    (example) =>
      uuid.test(example) ||
      (/^[A-Za-z0-9_:.-]{12,100}$/.test(example) && /\d/.test(example) && /[a-z]/i.test(example)),
  );
