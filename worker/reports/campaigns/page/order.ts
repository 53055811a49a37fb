import type { CampaignRow, Credit } from "../contract.ts";

/** What rows can be sorted by: their name, their touches, or a count by one touch, the other, or the difference. */
export const measures = ["leads", "mqls", "good", "won"] as const;
export type Measure = (typeof measures)[number];
export const sides = ["first", "last", "difference"] as const;
export type Side = (typeof sides)[number];
export type Sort = "name" | "touches" | `${Measure}-${Side}`;

const sorts: ReadonlySet<string> = new Set([
  "name",
  "touches",
  ...measures.flatMap((measure) => sides.map((side) => `${measure}-${side}`)),
]);
export const isSort = (name: string | undefined): name is Sort => name !== undefined && sorts.has(name);

/** The number of a measure; of the good share only where there are verdicts enough to say one. */
export const figureOf = (credit: Credit, measure: Measure): number | null =>
  measure === "good" ? (credit.enough ? credit.rate : null) : credit[measure];

/** Last minus first; null where one of them is not known. */
export function differenceOf(
  { first, last }: Pick<CampaignRow, "first" | "last">,
  measure: Measure,
): number | null {
  const [a, b] = [figureOf(first, measure), figureOf(last, measure)];
  return a === null || b === null ? null : b - a;
}

function numberIn(row: CampaignRow, sort: Sort): number | null {
  const measure = measures.find((each) => sort.startsWith(`${each}-`));
  const side = sides.find((each) => sort.endsWith(`-${each}`));
  if (!measure || !side) return row.touches;
  return side === "difference" ? differenceOf(row, measure) : figureOf(row[side], measure);
}

/** The rows in order, the most first; `up`: the least first. What is not known comes last. The same rows, the same order. */
export function ordered(rows: readonly CampaignRow[], sort: Sort, up: boolean): CampaignRow[] {
  const byName = (a: CampaignRow, b: CampaignRow) =>
    Number(a.key === "") - Number(b.key === "") || a.key.localeCompare(b.key, "en", { numeric: true });
  if (sort === "name") return [...rows].sort((a, b) => (up ? byName(b, a) : byName(a, b)));
  return [...rows].sort((a, b) => {
    const [x, y] = [numberIn(a, sort), numberIn(b, sort)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return (up ? x - y : y - x) || byName(a, b);
  });
}
