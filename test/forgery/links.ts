import { sign } from "hono/utils/jwt/jwt";
import { signLink } from "../../worker/tracking/links.ts";
import { DAY, demo, type Forge, type Forger, lies, one, PAGE, random } from "./forging.ts";
import { follow, linkSecret } from "./world.ts";

/** With a link that was signed for her, by somebody other than who may use it, or that does not hold. */
const parts = (token: string) => token.split(".");
const encoded = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");
const payloadOf = (token: string) =>
  JSON.parse(atob((parts(token)[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
const bring = (link: unknown, { anonymousId }: Forger, more: object = {}) =>
  one("page", {
    anonymousId,
    context: { link, page: { url: `${PAGE}?ll=${link}` } },
    properties: { ll: link, link },
    ...more,
  });

/** Those that do not hold. */
export const brokenLinks: Record<string, Forge> = {
  expired: async ({ email }, me) =>
    bring(await signLink({ key: `email:${email}`, expiresAt: Date.now() - 1000 }, await linkSecret()), me),
  "its time put off": ({ link }, me) => {
    const [head, , tail] = parts(link);
    return bring(`${head}.${encoded({ ...payloadOf(link), exp: 9_999_999_999 })}.${tail}`, me);
  },
  "for her, under the forger's signature": ({ link }, me) => {
    const [head, , tail] = parts(me.link);
    return bring(`${head}.${parts(link)[1]}.${tail}`, me);
  },
  "her key in the forger's link": ({ link }, me) => {
    const [head, , tail] = parts(me.link);
    return bring(`${head}.${encoded({ ...payloadOf(me.link), sub: payloadOf(link).sub })}.${tail}`, me);
  },
  "a letter altered": ({ link }, me) =>
    bring(`${link.slice(0, 60)}${link[60] === "A" ? "B" : "A"}${link.slice(61)}`, me),
  "cut short": ({ link }, me) => bring(link.slice(0, -8), me),
  "no algorithm": ({ link }, me) => bring(`${encoded({ alg: "none", typ: "JWT" })}.${parts(link)[1]}.`, me),
  "another algorithm": async ({ link }, me) => bring(await sign(payloadOf(link), "secret", "HS512"), me),
  "another secret": async ({ email }, me) =>
    bring(await signLink({ key: `email:${email}`, expiresAt: Date.now() + DAY }, "f00d".repeat(16)), me),
  "for another audience": async ({ email }, me) =>
    bring(
      await sign(
        { aud: "session", sub: `email:${email}`, exp: 9_999_999_999, jti: "x" },
        await linkSecret(),
        "HS256",
      ),
      me,
    ),
  "her address instead of a token": ({ email, userId }, me) => [
    bring(`email:${email}`, me),
    bring({ key: `email:${email}`, linkId: "x", expiresAt: 9e12 }, me),
    bring([userId], me),
  ],
  // Who they are is proven: what they say of others is not.
  "the forger's own, with her address": async ({ email, userId }, me) => {
    await follow(me.link, me.anonymousId);
    return [
      one("identify", { userId: email, context: { link: me.link, traits: { ...lies, email } } }),
      one("identify", {
        anonymousId: me.anonymousId,
        userId,
        traits: { ...lies, email },
        context: { link: me.link },
      }),
      one("alias", {
        anonymousId: me.anonymousId,
        userId,
        previousId: me.anonymousId,
        context: { link: me.link },
      }),
    ];
  },
};

/** Those that somebody has followed before. */
export const usedLinks: Record<string, Forge> = {
  "followed by another before": ({ usedLink }, me) => bring(usedLink, me),
  "followed by another before, but dated earlier": ({ usedLink }, me) =>
    bring(usedLink, me, { timestamp: "1971-01-01T00:00:00Z", messageId: `0-${random()}` }),
  "followed by another before, with her address": ({ usedLink, email, userId }, me) => [
    bring(usedLink, me),
    one("identify", {
      anonymousId: me.anonymousId,
      userId,
      context: { link: usedLink },
      traits: { ...lies, email },
    }),
  ],
  "followed by another before, without a visitor's id": ({ usedLink, email }) =>
    one("identify", { userId: email, context: { link: usedLink }, traits: { ...lies, email } }),
  "in every other place": ({ usedLink, email }, me) =>
    one("track", {
      anonymousId: me.anonymousId,
      ...demo,
      link: usedLink,
      ll: usedLink,
      traits: { link: usedLink, email },
      properties: { link: usedLink, ll: usedLink, url: `${PAGE}?ll=${usedLink}` },
      integrations: { Leadlight: { link: usedLink } },
    }),
};
