import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * The tables. Times are UTC milliseconds, ids sort by time, lists and definitions are JSON text.
 * What is kept by triggers (heat, current verdicts, counters, stages) is said in migrations/0001_triggers.sql.
 */

/** One row, id 1. `version` changes with everything that a warm isolate keeps in memory (see config.ts). */
export const workspace = sqliteTable("workspace", {
  id: integer().primaryKey(),
  name: text().notNull(),
  timeZone: text("time_zone").notNull(),
  firstDay: integer("first_day").notNull(),
  reasons: text().notNull(),
  version: text().notNull(),
  /** How long touches of visitors that nobody has identified are kept, in days. */
  anonymousDays: integer("anonymous_days").notNull().default(395),
  /** How long the raw details of any touch are kept, in days. */
  detailsDays: integer("details_days").notNull().default(395),
  /** Whose CRM's record ids are kept, JSON: see shared/domain/crm/record.ts. */
  trustedCrms: text("trusted_crms").notNull().default("[]"),
  /** 1 where reports of changed pages are sent here. */
  driftReports: integer("drift_reports").notNull().default(0),
  /** What links of marketing mails are signed with; made by the migration. */
  linkSecret: text("link_secret"),
});

/** Every sentence of what a good lead is that ever stood beside the question; the highest version stands now. */
export const goodLeads = sqliteTable("good_leads", {
  version: integer().primaryKey(),
  text: text().notNull(),
  at: integer().notNull(),
});

export const ownDomains = sqliteTable("own_domains", { domain: text().primaryKey() });

export const teams = sqliteTable("teams", { id: text().primaryKey(), name: text().notNull() });

export const people = sqliteTable(
  "people",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull(),
    role: text({ enum: ["rep", "marketing", "admin"] }).notNull(),
    teamId: text("team_id").references(() => teams.id),
  },
  (t) => [uniqueIndex("people_email").on(t.email)],
);

/** Bearer tokens by their SHA-256. `local` ones are honoured by local mode alone. */
export const tokens = sqliteTable("tokens", {
  hash: text().primaryKey(),
  personId: text("person_id")
    .notNull()
    .references(() => people.id),
  name: text().notNull(),
  local: integer().notNull().default(0),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at"),
  revokedAt: integer("revoked_at"),
});

export const accounts = sqliteTable(
  "accounts",
  {
    id: text().primaryKey(),
    domain: text().notNull(),
    /** SHA-256 of the domain, hex: how the extension asks. */
    hash: text().notNull(),
    name: text().notNull(),
    industry: text(),
    country: text(),
    employees: integer(),
    /** How many leads; kept by trigger. */
    leads: integer().notNull().default(0),
    /** Ids of the up to five leads that scored best when last looked at, JSON. */
    best: text().notNull().default("[]"),
    /** First won deal; kept by trigger. */
    customerSince: integer("customer_since"),
  },
  (t) => [uniqueIndex("accounts_domain").on(t.domain), uniqueIndex("accounts_hash").on(t.hash)],
);

export const leads = sqliteTable(
  "leads",
  {
    id: text().primaryKey(),
    email: text(),
    mailKind: text("mail_kind", { enum: ["company", "free", "none"] }).notNull(),
    name: text(),
    title: text(),
    company: text(),
    domain: text(),
    accountId: text("account_id").references(() => accounts.id),
    source: text(),
    campaign: text(),
    ownerId: text("owner_id").references(() => people.id),
    attributes: text().notNull().default("{}"),
    optedOut: integer("opted_out").notNull().default(0),
    verified: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Kept by trigger from stage_changes. */
    stage: text().notNull().default("inquiry"),
    stageSince: integer("stage_since").notNull(),
    /** First touch of ours by a person; kept by trigger. */
    firstContactAt: integer("first_contact_at"),
    /** Current verdicts; kept by trigger. */
    good: integer().notNull().default(0),
    bad: integer().notNull().default(0),
  },
  (t) => [index("leads_account").on(t.accountId).where(sql`${t.accountId} is not null`)],
);

/** What identifies a lead: `email`, `sha256` (of the address), a CRM's record id, any other kind. */
export const leadKeys = sqliteTable(
  "lead_keys",
  {
    kind: text().notNull(),
    value: text().notNull(),
    leadId: text("lead_id")
      .notNull()
      .references(() => leads.id),
    /** 1 where messages alone say that it is this lead's: see worker/tracking/identity.ts. */
    said: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.kind, t.value] }), index("lead_keys_lead").on(t.leadId, t.said)],
);

