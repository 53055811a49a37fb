import { Check, EqualNot } from "lucide-preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Conflict, ConflictDecision } from "../../../../shared/contract/merges.ts";
import { announce } from "../../announce.ts";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { asFailure } from "../../session.ts";
import { api } from "./api.ts";
import { compare, type Line, namesOf } from "./compare.ts";
import { s } from "./strings.ts";

/** What a person has said of a pair, and the way back. */
interface Said {
  text: string;
  undo: () => Promise<unknown>;
  undone: string;
}

/**
 * Two leads side by side, and what they are. Once said, what was said stands in their place, with the way back.
 * @param onChange after either, so that what else is shown can follow
 */
export function Doubt({
  conflict,
  onChange,
  lookAgain,
}: {
  conflict: Conflict;
  onChange: () => void;
  lookAgain: () => void;
}) {
  const { timeZone } = useMe().workspace;
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  const moved = useRef(false);
  const id = useId();
  const [left, right] = namesOf(conflict);

  // What had the focus is gone: it goes to what came in its place.
  useEffect(() => {
    if (moved.current) (said ? answer : heading).current?.focus();
    moved.current = true;
  }, [said]);

  const attempt = async (act: () => Promise<Said | undefined>, tell: (said?: Said) => string) => {
    if (busy) return;
    setBusy(true);
    setWrong(undefined);
    try {
      const now = await act();
      announce(tell(now));
      setSaid(now);
      onChange();
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
    }
    setBusy(false);
  };

  const decide = (decision: ConflictDecision, text: string) =>
    attempt(
      async () => {
        const { mergeId } = await api.decide(conflict.id, decision);
        return mergeId === null
          ? {
              text,
              undo: () => api.decide(conflict.id, { decision: "open" }),
              undone: s.reopened(left, right),
            }
          : { text, undo: () => api.undo(mergeId), undone: s.undone(left, right) };
      },
      () => text,
    );
  const undo = ({ undo, undone }: Said) =>
    attempt(
      async () => void (await undo()),
      () => undone,
    );

  const failed = wrong && (
    <p class="wrong" role="alert">
      {wrong}{" "}
      <button type="button" class="button quiet" onClick={lookAgain}>
        {s.again}
      </button>
    </p>
  );

  if (said) {
    return (
      <section class="part decided" aria-label={s.pair(left, right)}>
        <p ref={answer} tabIndex={-1}>
          <Check size={16} aria-hidden="true" /> <span>{said.text}</span>
        </p>
        <button type="button" class="button" aria-disabled={busy} onClick={() => undo(said)}>
          {s.undo}
        </button>
        {failed}
      </section>
    );
  }

  const [one, other] = conflict.leads;
  const { row, import: file } = conflict;
  const where = row !== null && file ? s.row(row, file.name) : s.someRow;
  return (
    <section class="part doubt" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {s.pair(left, right)}
      </h2>
      <p class="muted">{s.names(where, one.said, other.said, moment(conflict.at, timeZone))}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="said">{s.field}</span>
            </th>
            <th scope="col">{s.sides.left}</th>
            <th scope="col">{s.sides.right}</th>
          </tr>
        </thead>
        <tbody>
          {compare(conflict.leads, timeZone).map((line) => (
            <Compared key={line.key} line={line} />
          ))}
        </tbody>
      </table>
      <fieldset class="answer">
        <legend class="strong">{s.ask}</legend>
        <div class="actions">
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={s.keeps(left, s.left)}
            onClick={() => decide({ decision: "merged", into: one.id }, s.merged(right, left))}
          >
            {s.keepLeft}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={s.keeps(right, s.right)}
            onClick={() => decide({ decision: "merged", into: other.id }, s.merged(left, right))}
          >
            {s.keepRight}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            onClick={() => decide({ decision: "apart" }, s.apart(left, right))}
          >
            {s.two}
          </button>
        </div>
      </fieldset>
      {failed}
    </section>
  );
}

const Compared = ({ line }: { line: Line }) => (
  <tr class={line.differs ? "differs" : undefined}>
    <th scope="row">
      {s.fields[line.key]}
      {line.differs && (
        <>
          {" "}
          <EqualNot size={16} aria-hidden="true" />
          <span class="said">, {s.differs}</span>
        </>
      )}
    </th>
    {[line.left, line.right].map((values, side) => (
      <td key={side}>
        {values.length === 0 && (
          <>
            <span aria-hidden="true">–</span>
            <span class="said">{s.unknown}</span>
          </>
        )}
        {values.map((value) => (
          <div key={value}>{value}</div>
        ))}
      </td>
    ))}
  </tr>
);
