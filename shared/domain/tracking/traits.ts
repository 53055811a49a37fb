import { cut, oneLine } from "../imports/cells.ts";
import { countryCode } from "../imports/countries.ts";
import { Fields, isObject, names, plainName } from "./fields.ts";
import type { Json, JsonObject } from "./message.ts";
import type { Traits } from "./touch.ts";

/**
 * Segment's reserved traits, and what other tools call the same, as a lead's fields and attributes. The address itself
 * is a key and not among them.
 */

type Value = string | number | boolean | null;

/** As the contract has it for a custom attribute. */
const attributeName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ .\-/()%&?'#+,:€]{0,63}$/u;
const MOST_ATTRIBUTES = 100;
const MOST_LETTERS = 500;

const fields: readonly (readonly [field: string, most: number, names: readonly string[]])[] = [
  ["name", 200, names("name fullname")],
  ["title", 200, names("title jobtitle job position")],
  ["company", 200, names("company companyname organization organisation organizationname accountname")],
  ["source", 80, names("leadsource source")],
  ["campaign", 120, names("campaign campaignname")],
];

/** What scores and personas read, whatever its sender calls it. */
const renamed: ReadonlyMap<string, string> = new Map(
  Object.entries({
    industry: "industry",
    employees: "employees employeecount numberofemployees numemployees companysize",
    country: "country countrycode",
  }).flatMap(([name, others]) => names(others).map((other): [string, string] => [other, name])),
);

const optedOut = names(
  "unsubscribed optedout optout emailoptout hasoptedoutofemail unsubscribedfromall unsubscribedfromallemail",
);
const halves = names("firstname lastname");

/** Said otherwise, or nothing that a lead is chosen by. */
const aside: ReadonlySet<string> = new Set([
  ...names("email id userid anonymousid avatar address password"),
  ...fields.flatMap(([, , list]) => list),
  ...optedOut,
]);

/** What the traits of a person say of them. */
export function traitsOf(traits: JsonObject): Traits {
  const said = new Fields(traits);
  const saying = new Map<string, Value>();
  for (const [field, most, list] of fields) {
    const value = said.text(list, most);
    if (value !== null) saying.set(field, value);
    else if (list.some((name) => said.isNull(name))) saying.set(field, null);
  }
  const [first, last] = halves.map((half) => said.text([half], 100));
  // Half a name would take the place of the whole one that may be known.
  if (first && last && !saying.has("name")) saying.set("name", cut(`${first} ${last}`, 200));
  if (isObject(traits.company))
    for (const [field, value] of Object.entries(companyOf(traits.company))) saying.set(field, value);
  const isOptedOut = said.truth(optedOut);
  if (isOptedOut !== null) saying.set("optedOut", isOptedOut);
  if (isObject(traits.address)) attributes(saying, placeOf(traits.address));
  attributes(saying, traits, saying.has("name") ? new Set([...aside, ...halves]) : aside);
  return Object.fromEntries(saying);
}

/** What the traits of a group say of its member: where they work. */
export function companyOf(traits: JsonObject): Traits {
  const said = new Fields(traits);
  const saying = new Map<string, Value>();
  const name = said.text(["name", "companyname", "accountname"], 200);
  if (name !== null) saying.set("company", name);
  attributes(saying, isObject(traits.address) ? placeOf(traits.address) : {});
  attributes(saying, companyTraits(traits));
  return Object.fromEntries(saying);
}

const companyOwn = new Set(names("industry employees country plan website"));

/** Of a company's traits those that a lead there has, too. */
const companyTraits = (traits: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(traits).filter(([name]) => {
      const plain = plainName(name);
      return companyOwn.has(renamed.get(plain) ?? plain);
    }),
  );

const place = new Set(names("city state region country"));
const placeOf = (address: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(address).filter(([name]) => place.has(plainName(name))));

/** Takes in as attributes what is one value and not there yet, under names that an attribute may have. */
function attributes(
  saying: Map<string, Value>,
  traits: JsonObject,
  but: ReadonlySet<string> = new Set(),
): void {
  for (const [trait, value] of Object.entries(traits)) {
    const plain = plainName(trait);
    if (but.has(plain)) continue;
    const name = renamed.get(plain) ?? oneLine(trait);
    const attribute = `attributes.${name}`;
    if (!attributeName.test(name) || saying.has(attribute) || saying.size >= MOST_ATTRIBUTES) continue;
    const worth = worthOf(name, value);
    if (worth !== undefined) saying.set(attribute, worth);
  }
}

/** One value as it is kept; undefined for what cannot be kept as one. */
function worthOf(name: string, value: Json): Value | undefined {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = cut(oneLine(value), MOST_LETTERS);
  if (text === "") return undefined;
  if (name === "country") return countryCode(text) ?? text;
  if (name === "employees" && /^\d{1,3}([,. ]?\d{3})*$/.test(text)) return Number(text.replace(/\D/g, ""));
  return text;
}
