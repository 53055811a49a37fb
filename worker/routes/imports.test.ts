import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ImportProposal } from "../../shared/contract/imports.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { call, costOf, seedPeople, type Who } from "../../test/workspace.ts";
import { app } from "../app.ts";

beforeAll(seedPeople);

const text = (value: string) => new TextEncoder().encode(value);

/** A file on its way to the Worker. */
function bring(
  who: Who | null,
  body: BodyInit | null,
  { kind = "leads", name = "Leads.csv", headers = {} as Record<string, string> } = {},
) {
  const query = new URLSearchParams({ kind, name });
  return Promise.resolve(
    app.request(
      `http://localhost/v1/imports?${query}`,
      { method: "POST", body, headers: { ...(who && { authorization: `Bearer local-${who}` }), ...headers } },
      env,
    ),
  );
}
const brought = async (body: BodyInit, options = {}) => {
  const answer = await bring("marketing", body, options);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ImportProposal.parse(await answer.json());
};
const problemOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return Problem.parse(await response.json());
};
const count = async (table: string) =>
  (await env.DB.prepare(`select count(*) as n from ${table}`).first<{ n: number }>())?.n;

const people =
  "Email,Name,Company\nada@analytical.example,Ada Lovelace,Analytical\ncharles@analytical.example,Charles,\n";

