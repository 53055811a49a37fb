import fc from "fast-check";
import { messageTypes } from "../shared/domain/tracking/message.ts";

/** What a hostile stranger would send to the tracking API: nearly right messages, with anything at all in them. */

/** Would set `pwned` in whatever page takes a text for markup, a link or a script. */
export const scripts = [
  "<script>globalThis.pwned=1</script>",
  "<img src=x onerror=globalThis.pwned=1>",
  '"><svg/onload=globalThis.pwned=1>',
  "'onmouseover='globalThis.pwned=1' autofocus onfocus='globalThis.pwned=1",
  "javascript:globalThis.pwned=1",
  "JaVaScRiPt:globalThis.pwned=1//https://a.example",
  "data:text/html,<script>globalThis.pwned=1</script>",
  "</script><script>globalThis.pwned=1</script>",
  "]]><script>globalThis.pwned=1</script>",
  "{{constructor.constructor('globalThis.pwned=1')()}}",
  "$\u007bglobalThis.pwned=1}",
  "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
  "<a href=javascript:globalThis.pwned=1>click</a>",
  "<style>@import'javascript:globalThis.pwned=1'</style>",
  "<math><mtext></p><img src=x onerror=globalThis.pwned=1>",
  "https://a.example/?q=<script>globalThis.pwned=1</script>",
  'https://a.example/"onmouseover=globalThis.pwned=1//',
];

const texts = [
  ...scripts,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800x",
  "\u202eevil\u2066",
  "\ufeff",
  "\u0001\u0002\u0007\u001b[31m\u007f\u0085",
  "\r\nSet-Cookie: a=b",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(5),
  `e${"\u0301".repeat(50)}`,
  "'; drop table leads; --",
  "' or 1=1 --",
  '$."a"."b"',
  '"]["',
  "%s%n%x",
  "=1+1",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "[object Object]",
  "NaN",
  "../../../../etc/passwd",
  "javascript",
  "email:ada@known.example",
  "anonymous:a1",
  "user:u1",
  "hubspot:0-1:1",
  "a@b",
  "@",
  "a@b.example",
  "ada@known.example",
  "Ada@Known.Example ",
  "<script>@evil.example",
  '"a b"@evil.example',
  "a@xn--nxasmq6b.example",
  "http://[::1",
  "http://a.example/%",
  "https://user:password@a.example/",
  "//a.example",
  "?ll=abc.def.ghi",
  "https://a.example/?ll=x&ll=y&utm_source=<b>&utm_medium=cpc",
  "x".repeat(300),
  "ü".repeat(400),
  "<b>".repeat(100),
];

const dates = [
  "2026-11-22T10:00:00Z",
  "2026-11-22T10:00:00.123456789+14:00",
  "2026-11-22",
  "20261122T100000Z",
  "22.11.2026",
  "11/22/2026",
  "Sun, 22 Nov 2026 10:00:00 GMT",
  "Sun Nov 22 2026 10:00:00 GMT+0100 (CET)",
  "0000-00-00T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "1582-10-10",
  "1970-01-01T00:00:00Z",
  "2038-01-19T03:14:08Z",
  "9999-12-31T23:59:59Z",
  "+275760-09-13T00:00:00.000Z",
  "-000001-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-W47-7",
  "now",
  0,
  -1,
  1,
  1_700_000_000,
  1_700_000_000_000,
  1.7e18,
  "1700000000",
  "1700000000.5",
  "1e12",
];

/** Those that say when something was, as tools write them. */
const rightDates = [
  undefined,
  ...dates.slice(0, 3),
  dates[6],
  dates[7],
  dates[11],
  1_700_000_000,
  "1700000000.5",
];

const numbers = [
  -0,
  0.1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];

const deep = (levels: number): unknown => {
  let value: unknown = "<script>globalThis.pwned=1</script>";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { deep: value };
  return value;
};

