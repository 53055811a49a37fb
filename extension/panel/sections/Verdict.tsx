import { Check, X } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Insight } from "../../../shared/contract/index.ts";
import type { PanelContext } from "../../background/answers.ts";
import type { Actions } from "../controller.ts";
import type { LocalVerdict } from "../state.ts";
import { strings } from "../strings.ts";
import { Reasons } from "./Reasons.tsx";

/** The question at the bottom edge, and what was answered. Starts anew with each lead (`key`). */
export function Verdict(props: {
  insight: Insight;
  verdict: LocalVerdict | null;
  workspace: PanelContext["workspace"];
  /** Grows when the reasons were asked for by a key. */
  askedWhy: number;
  actions: Pick<Actions, "give" | "undo">;
}) {
  const { insight, verdict, workspace, askedWhy, actions } = props;
  const [mode, setMode] = useState<"rest" | "why" | "change">("rest");
  const [meaning, setMeaning] = useState(false);
  const noButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const yesButton = useRef<HTMLButtonElement>(null);
  /** Where focus goes once the next picture stands. */
  const next = useRef<"none" | "no" | "undo" | "yes">("none");
  const asked = useRef(askedWhy);

  useEffect(() => {
    if (askedWhy === asked.current) return;
    asked.current = askedWhy;
    setMode("why");
  }, [askedWhy]);

  // Given by a key or a browser command while the reasons stood open: the answer is shown.
  const givenId = useRef(verdict?.id);
  useEffect(() => {
    if (verdict?.id === givenId.current) return;
    givenId.current = verdict?.id;
    if (mode === "why") next.current = "undo";
    setMode("rest");
  }, [verdict?.id, mode]);

  useLayoutEffect(() => {
    const target = { none: null, no: noButton, undo: undoButton, yes: yesButton }[next.current];
    if (target?.current) {
      target.current.focus();
      next.current = "none";
    }
  });

  const give = async (name: "good" | "bad", reason?: string, note?: string) => {
    next.current = "undo";
    await actions.give(name, reason, note);
    setMode("rest");
  };

  const given = verdict !== null && verdict.verdict !== "withdrawn" && verdict.delivery !== "failed";
  if (mode === "why")
    return (
      <Reasons
        insight={insight}
        reasons={workspace?.reasons ?? []}
        onGive={(reason, note) => void give("bad", reason, note)}
        onClose={() => {
          next.current = given ? "undo" : "no";
          setMode("rest");
        }}
      />
    );
  if (given && mode === "rest")
    return (
      <div class="given">
        <p class="given-line">
          {verdict.verdict === "good" ? (
            <Check size={16} aria-hidden="true" />
          ) : (
            <X size={16} aria-hidden="true" />
          )}
          <span>
            <strong>{givenName(verdict, workspace)}</strong>
            {verdict.delivery !== "refused" && (
              <span class="muted"> · {verdict.delivery === "saved" ? strings.saved : strings.waiting}</span>
            )}
          </span>
          <span class="end">
            <button
              type="button"
              class="link"
              onClick={() => {
                next.current = "yes";
                setMode("change");
              }}
            >
              {strings.change}
            </button>
            <button
              ref={undoButton}
              type="button"
              class="link"
              onClick={() => {
                next.current = "yes";
                void actions.undo();
              }}
            >
              {strings.undo}
            </button>
          </span>
        </p>
        {verdict.note !== null && verdict.note !== "" && (
          <p class="small clip">
            “<bdi>{verdict.note}</bdi>”
          </p>
        )}
        {verdict.delivery === "refused" && <p class="alert small">{strings.refused(verdict.problem)}</p>}
        {insight.feedback.good !== null && insight.feedback.bad !== null && (
          <p class="small">{strings.counts(insight.feedback.good, insight.feedback.bad)}</p>
        )}
      </div>
    );
  return (
    <div class="ask">
      <div class="title-row">
        <h2 id="verdict-name">{strings.question}</h2>
        {workspace !== null && (
          <button type="button" class="link" aria-expanded={meaning} onClick={() => setMeaning(!meaning)}>
            {strings.whatIsGood}
          </button>
        )}
      </div>
      {meaning && workspace !== null && (
        <p class="meaning">
          <bdi>{workspace.goodLead}</bdi>
        </p>
      )}
      {verdict?.delivery === "failed" && <p class="alert">{strings.notKept}</p>}
      {verdict?.delivery === "refused" && verdict.verdict === "withdrawn" && (
        <p class="alert small">{strings.refused(verdict.problem)}</p>
      )}
      <div class="verdict-buttons" title={strings.keys}>
        <button
          ref={yesButton}
          type="button"
          class="verdict-button"
          aria-keyshortcuts="g"
          aria-pressed={given ? verdict.verdict === "good" : undefined}
          onClick={() => void give("good")}
        >
          <Check size={16} aria-hidden="true" />
          {strings.yes}
        </button>
        <button
          ref={noButton}
          type="button"
          class="verdict-button"
          aria-keyshortcuts="b"
          aria-expanded={false}
          aria-pressed={given ? verdict.verdict === "bad" : undefined}
          onClick={() => setMode("why")}
        >
          <X size={16} aria-hidden="true" />
          {strings.no}
        </button>
      </div>
    </div>
  );
}

function givenName(verdict: LocalVerdict, workspace: PanelContext["workspace"]): string {
  if (verdict.verdict === "good") return strings.good;
  const reason = workspace?.reasons.find((one) => one.id === verdict.reason);
  return reason === undefined ? strings.bad : `${strings.group[reason.group]}: ${reason.label}`;
}
