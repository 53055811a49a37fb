import { expect, test } from "vitest";
import { nothing, type Reading } from "../sites/site.ts";
import { type Drift, driftOf, healthOf, settled } from "./health.ts";

const person = { email: "ada@analytical.example", name: "Ada", role: "from" as const };
const fine: Reading = { ...nothing(), view: "open", people: [person], signs: ["url: thread"] };
const lost: Reading = { ...nothing(["sender: gD", "sender: heading"]), signs: ["url: thread"] };

function watch() {
  const reports: Drift[] = [];
  let due: (() => void) | null = null;
  const health = healthOf({
    site: "gmail",
    after: (milliseconds, call) => {
      expect(milliseconds).toBe(settled);
      due = call;
      return () => {
        due = null;
      };
    },
    outline: () => "0 body\n",
    report: (drift) => reports.push(drift),
  });
  return {
    health,
    reports,
    pass: () => {
      const call = due;
      due = null;
      call?.();
    },
  };
}

test("somebody is open by the page's own signs, and nobody is found: reported once", () => {
  const { health, reports, pass } = watch();
  health.read(lost);
  expect(reports).toEqual([]);
  expect(health.state(false).state).toBe("nobody");
  pass();
  expect(reports).toEqual([
    {
      site: "gmail",
      kind: "nobody",
      signs: ["url: thread"],
      failed: ["sender: gD", "sender: heading"],
      doubts: [],
      outline: "0 body\n",
    },
  ]);
  expect(health.state(true)).toEqual({
    state: "changed",
    failed: ["sender: gD", "sender: heading"],
    works: ["list"],
  });
  health.read(fine);
  health.read(lost);
  pass();
  expect(reports).toHaveLength(1);
});

test("a page that is still loading is none that has changed", () => {
  const { health, reports, pass } = watch();
  health.read(lost);
  health.read(fine);
  pass();
  expect(reports).toEqual([]);
  expect(health.state(false)).toEqual({ state: "fine", failed: [], works: ["people"] });
});

test("a record without an address, a thread among colleagues, and a list are no drift", () => {
  const record = { type: "person" as const, key: "hubspot:0-1:1", tenant: "hubspot:1" };
  expect(driftOf("hubspot", { ...lost, record })).toBeNull();
  expect(driftOf("gmail", { ...lost, people: [person] })).toBeNull();
  expect(driftOf("gmail", nothing(["sender: gD"]))).toBeNull();
});

test("readers that disagree are reported though somebody is found", () => {
  const drift = driftOf("gmail", { ...fine, doubts: ["sender: gD / hovercard"] });
  expect(drift).toMatchObject({ kind: "disagree", failed: [], doubts: ["sender: gD / hovercard"] });
});

test("a name that holds a word of the page is none of ours and stays here", () => {
  const drift = driftOf("gmail", { ...lost, trace: ["sender: gD", "ada@analytical.example", "ä"] });
  expect(drift?.failed).toEqual(["sender: gD"]);
});
