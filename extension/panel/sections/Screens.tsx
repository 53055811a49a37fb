import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { displayName } from "../../../shared/domain/people/people.ts";
import type { LeadAnswer, PersonChip } from "../../background/answers.ts";
import type { Actions } from "../controller.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { byEmail } from "../subject.ts";
import { Account } from "./Account.tsx";
import { ScoreChip } from "./Band.tsx";
import { Text } from "./Text.tsx";

/** The screens that show no lead: each says what is the matter and what to do next. */

/** One sentence and one thing to do. */
export function Notice(props: { title: string; children?: ComponentChildren }) {
  return (
    <section class="notice" aria-labelledby="notice-name">
      <h2 id="notice-name">{props.title}</h2>
      {props.children}
    </section>
  );
}

export function MainButton({
  onClick,
  disabled = false,
  children,
}: {
  onClick: () => void;
  disabled?: boolean;
  children: string;
}) {
  return (
    <button type="button" class="verdict-button" disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

/** Where the lead will stand, without anything that moves. */
export function Loading() {
  return (
    <section class="loading" aria-busy="true" aria-label={strings.loading}>
      {[40, 90, 75, 80, 60].map((width) => (
        <div key={width} class="bone" data-width={width} />
      ))}
    </section>
  );
}

/** Nobody with this address is a lead: what is known of the company, and what to do. */
export function Unknown(props: {
  /** Null of a record whose page shows no address. */
  email: string | null;
  /** The head shows a name, so the address stands here. */
  named: boolean;
  answer: Extract<LeadAnswer, { state: "unknown" }>;
  actions: Pick<Actions, "addLead" | "lookUp" | "show">;
  format: Formats;
  now: number;
}) {
  const { email, named, answer, actions, format, now } = props;
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const add = async () => {
    setAdding(true);
    setProblem(await actions.addLead());
    setAdding(false);
  };
  return (
    <>
      <Notice title={strings.notALeadYet}>
        {email === null && <p>{strings.noAddress}</p>}
        {named && email !== null && (
          <p class="clip">
            <Text>{email}</Text>
          </p>
        )}
        {problem !== null && (
          <p class="alert" role="alert">
            {problem}
          </p>
        )}
        <div class="verdict-buttons">
          {email !== null && (
            <MainButton onClick={add} disabled={adding}>
              {adding ? strings.adding : strings.addAsLead}
            </MainButton>
          )}
          <MainButton onClick={() => setLooking(true)}>{strings.lookUpAnother}</MainButton>
        </div>
        {looking && <LookUp lookUp={actions.lookUp} focus />}
      </Notice>
      {answer.account !== null && (
        <Account account={answer.account} leadId={null} show={actions.show} format={format} now={now} />
      )}
    </>
  );
}

/** An address typed in by hand. */
export function LookUp({ lookUp, focus = false }: { lookUp: Actions["lookUp"]; focus?: boolean }) {
  const [email, setEmail] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  return (
    <form
      class="one-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() !== "") lookUp(email);
      }}
    >
      <label>
        <span class="small">{strings.lookUpLabel}</span>
        <input
          ref={field}
          type="email"
          required
          maxLength={254}
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="small-button">
          {strings.lookUp}
        </button>
      </div>
    </form>
  );
}

/** Several outside people: one click says who it is about, and is remembered. */
export function Several(props: {
  people: {
    email: string;
    name: string | null;
    chip: PersonChip["chip"] | undefined;
  }[];
  remembers: boolean;
  pick: Actions["pick"];
}) {
  return (
    <section aria-labelledby="several-name" class="notice">
      <h2 id="several-name">{strings.whoIsIt}</h2>
      <ul class="picker">
        {props.people.map(({ email, name, chip }) => (
          <li key={email}>
            <button
              type="button"
              class="person"
              title={email}
              onClick={() => props.pick(byEmail(email), name)}
            >
              <span class="clip">
                <Text>{displayName({ email, name })}</Text>
              </span>
              {chip === null && <span class="small">{strings.noLead}</span>}
              {chip != null && <ScoreChip {...chip} />}
            </button>
          </li>
        ))}
      </ul>
      {props.remembers && <p class="small">{strings.rememberedNext}</p>}
    </section>
  );
}
