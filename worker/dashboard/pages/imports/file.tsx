import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ImportFile, ImportProposal } from "../../../../shared/contract/imports.ts";
import { Select } from "../../components/select.tsx";
import { t } from "../../strings.ts";
import { bytes, s } from "./strings.ts";
import type { Mapping } from "./use-mapping.ts";

const words = s.file;
const delimiterName = (letter: string) => words.delimiters[letter] ?? words.delimiterOther(letter);
const encodingName = (encoding: string) => words.encodings[encoding] ?? encoding;

/** How the file was read, and how else it could be. */
export function FileRead({
  proposal,
  rows,
  mapping,
  children,
}: {
  proposal: ImportProposal;
  rows: number;
  mapping: Mapping;
  children: ComponentChildren;
}) {
  const { kind, file, columns } = proposal;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <section class="part" aria-label={words.title}>
      <p>
        <b>
          {s.start.kinds[kind]}: {s.rows(rows)}, {words.columns(columns.length)}
        </b>{" "}
        <span class="muted">
          · {bytes(file.bytes)} · {encodingName(file.encoding)} ·{" "}
          {file.format === "ndjson" || file.delimiter === null
            ? words.ndjson
            : words.csv(delimiterName(file.delimiter), file.header)}
        </span>
      </p>
      <p class="safe">{words.safe}</p>
      {open ? (
        <Reading file={file} mapping={mapping} onClose={() => setOpen(false)} />
      ) : (
        <div class="actions">
          <button type="button" class="button" ref={opener} onClick={() => setOpen(true)}>
            {words.differently}
          </button>
          {children}
        </div>
      )}
    </section>
  );
}

function Reading({ file, mapping, onClose }: { file: ImportFile; mapping: Mapping; onClose: () => void }) {
  const id = useId();
  const [encoding, setEncoding] = useState(file.encoding);
  const [delimiter, setDelimiter] = useState(file.delimiter);
  const [header, setHeader] = useState(file.header);
  const isTable = delimiter !== null;
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("select")?.focus(), []);
  const read = async (event: SubmitEvent) => {
    event.preventDefault();
    await mapping.reread({ encoding, ...(isTable && { delimiter, header }) });
    onClose();
  };
  return (
    <form
      class="reading"
      ref={form}
      aria-label={words.differently}
      onSubmit={read}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <p class="muted">{words.differentlyHelp}</p>
      <div class="fields">
        <Select
          label={words.encoding}
          value={encoding}
          choices={Object.entries(words.encodings).map(([key, label]) => ({ key, label }))}
          onChange={setEncoding}
        />
        {isTable && (
          <Select
            label={words.delimiter}
            value={delimiter}
            choices={Object.entries(words.delimiters).map(([key, label]) => ({ key, label }))}
            onChange={setDelimiter}
          />
        )}
      </div>
      {isTable && (
        <label class="switch" for={`${id}-header`}>
          <input
            id={`${id}-header`}
            type="checkbox"
            checked={header}
            onChange={(event) => setHeader(event.currentTarget.checked)}
          />
          {words.header}
        </label>
      )}
      <p class="actions">
        <button type="submit" class="button primary" disabled={mapping.rereading}>
          {mapping.rereading ? words.reading : words.again}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t.cancel}
        </button>
      </p>
    </form>
  );
}
