/** From which pages a public write key is taken, as browsers say it in the `Origin` header. */

/**
 * An origin as browsers write it: host in lower case and ASCII, no port where it is the usual one. `https://*.acme.example`
 * stands for all hosts below. Null where it is none.
 */
export function originOf(text: string): string | null {
  try {
    const { origin, protocol, pathname, search, hash, username } = new URL(text);
    const isBare = pathname === "/" && `${search}${hash}${username}` === "";
    return isBare && /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

const isHost = /^[a-z0-9.-]+$/;

/**
 * Whether a page may send.
 * @param origins as `originOf` gives them; none means any page, and senders that are no page
 * @param origin the request's `Origin`; null where it has none
 */
export function allowsOrigin(origins: readonly string[], origin: string | null): boolean {
  if (origins.length === 0) return true;
  if (origin === null) return false;
  return origins.some((allowed) => {
    const [scheme = "", domain] = allowed.split("*");
    if (domain === undefined) return origin === allowed;
    const below = origin.slice(scheme.length, -domain.length);
    return origin.startsWith(scheme) && origin.endsWith(domain) && isHost.test(below);
  });
}
