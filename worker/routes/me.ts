import { deleteCookie, setCookie } from "hono/cookie";
import type { ReasonChoice } from "../../shared/contract/feedback.ts";
import { Me, SessionInput, SettingsInput, Workspace } from "../../shared/contract/me.ts";
import type { FieldError } from "../../shared/contract/problems.ts";
import { type Config, readConfig } from "../db/config.ts";
import type { Statement } from "../db/run.ts";
import { addOwnDomains, keepOwnDomains, writeGoodLead, writeWorkspace } from "../db/settings.ts";
import { anyLead } from "../db/workspace.ts";
import { companyDomain, isFreeMail, isPublicSuffix } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { ProblemError } from "../middleware/problems.ts";
import { isLocal, SESSION_COOKIE, Session } from "../middleware/session.ts";
import { VERSION } from "../version.ts";
import { body, json, resource, route } from "./route.ts";

const workspaceView = (config: Config): Workspace => ({
  name: config.name,
  timeZone: config.timeZone,
  firstDay: config.firstDay,
  goodLead: config.goodLead,
  ownDomains: config.ownDomains,
  reasons: config.reasons,
  personas: config.personas.map(({ id, name }) => ({ id, name })),
  retention: config.retention,
  trustedCrms: config.trustedCrms,
  driftReports: config.driftReports,
});

/** Who asks, and the workspace; @throws ProblemError not_signed_in */
async function readMe(session: Session): Promise<Me> {
  const [found] = await session.read([anyLead({})]);
  const { id, name, email, role, team } = session.person;
  return {
    person: { id, name, email, role, team },
    workspace: workspaceView(session.config),
    hasLeads: (found?.length ?? 0) > 0,
    version: VERSION,
  };
}

export const me = resource()
  .openapi(
    route({
      method: "get",
      path: "/me",
      summary: "Who am I, and what does the workspace agree on",
      responses: { 200: json(Me, "You") },
    }),
    async (c) => c.json(await readMe(c.var.session), 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/session",
      summary: "Sign a browser in: exchange a token for a cookie that no script can read",
      security: [],
      request: { body: body(SessionInput) },
      responses: { 200: json(Me, "You") },
    }),
    async (c) => {
      const { token } = c.req.valid("json");
      const signedIn = new Session(c.var.session.db, await sha256(token), isLocal(c.req.url, c.env.LOCAL));
      const me = await readMe(signedIn);
      setCookie(c, SESSION_COOKIE, token, {
        path: "/",
        httpOnly: true,
        sameSite: "Strict",
        secure: new URL(c.req.url).protocol === "https:",
        maxAge: 12 * 3600,
      });
      return c.json(me, 200);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/session",
      summary: "Sign this browser out",
      security: [],
      responses: { 204: { description: "Signed out" } },
    }),
    (c) => {
      deleteCookie(c, SESSION_COOKIE, { path: "/" });
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/settings",
      summary: "Change what the workspace agrees on; a field left out stays",
      description: "Reasons and the sentence of what a good lead is: marketing. All else: an admin.",
      request: { body: body(SettingsInput) },
      responses: { 200: json(Workspace, "As it stands now") },
    }),
    async (c) => {
      const { session } = c.var;
      const { goodLead, reasons, ...adminsOwn } = c.req.valid("json");
      const { name, timeZone, firstDay, ownDomains, anonymousDays, detailsDays } = adminsOwn;
      const { trustedCrms, driftReports } = adminsOwn;
      const admins = Object.values(adminsOwn).some((value) => value !== undefined);
      await session.read([], admins ? "admin" : "marketing");
      const errors = [
        ...(reasons ? reasonErrors(reasons) : []),
        ...(ownDomains ? domainErrors(ownDomains) : []),
      ];
      if (errors.length > 0) throw new ProblemError("invalid_input", errors);

      const writes: Statement[] = [
        writeWorkspace({
          name: name ?? null,
          timeZone: timeZone ?? null,
          firstDay: firstDay ?? null,
          reasons: reasons ? JSON.stringify(reasons) : null,
          anonymousDays: anonymousDays ?? null,
          detailsDays: detailsDays ?? null,
          trustedCrms: trustedCrms ? JSON.stringify([...new Set(trustedCrms)]) : null,
          driftReports: driftReports === undefined ? null : driftReports ? 1 : 0,
        }),
      ];
      if (goodLead !== undefined) writes.push(writeGoodLead({ text: goodLead, at: Date.now() }));
      if (ownDomains) {
        const domains = JSON.stringify(ownDomains.map(companyDomain));
        writes.push(keepOwnDomains({ domains }), addOwnDomains({ domains }));
      }
      await session.db.batch(writes);
      return c.json(workspaceView(await readConfig(session.db)), 200);
    },
  );

/** A domain that anybody may be at or below would, as an own domain, make colleagues of half the leads. */
const domainErrors = (domains: readonly string[]): FieldError[] =>
  domains.flatMap((domain, index) => {
    const field = `ownDomains.${index}`;
    if (isFreeMail(domain))
      return [{ field, message: `${domain} is a free-mail domain: anybody may write from it` }];
    if (isPublicSuffix(domain))
      return [{ field, message: `${domain} is no company's own: anybody may have a domain below it` }];
    return [];
  });

function reasonErrors(reasons: readonly ReasonChoice[]): FieldError[] {
  const seen = new Set<string>();
  return reasons.flatMap(({ id, label, note }, index) => {
    const field = `reasons.${index}`;
    if (seen.has(id)) return [{ field, message: `Two reasons are called ${id}` }];
    seen.add(id);
    return /^other\b/i.test(label.trim()) && !note
      ? [{ field: `${field}.note`, message: "“Other” says nothing without a note" }]
      : [];
  });
}
