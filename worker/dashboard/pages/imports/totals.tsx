import { useState } from "preact/hooks";
import type { ImportTotals } from "../../../../shared/contract/imports.ts";
import { ShowAll } from "../../components/show-all.tsx";
import { Loaded } from "../../components/states.tsx";
import { month, number } from "../../format.ts";
import { useMe } from "../../me.ts";
import type { Resource } from "../../resource.ts";
import { s } from "./strings.ts";

const words = s.totals;
const FEW = 24;

/** The leads of an import by source and by month, to lay beside the tool that they came from. */
export function Totals({ of }: { of: Resource<ImportTotals> }) {
  const { timeZone } = useMe().workspace;
  return (
    <section class="part">
      <h2>{words.title}</h2>
      <p class="muted">{words.help(timeZone)}</p>
      <Loaded of={of}>
        {(found) => (
          <>
            <p>{words.all(found.leads, found.won)}</p>
            <div class="totals">
              <Table
                title={words.sources}
                head={words.source}
                rows={found.sources.map(({ source, ...counts }) => ({
                  name: source ?? words.noSource,
                  ...counts,
                }))}
              />
              <Table
                title={words.months}
                head={words.month}
                rows={found.months.map((each) => ({ ...each, name: month(each.month) }))}
              />
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Table({
  title,
  head,
  rows,
}: {
  title: string;
  head: string;
  rows: readonly { name: string; leads: number; won: number }[];
}) {
  const [all, setAll] = useState(false);
  return (
    <div>
      <table>
        <caption class="said">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" class="num">
              {words.leads}
            </th>
            <th scope="col" class="num">
              {words.won}
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, FEW)).map(({ name, leads, won }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="num">{number(leads)}</td>
              <td class="num">{number(won)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FEW && !all && <ShowAll label={s.preview.all(rows.length)} show={() => setAll(true)} />}
    </div>
  );
}
