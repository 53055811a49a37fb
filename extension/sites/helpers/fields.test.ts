import * as fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { addressesIn, hostIn, hostsIn, mailtoOf } from "./fields.ts";

function field(html: string): Element {
  const { body } = new JSDOM(`<div>${html}</div>`).window.document;
  return body.firstElementChild ?? body;
}
const link = (href: string): Element => {
  const element = field("<a></a>").firstElementChild;
  element?.setAttribute("href", href);
  return element ?? field("");
};

describe("addresses of a field", () => {
  test.each([
    ["a label against the value", "<label>E-Mail</label><span>ada@a.example</span>", ["ada@a.example"]],
    [
      "a link before what is written beside it",
      '<a href="mailto:Ada@A.example">write</a> bo@b.example',
      ["ada@a.example"],
    ],
    ["a field being edited", '<label>Mail</label><input value="ada@a.example">', ["ada@a.example"]],
    ["several in one", "ada@a.example; ada@home.example;", ["ada@a.example", "ada@home.example"]],
    ["few words", "E-Mail: ada@a.example (Arbeit)", ["ada@a.example"]],
    [
      "what is cut short on the screen",
      '<span title="ada@analytical.example">ada@anal…</span>',
      ["ada@analytical.example"],
    ],
    [
      "what is hidden",
      '<span hidden>ada@a.example</span><a style="display:none" href="mailto:b@b.example">b</a>',
      [],
    ],
    ["a sentence", `${"word ".repeat(30)} ada@a.example`, []],
    ["nothing", "--", []],
  ])("%s", (_, html, expected) => expect(addressesIn(field(html))).toEqual(expected));
});

test("a link to several is nobody's, and one that is written wrongly breaks nothing", () => {
  expect(mailtoOf(link("mailto:ada@a.example?subject=x%40y"))).toBe("ada@a.example");
  expect(mailtoOf(link("MAILTO:ada%40a.example"))).toBe("ada@a.example");
  expect(mailtoOf(link("mailto:ada@a.example,bo@b.example"))).toBeNull();
  expect(mailtoOf(link("mailto:ada@a.example%E0%A4%A"))).toBe("ada@a.example%e0%a4%a");
  expect(mailtoOf(link("https://a.example/mailto:ada@a.example"))).toBeNull();
});

describe("host names of a field", () => {
  test.each([
    ["analytical.example", "analytical.example"],
    ["https://www.Analytical.example/de?x=1", "analytical.example"],
    ["http://shop.analytical.example:8080", "shop.analytical.example"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["x.example", "x.example"],
    ["https://x.com/analytical", null],
    ["https://www.linkedin.com/company/analytical", null],
    ["ada@analytical.example", null],
    ["Analytical Ltd. London", null],
    ["48.000", null],
    ["--", null],
    ["", null],
  ])("%s", (text, host) => expect(hostIn(text)).toBe(host));

  test("links before words, ours left out", () => {
    const html =
      '<a href="https://analytical.example/">site</a> other.example <a href="https://crm.example">x</a>';
    expect(hostsIn(field(html), (host) => host === "crm.example")).toEqual(["analytical.example"]);
  });

  test("whatever the text, a host name or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        const host = hostIn(text);
        expect(host === null || (/^[^\s/@]+\.[^\s/@]+$/.test(host) && !host.startsWith("www."))).toBe(true);
      }),
    );
  });
});
