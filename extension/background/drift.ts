import * as z from "zod";
import { DriftReport } from "../../shared/contract/index.ts";
import type { Drift } from "../health/health.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { queue, type Store } from "./store.ts";

const Kept = z.array(z.object({ report: DriftReport, at: z.number(), sentTo: z.string().nullable() }));
type Kept = z.infer<typeof Kept>;

/** The newest that are kept, and for how long the same is no news, ms. */
const most = 20;
const noNews = 24 * 3_600_000;

const sameAs = (a: DriftReport, b: DriftReport): boolean =>
  JSON.stringify({ ...a, outline: "" }) === JSON.stringify({ ...b, outline: "" });

/** Reports of pages that have changed: kept here, and sent to the company's own Worker where its admin allows it. */
export function driftReports(deps: {
  store: Store;
  client: Pick<Client, "drift">;
  now: () => number;
  version: string;
  connection: () => Promise<Connection | null>;
  /** Whether an admin allows it. */
  isAllowed: () => Promise<boolean>;
  noteAnswer: (failure: Failure | null) => void;
}) {
  const { store, client, now, version, connection, isAllowed, noteAnswer } = deps;
  const inTurn = queue();

  async function kept(): Promise<Kept> {
    const read = Kept.safeParse(await store.get("drift"));
    return read.success ? read.data : [];
  }

  async function send(): Promise<void> {
    const to = await connection();
    if (to === null || !(await isAllowed())) return;
    const all = await kept();
    for (const one of all) {
      if (one.sentTo !== null) continue;
      const answer = await client.drift(to, one.report);
      noteAnswer(answer.ok ? null : answer.failure);
      // What it refuses it will refuse again; all else waits for another time.
      const isDone = answer.ok || (answer.failure.kind === "problem" && answer.failure.status === 400);
      if (!isDone) break;
      one.sentTo = to.address;
    }
    await store.set("drift", all);
  }

  return {
    /** Kept in any case; what a page's script says is checked to be a report first. */
    note: (drift: Drift): Promise<void> =>
      inTurn(async () => {
        const read = DriftReport.safeParse({ ...drift, version });
        if (!read.success) return;
        const all = await kept();
        const isNews = !all.some(({ report, at }) => sameAs(report, read.data) && now() - at < noNews);
        if (isNews)
          await store.set("drift", [...all, { report: read.data, at: now(), sentTo: null }].slice(-most));
        await send();
      }),
    /** Tries again what has not gone out. */
    flush: (): Promise<void> => inTurn(send),
  };
}
