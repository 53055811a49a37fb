import { beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Delivery } from "./answers.ts";
import { outbox } from "./outbox.ts";
import { backoff, type Item, longestWait, type Outcome, type Outgoing, waitUntil } from "./outgoing.ts";
import { localStore, type Store } from "./store.ts";

const taken: Outcome = { state: "taken", counts: null, stage: null };
const closed: Outcome = { state: "closed", problem: "Leadlight does not answer", after: null };

const verdict = (
  leadId: string,
  id: string = crypto.randomUUID(),
  name: "good" | "withdrawn" = "good",
): Outgoing => ({
  kind: "verdict",
  about: "sha256:0",
  body: {
    id,
    leadId,
    verdict: name,
    at: 1,
    seen: { score: 82, band: "A", scorecard: 1, persona: null, site: "gmail" },
  },
});

/** A Worker that keeps what it takes, and one life of the background in front of it. */
function world(store: Store = localStore) {
  const worker = { answer: (_: Item): Outcome => taken, got: [] as string[], tries: 0 };
  const clock = { now: 1_000_000 };
  const who = { address: "https://w.example", person: "p1" as string | null };
  const told: (Delivery | null)[] = [];
  const wakes: (number | null)[] = [];
  let inFlight = 0;
  const start = () =>
    outbox({
      store,
      now: () => clock.now,
      random: () => 0.5,
      recipient: async () => ({ ...who }),
      wakeAt: (at) => wakes.push(at),
      onChange: (delivery) => told.push(delivery),
      send: async (item) => {
        worker.tries += 1;
        inFlight += 1;
        expect(inFlight).toBe(1);
        await Promise.resolve();
        const outcome = worker.answer(item);
        if (outcome.state === "taken") worker.got.push(item.id);
        inFlight -= 1;
        return outcome;
      },
    });
  return { worker, clock, who, told, wakes, start };
}

const kept = async () =>
  Object.keys(await browser.storage.local.get(null)).filter((key) => key.startsWith("outbox:"));

beforeEach(() => fakeBrowser.reset());

