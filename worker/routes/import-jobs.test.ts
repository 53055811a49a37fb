import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ImportProposal, Imports, ImportTotals } from "../../shared/contract/imports.ts";
import { Conflicts } from "../../shared/contract/merges.ts";
import { bring, csv, ended, everything, post, upload, wipe } from "../../test/imports.ts";
import { addLead, addTouches, call, seedPeople } from "../../test/workspace.ts";

beforeAll(seedPeople);
beforeEach(async () => {
  await wipe();
  await env.DB.prepare("insert into own_domains values ('ourcompany.example')").run();
});

const rows = async <Row = Record<string, unknown>>(sql: string) =>
  (await env.DB.prepare(sql).all<Row>()).results;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const history = () =>
  rows(`select k.value as key, "from", "to", at, cause, reason from stage_changes as c
    join lead_keys as k on k.lead_id = c.lead_id and k.kind = 'crm' order by key, at, c.id`);
const snapshotsOf = async (key: string) =>
  (
    await rows<{ facts: string }>(
      `select facts from snapshots as s join lead_keys as k on k.lead_id = s.lead_id and k.kind || ':' || k.value = '${key}'
       order by s.at, s.id`,
    )
  ).map(({ facts }) => JSON.parse(facts));

const mapping = { mapping: { CRM: "key:crm" } };

