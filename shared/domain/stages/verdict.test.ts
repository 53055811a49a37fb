import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StageName, stageOrder } from "./stages.ts";
import { effectOfVerdict, type LastStageChange, type VerdictOnStage } from "./verdict.ts";

interface Lead {
  stage: StageName;
  stageSince: number;
  lastChange: LastStageChange | null;
}
type Judgement = Pick<VerdictOnStage, "verdict" | "group">;
const notNow: Judgement = { verdict: "bad", group: "not_now" };
const notAFit: Judgement = { verdict: "bad", group: "not_a_fit" };
const notCounted: Judgement = { verdict: "bad", group: "not_counted" };
const good: Judgement = { verdict: "good", group: null };
const withdrawn: Judgement = { verdict: "withdrawn", group: null };

/** The lead after a verdict, as the database keeps it. */
function judge(lead: Lead, judgement: Judgement, at: number, personId = "rep", mayMove = true): Lead {
  const next = effectOfVerdict({ ...lead, ...judgement, mayMove, personId, at });
  if (!next) return lead;
  return {
    stage: next.stage,
    stageSince: next.since,
    lastChange: { cause: "verdict", personId, restores: next.restores },
  };
}
const at = (stage: StageName, lastChange: LastStageChange | null = null): Lead => ({
  stage,
  stageSince: 100,
  lastChange,
});
const stands = ({ stage, stageSince }: Lead) => [stage, stageSince];

describe("a verdict", () => {
  it("not now recycles, not a fit disqualifies, the rest moves nothing", () => {
    expect(stands(judge(at("mql"), notNow, 200))).toEqual(["recycled", 200]);
    expect(stands(judge(at("sql"), notAFit, 200))).toEqual(["disqualified", 200]);
    expect(stands(judge(at("mql"), notCounted, 200))).toEqual(["mql", 100]);
    expect(stands(judge(at("mql"), good, 200))).toEqual(["mql", 100]);
    expect(stands(judge(at("mql"), withdrawn, 200))).toEqual(["mql", 100]);
  });

  it("moves no lead of another rep's", () => {
    expect(judge(at("mql"), notNow, 200, "rep", false)).toEqual(at("mql"));
  });

  it("moves no lead with a deal", () => {
    for (const stage of ["opportunity", "customer"] as const)
      for (const judgement of [notNow, notAFit, good, withdrawn])
        expect(judge(at(stage), judgement, 200)).toEqual(at(stage));
  });

  it("from not now to not a fit and withdrawn, all is as it was", () => {
    const recycled = judge(at("sal"), notNow, 200);
    const disqualified = judge(recycled, notAFit, 300);
    expect(stands(disqualified)).toEqual(["disqualified", 300]);
    expect(stands(judge(disqualified, withdrawn, 400))).toEqual(["sal", 100]);
  });

  it("not counted takes back what the one before did", () => {
    expect(stands(judge(judge(at("mql"), notNow, 200), notCounted, 300))).toEqual(["mql", 100]);
  });

  it("takes nothing back once something else moved the lead, or another rep judged", () => {
    const byHand = at("recycled", { cause: "import", personId: "rep", restores: { stage: "mql", since: 1 } });
    expect(judge(byHand, withdrawn, 300)).toEqual(byHand);
    const byOther = judge(judge(at("mql"), notNow, 200), notAFit, 300, "other");
    expect(judge(byOther, withdrawn, 400)).toEqual(byOther);
    expect(stands(judge(byOther, withdrawn, 400, "other"))).toEqual(["recycled", 200]);
  });

  it("takes back its own even where the lead has got an owner since", () => {
    const recycled = judge(at("mql"), notNow, 200);
    expect(stands(judge(recycled, withdrawn, 300, "rep", false))).toEqual(["mql", 100]);
    expect(stands(judge(recycled, notAFit, 300, "rep", false))).toEqual(["mql", 100]);
  });

  it("not now does not bring back a lead that somebody else disqualified", () => {
    expect(stands(judge(at("disqualified"), notNow, 200))).toEqual(["disqualified", 100]);
  });

  it("given before the lead came here by a clock that is behind, does not turn the history round", () => {
    expect(stands(judge(at("mql"), notNow, 50))).toEqual(["recycled", 100]);
  });

  const anyJudgement = fc.constantFrom(notNow, notAFit, notCounted, good, withdrawn);
  it("withdrawn after any others restores stage and day exactly", () => {
    fc.assert(
      fc.property(fc.constantFrom(...stageOrder), fc.array(anyJudgement), (stage, judgements) => {
        let lead = at(stage);
        judgements.forEach((judgement, i) => {
          lead = judge(lead, judgement, 200 + i);
        });
        expect(stands(judge(lead, withdrawn, 1000))).toEqual([stage, 100]);
      }),
    );
  });

  it("leads where the last one alone would have led", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stageOrder),
        fc.array(anyJudgement),
        anyJudgement,
        (stage, before, last) => {
          let lead = at(stage);
          before.forEach((judgement, i) => {
            lead = judge(lead, judgement, 200 + i);
          });
          expect(judge(lead, last, 1000).stage).toBe(judge(at(stage), last, 1000).stage);
        },
      ),
    );
  });

  it("given again does nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stageOrder),
        fc.array(anyJudgement),
        anyJudgement,
        (stage, before, last) => {
          let lead = at(stage);
          for (const judgement of [...before, last]) lead = judge(lead, judgement, 200);
          expect(judge(lead, last, 300)).toBe(lead);
        },
      ),
    );
  });
});
