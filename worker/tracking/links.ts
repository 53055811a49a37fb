import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import { sign, verify } from "hono/utils/jwt/jwt";

/**
 * Signed links of marketing mails: a JWT (HS256) for the audience `link`. Whoever reads it on its way (proxies, logs,
 * the history of a shared computer) learns nothing of whom it is for: the key is in it under AES-GCM, not in clear and
 * not as a hash that could be looked up. Nothing is asked of the database to read it.
 */

/** Whose link it was. `key` is `email:…` in lower case, or another strong key; `expiresAt` UTC ms. */
export interface ProvenLink {
  linkId: string;
  key: string;
  expiresAt: number;
}

/** The parameter that a signed link carries. */
export const LINK_PARAMETER = "ll";

const AUDIENCE = "link";
const LONGEST_TOKEN = 2000;
const encoder = new TextEncoder();

const bytesOf = (text: string) => new Uint8Array(decodeBase64Url(text));
const textOf = (bytes: Uint8Array<ArrayBuffer>) => encodeBase64Url(bytes.buffer).replace(/=+$/, "");

interface Keys {
  /** Signs the token. */
  seal: CryptoKey;
  /** Keeps whom it is for. */
  box: CryptoKey;
}

let kept: { secret: string; keys: Promise<Keys> } | undefined;

/** Two keys of one secret, so that neither says anything of the other. */
async function derive(secret: string): Promise<Keys> {
  const root = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveKey"]);
  const from = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoder.encode(`leadlight link ${info}`),
  });
  const [seal, box] = await Promise.all([
    crypto.subtle.deriveKey(from("signature"), root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, [
      "sign",
      "verify",
    ]),
    crypto.subtle.deriveKey(from("key"), root, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
  ]);
  return { seal, box };
}

function keysOf(secret: string): Promise<Keys> {
  if (kept?.secret !== secret) kept = { secret, keys: derive(secret) };
  return kept.keys;
}

/** A token for whoever has `key` until `expiresAt` (UTC ms; whole seconds count). */
export async function signLink(
  { key, expiresAt }: Pick<ProvenLink, "key" | "expiresAt">,
  secret: string,
): Promise<string> {
  if (secret === "") throw new Error("This workspace has nothing to sign links with: apply the migrations");
  const { seal, box } = await keysOf(secret);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, box, encoder.encode(key));
  const claims = {
    aud: AUDIENCE,
    exp: Math.floor(expiresAt / 1000),
    jti: textOf(iv),
    sub: textOf(new Uint8Array(hidden)),
  };
  return sign(claims, seal, "HS256");
}

/** Whose link a token is; null where it was not signed here, was altered, is for something else, or has expired. */
export async function verifyLink(token: string, secret: string, now: number): Promise<ProvenLink | null> {
  if (secret === "" || token.length > LONGEST_TOKEN) return null;
  try {
    const { seal, box } = await keysOf(secret);
    // Its times are held against the caller's clock, below.
    const { jti, sub, exp } = await verify(token, seal, { alg: "HS256", aud: AUDIENCE, exp: false });
    if (typeof jti !== "string" || typeof sub !== "string" || typeof exp !== "number") return null;
    if (!(exp * 1000 > now)) return null;
    const key = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(jti) }, box, bytesOf(sub));
    return { linkId: jti, key: new TextDecoder().decode(key), expiresAt: exp * 1000 };
  } catch {
    return null;
  }
}

/** An address with a token among its parameters; all else of it stays to the letter, but a token of before. */
export function signedUrl(url: string, token: string): string {
  const [, base = "", query = "", fragment = ""] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(url) ?? [];
  const others = query.split("&").filter((part) => part !== "" && part.split("=")[0] !== LINK_PARAMETER);
  return `${base}?${[...others, `${LINK_PARAMETER}=${token}`].join("&")}${fragment}`;
}
