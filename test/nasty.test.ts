import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Import, type ImportMapping, ImportProposal } from "../shared/contract/imports.ts";
import { Problem } from "../shared/contract/problems.ts";
import { type Big, big } from "./nasty/big.ts";
import { type Nasty, nasty, nastyBig, type Outcome, type Refusal } from "./nasty/expected.ts";
import { everything, faultsOf } from "./nasty/whole.ts";
import { type Running, startRunning } from "./running.ts";

/** Files as they really come: each is told what is wrong with it, or goes in as far as it can, and nothing is half. */

const folder = join(import.meta.dirname, "nasty/files");

// Other tests may keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });

let running: Running;
beforeAll(async () => {
  running = await startRunning();
}, 120_000);
afterAll(() => running.close());

type Body = Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>;

const streamOf = (parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};

function upload(name: string, kind: string, body: Body): Promise<Response> {
  return running.call(`/v1/imports?${new URLSearchParams({ kind, name })}`, {
    method: "POST",
    body: body instanceof Uint8Array ? body : (streamOf(body) as ReadableStream<Uint8Array<ArrayBuffer>>),
    headers: { "content-type": name.endsWith(".ndjson") ? "application/x-ndjson" : "text/csv" },
    duplex: "half",
  });
}

/** A problem of the sender's, with a sentence for them. */
async function expectRefusal(answer: Response, { problem, says }: Refusal): Promise<void> {
  expect(answer.status).toBeLessThan(500);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const { code, errors } = Problem.parse(await answer.json());
  const sentences = errors?.map(({ field, message }) => `${field}: ${message}`).join("\n") ?? "";
  if (process.env.SAY) console.log(`  ${code}: ${sentences}`);
  expect(code).toBe(problem);
  expect(sentences).toMatch(says);
}

