import { afterEach, describe, expect, it, vi } from "vitest";
import { type Connection, client } from "./client.ts";
import { deliver, outcomeOf } from "./delivery.ts";
import type { Item } from "./outgoing.ts";

const to: Connection = { address: "https://w.example", token: "secret" };
const item: Item = {
  seq: 1,
  id: "018f0000-0000-7000-8000-000000000001",
  what: {
    kind: "verdict",
    about: "sha256:0",
    body: {
      id: "018f0000-0000-7000-8000-000000000001",
      leadId: "l1",
      verdict: "good",
      at: 1_700_000_000_000,
      seen: { score: null, band: null, scorecard: null, persona: null, site: "gmail" },
    },
  },
  to: { address: to.address, person: null },
  createdAt: 0,
  attempts: 0,
  nextAt: 0,
  problem: null,
  refused: false,
};
const result = {
  id: item.id,
  recorded: true,
  mine: null,
  good: 2,
  bad: 1,
  stage: { name: "mql", since: 5 },
};
const problem = (status: number, code: string, errors: object[] = []) =>
  JSON.stringify({ type: "about:blank", title: "Not right", status, code, errors });

function answering(body: string, init: ResponseInit = {}) {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, init));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
afterEach(() => vi.unstubAllGlobals());

const outcome = async () => (await deliver(client, to, item)).outcome;

describe("delivery", () => {
  it("says a verdict with the token and no cookie, and reads the counts", async () => {
    const fetched = answering(JSON.stringify(result));
    expect(await outcome()).toEqual({
      state: "taken",
      counts: { good: 2, bad: 1 },
      stage: { name: "mql", since: 5 },
    });
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(String(url)).toBe("https://w.example/v1/feedback");
    expect(new Headers(init?.headers).get("Authorization")).toBe("Bearer secret");
    expect(init?.credentials).toBe("omit");
    expect(JSON.parse(String(init?.body))).toEqual(item.what.body);
  });

  it("holds everything back while nobody answers, or the sign-in has ended", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await outcome()).toMatchObject({ state: "closed" });
    answering(problem(401, "not_signed_in"), { status: 401 });
    expect(await outcome()).toMatchObject({ state: "closed" });
  });

  it("waits as long as a busy Worker asks", async () => {
    answering(problem(503, "unavailable"), { status: 503, headers: { "Retry-After": "7" } });
    expect(await outcome()).toMatchObject({ state: "closed", after: 7_000 });
  });

  it("comes back to what failed inside the Worker", async () => {
    answering(problem(500, "internal"), { status: 500 });
    expect(await outcome()).toMatchObject({ state: "later" });
  });

  it("takes a conflict for a yes: it is there already", async () => {
    answering(problem(409, "conflict"), { status: 409 });
    expect(await outcome()).toMatchObject({ state: "taken" });
  });

  it("keeps the reason of a refusal, by field", async () => {
    answering(problem(400, "invalid_input", [{ field: "reason", message: "No such reason" }]), {
      status: 400,
    });
    expect(await outcome()).toEqual({ state: "refused", problem: "Not right (reason: No such reason)" });
    answering(problem(404, "unknown_lead"), { status: 404 });
    expect(await outcome()).toEqual({ state: "refused", problem: "This lead is no longer in Leadlight" });
  });

  it("never takes another server's page for a yes or a no", async () => {
    answering("<html>Sign in to the Wi-Fi</html>");
    expect(await outcome()).toMatchObject({ state: "closed" });
    answering("<html>Not found</html>", { status: 404 });
    expect(await outcome()).toMatchObject({ state: "closed" });
  });

  it("corrects a clock that is days wrong by the Worker's, and only then", () => {
    const refused = {
      kind: "problem" as const,
      status: 400,
      code: "invalid_input",
      title: "Not right",
      errors: [{ field: "at", message: "More than 7 days ahead" }],
      workerTime: 1_000_000,
      retryAfter: null,
    };
    expect(outcomeOf(refused, 999_000_000)).toEqual({ state: "again_at", at: 1_000_000 });
    expect(outcomeOf(refused, 1_000_500)).toMatchObject({ state: "refused" });
    expect(outcomeOf({ ...refused, workerTime: null }, 999_000_000)).toMatchObject({ state: "refused" });
  });
});
