import { Check, Copy } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ContentSuggestion } from "../../../shared/contract/index.ts";
import type { Actions } from "../controller.ts";
import { safeLink } from "../explain.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

/** What to send at this stage, and a line to marketing where nothing fits. */
export function Content(props: {
  content: ContentSuggestion[];
  actions: Pick<Actions, "copyLink" | "askMarketing">;
}) {
  return (
    <section aria-labelledby="content-name">
      <h2 id="content-name">{strings.content}</h2>
      <ul class="content">
        {props.content.map((piece) => (
          <Piece key={piece.id} piece={piece} copyLink={props.actions.copyLink} />
        ))}
      </ul>
      <Ask askMarketing={props.actions.askMarketing} />
    </section>
  );
}

function Piece({ piece, copyLink }: { piece: ContentSuggestion; copyLink: Actions["copyLink"] }) {
  const [state, setState] = useState<"idle" | "busy" | "copied" | "failed">("idle");
  const link = safeLink(piece.url);
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    // One click, one use: a second one has to wait until the first is told.
    if (state === "busy" || state === "copied") return;
    setState("busy");
    setState((await copyLink(piece)) ? "copied" : "failed");
  };
  return (
    <li>
      <div class="title-row">
        <span class="clip">
          {link === null ? (
            <Text>{piece.title}</Text>
          ) : (
            <a href={link} target="_blank" rel="noreferrer noopener">
              <Text>{piece.title}</Text>
            </a>
          )}
        </span>
        {link !== null && (
          <button
            type="button"
            class="small-button"
            aria-label={state === "copied" ? strings.copied : strings.copyLinkOf(piece.title)}
            onClick={copy}
          >
            {state === "copied" ? (
              <Check size={16} aria-hidden="true" />
            ) : (
              <Copy size={16} aria-hidden="true" />
            )}
            {state === "copied" ? strings.copied : strings.copyLink}
          </button>
        )}
      </div>
      <p class="small">
        <Text>{piece.why}</Text>
      </p>
      {state === "failed" && link !== null && (
        <p class="small">
          {strings.copyFailed}{" "}
          <input class="copy-field" readOnly value={link} aria-label={strings.copyLinkOf(piece.title)} />
        </p>
      )}
    </li>
  );
}

function Ask({ askMarketing }: { askMarketing: Actions["askMarketing"] }) {
  const [step, setStep] = useState<"closed" | "open" | "asked" | "failed">("closed");
  const [text, setText] = useState("");
  // The same question asked again after a failure is the same question.
  const id = useRef<string>(crypto.randomUUID());
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const last = useRef(step);
  useLayoutEffect(() => {
    if (step === "open") field.current?.focus();
    if (step === "closed" && last.current !== "closed") opener.current?.focus();
    last.current = step;
  }, [step]);
  if (step === "asked") return <p class="small">{strings.askedMarketing}</p>;
  if (step === "closed")
    return (
      <button ref={opener} type="button" class="link start" onClick={() => setStep("open")}>
        {strings.nothingFits}
      </button>
    );
  return (
    <form
      class="one-line"
      onSubmit={async (event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        setStep((await askMarketing(id.current, text.trim())) ? "asked" : "failed");
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") setStep("closed");
      }}
    >
      <label>
        <span class="small">{strings.askLabel}</span>
        <input
          ref={field}
          value={text}
          maxLength={300}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {step === "failed" && <p class="alert">{strings.notKept}</p>}
      <div class="buttons">
        <button type="submit" class="small-button">
          {strings.ask}
        </button>
        <button type="button" class="link" onClick={() => setStep("closed")}>
          {strings.cancel}
        </button>
      </div>
    </form>
  );
}