/** By what JSON says: `__proto__` is a name like any. */
const polluting: unknown = JSON.parse(
  '{"__proto__":{"pwned":1},"constructor":{"prototype":{"pwned":1}},"toString":"x","valueOf":null,"hasOwnProperty":1,"then":"x"}',
);
const oddNames: unknown = Object.fromEntries(texts.map((text, index) => [text, index]));
const shapes: unknown[] = [
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null, undefined],
  polluting,
  oddNames,
  deep(20),
  deep(100),
  Array.from({ length: 60 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`name ${i}`, `<b>${i}</b>`])),
  {
    email: "ada@known.example",
    name: scripts[0],
    title: scripts[1],
    company: scripts[2],
    attributes: polluting,
  },
  { email: ["ada@known.example"], name: { first: scripts[0] }, phone: 17 },
  {
    page: {
      url: scripts[4],
      path: scripts[0],
      title: scripts[1],
      referrer: scripts[5],
      search: "?utm_source=<b>",
    },
  },
  { campaign: { source: scripts[0], medium: scripts[1], name: scripts[2], content: scripts[3] } },
  { page: "x", campaign: [1], traits: "x", externalIds: { id: 1 }, userAgent: {}, link: polluting },
  {
    externalIds: [{ id: scripts[0], type: scripts[1], collection: "users", encoding: "none" }, null, 1, "x"],
  },
  { link: "a.b.c", page: { url: "https://a.example/?ll=%E0%A4%A" } },
  { utm_campaign: scripts[0], gclid: "x", value: 1e308, currency: "<b>", revenue: "NaN" },
];

const events = [
  "Form Submitted",
  "Demo Requested",
  "Signed Up",
  "Email Opened",
  "Email Link Clicked",
  "Webinar Attended",
  "Live Chat Conversation Started",
  "Video Playback Started",
  "Journey Entered",
  "Added to Sequence",
  "Order Completed",
];

const nasty = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<unknown>(...texts) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...numbers, ...dates) },
  { weight: 4, arbitrary: fc.constantFrom(...shapes) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) },
);
const or = <Value>(weight: number, right: fc.Arbitrary<Value>) =>
  fc.oneof({ weight, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: nasty });

const id = (letter: string) => fc.nat({ max: 60 }).map((number) => `${letter}${number}`);
const bag = fc.oneof(
  { weight: 3, arbitrary: nasty },
  {
    weight: 4,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        "email",
        "name",
        "title",
        "url",
        "company",
        "plan",
        "subject",
        "link",
        "page",
        "campaign",
        "traits",
        ...texts,
      ),
      nasty,
      { maxKeys: 5 },
    ),
  },
);

/** A message as it might stand in a batch. One field in some is what it should be. */
export const hostileMessage: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.record(
      {
        type: or(40, fc.constantFrom(...messageTypes, "track", "track", "page")),
        messageId: or(8, fc.uuid()),
        anonymousId: or(20, id("a")),
        userId: or(12, fc.oneof(id("u"), fc.constant(null))),
        previousId: or(12, id("u")),
        groupId: or(12, id("g")),
        event: or(4, fc.constantFrom(...events)),
        name: nasty,
        category: nasty,
        timestamp: or(
          30,
          fc.oneof(
            { weight: 20, arbitrary: fc.constantFrom<unknown>(...rightDates) },
            fc.constantFrom<unknown>(...dates),
          ),
        ),
        sentAt: or(3, fc.constantFrom<unknown>(...dates)),
        properties: bag,
        traits: bag,
        context: bag,
        integrations: nasty,
      },
      { requiredKeys: ["type", "messageId", "anonymousId", "event"] },
    ),
  },
  { weight: 1, arbitrary: nasty },
);

/** What stands around them. */
export const hostileAround = fc.record(
  { sentAt: or(4, fc.constantFrom<unknown>(...dates)), context: bag, writeKey: nasty, integrations: nasty },
  { requiredKeys: [] },
);

type Bytes = Uint8Array<ArrayBuffer>;

export const gzip = async (content: Bytes | string): Promise<Bytes> =>
  new Uint8Array(
    await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );

/** A body and all that is done to it, in order. */
interface Body {
  readonly value: unknown;
  readonly raw: string | null;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1" | "form" | "form field" | "with mark";
  readonly packed: number;
  /** Where it is cut, and where a byte of it is another, as parts of its length; null: nowhere. */
  readonly cut: number | null;
  readonly flipped: readonly number[];
}