/**
 * Append only, clustered by lead and time. `id` is the sender's own. Whose visitor nobody knows yet, has that visitor
 * for a lead: `v_` and 32 hex digits (see worker/tracking/visitors.ts).
 */
export const touches = sqliteTable(
  "touches",
  {
    id: text().notNull(),
    leadId: text("lead_id").notNull(),
    at: integer().notNull(),
    kind: text().notNull(),
    direction: text({ enum: ["theirs", "ours"] }).notNull(),
    channel: text().notNull(),
    title: text().notNull(),
    url: text(),
    campaign: text(),
    /** Who of us acted; null for machines. */
    personId: text("person_id"),
    /** What else its sender said of it, JSON; null where nothing. */
    details: text(),
    /** What of its campaign brought it (`utm_content`). */
    content: text(),
    /** The key (`kind:value`) that it came by as a message; null of files and our own. It goes where that key goes. */
    via: text(),
  },
  (t) => [primaryKey({ columns: [t.leadId, t.at, t.id] }), uniqueIndex("touches_id").on(t.id)],
);

/** One row a lead: see shared/domain/heat. Kept by trigger, in the transaction of the touch. */
export const heat = sqliteTable("heat", {
  leadId: text("lead_id").primaryKey(),
  kinds: text().notNull(),
});

export const stageChanges = sqliteTable(
  "stage_changes",
  {
    id: text().primaryKey(),
    leadId: text("lead_id").notNull(),
    from: text().notNull(),
    to: text().notNull(),
    at: integer().notNull(),
    /** Since when the lead stands at `to`: `at`, but for a change taken back. */
    since: integer().notNull(),
    cause: text({ enum: ["verdict", "person", "import", "deal", "rule"] }).notNull(),
    personId: text("person_id"),
    reason: text(),
    /** What taking this change back restores, JSON `{stage, since}`. */
    restores: text(),
  },
  (t) => [index("stage_changes_lead").on(t.leadId, t.at)],
);

/** Append only. The client's id is the id. */
export const verdicts = sqliteTable(
  "verdicts",
  {
    id: text().primaryKey(),
    leadId: text("lead_id").notNull(),
    personId: text("person_id").notNull(),
    verdict: text({ enum: ["good", "bad", "withdrawn"] }).notNull(),
    reason: text(),
    /** The reason's group when it was given. */
    group: text("reason_group", { enum: ["not_now", "not_a_fit", "not_counted"] }),
    note: text(),
    at: integer().notNull(),
    /** What the rep's clock said, where it was ahead. */
    claimedAt: integer("claimed_at"),
    receivedAt: integer("received_at").notNull(),
    score: integer(),
    band: text(),
    scorecard: integer(),
    persona: text(),
    site: text().notNull(),
    goodLead: integer("good_lead").notNull(),
    contact: text({ enum: ["before", "after"] }).notNull(),
    source: text(),
    campaign: text(),
  },
  (t) => [index("verdicts_lead").on(t.leadId)],
);

/** The one that counts of each rep and lead; kept by trigger from verdicts. */
export const currentVerdicts = sqliteTable(
  "current_verdicts",
  {
    leadId: text("lead_id").notNull(),
    personId: text("person_id").notNull(),
    verdictId: text("verdict_id").notNull(),
    verdict: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.leadId, t.personId] }), index("current_verdicts_at").on(t.at)],
);

/** Which rep saw which lead on which day (of the workspace), and what stood there. Kept 90 days. */
export const seen = sqliteTable(
  "seen",
  {
    leadId: text("lead_id").notNull(),
    personId: text("person_id").notNull(),
    day: text().notNull(),
    at: integer().notNull(),
    score: integer(),
    band: text(),
    scorecard: integer(),
    persona: text(),
    site: text().notNull(),
    contact: text({ enum: ["before", "after"] }).notNull(),
    source: text(),
    campaign: text(),
  },
  (t) => [primaryKey({ columns: [t.day, t.leadId, t.personId] })],
);