describe("a file of leads", () => {
  const file = csv(
    "Email,Name,Company,Source,Created,CRM,Size",
    "ada@analytical.example,Ada Lovelace,Analytical,Webinar,2024-03-05,1001,12",
    "charles@analytical.example,Charles,Analytical,,2024-03-06,1002,7",
    "boss@ourcompany.example,Boss,Us,Web,2024-03-06,1003,1",
    "no address,Nobody,,Web,2024-03-07,1004,2",
    "ADA@analytical.example,,Analytical Engines,,,1001,13",
  );

  it("goes in, later rows over earlier ones, and the same again changes nothing", async () => {
    const first = await bring(file, "leads", mapping);
    expect(first).toMatchObject({ state: "done", rows: 5, done: 5, created: 2, updated: 1, refused: 2 });
    expect(
      await rows(
        "select email, name, company, source, attributes, created_at, stage, stage_since from leads order by email",
      ),
    ).toMatchObject([
      {
        email: "ada@analytical.example",
        name: "Ada Lovelace",
        company: "Analytical Engines",
        source: "Webinar",
        created_at: day("2024-03-05"),
        stage: "inquiry",
        stage_since: day("2024-03-05"),
      },
      { email: "charles@analytical.example", name: "Charles", source: null },
    ]);
    expect(await rows("select domain, name, leads, json_array_length(best) as best from accounts")).toEqual([
      { domain: "analytical.example", name: "Analytical Engines", leads: 2, best: 2 },
    ]);
    const before = await everything();
    const second = await bring(file, "leads", mapping);
    expect(second).toMatchObject({ state: "done", created: 0, updated: 0, unchanged: 3, refused: 2 });
    expect(await everything()).toEqual(before);
  });

  it("is previewed as it will go", async () => {
    await addLead({ email: "charles@analytical.example", name: "Charles" });
    const { id, preview } = await upload(file);
    expect(preview).toMatchObject({ rows: 5, new: 1, known: 1, unchanged: 0, duplicates: 1, refused: 2 });
    expect(preview?.first.map(({ does }) => does)).toEqual([
      "create",
      "update",
      "refuse",
      "refuse",
      "duplicate",
    ]);
    expect(preview?.refusals.map(({ message, rows }) => [message, rows])).toEqual([
      ["Email: This is one of your own domains: a colleague, not a lead", [3]],
      ["Email: “no address” is not one email address", [4]],
    ]);
    expect(preview?.odd).toMatchObject([
      { message: "Says no source", rows: [2, 5] },
      { message: expect.stringContaining("no date of first contact"), rows: [5] },
    ]);
    await post(id, "start", {});
    expect(await ended(id)).toMatchObject({ created: 1, updated: 2, refused: 2 });
  });

  it("gives the refused rows back, with why, and no formula", async () => {
    const { id } = await bring(
      csv("Email,Name,CRM", "nonsense,=1+1,7", 'x@y.example,"Two, words",8', "boss@ourcompany.example,+49,9"),
      "leads",
      mapping,
    );
    const answer = await call("marketing", `/v1/imports/${id}/refused`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const bytes = await answer.bytes();
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes).split("\r\n")).toEqual([
      "Email,Name,CRM,Row,Why refused",
      `nonsense,"'=1+1",7,1,Email: “nonsense” is not one email address`,
      `boss@ourcompany.example,"'+49",9,3,"Email: This is one of your own domains: a colleague, not a lead"`,
      "",
    ]);
  });

  it("takes refused rows that are mended for what they were", async () => {
    const { id } = await bring(
      csv("Email,Balance,Phone,Note", "ada,-5,+49 30 1,-", "bob,-7.5,+49 30 2,-"),
      "leads",
      { mapping: { Email: "email" } },
    );
    const refused = await (await call("marketing", `/v1/imports/${id}/refused`)).text();
    const mended = refused.replace("ada,", "ada@x.example,").replace("bob,", "bob@x.example,");
    expect(await bring(mended)).toMatchObject({ state: "done", created: 2, refused: 0 });
    expect(await rows("select attributes from leads order by email")).toEqual([
      { attributes: '{"Balance":-5,"Phone":"+49 30 1"}' },
      { attributes: '{"Balance":-7.5,"Phone":"+49 30 2"}' },
    ]);
  });

  it("tells what came by source and month", async () => {
    await bring(
      csv(
        "CRM,Source,Created,Won",
        "1,Web,2024-01-31,1",
        "2,Web,2024-02-01,0",
        "3,,2024-02-29,0",
        "4,Fair,2024-02-29,1",
      ),
      "leads",
      { mapping: { CRM: "key:crm", Won: "outcome" } },
    );
    const [{ id } = { id: "" }] = await rows<{ id: string }>("select id from imports");
    const answer = await call("marketing", `/v1/imports/${id}/totals`);
    expect(ImportTotals.parse(await answer.json())).toEqual({
      leads: 4,
      won: 2,
      sources: [
        { source: "Web", leads: 2, won: 1 },
        { source: null, leads: 1, won: 0 },
        { source: "Fair", leads: 1, won: 1 },
      ],
      months: [
        { month: "2024-01", leads: 1, won: 1 },
        { month: "2024-02", leads: 3, won: 1 },
      ],
    });
  });

  it("lists two leads that a row says are one, and merges nothing", async () => {
    const a = await addLead({ email: "one@x.example", name: "One" });
    const b = await addLead({ keys: ["crm:2"], name: "Two" });
    const file = csv("Email,CRM", "one@x.example,2", "one@x.example,2");
    const { id } = await upload(file);
    const answer = await call("marketing", `/v1/imports/${id}/preview`, { body: mapping });
    const { preview } = ImportProposal.parse(await answer.json());
    expect(preview).toMatchObject({ refused: 2, conflictCount: 2 });
    expect(preview?.conflicts[0]).toEqual({
      row: 1,
      leads: [
        { key: "email:one@x.example", leadId: a, name: "One" },
        { key: "crm:2", leadId: b, name: "Two" },
      ],
    });
    await post(id, "start", mapping);
    expect(await ended(id)).toMatchObject({ refused: 2, conflicts: 2 });
    const conflicts = Conflicts.parse(await (await call("marketing", "/v1/conflicts")).json());
    expect(JSON.stringify(conflicts)).toContain(a);
    expect(JSON.stringify(conflicts)).toContain(b);
    expect(await rows("select key_a, key_b, state from conflicts")).toHaveLength(1);
    const csvText = await (await call("marketing", `/v1/imports/${id}/refused`)).text();
    expect(csvText).toContain("“one@x.example” and “crm:2” are two different leads");
  });

  it("says an outcome by a stand-in, until the deal itself comes", async () => {
    const leads = csv(
      "CRM,Created,Outcome,Ended",
      "1,2024-01-01,won,2024-03-01",
      "2,2024-01-01,lost,2024-02-01",
      "3,2024-01-01,,",
    );
    const said = { mapping: { CRM: "key:crm", Outcome: "outcome", Ended: "outcomeAt" } };
    expect(await bring(leads, "leads", said)).toMatchObject({ created: 3 });
    expect(await rows("select outcome, closed_at, stand_in from deals order by outcome")).toEqual([
      { outcome: "lost", closed_at: day("2024-02-01"), stand_in: 1 },
      { outcome: "won", closed_at: day("2024-03-01"), stand_in: 1 },
    ]);
    const said1 = {
      key: "1",
      from: "inquiry",
      to: "customer",
      at: day("2024-03-01"),
      cause: "import",
      reason: null,
    };
    expect(await history()).toEqual([
      said1,
      { key: "2", from: "inquiry", to: "recycled", at: day("2024-02-01"), cause: "import", reason: "lost" },
    ]);
    const before = await everything();
    const deals = csv("CRM,Deal,Opened,Closed,Won,Amount", "1,D1,2024-01-15,2024-03-05,yes,1200");
    const dealsSaid = {
      mapping: {
        CRM: "key:crm",
        Deal: "id",
        Opened: "openedAt",
        Closed: "closedAt",
        Won: "outcome",
        Amount: "amount",
      },
      answers: { currency: "EUR", decimals: "point" },
    };
    const { id } = await bring(deals, "deals", dealsSaid);
    expect(
      await rows("select id, outcome, amount, currency, stand_in from deals where outcome = 'won'"),
    ).toEqual([{ id: "D1", outcome: "won", amount: 120_000, currency: "EUR", stand_in: 0 }]);
    expect((await history()).slice(0, 2)).toEqual([
      { key: "1", from: "inquiry", to: "opportunity", at: day("2024-01-15"), cause: "deal", reason: null },
      { key: "1", from: "opportunity", to: "customer", at: day("2024-03-05"), cause: "deal", reason: null },
    ]);
    expect(await rows("select at, outcome from deal_changes where deal_id = 'D1' order by at")).toEqual([
      { at: day("2024-01-15"), outcome: "open" },
      { at: day("2024-03-05"), outcome: "won" },
    ]);
    expect(await bring(leads, "leads", said)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    await post(id, "rollback");
    expect(await ended(id)).toMatchObject({ state: "mapping", done: 0, created: 0 });
    expect(await everything()).toEqual(before);
  });
});

