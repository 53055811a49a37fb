import { type Industry, industryOf } from "../accounts/industry.ts";
import type { Facts } from "../facts.ts";
import { countOf } from "../heat/heat.ts";
import { isSharedAddress } from "../people/address.ts";
import { functionLabels, functionOf, type JobFunction } from "../people/function.ts";
import { type Seniority, seniorityOf } from "../people/seniority.ts";
import { clip, phrases, plainWords } from "../people/words.ts";
import { kindLabel } from "../touches/kinds.ts";

/** What makes a lead one of these. An empty or absent rule says nothing, for or against. */
export interface PersonaRules {
  readonly functions?: readonly JobFunction[];
  readonly seniorities?: readonly Seniority[];
  readonly industries?: readonly Industry[];
  readonly employees?: { readonly min?: number; readonly max?: number };
  /** Kinds of touches that this persona shows and others do not, e.g. `trial`. */
  readonly kinds?: readonly string[];
  /** Words in the titles of pages and content that this persona reads, e.g. "audit*"; `*` is the rest of a word. */
  readonly topics?: readonly string[];
}

/** A persona as the workspace keeps it: plain JSON. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly cares: readonly string[];
  readonly say: readonly string[];
  readonly avoid: readonly string[];
  readonly rules: PersonaRules;
}

export interface PersonaFound<P extends Persona = Persona> {
  readonly persona: P;
  /** 0 to 1, two digits. */
  readonly confidence: number;
  /** "Title: Head of Operations", "Read 3 pages on audits" */
  readonly evidence: string[];
}

/** Below this a match is a guess and none is shown. */
export const THIN = 0.5;

/** How far each fact alone goes towards certainty. They combine as independent witnesses: 1 - Π(1 - w). */
const weights = { function: 0.55, seniority: 0.3, industry: 0.2, employees: 0.1, kind: 0.1, topic: 0.15 };
/** What is left of a match when the title says another field of work, or another height, than the persona's. */
const against = { function: 0.3, seniority: 0.6 };

/**
 * The persona that the facts speak for, with the evidence in words; null where the evidence is thin, where two
 * personas have equal claims, and where the address is of many hands. `recent` are touches that are at hand
 * anyway: their titles are matched with a persona's topics.
 */
export function matchPersona<P extends Persona>(
  facts: Facts,
  personas: readonly P[],
  recent: readonly { readonly title: string; readonly direction: "theirs" | "ours" }[] = [],
): PersonaFound<P> | null {
  if (facts.sharedAddress || (facts.email !== null && isSharedAddress(facts.email))) return null;
  const lead = readingOf(facts, recent);
  const found = personas
    .map((persona) => ({ persona, ...weigh(lead, persona.rules) }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best, second] = found;
  if (!best || best.confidence < THIN || best.confidence === second?.confidence) return null;
  return best;
}

/** What every persona is held against, read once. */
function readingOf(facts: Facts, recent: readonly { title: string; direction: "theirs" | "ours" }[]) {
  const title = facts.title?.trim() ?? "";
  const industry = facts.industry?.trim() ?? "";
  return {
    facts,
    title,
    work: functionOf(title),
    height: seniorityOf(title),
    industry,
    trade: industryOf(industry),
    pages: recent.filter((touch) => touch.direction === "theirs").map((touch) => plainWords(touch.title)),
  };
}

function weigh(lead: ReturnType<typeof readingOf>, rules: PersonaRules) {
  const { facts, title, work, height, industry, trade, pages } = lead;
  const evidence: string[] = [];
  let doubt = 1;
  let contradicted = 1;
  const witness = (weight: number, words: string) => {
    doubt *= 1 - weight;
    evidence.push(clip(words, 200));
  };

  if (title !== "") {
    const { functions = [], seniorities = [] } = rules;
    const works = functions.includes(work);
    const stands = seniorities.includes(height);
    if (works || stands) evidence.push(clip(`Title: ${title}`, 200));
    if (works) doubt *= 1 - weights.function;
    else if (functions.length > 0 && work !== "other") contradicted *= against.function;
    if (stands) doubt *= 1 - weights.seniority;
    else if (seniorities.length > 0 && height !== "other") contradicted *= against.seniority;
    if (works) evidence.push(`Works in ${functionLabels[work]}`);
  }
  if (industry !== "" && rules.industries?.includes(trade))
    witness(weights.industry, `Industry: ${industry}`);
  const { min = 0, max = Number.POSITIVE_INFINITY } = rules.employees ?? {};
  if (rules.employees && facts.employees !== null && facts.employees >= min && facts.employees <= max)
    witness(weights.employees, `Company of ${facts.employees}`);
  for (const kind of rules.kinds ?? []) {
    const count = countOf(facts.heat, kind);
    if (count > 0) witness(weights.kind, `${kindLabel(kind)}, ${count}×`);
  }
  for (const { topic, pattern } of pages.length > 0 ? topicsOf(rules) : []) {
    const count = pages.filter((page) => pattern.test(page)).length;
    if (count > 0)
      witness(
        1 - (1 - weights.topic) ** Math.min(count, 3),
        `Read ${count} ${count === 1 ? "page" : "pages"} on ${topic}`,
      );
  }
  return { confidence: Math.round((1 - doubt) * contradicted * 100) / 100, evidence: evidence.slice(0, 10) };
}

/** The topics' patterns, made once for as long as the personas stay in memory. */
const patterns = new WeakMap<PersonaRules, { topic: string; pattern: RegExp }[]>();

/** A topic is a person's text, not an expression: its words, and `*` where the last one goes on. */
function topicsOf(rules: PersonaRules): { topic: string; pattern: RegExp }[] {
  const known = patterns.get(rules);
  if (known) return known;
  const made = (rules.topics ?? []).map((text) => {
    const words = plainWords(text);
    const open = words !== "" && text.trimEnd().endsWith("*");
    return { topic: text.replace(/\*\s*$/, "").trim(), pattern: phrases(open ? `${words}*` : words) };
  });
  patterns.set(rules, made);
  return made;
}
