import { describe, expect, it } from "vitest";
import { isPrefetch, isRobot } from "./robots.ts";

const people = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 14; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
  "Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7)",
  "",
];
const senders = [
  "node",
  "curl/8.5.0",
  "undici",
  "axios/1.12.2",
  "python-requests/2.32",
  "Go-http-client/2.0",
  "okhttp/4.12.0",
  "analytics-node-next/latest",
  "analytics-node/3.0.13",
  "analytics-ios/4.1.8",
  "RudderStack-Client",
  "Segment.io",
  "Customer.io Web Hooks; (https://customer.io/)",
  "PostmanRuntime/7.43",
];
const robots = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Googlebot/2.1 (+http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
  "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
];

describe("isRobot", () => {
  it.each(people)("a person's browser: %s", (agent) => expect(isRobot(agent)).toBe(false));
  it.each(senders)("a program that sends on purpose: %s", (agent) => expect(isRobot(agent)).toBe(false));
  it.each(robots)("a robot: %s", (agent) => expect(isRobot(agent)).toBe(true));
  it("nothing said", () => expect(isRobot(null)).toBe(false));
});

describe("isPrefetch", () => {
  it.each([
    [{ "sec-purpose": "prefetch" }, true],
    [{ "sec-purpose": "prefetch;prerender" }, true],
    [{ purpose: "prefetch" }, true],
    [{ "x-moz": "prefetch" }, true],
    [{ "sec-fetch-dest": "empty" }, false],
  ])("%j: %s", (headers, is) => expect(isPrefetch(new Headers(headers as HeadersInit))).toBe(is));
});
