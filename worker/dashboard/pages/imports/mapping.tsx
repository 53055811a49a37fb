import { useLocation } from "preact-iso/router";
import type { Import, ImportProposal } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import { FailureNote } from "../../components/states.tsx";
import { imports } from "./api.ts";
import { forget, isOpen } from "./choices.ts";
import { Columns } from "./columns.tsx";
import { Confirm } from "./confirm.tsx";
import { toBring } from "./counts.ts";
import { FileRead } from "./file.tsx";
import { Preview } from "./preview.tsx";
import { Questions } from "./questions.tsx";
import { s } from "./strings.ts";
import { type Mapping, useMapping } from "./use-mapping.ts";

/** Where a file is understood and corrected. Nothing is written before its last button. */
export function MappingView({
  now,
  set,
  reload,
}: {
  now: Import;
  set: (now: Import) => void;
  reload: () => void;
}) {
  const mapping = useMapping(now.id, set, reload);
  const { proposal, failed } = mapping;
  if (!proposal) {
    if (failed) return <FailureNote failure={failed.failure} retry={mapping.retry} />;
    return (
      <p class="state" role="status">
        {s.start.looking(now.name)}
      </p>
    );
  }
  return (
    <>
      <FileRead proposal={proposal} rows={proposal.preview?.rows ?? now.rows} mapping={mapping}>
        <Remove id={now.id} />
      </FileRead>
      {failed?.at === "file" && <FailureNote failure={failed.failure} title={s.file.failed} />}
      <Questions proposal={proposal} mapping={mapping} />
      <Columns proposal={proposal} rows={proposal.preview?.rows ?? now.rows} mapping={mapping} />
      {failed?.at === "count" && (
        <FailureNote failure={failed.failure} title={s.preview.failed} retry={mapping.retry} />
      )}
      <Preview
        proposal={proposal}
        wrong={mapping.faults.size > 0 || failed?.at === "count"}
        counting={mapping.counting || mapping.rereading}
      />
      {failed?.at === "start" && <FailureNote failure={failed.failure} title={s.go.failed} />}
      <Go proposal={proposal} mapping={mapping} />
    </>
  );
}

function Remove({ id }: { id: string }) {
  const { route } = useLocation();
  const remove = async () => {
    await imports.remove(id);
    forget(id, sessionStorage);
    announce(s.file.removed);
    route("/imports");
  };
  return (
    <Confirm
      button={s.file.remove}
      ask={<p>{s.file.removeAsk}</p>}
      yes={s.file.removeYes}
      no={s.file.removeNo}
      act={remove}
    />
  );
}

interface Hindrance {
  readonly why: string;
  /** What holds it up, and the field in it to go to: the first of these that is there. */
  readonly at?: readonly [part: string, ...fields: string[]];
}

/** Why it cannot start yet, and where to look. */
function hindrance({ ask, preview, kind }: ImportProposal, mapping: Mapping): Hindrance | undefined {
  const open = ask.filter((each) => isOpen(each, mapping.choices.answers)).length;
  const wrong = [...mapping.faults.keys()].filter((field) => field.startsWith("mapping.")).length;
  if (open > 0)
    return { why: s.go.open(open), at: [".ask[data-open]", "tr[data-open] select", "input, select"] };
  if (wrong > 0)
    return { why: s.go.wrong(wrong), at: [".columns", "input[aria-invalid=true]", "[aria-invalid=true]"] };
  const whole = mapping.faults.get("mapping");
  if (whole) return { why: `${whole}.`, at: [".columns", ".mapping select"] };
  if (mapping.faults.size > 0)
    return { why: s.go.open(mapping.faults.size), at: [".ask[data-wrong]", "input, select"] };
  if (mapping.counting || mapping.rereading) return { why: s.go.busy };
  if (!preview || mapping.failed?.at === "count") return { why: `${s.preview.failed}.` };
  return toBring(preview) === 0 ? { why: s.go.noneGood(kind) } : undefined;
}

/** What would come in, always in sight, and the button that brings it. */
function Go({ proposal, mapping }: { proposal: ImportProposal; mapping: Mapping }) {
  const { preview, kind } = proposal;
  const hindered = hindrance(proposal, mapping);
  const show = () => {
    const [part, ...fields] = hindered?.at ?? [];
    const place = part && document.querySelector(part);
    if (!place) return;
    const found = fields.map((field) => place.querySelector<HTMLElement>(field)).find((field) => field);
    found?.focus();
  };
  return (
    <section class="go" aria-label={s.go.label}>
      <p id="go-why">
        {hindered ? (
          <>
            {hindered.why}{" "}
            {hindered.at && (
              <button type="button" class="button quiet" onClick={show}>
                {s.go.show}
              </button>
            )}
          </>
        ) : (
          preview && s.preview.sentence(preview)
        )}
      </p>
      <button
        type="button"
        class="button primary"
        aria-disabled={hindered !== undefined || mapping.starting}
        aria-describedby="go-why"
        onClick={() => {
          if (hindered) show();
          else if (!mapping.starting) mapping.start();
        }}
      >
        {mapping.starting
          ? s.go.starting
          : preview && toBring(preview) > 0
            ? s.go.start(kind, toBring(preview))
            : s.go.startPlain}
      </button>
    </section>
  );
}