/** What remains of `seen` after 90 days: leads seen and judged by day and slice, and nobody's name. */
export const seenCounts = sqliteTable(
  "seen_counts",
  {
    day: text().notNull(),
    band: text().notNull(),
    scorecard: integer().notNull(),
    persona: text().notNull(),
    site: text().notNull(),
    contact: text().notNull(),
    source: text().notNull(),
    campaign: text().notNull(),
    seen: integer().notNull(),
    judged: integer().notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.day, t.band, t.scorecard, t.persona, t.site, t.contact, t.source, t.campaign],
    }),
  ],
);

/** The facts as they were at a stage change or a verdict: what learning may look at. */
export const snapshots = sqliteTable("snapshots", {
  /** The id of what caused it. */
  id: text().primaryKey(),
  leadId: text("lead_id").notNull(),
  at: integer().notNull(),
  cause: text({ enum: ["verdict", "stage"] }).notNull(),
  facts: text().notNull(),
});

export const replies = sqliteTable(
  "replies",
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    personId: text("person_id").notNull(),
    /** The person's name, kept here so that a panel need not look it up. */
    author: text().notNull(),
    text: text().notNull(),
    verdictId: text("verdict_id"),
    reason: text(),
    /** What was answered, as a person reads it. */
    about: text().notNull(),
    reached: integer().notNull(),
  },
  (t) => [index("replies_at").on(t.at)],
);

/** In whose panel, and beside which lead, a reply shows. */
export const replyRecipients = sqliteTable(
  "reply_recipients",
  {
    personId: text("person_id").notNull(),
    leadId: text("lead_id").notNull(),
    at: integer().notNull(),
    replyId: text("reply_id").notNull(),
    verdictId: text("verdict_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.leadId, t.at, t.replyId] }),
    index("reply_recipients_verdict").on(t.verdictId),
  ],
);

/** Verdicts to talk about when the two teams next meet. */
export const meetingItems = sqliteTable("meeting_items", {
  verdictId: text("verdict_id").primaryKey(),
  personId: text("person_id").notNull(),
  at: integer().notNull(),
});

export const content = sqliteTable("content", {
  id: text().primaryKey(),
  title: text().notNull(),
  url: text().notNull(),
  kind: text().notNull(),
  /** Ids of the personas it is for; none means all. JSON. */
  personas: text().notNull().default("[]"),
  /** Stages it is for; none means all. JSON. */
  stages: text().notNull().default("[]"),
  createdAt: integer("created_at").notNull(),
  /** How often its link was copied; kept by trigger. */
  uses: integer().notNull().default(0),
  lastUsedAt: integer("last_used_at"),
});

export const contentUses = sqliteTable(
  "content_uses",
  {
    id: text().primaryKey(),
    contentId: text("content_id").notNull(),
    leadId: text("lead_id").notNull(),
    personId: text("person_id").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("content_uses_lead").on(t.leadId)],
);

export const contentRequests = sqliteTable(
  "content_requests",
  {
    id: text().primaryKey(),
    leadId: text("lead_id").notNull(),
    personId: text("person_id").notNull(),
    at: integer().notNull(),
    text: text().notNull(),
    persona: text(),
    stage: text().notNull(),
  },
  (t) => [index("content_requests_at").on(t.at)],
);

export const personas = sqliteTable("personas", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** See shared/domain/personas. JSON. */
  definition: text().notNull(),
  position: integer().notNull(),
});

export const scorecards = sqliteTable("scorecards", {
  version: integer().primaryKey(),
  name: text().notNull(),
  /** See shared/domain/scoring. JSON. */
  definition: text().notNull(),
  publishedAt: integer("published_at").notNull(),
});

/**
 * A deal of the CRM, or (`standIn`) what a list of leads says of how one ended, until the deal itself arrives.
 * One of the two dates is there.
 */
export const deals = sqliteTable(
  "deals",
  {
    id: text().primaryKey(),
    leadId: text("lead_id").notNull(),
    accountId: text("account_id"),
    name: text().notNull(),
    stage: text(),
    amount: integer(),
    currency: text(),
    openedAt: integer("opened_at"),
    closedAt: integer("closed_at"),
    outcome: text({ enum: ["open", "won", "lost"] }).notNull(),
    lostReason: text("lost_reason"),
    /** When it came to be as it is now, where whoever wrote it knows. */
    changedAt: integer("changed_at"),
    standIn: integer("stand_in").notNull().default(0),
    /** JSON. */
    attributes: text().notNull().default("{}"),
  },
  (t) => [
    index("deals_account").on(t.accountId, t.outcome).where(sql`${t.accountId} is not null`),
    index("deals_lead").on(t.leadId),
  ],
);

