import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Known, meetAda } from "../../test/forgery/ada.ts";
import { type Forge, random, type Victim } from "../../test/forgery/forging.ts";
import { brokenLinks, usedLinks } from "../../test/forgery/links.ts";
import { messages } from "../../test/forgery/messages.ts";
import { becomeKnown, becomeListed, knownOf } from "../../test/forgery/newcomer.ts";
import {
  everything,
  follow,
  forger,
  forgetEverybody,
  openWorkspace,
  sendAsServer,
  sendAsStranger,
  somebody,
} from "../../test/forgery/world.ts";
import { call } from "../../test/workspace.ts";

/**
 * A stranger has the public write key: it stands in every page's source. Whatever they send with it, a lead that is
 * known stays as it is to the byte, and the answer does not tell them whether it is known.
 */

let ada: Known;

/** What a rep sees of Ada: all but what is claimed, and the moment. */
async function seen(): Promise<string> {
  const answer = await call("rep", `/v1/insight?key=user:${ada.userId}`);
  expect(answer.status).toBe(200);
  const { claims, score, ...rest }: { claims?: unknown; score: object } = await answer.json();
  return JSON.stringify({ ...rest, score: { ...score, computedAt: 0 } });
}

beforeAll(openWorkspace);
beforeEach(async () => {
  await forgetEverybody();
  ada = await meetAda();
});

const run = async (forge: Forge, victim: Victim) => {
  const sent = await forge(victim, await forger());
  const answers = [];
  for (const each of [sent].flat()) answers.push(await sendAsStranger(each));
  return answers;
};

const nobodyYet = () => somebody(`eve@${random().slice(0, 8)}.example`);

/** Sends what was forged, and sees that nothing came of it. */
async function changesNothing(forge: Forge) {
  // Whoever has other data to bring brings it first.
  const forged = await forge(ada, await forger());
  const [before, sight] = [await everything(), await seen()];
  const answers = [];
  for (const each of [forged].flat()) answers.push(await sendAsStranger(each));
  expect(await everything()).toEqual(before);
  expect(await seen()).toBe(sight);
  for (const { status } of answers) expect(status).toBeLessThan(500);
  return answers;
}

/** And that it was answered, word by word and trip by trip, like what is sent of somebody whom nobody knows. */
const holds = (forge: Forge) => async () => {
  const nobody = await run(forge, await nobodyYet());
  expect(await changesNothing(forge)).toEqual(nobody);
};

describe("with the public key, a stranger changes nothing of a known lead, and learns nothing", () => {
  it("who has all of these: a name, touches, heat, a score, a stage, a sequence, a conflict, a deal", async () => {
    const rows = await everything();
    for (const table of [
      "leads",
      "lead_keys",
      "touches",
      "heat",
      "verdicts",
      "stage_changes",
      "sequences",
      "deals",
      "statements",
      "identities",
      "link_uses",
      "conflicts",
      "credits",
    ])
      expect([table, (rows[table] ?? []).length > 0]).toEqual([table, true]);
    expect(await seen()).toContain("Ada Lovelace");
  });

  it("while the same words change her by a server key", async () => {
    for (const name of [
      "identify: her user id",
      "track: a form with her address, no visitor",
      "track: she no longer wants mail",
      "track: sequences",
      "group: her company",
      "externalIds, as Segment has them",
      "alias: she was me",
    ]) {
      const forged = await messages[name]?.(ada, await forger());
      const before = await everything();
      for (const { path, body } of [forged ?? []].flat()) await sendAsServer(path.slice("/v1/".length), body);
      expect([name, await everything()]).not.toEqual([name, before]);
    }
  });

  for (const [name, forge] of Object.entries(messages)) it(name, holds(forge));
});

describe("of a visitor who is known, a page tells what they look at, and no more", () => {
  it("whatever it says of them", async () => {
    const context = { traits: { email: ada.email } };
    const said = {
      anonymousId: ada.browser,
      userId: ada.userId,
      context,
      traits: { email: ada.email, name: "Hacked", optedOut: true },
    };
    const before = await everything();
    const events = ["Unsubscribed", "Sequence Finished", "Email Bounced", "Email Replied", "Call Made"];
    const properties = { sequenceName: "Autumn nurture", agent: ada.rep };
    const batch = [
      { type: "identify", ...said },
      { type: "group", ...said, groupId: "g2", traits: { name: "Evil", industry: "Evil" } },
      { type: "alias", ...said, previousId: ada.other },
      ...events.map((event) => ({ type: "track", event, ...said, properties, timestamp: "2020-01-01" })),
    ].map((message) => ({ messageId: random(), ...message }));
    await sendAsStranger({ path: "/v1/batch", body: { batch } });
    const { touches = [], heat: _, credits: __, credit_days: ___, ...after } = await everything();
    const { touches: old, heat: ____, credits: _____, credit_days: ______, ...was } = before;
    expect(after).toEqual(was);
    // Where somebody stands in a sequence is no touch.
    expect(touches).toHaveLength((old ?? []).length + events.length - 1);
    const theirs = touches.filter((row) => !old?.includes(row));
    expect(
      theirs.every((row) => row.includes('"direction":"theirs"') && row.includes('"person_id":null')),
    ).toBe(true);
  });
});

describe("with a signed link that is not theirs, neither", () => {
  it("while one that is theirs makes them known", async () => {
    const anonymousId = random();
    await follow(ada.link, anonymousId);
    const at = await env.DB.prepare("select lead_id from touches where via = ?")
      .bind(`anonymous:${anonymousId}`)
      .first();
    expect(at).toEqual({ lead_id: ada.leadId });
  });

  for (const [name, forge] of Object.entries(brokenLinks)) it(name, holds(forge));
  for (const [name, forge] of Object.entries(usedLinks))
    it(name, async () => {
      for (const { status, body } of await changesNothing(forge))
        expect([status, body]).toEqual([200, '{"success":true}']);
    });
});

describe("of somebody who is not known yet, a stranger's word leaves no trace once they are", () => {
  const now = Date.now();
  const leavesNoTrace = (forge: Forge) => async () => {
    for (const become of [becomeKnown, becomeListed]) {
      const [eve, control] = [await nobodyYet(), await nobodyYet()];
      await run(forge, eve);
      for (const each of [eve, control]) await become(each, now);
      expect(await knownOf(eve)).toEqual(await knownOf(control));
    }
  };

  it("which is a lead like any other", async () => {
    const eve = await nobodyYet();
    await becomeKnown(eve, now);
    const known = await knownOf(eve);
    for (const table of [
      "leads",
      "lead_keys",
      "touches",
      "heat",
      "sequences",
      "credits",
      "identities",
      "accounts",
    ])
      expect([table, (known[table] ?? []).length > 0]).toEqual([table, true]);
  });

  for (const [name, forge] of Object.entries({ ...messages, ...brokenLinks })) it(name, leavesNoTrace(forge));
});
