import { useState } from "preact/hooks";
import type { OutboxEntry } from "../background/answers.ts";
import type { Formats } from "../panel/format.ts";
import type { Deeds } from "./Options.tsx";
import { strings } from "./strings.ts";

interface Shown {
  entries: OutboxEntry[];
  deeds: Pick<Deeds, "retry"> & { discard(id: string): unknown };
  format: Formats;
  now: number;
}

/** What has not reached the Worker yet. */
export function Waiting({ entries, deeds, format, now }: Shown) {
  const [busy, setBusy] = useState(false);
  const waiting = entries.filter((entry) => !entry.refused);
  return (
    <section aria-labelledby="outbox-name">
      <h2 id="outbox-name">{strings.outbox}</h2>
      <p role="status">{waiting.length === 0 ? strings.nothingWaits : strings.waits(waiting.length)}</p>
      {waiting.length > 0 && (
        <>
          <ul class="rows">
            {waiting.map((entry) => (
              <li key={entry.id}>
                <span>{strings.kind[entry.kind]}</span>
                <span class="muted" title={format.full(entry.createdAt)}>
                  {strings.given(format.age(entry.createdAt, now))}
                </span>
                <span class="muted">
                  {entry.problem !== null && `${entry.problem}; `}
                  {entry.nextAt === null
                    ? strings.otherSignIn(entry.address)
                    : entry.nextAt <= now
                      ? strings.nextTrySoon
                      : strings.nextTry(format.age(now, entry.nextAt))}
                </span>
              </li>
            ))}
          </ul>
          <div class="buttons">
            <button
              type="button"
              class="small-button"
              disabled={busy}
              onClick={async () => {
                setBusy(true);
                await deeds.retry([]);
                setBusy(false);
              }}
            >
              {busy ? strings.trying : strings.retryNow}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** What the Worker will not take, with its reason; it goes only when a person says so. */
export function Refused({ entries, deeds, format, now }: Shown) {
  const refused = entries.filter((entry) => entry.refused);
  if (refused.length === 0) return null;
  return (
    <section aria-labelledby="refused-name">
      <h2 id="refused-name">{strings.refused}</h2>
      <p class="small">{strings.refusedHint}</p>
      <ul class="rows">
        {refused.map((entry) => (
          <li key={entry.id}>
            <span>{strings.kind[entry.kind]}</span>
            <span class="muted" title={format.full(entry.createdAt)}>
              {strings.given(format.age(entry.createdAt, now))}
            </span>
            <span>
              <span class="alert">{entry.problem}</span>
              <span class="buttons">
                <button type="button" class="small-button" onClick={() => void deeds.retry([entry.id])}>
                  {strings.retry}
                </button>
                <Discard onSure={() => deeds.discard(entry.id)} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Discard({ onSure }: { onSure: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <button
      type="button"
      class={asked ? "link alert" : "link"}
      onClick={asked ? onSure : () => setAsked(true)}
      onBlur={() => setAsked(false)}
    >
      {asked ? strings.discardSure : strings.discard}
    </button>
  );
}