/** Append only: each state that a deal was in. */
export const dealChanges = sqliteTable(
  "deal_changes",
  {
    dealId: text("deal_id").notNull(),
    at: integer().notNull(),
    stage: text(),
    amount: integer(),
    currency: text(),
    outcome: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.dealId, t.at] })],
);

/** What is known of each custom attribute of leads and deals. */
export const attributes = sqliteTable("attributes", {
  name: text().primaryKey(),
  type: text({ enum: ["text", "choice", "number", "date", "boolean", "empty"] }).notNull(),
  /** Filled in by sales after first contact: 1 where no score may learn from it. */
  afterContact: integer("after_contact").notNull().default(0),
  createdAt: integer("created_at").notNull(),
});

/** A file on its way in. Lists and records are JSON; see shared/contract/imports.ts. */
export const imports = sqliteTable("imports", {
  id: text().primaryKey(),
  kind: text({ enum: ["leads", "touches", "deals"] }).notNull(),
  name: text().notNull(),
  personId: text("person_id").notNull(),
  state: text({ enum: ["mapping", "running", "done", "stopped", "failed"] }).notNull(),
  phase: text({ enum: ["writing", "ranking", "undoing"] }),
  createdAt: integer("created_at").notNull(),
  /** The time that everything is written at: the same however often it is resumed. */
  startedAt: integer("started_at"),
  finishedAt: integer("finished_at"),
  bytes: integer().notNull(),
  rows: integer().notNull(),
  format: text({ enum: ["csv", "ndjson"] }).notNull(),
  encoding: text().notNull(),
  delimiter: text(),
  header: integer().notNull(),
  /** ColumnProfile list. */
  profiles: text().notNull(),
  /** Rows that are the same as another but for their ids: `{count, rows}`. */
  lookAlikes: text("look_alikes").notNull().default("{}"),
  /** What is doubtful about how the file is read: ImportAsk list. */
  asks: text().notNull().default("[]"),
  /** What a person corrected; null until then. */
  mapping: text(),
  answers: text(),
  afterContact: text("after_contact"),
  /** How its rows are read, all questions answered: see shared/domain/imports/reading.ts. Fixed at the start. */
  reading: text(),
  /** Where the next record begins: chunk number and letter in its text. */
  chunk: integer().notNull().default(0),
  letter: integer().notNull().default(0),
  /** Steps taken. A trigger refuses any step but the next one of a running import. */
  step: integer().notNull().default(0),
  /** Steps whose leads' accounts are ranked. */
  ranked: integer().notNull().default(0),
  /** Steps whose leads stand in lists: see worker/jobs/standings.ts. */
  stood: integer().notNull().default(0),
  done: integer().notNull().default(0),
  created: integer().notNull().default(0),
  updated: integer().notNull().default(0),
  unchanged: integer().notNull().default(0),
  refused: integer().notNull().default(0),
  conflicts: integer().notNull().default(0),
  /** What is odd about rows that went in: oddity to how many, and the first of them. */
  odd: text().notNull().default("{}"),
  error: text(),
  /** Runs that have begun since the last step that was taken. */
  attempts: integer().notNull().default(0),
  /** Until when somebody works on it; a runner that died leaves it behind. */
  leaseUntil: integer("lease_until").notNull().default(0),
});

/** The uploaded bytes in base64, cut where a record can end, at most 1 MB a row. */
export const importChunks = sqliteTable(
  "import_chunks",
  {
    importId: text("import_id").notNull(),
    number: integer().notNull(),
    bytes: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.number] })],
);

/** What each step of an import did, and how it was before. JSON. */
export const importSteps = sqliteTable(
  "import_steps",
  {
    importId: text("import_id").notNull(),
    step: integer().notNull(),
    /** Ids of the leads that it wrote. */
    leads: text().notNull(),
    /** Oddity to rows. */
    odd: text().notNull(),
    /** Rows that cannot go in: `[{row, cells, errors}]`. */
    refused: text().notNull(),
    /** The longest, so that whoever reads the others need not read over it. */
    undo: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.step] })],
);

/** How a person mapped files with this header: by the SHA-256 of the kind and the columns' names. */
export const importMappings = sqliteTable("import_mappings", {
  header: text().primaryKey(),
  mapping: text().notNull(),
  answers: text().notNull(),
  afterContact: text("after_contact").notNull(),
  usedAt: integer("used_at").notNull(),
});