describe("a file of deals", () => {
  const said = {
    mapping: {
      CRM: "key:crm",
      Deal: "id",
      Opened: "openedAt",
      Won: "wonAt",
      Lost: "lostAt",
      Why: "lostReason",
    },
  };
  const header = "CRM,Deal,Opened,Won,Lost,Why";

  it("finds its leads, makes their history, and names what is odd", async () => {
    await bring(csv("CRM,Created", "1,2024-01-01", "2,2024-01-01", "3,2024-06-01"), "leads", mapping);
    const state = await bring(
      csv(
        header,
        "1,A,2024-01-10,2024-02-10,,",
        "2,B,2024-01-10,,2024-02-10,Too dear",
        "3,C,2024-05-01,,,",
        "4,D,2024-03-01,,,",
        "2,A,2024-03-01,,,",
      ),
      "deals",
      { ...said, answers: { unknownLead: "refuse" } },
    );
    expect(state).toMatchObject({ created: 3, refused: 2 });
    expect(state.odd).toEqual([
      { message: "The deal is dated before the lead's first contact", count: 1, rows: [3] },
    ]);
    expect((await history()).map(({ key, from, to, reason }) => [key, from, to, reason])).toEqual([
      ["1", "inquiry", "opportunity", null],
      ["1", "opportunity", "customer", null],
      ["2", "inquiry", "opportunity", null],
      ["2", "opportunity", "recycled", "lost"],
      ["3", "inquiry", "opportunity", null],
    ]);
    expect(await rows("select stage, stage_since from leads order by id")).toEqual(
      expect.arrayContaining([
        { stage: "customer", stage_since: day("2024-02-10") },
        { stage: "recycled", stage_since: day("2024-02-10") },
      ]),
    );
    const refused = await (await call("marketing", `/v1/imports/${state.id}/refused`)).text();
    expect(refused).toContain("No lead is known by “crm:4”");
    expect(refused).toContain("The deal “A” is another lead's already");
  });

  it("makes leads where that was answered, first in touch when the first deal was", async () => {
    await bring(csv(header, "1,A,2024-03-10,,,", "1,B,2024-01-10,,2024-02-01,"), "deals", {
      ...said,
      answers: { unknownLead: "create" },
    });
    expect(await rows("select created_at, stage from leads")).toEqual([
      { created_at: day("2024-01-10"), stage: "opportunity" },
    ]);
    await bring(csv("CRM,Created,Name", "1,2023-12-24,Eve"), "leads", mapping);
    expect(await rows("select created_at, name, stage_since from leads")).toEqual([
      { created_at: day("2023-12-24"), name: "Eve", stage_since: day("2024-03-10") },
    ]);
  });

  it("goes on where a known deal has moved, and back", async () => {
    await bring(csv(header, "1,A,2024-01-10,,,"), "deals", { ...said, answers: { unknownLead: "create" } });
    const before = await everything();
    const { id, updated } = await bring(csv(header, "1,A,2024-01-10,2024-02-10,,"), "deals", said);
    expect(updated).toBe(1);
    expect((await history()).map(({ to }) => to)).toEqual(["opportunity", "customer"]);
    expect(await rows("select at, outcome from deal_changes order by at")).toEqual([
      { at: day("2024-01-10"), outcome: "open" },
      { at: day("2024-02-10"), outcome: "won" },
    ]);
    await post(id, "rollback");
    await ended(id);
    expect(await everything()).toEqual(before);
  });
});

