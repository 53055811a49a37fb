import { env } from "cloudflare:workers";
import { getTableColumns, getTableName } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { HEAT_EPOCH, type Heat, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import { DAY, people, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "./bulk.ts";
import { rebuildHeat, refreshSnapshotHeat } from "./heat.ts";
import { type Lead, leadsAsTheyAre, mergeById } from "./merges.ts";
import { emptied, filled, mergeLeads, partLeads } from "./merging.ts";
import { Database } from "./run.ts";
import * as schema from "./schema.ts";

beforeAll(seedPeople);

const T0 = HEAT_EPOCH + 300 * DAY;
const [A, B] = ["lead-a", "lead-b"];
const run = (statements: Parameters<Database["batch"]>[0]) => new Database(env.DB).batch(statements);

/** Everything that hangs on leads, children before parents. */
const tables = [
  schema.leadKeys,
  schema.touches,
  schema.heat,
  schema.snapshots,
  schema.currentVerdicts,
  schema.verdicts,
  schema.stageChanges,
  schema.deals,
  schema.dealChanges,
  schema.seen,
  schema.replyRecipients,
  schema.meetingItems,
  schema.contentUses,
  schema.contentRequests,
  schema.conflicts,
  schema.mergeMoves,
  schema.credits,
  schema.creditDays,
  schema.leads,
  schema.accounts,
] as const;

const clear = () =>
  env.DB.batch(
    [...tables, schema.merges].map((table) => env.DB.prepare(`delete from ${getTableName(table)}`)),
  );

const dueCredits = async (): Promise<Row[]> =>
  (await env.DB.prepare("select * from due_credits order by 1, 2").all<Row>()).results;

/** Sums differ in their last bits with the order in which they were added; nothing else may. */
const roundedHeat = (heat: Heat) =>
  Object.fromEntries(
    Object.entries(heat)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, entry]) => [kind, entry.map(round6)]),
  );

type Row = Record<string, unknown>;
type Dump = Record<string, Row[]>;
async function dump(): Promise<Dump> {
  const answers = await env.DB.batch<Row>(
    tables.map((table) => {
      const all = Object.keys(getTableColumns(table)).map((_, index) => index + 1);
      return env.DB.prepare(`select * from ${getTableName(table)} order by ${all.join()}`);
    }),
  );
  const all: Dump = Object.fromEntries(
    tables.map((table, index) => [getTableName(table), answers[index]?.results ?? []]),
  );
  for (const row of all.heat ?? []) row.kinds = roundedHeat(JSON.parse(`${row.kinds}`));
  for (const row of all.snapshots ?? []) {
    const facts = JSON.parse(`${row.facts}`);
    row.facts = { ...facts, heat: roundedHeat(facts.heat) };
  }
  return all;
}
const of = (all: Dump, table: string, leadId: string) =>
  (all[table] ?? []).filter((row) => row.lead_id === leadId);

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const lead = pick(A, B);
const person = pick(people.rep.id, people.rep2.id);
/** Few times, so that many are the same. */
const at = fc.integer({ min: -6, max: 6 }).map((days) => T0 + days * DAY);
const stage = pick("inquiry", "mql", "sal", "sql", "opportunity", "customer", "recycled");
const some = <T>(value: fc.Arbitrary<T>, maxLength = 6) => fc.array(value, { maxLength });

const anyLead = fc.record({
  mail: pick(
    { email: null, mailKind: "none" as const, domain: null, accountId: null },
    { email: "free", mailKind: "free" as const, domain: "gmail.com", accountId: null },
    { email: "one", mailKind: "company" as const, domain: "one.example", accountId: "acc-1" },
    { email: "two", mailKind: "company" as const, domain: "two.example", accountId: "acc-2" },
  ),
  name: maybe(pick("Ada", "A. Lovelace", 'Ö "<b>"')),
  title: maybe(pick("Head of Operations", "COO")),
  company: maybe(pick("Analytical")),
  source: maybe(pick("Search", "Webinar")),
  campaign: maybe(pick("Autumn")),
  ownerId: maybe(person),
  attributes: pick("{}", '{"industry":"Steel","size":120}', '{ "size" : 4.0, "note":"" }', '{"vip":true}'),
  optedOut: pick(0, 1),
  verified: pick(0, 1),
  createdAt: at,
});

