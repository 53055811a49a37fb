import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeName } from "../../contract/leads.ts";
import type { JsonObject } from "./message.ts";
import { message, page, track } from "./messages.fixture.ts";
import { normalize } from "./normalize.ts";
import { understand } from "./understand.ts";

const touch = (...about: Parameters<typeof track>) => understand(track(...about), {}).touch;

describe("pages", () => {
  it("are page views, called by their name or title", () => {
    const named = message("page", { name: "Product tour", properties: { title: "Tour | Acme" } });
    expect(understand(named, {}).touch).toMatchObject({
      kind: "page_view",
      direction: "theirs",
      title: "Product tour",
    });
    expect(
      understand(page("https://acme.example/tour", "", { title: "Tour | Acme" }), {}).touch,
    ).toMatchObject({
      kind: "page_view",
      title: "Tour | Acme",
      url: "https://acme.example/tour",
      unmapped: null,
    });
    expect(understand(message("screen", { name: "Inbox" }), {}).touch).toMatchObject({
      kind: "page_view",
      title: "Inbox",
    });
    expect(understand(message("page"), {}).touch?.title).toBe("Web");
  });

  it.each([
    ["https://acme.example/pricing", "pricing_view"],
    ["https://acme.example/en/pricing/", "pricing_view"],
    ["https://acme.example/Pricing.html?x=1#y", "pricing_view"],
    ["https://acme.example/preise", "pricing_view"],
    ["https://acme.example/blog/price-of-downtime", "page_view"],
    ["https://acme.example/blog/our-plans-for-2027", "page_view"],
    ["https://acme.example/?from=/pricing", "page_view"],
    ["not an address", "page_view"],
  ])("%s is a %s", (url, kind) => {
    expect(understand(page(url), {}).touch?.kind).toBe(kind);
  });

  it("tell what it costs by their name, too", () => {
    expect(understand(message("page", { name: "Pricing" }), {}).touch?.kind).toBe("pricing_view");
    expect(touch("Page Viewed", { path: "/plans" })?.kind).toBe("pricing_view");
  });

  it("come by a channel", () => {
    const url =
      "https://acme.example/?utm_source=newsletter&utm_medium=email&utm_campaign=Autumn&utm_content=top";
    expect(understand(page(url), {}).touch).toMatchObject({
      channel: "Email",
      campaign: "Autumn",
      content: "top",
    });
    expect(understand(page("https://acme.example/", "https://www.google.com/"), {}).touch?.channel).toBe(
      "Organic Search",
    );
  });

  it("keep no token of a signed link", () => {
    const { touch } = understand(
      page("https://acme.example/p?a=1&ll=SECRET&b=2", "https://acme.example/?ll=SECRET"),
      {},
    );
    expect(touch?.url).toBe("https://acme.example/p?a=1&b=2");
    expect(JSON.stringify(touch)).not.toContain("SECRET");
  });

  it("link nowhere but to the web", () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//acme.example", ""])
      expect(understand(page(url), {}).touch?.url, url).toBeNull();
  });
});

