import { FileUp } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { type ImportKind, importKinds, importLimits } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import { Explain } from "../../components/explain.tsx";
import { asFailure } from "../../session.ts";
import { t } from "../../strings.ts";
import { upload } from "./api.ts";
import { useDrop } from "./drop.ts";
import { keepFresh } from "./fresh.ts";
import { s } from "./strings.ts";
import "./start.css";

const words = s.start;

/** What leaves now, and how much of it is there; all of it means that it is being looked at. */
interface Sending {
  readonly file: File;
  readonly sent: number;
}

/** The choice of what a file holds, and of the file. It is uploaded and looked at; nothing more. */
export function Start({ kind: asked }: { kind: ImportKind }) {
  const { route } = useLocation();
  const [kind, setKind] = useState(asked);
  const [sending, setSending] = useState<Sending>();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const abort = useRef<AbortController | undefined>(undefined);
  /** Whether an upload ended here: the button to try again then has the focus that "Cancel" had. */
  const ended = useRef(false);
  useEffect(() => setKind(asked), [asked]);
  useEffect(() => () => abort.current?.abort(), []);

  const take = async (file: File) => {
    if (abort.current) return;
    const fault = faultOf(file);
    setWrong(fault ? [fault] : []);
    if (fault) return;
    const call = new AbortController();
    abort.current = call;
    setSending({ file, sent: 0 });
    announce(words.sending(file.name));
    try {
      const proposal = await upload(
        file,
        { kind, name: file.name.slice(0, 200) },
        (sent) => {
          if (sent >= file.size) announce(words.looking(file.name));
          setSending({ file, sent });
        },
        call.signal,
      );
      keepFresh(proposal);
      route(`/imports/${proposal.id}`);
    } catch (error) {
      if (call.signal.aborted) announce(words.cancelled);
      else setWrong(asFailure(error).sentences);
    }
    abort.current = undefined;
    ended.current = true;
    setSending(undefined);
  };

  return (
    <section class="part start" aria-labelledby="start-title">
      <h2 id="start-title">{words.title}</h2>
      <fieldset class="kinds" disabled={sending !== undefined}>
        <legend>{words.kind}</legend>
        {importKinds.map((each) => (
          <label key={each} class="card">
            <input
              type="radio"
              name="kind"
              value={each}
              checked={kind === each}
              aria-labelledby={`kind-${each}`}
              aria-describedby={`holds-${each}`}
              onChange={() => setKind(each)}
            />
            <span>
              <b id={`kind-${each}`}>{words.kinds[each]}</b>
              <span class="muted" id={`holds-${each}`}>
                {words.holds[each]} {each === "leads" ? words.first : words.joins}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {sending ? (
        <Progress {...sending} onCancel={() => abort.current?.abort()} />
      ) : (
        <Picker onFile={take} onWrong={(sentence) => setWrong([sentence])} focus={ended.current} />
      )}
      {wrong.length > 0 && (
        <div class="note alert" role="alert">
          <p class="strong">{words.failed}</p>
          {wrong.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <Explain label={words.spreadsheet}>{words.spreadsheetHelp}</Explain>
    </section>
  );
}

/** What can be said of a file before it is sent. */
function faultOf({ size }: File): string | undefined {
  if (size === 0) return words.empty;
  return size > importLimits.bytes ? words.tooLarge(size) : undefined;
}

function Picker({
  onFile,
  onWrong,
  focus,
}: {
  onFile: (file: File) => void;
  onWrong: (sentence: string) => void;
  focus: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (focus) button.current?.focus();
  }, []);
  const pick = (files: readonly File[], folder: boolean) => {
    const [file] = files;
    if (folder) onWrong(words.folder);
    else if (files.length > 1) onWrong(words.one);
    else if (file) onFile(file);
  };
  const over = useDrop(pick);
  return (
    <div class="drop" data-over={over}>
      <FileUp size={16} aria-hidden="true" />
      {over ? (
        <p class="strong">{words.dropNow}</p>
      ) : (
        <p class="actions">
          <span>{words.drop}</span>
          <button type="button" class="button primary" ref={button} onClick={() => input.current?.click()}>
            {words.choose}
          </button>
        </p>
      )}
      <p class="hint">{words.limits}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,text/plain,application/x-ndjson"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again after it was mended
          event.currentTarget.value = "";
          pick(files, false);
        }}
      />
    </div>
  );
}

function Progress({ file, sent, onCancel }: Sending & { onCancel: () => void }) {
  const arrived = sent >= file.size;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);
  return (
    <div class="drop sending">
      <p class="strong">{arrived ? words.looking(file.name) : words.sending(file.name)}</p>
      <progress
        aria-label={arrived ? words.looking(file.name) : words.sending(file.name)}
        max={file.size}
        value={arrived ? undefined : Math.min(sent, file.size)}
      />
      <p class="hint">{arrived ? words.lookingHelp : words.sent(Math.min(sent, file.size), file.size)}</p>
      <button type="button" class="button" ref={button} onClick={onCancel}>
        {t.cancel}
      </button>
    </div>
  );
}
