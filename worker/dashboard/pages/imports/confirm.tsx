import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { asFailure } from "../../session.ts";

/** A button that asks once, in its own place, before it does what cannot be undone at a click. */
export function Confirm({
  button,
  ask,
  yes,
  no,
  act,
}: {
  button: string;
  ask: ComponentChildren;
  yes: string;
  no: string;
  /** What it throws is shown. */
  act: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const opener = useRef<HTMLButtonElement>(null);
  const question = useRef<HTMLDivElement>(null);
  const was = useRef(false);
  useLayoutEffect(() => {
    if (open) question.current?.focus();
    else if (was.current) opener.current?.focus();
    was.current = open;
  }, [open]);

  const go = async () => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
      setBusy(false);
    }
  };

  if (!open) {
    return (
      <button type="button" class="button" ref={opener} onClick={() => setOpen(true)}>
        {button}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a question with two buttons
    <div
      class="note confirm"
      role="group"
      aria-label={button}
      tabIndex={-1}
      ref={question}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      {ask}
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <p class="actions">
        <button type="button" class="button primary" disabled={busy} onClick={go}>
          {yes}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => setOpen(false)}>
          {no}
        </button>
      </p>
    </div>
  );
}