describe("events", () => {
  it("of mails are called by their subject, and came by mail", () => {
    expect(
      touch("Email Opened", { email_subject: "Five minutes on downtime", campaign_name: "Newsletter" }),
    ).toMatchObject({
      kind: "email_open",
      channel: "Email",
      title: "Five minutes on downtime",
      campaign: "Newsletter",
    });
    expect(touch("Email Link Clicked", { link_url: "https://acme.example/blog" })).toMatchObject({
      kind: "email_click",
      title: "Email Link Clicked",
      url: "https://acme.example/blog",
    });
  });

  it("of forms are called by the form, or by the page that it is on", () => {
    expect(touch("Form Submitted", { form_name: "Contact us", name: "Ada" })?.title).toBe("Contact us");
    expect(touch("Form Submitted", { name: "Ada" }, { page: { title: "Talk to us" } })?.title).toBe(
      "Talk to us",
    );
    expect(touch("newsletterSignup", {}, { page: { title: "Blog" } })?.title).toBe("Newsletter signup");
  });

  it("that no table knows are kept under their name, and offered for mapping", () => {
    expect(touch("Widget_Frobbed")).toMatchObject({
      kind: "other",
      title: "Widget_Frobbed",
      unmapped: "Widget_Frobbed",
    });
    expect(touch("Button Clicked")).toMatchObject({ kind: "other", title: "Button Clicked", unmapped: null });
  });

  it("are what marketing takes them for", () => {
    const own = { widgetfrobbed: { kind: "trial", direction: "theirs" } } as const;
    expect(understand(track("widget frobbed"), own).touch).toMatchObject({ kind: "trial", unmapped: null });
  });

  it("of machines weigh nothing and are nobody's doing", () => {
    for (const [mark, value] of [
      ["machine_open", true],
      ["mpp", "true"],
      ["bot", "apple"],
      ["openType", "machine"],
    ] as const)
      expect(touch("Email Opened", { [mark]: value })).toMatchObject({
        kind: "machine_open",
        direction: "ours",
        person: null,
      });
    expect(touch("Email Clicked", { is_bot: 1 })?.kind).toBe("machine_open");
    expect(touch("Email Opened", {}, { userAgent: "Mozilla/5.0" })?.kind).toBe("machine_open");
    expect(touch("Email Opened", { machine_open: false, bot: "" })?.kind).toBe("email_open");
    const proxy = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    expect(touch("Email Opened", { user_agent: proxy })?.kind).toBe("email_open");
    expect(touch("Form Submitted", { bot: true })?.kind).toBe("form");
  });

  it("of ours say who of us it was", () => {
    expect(touch("Call Made", { agent: { email: "Rosa@Ours.example" } })).toMatchObject({
      direction: "ours",
      person: "rosa@ours.example",
    });
    expect(touch("Email Sent", { from: "Rosa Rep <rosa@ours.example>" })?.person).toBe("rosa@ours.example");
    expect(
      touch("Live Chat Message Received", { agent_name: "Rosa", agent_username: "rosa@ours.example" }),
    ).toMatchObject({
      kind: "chat",
      direction: "ours",
      person: "rosa@ours.example",
    });
    expect(touch("Call Received", { agent_email: "rosa@ours.example" })?.person).toBeNull();
  });

  it("away from any page are called as in files", () => {
    expect(touch("Call Made")?.channel).toBe("Calls");
    expect(touch("Event Attended")?.channel).toBe("Event");
    expect(touch("Ad Clicked")?.channel).toBe("Paid Other");
    expect(touch("SMS Sent")).toMatchObject({ channel: "SMS", direction: "ours" });
    expect(touch("Trial Started")?.channel).toBe("Direct");
  });
});

describe("who it is about", () => {
  const keys = (about: Parameters<typeof message>[1], type: Parameters<typeof message>[0] = "track") =>
    understand(message(type, { name: "x", ...about }), {});

  it("is the user, then the address", () => {
    expect(keys({ anonymousId: "a1", traits: { email: " Ada@Analytical.example " } })).toMatchObject({
      keys: ["user:u1", "email:ada@analytical.example"],
      anonymous: "anonymous:a1",
      alias: null,
    });
    expect(keys({ userId: "ada@analytical.example" }).keys).toEqual([
      "user:ada@analytical.example",
      "email:ada@analytical.example",
    ]);
    expect(keys({ context: { traits: { email: "ada@analytical.example" } } }).keys).toContain(
      "email:ada@analytical.example",
    );
  });

  it("is not the address of a company, nor one that a user names", () => {
    expect(keys({ traits: { email: "info@analytical.example" } }, "group").keys).toEqual(["user:u1"]);
    expect(keys({ properties: { email: "friend@else.example" } }).keys).toEqual(["user:u1"]);
    expect(keys({ userId: null, properties: { email: "ada@analytical.example" } }).keys).toEqual([
      "email:ada@analytical.example",
    ]);
    expect(keys({ traits: { email: "no address" } }).keys).toEqual(["user:u1"]);
  });

  it("is in other tools, too", () => {
    const externalIds: JsonObject[] = [
      { id: "123", type: "hubspot_contact_id", collection: "users", encoding: "none" },
      { id: "003Dn00000A1b2C", type: "Salesforce Contact" },
      { id: "idfa", type: "ios.idfa", collection: "users" },
      { id: "9", type: "hubspotCompanyId" },
    ];
    expect(keys({ context: { externalIds } }).keys).toEqual([
      "user:u1",
      "hubspot:0-1:123",
      "salesforce:003Dn00000A1b2CIAR",
    ]);
    expect(keys({ context: { externalId: [{ id: "7", type: "pipedrivePersonId" }] } }).keys).toContain(
      "pipedrive:person:7",
    );
  });

  it("had another id before", () => {
    expect(keys({ previousId: "old" }, "alias").alias).toBe("old");
    expect(keys({ previousId: "u1" }, "alias").alias).toBeNull();
    expect(keys({ previousId: "old" }, "alias").touch).toBeNull();
  });
});

