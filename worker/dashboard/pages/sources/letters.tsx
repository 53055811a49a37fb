import { useState } from "preact/hooks";
import type { DeadLetter } from "../../../../shared/contract/sources.ts";
import { announce } from "../../announce.ts";
import { Few } from "../../components/show-all.tsx";
import { Loaded } from "../../components/states.tsx";
import { useMe } from "../../me.ts";
import { useResource } from "../../resource.ts";
import { t } from "../../strings.ts";
import { useAct } from "../../use-act.ts";
import { arriving } from "./api.ts";
import { useMoment } from "./moment.ts";
import { s } from "./strings.ts";

/** What could not be written, until somebody decides. @param waiting how many there are; loads anew when that changes */
export function Letters({ waiting, onChange }: { waiting: number; onChange: () => void }) {
  const isAdmin = useMe().person.role === "admin";
  const letters = useResource(`${waiting}`, (signal) => arriving.letters(signal));
  return (
    <section class="part">
      <h2>{s.letters}</h2>
      <p class="muted">
        {s.lettersHelp} {!isAdmin && s.lettersAdmin}
      </p>
      <Loaded of={letters}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{s.noLetters}</p>
          ) : (
            <Few of={items}>
              {(shown) => (
                <ul class="entries">
                  {shown.map((letter) => (
                    <Letter key={letter.id} of={letter} mayDecide={isAdmin} onChange={onChange} />
                  ))}
                </ul>
              )}
            </Few>
          )
        }
      </Loaded>
    </section>
  );
}

function Letter({ of, mayDecide, onChange }: { of: DeadLetter; mayDecide: boolean; onChange: () => void }) {
  const { busy, wrong, run } = useAct();
  const [asked, setAsked] = useState(false);
  const moment = useMoment();
  const name = `${s.letterOf(of.messages, of.key)}, ${moment(of.at)}`;
  const decide = (what: (id: string) => Promise<void>, said: string) =>
    run(async () => {
      await what(of.id);
      announce(said);
      onChange();
    });
  return (
    <li>
      <p>
        <b>{s.letterOf(of.messages, of.key)}</b>{" "}
        <span class="muted">
          {moment(of.at)} · {s.attempts(of.attempts)}
        </span>
      </p>
      <p>{of.error}</p>
      <details>
        <summary>{s.body}</summary>
        <pre class="body">{of.body}</pre>
      </details>
      {mayDecide && (
        <p class="actions">
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={t.of(s.retry, name)}
            onClick={() => decide(arriving.retry, s.retried)}
          >
            {s.retry}
          </button>
          {asked ? (
            <>
              <button
                type="button"
                class="button"
                disabled={busy}
                aria-label={t.of(s.discardSure, name)}
                onClick={() => decide(arriving.discard, s.discarded)}
              >
                {s.discardSure}
              </button>
              <button type="button" class="button" onClick={() => setAsked(false)}>
                {t.cancel}
              </button>
            </>
          ) : (
            <button
              type="button"
              class="button"
              aria-label={t.of(s.discard, name)}
              onClick={() => setAsked(true)}
            >
              {s.discard}
            </button>
          )}
        </p>
      )}
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </li>
  );
}
