import { sql } from "drizzle-orm";
import type { ReasonChoice } from "../../shared/contract/feedback.ts";
import type { Piece } from "../../shared/domain/content/pick.ts";
import { defaultReasons } from "../../shared/domain/feedback/groups.ts";
import type { Persona } from "../../shared/domain/personas/match.ts";
import { defaultScorecard } from "../../shared/domain/scoring/default.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import type { EventKinds } from "../../shared/domain/tracking/events.ts";
import { plainName } from "../../shared/domain/tracking/fields.ts";
import { listEventKinds } from "./event-kinds.ts";
import { type Database, query } from "./run.ts";
import { content, goodLeads, ownDomains, personas, scorecards, workspace } from "./schema.ts";

/** What every request needs and few change: kept by a warm isolate under the workspace's version. */
export interface Config {
  version: string;
  name: string;
  timeZone: string;
  firstDay: number;
  goodLead: { version: number; text: string };
  reasons: ReasonChoice[];
  retention: { anonymousDays: number; detailsDays: number };
  /** Whose CRM's record ids are kept. */
  trustedCrms: string[];
  /** Whether reports of changed pages are sent here. */
  driftReports: boolean;
  ownDomains: string[];
  personas: Persona[];
  pieces: Piece[];
  scorecard: Scorecard;
  /** Every scorecard that ever stood, for reports: version to name. */
  scorecards: { version: number; name: string }[];
  /** What links of marketing mails are signed with; empty where there is nothing, and then none holds. */
  linkSecret: string;
  /** What marketing takes events for, by their names as `plainName` gives them. */
  eventKinds: EventKinds;
}

type None = Record<never, never>;

const workspaceRow = query<
  None,
  {
    version: string;
    name: string;
    timeZone: string;
    firstDay: number;
    reasons: string;
    anonymousDays: number;
    detailsDays: number;
    trustedCrms: string;
    driftReports: number;
    linkSecret: string | null;
  }
>(
  () => sql`
    select ${workspace.version} as version, ${workspace.name} as name, ${workspace.timeZone} as "timeZone",
      ${workspace.firstDay} as "firstDay", ${workspace.reasons} as reasons,
      ${workspace.anonymousDays} as "anonymousDays", ${workspace.detailsDays} as "detailsDays",
      ${workspace.trustedCrms} as "trustedCrms", ${workspace.driftReports} as "driftReports",
      ${workspace.linkSecret} as "linkSecret"
    from ${workspace} where ${workspace.id} = 1`,
);
const goodLeadRow = query<None, { version: number; text: string }>(
  () => sql`
    select ${goodLeads.version} as version, ${goodLeads.text} as text
    from ${goodLeads} order by ${goodLeads.version} desc limit 1`,
);
const ownDomainRows = query<None, { domain: string }>(
  () => sql`select ${ownDomains.domain} as domain from ${ownDomains} order by ${ownDomains.domain}`,
);
const personaRows = query<None, { id: string; name: string; definition: string }>(
  () => sql`
    select ${personas.id} as id, ${personas.name} as name, ${personas.definition} as definition
    from ${personas} order by ${personas.position}`,
);
const pieceRows = query<
  None,
  { id: string; title: string; url: string; kind: string; personas: string; stages: string }
>(
  () => sql`
    select ${content.id} as id, ${content.title} as title, ${content.url} as url, ${content.kind} as kind,
      ${content.personas} as personas, ${content.stages} as stages
    from ${content} limit 500`,
);
const scorecardRows = query<None, { version: number; name: string; definition: string | null }>(
  () => sql`
    select ${scorecards.version} as version, ${scorecards.name} as name,
      iif(${scorecards.version} = (select max(version) from ${scorecards}), ${scorecards.definition}, null)
        as definition
    from ${scorecards} order by ${scorecards.version} desc`,
);

let kept: Config | undefined;

/** The configuration of this version: from memory, or in one trip where it has changed. */
export async function configOf(db: Database, version: string): Promise<Config> {
  return kept?.version === version ? kept : readConfig(db);
}

const versionRow = query<None, { version: string }>(
  () => sql`select ${workspace.version} as version from ${workspace} where ${workspace.id} = 1`,
);

/** The configuration for who asks on nobody's behalf: one trip, two where it has changed. */
export async function currentConfig(db: Database): Promise<Config> {
  const [row] = await db.all(versionRow({}));
  return configOf(db, row?.version ?? "");
}

/** The configuration as it stands in the database now; kept for the requests to come. */
export async function readConfig(db: Database): Promise<Config> {
  const [[row], [goodLead], domains, personaList, pieces, cards, kinds] = await db.batch([
    workspaceRow({}),
    goodLeadRow({}),
    ownDomainRows({}),
    personaRows({}),
    pieceRows({}),
    scorecardRows({}),
    listEventKinds({}),
  ]);
  if (!row || !goodLead) throw new Error("The database has no workspace: apply the migrations");
  const reasons: ReasonChoice[] = JSON.parse(row.reasons);
  const card = cards[0];
  kept = {
    version: row.version,
    name: row.name,
    timeZone: row.timeZone,
    firstDay: row.firstDay,
    goodLead,
    reasons: reasons.length > 0 ? reasons : [...defaultReasons],
    retention: { anonymousDays: row.anonymousDays, detailsDays: row.detailsDays },
    trustedCrms: JSON.parse(row.trustedCrms),
    driftReports: row.driftReports === 1,
    ownDomains: domains.map(({ domain }) => domain),
    personas: personaList.map(({ id, name, definition }) => ({ id, name, ...JSON.parse(definition) })),
    pieces: pieces.map((piece) => ({
      ...piece,
      personas: JSON.parse(piece.personas),
      stages: JSON.parse(piece.stages),
    })),
    scorecard: card?.definition ? JSON.parse(card.definition) : defaultScorecard,
    scorecards: cards.length > 0 ? cards.map(({ version, name }) => ({ version, name })) : [defaultScorecard],
    // Of names that differ in how they are written only, the newest.
    eventKinds: Object.fromEntries(
      [...kinds].reverse().map(({ name, kind, direction }) => [plainName(name), { kind, direction }]),
    ),
    linkSecret: row.linkSecret ?? "",
  };
  return kept;
}
