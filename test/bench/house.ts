import { uuidv7 } from "uuidv7";
import { Insight } from "../../shared/contract/insight.ts";
import type { LeadsResult } from "../../shared/contract/leads.ts";
import { sha256 } from "../../worker/hash.ts";
import { personas } from "../../worker/sample/personas.ts";
import type { Machine } from "./machine.ts";

export const DAY = 86_400_000;

const people = [
  { id: "p-rep", name: "Rosa Rep", email: "rosa@ourcompany.example", role: "rep" },
  { id: "p-marketing", name: "Lena Lang", email: "lena@ourcompany.example", role: "marketing" },
] as const;

/** People who may sign in, personas and content: what a workspace has before its first lead. */
export async function furnish({ run }: Machine): Promise<void> {
  await run("insert into teams (id, name) values ('t-north', 'North')");
  for (const { id, name, email, role } of people) {
    await run(
      "insert into people (id, name, email, role, team_id) values (?, ?, ?, ?, 't-north')",
      id,
      name,
      email,
      role,
    );
    await run(
      "insert into tokens (hash, person_id, name, local, created_at) values (?, ?, 'bench', 1, 0)",
      await sha256(`local-${role}`),
      id,
    );
  }
  for (const [position, { id, name, ...definition }] of personas.entries())
    await run(
      "insert into personas (id, name, definition, position) values (?, ?, ?, ?)",
      id,
      name,
      JSON.stringify(definition),
      position,
    );
  await run(
    `insert into content (id, title, url, kind, personas, stages, created_at)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 40)
     select 'piece-' || i, 'Piece ' || i, 'https://ourcompany.example/guides/' || i, 'Guide',
       iif(i % 2, '["operations-lead"]', '[]'), iif(i % 3, '["inquiry","mql"]', '[]'), 0 from n`,
  );
}

/** How many touches each of the many leads has. */
const TOUCHES_EACH = 10;

/** Make leads `from + 1` to `to` of the many: seven an account, two keys and ten touches each. */
export async function growLeads({ run }: Machine, from: number, to: number, now: number): Promise<void> {
  const numbers = (first: number, last: number) =>
    `with recursive n(i) as (select ${first} union all select i + 1 from n where i < ${last})`;
  const [firstAccount, lastAccount] = [from === 0 ? 0 : Math.floor(from / 7) + 1, Math.floor(to / 7)];
  if (firstAccount <= lastAccount)
    await run(
      `insert into accounts (id, domain, hash, name)
       ${numbers(firstAccount, lastAccount)}
       select 'account-' || i, 'company' || i || '.example', lower(hex(randomblob(32))), 'Company ' || i from n`,
    );
  await run(
    `insert into leads (id, email, mail_kind, name, title, company, domain, account_id, source, campaign,
       attributes, created_at, updated_at, stage_since)
     ${numbers(from + 1, to)}
     select 'many-' || i, 'person' || i || '@company' || (i / 7) || '.example', 'company', 'Person ' || i,
       'Head of Operations', 'Company ' || (i / 7), 'company' || (i / 7) || '.example', 'account-' || (i / 7),
       'Source ' || (i % 6), 'Campaign ' || (i % 15), '{"industry":"Manufacturing","employees":320,"country":"GB"}',
       ?1 - (i % 300) * ${DAY}, ?1, ?1 from n`,
    now,
  );
  for (const [kind, value] of [
    ["email", "'person' || i || '@company' || (i / 7) || '.example'"],
    ["sha256", "lower(hex(randomblob(32)))"],
  ])
    await run(
      `insert into lead_keys (kind, value, lead_id)
       ${numbers(from + 1, to)} select '${kind}', ${value}, 'many-' || i from n`,
    );
  await touchMany({ run }, from, to, TOUCHES_EACH, now, "first");
}

/**
 * `each` more touches of leads `from + 1` to `to` of the many, the first of them before it became a lead, all by its one
 * channel and campaign; and what arrived by them. `series` keeps their ids apart from earlier ones.
 */
export async function touchMany(
  { run }: Pick<Machine, "run">,
  from: number,
  to: number,
  each: number,
  now: number,
  series: string,
): Promise<void> {
  await run(
    `insert into touches (id, lead_id, at, kind, direction, channel, title, url, campaign)
     with recursive lead(i) as (select ${from + 1} union all select i + 1 from lead where i < ${to}),
       touch(k) as (select 1 union all select k + 1 from touch where k < ${each})
     select '${series}-' || i || '-' || k, 'many-' || i,
       ?1 - iif(k = 1, (i % 300) * ${DAY} + 3600000, ((i * 7919 + k * 104729) % 7776000) * 1000),
       ${kindOf("k")}, 'theirs', case i % 3 when 0 then 'Organic Search' when 1 then 'Paid Social' else 'Email' end,
       'A page of ours', 'https://ourcompany.example/page', 'Campaign ' || (i % 6) from lead, touch`,
    now,
  );
  await run(
    `insert into arrivals (day, key_id, channel, campaign, content, touches, last_at, hours)
     select date(at / 1000, 'unixepoch'), 'bench', channel, campaign, '', count(*), max(at), '{}'
     from touches where id > '${series}-' and id < '${series}.' group by 1, 3, 4
     on conflict do update set touches = touches + excluded.touches`,
  );
}

const kindOf = (number: string) =>
  `case ${number} % 6 when 0 then 'pricing_view' when 1 then 'email_click' when 2 then 'email_open'
    when 3 then 'webinar' when 4 then 'form' else 'page_view' end`;

