import { rankBest } from "../../shared/domain/accounts/accounts.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Band } from "../../shared/domain/scoring/scorecard.ts";
import type { WorkspaceRows } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";
import { answers } from "./answers.ts";
import { arrived } from "./arrivals.ts";
import { strangers } from "./claims.ts";
import { companies as drawCompanies } from "./companies.ts";
import { contentLibrary, wishes } from "./content.ts";
import { dealRows, planDeals } from "./deals.ts";
import { type History, playHistory } from "./history.ts";
import { leads as drawLeads, type SampleLead } from "./leads.ts";
import { personas } from "./personas.ts";
import { plan } from "./plan.ts";
import { Random } from "./random.ts";
import { REVISED_DAYS_AGO, scorecards } from "./scorecards.ts";
import { adasSequences } from "./sequences.ts";
import { staff as hire, OWN_DOMAIN } from "./staff.ts";
import { story } from "./story.ts";
import { DAY, HOUR, MINUTE } from "./time.ts";
import { marketingTouches, type TouchRow } from "./touches.ts";
import { withVariant } from "./variants.ts";
import { adasVisitors } from "./visitors.ts";
import { localWriteKeys } from "./write-keys.ts";

export const SEED = 20_260_301;
const COMPANIES = 300;
const LEADS = 2_000;
const DEALS = 150;
const REPLIES = 40;

export type SampleRows = WorkspaceRows;

export interface Sample {
  readonly rows: SampleRows;
  /** What nobody is told: the hidden quality of each lead by its id, and the strictness of each rep. */
  readonly hidden: {
    readonly quality: ReadonlyMap<string, number>;
    readonly strictness: ReadonlyMap<string, number>;
  };
  /** Value and band of each lead by the scorecard that stands now. */
  readonly scores: ReadonlyMap<string, { value: number; band: Band }>;
}

/** The sample workspace as of `now`, UTC milliseconds: the same rows for the same moment, on every machine. */
export async function generate(now: number, seed: number = SEED): Promise<Sample> {
  const random = new Random(seed);
  const start = now - 400 * DAY;
  const staff = hire(random, start);
  const newId = () => random.uuid(start + random.int(0, 20) * DAY);
  const told = story(random, staff, newId, now);
  const companies = [...told.companies, ...drawCompanies(random, COMPANIES - told.companies.length, newId)];
  const drawn = drawLeads(
    random,
    LEADS - told.leads.length - 1,
    companies.slice(told.companies.length),
    staff,
    now,
  );
  const toldDeals = told.leads.filter(({ events }) => events.some(({ type }) => type === "deal")).length;
  const deals = planDeals(random, drawn, DEALS - toldDeals, now);

  const revisedAt = now - REVISED_DAYS_AGO * DAY;
  const [before, current] = scorecards;
  const scorecardAt = (at: number) => (at < revisedAt ? before : current);

  const lives = [
    ...told.leads,
    ...drawn.map((lead) => {
      const { events, touches } = plan(random, lead, staff.reps, deals.get(lead) ?? null, now);
      return { lead, events, touches: [...marketingTouches(random, lead, now), ...touches] };
    }),
  ].map((life) => ({
    ...life,
    history: playHistory(random, life.lead, life.touches, life.events, scorecardAt),
  }));

  const scores = new Map(
    lives.map(({ lead, history }) => [lead.id, quickScore(history.facts, current, now)]),
  );
  const byTime = <Row extends { at: number }>(pick: (history: History) => readonly Row[]): Row[] =>
    lives.flatMap(({ history }) => [...pick(history)]).sort((a, b) => a.at - b.at);
  const judged = byTime((history) => history.verdicts);
  const dealings = lives.flatMap(({ lead, history }) => dealRows(random, lead, history) ?? []);
  const leadsById = new Map(lives.map(({ lead }) => [lead.id, lead]));
  const pieces = contentLibrary(random, now);

  const [ada = { id: "", email: null }] = told.leads.map(({ lead }) => lead);
  const visitors = await adasVisitors(ada, now);
  const claimed = await strangers(
    told.leads.map(({ lead }) => lead),
    random.uuid(now - HOUR),
    now,
  );

  const touches = [...lives.flatMap((life) => life.touches), ...claimed.touches].map(withVariant);
  const came = await arrived(new Random(seed), touches, staff.lena.id, now);

  const rows: SampleRows = {
    goodLeads: [
      {
        version: 2,
        text: "Runs plants or their quality, 50 people or more, and has a reason to act within two quarters.",
        at: start,
      },
    ],
    ownDomains: [{ domain: OWN_DOMAIN }],
    teams: staff.teams,
    people: [...staff.reps, staff.lena, staff.otherMarketer, staff.admin].map(
      ({ id, name, email, role, teamId }) => ({
        id,
        name,
        email,
        role,
        teamId,
      }),
    ),
    tokens: await Promise.all(
      [
        { name: "local-rep", personId: staff.robin.id },
        { name: "local-marketing", personId: staff.lena.id },
        { name: "local-admin", personId: staff.admin.id },
      ].map(async ({ name, personId }) => ({
        hash: await sha256(name),
        personId,
        name,
        local: 1,
        createdAt: now,
      })),
    ),
    writeKeys: await localWriteKeys(now),
    personas: personas.map(({ id, name, ...definition }, position) => ({
      id,
      name,
      definition: JSON.stringify(definition),
      position,
    })),
    scorecards: [
      { version: 1, name: before.name, definition: JSON.stringify(before), publishedAt: start },
      { version: 2, name: current.name, definition: JSON.stringify(current), publishedAt: revisedAt },
    ],
    content: pieces,
    accounts: await Promise.all(
      companies.map(async ({ id, domain, name, industry, country, employees }) => ({
        id,
        domain,
        hash: await sha256(domain),
        name,
        industry,
        country,
        employees,
        best: JSON.stringify(
          rankBest(
            lives
              .filter(({ lead }) => lead.company?.id === id)
              .map(({ lead, history }) => ({
                id: lead.id,
                name: lead.name,
                stage: history.stage,
                score: scores.get(lead.id)?.value ?? 0,
              })),
            null,
            5,
          ).map((lead) => lead.id),
        ),
      })),
    ),
    leads: [...lives.map(({ lead, history }) => leadRow(lead, history)), ...claimed.leads],
    leadKeys: [
      ...(await Promise.all(lives.map(({ lead }) => keysOf(lead)))).flat(),
      ...visitors.leadKeys,
      ...claimed.leadKeys,
    ],
    touches: [...touches, ...came.more].sort((a, b) => a.at - b.at),
    statements: visitors.statements,
    statementKeys: visitors.statementKeys,
    claims: claimed.claims,
    sequences: adasSequences(ada, now),
    stageChanges: byTime((history) => history.stageChanges),
    verdicts: judged,
    snapshots: byTime((history) => history.snapshots),
    seen: byTime((history) => history.seen),
    ...answers(random, judged, leadsById, staff, REPLIES, now),
    ...uses(random, lives, pieces, now),
    dealChanges: dealings.flatMap(({ changes }) => changes),
    deals: dealings.map(({ deal }) => deal),
    arrivals: came.arrivals,
    rejections: came.rejections,
    eventKinds: came.eventKinds,
    unmappedEvents: came.unmappedEvents,
  };
  return {
    rows,
    hidden: {
      quality: new Map(lives.map(({ lead }) => [lead.id, lead.quality])),
      strictness: new Map(staff.reps.map(({ id, strictness }) => [id, strictness])),
    },
    scores,
  };
}

