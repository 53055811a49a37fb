import type { Account as AccountFacts } from "../../../shared/contract/index.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { Band } from "./Band.tsx";
import { Dotted, Text } from "./Text.tsx";

/** The company behind the lead, and who else there is known. `leadId` is left out of those. */
export function Account(props: {
  account: AccountFacts;
  leadId: string | null;
  format: Formats;
  now: number;
}) {
  const { account, leadId, format, now } = props;
  const others = account.best.filter((person) => person.id !== leadId);
  return (
    <section aria-labelledby="account-name">
      <div class="title-row">
        <h2 id="account-name">
          <span class="said">{strings.account}: </span>
          <Text>{account.name}</Text>
        </h2>
        <span class="small end">
          <Dotted>
            {[
              strings.accountLeads(account.leads),
              account.openDeal !== null && (
                <span title={account.openDeal.stage ?? undefined}>
                  {strings.deal(account.openDeal.amount && format.money(account.openDeal.amount))}
                </span>
              ),
              // Of a lead, the flag above the score says it.
              leadId === null &&
                account.customerSince !== null &&
                strings.customerSince(format.date(account.customerSince, now)),
            ]}
          </Dotted>
        </span>
      </div>
      {others.length > 0 && (
        <ul class="people">
          {others.map((person) => (
            <li key={person.id}>
              <Band band={person.band} />
              <span class="number">{person.score}</span>
              <span class="clip">
                <Dotted>
                  {[<Text>{person.name}</Text>, person.title !== null && <Text>{person.title}</Text>]}
                </Dotted>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