const anyHistory = fc.record({
  leads: fc.tuple(anyLead, anyLead),
  touches: some(
    fc.record({
      leadId: lead,
      at,
      kind: pick("form", "page_view", "call"),
      direction: pick("theirs" as const, "ours" as const),
      personId: maybe(person),
      channel: pick("Direct", "Email", "Search"),
      campaign: maybe(pick("Spring", "Autumn")),
    }),
    12,
  ),
  verdicts: some(
    fc.record({ leadId: lead, personId: person, verdict: pick("good", "bad", "withdrawn"), at }),
  ),
  changes: some(fc.record({ leadId: lead, to: stage, at, cause: pick("import", "deal", "person") })),
  deals: some(
    fc.record({
      leadId: lead,
      outcome: pick("open", "won", "lost"),
      closedAt: maybe(at),
      standIn: pick(0, 1),
    }),
    4,
  ),
  seen: fc.uniqueArray(fc.record({ leadId: lead, personId: person, day: pick("2026-10-01", "2026-10-02") }), {
    selector: (row) => JSON.stringify(row),
  }),
  replies: pick(0, 1, 2),
  uses: some(lead, 3),
  requests: some(lead, 3),
  conflict: maybe(pick("open", "apart")),
});
type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;

/** All that a history says of leads that are there, under ids that begin with `tag`. */
function rowsOf(
  history: Omit<History, "leads" | "conflict">,
  tag: string,
  accountOf: (lead: string) => string | null,
) {
  const verdicts = history.verdicts.map((row, n) => ({
    ...row,
    id: `${tag}v${n}`,
    verdict: row.verdict as "good" | "bad" | "withdrawn",
    receivedAt: row.at,
    site: "gmail",
    goodLead: 1,
    contact: "before" as const,
  }));
  const changes = history.changes.map((row, n) => ({
    ...row,
    id: `${tag}s${n}`,
    from: "inquiry",
    since: row.at - 1,
    cause: row.cause as "import" | "deal" | "person",
  }));
  const facts = (what: string) => JSON.stringify({ email: what, heat: {}, tail: 1 });
  const deals = history.deals.map((row, n) => ({
    ...row,
    id: `${tag}d${n}`,
    name: "Deal",
    accountId: accountOf(row.leadId),
    openedAt: T0 - 50 * DAY,
    outcome: row.outcome as "open" | "won" | "lost",
  }));
  // Everyone who gave a reason is answered at once: each rep beside each of their leads.
  const answers = Array.from({ length: history.replies }, (_, n) =>
    verdicts.map(({ id, leadId, personId }) => ({
      personId,
      leadId,
      at: T0 + n,
      replyId: `${tag}r${n}`,
      verdictId: id,
    })),
  ).flat();
  return [
    ...insertRows(
      schema.touches,
      history.touches.map((row, n) => ({ ...row, id: `${tag}t${n}`, title: "T" })),
    ),
    ...insertRows(schema.verdicts, verdicts),
    ...insertRows(schema.stageChanges, changes),
    ...insertRows(
      schema.snapshots,
      [
        ...verdicts.map((row) => ({ ...row, cause: "verdict" as const, facts: facts(row.id) })),
        ...changes.map((row) => ({ ...row, cause: "stage" as const, facts: facts(row.id) })),
      ].map(({ id, leadId, at, cause, facts }) => ({ id, leadId, at, cause, facts })),
    ),
    ...insertRows(schema.deals, deals),
    ...insertRows(
      schema.seen,
      history.seen.map((row) => ({ ...row, at: T0, site: "gmail", contact: "before" as const })),
    ),
    ...insertRows(schema.replyRecipients, answers),
    ...insertRows(
      schema.meetingItems,
      verdicts.slice(0, 1).map(({ id, at, personId }) => ({ verdictId: id, at, personId })),
    ),
    ...insertRows(
      schema.contentUses,
      history.uses.map((leadId, n) => ({
        id: `${tag}u${n}`,
        leadId,
        contentId: "c",
        personId: people.rep.id,
        at: T0,
      })),
    ),
    ...insertRows(
      schema.contentRequests,
      history.requests.map((leadId, n) => ({
        id: `${tag}q${n}`,
        leadId,
        personId: people.rep.id,
        at: T0,
        text: "?",
        stage: "mql",
      })),
    ),
    ...rebuildHeat({ leads: JSON.stringify([A, B]) }),
    refreshSnapshotHeat({ leads: JSON.stringify([A, B]) }),
  ];
}