type Life = { lead: SampleLead; history: History; touches: readonly TouchRow[] };

function leadRow(lead: SampleLead, history: History): SampleRows["leads"][number] {
  const { facts } = history;
  return {
    id: lead.id,
    email: lead.email,
    mailKind: lead.mailKind,
    name: lead.name,
    title: lead.title,
    company: lead.companyName,
    domain: facts.domain,
    accountId: lead.company?.id ?? null,
    source: lead.source,
    campaign: lead.campaign?.name ?? null,
    ownerId: lead.owner?.id ?? null,
    attributes: JSON.stringify(lead.attributes),
    optedOut: Number(facts.optedOut),
    verified: Number(lead.verified),
    createdAt: lead.createdAt,
    updatedAt: lead.createdAt,
    stageSince: lead.createdAt,
  };
}

async function keysOf({ id, email, keys }: SampleLead): Promise<SampleRows["leadKeys"]> {
  const own =
    email === null
      ? []
      : [
          { kind: "email", value: email },
          { kind: "sha256", value: await sha256(email) },
        ];
  return [...own, ...keys].map(({ kind, value }) => ({ kind, value, leadId: id }));
}

/** Links that reps copied, the well-known ones more often and the old slides never; and what they missed. */
function uses(
  random: Random,
  lives: readonly Life[],
  pieces: SampleRows["content"],
  now: number,
): Pick<SampleRows, "contentUses" | "contentRequests"> {
  const popular = new Map(
    pieces.map((piece, index) => [piece, index === pieces.length - 1 ? 0 : Math.exp(random.normal())]),
  );
  const worked = lives.filter(({ history }) => history.seen.length > 0);
  const contentUses = Array.from({ length: 420 }, () => {
    const { leadId, personId, at } = random.pick(random.pick(worked).history.seen);
    const usedAt = at + random.int(1, 12) * MINUTE;
    const fits = pieces.filter(({ createdAt }) => createdAt < usedAt);
    const piece = random.weighted(fits.length > 0 ? fits : pieces, (each) => popular.get(each) ?? 0);
    return { id: random.uuid(usedAt), contentId: piece.id, leadId, personId, at: usedAt };
  }).filter(({ at }) => at < now);
  const contentRequests = wishes.map((text) => {
    const { history } = random.pick(worked);
    const { leadId, personId, persona = null } = random.pick(history.seen);
    const at = now - Math.floor(random.between(2 * HOUR, 60 * DAY));
    return { id: random.uuid(at), leadId, personId, at, text, persona, stage: history.stage };
  });
  return { contentUses, contentRequests };
}
