import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Insight, ReasonChoice } from "../../../shared/contract/index.ts";
import { movesLead, reasonGroupsOf } from "../state.ts";
import { strings } from "../strings.ts";

/** Why not: one click on a reason, and a note only where the reason alone says too little. */
export function Reasons(props: {
  insight: Insight;
  reasons: ReasonChoice[];
  onGive: (reason: string, note?: string) => void;
  onClose: () => void;
}) {
  const { insight, reasons, onGive, onClose } = props;
  const [noteFor, setNoteFor] = useState<ReasonChoice | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // From the note back to the reasons too: what had the focus is gone. At once, for the next key may be on its way.
  useLayoutEffect(() => {
    if (noteFor === null) heading.current?.focus();
  }, [noteFor]);
  const moves = movesLead(insight);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is inside
    <div
      class="why"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        if (noteFor === null) onClose();
        else setNoteFor(null);
      }}
    >
      <div class="title-row">
        <h2 ref={heading} tabIndex={-1}>
          {strings.no}
        </h2>
        <button type="button" class="link" onClick={onClose}>
          {strings.back}
        </button>
      </div>
      {noteFor !== null ? (
        <Note reason={noteFor} onSave={(note) => onGive(noteFor.id, note)} onBack={() => setNoteFor(null)} />
      ) : reasons.length === 0 ? (
        <p class="small">{strings.noReasons}</p>
      ) : (
        reasonGroupsOf(reasons).map(({ group, reasons: choices }) => (
          <fieldset key={group}>
            <legend>
              {strings.group[group]}
              {(moves || group === "not_counted") && (
                <span class="muted">
                  {group === "not_counted" ? ", " : ": "}
                  {strings.effect[group]}
                </span>
              )}
            </legend>
            <div class="choices">
              {choices.map((reason) => (
                <button
                  key={reason.id}
                  type="button"
                  class="small-button"
                  onClick={() => (reason.note ? setNoteFor(reason) : onGive(reason.id))}
                >
                  {reason.label}
                  {reason.note && "…"}
                </button>
              ))}
            </div>
          </fieldset>
        ))
      )}
    </div>
  );
}

function Note(props: { reason: ReasonChoice; onSave: (note: string) => void; onBack: () => void }) {
  const [note, setNote] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = () => {
    if (note.trim() !== "") props.onSave(note.trim());
  };
  return (
    <form
      class="one-line"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        <span>{strings.note(props.reason.label)}</span>
        <textarea
          ref={field}
          rows={2}
          maxLength={500}
          required
          value={note}
          aria-describedby="note-reader"
          onInput={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            save();
          }}
        />
      </label>
      <p id="note-reader" class="small">
        {strings.noteReader}
      </p>
      <div class="buttons">
        <button type="submit" class="small-button" disabled={note.trim() === ""}>
          {strings.save}
        </button>
        <button type="button" class="link" onClick={props.onBack}>
          {strings.otherReason}
        </button>
      </div>
    </form>
  );
}
