import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { SettingsInput } from "../../../../shared/contract/me.ts";
import { announce } from "../../announce.ts";
import { api, type Failure } from "../../client.ts";
import { asFailure, workspaceChanged } from "../../session.ts";
import { t } from "../../strings.ts";

/**
 * One part of the settings, saved by itself. `input` returns what to save, or the sentences that say why not.
 * Where `may` is false the part is shown and cannot be changed.
 */
export function SettingsForm({
  title,
  help,
  may,
  changed,
  input,
  explain,
  children,
}: {
  title: string;
  help?: string;
  may: boolean;
  changed: boolean;
  input: () => SettingsInput | { wrong: string[] };
  /** Says what the Worker found wrong in the words of this form. */
  explain?: (failure: Failure) => string[] | undefined;
  children: ComponentChildren;
}) {
  const [wrong, setWrong] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const what = input();
    if ("wrong" in what) {
      setWrong(what.wrong);
      return;
    }
    setWrong([]);
    setBusy(true);
    try {
      workspaceChanged(await api.saveSettings(what));
      setSaved(true);
      announce(t.saved);
    } catch (error) {
      const failure = asFailure(error);
      setWrong(explain?.(failure) ?? [...failure.sentences]);
    }
    setBusy(false);
  };

  return (
    <form class="part settings" onSubmit={save} onInput={() => setSaved(false)} aria-label={title}>
      <h2>{title}</h2>
      {help && <p class="muted">{help}</p>}
      <fieldset disabled={!may || busy}>
        <legend class="said">{title}</legend>
        {children}
        {wrong.length > 0 && (
          <div class="wrong" role="alert">
            {wrong.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        )}
        {may && (
          <p class="actions">
            <button type="submit" class="button primary">
              {t.save}
            </button>
            {changed ? (
              <span class="muted">{t.settings.unsaved}</span>
            ) : (
              saved && <span class="done">{t.saved}</span>
            )}
          </p>
        )}
      </fieldset>
      {!may && <p class="muted">{t.settings.adminOnly}</p>}
    </form>
  );
}
