import { Check, EqualNot } from "lucide-preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Conflict, ConflictDecision } from "../../../../shared/contract/merges.ts";
import { keyWords } from "../../../../shared/domain/imports/keys.ts";
import { announce } from "../../announce.ts";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { t } from "../../strings.ts";
import { useAct } from "../../use-act.ts";
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
 * @param onSaid after that, and after it was taken back
 */
export function Doubt({
  conflict,
  onSaid,
  lookAgain,
}: {
  conflict: Conflict;
  onSaid: (isSaid: boolean) => void;
  lookAgain: () => void;
}) {
  const { timeZone } = useMe().workspace;
  const [said, setSaid] = useState<Said>();
  const { busy, wrong, run } = useAct();
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  const stands = useRef(false);
  const id = useId();
  const [left, right] = namesOf(conflict);

  // What had the focus is gone: it goes to what came in its place.
  useEffect(() => {
    if (stands.current) (said ? answer : heading).current?.focus({ preventScroll: true });
    stands.current = true;
  }, [said]);

  const change = (now: Said | undefined, text: string) => {
    announce(text);
    setSaid(now);
    onSaid(now !== undefined);
  };
  const decide = (decision: ConflictDecision, text: string) => (event: MouseEvent) => {
    // The next pair moves up: a double click must not decide that one, too.
    if (event.detail > 1) return;
    return run(async () => {
      const { mergeId } = await api.decide(conflict.id, decision);
      const back =
        mergeId === null
          ? {
              undo: () => api.decide(conflict.id, { decision: "open" }),
              undone: s.reopened(left, right),
            }
          : { undo: () => api.undo(mergeId), undone: s.undone(left, right) };
      change({ text, ...back }, text);
    });
  };

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
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={t.of(s.undo, s.pair(left, right))}
          onClick={() =>
            run(async () => {
              await said.undo();
              change(undefined, said.undone);
            })
          }
        >
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
      <p class="muted">
        {s.names(where, keyWords(one.said), keyWords(other.said), moment(conflict.at, timeZone))}
      </p>
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
            aria-label={t.of(s.keepLeft, left)}
            onClick={decide({ decision: "merged", into: one.id }, s.merged(right, left))}
          >
            {s.keepLeft}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={t.of(s.keepRight, right)}
            onClick={decide({ decision: "merged", into: other.id }, s.merged(left, right))}
          >
            {s.keepRight}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={t.of(s.two, s.pair(left, right))}
            onClick={decide({ decision: "apart" }, s.apart(left, right))}
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