const follow = async (id: string): Promise<Import> => {
  for (let tries = 0; tries < 1200; tries += 1) {
    const answer = await running.call(`/v1/imports/${id}`);
    expect(answer.status).toBe(200);
    const now = Import.parse(await answer.json());
    if (now.state !== "running") return now;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("It never ended");
};

/** Rows counted by the first part of a reason that they have. */
function counted(expected: Record<string, number> = {}, said: readonly { message: string; count: number }[]) {
  return Object.fromEntries(
    Object.keys(expected).map((part) => [
      part,
      said.filter(({ message }) => message.includes(part)).reduce((sum, { count }) => sum + count, 0),
    ]),
  );
}

interface RefusedRow {
  cells: Record<string, string>;
  reason: string;
}

async function refusedOf(id: string): Promise<{ columns: string[]; rows: RefusedRow[] }> {
  const answer = await running.call(`/v1/imports/${id}/refused`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/csv/);
  const text = (await answer.text()).replace(/^\ufeff/, "");
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const columns = meta.fields ?? [];
  const last = columns.at(-1) ?? "";
  return { columns, rows: data.map((cells) => ({ cells, reason: cells[last] ?? "" })) };
}

/** Put the file through all that a person would do with it, and back. */
async function walk(
  file: string,
  body: Body,
  {
    kind = "leads",
    read,
    start = {},
    becomes,
    mend,
  }: Pick<Nasty, "kind" | "read" | "start" | "becomes" | "mend">,
): Promise<void> {
  const before = await everything(running);
  const arrived = await upload(file, kind, body);
  if ("problem" in becomes && becomes.at !== "start") {
    await expectRefusal(arrived, becomes);
    expect(await running.rows("select id from imports")).toEqual([]);
    expect(await running.rows("select import_id from import_chunks")).toEqual([]);
    return;
  }
  expect(arrived.status, await arrived.clone().text()).toBe(201);
  let proposal = ImportProposal.parse(await arrived.json());
  const { id } = proposal;
  if (read) {
    const otherwise = await running.call(`/v1/imports/${id}/file`, { method: "PUT", ...jsonOf(read) });
    expect(otherwise.status, await otherwise.clone().text()).toBe(200);
    proposal = ImportProposal.parse(await otherwise.json());
  }
  const shown = await running.call(`/v1/imports/${id}/preview`, { json: start });
  if (shown.ok) proposal = ImportProposal.parse(await shown.json());
  else expect(shown.status).toBeLessThan(500);
  if (process.env.SAY) tell(file, proposal);
  expect(await everything(running)).toEqual(before);

  const started = await running.call(`/v1/imports/${id}/start`, { json: start });
  if ("problem" in becomes) await expectRefusal(started, becomes);
  else {
    expect(started.status, await started.clone().text()).toBe(200);
    await expectOutcome(id, proposal, becomes, start, mend, kind);
    const back = await running.call(`/v1/imports/${id}/rollback`, { json: {} });
    expect(back.status, await back.clone().text()).toBe(200);
    expect(await follow(id)).toMatchObject({ state: "mapping", done: 0 });
    expect(await faultsOf(running)).toEqual([]);
  }
  expect(withoutEmptyAccounts(await everything(running))).toEqual(withoutEmptyAccounts(before));
  expect((await running.call(`/v1/imports/${id}`, { method: "DELETE" })).status).toBeLessThan(300);
  expect(await running.rows("select import_id from import_chunks")).toEqual([]);
}

const jsonOf = (value: unknown) => ({
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" },
});

/** A company stays known after its last lead is gone. */
const withoutEmptyAccounts = (all: Record<string, unknown[]>) => ({ ...all, accounts: [] });

async function expectOutcome(
  id: string,
  { preview }: ImportProposal,
  becomes: Outcome,
  start: ImportMapping,
  mend: Nasty["mend"],
  kind: string,
): Promise<void> {
  const now = await follow(id);
  const refused = Object.values(becomes.refused ?? {}).reduce((sum, n) => sum + n, 0);
  expect(now).toMatchObject({
    state: "done",
    error: null,
    created: becomes.created,
    updated: becomes.updated ?? 0,
    unchanged: becomes.unchanged ?? 0,
    refused,
  });
  expect(counted(becomes.odd, now.odd)).toEqual(becomes.odd ?? {});
  const { rows } = await refusedOf(id);
  expect(rows).toHaveLength(refused);
  expect(rows.filter(({ reason }) => reason.trim() === "")).toEqual([]);
  expect(
    counted(
      becomes.refused,
      rows.map(({ reason }) => ({ message: reason, count: 1 })),
    ),
  ).toEqual(becomes.refused ?? {});
  for (const [sql, values] of Object.entries(becomes.holds ?? {}))
    expect(
      (await running.rows(sql)).map((row) => Object.values(row)[0]),
      sql,
    ).toEqual(values);
  expect(await faultsOf(running)).toEqual([]);
  expect(preview, "what is shown before is what becomes of it").toMatchObject({ rows: now.rows, refused });
  if (kind === "leads") expect(preview?.new).toBe(becomes.created);
  if (mend) await expectMended(rows, start, mend, kind);
}

/** What was refused goes in after mending, as the file of refused rows came, its reasons still in it. */
async function expectMended(
  rows: readonly RefusedRow[],
  start: ImportMapping,
  mend: NonNullable<Nasty["mend"]>,
  kind: string,
): Promise<void> {
  const text = Papa.unparse(rows.map(({ cells }) => mend(cells)));
  const arrived = await upload("mended.csv", kind, new TextEncoder().encode(text));
  expect(arrived.status, await arrived.clone().text()).toBe(201);
  const { id } = ImportProposal.parse(await arrived.json());
  const started = await running.call(`/v1/imports/${id}/start`, { json: start });
  expect(started.status, await started.clone().text()).toBe(200);
  expect(await follow(id)).toMatchObject({ state: "done", refused: 0, rows: rows.length });
  expect(await faultsOf(running)).toEqual([]);
  // Neither the reasons come along, nor what keeps a spreadsheet from working out a formula.
  const noted = await running.rows(
    `select name, attributes from leads where attributes like '%Why refused%' or attributes like '%":"''%'
       or name like '''%' or company like '''%'`,
  );
  expect(noted).toEqual([]);
  expect((await running.call(`/v1/imports/${id}/rollback`, { json: {} })).status).toBe(200);
  expect(await follow(id)).toMatchObject({ state: "mapping" });
  expect((await running.call(`/v1/imports/${id}`, { method: "DELETE" })).status).toBeLessThan(300);
}

/** For a person to read: what is said of each file. */
function tell(file: string, { file: read, columns, ask, preview }: ImportProposal): void {
  const lines = [
    `${file}: ${read.format}, ${read.encoding}, ${JSON.stringify(read.delimiter)}, header ${read.header}`,
    `  ${columns
      .slice(0, 12)
      .map(
        ({ column, to, afterContact }) =>
          `${JSON.stringify(column.slice(0, 40))} -> ${to}${afterContact ? " (after contact)" : ""}`,
      )
      .join("; ")}`,
    ...ask.map(({ id, question, proposal }) => `  ? ${id}: ${question} ${JSON.stringify(proposal)}`),
    ...(preview?.refusals ?? []).map(({ message, count }) => `  refused ${count}: ${message}`),
    ...(preview?.odd ?? []).map(({ message, count }) => `  odd ${count}: ${message}`),
    ...(preview?.first ?? []).slice(0, 3).map((row) => `  ${JSON.stringify(row).slice(0, 400)}`),
  ];
  console.log(lines.join("\n"));
}

const clean = async (): Promise<void> => {
  await running.sql(
    ...[
      ...[
        "import_chunks",
        "import_steps",
        "imports",
        "import_mappings",
        "conflicts",
        "snapshots",
        "stage_changes",
      ],
      ...["deal_changes", "deals", "touches", "heat", "lead_keys", "leads", "accounts", "attributes"],
    ].map((table) => `delete from ${table}`),
  );
};

describe("whatever the file is, its sender is told what to do, and nothing is half", () => {
  it("every file of the folder has its line", () => {
    const kept = readdirSync(folder).sort();
    expect(kept.length).toBeGreaterThan(100);
    expect([...new Set(nasty.map(({ file }) => file))].sort()).toEqual(kept);
  });

  it.each(nasty.map((each, index) => ({ ...each, index })))(
    "$index $file",
    async ({ file, known, ...each }) => {
      await clean();
      if (known) {
        const answer = await running.call("/v1/leads", { json: known });
        expect(await answer.json()).toMatchObject({ created: known.length });
      }
      await walk(file, new Uint8Array(readFileSync(join(folder, file))), each);
    },
    60_000,
  );
});

describe("whatever else happens to it on its way", () => {
  const file = fc.constantFrom(
    ...nasty.map(({ file, kind = "leads" }) => ({ file, kind })).filter(({ file }) => file !== "deep.ndjson"),
  );
  const place = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
  const change = fc.oneof(
    fc.record({ at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }), drop: fc.nat(12) }),
    fc.record({
      at: place,
      bytes: fc
        .constantFrom(
          '"',
          '""',
          "\n",
          "\r",
          ",",
          ";",
          "\t",
          "\0",
          "\ufeff",
          "{",
          "}",
          "[",
          '":',
          "\\",
          "é",
          "=",
        )
        .map((text) => new TextEncoder().encode(text)),
      drop: fc.nat(2),
    }),
  );

  it("the answer is never a fault of ours, and nothing is half", async () => {
    await clean();
    await fc.assert(
      fc.asyncProperty(file, fc.array(change, { maxLength: 4 }), async ({ file, kind }, changes) => {
        let body = new Uint8Array(readFileSync(join(folder, file)));
        for (const { at, bytes, drop } of changes) {
          const from = Math.floor(at * body.length);
          body = Uint8Array.from([...body.subarray(0, from), ...bytes, ...body.subarray(from + drop)]);
        }
        const arrived = await upload(file, kind, body);
        expect(arrived.status, await arrived.clone().text()).toBeLessThan(500);
        if (arrived.status !== 201) return;
        const { id } = ImportProposal.parse(await arrived.json());
        const started = await running.call(`/v1/imports/${id}/start`, { json: {} });
        expect(started.status).toBeLessThan(500);
        if (started.ok) {
          expect(await follow(id)).toMatchObject({ state: "done" });
          await (await running.call(`/v1/imports/${id}/refused`)).text();
        }
        expect(await faultsOf(running)).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 40) },
    );
  }, 120_000);
});

