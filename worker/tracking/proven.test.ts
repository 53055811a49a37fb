import { describe, expect, it } from "vitest";
import type { JsonObject, Message } from "../../shared/domain/tracking/message.ts";
import { signedUrl, signLink } from "./links.ts";
import { prover, withoutLink } from "./proven.ts";

const config = { linkSecret: "ab".repeat(32), ownDomains: ["ourcompany.example"] };
const now = Date.UTC(2026, 10, 22);
const link = (key: string) => signLink({ key, expiresAt: now + 1000 }, config.linkSecret);
const by = (context: JsonObject, properties: JsonObject = {}): Message => ({
  id: "m",
  type: "page",
  at: now,
  anonymousId: "a",
  userId: null,
  previousId: null,
  groupId: null,
  name: null,
  properties,
  traits: {},
  context,
});

describe("who a message is proven to come from", () => {
  it("is told by the link that the tracker has read, or by the page's address", async () => {
    const token = await link("email:ada@analytical.example");
    const url = signedUrl("https://www.acme.example/?a=1", token);
    for (const message of [by({ link: token }), by({ page: { url } }), by({}, { url })])
      expect(await prover(config, now)(message)).toMatchObject({ key: "email:ada@analytical.example" });
  });

  it("is nobody without a link, or with one that holds no longer", async () => {
    const token = await link("user:1");
    const [prove, late] = [prover(config, now), prover(config, now + 1000)];
    expect(await late(by({ link: token }))).toBeNull();
    const contexts: JsonObject[] = [
      {},
      { link: null },
      { link: "" },
      { link: 7 },
      { link: [token] },
      { link: { token } },
      { link: "x" },
      { page: [token] },
      { page: { url: "x" } },
    ];
    for (const context of contexts) expect(await prove(by(context))).toBeNull();
  });

  it("is none of our own people, who have tried the mail", async () => {
    for (const domain of ["ourcompany.example", "eu.ourcompany.example"])
      expect(await prover(config, now)(by({ link: await link(`email:me@${domain}`) }))).toBeNull();
    expect(
      await prover(config, now)(by({ link: await link("email:me@notourcompany.example") })),
    ).not.toBeNull();
  });

  it("is left out of what goes on", () => {
    const { context } = withoutLink(by({ link: "token", locale: "en" }));
    expect(context).toEqual({ locale: "en" });
  });

  it("is looked up for few links a request", async () => {
    const prove = prover(config, now);
    for (let n = 0; n < 10; n += 1) await prove(by({ link: `${n}` }));
    expect(await prove(by({ link: await link("user:1") }))).toBeNull();
  });
});