/** Two leads that one row says are one person. A person decides. `a` sorts before `b`. */
export const conflicts = sqliteTable(
  "conflicts",
  {
    id: text().primaryKey(),
    leadA: text("lead_a").notNull(),
    keyA: text("key_a").notNull(),
    leadB: text("lead_b").notNull(),
    keyB: text("key_b").notNull(),
    at: integer().notNull(),
    importId: text("import_id"),
    row: integer(),
    /** The message that says so, where no file does. */
    messageId: text("message_id"),
    state: text({ enum: ["open", "merged", "apart"] })
      .notNull()
      .default("open"),
    personId: text("person_id"),
    decidedAt: integer("decided_at"),
    mergeId: text("merge_id"),
  },
  (t) => [uniqueIndex("conflicts_leads").on(t.leadA, t.leadB), index("conflicts_state").on(t.state, t.at)],
);

/** Two leads made one, with all that is needed to part them again. */
export const merges = sqliteTable(
  "merges",
  {
    id: text().primaryKey(),
    /** The lead that stayed. */
    intoId: text("into_id").notNull(),
    /** The lead that is no more; who asks for it gets the other. */
    fromId: text("from_id").notNull(),
    at: integer().notNull(),
    personId: text("person_id").notNull(),
    undoneAt: integer("undone_at"),
    undoneBy: text("undone_by"),
    /** The lead that is no more, and what the other took from it: `{from, taken}`. JSON. */
    undo: text().notNull(),
  },
  (t) => [index("merges_from").on(t.fromId), index("merges_into").on(t.intoId)],
);

