import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Insight } from "../../shared/contract/insight.ts";
import { ConflictResult, Conflicts, Merges } from "../../shared/contract/merges.ts";
import { random } from "../../test/forgery/forging.ts";
import { openWorkspace, sendAsServer } from "../../test/forgery/world.ts";
import { call } from "../../test/workspace.ts";

let tag = "";
let at = 0;

beforeAll(openWorkspace);
beforeEach(() => {
  tag = random().slice(0, 8);
  at = Date.now() - 1e9;
});

const mail = (name: string) => `${name}@${tag}.example`;
const user = (name: string) => `${name}-${tag}`;
/** Each a minute later than the one before. */
function says(type: "identify" | "track", message: object) {
  at += 60_000;
  const sent = { messageId: random(), timestamp: new Date(at).toISOString(), event: "Signed Up", ...message };
  return () => sendAsServer(type, sent);
}
const shown = async (key: string) =>
  Insight.parse(await (await call("rep", `/v1/insight?key=${encodeURIComponent(key)}`)).json());
const leadOf = async (key: string) => (await shown(key)).lead.id;
const areOne = async (one: string, other: string) => (await leadOf(one)) === (await leadOf(other));
const newest = async () => {
  const { items } = Merges.parse(await (await call("marketing", "/v1/merges")).json());
  return items[0]?.id ?? "";
};
const undo = async (id: string) =>
  expect((await call("marketing", `/v1/merges/${id}`, { method: "DELETE" })).status).toBe(204);
const conflicts = async () =>
  Conflicts.parse(await (await call("marketing", "/v1/conflicts")).json()).items.filter(({ leads }) =>
    leads.some(({ keys }) => keys.some((key) => key.includes(tag))),
  );
const decide = async (id: string, body: object) =>
  ConflictResult.parse(
    await (await call("marketing", `/v1/conflicts/${id}`, { method: "PUT", body })).json(),
  );

describe("two leads that messages made one", () => {
  const [key, other] = [() => `user:${user("ada")}`, () => `email:${mail("ada")}`];

  async function joined() {
    const messages = [
      says("track", { userId: user("ada") }),
      says("identify", { traits: { email: mail("ada"), name: "Ada" } }),
      says("track", { context: { traits: { email: mail("ada") } } }),
      says("identify", { userId: user("ada"), traits: { email: mail("ada"), title: "CTO" } }),
    ];
    for (const send of messages) await send();
    expect(await areOne(key(), other())).toBe(true);
    await undo(await newest());
    return messages;
  }

  it("stay two once somebody has parted them, whatever comes again and whatever comes anew", async () => {
    const messages = await joined();
    expect(await areOne(key(), other())).toBe(false);
    for (const send of messages) await send();
    await says("identify", { userId: user("ada"), traits: { email: mail("ada"), title: "CFO" } })();
    await says("identify", { userId: user("ada"), anonymousId: random(), traits: { email: mail("ada") } })();
    expect(await areOne(key(), other())).toBe(false);
    expect((await shown(key())).touches.total).toBe(1);
    expect((await shown(other())).touches.total).toBe(1);
    expect(await conflicts()).toEqual([]);
  });

  it("are one again once somebody says so, and stay it", async () => {
    await joined();
    const body = { into: await leadOf(other()), from: await leadOf(key()) };
    expect((await call("marketing", "/v1/merges", { body })).status).toBe(201);
    await says("identify", { userId: user("ada"), traits: { name: "Ada L." } })();
    await says("track", { userId: user("ada") })();
    expect(await areOne(key(), other())).toBe(true);
    expect((await shown(other())).touches.total).toBe(3);
    await undo(await newest());
    await says("identify", { userId: user("ada"), traits: { email: mail("ada"), name: "A." } })();
    expect(await areOne(key(), other())).toBe(false);
    expect((await shown(key())).touches.total).toBe(2);
  });
});

describe("two leads that disagree", () => {
  const [one, other] = [() => `user:${user("a")}`, () => `user:${user("b")}`];

  async function doubt() {
    await says("identify", { userId: user("a"), traits: { email: mail("a") } })();
    await says("identify", { userId: user("b"), traits: { email: mail("b") } })();
    await says("identify", { userId: user("a"), traits: { email: mail("b") } })();
    const [conflict] = await conflicts();
    return conflict?.id ?? "";
  }
  const goesOn = async () => {
    await says("identify", { userId: user("b"), traits: { email: mail("b"), name: random() } })();
    await says("identify", { userId: user("a"), traits: { email: mail("b"), name: random() } })();
    await says("track", { userId: user("b") })();
  };

  it("are one when somebody says so, whatever messages go on to say; undone, they are in doubt again", async () => {
    const id = await doubt();
    const { mergeId } = await decide(id, { decision: "merged", into: await leadOf(one()) });
    await goesOn();
    expect(await areOne(one(), other())).toBe(true);
    expect((await shown(one())).touches.total).toBe(1);
    await undo(mergeId ?? "");
    await goesOn();
    expect(await areOne(one(), other())).toBe(false);
    expect((await shown(other())).touches.total).toBe(2);
    expect(await conflicts()).toHaveLength(1);
  });

  it("are in doubt no more when somebody says that they are two; until that is taken back", async () => {
    const id = await doubt();
    await decide(id, { decision: "apart" });
    await goesOn();
    expect(await areOne(one(), other())).toBe(false);
    expect(await conflicts()).toEqual([]);
    await decide(id, { decision: "open" });
    await goesOn();
    expect(await conflicts()).toHaveLength(1);
  });
});
