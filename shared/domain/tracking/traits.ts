import { cut, oneLine } from "../imports/cells.ts";
import { countryCode } from "../imports/countries.ts";
import { Fields, plainName } from "./fields.ts";
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
  ["title", 200, ["title", "jobtitle", "job", "position"]],
  ["company", 200, ["company", "companyname", "organization", "organisation", "organizationname"]],
  ["source", 80, ["leadsource", "source"]],
  ["campaign", 120, ["campaign", "campaignname"]],
];

/** What scores and personas read, whatever its sender calls it. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["industry", "industry"],
  ["employees", "employees"],
  ["employeecount", "employees"],
  ["numberofemployees", "employees"],
  ["numemployees", "employees"],
  ["companysize", "employees"],
  ["country", "country"],
  ["countrycode", "country"],
]);

/** Said otherwise, or nothing that a lead is chosen by. */
const left = new Set([
  "email",
  "id",
  "userid",
  "anonymousid",
  "name",
  "fullname",
  "firstname",
  "lastname",
  "avatar",
  "address",
  "password",
  ...fields.flatMap(([, , names]) => names),
]);

const optedOut = [
  "unsubscribed",
  "optedout",
  "optout",
  "emailoptout",
  "hasoptedoutofemail",
  "unsubscribedfromall",
  "unsubscribedfromallemail",
];

/** What the traits of a person say of them. */
export function traitsOf(traits: JsonObject): Traits {
  const said = new Fields(traits);
  const saying = new Map<string, Value>();
  const name =
    said.text(["name", "fullname"], 200) ??
    whole(said.text(["firstname"], 100), said.text(["lastname"], 100));
  if (name !== null) saying.set("name", name);
  const company = said.within("company");
  for (const [field, most, names] of fields) {
    const value = said.text(names, most) ?? (field === "company" ? company.text(["name"], most) : null);
    if (value !== null) saying.set(field, value);
  }
  if (said.isTrue(optedOut)) saying.set("optedOut", true);
  else if (said.isFalse(optedOut)) saying.set("optedOut", false);
  const forgotten = Object.entries(traits).filter(([, value]) => value === null);
  for (const [trait] of forgotten) {
    const field =
      fields.find(([, , names]) => names.includes(plainName(trait)))?.[0] ??
      (plainName(trait) === "name" ? "name" : null);
    if (field !== null && !saying.has(field)) saying.set(field, null);
  }
  attributes(saying, isObject(traits.company) ? companyTraits(traits.company) : {});
  attributes(saying, isObject(traits.address) ? placeOf(traits.address) : {});
  attributes(saying, traits, new Set([...left, ...optedOut]));
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

const companyOwn = new Set(["industry", "employees", "country", "plan", "website"]);

/** Of a company's traits those that a lead there has, too. */
const companyTraits = (traits: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(traits).filter(([name]) => {
      const plain = plainName(name);
      return companyOwn.has(renamed.get(plain) ?? plain);
    }),
  );

const place = new Set(["city", "state", "region", "country"]);
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

/** A name of two parts; of one alone it would be less than what may be known. */
const whole = (first: string | null, last: string | null): string | null =>
  first !== null && last !== null ? cut(`${first} ${last}`, 200) : null;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