/** A lead of whom everything is known that a panel can show. */
export interface FullHouse {
  leadId: string;
  email: string;
  name: string;
  touches: number;
}

/** Make such a lead through the front door where there is one: with colleagues, open deals, an own verdict, replies. */
export async function fullHouse(
  machine: Machine,
  company: string,
  touches: number,
  now: number,
): Promise<FullHouse> {
  const { call, run } = machine;
  const domain = `${company}.example`;
  const email = `ada@${domain}`;
  const name = `Ada of ${company}`;
  const about = { company, source: "Demo form", campaign: "Autumn", createdAt: now - 400 * DAY };
  const made = await call<LeadsResult>("marketing", "/v1/leads", [
    {
      ...about,
      email,
      keys: ["hubspot:0-1:1"].map((key) => `${key}${company}`),
      name,
      title: "Head of Operations",
      owner: "rosa@ourcompany.example",
      attributes: { industry: "Manufacturing", employees: 320, country: "GB" },
    },
    ...Array.from({ length: 9 }, (_, index) => ({
      ...about,
      email: `colleague${index}@${domain}`,
      name: `Colleague ${index}`,
      title: "Director of Quality",
    })),
  ]);
  const [leadId, ...colleagues] = made.body.leads.map(({ id }) => id);
  if (!leadId || colleagues.length !== 9) throw new Error(JSON.stringify(made.body));
  const touch = (id: string, count: number) =>
    run(
      `insert into touches (id, lead_id, at, kind, direction, channel, title, url, campaign)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < ?3)
       select ?1 || '-' || i, ?1, ?2 - cast(i * (${300 * DAY}.0 / ?3) as integer), ${kindOf("i")}, 'theirs', 'web',
         'Downtime on all sites', 'https://ourcompany.example/page', 'Autumn' from n`,
      id,
      now,
      count,
    );
  await touch(leadId, touches);
  for (const colleague of colleagues) await touch(colleague, 12);
  for (const [name, outcome] of [
    ["Ten sites", "open"],
    ["Ten more", "open"],
    ["One site", "lost"],
  ] as const)
    await run(
      `insert into deals (id, lead_id, account_id, name, stage, amount, currency, opened_at, outcome)
       select ?1, id, account_id, ?2, 'Proposal', 4200000, 'EUR', created_at, ?3 from leads where id = ?4`,
      uuidv7(),
      name,
      outcome,
      leadId,
    );

  await claimed(machine, leadId, email, now);
  const verdictId = crypto.randomUUID();
  const seen = { score: 70, band: "A", scorecard: 1, persona: "operations-lead", site: "gmail" };
  const given = await call("rep", "/v1/feedback", { id: verdictId, leadId, verdict: "good", at: now, seen });
  if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  await Promise.all([
    ...["One", "Two", "Three", "Four"].map((text) =>
      call("marketing", "/v1/replies", { id: uuidv7(), text, to: { verdictId } }),
    ),
    ...["31", "32", "33", "34", "35", "36"].map((piece) =>
      call("rep", `/v1/content/piece-${piece}/uses`, { id: uuidv7(), leadId, at: now }),
    ),
  ]);

  const shown = Insight.parse((await call("rep", insightPath({ email }))).body);
  const isFull =
    shown.touches.total === touches &&
    shown.touches.items.length === Math.min(20, touches) &&
    shown.account?.best.length === 3 &&
    shown.account.openDeal !== null &&
    shown.feedback.mine !== null &&
    shown.replies.length === 3 &&
    shown.claims?.length === 3 &&
    shown.claims.every(({ touches }) => touches === 3) &&
    shown.sequences?.length === 2 &&
    shown.content.length === 3 &&
    shown.persona !== null &&
    shown.lead.owner !== null;
  if (!isFull) throw new Error(`Something is missing in this insight: ${JSON.stringify(shown)}`);
  return { leadId, email, name, touches };
}

/** Visitors who claim to be this lead, and sequences that it is in and was in. */
async function claimed({ run }: Machine, leadId: string, email: string, now: number): Promise<void> {
  for (let n = 0; n < 9; n += 1) {
    const visitor = `v_${n}-${leadId}`;
    await run(
      `insert into claims (id, via, visitor, key, lead_id, at, message_id, last_at, received_at, kind, title, state)
       values (?1, ?2, ?3, ?4, ?5, ?6, ?1, ?6, ?6, 'demo_request', 'Demo request', ?7)`,
      `${n}-${leadId}`,
      `anonymous:${n}-${leadId}`,
      visitor,
      `email:${email}`,
      leadId,
      now - n,
      n % 2 ? "refused" : "open",
    );
    await run(
      `insert into touches (id, lead_id, at, kind, direction, channel, title)
       with recursive k(i) as (select 1 union all select i + 1 from k where i < 3)
       select ?1 || '-' || i, ?1, ?2 - i, 'page_view', 'theirs', 'Direct', 'Pricing' from k`,
      visitor,
      now,
    );
    await run(
      "insert into sequences (lead_id, via, name, state, at, message_id, next_at) values (?1, ?2, ?3, ?4, ?5, ?3, ?5)",
      leadId,
      `email:${email}`,
      `Sequence ${n}`,
      n % 2 ? "out" : "in",
      now - n,
    );
  }
}

export const insightPath = ({ email }: Pick<FullHouse, "email">): string => `/v1/insight?email=${email}`;
