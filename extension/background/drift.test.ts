import { expect, test } from "vitest";
import type { Drift } from "../health/health.ts";
import type { Answer } from "./client.ts";
import { driftReports } from "./drift.ts";
import type { Store } from "./store.ts";

const drift: Drift = {
  site: "gmail",
  kind: "nobody",
  signs: ["url: thread"],
  failed: ["sender: gD"],
  doubts: [],
  outline: "0 body\n",
};
const yes: Answer<undefined> = { ok: true, value: undefined };

function world(answers: Answer<undefined>[] = []) {
  const kept = new Map<string, unknown>();
  const store: Store = {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, structuredClone(value)),
    remove: async (keys) => keys.forEach((key) => void kept.delete(key)),
    entries: async () => [...kept],
  };
  const sent: unknown[] = [];
  const state = { allowed: true, now: 1_790_000_000_000 };
  const reports = driftReports({
    store,
    client: {
      drift: async (_, report) => {
        sent.push(report);
        return answers.shift() ?? yes;
      },
    },
    now: () => state.now,
    version: "0.1.0",
    connection: async () => ({ address: "https://leadlight.example", token: "t" }),
    isAllowed: async () => state.allowed,
    noteAnswer: () => undefined,
  });
  return { reports, sent, state, kept };
}

test("where the admin allows it a report goes to the company's own Worker, the same once a day", async () => {
  const { reports, sent, state } = world();
  await reports.note(drift);
  await reports.note({ ...drift, outline: "0 body\n1 main\n" });
  expect(sent).toEqual([{ ...drift, version: "0.1.0" }]);
  state.now += 25 * 3_600_000;
  await reports.note(drift);
  expect(sent).toHaveLength(2);
});

test("without consent it stays here, and goes once there is one", async () => {
  const { reports, sent, state } = world();
  state.allowed = false;
  await reports.note(drift);
  expect(sent).toEqual([]);
  state.allowed = true;
  await reports.flush();
  await reports.flush();
  expect(sent).toHaveLength(1);
});

test("what did not arrive is tried again, what was refused is not", async () => {
  const offline: Answer<undefined> = { ok: false, failure: { kind: "offline" } };
  const refused: Answer<undefined> = {
    ok: false,
    failure: {
      kind: "problem",
      status: 400,
      code: "invalid_input",
      title: "",
      errors: [],
      workerTime: null,
      retryAfter: null,
    },
  };
  const { reports, sent } = world([offline, refused]);
  await reports.note(drift);
  await reports.flush();
  await reports.flush();
  expect(sent).toHaveLength(2);
});

test("what a page makes up is no report", async () => {
  const { reports, sent, kept } = world();
  await reports.note({ ...drift, outline: "0 body ada@analytical.example\n" });
  expect(sent).toEqual([]);
  expect(kept.size).toBe(0);
});
