import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Me, Workspace } from "../../shared/contract/me.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { addLead, call, costOf, seedPeople } from "../../test/workspace.ts";
import { app } from "../app.ts";

beforeAll(seedPeople);

const ask = (url: string, init: RequestInit = {}, bindings: Record<string, unknown> = {}) =>
  Promise.resolve(app.request(url, init, { ...env, ...bindings }));
const asRep = { headers: { authorization: "Bearer local-rep" } };

describe("signing in", () => {
  it("tells who I am and what the workspace agrees on, in one trip", async () => {
    await call("rep", "/v1/me");
    const answer = await call("rep", "/v1/me");
    expect(costOf(answer).trips).toBe(1);
    const me = Me.parse(await answer.json());
    expect(me.person).toMatchObject({ name: "Rosa Rep", role: "rep" });
    expect(me.workspace.reasons.map(({ id }) => id)).toContain("bad_timing");
    expect(me.workspace.goodLead.version).toBe(1);
  });

  it("says whether there is any lead yet", async () => {
    const hasLeads = async () => Me.parse(await (await call("rep", "/v1/me")).json()).hasLeads;
    expect(await hasLeads()).toBe(false);
    await addLead({ email: "first@lead.example" });
    expect(await hasLeads()).toBe(true);
  });

  it("honours local tokens in local mode and on this machine's names only", async () => {
    for (const host of ["localhost:8787", "127.0.0.1:8787", "[::1]:8787"])
      expect((await ask(`http://${host}/v1/me`, asRep)).status, host).toBe(200);
    expect((await ask("http://leadlight.ourcompany.example/v1/me", asRep)).status).toBe(401);
    expect((await ask("http://localhost.evil.example/v1/me", asRep)).status).toBe(401);
    expect((await ask("http://localhost/v1/me", asRep, { LOCAL: undefined })).status).toBe(401);
    const forwarded = {
      headers: { ...asRep.headers, "x-forwarded-host": "localhost", forwarded: "host=localhost" },
    };
    expect((await ask("http://evil.example/v1/me", forwarded)).status).toBe(401);
  });

  it("refuses tokens that are revoked or past their day", async () => {
    await env.DB.prepare("update tokens set revoked_at = 1 where person_id = 'p-rep2'").run();
    expect((await call("rep2", "/v1/me")).status).toBe(401);
    await env.DB.prepare("update tokens set revoked_at = null, expires_at = ? where person_id = 'p-rep2'")
      .bind(Date.now() - 1)
      .run();
    expect((await call("rep2", "/v1/me")).status).toBe(401);
    await env.DB.prepare("update tokens set expires_at = ? where person_id = 'p-rep2'")
      .bind(Date.now() + 60_000)
      .run();
    expect((await call("rep2", "/v1/me")).status).toBe(200);
  });

  it("gives the dashboard a cookie that scripts cannot read and other sites cannot use", async () => {
    const signIn = await call(null, "/v1/session", { body: { token: "local-marketing" } });
    expect(signIn.status).toBe(200);
    const cookie = signIn.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const headers = { cookie: cookie.split(";")[0] ?? "", "content-type": "application/json" };
    expect((await ask("http://localhost/v1/me", { headers })).status).toBe(200);
    const change = { method: "PUT", body: JSON.stringify({ goodLead: "Ready to talk" }) };
    const from = (origin: string) =>
      ask("http://localhost/v1/settings", { ...change, headers: { ...headers, origin } });
    expect((await from("http://evil.example")).status).toBe(403);
    expect((await ask("http://localhost/v1/settings", { ...change, headers })).status).toBe(403);
    expect((await from("http://localhost")).status).toBe(200);
    expect((await call(null, "/v1/session", { body: { token: "wrong" } })).status).toBe(401);
  });

  it("has no CORS for anyone", async () => {
    for (const method of ["OPTIONS", "GET"]) {
      const answer = await ask("http://localhost/v1/me", {
        method,
        headers: { ...asRep.headers, origin: "http://evil.example", "access-control-request-method": "GET" },
      });
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("PUT /v1/settings", () => {
  const put = (who: "rep" | "marketing" | "admin", body: unknown) =>
    call(who, "/v1/settings", { method: "PUT", body });

  it("lets marketing change the sentence and the reasons, an admin all", async () => {
    expect((await put("rep", { goodLead: "x" })).status).toBe(403);
    expect((await put("marketing", { timeZone: "Europe/Berlin" })).status).toBe(403);
    const changed = Workspace.parse(
      await (
        await put("admin", {
          timeZone: "Europe/Berlin",
          firstDay: 7,
          ownDomains: ["Mail.OurCompany.example"],
        })
      ).json(),
    );
    expect(changed).toMatchObject({
      timeZone: "Europe/Berlin",
      firstDay: 7,
      ownDomains: ["ourcompany.example"],
    });
    const me = Me.parse(await (await call("rep", "/v1/me")).json());
    expect(me.workspace).toMatchObject({ timeZone: "Europe/Berlin", ownDomains: ["ourcompany.example"] });
  });

  it("says how long touches are kept, and lets an admin change that", async () => {
    const retention = async () => Me.parse(await (await call("rep", "/v1/me")).json()).workspace.retention;
    expect(await retention()).toEqual({ anonymousDays: 395, detailsDays: 395 });
    expect((await put("marketing", { detailsDays: 90 })).status).toBe(403);
    expect((await put("admin", { detailsDays: 90 })).status).toBe(200);
    expect(await retention()).toEqual({ anonymousDays: 395, detailsDays: 90 });
    for (const wrong of [{ anonymousDays: 6 }, { anonymousDays: 3651 }, { detailsDays: 30.5 }])
      expect((await put("admin", wrong)).status).toBe(400);
    expect(await retention()).toEqual({ anonymousDays: 395, detailsDays: 90 });
  });

  it("gives a new sentence the next version, and the same one none", async () => {
    const before = Me.parse(await (await call("rep", "/v1/me")).json()).workspace.goodLead.version;
    const first = Workspace.parse(await (await put("marketing", { goodLead: "A buyer with a date" })).json());
    const second = Workspace.parse(
      await (await put("marketing", { goodLead: "A buyer with a date" })).json(),
    );
    expect(first.goodLead).toEqual({ version: before + 1, text: "A buyer with a date" });
    expect(second.goodLead).toEqual(first.goodLead);
  });

  it("never takes a free-mail domain for an own one, and names what is wrong", async () => {
    const fields = async (body: unknown) =>
      Problem.parse(await (await put("admin", body)).json()).errors?.map(({ field }) => field);
    expect(
      await fields({ ownDomains: ["acme.example", "gmail.com", "mail.gmx.de", "co.uk", "github.io"] }),
    ).toEqual(["ownDomains.1", "ownDomains.2", "ownDomains.3", "ownDomains.4"]);
    expect(await fields({ timeZone: "Mars/Olympus" })).toEqual(["timeZone"]);
    expect(await fields({ firstDay: 8 })).toEqual(["firstDay"]);
    const other = { id: "other", label: "Other", group: "not_counted", note: false };
    expect(await fields({ reasons: [other, { ...other, note: true }] })).toEqual([
      "reasons.0.note",
      "reasons.1",
    ]);
  });
});

describe("what stands around", () => {
  it("says whether it is well and how one signs in", async () => {
    expect(await (await ask("http://localhost/healthz")).json()).toMatchObject({ ok: true, signIn: "local" });
    expect(await (await ask("http://leads.example/healthz")).json()).toMatchObject({ signIn: "none" });
  });

  it("describes itself in OpenAPI 3.1, every path with its problems", async () => {
    const document: {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
      components: { schemas: object };
    } = await (await ask("http://localhost/openapi.json")).json();
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/v1/insight",
        "/v1/insights",
        "/v1/feedback",
        "/v1/seen",
        "/v1/leads",
        "/v1/reports/feedback",
        "/v1/replies",
        "/v1/content/{id}/uses",
        "/v1/me",
        "/healthz",
      ]),
    );
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["Insight", "Problem", "VerdictInput", "FeedbackReport"]),
    );
    expect(Object.keys(document.paths["/v1/feedback"]?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(["200", "400", "401", "404"]),
    );
  });

  it("answers nothing with a problem document, too", async () => {
    const answer = await call("rep", "/v1/nothing");
    expect(answer.status).toBe(404);
    expect(Problem.parse(await answer.json()).code).toBe("not_found");
  });
});

it("reads no body of somebody without a token, and says so with the cost", async () => {
  for (const path of ["/v1/feedback", "/v1/leads", "/v1/nothing"]) {
    const answer = await call(null, path, { body: "{" });
    expect([answer.status, answer.headers.has("server-timing")], path).toEqual([401, true]);
  }
});
