import type { ComponentChildren } from "preact";
import { Figure, Figures } from "../../../dashboard/components/figures.tsx";
import { estimate } from "../../../dashboard/components/whisker.tsx";
import { number } from "../../../dashboard/format.ts";
import type { CampaignsReport, Credit } from "../contract.ts";
import { s } from "./strings.ts";

/** What came in, and what became of it: all of the workspace, or what the first and the last touch say of a part of it. */
export function Numbers({ totals }: Pick<CampaignsReport, "totals">) {
  const { all, first, last } = totals;
  const count = (measure: "leads" | "mqls" | "won", of: string, help: string): ComponentChildren => (
    <Figure of={all ? of : s.firstAndLast(number(first[measure]), number(last[measure]))} help={help}>
      <b>{number((all ?? first)[measure])}</b> {s[measure]}
    </Figure>
  );
  return (
    <Figures>
      <Figure of={s.touchesOf} help={s.touchesHelp}>
        <b>{number(totals.touches)}</b> {s.touches}
      </Figure>
      {count("leads", s.leadsOf, s.leadsHelp)}
      {count("mqls", s.mqlsOf, s.mqlsHelp)}
      <Good of={all ?? first} />
      {count("won", s.wonOf, s.wonHelp)}
    </Figures>
  );
}

function Good({ of }: { of: Credit }) {
  if (of.good === null || of.bad === null) return null;
  const rate = estimate(of);
  return (
    <Figure of={s.goodOf(of.good, of.good + of.bad)} help={s.goodHelp}>
      {rate ? (
        <>
          <b>{s.share(rate.rate)}</b> {s.good.toLowerCase()}{" "}
          <span class="muted">({s.range(rate.low, rate.high)})</span>
        </>
      ) : (
        <b class="little">{s.notEnoughFor(of.more)}</b>
      )}
    </Figure>
  );
}
