import type { Account as Facts } from "../../../shared/contract/index.ts";
import type { Actions } from "../controller.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { byKey } from "../subject.ts";
import { Band } from "./Band.tsx";
import { Dotted, Text } from "./Text.tsx";

/** The company behind the lead, and who else there is known: a click shows them. `leadId` is left out of those. */
export function Account(props: {
  account: Facts;
  leadId: string | null;
  show?: Actions["show"];
  format: Formats;
  now: number;
}) {
  const { account, leadId, show, format, now } = props;
  const others = account.best.filter((person) => person.id !== leadId);
  return (
    <section aria-labelledby="account-name">
      <div class="title-row">
        <h2 id="account-name">
          <span class="said">{strings.account}: </span>
          <Text>{account.name}</Text>
        </h2>
        <span class="small end">
          <AccountFacts account={account} isLeads={leadId !== null} format={format} now={now} />
        </span>
      </div>
      {others.length > 0 && (
        <ul class="people">
          {others.map((person) => (
            <li key={person.id}>
              <Person person={person} show={show} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How many leads, the open deal and since when they buy: of a lead, the flag above the score says the last. */
function AccountFacts(props: { account: Facts; isLeads: boolean; format: Formats; now: number }) {
  const { account, isLeads, format, now } = props;
  return (
    <Dotted>
      {[
        strings.accountLeads(account.leads),
        account.openDeal !== null && (
          <span title={account.openDeal.stage ?? undefined}>
            {strings.deal(account.openDeal.amount && format.money(account.openDeal.amount))}
          </span>
        ),
        !isLeads &&
          account.customerSince !== null &&
          strings.customerSince(format.date(account.customerSince, now)),
      ]}
    </Dotted>
  );
}

/** The lines below a company's name, on its own record. */
export function AccountLines(props: { account: Facts; format: Formats; now: number }) {
  return (
    <>
      <p class="line">
        <Text>{props.account.domain}</Text>
      </p>
      <p class="line small">
        <AccountFacts {...props} isLeads={false} />
      </p>
    </>
  );
}

function Person({ person, show }: { person: Facts["best"][number]; show: Actions["show"] | undefined }) {
  const { key, name, title, band, score } = person;
  const line = (
    <>
      <Band band={band} />
      <span class="number">{score}</span>
      <span class="clip">
        <Dotted>{[<Text>{name}</Text>, title !== null && <Text>{title}</Text>]}</Dotted>
      </span>
    </>
  );
  // Nothing opens somebody without an address, or of a Worker that tells no key.
  if (key === undefined || show === undefined) return <div class="other-person">{line}</div>;
  return (
    <button type="button" class="other-person" onClick={() => show(byKey(key), name)}>
      {line}
    </button>
  );
}
