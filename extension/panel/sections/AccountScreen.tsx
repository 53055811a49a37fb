import { useState } from "preact/hooks";
import type { AccountPerson } from "../../../shared/contract/index.ts";
import { displayName } from "../../../shared/domain/people/people.ts";
import { stageLabel } from "../../../shared/domain/stages/stages.ts";
import type { Actions } from "../controller.ts";
import type { AccountScreen as Shown, SomebodyHere } from "../screen.ts";
import { strings } from "../strings.ts";
import { byEmail, byKey } from "../subject.ts";
import { ScoreChip } from "./Band.tsx";
import { LookUp, Notice } from "./Screens.tsx";
import { Dotted, Text } from "./Text.tsx";

/** A company's or deal's record: the company, its people ranked, and who else the page names. */
export function AccountScreen(props: {
  screen: Shown;
  actions: Pick<Actions, "pick" | "addLead" | "lookUp">;
}) {
  const { screen, actions } = props;
  const { answer, here, domain } = screen;
  return (
    <>
      {answer.state === "known" ? (
        <Ranked
          people={answer.found.people}
          leads={answer.found.account.leads}
          banded={answer.found.account.customerSince === null}
          pick={actions.pick}
        />
      ) : (
        <Notice title={strings.nobodyKnown}>
          <p>
            {domain === null ? (
              strings.noDomain
            ) : (
              <>
                {strings.noLeadAt} <Text>{domain}</Text>.
              </>
            )}
          </p>
          {here.length === 0 && <LookUp lookUp={actions.lookUp} />}
        </Notice>
      )}
      {here.length > 0 && (
        <section aria-labelledby="here-name">
          <h2 id="here-name">{answer.state === "known" ? strings.alsoHere : strings.onThisPage}</h2>
          <ul class="picker">
            {here.map((person) => (
              <Somebody key={person.email} person={person} actions={actions} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Whether the stage or the chip says as much as the flag. */
const isSaid = (flag: string, stage: AccountPerson["stage"]): boolean =>
  flag === stage || flag === "customer" || (flag === "open_deal" && stage === "opportunity");

/** Of a customer's people there is no band, as of any customer. */
function Ranked(props: {
  people: readonly AccountPerson[];
  leads: number;
  banded: boolean;
  pick: Actions["pick"];
}) {
  const { people, leads, banded, pick } = props;
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="people-name">
      <h2 id="people-name">{strings.whoToTalkTo}</h2>
      <ul class="picker">
        {people.map(({ id, key, name, title, band, score, stage, flags }) => (
          <li key={id}>
            <button type="button" class="person two-lines" onClick={() => pick(byKey(key), name)}>
              <span class="who">
                <span class="clip">
                  <Text>{name}</Text>
                </span>
                <span class="small clip">
                  <Dotted>
                    {[
                      ...flags
                        .filter((flag) => !isSaid(flag, stage))
                        .map((flag) => strings.flags[flag] ?? flag),
                      title !== null && <Text>{title}</Text>,
                      stageLabel(stage),
                    ]}
                  </Dotted>
                </span>
              </span>
              {banded && <ScoreChip band={flags.includes("customer") ? null : band} score={score} />}
            </button>
          </li>
        ))}
      </ul>
      {leads > people.length && <p class="small">{strings.shownOf(people.length, leads)}</p>}
    </section>
  );
}

/** Somebody whom the page names: a lead of another company, or nobody's lead yet. */
function Somebody(props: { person: SomebodyHere; actions: Pick<Actions, "pick" | "addLead"> }) {
  const { person, actions } = props;
  const { email, name, chip } = person;
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async () => {
    setAdding(true);
    setProblem(await actions.addLead({ email, name }));
    setAdding(false);
  };
  const who = (
    <span class="clip">
      <Text>{displayName({ email, name })}</Text>
    </span>
  );
  if (chip !== null)
    return (
      <li>
        <button type="button" class="person" title={email} onClick={() => actions.pick(byEmail(email), name)}>
          {who}
          <ScoreChip {...chip} />
        </button>
      </li>
    );
  return (
    <li>
      <div class="person" title={email}>
        {who}
        <button
          type="button"
          class="small-button"
          aria-label={strings.addOf(displayName({ email, name }))}
          disabled={adding}
          onClick={add}
        >
          {adding ? strings.adding : strings.add}
        </button>
      </div>
      {problem !== null && (
        <p class="alert small" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
