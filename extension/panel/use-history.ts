import { useMemo, useRef, useState } from "preact/hooks";
import type { Insight } from "../../shared/contract/index.ts";
import type { Actions } from "./controller.ts";
import { begin, detailed, extended, type Known, type Reach, renewed, seen } from "./history.ts";
import { strings } from "./strings.ts";

/** Pages of one channel that held nothing, after which a person must ask for the next. */
const mostEmpty = 3;
/** Whoever picks a channel of which fewer are known wants to see more of it. */
const fewKnown = 10;

/** What a history is doing. `failed`: nothing older came, and why. */
export type Phase = { name: "rest" } | { name: "loading" } | { name: "failed"; problem: string };

interface State {
  known: Known;
  channel: string | null;
  phase: Phase;
  /** What was loaded last, for whoever does not see it. */
  said: string;
  /** Whether more may come by itself as one scrolls on. */
  goesOn: boolean;
}

/** What is under way for one history: one page at a time, the details once. What comes for an earlier one is late. */
interface Errand {
  of: string;
  loads: boolean;
  hasDetails: boolean;
}

const beginning = (touches: Insight["touches"]): State => ({
  known: begin(touches),
  channel: null,
  phase: { name: "rest" },
  said: "",
  goesOn: true,
});

/**
 * The history of a lead. It begins anew where `of` is another; the component stays, so that what it has drawn for one
 * lead serves for the next.
 */
export function useHistory(of: string, { lead, touches }: Insight, ask: Actions["history"]) {
  const latest = useRef(touches);
  latest.current = touches;
  const errand = useRef<Errand>({ of, loads: false, hasDetails: false });
  if (errand.current.of !== of) errand.current = { of, loads: false, hasDetails: false };
  const [kept, setKept] = useState(() => ({ errand: errand.current, state: beginning(touches) }));
  const state = kept.errand === errand.current ? kept.state : beginning(touches);

  const known = renewed(state.known, touches);
  const shown = useMemo(() => seen(known, state.channel), [known, state.channel]);
  const leadId = lead.id;

  function change(own: Errand, next: (before: State) => State): void {
    if (errand.current !== own) return;
    setKept((before) => {
      const from = before.errand === own ? before.state : beginning(latest.current);
      return { errand: own, state: next({ ...from, known: renewed(from.known, latest.current) }) };
    });
  }

  /** Marks and channels of what stands there already; without them it stands there all the same. */
  async function detail(): Promise<void> {
    const own = errand.current;
    if (own.hasDetails) return;
    own.hasDetails = true;
    const answer = await ask({ leadId, cursor: null, channel: null });
    if (answer.state === "page")
      change(own, (before) => ({ ...before, known: detailed(before.known, answer.page) }));
    else own.hasDetails = false;
  }

  /** The next page, or for one channel the next few until one holds something. */
  async function load(channel: string | null, from: Reach["cursor"]): Promise<void> {
    const own = errand.current;
    if (own.loads || from === null) return;
    own.loads = true;
    change(own, (before) => ({ ...before, phase: { name: "loading" } }));
    let cursor: Reach["cursor"] = from;
    let count = 0;
    let problem: string | null = null;
    for (let pages = 0; pages < mostEmpty && count === 0 && cursor !== null; pages += 1) {
      const answer = await ask({ leadId, cursor: cursor ?? null, channel });
      if (answer.state !== "page") {
        problem = answer.state === "offline" ? strings.historyOffline : answer.problem;
        break;
      }
      count = answer.page.items.length;
      cursor = answer.page.cursor;
      change(own, (before) => ({ ...before, known: extended(before.known, channel, answer.page) }));
    }
    own.loads = false;
    const isEnd = problem === null && cursor === null;
    change(own, (before) => ({
      ...before,
      phase: problem === null ? { name: "rest" } : { name: "failed", problem },
      said: problem ?? strings.saidLoaded(count, isEnd),
      goesOn: problem === null && count > 0,
    }));
  }

  function choose(channel: string | null): void {
    const next = seen(known, channel);
    change(errand.current, (before) => ({
      ...before,
      channel,
      // A page on its way may be of another channel: it is kept, and says nothing here.
      phase: { name: "rest" },
      said: strings.saidChannel(channel, next.touches.length),
      goesOn: true,
    }));
    if (channel !== null && next.touches.length < fewKnown) void load(channel, next.cursor);
  }

  const more = () => load(state.channel, shown.cursor);
  return { ...state, ...shown, channels: known.channels, detail, more, choose };
}
