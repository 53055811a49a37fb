/** What a lead is found by: see `worker/db/standings.ts`. */

/** Of a lead, as far as it can be searched for. */
export interface Findable {
  readonly name: string | null;
  readonly company: string | null;
  readonly email: string | null;
  /** The company's own domain; null where anybody can have an address at it. */
  readonly domain: string | null;
}

/** Entries of one lead, and the letters of one entry, at most. */
const MOST = 8;
const LONGEST = 64;

/** Forms of companies that nobody looks one up by. */
const forms = new Set("ab ag bv co corp gmbh inc kg llc ltd nv oy plc sa sarl se spa srl the".split(" "));

/** The words of a text, in lower case and without accents, so that `jurgen` finds Jürgen. */
const wordsOf = (text: string | null): string[] =>
  (text ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** One entry for each word, which the others follow: the beginning of any word, and of several, is one's beginning. */
const turns = (words: readonly string[], also: readonly string[]): string[] =>
  words.map((_, index) => [...words.slice(index), ...words.slice(0, index), ...also].join(" "));

/** The entries of a lead. Whoever has no name is found by the words of the address. */
export function entriesOf({ name, company, email, domain }: Findable): string[] {
  const given = wordsOf(name).slice(0, 5);
  const names = given.length > 0 ? given : wordsOf(email?.split("@")[0] ?? null).slice(0, 5);
  // A company that nobody has named is called like its domain.
  const firm = wordsOf(company === domain ? null : company).slice(0, 4);
  const host = wordsOf(domain).join(" ");
  // What begins like the domain is found by it.
  const firms = turns(firm, names).filter(
    (_, index) => !forms.has(firm[index] ?? "") && !host.startsWith(firm.slice(index).join(" ")),
  );
  const entries = [...turns(names, firm), ...(host ? [[host, ...names].join(" ")] : []), ...firms];
  return [...new Set(entries.map((entry) => entry.slice(0, LONGEST).trimEnd()))].slice(0, MOST);
}

/** What somebody typed, as it is looked for. */
export interface Wanted {
  /** All of it: the beginning of an entry. */
  readonly phrase: string;
  /** Of several words the longest, by which those in another order are found; null of a single one. */
  readonly longest: string | null;
  /** The other words, at most two. */
  readonly others: readonly string[];
  /** The beginning of an address; null where it cannot be one. */
  readonly address: string | null;
}

export function wantedOf(text: string): Wanted {
  const words = wordsOf(text).slice(0, 5);
  const address = text.trim().toLowerCase();
  const [longest = null, ...others] = words.toSorted((a, b) => b.length - a.length);
  return {
    phrase: words.join(" ").slice(0, LONGEST),
    longest: words.length > 1 ? longest : null,
    others: others.slice(0, 2),
    address: /\s/.test(address) ? null : address,
  };
}
