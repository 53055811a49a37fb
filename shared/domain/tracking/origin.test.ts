import { describe, expect, it } from "vitest";
import { channelOf } from "./channel.ts";
import { Fields } from "./fields.ts";
import type { JsonObject } from "./message.ts";
import { isOneSite, originOf } from "./origin.ts";

const of = (pageContext: JsonObject, context: JsonObject = {}, properties: JsonObject = {}) => {
  const said = new Fields({ ...context, page: pageContext });
  return originOf(new Fields(properties), said, said.within("page"));
};
const landing = (query: string, referrer = "") => of({ url: `https://www.acme.example/${query}`, referrer });

describe("tags", () => {
  it("in the page's address say it all", () => {
    expect(
      landing("?utm_source=Newsletter&utm_medium=Email&utm_campaign=Autumn&utm_content=blue%20button"),
    ).toEqual({
      source: "newsletter",
      medium: "email",
      campaign: "Autumn",
      content: "blue button",
    });
  });

  it("are read by the library too, and then that holds", () => {
    const campaign = { name: "Autumn", source: "LinkedIn", medium: "cpc", content: "one" };
    expect(of({ url: "https://www.acme.example/?utm_source=other" }, { campaign })).toMatchObject({
      source: "linkedin",
      medium: "cpc",
      campaign: "Autumn",
      content: "one",
    });
  });

  it("stand in the properties of an installed app", () => {
    const campaign = { name: "Autumn", source: "Network", medium: "cpc" };
    expect(of({}, {}, { campaign })).toMatchObject({ source: "network", medium: "cpc", campaign: "Autumn" });
  });

  it("go before the page that linked", () => {
    expect(landing("?utm_source=partner&utm_medium=link", "https://www.google.com/").source).toBe("partner");
  });

  it("leave out what they do not say", () => {
    expect(landing("?utm_source=flyer")).toMatchObject({ source: "flyer", medium: "(not set)" });
    expect(landing("?utm_campaign=Autumn")).toEqual({
      source: "(not set)",
      medium: "(not set)",
      campaign: "Autumn",
      content: null,
    });
  });

  it("are found in the query alone where there is no address", () => {
    expect(of({ search: "?utm_source=a&utm_medium=b" })).toMatchObject({ source: "a", medium: "b" });
  });
});

describe("click ids", () => {
  it.each([
    ["gclid", "Paid Search"],
    ["wbraid", "Paid Search"],
    ["gbraid", "Paid Search"],
    ["msclkid", "Paid Search"],
    ["yclid", "Paid Search"],
    ["dclid", "Display"],
    ["li_fat_id", "Paid Social"],
    ["twclid", "Paid Social"],
    ["ttclid", "Paid Social"],
    ["rdt_cid", "Paid Social"],
    ["fbclid", "Organic Social"],
    ["igshid", "Organic Social"],
  ])("%s says %s", (parameter, channel) => {
    expect(channelOf(landing(`?${parameter}=abc`, "https://www.google.com/"))).toBe(channel);
  });

  it("fill in what the tags leave out, and no more", () => {
    expect(landing("?gclid=x&utm_source=youtube")).toMatchObject({ source: "youtube", medium: "cpc" });
    expect(landing("?fbclid=x&utm_medium=paid")).toMatchObject({ source: "facebook", medium: "paid" });
    expect(landing("?gclid=x&utm_campaign=Brand")).toMatchObject({ source: "google", campaign: "Brand" });
  });
});

describe("the page that linked", () => {
  it.each([
    ["https://www.google.com/", "Organic Search"],
    ["https://www.google.co.uk/search?q=acme", "Organic Search"],
    ["https://search.yahoo.co.jp/", "Organic Search"],
    ["https://duckduckgo.com/", "Organic Search"],
    ["android-app://com.google.android.googlequicksearchbox/", "Organic Search"],
    ["https://l.facebook.com/l.php", "Organic Social"],
    ["https://www.linkedin.com/feed", "Organic Social"],
    ["android-app://com.linkedin.android/", "Organic Social"],
    ["https://t.co/x", "Organic Social"],
    ["https://www.youtube.com/watch", "Organic Video"],
    ["https://www.amazon.de/", "Organic Shopping"],
    ["https://chatgpt.com/", "AI Assistant"],
    ["https://gemini.google.com/app", "AI Assistant"],
    ["https://www.perplexity.ai/", "AI Assistant"],
    ["https://mail.google.com/", "Referral"],
    ["https://blog.example/post", "Referral"],
    ["https://notgoogle.example/", "Referral"],
    ["$direct", "Direct"],
    ["javascript:alert(1)", "Direct"],
    ["https://", "Direct"],
    ["", "Direct"],
  ])("%s is %s", (referrer, channel) => {
    expect(channelOf(landing("", referrer))).toBe(channel);
  });

  it("is no referral where it is our own", () => {
    expect(channelOf(landing("contact", "https://www.acme.example/"))).toBe("Direct");
    expect(channelOf(landing("contact", "https://blog.acme.example/"))).toBe("Direct");
  });
});

it.each([
  ["acme.example", "www.acme.example", true],
  ["shop.acme.example", "blog.acme.example", true],
  ["acme.co.uk", "www.acme.co.uk", true],
  ["acme.co.uk", "other.co.uk", false],
  ["one.github.io", "two.github.io", false],
  ["acme.example", "notacme.example", false],
  ["192.168.1.2", "192.168.1.3", false],
  ["localhost", "localhost", true],
])("%s and %s: one site is %s", (one, other, same) => {
  expect(isOneSite(one, other)).toBe(same);
});
