import { ArrowDown, ArrowUp } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { estimate, Whisker, WhiskerScale } from "../../../dashboard/components/whisker.tsx";
import { difference, number } from "../../../dashboard/format.ts";
import { type CampaignRow, type CampaignsReport, type Credit, type Model, models } from "../contract.ts";
import { differenceOf, type Measure, measures, type Side, type Sort } from "./order.ts";
import { s } from "./strings.ts";
import { href, into, type View } from "./view.ts";

/** In what order the rows stand, and where a click leads that changes it. */
interface Order {
  view: View;
  sort: Sort;
  up: boolean;
}

export const nameOf = (by: CampaignsReport["by"], key: string): string => key || s.none[by];

const label = (measure: Measure): string => (measure === "good" ? s.goodColumn : s[measure]);

function Head({
  order: { view, sort, up },
  by,
  name,
  children,
  ...cell
}: {
  order: Order;
  by: Sort;
  /** In full. */
  name: string;
  children: ComponentChildren;
  class?: string;
  rowSpan?: number;
}) {
  const isOn = sort === by;
  const rises = (by === "name") !== up;
  const Arrow = rises ? ArrowUp : ArrowDown;
  return (
    <th scope="col" {...cell} aria-sort={isOn ? (rises ? "ascending" : "descending") : undefined}>
      <a
        href={href(view, { sort: by, up: isOn && !up ? "1" : undefined })}
        title={s.sort(name)}
        aria-current={isOn ? "true" : undefined}
      >
        {children}
        {isOn && <Arrow size={12} aria-hidden="true" />}
      </a>
    </th>
  );
}

/** First touch and last touch beside each other, with the difference. */
export function SideBySide({
  report,
  rows,
  order,
}: {
  report: CampaignsReport;
  rows: readonly CampaignRow[];
  order: Order;
}) {
  const { by, unknown } = report;
  const side = (measure: Measure, which: Side, short: string, full: string) => (
    <Head
      key={`${measure}-${which}`}
      order={order}
      by={`${measure}-${which}`}
      name={`${label(measure)}, ${full.toLowerCase()}`}
      class={which === "first" ? "num begins" : "num"}
    >
      {short}
    </Head>
  );
  return (
    <table class="credits both">
      <thead>
        <tr>
          <Head order={order} by="name" name={s.levels[by]} rowSpan={2}>
            {s.levels[by]}
          </Head>
          <Head order={order} by="touches" name={s.touches} class="num" rowSpan={2}>
            {s.touches}
          </Head>
          {measures.map((measure) => (
            <th key={measure} scope="colgroup" colSpan={3} class="begins">
              {label(measure)}
            </th>
          ))}
        </tr>
        <tr>
          {measures.flatMap((measure) => [
            ...models.map((model) => side(measure, model, s.short[model], s.models[model])),
            side(measure, "difference", s.differenceShort, s.difference),
          ])}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <Name by={by} of={row} view={order.view} />
            <td class="num touches" data-label={s.touches}>
              {number(row.touches)}
            </td>
            <Sides of={row} />
          </tr>
        ))}
        {unknown && (
          <tr class="muted">
            <th scope="row">{s.unknown}</th>
            <td class="num touches" data-label={s.touches}>
              –
            </td>
            <Sides of={unknown} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

const Sides = ({ of }: { of: Pick<CampaignRow, "first" | "last"> }) => (
  <>
    {measures.flatMap((measure) => {
      const between = differenceOf(of, measure);
      return [
        ...models.map((model) => (
          <td
            key={`${measure}-${model}`}
            class={model === "first" ? "num begins" : "num"}
            data-label={`${s.cards[measure]}: ${s.short[model].toLowerCase()}`}
          >
            {measure === "good" ? <Share of={of[model]} /> : number(of[model][measure])}
          </td>
        )),
        <td key={`${measure}-difference`} class="num difference" data-label={s.differenceShort}>
          {between === null ? (
            ""
          ) : (
            <span class={between === 0 ? "muted" : undefined}>{shown(measure, between)}</span>
          )}
        </td>,
      ];
    })}
  </>
);

const shown = (measure: Measure, between: number): string =>
  measure === "good" ? difference(Math.round(between * 100)) : difference(between);

function Share({ of }: { of: Credit }) {
  const rate = estimate(of);
  if (of.good === null) return <span class="muted small">{s.hidden}</span>;
  return rate ? (
    <>
      {s.share(rate.rate)} <span class="muted small">{s.range(rate.low, rate.high)}</span>
    </>
  ) : (
    <span class="muted small" title={s.notEnoughFor(of.more)}>
      {s.notEnough}:
      <br />
      {s.more(of.more)}
    </span>
  );
}

/** What one of the two models says, the good share on its interval. */
export function OneModel({
  report,
  rows,
  model,
  order,
}: {
  report: CampaignsReport;
  rows: readonly CampaignRow[];
  model: Model;
  order: Order;
}) {
  const { by, totals, unknown } = report;
  const mean = estimate(totals[model])?.rate ?? null;
  const head = (measure: Measure) => (
    <Head key={measure} order={order} by={`${measure}-${model}`} name={label(measure)} class="num">
      {label(measure)}
    </Head>
  );
  return (
    <table class="credits one">
      <thead>
        <tr>
          <Head order={order} by="name" name={s.levels[by]}>
            {s.levels[by]}
          </Head>
          <Head order={order} by="touches" name={s.touches} class="num">
            {s.touches}
          </Head>
          {head("leads")}
          {head("mqls")}
          {head("won")}
          <th scope="col" class="num">
            {s.judged}
          </th>
          {head("good")}
          <th scope="col" class="graph">
            {s.interval}
            <WhiskerScale />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <Name by={by} of={row} view={order.view} />
            <td class="num touches" data-label={s.touches}>
              {number(row.touches)}
            </td>
            <Counts of={row[model]} mean={mean} />
          </tr>
        ))}
        {unknown && (
          <tr class="muted">
            <th scope="row">{s.unknown}</th>
            <td class="num touches" data-label={s.touches}>
              –
            </td>
            <Counts of={unknown[model]} mean={mean} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Counts({ of, mean }: { of: Credit; mean: number | null }) {
  const rate = estimate(of);
  return (
    <>
      {(["leads", "mqls", "won"] as const).map((measure) => (
        <td key={measure} class="num" data-label={s[measure]}>
          {number(of[measure])}
        </td>
      ))}
      <td class="num" data-label={s.judged}>
        {of.good === null || of.bad === null ? s.hidden : number(of.good + of.bad)}
      </td>
      {rate ? (
        <>
          <td class="num rate" data-label={s.goodColumn}>
            <b>{s.share(rate.rate)}</b>
          </td>
          <td class="graph">
            <span class="said">{s.between(rate.low, rate.high)}</span>
            <Whisker of={rate} mean={mean} />
          </td>
        </>
      ) : (
        <td class="thin" colSpan={2}>
          {of.good === null ? s.hidden : s.notEnoughFor(of.more)}
        </td>
      )}
    </>
  );
}

function Name({ by, of, view }: { by: CampaignsReport["by"]; of: CampaignRow; view: View }) {
  const name = nameOf(by, of.key);
  const inside = into(view, by, of.key);
  return (
    <th scope="row">
      {inside ? (
        <a href={inside} title={s.into[by](name)}>
          {name}
        </a>
      ) : (
        name
      )}
    </th>
  );
}