async function live({ leads: [one, other], conflict, ...history }: History): Promise<void> {
  await clear();
  const rows = [one, other].map(({ mail, ...lead }, n) => ({
    ...lead,
    ...mail,
    email: mail.email && `${mail.email}${n}@${mail.domain}`,
    id: n === 0 ? A : B,
    updatedAt: lead.createdAt,
    stageSince: lead.createdAt,
  }));
  await run([
    ...insertRows(
      schema.accounts,
      [1, 2].map((n) => ({ id: `acc-${n}`, domain: `${n}.example`, hash: `${n}`, name: "Acc" })),
    ),
    ...insertRows(schema.leads, rows),
    ...insertRows(
      schema.leadKeys,
      rows.flatMap(({ id, email }) => [
        { kind: "crm", value: `0:${id}`, leadId: id },
        ...(email ? [{ kind: "email", value: email, leadId: id }] : []),
      ]),
    ),
    ...(conflict
      ? insertRows(schema.conflicts, [
          {
            id: "x",
            leadA: A,
            keyA: "crm:1",
            leadB: B,
            keyB: "crm:2",
            at: T0,
            state: conflict as "open" | "apart",
            personId: people.admin.id,
            decidedAt: T0,
          },
        ])
      : []),
    ...rowsOf(history, "", (id) => rows.find((row) => row.id === id)?.accountId ?? null),
  ]);
}

async function read(...ids: string[]): Promise<Lead[]> {
  const rows = await new Database(env.DB).all(leadsAsTheyAre({ ids: JSON.stringify(ids) }));
  return ids.map((id) => {
    const row = rows.find((row) => row.id === id);
    if (!row) throw new Error(`no lead ${id}`);
    return row;
  });
}
async function merge(intoId = A, fromId = B) {
  const [into, from] = await read(intoId, fromId);
  if (!into || !from) throw new Error("no leads");
  return mergeLeads(new Database(env.DB), { into, from }, people.marketing.id, T0 + 20 * DAY);
}
async function part(id: string) {
  const [row] = await new Database(env.DB).all(mergeById({ id }));
  if (!row) throw new Error("no merge");
  return partLeads(new Database(env.DB), row, people.marketing.id, T0 + 30 * DAY);
}