describe("however big it is", () => {
  it.each(Object.keys(big) as Big[])(
    "%s",
    async (file) => {
      await clean();
      await walk(file, big[file](), { becomes: nastyBig[file] });
    },
    300_000,
  );
});

// A claim of 2 GB, refused unread, stands in worker/routes/imports.test.ts: here wrangler's proxy waits for all of it.
describe("however it is sent", () => {
  const csv = new TextEncoder().encode("Email\nada@analytical.example\n");
  const post = (query: string, init: RequestInit = {}) =>
    running.call(`/v1/imports${query}`, {
      method: "POST",
      body: csv,
      headers: { "content-type": "text/csv" },
      ...init,
    });

  it.each([
    ["?name=Leads", "kind"],
    ["?kind=people&name=Leads", "kind"],
    ["?kind=leads", "name"],
    ["?kind=leads&name=", "name"],
    ["?kind=leads&name=%20%20", "name"],
    [`?kind=leads&name=${"x".repeat(10_000)}`, "name"],
    ["?kind=leads&kind=deals&name=Leads", ""],
    ["", "kind"],
  ])("%s is told which field", async (query, field) => {
    await clean();
    const answer = await post(query);
    if (answer.status === 201) return expect(field).toBe("");
    expect(answer.status).toBe(400);
    expect(Problem.parse(await answer.json()).errors?.[0]?.field).toContain(field);
    expect(await running.rows("select id from imports")).toEqual([]);
  });

  it("a line that breaks in the middle leaves nothing behind", async () => {
    await clean();
    const rest = `Email\r\n${"ada@analytical.example\r\n".repeat(60_000)}`;
    await breakOff(
      [
        "POST /v1/imports?kind=leads&name=Leads HTTP/1.1",
        `Host: ${new URL(running.url).host}`,
        "Authorization: Bearer local-marketing",
        "Content-Type: text/csv",
        "Content-Length: 40000000",
        "",
        rest,
      ].join("\r\n"),
    );
    for (let tries = 0; tries < 50; tries += 1) {
      const left = await running.rows("select import_id from import_chunks union all select id from imports");
      if (left.length === 0) return;
      await new Promise((done) => setTimeout(done, 200));
    }
    expect(
      await running.rows("select import_id from import_chunks union all select id from imports"),
    ).toEqual([]);
  }, 60_000);

  it("nobody but marketing and admins gets it in", async () => {
    await clean();
    expect(
      (await running.call("/v1/imports?kind=leads&name=x", { method: "POST", body: csv, who: "rep" })).status,
    ).toBe(403);
    expect(
      (await running.call("/v1/imports?kind=leads&name=x", { method: "POST", body: csv, who: "nobody" }))
        .status,
    ).toBe(401);
    expect(await running.rows("select id from imports")).toEqual([]);
  });

  it("two at once of the same file become one lead each", async () => {
    await clean();
    const file = new TextEncoder().encode(
      `Email,Name\n${Array.from({ length: 3000 }, (_, n) => `lead${n}@many.example,Lead ${n}`).join("\n")}\n`,
    );
    const ids = await Promise.all(
      ["One", "Other"].map(
        async (name) => ImportProposal.parse(await (await upload(name, "leads", file)).json()).id,
      ),
    );
    await Promise.all(ids.map((id) => running.call(`/v1/imports/${id}/start`, { json: {} })));
    const both = await Promise.all(ids.map(follow));
    expect(both.map(({ state }) => state)).toEqual(["done", "done"]);
    expect(both.reduce((sum, { created }) => sum + created, 0)).toBe(3000);
    expect(await running.rows("select count(*) as n from leads")).toEqual([{ n: 3000 }]);
    expect(await faultsOf(running)).toEqual([]);
  }, 120_000);
});

/** Bytes on the wire, hung up on when all are sent. */
function breakOff(text: string): Promise<void> {
  const { hostname, port } = new URL(running.url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(text, () => setTimeout(() => socket.destroy(), 500));
    });
    socket.on("error", fail);
    socket.on("close", () => done());
  });
}
