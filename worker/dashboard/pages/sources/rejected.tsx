import { type RejectionReason, rejectionReasons, type Sources } from "../../../../shared/contract/sources.ts";
import { Few } from "../../components/show-all.tsx";
import { CountCells, CountHeads } from "./counted.tsx";
import { s } from "./strings.ts";

type Rejected = Sources["rejected"][number];

const purpose: ReadonlySet<RejectionReason> = new Set(["bot", "colleague", "machine_open"]);

/** Whether a message was left out because nobody wants it, and nothing is wrong with it. */
export const isOnPurpose = ({ reason }: Pick<Rejected, "reason">): boolean => purpose.has(reason);

/** What could not be taken in, with the last one of each kind; then what nobody wants. */
export function RejectedParts({ rejected }: Pick<Sources, "rejected">) {
  const wanted = rejected.filter((one) => !isOnPurpose(one));
  const left = rejected.filter(isOnPurpose);
  return (
    <>
      <section class="part">
        <h2>{s.faults}</h2>
        {wanted.length === 0 ? (
          <p class="muted">{s.noFaults}</p>
        ) : (
          <Few of={wanted}>
            {(shown) => (
              <table class="counted wide faults">
                <thead>
                  <tr>
                    <th scope="col">{s.why}</th>
                    <th scope="col">{s.key}</th>
                    <th scope="col">{s.sample}</th>
                    <CountHeads />
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <Line key={idOf(one)} of={one} withSample />
                  ))}
                </tbody>
              </table>
            )}
          </Few>
        )}
      </section>
      <section class="part">
        <h2>{s.purpose}</h2>
        {left.length === 0 ? (
          <p class="muted">{s.noPurpose}</p>
        ) : (
          <Few of={left}>
            {(shown) => (
              <table class="counted">
                <thead>
                  <tr>
                    <th scope="col">{s.what}</th>
                    <th scope="col">{s.key}</th>
                    <CountHeads />
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <Line key={idOf(one)} of={one} />
                  ))}
                </tbody>
              </table>
            )}
          </Few>
        )}
      </section>
    </>
  );
}

const idOf = ({ reason, key }: Rejected): string => `${reason} ${key?.id}`;

function Line({ of, withSample }: { of: Rejected; withSample?: boolean }) {
  return (
    <tr>
      <th scope="row">
        {rejectionReasons[of.reason]}
        {withSample && <span class="hint advice">{s.advice[of.reason]}</span>}
      </th>
      <td class="cut" data-label={s.key}>
        {of.key?.name ?? <span class="muted">{s.noKey}</span>}
      </td>
      {withSample && (
        <td class="sample" data-label={s.sample}>
          {of.sample === null ? (
            <span class="muted">–</span>
          ) : (
            <div class="clamped" title={of.sample}>
              {of.sample}
            </div>
          )}
        </td>
      )}
      <CountCells of={of} />
    </tr>
  );
}
