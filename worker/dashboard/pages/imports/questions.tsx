import { Check } from "lucide-preact";
import { useState } from "preact/hooks";
import type { ImportAnswer, ImportAsk, ImportProposal } from "../../../../shared/contract/imports.ts";
import { answerTo, isAboutFile, isOpen } from "./choices.ts";
import { Each } from "./each.tsx";
import { s } from "./strings.ts";
import type { Mapping } from "./use-mapping.ts";
import "./questions.css";

const words = s.ask;
/** More options than these are a list that opens. */
const FEW = 5;

/** What the file does not say. What must be answered stands first and open; what is proposed can be changed. */
export function Questions({ proposal, mapping }: { proposal: ImportProposal; mapping: Mapping }) {
  // By what was proposed, not by what is answered by now: nothing moves away from under the hand
  const needed = proposal.ask.filter((ask) => isOpen(ask, {}));
  const proposed = proposal.ask.filter((ask) => !isOpen(ask, {}));
  if (proposal.ask.length === 0) return null;
  const open = needed.filter((ask) => isOpen(ask, mapping.choices.answers)).length;
  return (
    <section class="part">
      <div class="part-head">
        <h2 tabIndex={-1}>{words.title}</h2>
        {needed.length > 0 && (
          <p class={open > 0 ? "strong" : "muted"}>{open > 0 ? words.open(open) : words.allAnswered}</p>
        )}
      </div>
      {needed.map((ask) => (
        <Asked key={ask.id} ask={ask} mapping={mapping} />
      ))}
      {proposed.length > 0 && (
        <>
          {needed.length > 0 && <h3>{words.proposed}</h3>}
          {needed.length === 0 && <p class="muted">{words.proposed}</p>}
          <ul class="proposed">
            {proposed.map((ask) => (
              <li key={ask.id}>
                <Proposed ask={ask} mapping={mapping} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const faultOf = (ask: ImportAsk, mapping: Mapping) => mapping.faults.get(`answers.${ask.id}`);

/** One that must be answered. */
function Asked({ ask, mapping }: { ask: ImportAsk; mapping: Mapping }) {
  const open = isOpen(ask, mapping.choices.answers);
  const fault = faultOf(ask, mapping);
  return (
    <fieldset class="ask" data-open={open || undefined} data-wrong={fault ? true : undefined}>
      <legend>{ask.question}</legend>
      <p class="state-of">
        {open ? (
          <span class="needed">{words.needed}</span>
        ) : (
          <span class="done">
            <Check size={16} aria-hidden="true" /> {words.answered}
          </span>
        )}
      </p>
      <Field ask={ask} mapping={mapping} />
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

/** One with an answer already; its choices are only made when somebody opens it. */
function Proposed({ ask, mapping }: { ask: ImportAsk; mapping: Mapping }) {
  const fault = faultOf(ask, mapping);
  const [open, setOpen] = useState(false);
  const shown = open || fault !== undefined;
  return (
    <details
      class="ask"
      data-wrong={fault ? true : undefined}
      open={shown}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {ask.question} <b>{inWords(ask, answerTo(ask, mapping.choices.answers))}</b>
      </summary>
      {shown && (
        <fieldset>
          <legend class="said">{ask.question}</legend>
          <Field ask={ask} mapping={mapping} />
        </fieldset>
      )}
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
    </details>
  );
}

const labelOf = (ask: ImportAsk, value: string) =>
  ask.options.find((option) => option.value === value)?.label ?? value;

/** An answer as it stands in a line. */
function inWords(ask: ImportAsk, answer: ImportAnswer | undefined): string {
  if (answer === undefined) return "";
  if (typeof answer === "string") return labelOf(ask, answer);
  if (Array.isArray(answer)) return answer.map((value) => labelOf(ask, value)).join(", ") || words.none;
  const pairs = Object.entries(answer);
  if (pairs.length <= FEW)
    return pairs.map(([value, word]) => words.pair(value || words.blank, labelOf(ask, word))).join(", ");
  const counts = new Map<string, number>();
  for (const [, word] of pairs) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => words.many(labelOf(ask, word), count)).join(", ");
}

/** Of a free text with suggestions, there are enough of these to choose from. */
const isChoice = ({ answer, options }: ImportAsk) =>
  answer === "one" || (answer === "text" && options.length > 0);

function Field({ ask, mapping }: { ask: ImportAsk; mapping: Mapping }) {
  const answer = answerTo(ask, mapping.choices.answers);
  const say = (said: ImportAnswer) => {
    if (!isAboutFile(ask)) mapping.change({ answers: { [ask.id]: said } });
    else if (typeof said === "string")
      mapping.reread({ [ask.id]: ask.id === "header" ? /^(yes|true|1)$/.test(said) : said });
  };
  return (
    <>
      {ask.help && <p class="muted">{ask.help}</p>}
      {isChoice(ask) && <One ask={ask} answer={answer} onAnswer={say} />}
      {ask.answer === "many" && <Many ask={ask} answer={answer} onAnswer={say} />}
      {ask.answer === "each" && <Each ask={ask} answers={mapping.choices.answers} onAnswer={say} />}
      {ask.answer === "text" && !isChoice(ask) && (
        <input
          aria-label={ask.question}
          value={typeof answer === "string" ? answer : ""}
          maxLength={200}
          onInput={(event) => say(event.currentTarget.value)}
        />
      )}
    </>
  );
}

interface FieldProps {
  ask: ImportAsk;
  answer: ImportAnswer | undefined;
  onAnswer: (answer: ImportAnswer) => void;
}

function One({ ask, answer, onAnswer }: FieldProps) {
  if (ask.options.length > FEW) {
    const known = ask.options.some(({ value }) => value === answer);
    return (
      <select
        aria-label={ask.question}
        value={known && typeof answer === "string" ? answer : ""}
        onChange={(event) => onAnswer(event.currentTarget.value)}
      >
        {!known && (
          <option value="" disabled>
            {words.choose}
          </option>
        )}
        {ask.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div class="options">
      {ask.options.map(({ value, label }) => (
        <label key={value} class="switch">
          <input type="radio" name={ask.id} checked={answer === value} onChange={() => onAnswer(value)} />
          {label}
        </label>
      ))}
    </div>
  );
}

function Many({ ask, answer, onAnswer }: FieldProps) {
  const chosen = Array.isArray(answer) ? answer : [];
  return (
    <div class="options">
      {ask.options.map(({ value, label }) => (
        <label key={value} class="switch">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onAnswer(
                event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value),
              )
            }
          />
          {label}
        </label>
      ))}
    </div>
  );
}