describe("two leads made one", () => {
  it("hold all that both held, and none of it twice", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        await live(history);
        const before = await dump();
        const merged = await merge();
        expect(merged).not.toBeNull();
        const after = await dump();

        for (const [name, rows] of Object.entries(after))
          expect(
            rows.filter((row) => row.lead_id === B),
            name,
          ).toEqual([]);
        expect(after.leads?.map(({ id }) => id)).toEqual([A]);
        for (const name of [
          "lead_keys",
          "touches",
          "verdicts",
          "stage_changes",
          "snapshots",
          "content_uses",
          "content_requests",
        ])
          expect(after[name]?.length, name).toBe(before[name]?.length);
        expect(after.meeting_items).toEqual(before.meeting_items);
        expect(after.credits).toEqual(await dueCredits());
        const heat = roundedHeat(heatOf(history.touches.map((touch, n) => ({ ...touch, id: `t${n}` }))));
        expect(after.heat?.map(({ kinds }) => kinds)).toEqual(history.touches.length ? [heat] : []);

        const [lead] = after.leads ?? [];
        const current = after.current_verdicts ?? [];
        for (const who of [people.rep.id, people.rep2.id]) {
          const given = (after.verdicts ?? []).filter((row) => row.person_id === who);
          const latest = given.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1))[0];
          expect(current.find((row) => row.person_id === who)?.verdict_id).toBe(latest?.id);
        }
        expect([lead?.good, lead?.bad]).toEqual(
          ["good", "bad"].map((verdict) => current.filter((row) => row.verdict === verdict).length),
        );
        const [last] = (after.stage_changes ?? []).toSorted((a, b) =>
          `${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1,
        );
        // Of one that only strangers spoke of, nobody knows since when.
        const verified = history.leads.filter((one) => one.verified === 1);
        const known = verified.length > 0 ? verified : history.leads;
        expect([lead?.stage, lead?.stage_since]).toEqual(
          last ? [last.to, last.since] : ["inquiry", Math.min(...known.map(({ createdAt }) => createdAt))],
        );
        const ours = history.touches.filter(({ direction, personId }) => direction === "ours" && personId);
        expect(lead?.first_contact_at).toBe(ours.length ? Math.min(...ours.map(({ at }) => at)) : null);

        const real = history.deals.filter(({ standIn }) => standIn === 0);
        const odd = history.deals.some(
          ({ standIn, leadId }) => standIn && real.some((row) => row.leadId === leadId),
        );
        if (real.length > 0 && !odd) expect(after.deals?.length).toBe(real.length);
        expect(after.deals?.every(({ account_id }) => account_id === lead?.account_id)).toBe(true);
        for (const account of after.accounts ?? []) {
          expect(account.leads).toBe(Number(account.id === lead?.account_id));
          const won = (after.deals ?? []).filter(
            (row) => row.account_id === account.id && row.outcome === "won",
          );
          const firsts = won.flatMap((row) => (typeof row.closed_at === "number" ? [row.closed_at] : []));
          expect(account.customer_since).toBe(firsts.length ? Math.min(...firsts) : null);
        }
        const sightings = new Set((before.seen ?? []).map((row) => `${row.day} ${row.person_id}`));
        expect(after.seen?.length).toBe(sightings.size);
        if (history.conflict)
          expect(after.conflicts?.[0]).toMatchObject({ state: "merged", merge_id: merged?.id });
      }),
      { numRuns: 50 },
    );
  }, 120_000);

  it("are, once parted, to the letter what they were", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        await live(history);
        const before = await dump();
        const merged = await merge();
        expect(await part(merged?.id ?? "")).toBe(true);
        expect(await dump()).toEqual(before);
        // And again, the other way round.
        const again = await merge(B, A);
        expect(await part(again?.id ?? "")).toBe(true);
        expect(await dump()).toEqual(before);
      }),
      { numRuns: 50 },
    );
  }, 120_000);

  it("leave, once parted, what came since with the one that stayed", async () => {
    const onA = <T extends { leadId: string }>(rows: T[]) => rows.map((row) => ({ ...row, leadId: A }));
    await fc.assert(
      fc.asyncProperty(anyHistory, anyHistory, async (history, later) => {
        await live(history);
        const before = await dump();
        const merged = await merge();
        const news = {
          ...later,
          touches: onA(later.touches),
          verdicts: onA(later.verdicts),
          changes: onA(later.changes),
          deals: onA(later.deals).map((deal) => ({ ...deal, standIn: 0 })),
          seen: [],
          uses: later.uses.map(() => A),
          requests: later.requests.map(() => A),
        };
        const [into] = await read(A);
        await run(rowsOf(news, "new-", () => into?.accountId ?? null));
        expect(await part(merged?.id ?? "")).toBe(true);
        const after = await dump();

        expect(after.credits).toEqual(await dueCredits());
        for (const name of Object.keys(after))
          if (name !== "snapshots") expect(of(after, name, B), name).toEqual(of(before, name, B));
        const other = (all: Dump) => all.leads?.find(({ id }) => id === B);
        expect(other(after)).toEqual(other(before));
        for (const name of ["touches", "verdicts", "stage_changes", "content_uses", "content_requests"])
          expect(
            of(after, name, A).filter(({ id }) => !`${id}`.startsWith("new-")),
            name,
          ).toEqual(of(before, name, A));
        const touches = of(after, "touches", A);
        expect(touches.length).toBe(of(before, "touches", A).length + later.touches.length);
        expect(of(after, "heat", A)[0]?.kinds).toEqual(
          touches.length
            ? roundedHeat(
                heatOf(
                  touches.map((row) => ({
                    id: `${row.id}`,
                    at: Number(row.at),
                    kind: `${row.kind}`,
                    direction: row.direction === "ours" ? "ours" : "theirs",
                  })),
                ),
              )
            : undefined,
        );
        const lead = after.leads?.find(({ id }) => id === A);
        const [last] = of(after, "stage_changes", A).toSorted((a, b) =>
          `${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1,
        );
        if (last) expect([lead?.stage, lead?.stage_since]).toEqual([last.to, last.since]);
        const current = of(after, "current_verdicts", A);
        expect([lead?.good, lead?.bad]).toEqual(
          ["good", "bad"].map((verdict) => current.filter((row) => row.verdict === verdict).length),
        );
        // No replies are made to verdicts that are no more, and none is lost.
        expect(after.reply_recipients?.length).toBe(
          (before.reply_recipients?.length ?? 0) +
            of(after, "reply_recipients", A).filter(({ reply_id }) => `${reply_id}`.startsWith("new-"))
              .length,
        );
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});

