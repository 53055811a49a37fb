import type { DriftReport } from "../../shared/contract/index.ts";
import type { Reading } from "../sites/site.ts";

/** How well a page is read, as a person is told it. */
export interface PageState {
  /** `nobody`: the page shows nobody in particular, as far as its own signs tell. */
  state: "fine" | "nobody" | "changed";
  /** Names of the ways that found nothing, or that disagree, on a page that has changed. */
  failed: string[];
  /** What is still found there. */
  works: ("record" | "people" | "owner" | "list")[];
}

/** A drift report before it is known which build of the extension saw it. */
export type Drift = Omit<DriftReport, "version">;

/** What a page must look like for so long before it counts as changed: on slow lines pages are half there for long, ms. */
export const settled = 10_000;

const most = 40;
/** A way's name as the Worker takes it: what is none of ours is left out. */
const plain = (ways: readonly string[]): string[] =>
  [...new Set(ways)].filter((way) => /^[a-z][\w :/,.-]{0,79}$/i.test(way)).slice(0, most);

const isLost = ({ signs, people, record }: Reading): boolean =>
  signs.length > 0 && people.length === 0 && record === null;

/** Whether a site's own signs say that somebody is open whom its readers do not find, or its readers disagree. */
export function driftOf(
  site: string,
  reading: Reading,
): Pick<Drift, "site" | "kind" | "signs" | "failed" | "doubts"> | null {
  const { signs, trace, doubts } = reading;
  const lost = isLost(reading);
  if (!lost && doubts.length === 0) return null;
  return {
    site,
    kind: lost ? "nobody" : "disagree",
    signs: plain(signs),
    failed: lost ? plain(trace) : [],
    doubts: plain(doubts),
  };
}

/**
 * Watches over how well one page is read. A page that goes on looking changed is reported once; what is reported holds
 * names of ways and an outline, and nothing of the page's text.
 */
export function healthOf(deps: {
  site: string;
  after(milliseconds: number, call: () => void): () => void;
  outline(): string;
  report(drift: Drift): void;
}) {
  const { site, after, outline, report } = deps;
  const reported = new Set<string>();
  let last: Reading | null = null;
  let suspect = "";
  let changed = false;
  let callOff: (() => void) | null = null;

  function settle(): void {
    callOff = null;
    const drift = last && driftOf(site, last);
    if (!drift || JSON.stringify(drift) !== suspect) return;
    changed = true;
    if (reported.has(suspect)) return;
    reported.add(suspect);
    report({ ...drift, outline: outline() });
  }

  return {
    read(reading: Reading): void {
      last = reading;
      const drift = driftOf(site, reading);
      const now = drift === null ? "" : JSON.stringify(drift);
      if (now === suspect) return;
      suspect = now;
      changed = false;
      callOff?.();
      callOff = drift === null ? null : after(settled, settle);
    },
    state(hasRows: boolean): PageState {
      if (last === null) return { state: "nobody", failed: [], works: [] };
      const works: PageState["works"] = [];
      if (last.record !== null) works.push("record");
      if (last.people.length > 0) works.push("people");
      if (last.owner !== null) works.push("owner");
      if (hasRows) works.push("list");
      const isOpen = last.record !== null || last.people.length > 0 || hasRows;
      return {
        state: changed ? "changed" : isOpen ? "fine" : "nobody",
        failed: changed ? plain([...last.doubts, ...(isLost(last) ? last.trace : [])]) : [],
        works,
      };
    },
    stop: () => callOff?.(),
  };
}

export type Health = ReturnType<typeof healthOf>;
