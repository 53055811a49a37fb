import { isPeriod, type Period, span, today } from "../../../dashboard/period.ts";
import { FeedbackQuery, type FeedbackReport, type SliceRow } from "../contract.ts";

/** What stands in the address: the report's query, the name of its period, and which of the differing leads show. */
export type View = Omit<FeedbackQuery, "table"> & { period?: Period; differ?: "yes" };

/** The filters besides time, in the order of the screen. */
export const filters = ["source", "campaign", "persona", "band", "scorecard", "site", "contact"] as const;

const asked = [...filters, "from", "to", "by", "adjusted", "without"] as const;

/** Reads an address; what it cannot use, it leaves out. An empty filter is one: for what is not known. */
export function readView(query: Record<string, string>): View {
  const known = Object.fromEntries(
    asked.flatMap((name) => {
      const value = FeedbackQuery.shape[name].safeParse(query[name]);
      return value.success && value.data !== undefined ? [[name, value.data]] : [];
    }),
  );
  const view: View = FeedbackQuery.parse(known);
  if (query.differ === "yes") view.differ = "yes";
  if (!view.from && !view.to && isPeriod(query.period)) view.period = query.period;
  return view;
}

function write(entries: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) search.set(name, `${value}`);
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** The address of a view with some of it changed. */
export function href(view: View, change: Partial<View> = {}): string {
  const { period, ...rest } = { ...view, ...change };
  return `/${write({ ...rest, period: period === "3months" ? undefined : period })}`;
}

/** What the Worker is asked for. Three months is what it answers unasked. */
export function reportQuery(view: View, now: number, timeZone: string, firstDay: number): FeedbackQuery {
  const { period, differ: _, ...query } = view;
  const days = period && period !== "3months" ? span(period, today(now, timeZone), firstDay) : {};
  return { ...query, ...days };
}

/** The view of one row alone, where it can be filtered for and is not yet. */
export function only(view: View, by: FeedbackReport["by"], key: SliceRow["key"]): string | undefined {
  const value = FeedbackQuery.shape[by].safeParse(key);
  return value.success && view[by] === undefined ? href(view, { [by]: value.data }) : undefined;
}

/** A link that shows the same days to whoever opens it, whenever that is. */
export const lasting = (view: View, { from, to }: Pick<FeedbackReport, "from" | "to">): string =>
  href(view, { period: undefined, from, to });

export const filtersOn = (view: View): number => filters.filter((name) => view[name] !== undefined).length;

/** The view with no filter left; time, order and switches stay. */
export const cleared = (view: View): string =>
  href(view, Object.fromEntries(filters.map((name) => [name, undefined])));
