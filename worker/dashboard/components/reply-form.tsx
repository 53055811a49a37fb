import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { uuidv7 } from "uuidv7";
import type { ReplyInput } from "../../../shared/contract/replies.ts";
import { announce } from "../announce.ts";
import { api } from "../client.ts";
import { asFailure } from "../session.ts";
import { t } from "../strings.ts";

/** Marketing's answer, written where it was provoked. The id is made once, so that sending again is the same reply. */
export function ReplyForm({
  about,
  hint,
  to,
  onSent,
  onCancel,
}: {
  about: string;
  hint: string;
  to: ReplyInput["to"];
  onSent: (said: string) => void;
  onCancel: () => void;
}) {
  const [id] = useState(uuidv7);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const name = useId();
  useLayoutEffect(() => field.current?.focus(), []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (sending) return;
    if (text.trim() === "") {
      setWrong(t.reply.empty);
      field.current?.focus();
      return;
    }
    setSending(true);
    try {
      const { reached } = await api.reply({ id, text: text.trim(), to });
      const said = t.reply.sent(reached);
      announce(said);
      onSent(said);
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
      setSending(false);
    }
  };

  return (
    <form
      class="reply"
      aria-label={t.reply.about(about)}
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <label for={`${name}-text`}>{t.reply.label}</label>
      <textarea
        id={`${name}-text`}
        ref={field}
        rows={3}
        maxLength={1000}
        value={text}
        aria-describedby={`${name}-hint`}
        aria-invalid={wrong !== undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setWrong(undefined);
        }}
      />
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button primary" disabled={sending}>
          {t.send}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}
