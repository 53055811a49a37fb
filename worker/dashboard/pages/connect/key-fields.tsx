import { useId } from "preact/hooks";
import { s } from "./strings.ts";

/** What a person says of a key. */
export interface KeyWords {
  name: string;
  /** One a line. */
  origins: string;
}

export const originsIn = (text: string): string[] => text.split(/\s+/).filter((line) => line !== "");

/** The name of a key and, of one for pages, where it may be used. */
export function KeyFields({
  words,
  hasOrigins,
  onChange,
}: {
  words: KeyWords;
  hasOrigins: boolean;
  onChange: (words: KeyWords) => void;
}) {
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={`${id}name`}>{s.name}</label>
        <input
          id={`${id}name`}
          maxLength={80}
          value={words.name}
          aria-describedby={`${id}help`}
          onInput={(event) => onChange({ ...words, name: event.currentTarget.value })}
        />
        <p id={`${id}help`} class="hint">
          {s.nameHelp}
        </p>
      </div>
      {hasOrigins && (
        <div class="field">
          <label for={`${id}origins`}>{s.origins}</label>
          <textarea
            id={`${id}origins`}
            rows={2}
            spellcheck={false}
            value={words.origins}
            aria-describedby={`${id}originsHelp`}
            onInput={(event) => onChange({ ...words, origins: event.currentTarget.value })}
          />
          <p id={`${id}originsHelp`} class="hint">
            {s.originsHelp}
          </p>
        </div>
      )}
    </>
  );
}
