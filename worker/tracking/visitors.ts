import { sha256 } from "../hash.ts";

const ANONYMOUS = "anonymous:";

/** Whether a key (`kind:value`) says no more than that it is the same browser again. */
export const isAnonymous = (key: string): boolean => key.startsWith(ANONYMOUS);

/**
 * The key of a visitor of whom a page says no more than who it claims to be. Each message has one of its own: who
 * believes one of them has not believed the next.
 */
export const claimant = (messageId: string): string => `${ANONYMOUS}as:${messageId}`;

/** Whose touches are those of a visitor that nobody knows yet: `v_` and 32 hex digits, made of the key `anonymous:...`. */
export const visitorId = async (key: string): Promise<string> =>
  `v_${(await sha256(isAnonymous(key) ? key.slice(ANONYMOUS.length) : key)).slice(0, 32)}`;
