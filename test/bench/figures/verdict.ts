import { uuidv7 } from "uuidv7";
import type { FullHouse } from "../house.ts";
import type { Machine } from "../machine.ts";
import type { Figure } from "../table.ts";

/** What a verdict costs, as it is given, sent again, changed and taken back. */
export async function verdictFigures({ call }: Machine, { leadId }: FullHouse): Promise<Figure[]> {
  const seen = { score: 70, band: "A", scorecard: 1, persona: null, site: "gmail" };
  const bad = { id: uuidv7(), leadId, verdict: "bad", reason: "bad_timing", seen, at: Date.now() };
  const steps = {
    "a verdict that recycles the lead": bad,
    "the same verdict again": bad,
    "a verdict taken back, the lead with it": {
      id: uuidv7(),
      leadId,
      verdict: "withdrawn",
      seen,
      at: bad.at + 1,
    },
  };
  const figures: Figure[] = [];
  for (const [name, verdict] of Object.entries(steps)) {
    const { status, body, cost } = await call("rep", "/v1/feedback", verdict);
    if (status !== 200) throw new Error(JSON.stringify(body));
    figures.push({
      figure: `${name}: trips, rows read, rows written`,
      measured: `${cost.trips}, ${cost.read}, ${cost.written}`,
    });
  }
  const [, again] = figures;
  if (again) Object.assign(again, { budget: "nothing written", holds: again.measured.endsWith(" 0") });
  return figures;
}
