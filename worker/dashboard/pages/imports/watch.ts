import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Import } from "../../../../shared/contract/imports.ts";
import type { Failure } from "../../client.ts";
import { asFailure } from "../../session.ts";
import { imports } from "./api.ts";

const EVERY = 1_000;
const SLOWEST = 30_000;

/** An import as it stands, and whether that is still true. */
export interface Watched {
  readonly now: Import | undefined;
  readonly failure: Failure | undefined;
  /** When `now` was heard of, UTC ms. */
  readonly at: number;
  /** Takes what a call answered, and goes on watching from there. */
  set(now: Import): void;
  reload(): void;
}

/** The wait after so many failures in a row, ms: doubled each time, up to half a minute. */
export const waitAfter = (failures: number): number => Math.min(SLOWEST, EVERY * 2 ** failures);

/** Follows an import: every second while it runs, slower where nobody answers, at once when the network is back. */
export function useImport(id: string, first?: Import): Watched {
  const [now, setNow] = useState(first);
  const [at, setAt] = useState(() => Date.now());
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(first ? 0 : 1);
  const failures = useRef(0);

  const heard = useCallback((answer: Import) => {
    failures.current = 0;
    setNow(answer);
    setAt(Date.now());
    setFailure(undefined);
  }, []);
  const again = useCallback(() => setRound((n) => n + 1), []);

  // Each round is one question; the first is spared where the answer is there already.
  useEffect(() => {
    if (round === 0) return;
    const abort = new AbortController();
    imports.one(id, abort.signal).then(
      (answer) => {
        if (!abort.signal.aborted) heard(answer);
      },
      (error) => {
        if (abort.signal.aborted) return;
        failures.current += 1;
        setFailure(asFailure(error));
      },
    );
    return () => abort.abort();
  }, [id, round]);

  const lost = failure?.code === "unknown_import";
  useEffect(() => {
    if (lost || !(now?.state === "running" || (failure && now))) return;
    const timer = setTimeout(again, waitAfter(failures.current));
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [now, failure, lost]);

  return { now, failure, at, set: heard, reload: again };
}