const rawBodies = [
  "",
  " ",
  "{",
  "[",
  "{}",
  "[]",
  "null",
  "1e999",
  '"',
  "\u0000",
  '{"batch":',
  '{"batch":{}}',
  '{"batch":[[]]}',
  '{"a":1,"a":2,"batch":[],"batch":[null]}',
  '{"batch":[{"type":"track","event":"\\ud800","anonymousId":"\\u0000"}]}',
  '{"batch":[{"type":"track","event":1e999,"anonymousId":1e999}]}',
  `{"batch":[${"[".repeat(50_000)}${"]".repeat(50_000)}]}`,
  `{"batch":[${'{"properties":'.repeat(20_000)}1${"}".repeat(20_000)}]}`,
  `${"[".repeat(100_000)}`,
  `{"event":"${"x".repeat(1_100_000)}"}`,
  `{"type":"track","event":"x","anonymousId":"a","properties":{"text":"${"<b>".repeat(10_000)}"}}`,
  `{"batch":[${'{"type":"page","anonymousId":"a"},'.repeat(3_000)}null]}`,
  `{"batch":[${"0,".repeat(200_000)}0]}`,
  `{${Array.from({ length: 5_000 }, (_, i) => `"name ${i}":${i}`).join(",")}}`,
  "event=x&anonymousId=a&type=track",
  "data=%7B%22event%22%3A%22x%22%2C%22anonymousId%22%3A%22a%22%7D",
  "data=%ZZ&x=%",
  "<xml><event>x</event></xml>",
  "--boundary\r\nContent-Disposition: form-data; name=x\r\n\r\n{}\r\n--boundary--",
];

const part = fc.double({ min: 0, max: 1, noNaN: true });

export const hostileBody: fc.Arbitrary<Body> = fc.record({
  value: fc.oneof(
    hostileMessage,
    fc.record({ batch: fc.array(hostileMessage, { maxLength: 5 }), writeKey: nasty, context: bag }),
  ),
  raw: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constantFrom(...rawBodies)),
  encoding: fc.oneof(
    { weight: 3, arbitrary: fc.constant("utf-8" as const) },
    fc.constantFrom("utf-16le", "utf-16be", "latin1", "form", "form field", "with mark"),
  ),
  packed: fc.constantFrom(0, 0, 0, 1, 1, 2),
  cut: fc.option(part, { freq: 4, nil: null }),
  flipped: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(part, { maxLength: 3 })),
});

function encoded(text: string, encoding: Body["encoding"]): Bytes {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "with mark") return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === "form") return new TextEncoder().encode(encodeURIComponent(text.toWellFormed()));
  if (encoding === "form field")
    return new TextEncoder().encode(`v=1&data=${encodeURIComponent(text.toWellFormed())}`);
  const codes = Array.from({ length: Math.min(text.length, 100_000) }, (_, at) => text.charCodeAt(at));
  if (encoding === "latin1") return Uint8Array.from(codes, (code) => code & 255);
  return Uint8Array.from(
    encoding === "utf-16le"
      ? [255, 254, ...codes.flatMap((code) => [code & 255, code >> 8])]
      : [254, 255, ...codes.flatMap((code) => [code >> 8, code & 255])],
  );
}

/** The body as it goes over the wire. */
export async function bytesOf({ value, raw, encoding, packed, cut, flipped }: Body): Promise<Bytes> {
  let bytes = encoded(raw ?? JSON.stringify(value) ?? "", encoding);
  for (let time = 0; time < packed; time += 1) bytes = await gzip(bytes);
  if (cut !== null) bytes = bytes.slice(0, Math.floor(cut * bytes.length));
  for (const where of flipped) {
    const at = Math.floor(where * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  }
  return bytes;
}

const headerText = (list: readonly string[]) =>
  fc.constantFrom(...list.filter((text) => /^[\x20-\x7e]*$/.test(text) && text === text.trim()));

/** Headers as a stranger would set them; those of a browser and a library among them. */
export const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    "content-type": headerText([
      ...texts,
      "application/json",
      "text/plain;charset=UTF-8",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=boundary",
      "application/json; charset=utf-16",
    ]),
    "content-encoding": headerText(["gzip", "br", "deflate", "identity", ...texts]),
    "user-agent": headerText([...texts, "Mozilla/5.0", "curl/8"]),
    origin: headerText(["null", "https://a.example", ...texts]),
    referer: headerText(texts),
    cookie: headerText(["leadlight_session=local-admin", ...texts]),
    anonymousid: headerText(texts),
    "sec-purpose": headerText(["prefetch", ...texts]),
    "x-retry-count": headerText(texts),
  },
  { requiredKeys: [] },
);
