import { useEffect, useRef, useState } from "preact/hooks";
import type { NewWriteKey } from "../../../../shared/contract/write-keys.ts";
import { announce } from "../../announce.ts";
import { t } from "../../strings.ts";
import { useAct } from "../../use-act.ts";
import { connecting } from "./api.ts";
import { Copy } from "./copy.tsx";
import { KeyFields, originsIn } from "./key-fields.tsx";
import { s } from "./strings.ts";

/** Makes a key of either kind. */
export function NewKey({ onMade, onCancel }: { onMade: (made: NewWriteKey) => void; onCancel: () => void }) {
  const { busy, wrong, run } = useAct();
  const [kind, setKind] = useState<"public" | "server">("public");
  const [words, setWords] = useState({ name: "", origins: "" });
  const [nameless, setNameless] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const name = words.name.trim();
    setNameless(name === "");
    if (name === "") return;
    void run(async () => {
      const origins = kind === "public" ? originsIn(words.origins) : [];
      const made = await connecting.make({ name, kind, origins });
      announce(s.madeNow(name));
      onMade(made);
    });
  };
  return (
    <form ref={form} class="key-form" onSubmit={make} aria-label={s.addTitle}>
      <h3>{s.addTitle}</h3>
      <fieldset class="kinds" disabled={busy}>
        <legend>{s.kind}</legend>
        {(["public", "server"] as const).map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
            <span>
              <b>{s.kinds[each]}</b>
              <span class="hint">{each === "public" ? s.publicHelp : s.serverHelp}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <KeyFields words={words} hasOrigins={kind === "public"} onChange={setWords} />
      {(nameless || wrong) && (
        <p class="wrong" role="alert">
          {nameless ? s.nameMissing : wrong}
        </p>
      )}
      <p class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {s.make}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t.cancel}
        </button>
      </p>
    </form>
  );
}

/** A key that was just made; a server key is never shown again. */
export function MadeKey({ made, onClose }: { made: NewWriteKey; onClose: () => void }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), [made]);
  const { kind, name } = made.writeKey;
  return (
    <div ref={note} class="made" tabIndex={-1} role="status">
      <p>
        <b>{s.madeNow(name)}</b> {kind === "server" && s.once}
      </p>
      <p class="actions">
        <code>{made.key}</code>
        <Copy text={made.key} what={name} />
        <button type="button" class="button" onClick={onClose}>
          {s.close}
        </button>
      </p>
    </div>
  );
}
