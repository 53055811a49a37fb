import { useState } from "preact/hooks";
import type { ImportRemark } from "../../../../shared/contract/imports.ts";
import { ShowAll } from "../../components/show-all.tsx";
import { s } from "./strings.ts";

const FEW = 5;

/** Rows with one thing in common, and which they are. Nothing where there is none. */
export function Remarks({
  title,
  remarks,
  of,
  help,
}: {
  title: string;
  remarks: readonly ImportRemark[];
  /** How many rows there are. */
  of: number;
  help?: string;
}) {
  const [all, setAll] = useState(false);
  if (remarks.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      {help && <p class="muted">{help}</p>}
      <ul class="entries remarks">
        {(all ? remarks : remarks.slice(0, FEW)).map(({ message, count, rows }) => (
          <li key={message}>
            <p>{message}</p>
            <p class="hint">{s.preview.inRows(count, rows, of)}</p>
          </li>
        ))}
      </ul>
      {remarks.length > FEW && !all && (
        <ShowAll label={s.preview.all(remarks.length)} show={() => setAll(true)} />
      )}
    </div>
  );
}
