import { decode, sign } from "hono/utils/jwt/jwt";
import { describe, expect, it } from "vitest";
import { signedUrl, signLink, verifyLink } from "./links.ts";

const secret = "6d1f".repeat(16);
const now = Date.UTC(2026, 10, 22, 9);
const DAY = 86_400_000;
const ada = { key: "email:ada@analytical.example", expiresAt: now + DAY };

describe("a signed link", () => {
  it("says whose it is, to whoever has the secret", async () => {
    const token = await signLink(ada, secret);
    const proven = await verifyLink(token, secret, now);
    expect(proven).toEqual({ ...ada, linkId: expect.stringMatching(/^[\w-]{16}$/) });
  });

  it("takes any key there can be", async () => {
    const key = `crm:${"ü€😀 ".repeat(60)}`.slice(0, 300).trim();
    expect(await verifyLink(await signLink({ ...ada, key }, secret), secret, now)).toMatchObject({ key });
  });

  it("is another each time", async () => {
    const [one, two] = [await signLink(ada, secret), await signLink(ada, secret)];
    const ids = [await verifyLink(one, secret, now), await verifyLink(two, secret, now)];
    expect(ids[0]?.linkId).not.toBe(ids[1]?.linkId);
    expect(decode(one).payload.sub).not.toBe(decode(two).payload.sub);
  });

  it("shows nobody whom it is for, neither the address nor a hash of it", async () => {
    const token = await signLink(ada, secret);
    const { header, payload } = decode(token);
    expect(header).toEqual({ alg: "HS256", typ: "JWT" });
    expect(Object.keys(payload).sort()).toEqual(["aud", "exp", "jti", "sub"]);
    expect(JSON.stringify(payload)).not.toMatch(/ada|analytical/);
    const bytes = Buffer.from(String(payload.sub), "base64url").toString("latin1");
    expect(bytes).not.toContain("ada");
  });

  it("holds until it expires", async () => {
    const token = await signLink(ada, secret);
    expect(await verifyLink(token, secret, ada.expiresAt - 1)).not.toBeNull();
    expect(await verifyLink(token, secret, ada.expiresAt)).toBeNull();
  });

  it("is nothing in another workspace, or in one without a secret", async () => {
    const token = await signLink(ada, secret);
    expect(await verifyLink(token, "6d1e".repeat(16), now)).toBeNull();
    expect(await verifyLink(token, "", now)).toBeNull();
    await expect(signLink(ada, "")).rejects.toThrow("nothing to sign links with");
  });

  it("is nothing once a letter of it is another", async () => {
    const token = await signLink(ada, secret);
    const parts = token.split(".");
    for (const [which, part] of parts.entries())
      for (let place = 0; place < part.length; place += 7) {
        const letter = part[place] === "A" ? "w" : "A";
        const altered = part.slice(0, place) + letter + part.slice(place + 1);
        const forged = parts.map((old, index) => (index === which ? altered : old)).join(".");
        expect(await verifyLink(forged, secret, now)).toBeNull();
      }
  });

  it("cannot be made without the secret's keys", async () => {
    const { payload } = decode(await signLink(ada, secret));
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const none = (alg: string) => `${part({ alg, typ: "JWT" })}.${part(payload)}.`;
    const forgeries = [
      none("none"),
      none("None"),
      none("HS256"),
      `${part({ alg: "none" })}.${part(payload)}.${part("x")}`,
      await sign({ ...payload }, secret, "HS256"),
      await sign({ ...payload }, "other", "HS256"),
      await sign({ ...payload }, secret, "HS512"),
      "",
      ".",
      "..",
      "a.b.c",
      "🙂.🙂.🙂",
      "x".repeat(1_000_000),
    ];
    for (const token of forgeries) expect(await verifyLink(token, secret, now)).toBeNull();
  });
});

describe("an address that is signed", () => {
  it.each([
    ["https://a.example", "https://a.example?ll=T"],
    ["https://a.example/", "https://a.example/?ll=T"],
    ["https://a.example/p?", "https://a.example/p?ll=T"],
    ["https://a.example/p?q=a%20b+c&utm_source=mail", "https://a.example/p?q=a%20b+c&utm_source=mail&ll=T"],
    ["https://a.example/p#part?x=1", "https://a.example/p?ll=T#part?x=1"],
    ["https://a.example/p?x=1#/route?y=2#z", "https://a.example/p?x=1&ll=T#/route?y=2#z"],
    ["https://a.example/p?ll=old&x=1&ll=older", "https://a.example/p?x=1&ll=T"],
    ["https://a.example/p?llama=1&x=ll=", "https://a.example/p?llama=1&x=ll=&ll=T"],
    ["https://a.example/p?x=https://b.example/?y=1", "https://a.example/p?x=https://b.example/?y=1&ll=T"],
    ["https://a.example/a?x={{first}}&&y", "https://a.example/a?x={{first}}&y&ll=T"],
  ])("%s", (url, signed) => expect(signedUrl(url, "T")).toBe(signed));
});
