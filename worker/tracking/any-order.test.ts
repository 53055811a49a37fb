import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { anyHistory, shuffledParcels } from "../../test/history.ts";
import { clearTouches, exportAll, seedBases } from "../../test/tracked.ts";
import { readConfig } from "../db/config.ts";
import { Database, limits } from "../db/run.ts";
import { takeIn } from "./take-in.ts";

/**
 * Whatever order messages come in, however they are split into requests and batches and however often each is sent: the
 * same leads, keys, fields, touches, heat, scores, credits and conflicts, to the byte.
 */

/** Of which a third says who somebody is, and is no touch. */
const MESSAGES = 7_800;
const TOUCHES = 5_000;
const PEOPLE = 200;
const ORDERS = 20;

it(`${TOUCHES} touches of ${PEOPLE} people, in ${ORDERS} orders`, { timeout: 600_000 }, async () => {
  const config = await readConfig(new Database(env.DB));
  const history = anyHistory({ seed: 7, messages: MESSAGES, people: PEOPLE });
  let first: Map<string, string[]> | undefined;
  for (let order = 0; order < ORDERS; order += 1) {
    await clearTouches();
    await seedBases(history.bases);
    for (const batch of shuffledParcels(history.sent, order))
      await takeIn(new Database(env.DB, limits.jobQueries), config, batch);
    const now = await exportAll(config);
    for (const [name, lines] of now) {
      const others = first?.get(name) ?? lines;
      const [here, there] = [new Set(lines), new Set(others)];
      const odd = {
        more: lines.filter((line) => !there.has(line)),
        less: others.filter((line) => !here.has(line)),
      };
      expect(odd, `${name} in order ${order}`).toEqual({ more: [], less: [] });
      expect(lines.length, `${name} in order ${order}`).toBe(others.length);
    }
    first ??= now;
  }
  for (const name of ["leads", "touches", "heat", "scores", "sequences", "credits", "conflicts"])
    expect(first?.get(name)?.length, name).toBeGreaterThan(0);
  expect(first?.get("touches")?.length).toBeGreaterThanOrEqual(TOUCHES);
});
