import { useId, useState } from "preact/hooks";
import type { WriteKey } from "../../../../shared/contract/write-keys.ts";
import { Select } from "../../components/select.tsx";
import { Code } from "./copy.tsx";
import { consentSnippet, formSnippet, trackerSnippet } from "./snippets.ts";
import { s } from "./strings.ts";

/** What to paste into a website. @param keys those for pages that hold */
export function Website({ keys }: { keys: readonly WriteKey[] }) {
  const [chosen, choose] = useState<string>();
  const [asks, setAsks] = useState(false);
  const id = useId();
  const key = keys.find((each) => each.id === chosen) ?? keys[0];
  return (
    <section class="part">
      <h2>{s.website}</h2>
      {key === undefined ? (
        <p class="muted">{s.noPublic}</p>
      ) : (
        <>
          <p class="muted">{s.websiteHelp}</p>
          {keys.length > 1 && (
            <Select
              label={s.whichKey}
              value={key.id}
              choices={keys.map((each) => ({ key: each.id, label: each.name }))}
              onChange={choose}
            />
          )}
          <Code text={trackerSnippet(location.origin, key.shown, asks)} what={s.snippet} />
          <p>
            <label class="switch">
              <input
                type="checkbox"
                checked={asks}
                aria-describedby={id}
                onChange={(event) => setAsks(event.currentTarget.checked)}
              />
              {s.asks}
            </label>
          </p>
          <p id={id} class="hint">
            {asks ? s.asksHelp : s.noAsksHelp} <code>{consentSnippet}</code>
          </p>
          <details>
            <summary>{s.forms}</summary>
            <p class="muted">{s.formsHelp}</p>
            <Code text={formSnippet} what={s.form} />
          </details>
        </>
      )}
    </section>
  );
}
