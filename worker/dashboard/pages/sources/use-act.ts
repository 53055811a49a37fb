import { useState } from "preact/hooks";
import { announce } from "../../announce.ts";
import { asFailure } from "../../session.ts";

/** One thing that is done at the Worker: whether it is on its way, and what went wrong. */
export function useAct(): {
  busy: boolean;
  wrong: string | undefined;
  /** @param said what is announced once it is done */
  act(what: () => Promise<void>, said: string): Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const act = async (what: () => Promise<void>, said: string) => {
    if (busy) return;
    setBusy(true);
    setWrong(undefined);
    try {
      await what();
      announce(said);
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
    } finally {
      setBusy(false);
    }
  };
  return { busy, wrong, act };
}
