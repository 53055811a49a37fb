import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { Filter } from "../../../shared/contract/filter.ts";
import { makePart, placesIn, readFilter, shapeFor } from "../../../shared/domain/membership/filter.ts";
import { type Answer, type Machine, ROOT } from "../machine.ts";
import { atMost, type Figure, median, percentile, shown } from "../table.ts";

const LEADS = 1_000_000;
const ACCOUNTS = 200_000;
const STRANGERS = 300_000;
/** As many as come before another version is made. */
const NEWCOMERS = 20_000;

const randomHash = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");

/** Runs the job until nothing is left to do; what each run cost. */
export async function makeFilters({ call }: Machine): Promise<Answer<unknown>["cost"][]> {
  const runs: Answer<unknown>["cost"][] = [];
  for (;;) {
    const { body } = await call<Answer<unknown>["cost"]>("rep", "/bench/filter", {});
    if (body.trips <= 1) return runs;
    runs.push(body);
  }
}

/** Hashed keys of a million leads and their accounts, all of one lead: the filter looks at nothing else. */
async function grow({ run }: Machine): Promise<void> {
  const numbers = (count: string) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  const missing = (most: number, have: string) => `max(1, ${most} - (select count(*) from ${have}))`;
  await run(
    `insert into lead_keys (kind, value, lead_id)
     ${numbers(missing(LEADS, "lead_keys where kind = 'sha256'"))}
     select 'sha256', lower(hex(randomblob(32))), 'many-1' from n`,
  );
  await run(
    `insert into accounts (id, domain, hash, name)
     ${numbers(missing(ACCOUNTS, "accounts"))}
     select 'filter-' || i, 'filter' || i || '.example', lower(hex(randomblob(32))), 'Company' from n`,
  );
  // The figures are of making a version, not of cleaning up after a bench.
  await run("delete from filter_newcomers where number < (select max(number) from filter_newcomers)");
}

/** What one slice costs a processor: a part of digits as the database gives them, until its bytes are in base64. */
function sliceTimes(): number[] {
  const shape = shapeFor(LEADS + ACCOUNTS);
  const count = Math.round((LEADS + ACCOUNTS) / 2 ** shape.partBits);
  const answer = JSON.stringify([
    { digits: Array.from({ length: count }, () => randomHash().slice(0, 12)).join("") },
  ]);
  return Array.from({ length: 25 }, () => {
    const started = performance.now();
    const [row]: { digits: string }[] = JSON.parse(answer);
    Buffer.from(makePart(placesIn(row?.digits ?? ""), shape)).toString("base64");
    return performance.now() - started;
  }).slice(5);
}

/** Milliseconds from asking the browser's storage to the first answer, in a page of the extension; each time anew. */
async function loadTimes(context: BrowserContext, bytes: Uint8Array): Promise<number[]> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const page = await context.newPage();
  await page.goto(new URL("/options.html", worker.url()).href);
  const source = ["shared/domain/membership/filter.ts", "extension/background/blobs.ts"]
    .map((path) => stripTypeScriptTypes(readFileSync(join(ROOT, path), "utf8")).replaceAll("export ", ""))
    .join("\n");
  const text = Buffer.from(bytes).toString("base64");
  const times: number[] = await page.evaluate(`(async () => {
    ${source}
    await indexedBlobs("bench").set("filter", Uint8Array.from(atob("${text}"), (letter) => letter.charCodeAt(0)));
    const newcomers = Array.from({ length: ${NEWCOMERS} }, (_, number) => number.toString(16).padStart(12, "0"));
    await indexedBlobs("bench").set("newcomers", newcomers.join());
    const times = [];
    for (let time = 0; time < 21; time += 1) {
      const started = performance.now();
      const blobs = indexedBlobs("bench");
      const [bytes, hashes] = await Promise.all([blobs.get("filter"), blobs.get("newcomers")]);
      const known = new Set(hashes.split(","));
      if (known.size !== ${NEWCOMERS} || known.has("x") || readFilter(bytes).size < 1_000_000) throw new Error("lost");
      times.push(performance.now() - started);
    }
    return times;
  })()`);
  await page.close();
  return times;
}

/** The membership filter at a million leads. */
export async function filterFigures(machine: Machine, context: BrowserContext): Promise<Figure[]> {
  await grow(machine);
  const runs = await makeFilters(machine);
  const sum = (of: "read" | "written") => runs.reduce((all, run) => all + run[of], 0);
  const told = await machine.call<Filter>("rep", "/v1/filter");
  const { version, size, newcomers } = Filter.parse(told.body);
  const file = await fetch(new URL(`/v1/filter/${version}`, machine.url), {
    headers: { authorization: "Bearer local-rep" },
  });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const filter = readFilter(bytes);
  if (!filter || bytes.length !== size || filter.size < LEADS + ACCOUNTS)
    throw new Error(`The filter has ${filter?.size} of ${LEADS + ACCOUNTS}`);
  let found = 0;
  for (let each = 0; each < STRANGERS; each += 1) if (filter.has(randomHash())) found += 1;

  const parts = 2 ** shapeFor(filter.size).partBits;
  const of = `${shown(LEADS)} leads and ${shown(ACCOUNTS)} accounts`;
  const wire = bytes.length + JSON.stringify(told.body).length;
  const bits = (bytes.length * 8) / filter.size;
  return [
    {
      ...atMost(`filter: of ${of}, over the wire`, wire / 1e6, 1.5, " MB"),
      measured: `${shown(wire / 1e6)} MB (${shown(bits)} bits a key)`,
    },
    atMost("filter: strangers who are taken for members", (100 * found) / STRANGERS, 1, " %"),
    atMost(
      `filter: loaded from the browser's storage with ${shown(NEWCOMERS)} newcomers, p95`,
      percentile(await loadTimes(context, bytes), 95),
      50,
      " ms",
    ),
    {
      figure: `filter: made in ${parts} slices, rows read and written by all`,
      measured: `${shown(sum("read"))}, ${shown(sum("written"))}`,
    },
    atMost("filter: a processor's time for a slice, median", median(sliceTimes()), 10, " ms"),
    atMost("filter: trips to the database for its version and newcomers", told.cost.trips, 1),
    atMost(
      "filter: rows read for its version and newcomers, besides those",
      told.cost.read - newcomers.length,
      10,
    ),
  ];
}
