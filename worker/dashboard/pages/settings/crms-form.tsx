import { Plus, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../strings.ts";
import { crmName, readCrm } from "./crms.ts";
import { SettingsForm } from "./form.tsx";

const s = t.settings;

/** Whose CRMs' record ids are kept with leads. */
export function CrmsForm({ trusted, may }: { trusted: readonly string[]; may: boolean }) {
  const [draft, setDraft] = useState(trusted);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setDraft(trusted), [trusted]);

  /** What is listed with what was typed; null where that cannot be read. */
  const withTyped = (): readonly string[] | null => {
    if (text.trim() === "") return draft;
    const read = readCrm(text);
    if ("problem" in read) {
      setProblem(s.crmProblems[read.problem]);
      return null;
    }
    setText("");
    setProblem(null);
    const all = [...new Set([...draft, read.tenant])];
    setDraft(all);
    return all;
  };

  return (
    <SettingsForm
      title={s.crms}
      help={s.crmsHelp}
      may={may}
      changed={text.trim() !== "" || draft.join() !== trusted.join()}
      input={() => {
        const all = withTyped();
        return all === null ? { wrong: [] } : { trustedCrms: [...all] };
      }}
    >
      {draft.length > 0 && (
        <ul class="names">
          {draft.map((tenant) => (
            <li key={tenant}>
              <span>{crmName(tenant)}</span>
              <button
                type="button"
                class="button quiet"
                aria-label={s.removeCrm(crmName(tenant))}
                onClick={() => {
                  setDraft(draft.filter((other) => other !== tenant));
                  field.current?.focus();
                }}
              >
                <X size={16} aria-hidden="true" /> {t.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="field">
        <label for="crm-address">{s.crmAddress}</label>
        <span class="with-button">
          <input
            ref={field}
            id="crm-address"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            maxLength={2000}
            value={text}
            aria-describedby="crm-help"
            aria-invalid={problem !== null}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setProblem(null);
            }}
          />
          <button type="button" class="button quiet" onClick={() => void withTyped()}>
            <Plus size={16} aria-hidden="true" /> {s.addCrm}
          </button>
        </span>
        {problem === null ? (
          <p class="hint" id="crm-help">
            {s.crmAddressHelp}
          </p>
        ) : (
          <p class="wrong" id="crm-help" role="alert">
            {problem}
          </p>
        )}
      </div>
    </SettingsForm>
  );
}
