import { sha256 } from "../hash.ts";
import { splitKey } from "../keys.ts";

/** What identifies a lead; `key` is `kind:value`. */
export interface LeadKey {
  kind: string;
  value: string;
  key: string;
}

/** All keys of a lead, each once: its address, that address's SHA-256 as the extension asks for it, and the others. */
export async function keysOf(email: string | null, others: readonly string[]): Promise<LeadKey[]> {
  const own = email ? [`email:${email}`, `sha256:${await sha256(email)}`] : [];
  const keys = new Map<string, LeadKey>();
  for (const name of [...own, ...others]) {
    const { kind, value } = splitKey(name);
    const key = `${kind}:${value}`;
    keys.set(key, { kind, value, key });
  }
  return [...keys.values()];
}
