import { isPeriod, type Period, span, today } from "../../../dashboard/period.ts";
import { CampaignsQuery, type CampaignsReport } from "../contract.ts";
import { isSort, type Sort } from "./order.ts";

/** What stands in the address: the report's query, the name of its period, and the order of its rows. */
export type View = CampaignsQuery & { period?: Period; sort?: Sort; up?: "1" };

const asked = ["from", "to", "by", "channel", "campaign", "model"] as const;

/** Reads an address; what it cannot use, it leaves out. An empty campaign is one: that of none. */
export function readView(query: Record<string, string>): View {
  const known = Object.fromEntries(
    asked.flatMap((name) => {
      const value = CampaignsQuery.shape[name].safeParse(query[name]);
      return value.success && value.data !== undefined ? [[name, value.data]] : [];
    }),
  );
  const view: View = CampaignsQuery.parse(known);
  if (!view.from && !view.to && isPeriod(query.period)) view.period = query.period;
  if (isSort(query.sort)) view.sort = query.sort;
  if (query.up === "1") view.up = "1";
  return view;
}

/** The address of a view with some of it changed. */
export function href(view: View, change: Partial<View> = {}): string {
  const { period, ...rest } = { ...view, ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...rest, period: period === "3months" ? undefined : period }))
    if (value !== undefined) search.set(name, value);
  const text = search.toString();
  return text ? `/campaigns?${text}` : "/campaigns";
}

/** What the Worker is asked for. Three months is what it answers unasked; days are UTC. */
export function reportQuery(view: View, now: number, firstDay: number): CampaignsQuery {
  const { period, sort: _, up: __, ...query } = view;
  const days = period && period !== "3months" ? span(period, today(now, "UTC"), firstDay) : {};
  return { ...query, ...days };
}

/** The view inside one row; undefined where there is nothing further in. */
export function into(view: View, by: CampaignsReport["by"], key: string): string | undefined {
  if (by === "channel") return href(view, { by: "campaign", channel: key });
  return by === "campaign" ? href(view, { by: "content", campaign: key }) : undefined;
}

/** A link that shows the same days to whoever opens it, whenever that is. */
export const lasting = (view: View, { from, to }: Pick<CampaignsReport, "from" | "to">): string =>
  href(view, { period: undefined, from, to });

export const filtersOn = ({ channel, campaign }: View): number =>
  Number(channel !== undefined) + Number(campaign !== undefined);
