import { isUnder, partsOf } from "../../shared/domain/people/address.ts";
import type { Message } from "../../shared/domain/tracking/message.ts";
import type { Config } from "../db/config.ts";
import { LINK_PARAMETER, verifyLink } from "./links.ts";
import type { Proven } from "./parcel.ts";

/** As many as are looked at of one request: a page comes by one link. */
const MOST_TOKENS = 10;

/**
 * Who messages come from by the signed link that they came by, as the tracker says it (`context.link`) or as the page's
 * address still has it. Links that were tried by our own people prove nothing.
 * @param now UTC ms
 */
export function prover({ linkSecret, ownDomains }: Pick<Config, "linkSecret" | "ownDomains">, now: number) {
  const seen = new Map<string, Promise<Proven | null>>();
  const verified = async (token: string): Promise<Proven | null> => {
    const proven = await verifyLink(token, linkSecret, now);
    const domain = proven?.key.startsWith("email:") ? partsOf(proven.key.slice(6))?.domain : undefined;
    return domain !== undefined && isUnder(domain, ownDomains) ? null : proven;
  };
  return async (message: Message): Promise<Proven | null> => {
    const token = tokenOf(message);
    if (token === null || (!seen.has(token) && seen.size >= MOST_TOKENS)) return null;
    const proven = seen.get(token) ?? verified(token);
    seen.set(token, proven);
    return proven;
  };
}

/** A message without the token: whoever reads it from here on has no use for it. */
export function withoutLink(message: Message): Message {
  const { link: _, ...context } = message.context;
  return { ...message, context };
}

function tokenOf({ context, properties }: Message): string | null {
  if (typeof context.link === "string") return context.link || null;
  const { page } = context;
  const address = typeof page === "object" && page !== null && "url" in page ? page.url : properties.url;
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  return new URL(address).searchParams.get(LINK_PARAMETER) || null;
}
