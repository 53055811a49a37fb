import { useState } from "preact/hooks";
import type { Import } from "../../../../shared/contract/imports.ts";
import { asFailure } from "../../session.ts";
import { imports } from "./api.ts";
import { Refused } from "./done.tsx";
import { Counts } from "./figures.tsx";
import { Rollback } from "./rollback.tsx";
import { s } from "./strings.ts";

/** One that was stopped or could not go on: why, and the two ways from here. */
export function Halted({ now, set }: { now: Import; set: (now: Import) => void }) {
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const failed = now.state === "failed";
  const words = failed ? s.failed : s.stopped;
  const go = async () => {
    setBusy(true);
    setWrong(undefined);
    try {
      set(await imports.start(now.id, {}));
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
      setBusy(false);
    }
  };
  return (
    <>
      <section class={failed ? "part failure" : "part"}>
        <h2 tabIndex={-1}>{words.title(now.done, now.rows)}</h2>
        {failed && <p>{now.error ?? s.failed.unknown}</p>}
        <p class="muted">{words.help}</p>
        <Counts of={now} />
        {wrong && (
          <p class="wrong" role="alert">
            {wrong}
          </p>
        )}
        <p class="actions">
          <button type="button" class="button primary" disabled={busy} onClick={go}>
            {busy ? s.stopped.goingOn : s.stopped.on}
          </button>
        </p>
        <Refused now={now} />
      </section>
      <Rollback now={now} set={set} />
    </>
  );
}
