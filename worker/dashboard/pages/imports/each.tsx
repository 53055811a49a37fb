import { useState } from "preact/hooks";
import type { ImportAnswer, ImportAnswers, ImportAsk } from "../../../../shared/contract/imports.ts";
import { ShowAll } from "../../components/show-all.tsx";
import { number } from "../../format.ts";
import { eachOf, own } from "./choices.ts";
import { LazySelect } from "./lazy-select.tsx";
import { s } from "./strings.ts";

const words = s.ask;
/** From so many values on, those that are open can be answered at once. */
const MANY = 5;
/** Of more values than these, those that are answered already are shown on demand. */
const FEW = 12;

/** What each value of a column means: a table of them, the most frequent first. */
export function Each({
  ask,
  answers,
  onAnswer,
}: {
  ask: ImportAsk;
  answers: ImportAnswers;
  onAnswer: (answer: ImportAnswer) => void;
}) {
  const said = eachOf(ask, answers);
  const open = ask.values.filter(({ value }) => !own(said, value));
  const [all, setAll] = useState(false);
  // By what was proposed: no row goes away once it is answered
  const proposed = eachOf(ask, {});
  const shown = all ? ask.values : ask.values.filter(({ value }, at) => at < FEW || !own(proposed, value));
  return (
    <>
      {ask.values.length > MANY && open.length > 1 && (
        <Rest
          ask={ask}
          onSet={(word) =>
            onAnswer({ ...said, ...Object.fromEntries(open.map(({ value }) => [value, word])) })
          }
        />
      )}
      <div class="each">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.value}</th>
              <th scope="col" class="num">
                {words.count}
              </th>
              <th scope="col">{words.means}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ value, count }) => {
              const word = own(said, value) ?? "";
              return (
                <tr key={value} data-open={word === "" || undefined}>
                  <th scope="row">{value || words.blank}</th>
                  <td class="num">{number(count)}</td>
                  <td>
                    <LazySelect
                      name={words.meaning(value || words.blank)}
                      value={word}
                      label={ask.options.find((option) => option.value === word)?.label ?? words.choose}
                      onChoose={(chosen) => onAnswer({ ...said, [value]: chosen })}
                    >
                      {() => <Options ask={ask} chosen={word} />}
                    </LazySelect>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shown.length < ask.values.length && (
        <ShowAll label={words.all(ask.values.length)} show={() => setAll(true)} />
      )}
    </>
  );
}

const Options = ({ ask, chosen }: { ask: ImportAsk; chosen: string }) => (
  <>
    {chosen === "" && (
      <option value="" disabled>
        {words.choose}
      </option>
    )}
    {ask.options.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </>
);

/** One answer for all values that have none yet. */
function Rest({ ask, onSet }: { ask: ImportAsk; onSet: (word: string) => void }) {
  const [word, setWord] = useState("");
  return (
    <div class="rest">
      <LazySelect name={words.restAre} value={word} label={words.restAre} onChoose={setWord}>
        {() => (
          <>
            <option value="" disabled>
              {words.restAre}
            </option>
            {ask.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </>
        )}
      </LazySelect>
      <button type="button" class="button" disabled={word === ""} onClick={() => onSet(word)}>
        {words.set}
      </button>
    </div>
  );
}