describe("POST /v1/imports", () => {
  it("keeps the file and says what it understands of it", async () => {
    const answer = await bring("marketing", people);
    expect(answer.status).toBe(201);
    expect(costOf(answer).written).toBeGreaterThan(1);
    const proposal = ImportProposal.parse(await answer.json());
    expect(proposal.file).toEqual({
      bytes: people.length,
      format: "csv",
      encoding: "utf-8",
      delimiter: ",",
      header: true,
    });
    expect(
      proposal.columns.map(({ column, to, filled, examples }) => [column, to, filled, examples[0]]),
    ).toEqual([
      ["Email", "email", 2, "ada@analytical.example"],
      ["Name", "name", 2, "Ada Lovelace"],
      ["Company", "company", 1, "Analytical"],
    ]);
    expect(proposal.preview).toMatchObject({ rows: 2, new: 2, known: 0, refused: 0, duplicates: 0 });
    expect(proposal.preview?.first.map(({ lead }) => lead.name)).toEqual(["Ada Lovelace", "Charles"]);
    const again = await call("marketing", `/v1/imports/${proposal.id}/mapping`);
    const { preview, ...rest } = ImportProposal.parse(await again.json());
    expect({ ...rest, preview: preview?.new }).toEqual({ ...proposal, preview: 2 });
    expect(await count("leads")).toBe(0);
  });

  it("takes any content type, or none", async () => {
    for (const type of [
      "text/csv",
      "application/octet-stream",
      "multipart/form-data; boundary=x",
      "application/json",
    ])
      expect((await bring("admin", text(people), { headers: { "content-type": type } })).status).toBe(201);
  });

  it("is for marketing and admins, and asks who it is before the file", async () => {
    let read = 0;
    const stream = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            read += 1;
            controller.enqueue(text(people));
            controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    expect((await bring("rep", stream())).status).toBe(403);
    expect((await bring(null, stream())).status).toBe(401);
    expect((await bring(null, stream(), { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect(read).toBe(0);
    expect((await bring("marketing", stream())).status).toBe(201);
    expect(read).toBe(1);
  });

  it("lets no other site's page bring one with the cookie", async () => {
    const headers = { cookie: "leadlight_session=local-marketing", origin: "https://evil.example" };
    expect((await bring(null, people, { headers })).status).toBe(403);
    expect((await bring(null, people, { headers: { ...headers, origin: "http://localhost" } })).status).toBe(
      201,
    );
  });

  it("says what is missing of the query", async () => {
    const problem = await problemOf(
      call("marketing", "/v1/imports?kind=people", { method: "POST", body: people }),
    );
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(["kind", "name"]);
  });
});

describe("what comes to nothing leaves nothing", () => {
  const kept = async () => [await count("imports"), await count("import_chunks")];

  it("no table", async () => {
    const before = await kept();
    for (const [body, says] of [
      ["", /empty/],
      ["\n \n", /empty/],
      ["Email,Name\n", /no rows/],
      ["PK\u0003\u0004rest", /zip/],
      ["%PDF-1.7", /PDF/],
      ["<!DOCTYPE html><p>Sign in", /web page/],
      ['[{"a":1}]', /one object a line/i],
      ["\u0000".repeat(500), /not text/],
      [Array.from({ length: 513 }, (_, index) => `c${index}`).join(), /512 columns/],
      [`a,b\n${'"x,1\n'.repeat(200)}`, /never closed/],
    ] as const) {
      const problem = await problemOf(bring("marketing", body));
      expect([problem.code, problem.errors?.[0]?.field]).toEqual(["unreadable_file", "file"]);
      expect(problem.errors?.[0]?.message).toMatch(says);
    }
    expect(await kept()).toEqual(before);
  });

  it("a file that is said to be too large, unread", async () => {
    let read = 0;
    const pull = () => {
      read += 1;
    };
    const stream = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    const answer = bring("marketing", stream, { headers: { "content-length": "2000000000" } });
    expect((await problemOf(answer)).code).toBe("too_large");
    expect(read).toBe(0);
  });

  it("a file that turns out to be too large, and is not heard for ever", async () => {
    const before = await kept();
    const megabyte = text(`${"x".repeat(99)}\n`.repeat(10_000));
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          if (sent <= 1_000) controller.enqueue(megabyte);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    expect((await problemOf(bring("marketing", stream))).code).toBe("too_large");
    expect(sent).toBeLessThan(300);
    expect(await kept()).toEqual(before);
  }, 30_000);

  it("a file whose sender goes away", async () => {
    const before = await kept();
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1;
          if (sent <= 3) controller.enqueue(text("a,b\n".repeat(200_000)));
          else controller.error(new Error("gone"));
        },
      },
      { highWaterMark: 0 },
    );
    expect((await bring("marketing", stream)).status).toBeGreaterThanOrEqual(500);
    expect(await kept()).toEqual(before);
  });
});

describe("reading it otherwise", () => {
  const mixed = text("name;note\nMxller;x\nJxrg;y\n").map((byte, at) =>
    byte === 0x78 && at < 22 ? 0xfc : byte,
  );

  it("another encoding, delimiter, header", async () => {
    const { id, file } = await brought(mixed);
    expect(file).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    const put = (body: unknown) => call("marketing", `/v1/imports/${id}/file`, { method: "PUT", body });
    const other = ImportProposal.parse(await (await put({ encoding: "windows-1251" })).json());
    expect(other.file.encoding).toBe("windows-1251");
    expect(other.columns[0]?.examples[0]).toBe("Mьller");
    const headless = ImportProposal.parse(await (await put({ header: false, encoding: "latin1" })).json());
    expect(headless.file).toMatchObject({ header: false, encoding: "windows-1252" });
    expect(headless.columns.map(({ column, filled }) => [column, filled])).toEqual([
      ["Column 1", 3],
      ["Column 2", 3],
    ]);
    const whole = ImportProposal.parse(await (await put({ delimiter: "|" })).json());
    expect(whole.columns.length).toBe(1);
    for (const [body, field] of [
      [{ encoding: "klingon" }, "encoding"],
      [{ encoding: "utf-16le" }, "encoding"],
      [{ delimiter: '"' }, "delimiter"],
      [{ delimiter: "ab" }, "delimiter"],
    ] as const)
      expect((await problemOf(put(body))).errors?.[0]?.field).toBe(field);
  });

  it("asks where it is doubtful, until it is said", async () => {
    const doubtful = text("Email,Name\na@b.example,Gyxr\nb@b.example,Szabx\n").map((byte) =>
      byte === 0x78 ? 0xf5 : byte,
    );
    const body = new Uint8Array(doubtful);
    // "example" is spelled with the letter that stands in for the doubtful one.
    for (let at = 0; at < body.length; at += 1)
      if (body[at] === 0xf5 && body[at - 1] === 0x65) body[at] = 0x78;
    const { id, ask, columns } = await brought(body);
    const encoding = ask.find((question) => question.id === "encoding");
    expect(encoding?.options.map(({ value }) => value)).toContain("windows-1250");
    expect(encoding?.options.find(({ value }) => value === "windows-1250")?.label).toContain("Győr");
    expect(columns[0]?.to).toBe("email");
    const answer = await call("marketing", `/v1/imports/${id}/file`, {
      method: "PUT",
      body: { encoding: "windows-1250" },
    });
    const settled = ImportProposal.parse(await answer.json());
    expect(settled.columns[1]?.examples).toEqual(["Győr", "Szabő"]);
    expect(settled.ask.find((question) => question.id === "encoding")).toBeUndefined();
  });
});

describe("a mapping that is tried", () => {
  it("shows what would come of it, and writes nothing", async () => {
    const { id } = await brought(people);
    const preview = (body: unknown) => call("marketing", `/v1/imports/${id}/preview`, { body });
    const tried = ImportProposal.parse(
      await (
        await preview({ mapping: { Company: "attribute:firm" }, afterContact: { Company: true } })
      ).json(),
    );
    expect(tried.columns[2]).toMatchObject({ to: "attribute:firm", afterContact: true });
    expect(tried.preview?.first[0]?.lead).toMatchObject({
      company: null,
      attributes: { firm: "Analytical" },
    });
    expect(await count("leads")).toBe(0);
    const again = ImportProposal.parse(await (await call("marketing", `/v1/imports/${id}/mapping`)).json());
    expect(again.columns[2]).toMatchObject({ to: "company", afterContact: false });
    for (const [body, field] of [
      [{ mapping: { Company: "email", Email: "email" } }, "mapping."],
      [{ mapping: { Nothing: "email" } }, "mapping.Nothing"],
      [{ mapping: { Company: "nonsense" } }, "mapping.Company"],
      [{ answers: { "dates:Nothing": "dmy" } }, "answers.dates:Nothing"],
    ] as const)
      expect((await problemOf(preview(body))).errors?.[0]?.field).toContain(field);
  });

  it("shows no numbers while a question is open that only a person can answer", async () => {
    const { id, preview, ask } = await brought(
      "Email,Created\na@b.example,03/04/2024\nc@b.example,05/06/2024\n",
    );
    expect(preview).toBeNull();
    expect(ask.find((question) => question.id === "dates:Created")?.proposal).toBeNull();
    const wrong = await problemOf(
      call("marketing", `/v1/imports/${id}/preview`, { body: { answers: { "dates:Created": "maybe" } } }),
    );
    expect(wrong.errors?.[0]?.field).toBe("answers.dates:Created");
  });

  it("is remembered by the header of the file, as far as it still fits", async () => {
    const first = await brought(people);
    const { headerOf } = await import("../imports/proposal.ts");
    const { rememberMapping } = await import("../db/imports.ts");
    const { Database } = await import("../db/run.ts");
    await new Database(env.DB).batch([
      rememberMapping({
        header: await headerOf(
          "leads",
          first.columns.map(({ column }) => column),
        ),
        mapping: JSON.stringify({ Company: "attribute:firm", Name: "nonsense" }),
        answers: JSON.stringify({ timeZone: "Asia/Tokyo", gone: "x" }),
        afterContact: JSON.stringify({ Company: true }),
        usedAt: 1,
      }),
    ]);
    const second = await brought(people);
    expect(second.columns.map(({ to, remembered, afterContact }) => [to, remembered, afterContact])).toEqual([
      ["email", false, false],
      ["name", false, false],
      ["attribute:firm", true, true],
    ]);
    const touches = await brought(people, { kind: "touches" });
    expect(touches.columns.every(({ remembered }) => !remembered)).toBe(true);
    await env.DB.prepare("delete from import_mappings").run();
  });

  it("is not shaken by columns that are called like parts of the language", async () => {
    const names = ["Email", "__proto__", "constructor", "toString", "hasOwnProperty"];
    const { columns } = await brought(`${names.join()}\na@b.example,1a,2b,3c,4d\nb@b.example,5e,6f,7g,8h\n`);
    expect(columns.map(({ column }) => column)).toEqual([
      "Email",
      "proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
    ]);
    expect(columns.map(({ filled }) => filled)).toEqual([2, 2, 2, 2, 2]);
    expect(columns.every(({ to, afterContact }) => typeof to === "string" && afterContact === false)).toBe(
      true,
    );
  });
});

describe("an import that is not there, or not waiting", () => {
  const calls = (id: string): [path: string, init: { method?: string; body?: unknown }][] => [
    [`/v1/imports/${id}/mapping`, {}],
    [`/v1/imports/${id}/file`, { method: "PUT", body: {} }],
    [`/v1/imports/${id}/preview`, { body: {} }],
    [`/v1/imports/${id}`, { method: "DELETE" }],
  ];

  it("is unknown, and for reps forbidden", async () => {
    for (const [path, init] of calls("nothing")) {
      expect((await problemOf(call("marketing", path, init))).code).toBe("unknown_import");
      expect((await call("rep", path, init)).status).toBe(403);
      expect((await call(null, path, init)).status).toBe(401);
    }
  });

  it("is in conflict while it runs", async () => {
    const { id } = await brought(people);
    await env.DB.prepare("update imports set state = 'running' where id = ?").bind(id).run();
    for (const [path, init] of calls(id).slice(1))
      expect((await problemOf(call("marketing", path, init))).code).toBe("conflict");
    const still = await call("marketing", `/v1/imports/${id}/mapping`);
    expect(ImportProposal.parse(await still.json()).preview).toBeNull();
    await env.DB.prepare("update imports set state = 'done' where id = ?").bind(id).run();
    expect((await call("marketing", `/v1/imports/${id}`, { method: "DELETE" })).status).toBe(204);
    const left = await env.DB.prepare("select count(*) as n from import_chunks where import_id = ?")
      .bind(id)
      .first();
    expect(left).toEqual({ n: 0 });
    expect(await env.DB.prepare("select state from imports where id = ?").bind(id).first()).toEqual({
      state: "done",
    });
  });

  it("goes as a whole where it was never started", async () => {
    const { id } = await brought(people);
    expect((await call("marketing", `/v1/imports/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await call("marketing", `/v1/imports/${id}/mapping`)).status).toBe(404);
  });

  it("is in conflict where its file is no longer kept", async () => {
    const { id } = await brought(people);
    await env.DB.prepare("delete from import_chunks where import_id = ?").bind(id).run();
    expect((await problemOf(call("marketing", `/v1/imports/${id}/preview`, { body: {} }))).code).toBe(
      "conflict",
    );
  });
});

describe("whatever arrives", () => {
  const good = text(`${people}"a ""quoted"" one",2,\n`);
  const damaged = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
    .map((changes) => {
      const bytes = good.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  const lines = fc
    .array(
      fc.string({
        unit: fc.constantFrom("a", '"', ",", ";", "\t", "{", "}", ":", "1", " ", "\r"),
        maxLength: 15,
      }),
    )
    .map((all) => text(all.join("\n")));

  it("as a file, the answer is a proposal or a problem that names the file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged, lines), async (bytes) => {
        const answer = await bring("marketing", bytes);
        if (answer.status === 201) ImportProposal.parse(await answer.json());
        else expect((await problemOf(answer)).errors?.[0]?.field).toBe("file");
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it("as a mapping or a way of reading, it names what is wrong", async () => {
    const { id } = await brought(people);
    const name = fc.oneof(
      fc.constantFrom("Email", "Name", "Company", "__proto__", "constructor"),
      fc.string(),
    );
    const target = fc.oneof(
      fc.constantFrom("email", "name", "ignore", "key:crm", "attribute:x"),
      fc.string(),
    );
    const record = (value: fc.Arbitrary<unknown>) => fc.dictionary(name, value, { maxKeys: 4 });
    const mapping = fc.record(
      {
        mapping: record(target),
        answers: record(fc.oneof(fc.string(), fc.array(fc.string()), record(fc.string()))),
        afterContact: record(fc.boolean()),
      },
      { requiredKeys: [] },
    );
    const reading = fc.record(
      {
        encoding: fc.oneof(fc.constantFrom("utf-8", "latin1", "utf-16le", "replacement"), fc.string()),
        delimiter: fc.string({ maxLength: 2 }),
        header: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(mapping, fc.jsonValue()),
        fc.oneof(reading, fc.jsonValue()),
        async (said, file) => {
          for (const answer of [
            await call("marketing", `/v1/imports/${id}/preview`, { body: JSON.stringify(said) }),
            await call("marketing", `/v1/imports/${id}/file`, { method: "PUT", body: JSON.stringify(file) }),
          ])
            if (answer.status === 200) ImportProposal.parse(await answer.json());
            else expect((await problemOf(answer)).errors?.[0]?.field).toBeTruthy();
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});