describe("what is said of them", () => {
  it("stands in traits", () => {
    expect(understand(message("identify", { traits: { name: "Ada", plan: "pro" } }), {})).toMatchObject({
      touch: null,
      traits: { name: "Ada", "attributes.plan": "pro" },
    });
  });

  it("of a group is where they work", () => {
    const traits = {
      name: "Analytical Engines",
      industry: "Machines",
      employees: 40,
      email: "info@analytical.example",
    };
    expect(understand(message("group", { groupId: "g1", traits }), {}).traits).toEqual({
      company: "Analytical Engines",
      "attributes.industry": "Machines",
      "attributes.employees": 40,
    });
  });

  it("in a form or at signing up is of whoever filled it in; elsewhere it may be of anything", () => {
    const filled = {
      first_name: "Ada",
      last_name: "Lovelace",
      company: "Analytical",
      name: "Contact",
      title: "Form",
    };
    expect(understand(track("Form Submitted", filled), {}).traits).toEqual({
      name: "Ada Lovelace",
      company: "Analytical",
    });
    expect(understand(track("Invite Sent", filled), {}).traits).toEqual({});
  });

  it("that they want no mail, until they want it again", () => {
    expect(understand(track("Unsubscribed"), {}).traits).toEqual({ optedOut: true });
    expect(understand(track("Email Marked as Spam"), {}).traits).toEqual({ optedOut: true });
    expect(understand(track("Email Resubscribed"), {}).traits).toEqual({ optedOut: false });
    expect(
      understand(track("Goodbye"), { goodbye: { kind: "unsubscribe", direction: "theirs" } }).traits,
    ).toEqual({ optedOut: true });
  });
});

describe("sequences", () => {
  it("are entered and left without a touch", () => {
    const { touch, sequence } = understand(
      track("Sequence Started", { name: "Autumn nurture", next_send_at: "2026-11-26T08:00:00Z" }),
      {},
    );
    expect(touch).toBeNull();
    expect(sequence).toEqual({ name: "Autumn nurture", state: "in", nextAt: Date.UTC(2026, 10, 26, 8) });
  });

  it("go on with each mail", () => {
    const { touch, sequence } = understand(
      track("Email Sent", { sequence_name: "Autumn nurture", subject: "Two" }),
      {},
    );
    expect(touch).toMatchObject({ kind: "email_sent", title: "Two" });
    expect(sequence).toEqual({ name: "Autumn nurture", state: "in", nextAt: null });
  });
});

it("whatever is sent, what is understood fits its columns and says the same again", () => {
  const hostile = fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        "email",
        "name",
        "firstName",
        "url",
        "referrer",
        "page",
        "traits",
        "campaign",
        "externalIds",
        "company",
        "address",
        "title",
        "search",
        "ll",
        "__proto__",
        "constructor",
      ),
      fc.string(),
    ),
    fc.oneof(
      fc.constantFrom(
        "https://a.example/?ll=SECRET&utm_source=x",
        "<script>alert(1)</script>",
        "ada@analytical.example",
        "\u202e\u0000x",
      ),
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ maxLength: 3_000 }),
    ),
    { maxKeys: 30 },
  );
  fc.assert(
    fc.property(
      fc.record({
        type: fc.constantFrom("identify", "track", "page", "screen", "group"),
        event: fc.oneof(
          fc.constantFrom("Email Opened", "Form Submitted", "Sequence Ended", "Call Made", "File Downloaded"),
          fc.string({ minLength: 1 }),
        ),
        name: fc.string(),
        properties: hostile,
        traits: hostile,
        context: hostile,
      }),
      (said) => {
        const read = normalize(
          { ...said, messageId: "m", userId: "u" },
          { type: null, receivedAt: 1_790_000_000_000, sentAt: null, context: null },
        );
        if (!read.ok) return;
        const understood = understand(read.message, {});
        expect(understand(read.message, {})).toEqual(understood);
        const { touch, traits, keys, sequence } = understood;
        if (touch) {
          expect(touch.kind).toMatch(/^[a-z_]{1,40}$/);
          expect(touch.title).not.toBe("");
          expect(touch.title.length).toBeLessThanOrEqual(300);
          expect(touch.channel.length).toBeLessThanOrEqual(40);
          expect((touch.campaign ?? "").length).toBeLessThanOrEqual(120);
          expect((touch.content ?? "").length).toBeLessThanOrEqual(120);
          expect((touch.details ?? "").length).toBeLessThanOrEqual(4_000);
          if (touch.url !== null) expect(touch.url).toMatch(/^https?:\/\//i);
          if (touch.details !== null) expect(typeof JSON.parse(touch.details)).toBe("object");
          expect(JSON.stringify([touch.url, touch.details])).not.toContain("SECRET");
        }
        for (const [field, value] of Object.entries(traits)) {
          if (field.startsWith("attributes."))
            expect(attributeName.safeParse(field.slice(11)).success).toBe(true);
          else expect(["name", "title", "company", "source", "campaign", "optedOut"]).toContain(field);
          expect(String(value).length).toBeLessThanOrEqual(500);
        }
        for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]{0,31}:\S/);
        if (sequence) expect(sequence.name.length).toBeLessThanOrEqual(120);
      },
    ),
    { numRuns: 500 },
  );
});