describe("what a lead says of itself", () => {
  const lead = (over: Partial<Lead>): Lead => ({
    id: A,
    email: null,
    mailKind: "none",
    name: null,
    title: null,
    company: null,
    domain: null,
    accountId: null,
    source: null,
    campaign: null,
    ownerId: null,
    attributes: "{}",
    optedOut: 0,
    verified: 1,
    createdAt: 10,
    updatedAt: 10,
    stage: "inquiry",
    stageSince: 10,
    firstContactAt: null,
    good: 0,
    bad: 0,
    ...over,
  });

  it("is its own, and where that is empty the other's", () => {
    const into = lead({ name: "Ada", attributes: '{"industry":"Steel","note":""}' });
    const from = lead({
      name: "A. L.",
      title: "COO",
      email: "ada@analytical.example",
      mailKind: "company",
      domain: "analytical.example",
      accountId: "acc",
      optedOut: 1,
      createdAt: 5,
      attributes: '{"industry":"Iron","note":"met in May","size":4}',
    });
    expect(filled(into, from, 20)).toMatchObject({
      name: "Ada",
      title: "COO",
      email: "ada@analytical.example",
      mailKind: "company",
      domain: "analytical.example",
      accountId: "acc",
      optedOut: 1,
      createdAt: 5,
      attributes: '{"industry":"Steel","note":"met in May","size":4}',
      updatedAt: 20,
    });
  });

  it("never has more than 100 attributes", () => {
    const many = (tag: string) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`${tag}${n}`, n])));
    const { attributes } = filled(lead({ attributes: many("a") }), lead({ attributes: many("b") }), 20);
    expect(Object.keys(JSON.parse(attributes)).length).toBe(100);
    expect(attributes.startsWith(many("a").slice(0, -1))).toBe(true);
  });

  it("goes back where it is as the merge left it, and stays where somebody changed it since", () => {
    const into = lead({ name: "Ada", attributes: '{"industry":"Steel","note":"","old":1}' });
    const from = lead({
      title: "COO",
      company: "Analytical",
      attributes: '{"note":"met","size":4,"vip":true}',
    });
    const after = filled(into, from, 20);
    const now = {
      ...lead({}),
      ...after,
      company: "Analytical Ltd",
      attributes: '{"industry":"Iron","note":"met","size":4,"vip":false,"new":9}',
      updatedAt: 25,
    };
    expect(emptied(now, { into, after }, 30)).toMatchObject({
      name: "Ada",
      title: null,
      company: "Analytical Ltd",
      attributes: '{"industry":"Iron","note":"","vip":false,"new":9}',
      updatedAt: 30,
    });
    expect(emptied({ ...lead({}), ...after }, { into, after }, 30)).toMatchObject({
      title: null,
      attributes: into.attributes,
      updatedAt: 10,
    });
  });
});