/** Each row that a merge moved from one lead to the other. */
export const mergeMoves = sqliteTable(
  "merge_moves",
  {
    mergeId: text("merge_id").notNull(),
    /** The table that it is in. */
    place: text().notNull(),
    rowId: text("row_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.place, t.rowId] })],
);

/** What messages say of a key (`kind:value`) by itself. */
export const identities = sqliteTable("identities", {
  key: text().primaryKey(),
  /** The first message that named it, by time and then by id. */
  bornAt: integer("born_at").notNull(),
  bornBy: text("born_by").notNull(),
  /** The newest word on each field: `{field: [value, at, messageId]}`, see shared/domain/identity/said.ts. JSON. */
  said: text().notNull().default("{}"),
});

/** That some keys are one person's, or (`apart`) that they are not: see shared/domain/identity. */
export const statements = sqliteTable("statements", {
  /** SHA-256 of its kind and keys, 32 hex digits: the same thing said twice is the earlier of the two. */
  id: text().primaryKey(),
  kind: text({ enum: ["joined", "alias", "merged", "apart"] }).notNull(),
  /** JSON list. */
  keys: text().notNull(),
  at: integer().notNull(),
  messageId: text("message_id").notNull(),
});

export const statementKeys = sqliteTable(
  "statement_keys",
  { key: text().notNull(), statementId: text("statement_id").notNull() },
  (t) => [primaryKey({ columns: [t.key, t.statementId] })],
);

/** One row, id 1. Who changes who is who takes the next turn; null for a serial fails the whole transaction. */
export const turns = sqliteTable("turns", { id: integer().primaryKey(), serial: integer().notNull() });

/** What retention leaves of touches that are gone: their heat, by the key that they came by. */
export const cooled = sqliteTable(
  "cooled",
  { leadId: text("lead_id").notNull(), via: text().notNull(), kinds: text().notNull() },
  (t) => [primaryKey({ columns: [t.leadId, t.via] })],
);

/** Somebody unproven has said on a visitor's behalf who that is. Nothing follows from it until it is confirmed. */
export const claims = sqliteTable(
  "claims",
  {
    /** SHA-256 of visitor and key, 32 hex digits. */
    id: text().primaryKey(),
    /** The visitor's key, `anonymous:...`. */
    via: text().notNull(),
    /** The visitor's own id (see worker/tracking/visitors.ts): whose heat it is until it is confirmed. */
    visitor: text(),
    /** What was claimed: `email:...` or `user:...`. */
    key: text().notNull(),
    /** The lead that has this key; null where none has. */
    leadId: text("lead_id"),
    /** The first message that claimed it, by time and then by id, and the last. */
    at: integer().notNull(),
    messageId: text("message_id").notNull(),
    lastAt: integer("last_at").notNull(),
    receivedAt: integer("received_at").notNull(),
    /** What was asked for, of the last touch that came with it. */
    kind: text(),
    title: text(),
    /** What else was claimed, as `identities.said`. JSON. */
    said: text().notNull().default("{}"),
    state: text({ enum: ["open", "confirmed", "refused"] })
      .notNull()
      .default("open"),
    how: text({ enum: ["server", "link", "person"] }),
    personId: text("person_id"),
    decidedAt: integer("decided_at"),
  },
  (t) => [
    index("claims_lead").on(t.leadId, t.lastAt).where(sql`${t.leadId} is not null`),
    index("claims_open").on(t.leadId, t.lastAt).where(sql`${t.state} = 'open'`),
    index("claims_via").on(t.via),
    index("claims_unknown").on(t.key).where(sql`${t.leadId} is null`),
  ],
);

/** Signed links that were followed: the first visitor to come by one is believed, no other. */
export const linkUses = sqliteTable("link_uses", {
  linkId: text("link_id").primaryKey(),
  via: text().notNull(),
  at: integer().notNull(),
  expiresAt: integer("expires_at").notNull(),
});

/** Who may send touches. A public key stands in every page's source; a server key is kept as its SHA-256 only. */
export const writeKeys = sqliteTable(
  "write_keys",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text({ enum: ["public", "server"] }).notNull(),
    hash: text().notNull(),
    /** A public key itself; of a server key the last four letters. */
    shown: text().notNull(),
    /** Where pages may send from, a JSON list of origins; none means anywhere. */
    origins: text().notNull().default("[]"),
    local: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by"),
    /** When it ends, where it was rotated: the new one holds already. */
    expiresAt: integer("expires_at"),
    revokedAt: integer("revoked_at"),
    revokedBy: text("revoked_by"),
    /** The key that this one took the place of. */
    replaces: text(),
  },
  (t) => [uniqueIndex("write_keys_hash").on(t.hash)],
);

/** Touches that came, by day (UTC, `2026-11-22`), key, and what brought them. */
export const arrivals = sqliteTable(
  "arrivals",
  {
    day: text().notNull(),
    keyId: text("key_id").notNull(),
    channel: text().notNull(),
    campaign: text().notNull(),
    content: text().notNull(),
    touches: integer().notNull(),
    lastAt: integer("last_at").notNull(),
    /** By hour of receipt, `{"13": 5}`. JSON. */
    hours: text().notNull(),
    /** Ids of the newest of them, JSON: up to 20, the last one first. */
    newest: text().notNull().default("[]"),
  },
  (t) => [primaryKey({ columns: [t.day, t.keyId, t.channel, t.campaign, t.content] })],
);

/** Messages that were left out, and why (see shared/contract/sources.ts). */
export const rejections = sqliteTable(
  "rejections",
  {
    day: text().notNull(),
    keyId: text("key_id").notNull(),
    reason: text().notNull(),
    messages: integer().notNull(),
    lastAt: integer("last_at").notNull(),
    hours: text().notNull(),
    /** The field and what is wrong with it, of the last one. */
    sample: text(),
  },
  (t) => [primaryKey({ columns: [t.day, t.keyId, t.reason] })],
);

/** What marketing takes an event's name for, over the built-in table. Names are in lower case. */
export const eventKinds = sqliteTable("event_kinds", {
  name: text().primaryKey(),
  kind: text().notNull(),
  direction: text({ enum: ["theirs", "ours"] }).notNull(),
  personId: text("person_id").notNull(),
  at: integer().notNull(),
});

/** Events that no table names, offered for mapping. */
export const unmappedEvents = sqliteTable("unmapped_events", {
  name: text().primaryKey(),
  /** As it was written. */
  event: text().notNull(),
  touches: integer().notNull(),
  lastAt: integer("last_at").notNull(),
  keyId: text("key_id").notNull(),
});

/** The newest word on a lead's place in a sequence of the marketing tool, by the key that it came by. */
export const sequences = sqliteTable(
  "sequences",
  {
    leadId: text("lead_id").notNull(),
    via: text().notNull(),
    name: text().notNull(),
    state: text({ enum: ["in", "out"] }).notNull(),
    /** When it last moved, and the message that says so. */
    at: integer().notNull(),
    messageId: text("message_id").notNull(),
    nextAt: integer("next_at"),
  },
  (t) => [
    primaryKey({ columns: [t.leadId, t.via, t.name] }),
    index("sequences_in").on(t.leadId, t.at).where(sql`${t.state} = 'in'`),
  ],
);

/** Messages from the queue that could not be written, however often it was tried. */
export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  at: integer().notNull(),
  keyId: text("key_id").notNull(),
  messages: integer().notNull(),
  attempts: integer().notNull(),
  error: text().notNull(),
  body: text().notNull(),
});