describe("a file of touches", () => {
  const said = {
    mapping: { CRM: "key:crm", Id: "id", At: "at", What: "kind", Who: "person" },
    answers: { "kind:What": { Page: "page_view", Call: "call" }, unknownLead: "create", timeZone: "UTC" },
  };
  const touches = csv(
    "CRM,Id,At,What,Page title",
    "1,t1,2024-01-05 10:00,Page,Pricing",
    "1,t2,2024-02-05 10:00,Page,Docs",
    "1,t3,2024-01-02 09:00,Call,Hello",
    "1,t2,2024-02-05 10:00,Page,Docs",
    "2,t1,2024-02-05 10:00,Page,Docs",
  );
  const { Who: _, ...columns } = said.mapping;
  const touchesSaid = { ...said, mapping: columns };

  it("heats its leads, makes unknown ones, takes an id once", async () => {
    const state = await bring(touches, "touches", touchesSaid);
    expect(state).toMatchObject({ created: 3, unchanged: 1, refused: 1 });
    expect(await rows("select created_at from leads")).toEqual([
      { created_at: Date.parse("2024-01-02T09:00Z") },
    ]);
    const [{ kinds } = { kinds: "{}" }] = await rows<{ kinds: string }>("select kinds from heat");
    const counts = Object.entries<number[]>(JSON.parse(kinds)).map(([kind, [count]]) => [kind, count]);
    expect(counts.sort()).toEqual([
      ["ours_call", 1],
      ["page_view", 2],
    ]);
    const before = await everything();
    expect(await bring(touches, "touches", touchesSaid)).toMatchObject({
      created: 0,
      unchanged: 4,
      refused: 1,
    });
    expect(await everything()).toEqual(before);
  });

  it("leaves nothing behind when it is rolled back, the heat of before to the last bit", async () => {
    const leadId = await addLead({ keys: ["crm:1"] });
    await addTouches(
      Array.from({ length: 9 }, (_, index) => ({
        leadId,
        at: day("2024-01-01") + index * 1_234_567,
        kind: "form",
      })),
    );
    const before = await everything();
    const { id } = await bring(touches, "touches", touchesSaid);
    expect(await everything()).not.toEqual(before);
    await post(id, "rollback");
    await ended(id);
    expect(await everything()).toEqual(before);
  });

  it("gives the same snapshots whether it comes before the deals or after", async () => {
    const leads = csv("CRM,Name,Source,Created", "1,Ada,Web,2024-01-01", "2,Bob,Fair,2024-01-01");
    const deals = csv("CRM,Deal,Opened,Won", "1,A,2024-01-10,2024-02-10", "2,B,2024-01-10,");
    const dealsSaid = { mapping: { CRM: "key:crm", Deal: "id", Opened: "openedAt", Won: "wonAt" } };
    const files = {
      leads: () => bring(leads, "leads", mapping),
      touches: () => bring(touches, "touches", touchesSaid),
      deals: () => bring(deals, "deals", { ...dealsSaid, answers: { unknownLead: "create" } }),
    };
    const taken: unknown[] = [];
    for (const order of [
      ["leads", "touches", "deals"],
      ["leads", "deals", "touches"],
      ["deals", "leads", "touches"],
      ["touches", "deals", "leads"],
    ] as const) {
      await wipe();
      for (const kind of order) await files[kind]();
      taken.push([await snapshotsOf("crm:1"), await snapshotsOf("crm:2"), await history()]);
    }
    const [first, ...others] = taken;
    expect(JSON.stringify(first)).toContain("page_view");
    expect(first).toMatchObject([
      [{ stage: "inquiry", name: "Ada", source: "Web" }, { stage: "opportunity" }],
      [{}],
      {},
    ]);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe("a rollback", () => {
  const file = csv(
    "Email,Name,Title,CRM,Size,Won,Ended",
    "ada@analytical.example,Ada,COO,1,10,1,2024-03-01",
    "bob@analytical.example,Bob,CEO,2,20,,",
    "eve@known.example,Eve,CTO,3,30,,",
  );
  const said = { mapping: { CRM: "key:crm", Won: "outcome", Ended: "outcomeAt" } };
  const idOf = async (email: string) =>
    (
      await rows<{ id: string }>(
        `select lead_id as id from lead_keys where kind = 'email' and value = '${email}'`,
      )
    )[0]?.id ?? "";

  it("keeps the lead that a rep has judged since, and what people changed", async () => {
    await addLead({ email: "eve@known.example", name: "Evelyn", attributes: { Size: 5, mine: "kept" } });
    const state = await bring(file, "leads", said);
    expect(state).toMatchObject({ created: 2, updated: 1 });
    const verdict = {
      id: crypto.randomUUID(),
      leadId: await idOf("ada@analytical.example"),
      verdict: "good",
      at: Date.now(),
      seen: { score: 80, band: "A", scorecard: 1, persona: null, site: "gmail" },
    };
    expect((await call("rep", "/v1/feedback", { body: verdict })).status).toBe(200);
    await addLead({ email: "eve@known.example", name: "Dr. Eve", attributes: { other: 1 } });
    await post(state.id, "rollback");
    expect(await ended(state.id)).toMatchObject({ state: "mapping", fileKept: true, undoUntil: null });
    expect(
      await rows("select email, name, title, attributes, stage, good from leads order by email"),
    ).toEqual([
      {
        email: "ada@analytical.example",
        name: "Ada",
        title: "COO",
        attributes: expect.stringContaining("10"),
        stage: "inquiry",
        good: 1,
      },
      {
        email: "eve@known.example",
        name: "Dr. Eve",
        title: null,
        attributes: '{"Size":5,"mine":"kept","other":1}',
        stage: "inquiry",
        good: 0,
      },
    ]);
    expect(await rows("select id from deals")).toEqual([]);
    expect(await rows("select value from lead_keys where kind = 'crm'")).toEqual([{ value: "1" }]);
    expect(await rows("select domain, leads, best from accounts order by domain")).toEqual([
      { domain: "analytical.example", leads: 1, best: expect.stringContaining(verdict.leadId) },
      { domain: "known.example", leads: 1, best: expect.any(String) },
    ]);
    expect(
      (await rows<{ best: string }>("select best from accounts")).map(({ best }) => JSON.parse(best).length),
    ).toEqual([1, 1]);
    await post(state.id, "start", said);
    expect(await ended(state.id)).toMatchObject({ state: "done", created: 1, updated: 2 });
    expect(await rows("select outcome from deals")).toEqual([{ outcome: "won" }]);
  });

  it("takes back what an import of today did to that of yesterday, and no more", async () => {
    await bring(file, "leads", said);
    const before = await everything();
    const { id } = await bring(
      csv(
        "CRM,Name,Won,Ended,Size,City",
        "1,Ada L.,0,2024-04-01,11,London",
        "2,Bob,1,2024-05-01,,Paris",
        "9,New,,,1,Rome",
      ),
      "leads",
      said,
    );
    expect((await history()).map(({ key, to }) => `${key} ${to}`)).toEqual(["1 recycled", "2 customer"]);
    expect((await snapshotsOf("crm:1"))[0]).toMatchObject({ name: "Ada L.", attributes: { City: "London" } });
    await post(id, "rollback");
    await ended(id);
    expect(await everything()).toEqual(before);
  });

  it("takes the marks of attributes back that nobody else needs", async () => {
    const marked = { ...said, afterContact: { Size: true } };
    await bring(file, "leads", marked);
    expect(await rows("select name, type, after_contact from attributes")).toEqual([
      { name: "employees", type: "number", after_contact: 1 },
    ]);
    expect((await snapshotsOf("crm:1"))[0].attributes).toEqual({});
    const { id } = await bring(file, "leads", { ...said, afterContact: { Size: false } });
    expect(await rows("select after_contact from attributes")).toEqual([{ after_contact: 0 }]);
    await post(id, "rollback");
    await ended(id);
    expect(await rows("select after_contact from attributes")).toEqual([{ after_contact: 1 }]);
  });
});

describe("who may, and when", () => {
  it("marketing and admins; reps see none of it", async () => {
    const { id } = await upload(csv("Email", "a@b.example"));
    for (const [method, path] of [
      ["GET", "/v1/imports"],
      ["GET", `/v1/imports/${id}`],
      ["GET", `/v1/imports/${id}/refused`],
      ["GET", `/v1/imports/${id}/totals`],
      ["POST", `/v1/imports/${id}/start`],
      ["POST", `/v1/imports/${id}/stop`],
      ["POST", `/v1/imports/${id}/rollback`],
    ] as const) {
      expect((await call("rep", path, { method })).status).toBe(403);
      expect((await call(null, path, { method })).status).toBe(401);
      expect((await call("admin", path.replace(id, "nothing"), { method })).status).toBe(
        path === "/v1/imports" ? 200 : 404,
      );
    }
    const listed = Imports.parse(await (await call("admin", "/v1/imports")).json());
    expect(listed.imports).toMatchObject([
      { id, state: "mapping", by: "Lena Lang", rows: 1, done: 0, fileKept: true },
    ]);
  });

  it("each only where it makes sense", async () => {
    const { id } = await upload(csv("Email,When", "a@b.example,03/04/2024"));
    const tries = async (action: string) =>
      (await call("admin", `/v1/imports/${id}/${action}`, { method: "POST" })).status;
    expect([await tries("stop"), await tries("rollback")]).toEqual([409, 409]);
    const unanswered = await call("admin", `/v1/imports/${id}/start`, {
      body: { mapping: { When: "createdAt" } },
    });
    expect(unanswered.status).toBe(400);
    expect(await unanswered.json()).toMatchObject({ errors: [{ field: "answers.dates:When" }] });
    const wrong = await call("admin", `/v1/imports/${id}/start`, {
      body: { mapping: { When: "nonsense", No: "name" } },
    });
    expect(await wrong.json()).toMatchObject({
      errors: [{ field: "mapping.When" }, { field: "mapping.No" }],
    });
    const stranger = await call("admin", `/v1/imports/${id}/start`, {
      body: { mapping: { When: "ignore" }, afterContact: { No: true } },
    });
    expect(await stranger.json()).toMatchObject({ errors: [{ field: "afterContact.No" }] });
    expect((await post(id, "start", { mapping: { When: "ignore" } })).state).toBe("running");
    expect(await ended(id)).toMatchObject({ state: "done", created: 1 });
    expect([await tries("start"), await tries("stop")]).toEqual([409, 409]);
    await post(id, "rollback");
    await ended(id);
    expect(await tries("start")).toBe(200);
    expect(await ended(id)).toMatchObject({ state: "done", created: 1 });
  });

  it("leaves nothing of a start that comes too late, neither its mapping nor its marks", async () => {
    const { id } = await upload(csv("Email,Rank", "a@b.example,1"));
    await env.DB.prepare("delete from import_chunks").run();
    const late = await call("admin", `/v1/imports/${id}/start`, { body: { afterContact: { Rank: true } } });
    expect(late.status).toBe(409);
    expect(await rows("select * from import_mappings")).toEqual([]);
    expect(await rows("select * from attributes")).toEqual([]);
    expect(await rows("select * from import_steps")).toEqual([]);
  });
});
