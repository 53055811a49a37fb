import { useCallback, useEffect, useState } from "preact/hooks";
import type { Failure } from "./client.ts";
import { asFailure } from "./session.ts";

/** Something that is fetched. While a new one loads, the old one stays. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  reload(): void;
  /** Replaces what is shown, after a change that the Worker has confirmed. */
  set(data: T): void;
}

/** Loads anew whenever `key` changes; an answer that comes too late is dropped. */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [data, set] = useState<T>();
  const [failure, setFailure] = useState<Failure>();
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);

  // The list is short on purpose: `key` stands for all that `load` closes over
  useEffect(() => {
    const abort = new AbortController();
    setLoading(true);
    load(abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return;
        set(answer);
        setFailure(undefined);
        setLoading(false);
      },
      (error) => {
        if (abort.signal.aborted) return;
        setFailure(asFailure(error));
        setLoading(false);
      },
    );
    return () => abort.abort();
  }, [key, round]);

  return { data, failure, loading, reload: useCallback(() => setRound((n) => n + 1), []), set };
}
