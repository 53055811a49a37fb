import { visitorId } from "../../worker/tracking/visitors.ts";
import { batch, DAY, demo, type Forge, lies, one, PAGE, random } from "./forging.ts";
import { sendAsServer } from "./world.ts";

/** Messages that name somebody else, in every place where a client may put that. */
export const messages: Record<string, Forge> = {
  "identify: address among the traits": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { ...lies, email } }),
  "identify: nobody but the address": ({ email }) => one("identify", { traits: { ...lies, email } }),
  "identify: address as user id": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, userId: email, traits: lies }),
  "identify: address as user id, no visitor": ({ email }) => one("identify", { userId: email, traits: lies }),
  "identify: her user id": ({ userId }, { anonymousId }) =>
    one("identify", { anonymousId, userId, traits: lies }),
  "identify: her user id, no visitor": ({ userId }) => one("identify", { userId, traits: lies }),
  "identify: her user id with an address of one's own": ({ userId }, { email, anonymousId }) =>
    one("identify", { anonymousId, userId, traits: { ...lies, email } }),
  "identify: her address with a user id of one's own": ({ email }, { userId, anonymousId }) =>
    one("identify", { anonymousId, userId, traits: { ...lies, email } }),
  "identify: in upper case, with spaces": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { ...lies, email: `  ${email.toUpperCase()}\n` } }),
  "identify: a name and an address, as in a mail": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { email: `Ada <${email}>` } }),
  "identify: mailto": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { email: `mailto:${email}` } }),
  "identify: in a list": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { ...lies, email: [email] } }),
  "identify: in an object": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { ...lies, email: { value: email, email } } }),
  "identify: by other names": ({ email, userId, leadId }, { anonymousId }) =>
    one("identify", {
      anonymousId,
      traits: {
        ...lies,
        "E-Mail": email,
        email_address: email,
        id: userId,
        userId,
        leadId,
        lead_id: leadId,
        key: `email:${email}`,
      },
    }),
  "identify: nested": ({ email }, { anonymousId }) =>
    one("identify", { anonymousId, traits: { user: { email }, traits: { email }, company: { email } } }),
  "identify: prototypes": ({ email }, { anonymousId }) => ({
    path: "/v1/identify",
    body: `{"messageId":"${random()}","anonymousId":"${anonymousId}","traits":{"__proto__":{"email":"${email}"},"constructor":{"prototype":{"email":"${email}"}}}}`,
  }),
  "identify: user id is a list": ({ userId, email }, { anonymousId }) =>
    one("identify", { anonymousId, userId: [userId], traits: { email } }),
  "identify: two of each name": ({ email, userId }, { anonymousId }) => ({
    path: "/v1/identify",
    body: `{"messageId":"${random()}","anonymousId":"${anonymousId}","userId":"x-${anonymousId}","userId":"${userId}","traits":{"email":"m-${anonymousId}@evil.example","email":"${email}"}}`,
  }),
  "identify: look-alike letters": ({ email }, { anonymousId }) => {
    const [local = "", domain = ""] = email.split("@");
    const alike = [
      email.replace("a", "а"),
      Array.from(email, (c) =>
        /[a-z0-9]/.test(c) ? String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0) : c,
      ).join(""),
      `${local}\u200b@${domain}`,
      `${local}@${domain}.`,
      `${local}@${domain}\u0000`,
      `${local}\u0301@${domain}`,
      `${local}＠${domain}`,
      `"${local}"@${domain}`,
      `${local}@${domain.replace(".", "。")}`,
      `İ${email}`.toLowerCase().slice(2),
    ];
    return batch(alike.map((email) => ({ type: "identify", anonymousId, traits: { ...lies, email } })));
  },
  "identify: plus and dots": ({ email }, { anonymousId }) => {
    const [local = "", domain = ""] = email.split("@");
    return batch(
      [
        `${local}+x@${domain}`,
        `a.d.a@${domain}`,
        `${local}%40${domain}@evil.example`,
        `${email},b@evil.example`,
      ].map((email) => ({ type: "identify", anonymousId, traits: { ...lies, email } })),
    );
  },
  "track: address among the properties": ({ email }, { anonymousId }) =>
    one("track", { anonymousId, ...demo, properties: { email, recipient: email, ...lies } }),
  "track: address in the context's traits": ({ email, userId }, { anonymousId }) =>
    one("track", { anonymousId, ...demo, context: { traits: { ...lies, email, userId } } }),
  "track: her user id": ({ userId }, { anonymousId }) => one("track", { anonymousId, userId, ...demo }),
  "track: her user id, no visitor": ({ userId }) => one("track", { userId, ...demo }),
  "track: a form with her address, no visitor": ({ email }) =>
    one("track", { userId: email, event: "Form Submitted", properties: { email } }),
  "track: she no longer wants mail": ({ email, userId }, { anonymousId }) =>
    batch([
      { type: "track", anonymousId, userId, event: "Unsubscribed", properties: { email } },
      { type: "track", anonymousId, event: "Email Marked as Spam", context: { traits: { email } } },
      { type: "identify", anonymousId, traits: { email, optedOut: true, unsubscribed: true } },
    ]),
  "track: what the marketing tool says of mails": ({ email, userId }, { anonymousId }) =>
    batch(
      ["Email Opened", "Email Link Clicked", "Email Bounced", "Email Delivered", "Email Replied"].map(
        (event) => ({
          type: "track",
          anonymousId,
          userId,
          event,
          context: { traits: { email } },
          properties: { recipient: email, link_url: PAGE },
        }),
      ),
    ),
  "track: sequences": ({ email, userId }, { anonymousId }) =>
    batch([
      {
        type: "track",
        anonymousId,
        userId,
        event: "Sequence Finished",
        properties: { sequenceName: "Autumn nurture" },
      },
      { type: "track", userId: email, event: "Sequence Entered", properties: { sequenceName: "Evil" } },
    ]),
  "track: a call that a rep made": ({ userId, email, rep }, { anonymousId }) =>
    batch([
      {
        type: "track",
        anonymousId,
        userId,
        event: "Call Made",
        timestamp: "2020-01-01",
        properties: { agent: rep, email },
      },
      {
        type: "track",
        userId: email,
        event: "Meeting Held",
        timestamp: "2020-01-01",
        properties: { agent: { email: rep } },
      },
    ]),
  "page: address in every place": ({ email, userId }, { anonymousId }) =>
    one("page", {
      anonymousId,
      userId,
      name: email,
      properties: { email, url: `${PAGE}?email=${email}`, referrer: `mailto:${email}` },
      context: { page: { url: `${PAGE}?email=${email}`, search: `?email=${email}` }, traits: { email } },
    }),
  "screen: her user id": ({ userId, email }, { anonymousId }) =>
    one("screen", { anonymousId, userId, name: "Home", context: { traits: { ...lies, email } } }),
  "externalId, as RudderStack has it": ({ hubspot, email }, { anonymousId }) =>
    one("identify", {
      anonymousId,
      context: {
        externalId: [
          { type: "HUBSPOT-contacts", id: hubspot, identifierType: "id" },
          { type: "email", id: email },
        ],
      },
      traits: lies,
    }),
  "externalIds, as Segment has them": ({ hubspot, email, userId }, { anonymousId }) =>
    one("track", {
      anonymousId,
      ...demo,
      context: {
        externalIds: [
          { id: hubspot, type: "hubspot", collection: "users", encoding: "none" },
          { id: `0-1:${hubspot}`, type: "hubspot", collection: "users", encoding: "none" },
          { id: email, type: "email", collection: "users", encoding: "none" },
          { id: userId, type: "user_id", collection: "users", encoding: "none" },
        ],
      },
      properties: { externalIds: [{ id: hubspot, type: "hubspot" }] },
    }),
  integrations: ({ hubspot, email, userId }, { anonymousId }) =>
    one("identify", {
      anonymousId,
      integrations: { HubSpot: { contactId: hubspot, email }, Leadlight: { trust: "server", email, userId } },
      traits: lies,
    }),
  "fields of ours": ({ email, leadId, userId }, { anonymousId }) =>
    one("identify", {
      anonymousId,
      leadId,
      trust: "server",
      keyId: "local-server",
      proven: { linkId: "x", key: `email:${email}`, expiresAt: 9e12 },
      context: { proven: { key: `user:${userId}` }, trust: "server" },
      traits: { ...lies, verified: true, stage: "customer", leadId, "attributes.plan": "none" },
    }),
  "group: her company": ({ domain, userId }, { anonymousId }) =>
    one("group", {
      anonymousId,
      userId,
      groupId: domain,
      traits: { ...lies, domain, website: `https://${domain}` },
    }),
  "group: her company, by its id": ({ email }, { anonymousId }) =>
    one("group", { anonymousId, groupId: "g1", context: { traits: { email } }, traits: lies }),
  "alias: she was me": ({ userId }, me) => one("alias", { userId, previousId: me.anonymousId }),
  "alias: I was her": ({ userId }, me) => one("alias", { userId: me.userId, previousId: userId }),
  "alias: by addresses": ({ email }, me) =>
    batch([
      { type: "alias", userId: me.userId, previousId: email },
      { type: "alias", userId: email, previousId: me.userId },
      { type: "alias", userId: me.email, previousId: `email:${email}`, anonymousId: me.anonymousId },
    ]),
  "alias: her and another lead": ({ userId, other }) => one("alias", { userId, previousId: other }),
  "alias: her visitor's id": async ({ email, leadId }, me) =>
    batch([
      { type: "alias", userId: me.userId, previousId: leadId },
      { type: "alias", userId: me.userId, previousId: await visitorId(`email:${email}`) },
    ]),
  "a visitor called like her": async ({ email, userId, leadId, hubspot }) =>
    batch(
      [
        leadId,
        userId,
        email,
        `email:${email}`,
        `user:${userId}`,
        `hubspot:0-1:${hubspot}`,
        `anonymous:${email}`,
        `as:email:${email}`,
        `as:user:${userId}`,
        await visitorId(`email:${email}`),
        await visitorId(userId),
        `sha256:${email}`,
      ].map((anonymousId) => ({ type: "track", anonymousId, ...demo })),
    ),
  "the id of a touch of hers": ({ touchId, userId, email }, { anonymousId }) =>
    batch([
      { type: "track", messageId: touchId, anonymousId, userId, event: "Nothing", timestamp: "2020-01-01" },
      { type: "identify", messageId: touchId, anonymousId, traits: { ...lies, email } },
    ]),
  "the id of who said who she is": ({ statementId, userId, email }, { anonymousId }) =>
    one("identify", {
      messageId: statementId,
      anonymousId,
      userId,
      timestamp: "2000-01-01",
      traits: { ...lies, email },
    }),
  "long ago, and ahead": ({ email, userId }, { anonymousId }) =>
    batch([
      { type: "identify", anonymousId, timestamp: "1971-01-01T00:00:00Z", traits: { ...lies, email } },
      { type: "track", anonymousId, userId, timestamp: "1971-01-01T00:00:00Z", ...demo },
      {
        type: "identify",
        anonymousId,
        userId,
        timestamp: new Date(Date.now() + 6 * DAY).toISOString(),
        traits: lies,
      },
      { type: "identify", anonymousId, userId, timestamp: "2999-01-01T00:00:00Z", traits: lies },
    ]),
  "the public key in the header, the server key's id in the body": ({ email, userId }, { anonymousId }) =>
    batch([{ type: "identify", anonymousId, userId, writeKey: "local-server", traits: { ...lies, email } }], {
      writeKey: "local-server",
    }),
  "the public key in the body, the server key's id elsewhere": ({ email, userId }, { anonymousId }) => ({
    path: "/v1/identify?writeKey=local-server",
    body: {
      messageId: random(),
      writeKey: "local-write",
      anonymousId,
      userId,
      traits: { ...lies, email },
      context: { writeKey: "local-server", protocols: { writeKey: "local-server" } },
    },
    headers: { authorization: "", "x-write-key": "local-server" },
  }),
  "the server key's id as the password": ({ email, userId }, { anonymousId }) =>
    one(
      "identify",
      { anonymousId, userId, traits: { ...lies, email } },
      {
        authorization: `Basic ${btoa("local-write:local-server")}`,
      },
    ),
  "a batch that speaks for two": ({ email, userId }, { anonymousId }) =>
    batch(
      [
        { type: "identify", traits: { email } },
        { type: "track", userId, ...demo },
        { type: "page", anonymousId },
      ],
      {
        context: { traits: { ...lies, email }, externalIds: [{ id: email, type: "email" }] },
        userId,
        anonymousId,
      },
    ),
  "a visitor who says to be her, then Bob": ({ email, userId, other }, { anonymousId }) => [
    one("identify", { anonymousId, userId, traits: { email } }),
    one("identify", { anonymousId, userId: other }),
    one("track", { anonymousId, ...demo }),
  ],
  "a known visitor who says to be her": async ({ email, userId }, me) => {
    await sendAsServer("identify", {
      userId: me.userId,
      anonymousId: me.anonymousId,
      traits: { email: me.email },
    });
    return [
      one("identify", { anonymousId: me.anonymousId, userId, traits: { ...lies, email } }),
      one("alias", { anonymousId: me.anonymousId, userId: me.userId, previousId: userId }),
    ];
  },
  "as fast as can be": ({ email, userId }, { anonymousId }) =>
    batch(
      Array.from({ length: 50 }, (_, n) => ({
        type: n % 2 ? "identify" : "track",
        anonymousId: n % 3 ? anonymousId : `${anonymousId}-${n}`,
        ...(n % 2 ? { userId, traits: { ...lies, email, n } } : demo),
      })),
    ),
  "more claims than a visitor may make": ({ email, userId }, { anonymousId }) =>
    batch([
      ...Array.from({ length: 8 }, (_, n) => ({
        type: "identify",
        anonymousId,
        traits: { email: `n${n}-${anonymousId}@evil.example` },
      })),
      { type: "identify", anonymousId, userId, traits: { ...lies, email } },
    ]),
  "short forms, as text, as a form": ({ email, userId }, { anonymousId }) => {
    const body = JSON.stringify({ messageId: random(), anonymousId, userId, traits: { ...lies, email } });
    return [
      { path: "/v1/i", body, headers: { "content-type": "text/plain" } },
      {
        path: "/v1/i",
        body: new URLSearchParams({ data: body }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      },
      { path: "/v1/t", body: JSON.stringify({ ...JSON.parse(body), messageId: random(), ...demo }) },
      { path: "/v1/a", body: JSON.stringify({ userId, previousId: anonymousId, messageId: random() }) },
    ];
  },
};