/**
 * What brought a lead to each milestone: the first touch ever, and the last of theirs before it. Kept by trigger,
 * rebuilt where touches change hands (db/credits.ts).
 */
export const credits = sqliteTable(
  "credits",
  {
    leadId: text("lead_id").notNull(),
    milestone: text({ enum: ["lead", "mql", "good", "bad", "won"] }).notNull(),
    at: integer().notNull(),
    firstAt: integer("first_at"),
    firstId: text("first_id"),
    firstChannel: text("first_channel"),
    firstCampaign: text("first_campaign"),
    firstContent: text("first_content"),
    lastAt: integer("last_at"),
    lastId: text("last_id"),
    lastChannel: text("last_channel"),
    lastCampaign: text("last_campaign"),
    lastContent: text("last_content"),
  },
  (t) => [primaryKey({ columns: [t.leadId, t.milestone] })],
);

/** Credits by day (UTC) of the milestone; kept by trigger. */
export const creditDays = sqliteTable(
  "credit_days",
  {
    day: text().notNull(),
    model: text({ enum: ["first", "last"] }).notNull(),
    channel: text().notNull(),
    campaign: text().notNull(),
    content: text().notNull(),
    leads: integer().notNull().default(0),
    mqls: integer().notNull().default(0),
    good: integer().notNull().default(0),
    bad: integer().notNull().default(0),
    won: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.day, t.model, t.channel, t.campaign, t.content] })],
);

/** How a lead stands, for lists of leads; it follows from the lead: see worker/jobs/standings.ts. */
export const standings = sqliteTable(
  "standings",
  {
    leadId: text("lead_id").primaryKey(),
    /** Empty where it is nobody's. */
    ownerId: text("owner_id").notNull(),
    /** Its score when last looked at; null where it belongs into no list of good leads. */
    value: integer(),
    /** When it last came back after a long time, UTC ms. */
    wokenAt: integer("woken_at"),
    /** What it is found by, as in `lead_entries`, JSON. */
    entries: text().notNull(),
  },
  (t) => [
    index("standings_best").on(t.ownerId, t.value).where(sql`${t.value} is not null`),
    index("standings_woken").on(t.ownerId, t.wokenAt).where(sql`${t.wokenAt} is not null`),
  ],
);

/** What leads are found by: see shared/domain/search. */
export const leadEntries = sqliteTable(
  "lead_entries",
  { entry: text().notNull(), leadId: text("lead_id").notNull() },
  (t) => [primaryKey({ columns: [t.entry, t.leadId] })],
);

/** The membership filter of hashed keys, in base64: see worker/jobs/filter.ts. */
export const filterParts = sqliteTable(
  "filter_parts",
  { version: text().notNull(), number: integer().notNull(), bytes: text().notNull() },
  (t) => [primaryKey({ columns: [t.version, t.number] })],
);

/** The first 12 digits of hashes that came since, in the order of coming; kept by trigger. Number 0: some have gone. */
export const filterNewcomers = sqliteTable("filter_newcomers", {
  number: integer().primaryKey(),
  hash: text().notNull(),
});

/** Where each job in slices goes on. */
export const jobs = sqliteTable("jobs", { name: text().primaryKey(), cursor: text().notNull() });

/** Pages that are no longer read as they were, as extensions report them (see shared/contract/drift.ts). */
export const drift = sqliteTable(
  "drift",
  {
    site: text().notNull(),
    version: text().notNull(),
    /** What tells it from others: of kind, signs, failed ways and doubts. */
    print: text().notNull(),
    kind: text({ enum: ["nobody", "disagree"] }).notNull(),
    signs: text().notNull(),
    failed: text().notNull(),
    doubts: text().notNull(),
    outline: text().notNull(),
    firstAt: integer("first_at").notNull(),
    lastAt: integer("last_at").notNull(),
    reports: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version, t.print] })],
);
