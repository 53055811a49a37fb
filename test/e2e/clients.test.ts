import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type HeatEntry, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import { type LocalWorker, startWorker } from "../../worker/local/dev.ts";
import { Random } from "../../worker/sample/random.ts";
import { browser } from "./clients/page.ts";
import { PEOPLE, type Sender } from "./clients/sender.ts";
import { rudderstack, segment } from "./clients/servers.ts";
import { rowsIn, settle } from "./database.ts";

/**
 * The libraries that people send touches with already, unchanged but for the address: what they send is there once,
 * with a Worker that loses its power again and again on the way.
 */

const MESSAGES = 10_000;
const KILLS = 5;
/** Messages of each that are on their way at once, and how many of them are given to it together. */
const [AHEAD, TOGETHER] = [200, 40];

const random = new Random(4);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let folder: string;
let state: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlight-clients-"));
  state = join(folder, "state");
  await cp(inject("templates").empty, state, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Whose a touch is, by the key that it came by. */
const senderOf = `case substr(via, 1, 10) when 'anonymous:' then 'browser' else substr(via, 6, instr(via, '-') - 6) end`;
const arrived = () =>
  Object.fromEntries(
    rowsIn(state, `select ${senderOf} as sender, count(*) as n from touches group by 1`).map(
      ({ sender, n }) => [String(sender), Number(n)],
    ),
  );

it("each deliver 10,000 messages through five power cuts: all are there once, and heat has each once", async () => {
  const port = inject("port");
  let worker: LocalWorker = await startWorker({ port, state });
  const page = await browser(worker.url, "local-write", inject("chromium"));
  const senders: Sender[] = [
    segment(worker.url, "local-server"),
    rudderstack(worker.url, "local-server"),
    page,
  ];
  try {
    // They go side by side, the fast ones waiting for the slowest: each cut finds all of them on their way.
    let handed = 0;
    const give = async (): Promise<void> => {
      while (handed < MESSAGES) {
        while (handed - Math.min(...(await Promise.all(senders.map((each) => each.delivered())))) > AHEAD)
          await pause(60);
        const to = Math.min(MESSAGES, handed + TOGETHER);
        await Promise.all(senders.map((each) => each.hand(handed, to)));
        handed = to;
      }
    };
    const giving = give();
    const cuts: Record<string, number>[] = [];
    for (let cut = 0; cut < KILLS; cut += 1) {
      const after = Math.floor((0.9 * MESSAGES * (cut + random.between(0.2, 0.9))) / KILLS);
      while (handed < after) await Promise.race([pause(10), giving]);
      await worker.stop("SIGKILL");
      await settle(state);
      cuts.push(arrived());
      worker = await startWorker({ port, state });
    }
    await giving;
    await Promise.all(senders.map((each) => each.end()));

    for (const [index, cut] of cuts.entries())
      for (const { name } of senders) {
        expect(cut[name]).toBeGreaterThan(cuts[index - 1]?.[name] ?? 0);
        expect(cut[name]).toBeLessThan(MESSAGES);
      }
  } finally {
    await page.close();
    await worker.stop();
    await settle(state);
  }

  expect(arrived()).toEqual({ segment: MESSAGES, rudderstack: MESSAGES, browser: MESSAGES });
  expect(
    rowsIn(
      state,
      `select ${senderOf} as sender, kind, count(distinct details ->> '$.properties.number') as n
      from touches group by 1, 2 order by 1, 2`,
    ).map((row) => Object.values(row)),
  ).toEqual(
    ["browser", "rudderstack", "segment"].flatMap((sender) => [
      [sender, "form", MESSAGES / 2],
      [sender, "page_view", MESSAGES / 2],
    ]),
  );
  expect(heatIn()).toEqual(heatOfTouches());
  const [counted] = rowsIn(
    state,
    `select (select sum(touches) from arrivals) as arrived, (select count(*) from rejections) as rejected,
      (select count(*) from leads) as leads, (select count(distinct lead_id) from touches) as owners`,
  );
  expect({ ...counted }).toEqual({
    arrived: 3 * MESSAGES,
    rejected: 0,
    // Those that the two on the server tell of; who was in the browser has told nobody.
    leads: 2 * PEOPLE,
    owners: 2 * PEOPLE + 1,
  });
}, 600_000);

const rounded = (heat: Readonly<Record<string, HeatEntry>>) =>
  Object.fromEntries(
    Object.entries(heat)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, entry]) => [kind, entry.map(round6)]),
  );

/** Everybody's heat, as the database has it. */
const heatIn = () =>
  Object.fromEntries(
    rowsIn(state, "select lead_id, kinds from heat order by lead_id").map(({ lead_id, kinds }) => [
      String(lead_id),
      rounded(JSON.parse(String(kinds))),
    ]),
  );

/** And as it must be. */
function heatOfTouches() {
  const byLead = Map.groupBy(
    rowsIn(state, "select id, lead_id, at, kind from touches order by lead_id, id"),
    ({ lead_id }) => String(lead_id),
  );
  return Object.fromEntries(
    [...byLead].map(([lead, touches]) => [
      lead,
      rounded(
        heatOf(
          touches.map(({ id, at, kind }) => ({
            id: String(id),
            at: Number(at),
            kind: String(kind),
            direction: "theirs" as const,
          })),
        ),
      ),
    ]),
  );
}
