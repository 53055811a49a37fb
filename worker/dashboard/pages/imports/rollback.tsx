import type { Import } from "../../../../shared/contract/imports.ts";
import { momentDay } from "../../format.ts";
import { useMe } from "../../me.ts";
import { imports } from "./api.ts";
import { Confirm } from "./confirm.tsx";
import { s } from "./strings.ts";

const words = s.undo;

/** The way back, as long as there is one. */
export function Rollback({ now, set }: { now: Import; set: (now: Import) => void }) {
  const { timeZone } = useMe().workspace;
  if (now.undoUntil === null) return null;
  return (
    <section class="part">
      <h2>{words.title}</h2>
      <p class="muted">{words.until(momentDay(now.undoUntil, timeZone))}</p>
      <Confirm
        button={words.button}
        ask={
          <>
            <p class="strong">{words.ask(now.kind, now.created, now.updated)}</p>
            <p>{words.keeps}</p>
          </>
        }
        yes={words.yes}
        no={words.no}
        act={async () => set(await imports.rollback(now.id))}
      />
    </section>
  );
}
