import { useRef, useState } from "preact/hooks";
import { asFailure } from "./session.ts";

/** Something that a button does once at a time, and what went wrong with it. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const running = useRef(false);
  return {
    busy,
    wrong,
    run: async (act: () => Promise<void>) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setWrong(undefined);
      try {
        await act();
      } catch (error) {
        setWrong(asFailure(error).sentences.join(" "));
      }
      running.current = false;
      setBusy(false);
    },
  };
}
