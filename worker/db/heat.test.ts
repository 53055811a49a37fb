import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { HEAT_EPOCH, type Heat, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import { addLead, addTouches, DAY, seedPeople } from "../../test/workspace.ts";
import { insertRows } from "./bulk.ts";
import { rebuildHeat, refreshSnapshotHeat } from "./heat.ts";
import { Database } from "./run.ts";
import { snapshots, stageChanges } from "./schema.ts";

beforeAll(seedPeople);

const T0 = HEAT_EPOCH + 250 * DAY;
const kinds = ["page_view", "form", "demo_request", "call"] as const;
/** As the database and as the domain have them: far apart in time, several a kind, both ways. */
const touchesOf = (leadId: string, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? "form";
    return {
      id: `${leadId}-t${index}`,
      leadId,
      at: T0 + (((index * 37) % 400) - 200) * DAY + index,
      kind,
      direction: kind === "call" ? ("ours" as const) : ("theirs" as const),
    };
  });
const rounded = (heat: Heat) =>
  Object.fromEntries(Object.entries(heat).map(([kind, entry]) => [kind, entry.map(round6)]));
const heatIn = async (leadId: string) =>
  (await env.DB.prepare("select kinds from heat where lead_id = ?").bind(leadId).first<{ kinds: string }>())
    ?.kinds;
const run = (statements: Parameters<Database["batch"]>[0]) => new Database(env.DB).batch(statements);
const rebuild = (...leads: string[]) => run(rebuildHeat({ leads: JSON.stringify(leads) }));

describe("heat made anew", () => {
  it("is the heat of the domain, and of the trigger", async () => {
    const leadId = await addLead({ email: "anew@prospect.example" });
    const touches = touchesOf(leadId, 90);
    await addTouches(touches);
    const kept = await heatIn(leadId);
    await env.DB.prepare("update heat set kinds = '{}' where lead_id = ?").bind(leadId).run();
    await rebuild(leadId);
    const anew = await heatIn(leadId);
    expect(rounded(JSON.parse(anew ?? ""))).toEqual(rounded(heatOf(touches)));
    expect(rounded(JSON.parse(anew ?? ""))).toEqual(rounded(JSON.parse(kept ?? "")));
  });

  it("makes the row that is not there, takes the one that has no touches, leaves others alone", async () => {
    const [missing, cold, other] = await Promise.all(
      ["missing", "cold", "other"].map((name) => addLead({ email: `${name}@prospect.example` })),
    );
    if (!missing || !cold || !other) throw new Error("no leads");
    const touches = touchesOf(missing, 5);
    await addTouches([...touches, ...touchesOf(cold, 1), ...touchesOf(other, 1)]);
    await env.DB.batch([
      env.DB.prepare("delete from heat where lead_id = ?").bind(missing),
      env.DB.prepare("delete from touches where lead_id in (?, ?)").bind(cold, other),
    ]);
    await rebuild(missing, cold, "nobody");
    expect(rounded(JSON.parse((await heatIn(missing)) ?? ""))).toEqual(rounded(heatOf(touches)));
    expect(await heatIn(cold)).toBeUndefined();
    expect(await heatIn(other)).toBeDefined();
  });

  it("writes nothing where nothing changed", async () => {
    const leadId = await addLead({ email: "same@prospect.example" });
    await addTouches(touchesOf(leadId, 30));
    await rebuild(leadId);
    const db = new Database(env.DB);
    await db.batch(rebuildHeat({ leads: JSON.stringify([leadId]) }));
    expect(db.cost.written).toBe(0);
  });

  it("reads each touch once, and sorts it once", async () => {
    const leadId = await addLead({ email: "read@prospect.example" });
    await addTouches(touchesOf(leadId, 60));
    const db = new Database(env.DB);
    await db.batch(rebuildHeat({ leads: JSON.stringify([leadId]) }));
    expect(db.cost.read).toBeLessThan(2.5 * 60);
  });
});

describe("the heat of snapshots", () => {
  const facts = (heat: Heat) =>
    JSON.stringify({
      email: null,
      name: 'Ada "Ö" <b>',
      createdAt: 1.5,
      attributes: { a: 1e21 },
      heat,
      tail: true,
    });
  const factsIn = async (id: string) =>
    (await env.DB.prepare("select facts from snapshots where id = ?").bind(id).first<{ facts: string }>())
      ?.facts ?? "";
  const snapshotOf = async (leadId: string, id: string, cause: "import" | "deal" | "person", heat: Heat) => {
    await run([
      ...insertRows(stageChanges, [
        { id, leadId, from: "inquiry", to: "mql", at: T0, since: T0, cause, personId: null },
      ]),
      ...insertRows(snapshots, [{ id, leadId, at: T0, cause: "stage", facts: facts(heat) }]),
    ]);
  };

  it("becomes that of the touches up to then, and nothing else of the facts moves", async () => {
    const leadId = await addLead({ email: "then@prospect.example" });
    const touches = [
      ...touchesOf(leadId, 60),
      { id: `${leadId}-now`, leadId, at: T0, kind: "form", direction: "theirs" as const },
      { id: `${leadId}-after`, leadId, at: T0 + 1, kind: "form", direction: "theirs" as const },
    ];
    await snapshotOf(leadId, "snap-import", "import", {});
    await snapshotOf(leadId, "snap-deal", "deal", {});
    await snapshotOf(leadId, "snap-person", "person", {});
    await addTouches(touches);
    await run([refreshSnapshotHeat({ leads: JSON.stringify([leadId]) })]);

    const upToThen = heatOf(touches.filter(({ at }) => at <= T0));
    for (const id of ["snap-import", "snap-deal"]) {
      const after = await factsIn(id);
      expect(rounded(JSON.parse(after).heat)).toEqual(rounded(upToThen));
      expect(after.replace(/"heat":\{.*?\}/, '"heat":{}')).toBe(facts({}));
    }
    expect(await factsIn("snap-person")).toBe(facts({}));
  });

  it("stays to the letter where it is right already, and empties where the touches went", async () => {
    const leadId = await addLead({ email: "right@prospect.example" });
    const touches = touchesOf(leadId, 24).filter(({ at }) => at <= T0);
    const right = facts(heatOf(touches));
    await addTouches(touches);
    await snapshotOf(leadId, "snap-right", "import", heatOf(touches));
    const db = new Database(env.DB);
    await db.batch([refreshSnapshotHeat({ leads: JSON.stringify([leadId]) })]);
    expect(db.cost.written).toBe(0);
    expect(await factsIn("snap-right")).toBe(right);

    await env.DB.prepare("delete from touches where lead_id = ?").bind(leadId).run();
    await run([refreshSnapshotHeat({ leads: JSON.stringify([leadId]) })]);
    expect(await factsIn("snap-right")).toBe(facts({}));
  });
});
