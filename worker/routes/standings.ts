import { LeadBriefs, LeadSearchQuery } from "../../shared/contract/standings.ts";
import { addDays } from "../../shared/domain/feedback/week.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import { wantedOf } from "../../shared/domain/search/words.ts";
import { bestStanding, leadsFound, type StandingRow, wokenSince } from "../db/standings.ts";
import { isGood, isOpen, moved } from "../jobs/standings.ts";
import type { Session } from "../middleware/session.ts";
import { noteLeads } from "../standings.ts";
import { accountFactsOf, factsOf } from "../views/facts.ts";
import { briefOf } from "../views/standing.ts";
import { dayOf, startOfDay } from "../zone.ts";
import { json, resource, route } from "./route.ts";

/** How many are best. */
const BEST = 10;
const DAY = 86_400_000;

const items = (rows: readonly StandingRow[], { config, person }: Session, now: number) =>
  Promise.all(rows.map((row) => briefOf(row, config.scorecard, person.id, now)));

/** Whether a lead is the asker's, or nobody's, by now. */
const isFor =
  ({ person }: Session) =>
  ({ ownerId }: StandingRow): boolean =>
    ownerId === null || ownerId === person.id;

/** Lists of leads for whoever asks: a fixed number of rows is read, whatever the number of leads. */
export const standings = resource()
  .openapi(
    route({
      method: "get",
      path: "/leads/best",
      summary: "My best leads now: mine or nobody's, best first",
      description:
        "No customers, none that opted out, are disqualified, or that a current verdict says no to. Scored at this moment, among the 30 of mine and the 30 of nobody's that stood best when something last became of them.",
      responses: { 200: json(LeadBriefs, "At most 10") },
    }),
    async (c) => {
      const { session } = c.var;
      const [rows] = await session.read([bestStanding({ tokenHash: session.tokenHash })]);
      const now = Date.now();
      const scored = rows.map((row) => {
        const facts = factsOf(row, accountFactsOf(row));
        return { row, score: quickScore(facts, session.config.scorecard, now).value };
      });
      // Time takes points away, and nobody told: those that stand too high are looked at again.
      noteLeads(
        scored.filter(({ row, score }) => !isGood(row) || moved(row.value, score)).map(({ row }) => row.id),
      );
      const best = scored
        .filter(({ row }) => isGood(row) && isFor(session)(row))
        .sort((a, b) => b.score - a.score)
        .slice(0, BEST);
      return c.json(
        {
          items: await items(
            best.map(({ row }) => row),
            session,
            now,
          ),
        },
        200,
      );
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/leads/woken",
      summary: "Leads that woke up since yesterday: mine or nobody's, the last one first",
      description:
        "Cold for 30 days or more, or recycled, and in touch again of their own accord since yesterday began in the workspace's time zone. No customers, none that opted out or are disqualified.",
      responses: { 200: json(LeadBriefs, "At most 20") },
    }),
    async (c) => {
      const { session } = c.var;
      const now = Date.now();
      // Where yesterday began follows from the time zone, which comes with the leads: a day has at most 25 hours.
      const [rows] = await session.read([
        wokenSince({ tokenHash: session.tokenHash, since: now - 2 * DAY - DAY / 12 }),
      ]);
      const { timeZone } = session.config;
      const yesterday = startOfDay(addDays(dayOf(now, timeZone), -1), timeZone);
      const woken = rows
        .filter((row) => isOpen(row) && isFor(session)(row) && (row.wokenAt ?? 0) >= yesterday)
        .sort((a, b) => (b.wokenAt ?? 0) - (a.wokenAt ?? 0));
      const briefs = await items(woken, session, now);
      return c.json(
        { items: briefs.map((brief, index) => ({ ...brief, wokenAt: woken[index]?.wokenAt ?? now })) },
        200,
      );
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/leads/search",
      summary: "Leads by the beginning of a word of their name or company, of a domain or an address",
      description:
        "The 20 that stand best. Of a beginning that more than 150 names or companies share, the first 150 by the alphabet are looked at, and the asker's own 100 best leads. A lead is found a moment after it was written; one of an import within minutes of its row.",
      request: { query: LeadSearchQuery },
      responses: { 200: json(LeadBriefs, "At most 20, best first") },
    }),
    async (c) => {
      const { session } = c.var;
      const wanted = wantedOf(c.req.valid("query").q);
      const [rows] = await session.read([leadsFound(wanted, session)]);
      const briefs = await items(rows, session, Date.now());
      return c.json({ items: briefs.sort((a, b) => b.score - a.score) }, 200);
    },
  );
