import { useEffect, useRef, useState } from "preact/hooks";
import type { Arrival } from "../../../../shared/contract/sources.ts";
import type { Failure } from "../../client.ts";
import { asFailure } from "../../session.ts";
import { connecting } from "./api.ts";

const EVERY = 3_000;
const SLOWEST = 60_000;

/** The newest touches, read again every few seconds while somebody looks; more slowly where nobody answers. */
export function useArrivals(keyId: string | undefined, onNew: (count: number) => void) {
  const [items, setItems] = useState<readonly Arrival[]>();
  const [failure, setFailure] = useState<Failure>();
  const told = useRef(onNew);
  told.current = onNew;

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let seen: ReadonlySet<string> | undefined;
    setItems(undefined);

    const look = async () => {
      if (document.hidden) return;
      try {
        const answer = await connecting.arrivals(keyId, abort.signal);
        const fresh = answer.items.filter(({ id }) => seen && !seen.has(id));
        seen = new Set(answer.items.map(({ id }) => id));
        failures = 0;
        setItems(answer.items);
        setFailure(undefined);
        if (fresh.length > 0) told.current(fresh.length);
      } catch (error) {
        if (abort.signal.aborted) return;
        failures += 1;
        setFailure(asFailure(error));
      }
      timer = setTimeout(look, Math.min(SLOWEST, EVERY * 2 ** failures));
    };
    const lookNow = () => {
      clearTimeout(timer);
      void look();
    };
    lookNow();
    document.addEventListener("visibilitychange", lookNow);
    addEventListener("online", lookNow);
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", lookNow);
      removeEventListener("online", lookNow);
    };
  }, [keyId]);

  return { items, failure };
}
