import type { ComponentChildren } from "preact";
import { Figure, Figures } from "../../../dashboard/components/figures.tsx";
import { estimate } from "../../../dashboard/components/whisker.tsx";
import { number } from "../../../dashboard/format.ts";
import type { CampaignsReport, Credit, Model } from "../contract.ts";
import { s } from "./strings.ts";

/** What came in, and what became of it: all of the workspace; or of a part of it, by one touch and by the other. */
export function Numbers({ totals, model }: Pick<CampaignsReport, "totals" | "model">) {
  const { all } = totals;
  const by = model ?? "first";
  const other = by === "first" ? "last" : "first";
  const count = (measure: "leads" | "mqls" | "won", of: string, help: string): ComponentChildren => (
    <Figure of={all ? of : s.otherwise[other](number(totals[other][measure]))} help={help}>
      <b>{number((all ?? totals[by])[measure])}</b> {s.figures[measure]} {!all && s.counted[by]}
    </Figure>
  );
  return (
    <Figures>
      <Figure of={s.touchesOf} help={s.touchesHelp}>
        <b>{number(totals.touches)}</b> {s.figures.touches}
      </Figure>
      {count("leads", s.leadsOf, s.leadsHelp)}
      {count("mqls", s.mqlsOf, s.mqlsHelp)}
      <Good of={all ?? totals[by]} by={all ? null : by} />
      {count("won", s.wonOf, s.wonHelp)}
    </Figures>
  );
}

function Good({ of, by }: { of: Credit; by: Model | null }) {
  if (of.good === null || of.bad === null) return null;
  const rate = estimate(of);
  return (
    <Figure of={s.goodOf(of.good, of.good + of.bad)} help={s.goodHelp}>
      {rate ? (
        <>
          <b>{s.share(rate.rate)}</b> {s.figures.good}{" "}
          <span class="muted">({s.range(rate.low, rate.high)})</span> {by && s.counted[by]}
        </>
      ) : (
        <b class="little">{s.notEnoughFor(of.more)}</b>
      )}
    </Figure>
  );
}