describe("outbox", () => {
  it("has a verdict in storage before the promise is kept, and not after the Worker's yes", async () => {
    const { start, worker, told } = world();
    const box = start();
    worker.answer = () => closed;
    await box.add("v1", verdict("l1"));
    expect(await kept()).toEqual(["outbox:v1"]);
    worker.answer = () => taken;
    await box.flush(true);
    expect(await kept()).toEqual([]);
    expect(told).toContainEqual({ id: "v1", state: "taken", problem: null, counts: null, stage: null });
  });

  it("brings 50 verdicts, given at once while the Worker was down, exactly once after a restart", async () => {
    const { start, worker } = world();
    worker.answer = () => closed;
    const before = start();
    const ids = Array.from({ length: 50 }, (_, n) => `v${n}`);
    await Promise.all(ids.map((id) => before.add(id, verdict(`lead${id}`, crypto.randomUUID()))));
    expect(await kept()).toHaveLength(50);
    await before.flush();

    worker.answer = () => taken;
    const after = start();
    await Promise.all([after.flush(), after.flush(), after.flush()]);
    expect([...worker.got].sort()).toEqual([...ids].sort());
    expect(await kept()).toEqual([]);
  });

  it("sends what was given while it was sending", async () => {
    const { start, worker } = world();
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.add("v2", verdict("l2"));
    await box.add("v3", verdict("l3"));
    await vi.waitFor(() => expect(worker.got).toEqual(["v1", "v2", "v3"]));
  });

  it("waits after a failure of one, lets others pass, and tries again when its time has come", async () => {
    const { start, worker, clock, wakes } = world();
    const box = start();
    worker.answer = (item) => (item.id === "v1" ? { state: "later", problem: "failed" } : taken);
    await box.add("v1", verdict("l1"));
    await box.add("v2", verdict("l2"));
    await box.flush();
    expect(worker.got).toEqual(["v2"]);
    expect(wakes.at(-1)).toBe(clock.now + backoff(1, 0.5));
    worker.answer = () => taken;
    await box.flush();
    expect(worker.got).toEqual(["v2"]);
    clock.now += backoff(1, 0.5);
    await box.flush();
    expect(worker.got).toEqual(["v2", "v1"]);
    expect(wakes.at(-1)).toBeNull();
  });

  it("keeps the verdicts on one lead in order", async () => {
    const { start, worker, clock } = world();
    const box = start();
    worker.answer = (item) => (item.id === "v1" ? { state: "later", problem: "failed" } : taken);
    await box.add("v1", verdict("l1"));
    clock.now -= 500;
    await box.add("v2", verdict("l1", crypto.randomUUID(), "withdrawn"));
    await box.flush();
    expect(worker.got).toEqual([]);
    expect((await box.given("l1"))?.verdict).toBe("withdrawn");
    worker.answer = () => taken;
    clock.now += longestWait;
    await start().flush();
    expect(worker.got).toEqual(["v1", "v2"]);
  });

  it("puts aside what can never be taken, with the reason, and sends it when a person says so", async () => {
    const { start, worker, clock } = world();
    worker.answer = () => ({ state: "refused", problem: "No lead has this key" });
    await start().add("v1", verdict("l1"));
    await vi.waitFor(() => expect(worker.tries).toBe(1));
    const box = start();
    clock.now += longestWait;
    await box.flush();
    expect(worker.tries).toBe(1);
    expect(await box.list()).toMatchObject([{ id: "v1", refused: true, problem: "No lead has this key" }]);
    expect(await box.given("l1")).toMatchObject({ delivery: "refused", problem: "No lead has this key" });
    expect(await box.waitingVerdicts()).toBe(0);
    await box.retry();
    expect(worker.tries).toBe(1);
    worker.answer = () => taken;
    await box.retry(["v1"]);
    expect(worker.got).toEqual(["v1"]);
    expect(await kept()).toEqual([]);
  });

  it("gives up only what was refused", async () => {
    const { start, worker } = world();
    worker.answer = (item) => (item.id === "v1" ? { state: "refused", problem: "no" } : closed);
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.add("v2", verdict("l2"));
    await box.flush();
    await box.discard("v1");
    await box.discard("v2");
    expect(await kept()).toEqual(["outbox:v2"]);
  });

  it("leaves the Worker alone as long as it asked to be", async () => {
    const { start, worker, clock } = world();
    worker.answer = () => ({ state: "closed", problem: "busy", after: 60_000 });
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.flush();
    await box.add("v2", verdict("l2"));
    await box.flush(true);
    expect(worker.tries).toBe(1);
    worker.answer = () => taken;
    clock.now += 60_000;
    await box.flush();
    expect(worker.got).toEqual(["v1", "v2"]);
  });

  it("says another time where the Worker did not accept the clock's", async () => {
    const { start, worker } = world();
    const seen: number[] = [];
    worker.answer = ({ what }) => {
      const at = what.kind === "verdict" ? what.body.at : 0;
      seen.push(at);
      return at === 1 ? { state: "again_at", at: 5_000 } : taken;
    };
    const box = start();
    await box.add("v1", verdict("l1"));
    await vi.waitFor(() => expect(worker.got).toEqual(["v1"]));
    expect(seen).toEqual([1, 5_000]);
  });

  it("sends nothing to another workspace, nor in another person's name", async () => {
    const { start, worker, who } = world();
    worker.answer = () => closed;
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.flush();
    worker.answer = () => taken;
    who.person = "p2";
    await box.retry();
    who.person = "p1";
    who.address = "https://other.example";
    await box.retry();
    expect(worker.got).toEqual([]);
    expect(await box.list()).toMatchObject([{ id: "v1", nextAt: null, address: "https://w.example" }]);
    who.address = "https://w.example";
    await box.retry();
    expect(worker.got).toEqual(["v1"]);
  });

  it("shows a person's waiting verdict to nobody else", async () => {
    const { start, worker, who } = world();
    const box = start();
    worker.answer = () => closed;
    await box.add("v1", verdict("l1", "v1"));
    expect((await box.given("l1"))?.id).toBe("v1");
    who.person = "p2";
    expect(await box.given("l1")).toBeNull();
  });

  it("says so where it could not be kept, and keeps nothing half", async () => {
    const failing = { ...localStore, set: () => Promise.reject(new Error("disk full")) };
    const { start, worker } = world(failing);
    const box = start();
    await expect(box.add("v1", verdict("l1"))).rejects.toThrow("disk full");
    await box.flush();
    expect(worker.tries).toBe(0);
    expect(await box.given("l1")).toBeNull();
  });

  it("does not send twice in one life where storage fails to forget, and the next life sends the same id", async () => {
    const failing = { ...localStore, remove: () => Promise.reject(new Error("locked")) };
    const { start, worker } = world(failing);
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.flush();
    await box.flush(true);
    expect(worker.got).toEqual(["v1"]);
    await start().flush();
    expect(worker.got).toEqual(["v1", "v1"]);
  });

  it("reads past what is broken in storage", async () => {
    await browser.storage.local.set({ "outbox:x": { nonsense: true } });
    const { start, worker } = world();
    const box = start();
    await box.add("v1", verdict("l1"));
    await box.flush();
    expect(worker.got).toEqual(["v1"]);
  });

  it("tries again later where storage cannot be read", async () => {
    let broken = true;
    const flaky: Store = {
      ...localStore,
      entries: (prefix) => (broken ? Promise.reject(new Error("io")) : localStore.entries(prefix)),
    };
    const earlier = world();
    earlier.worker.answer = () => closed;
    await earlier.start().add("v1", verdict("l1"));
    const { start, worker, wakes } = world(flaky);
    const box = start();
    await box.flush();
    expect(worker.tries).toBe(0);
    expect(wakes.at(-1)).toEqual(expect.any(Number));
    broken = false;
    await box.flush();
    expect(worker.got).toEqual(["v1"]);
  });
});

describe("waits", () => {
  it("grow, stay under 15 minutes and are half chance", () => {
    expect(backoff(1, 0)).toBe(1000);
    expect(backoff(1, 1)).toBe(2000);
    expect(backoff(3, 1)).toBe(8000);
    expect(backoff(1000, 1)).toBe(longestWait);
  });

  it("do not outlive a clock that was put right", () => {
    expect(waitUntil(5_000, 1_000)).toBe(4_000);
    expect(waitUntil(1_000, 5_000)).toBe(0);
    expect(waitUntil(400 * 24 * 3_600_000, 1_000)).toBe(0);
  });
});
