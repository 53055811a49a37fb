import { expect, it } from "vitest";
import { factsOf, NOW } from "../facts.fixture.ts";
import type { Facts } from "../facts.ts";
import { DAY, type HeatTouch, heatOf } from "../heat/heat.ts";
import { defaultScorecard } from "./default.ts";
import { quickScore } from "./score.ts";

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  while (true) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A lead as lists of leads hold them: half of it unknown, most of it lukewarm, a few on fire. */
function population(size: number): Facts[] {
  const source = numbers(7);
  const random = () => source.next().value;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const known = <T>(chance: number, make: () => T): T | null => (random() < chance ? make() : null);
  const titles = [
    "Head of Operations, Plant Manager, Operations Director, Quality Manager, COO, Production Manager, CEO",
    "Supply Chain Manager, IT Manager, Managing Director, Maintenance Supervisor, Finance Director, Buyer, Engineer",
    "Marketing Manager, Sales Director, HR Manager, Consultant, Account Executive, Software Engineer, Student, Professor",
  ].map((line) => line.split(", "));
  const fields = [
    ["Manufacturing", "Food", "Logistics", "Energy"],
    ["Construction", "Retail", "Software", "Healthcare"],
    ["Consulting", "Media", "Education", "Public sector"],
  ];
  return Array.from({ length: size }, () => {
    const fit = pick([0, 0, 1, 1, 1, 2, 2] as const);
    const heated = random() ** 2.2;
    const age = 10 + random() * 350;
    const quietSince = heated > 0.5 ? random() * 12 : random() * age * (1 - heated);
    const kinds = [
      "page_view",
      "page_view",
      "page_view",
      "email_click",
      "email_open",
      "form",
      "download",
      "webinar",
    ];
    const hot = ["demo_request", "pricing_view", "pricing_view", "email_reply", "trial", "return_visit"];
    const touches: HeatTouch[] = Array.from({ length: 1 + Math.floor(heated * 35) }, (_, i) => ({
      id: String(i),
      at: NOW - (quietSince + (age - quietSince) * random() ** 1.5) * DAY,
      kind: pick(random() < heated * 0.5 ? hot : kinds),
      direction: "theirs",
    }));
    const free = random() < (fit === 2 ? 0.4 : 0.12);
    return factsOf({
      mailKind: free ? "free" : "company",
      title: known(0.8, () => pick(titles[fit] ?? [])),
      industry: known(0.7, () => pick(fields[fit] ?? [])),
      employees: known(0.6, () => Math.round(5 * 10 ** (random() * 3) * (fit === 2 ? 0.3 : 1)) + 1),
      country: known(0.8, () => pick(["DE", "GB", "US", "FR", "BR", "IN"])),
      source: known(0.9, () =>
        pick(["Webinar", "Search", "Partner list", "Referral", "Paid social", "Demo form"]),
      ),
      optedOut: random() < 0.05,
      heat: heatOf(touches),
    });
  });
}

it("spreads an ordinary list of leads over the bands: few A, many C", () => {
  const people = population(3000);
  const bands = people.map((facts) => quickScore(facts, defaultScorecard, NOW).band);
  const share = (band: string) => Math.round((100 * bands.filter((b) => b === band).length) / bands.length);
  const shares = { A: share("A"), B: share("B"), C: share("C"), D: share("D") };
  expect(shares.A).toBeGreaterThanOrEqual(6);
  expect(shares.A).toBeLessThanOrEqual(15);
  expect(shares.B).toBeGreaterThanOrEqual(18);
  expect(shares.B).toBeLessThanOrEqual(32);
  expect(shares.C).toBeGreaterThanOrEqual(28);
  expect(shares.C).toBeLessThanOrEqual(42);
  expect(shares.D).toBeGreaterThanOrEqual(22);
  expect(shares.D).toBeLessThanOrEqual(38);
});
