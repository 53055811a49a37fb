import type { ComponentChildren } from "preact";
import { Few } from "../../components/show-all.tsx";
import { number } from "../../format.ts";
import { useMoment } from "./moment.ts";
import { s } from "./strings.ts";

interface Counts {
  hour: number;
  days30: number;
  lastAt: number | null;
}

/** A table of what came: who or what it is, in the last hour, in 30 days, and when last. */
export const Counted = <T extends Counts>({
  name,
  what,
  of,
  row,
}: {
  name: string;
  /** What the first column is called. */
  what: string;
  of: readonly T[];
  row: (one: T) => { key: string; name: ComponentChildren };
}) => (
  <section class="part">
    <h2>{name}</h2>
    <Few of={of}>
      {(shown) => (
        <table class="counted">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <CountHeads />
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => {
              const { key, name } = row(one);
              return (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  <CountCells of={one} />
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Few>
  </section>
);

export const CountHeads = () => (
  <>
    <th scope="col" class="num">
      {s.hour}
    </th>
    <th scope="col" class="num">
      {s.days30}
    </th>
    <th scope="col" class="num">
      {s.last}
    </th>
  </>
);

export function CountCells({ of }: { of: Counts }) {
  const moment = useMoment();
  return (
    <>
      <td class="num" data-label={s.hour}>
        {number(of.hour)}
      </td>
      <td class="num" data-label={s.days30}>
        {number(of.days30)}
      </td>
      <td class="num" data-label={s.last}>
        {of.lastAt === null ? <span class="muted">{s.never}</span> : moment(of.lastAt)}
      </td>
    </>
  );
}
