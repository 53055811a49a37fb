import type { ReasonChoice, ReasonGroup } from "../../../../shared/contract/feedback.ts";

/** A reason while it is edited. `id` is null until a new one is saved; `key` is the row's own. */
export interface Draft extends Omit<ReasonChoice, "id"> {
  readonly key: string;
  readonly id: string | null;
}

export const toDrafts = (reasons: readonly ReasonChoice[]): Draft[] =>
  reasons.map((reason) => ({ ...reason, key: reason.id }));

export const edit = (drafts: readonly Draft[], key: string, change: Partial<Draft>): Draft[] =>
  drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft));

export const remove = (drafts: readonly Draft[], key: string): Draft[] =>
  drafts.filter((draft) => draft.key !== key);

export const add = (drafts: readonly Draft[], group: ReasonGroup, key: string): Draft[] => [
  ...drafts,
  { key, id: null, label: "", group, note: false },
];

/** Changes places with the neighbour in the same group, up (-1) or down (1); at the end nothing happens. */
export function move(drafts: readonly Draft[], key: string, by: -1 | 1): Draft[] {
  const from = drafts.findIndex((draft) => draft.key === key);
  const moved = drafts[from];
  if (!moved) return [...drafts];
  let to = from + by;
  while (drafts[to] && drafts[to]?.group !== moved.group) to += by;
  const other = drafts[to];
  return other ? drafts.map((draft, n) => (n === from ? other : n === to ? moved : draft)) : [...drafts];
}

export type Fault = { kind: "label" } | { kind: "same"; label: string } | { kind: "none" };

/** What keeps the list from being saved. */
export function fault(drafts: readonly Draft[]): Fault | null {
  if (drafts.length === 0) return { kind: "none" };
  if (drafts.some((draft) => draft.label.trim() === "")) return { kind: "label" };
  const seen = new Set<string>();
  for (const { label } of drafts) {
    const plain = label.trim().toLowerCase();
    if (seen.has(plain)) return { kind: "same", label: label.trim() };
    seen.add(plain);
  }
  return null;
}

/** An id that says what the reason says, such as `bad_timing`, and is nobody else's. */
function newId(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const base = words.slice(0, 36).replace(/_+$/, "") || "reason";
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}_${n}`;
  return id;
}

/** The list as it is saved: a renamed reason keeps its id, so that its verdicts stay with it. */
export function toReasons(drafts: readonly Draft[]): ReasonChoice[] {
  const taken = new Set(drafts.flatMap((draft) => draft.id ?? []));
  return drafts.map(({ id, label, group, note }) => {
    const its = id ?? newId(label, taken);
    taken.add(its);
    return { id: its, label: label.trim(), group, note };
  });
}
