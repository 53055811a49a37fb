import { useState } from "preact/hooks";
import type { ImportConflict, ImportPreview, ImportProposal } from "../../../../shared/contract/imports.ts";
import { keyWords } from "../../../../shared/domain/imports/keys.ts";
import { ShowAll } from "../../components/show-all.tsx";
import { number } from "../../format.ts";
import { FirstRows } from "./first-rows.tsx";
import { Remarks } from "./remarks.tsx";
import { s } from "./strings.ts";
import "./preview.css";

const words = s.preview;

/** What a start would do. While it is counted anew, the last count stays, dimmed. */
export function Preview({
  proposal,
  counting,
  wrong,
}: {
  proposal: ImportProposal;
  counting: boolean;
  /** Something above is wrong: there is nothing to count, and what was counted before holds no more. */
  wrong: boolean;
}) {
  const { preview } = proposal;
  return (
    <section class="part preview">
      <div class="part-head">
        <h2 tabIndex={-1}>{words.title}</h2>
        {counting && <p class="muted">{words.busy}</p>}
      </div>
      {preview === null || (wrong && !counting) ? (
        !counting && <p class="muted">{wrong ? words.wrong : words.none}</p>
      ) : (
        <div class="loaded" aria-busy={counting}>
          <p class="tally">{words.sentence(preview)}</p>
          <Notes of={preview} />
          <FirstRows kind={proposal.kind} rows={preview.first} />
          <Remarks
            title={words.refusals}
            remarks={preview.refusals}
            of={preview.rows}
            help={words.refusalsHelp}
          />
          <Conflicts of={preview} />
          <Remarks title={words.odd} remarks={preview.odd} of={preview.rows} />
        </div>
      )}
    </section>
  );
}

function Notes({ of: { rows, known, unchanged, refused, duplicates, new: made } }: { of: ImportPreview }) {
  if (made === 0 && unchanged === known && known > 0) return <p>{words.nothing}</p>;
  return (
    <>
      {unchanged > 0 && <p class="muted">{words.unchanged(unchanged)}</p>}
      {duplicates > 0 && <p class="muted">{words.duplicates}</p>}
      {refused === rows && <p class="wrong">{words.allRefused}</p>}
    </>
  );
}

const FEW = 5;

function Conflicts({ of: { conflicts, conflictCount } }: { of: ImportPreview }) {
  const [all, setAll] = useState(false);
  if (conflicts.length === 0) return null;
  const shown = all ? conflicts : conflicts.slice(0, FEW);
  return (
    <div>
      <h3>
        {words.conflicts} <span class="muted">{number(conflictCount)}</span>
      </h3>
      <p class="muted">{words.conflictHelp}</p>
      <ul class="entries">
        {shown.map((conflict) => (
          <Conflict key={conflict.row} of={conflict} />
        ))}
      </ul>
      {conflicts.length > FEW && !all && (
        <ShowAll label={words.all(conflicts.length)} show={() => setAll(true)} />
      )}
    </div>
  );
}

const Conflict = ({ of: { row, leads } }: { of: ImportConflict }) => (
  <li>
    <p>
      {words.conflict(row)}{" "}
      {leads.map(({ key, leadId, name }, index) => (
        <span key={leadId}>
          {index > 0 && ` ${words.and} `}
          <code>{keyWords(key)}</code>
          {name && ` (${name})`}
        </span>
      ))}
    </p>
  </li>
);
