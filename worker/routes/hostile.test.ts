import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../shared/contract/problems.ts";
import { addLead, call, seedPeople } from "../../test/workspace.ts";

let leadId = "";
beforeAll(async () => {
  await seedPeople();
  leadId = await addLead({ email: "target@prospect.example", name: "Target" });
});

const nasty = fc.oneof(
  fc.constantFrom(
    "\u0000",
    "\ud800",
    "'; drop table leads; --",
    "__proto__",
    "=1+1",
    "<script>",
    "💥".repeat(50),
    "",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.integer(),
  fc.constantFrom(1e308, -1e308, Number.MAX_SAFE_INTEGER, -0, 0.1),
  fc.boolean(),
  fc.constant(null),
);
const anything = fc.jsonValue({ maxDepth: 4 });
/** A body that is nearly right: what each field may be, or something else. */
const nearly = (fields: Record<string, unknown>) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, right]) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(right) },
          { weight: 1, arbitrary: nasty },
          { weight: 1, arbitrary: anything },
        ),
      ]),
    ),
    { requiredKeys: [] },
  );

const seen = { score: 50, band: "B", scorecard: 1, persona: null, site: "gmail" };
const id = "0b9f6a9e-7c1d-4c58-9a52-1d2f3a4b5c6d";
const bodies: [method: string, path: string, fields: () => Record<string, unknown>][] = [
  ["POST", "/v1/insights", () => ({ keys: ["email:target@prospect.example"] })],
  [
    "POST",
    "/v1/feedback",
    () => ({ id, leadId, verdict: "bad", reason: "bad_timing", note: "n", at: 1, seen }),
  ],
  ["POST", "/v1/seen", () => ({ leadId, at: Date.now(), seen })],
  ["POST", "/v1/replies", () => ({ id, text: "t", to: { reason: "bad_timing", slice: {} } })],
  ["POST", "/v1/content/c1/uses", () => ({ id, leadId, at: 1 })],
  ["POST", "/v1/content/requests", () => ({ id, leadId, text: "t" })],
  ["POST", "/v1/session", () => ({ token: "local-rep" })],
  [
    "PUT",
    "/v1/settings",
    () => ({
      name: "n",
      timeZone: "UTC",
      firstDay: 1,
      goodLead: "g",
      ownDomains: ["a.example"],
      reasons: [],
      trustedCrms: ["hubspot:1234567"],
      driftReports: true,
    }),
  ],
  ["POST", `/v1/leads/${id}/keys`, () => ({ key: "hubspot:0-1:7", tenant: "hubspot:1234567" })],
  ["POST", "/v1/leads/{lead}/keys", () => ({ key: "hubspot:0-1:7", tenant: "hubspot:1234567" })],
  [
    "POST",
    "/v1/drift",
    () => ({
      site: "gmail",
      version: "1.0.0",
      kind: "nobody",
      signs: ["url: thread"],
      failed: ["sender: gD"],
      doubts: [],
      outline: "0 body\n",
    }),
  ],
];

const expectNoFault = async (answer: Response) => {
  expect(answer.status).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { errors } = Problem.parse(await answer.json());
  if ([400, 413, 415].includes(answer.status)) expect(errors?.[0]?.field).toBeTruthy();
};

describe("whatever arrives, the answer is a problem that names the field, never a fault of ours", () => {
  it.each(bodies)("%s %s", async (method, path, fields) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearly(fields()), anything), async (body) => {
        const target = path.replace("{lead}", leadId);
        await expectNoFault(await call("admin", target, { method, body: JSON.stringify(body) }));
      }),
      { numRuns: 150 },
    );
  });

  it("POST /v1/leads, item by item", async () => {
    const lead = nearly({
      email: "a@b.example",
      keys: ["hubspot:1"],
      name: "n",
      title: "t",
      company: "c",
      source: "s",
      owner: null,
      attributes: { a: 1 },
      createdAt: 1,
      optedOut: true,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(lead, anything), { maxLength: 8 }), async (body) => {
        await expectNoFault(await call("admin", "/v1/leads", { body: JSON.stringify(body) }));
      }),
      { numRuns: 150 },
    );
  });

  it("addresses", async () => {
    const path = fc.constantFrom(
      "/v1/insight?key=",
      "/v1/insight?email=",
      "/v1/accounts?key=",
      "/v1/reports/feedback?from=",
      "/v1/reports/feedback?by=",
      "/v1/reports/feedback?scorecard=",
      "/v1/reports/feedback?campaign=",
      "/v1/content/",
      "/v1/filter?since=",
      "/v1/filter/",
      "/v1/accounts/people?key=",
      "/v1/leads/search?q=",
    );
    const rest = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.string({ unit: "binary", maxLength: 80 }).map((text) => text.toWellFormed()),
      fc.constantFrom(
        "v.1e999",
        "v.-1",
        "v.99999999999999999999",
        ".",
        "..",
        "%",
        "_ _",
        "a b c d e f g h i j k l",
        "\u0000ab",
        "ab\u{10ffff}",
        "hubspot:0-3:".padEnd(400, "9"),
        "sha256:zz",
        "domain:",
        '"',
        "'' or 1=1",
      ),
    );
    await fc.assert(
      fc.asyncProperty(path, rest, async (start, end) => {
        await expectNoFault(await call("admin", start + encodeURIComponent(end)));
      }),
      { numRuns: 500 },
    );
  });

  it("bodies that are no JSON, or pretend to be something else", async () => {
    for (const body of ["", "{", "[1,", "nul", "\u0000", '{"a":1}garbage', '"', "[".repeat(5_000)])
      for (const type of [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "application/json; charset=utf-16",
      ])
        await expectNoFault(await call("admin", "/v1/feedback", { body, headers: { "content-type": type } }));
  });
});
