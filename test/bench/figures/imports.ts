import type { BrowserContext } from "playwright-core";
import { Import, ImportProposal } from "../../../shared/contract/imports.ts";
import { leadsFile, mappings, parts, plain } from "../../exports.ts";
import type { FullHouse } from "../house.ts";
import { insightPath } from "../house.ts";
import type { Machine } from "../machine.ts";
import { watchMemory } from "../memory.ts";
import { atMost, type Figure, median, percentile, shown } from "../table.ts";
import { laterLeads } from "./panel.ts";

const ROWS = 200_000;
/** As many leads in one insert of what the import is held against. */
const SIZE = 100;
/** How often an insight is asked for, in ms: as by a large team. */
const PACE = 40;
/** How often it is asked how far the import is, in ms. */
const POLL = 200;
/** How often the panel is watched beside the import and beside nothing, in turn; and for how many insights each time. */
const ROUNDS = 6;
const ASKED = 100;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A request as somebody of marketing; a list of leads is sent as it is made. */
async function ask(
  { url }: Machine,
  path: string,
  body?: ReadableStream<Uint8Array<ArrayBuffer>> | object,
): Promise<unknown> {
  const answer = await fetch(new URL(path, url), {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: "Bearer local-marketing", "content-type": "application/json" },
    body: body === undefined || body instanceof ReadableStream ? body : JSON.stringify(body),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** What imports have cost since this was last asked. */
const costOf = async (machine: Machine) =>
  (await ask(machine, "/bench/imports", {})) as Record<"trips" | "read" | "written", number>;

/** The file as a browser sends it: in parts, never whole. */
async function upload(machine: Machine): Promise<ImportProposal> {
  const file = parts(leadsFile(ROWS, plain));
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { done, value } = file.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return ImportProposal.parse(await ask(machine, "/v1/imports?kind=leads&name=Leads.csv", body));
}

/** An import on its way, and how it is told to go and to stand still. */
class Running {
  readonly #machine: Machine;
  readonly #path: string;
  /** When it was seen at which row, in ms. */
  readonly moves: { at: number; done: number }[] = [];

  constructor(machine: Machine, id: string) {
    this.#machine = machine;
    this.#path = `/v1/imports/${id}`;
  }

  async look(): Promise<Import> {
    const now = Import.parse(await ask(this.#machine, this.#path));
    if (now.done !== this.moves.at(-1)?.done) this.moves.push({ at: performance.now(), done: now.done });
    return now;
  }

  async go(said: object = {}): Promise<void> {
    await ask(this.#machine, `${this.#path}/start`, said);
  }

  /** What it has written is ranked before it stands still. */
  async halt(): Promise<void> {
    await ask(this.#machine, `${this.#path}/stop`, {});
    for (let looks = 0; looks < 15; looks += 1) {
      await this.look();
      await pause(POLL);
    }
  }

  /** Look at it, as its page does, until it has ended or somebody has seen enough. */
  async follow(isEnough: () => boolean = () => false): Promise<Import> {
    for (;;) {
      const now = await this.look();
      if (now.state !== "running" || isEnough()) return now;
      await pause(POLL);
    }
  }
}

interface Latencies {
  /** Of an insight, in ms. */
  insights: number[];
  /** From a mail on the page to its lead in the panel, in ms. */
  panels: number[];
}

/** How long somebody in a mailbox waits. Each mail is of a lead whom the extension does not know yet. */
async function latencies(
  machine: Machine,
  context: BrowserContext,
  mails: readonly FullHouse[],
): Promise<Latencies> {
  const insights: number[] = [];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const house = mails[asked % mails.length];
    if (!house) throw new Error("There is nobody to ask for");
    const started = performance.now();
    const { status } = await machine.call("rep", insightPath(house));
    const took = performance.now() - started;
    if (status !== 200) throw new Error(`An insight was answered by ${status}`);
    insights.push(took);
    await pause(Math.max(0, PACE - took));
  }
  return { insights, panels: await laterLeads(context, mails) };
}

/** Both in turn: beside the import and beside nothing. */
async function beside(
  running: Running,
  machine: Machine,
  context: BrowserContext,
  mails: readonly FullHouse[],
): Promise<{ busy: Latencies; idle: Latencies }> {
  const busy: Latencies = { insights: [], panels: [] };
  const idle: Latencies = { insights: [], panels: [] };
  const each = Math.floor(mails.length / ROUNDS / 2);
  const some = (part: number) => mails.slice(part * each, (part + 1) * each);
  const add = (to: Latencies, { insights, panels }: Latencies) => {
    to.insights.push(...insights);
    to.panels.push(...panels);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) await running.go();
    let isEnough = false;
    const [, seen] = await Promise.all([
      running.follow(() => isEnough),
      latencies(machine, context, some(round * 2)).finally(() => {
        isEnough = true;
      }),
    ]);
    add(busy, seen);
    await running.halt();
    add(idle, await latencies(machine, context, some(round * 2 + 1)));
  }
  return { busy, idle };
}

/** Seconds for as many leads into a table that has nothing but its primary key. */
async function bareSeconds(machine: Machine): Promise<number> {
  await machine.run(`create table bench_leads (id text primary key not null, email text, name text, title text,
    company text, domain text, source text, campaign text, attributes text, at integer)`);
  const count = ROWS / 10;
  const started = performance.now();
  for (let first = 0; first < ROWS; first += count)
    await ask(machine, "/bench/leads", { first, count, size: SIZE });
  const seconds = (performance.now() - started) / 1000;
  await machine.run("drop table bench_leads");
  return seconds;
}

/**
 * 200,000 leads out of a file: what they cost, whether memory and progress hold, and what the panel notices.
 * @param mails of leads whom the extension does not know yet
 */
export async function importFigures(
  machine: Machine,
  context: BrowserContext,
  mails: readonly FullHouse[],
): Promise<Figure[]> {
  // First, so that the runtime has grown to what it needs by itself.
  const bare = await bareSeconds(machine);
  const uploadMemory = watchMemory();
  const uploading = performance.now();
  const { id, file, preview } = await upload(machine);
  const uploadSeconds = (performance.now() - uploading) / 1000;
  const uploaded = await uploadMemory.end();
  if (preview?.new !== ROWS) throw new Error(`Of ${ROWS} leads, ${preview?.new} are new`);

  await costOf(machine);
  const running = new Running(machine, id);
  await running.go({ mapping: mappings.leads, answers: { timeZone: "Europe/Berlin" } });
  const { busy, idle } = await beside(running, machine, context, mails);

  const { done } = await running.look();
  const alone = running.moves.length;
  const memory = watchMemory();
  const started = performance.now();
  await running.go();
  const end = await running.follow();
  const seconds = ((performance.now() - started) / 1000) * (ROWS / (ROWS - done));
  const seen = await memory.end();
  const cost = await costOf(machine);
  if (end.state !== "done" || end.created !== ROWS) throw new Error(JSON.stringify(end));

  const quarter = Math.ceil(seen.length / 4);
  const [early, late] = [median(seen.slice(0, quarter)), median(seen.slice(-quarter))];
  const pauses = running.moves.slice(alone).map(({ at }, index, moves) => at - (moves[index - 1]?.at ?? at));
  const wentBack = running.moves.some(({ done }, index, moves) => done < (moves[index - 1]?.done ?? 0));
  const ratio = (figure: string, percent: number, of: keyof Latencies): Figure => {
    const [during, before] = [percentile(busy[of], percent), percentile(idle[of], percent)];
    const line = atMost(`${figure} during an import against idle, p${percent}`, during / before, 1.5, " ×");
    return { ...line, measured: `${line.measured} (${shown(during)} of ${shown(before)} ms)` };
  };
  return [
    {
      figure: `import: ${shown(ROWS)} leads, ${shown(file.bytes / 1e6)} MB, until the preview stands`,
      measured: `${shown(uploadSeconds)} s`,
    },
    {
      figure: "import: the runtime's memory before the upload, and at most in it",
      measured: `${shown(uploaded[0] ?? Number.NaN)}, ${shown(Math.max(...uploaded))} MB`,
    },
    { figure: "import: rows written a lead", measured: shown(cost.written / ROWS) },
    { figure: "import: rows read a lead", measured: shown(cost.read / ROWS) },
    {
      figure: `import: seconds, against a bare insert into a table with a primary key alone, ${SIZE} leads at once`,
      measured: `${shown(seconds / bare)} × (${shown(seconds)} of ${shown(bare)} s)`,
    },
    {
      ...atMost(
        "import: the runtime's memory in the last quarter against the first",
        late / early,
        1.1,
        " ×",
      ),
      measured: `${shown(late / early)} × (${shown(late)} of ${shown(early)} MB)`,
    },
    {
      figure: "import: how often progress was seen, and the longest pause of it",
      measured: `${running.moves.length}, ${shown(Math.max(...pauses) / 1000)} s`,
      budget: "never back, ≤ 3 s",
      holds: !wentBack && Math.max(...pauses) <= 3000,
    },
    ratio("insight", 50, "insights"),
    ratio("insight", 95, "insights"),
    ratio("panel: a later lead", 50, "panels"),
    ratio("panel: a later lead", 95, "panels"),
  ];
}
