import type { ImportKind, ImportRow } from "../../../../shared/contract/imports.ts";
import { keyWords } from "../../../../shared/domain/imports/keys.ts";
import { stageLabel } from "../../../../shared/domain/stages/stages.ts";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { moment, momentDay, number } from "../../format.ts";
import { useMe } from "../../me.ts";
import { own } from "./choices.ts";
import { money, s } from "./strings.ts";

const words = s.preview;

interface Column {
  readonly name: string;
  /** An attribute may be called like a column of ours. */
  readonly attribute?: true;
  readonly of: (row: ImportRow) => string | null | undefined;
}

const scalar = (value: string | number | boolean | undefined): string | null => {
  if (value === undefined) return null;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? number(value) : value;
};

/** What of a row there is to show, in order; the dates of touches with their time. */
function columnsOf(rows: readonly ImportRow[], timeZone: string): Column[] {
  const day = (at: number | null | undefined) => (typeof at === "number" ? momentDay(at, timeZone) : null);
  const { heads } = words;
  const attributes = [...new Set(rows.flatMap(({ lead }) => Object.keys(lead.attributes)))];
  const columns: Column[] = [
    { name: heads.when, of: ({ touch }) => touch && moment(touch.at, timeZone) },
    { name: heads.touch, of: ({ touch }) => touch?.title },
    { name: heads.kind, of: ({ touch }) => touch?.kind },
    { name: heads.channel, of: ({ touch }) => touch?.channel },
    { name: heads.deal, of: ({ deal }) => deal?.name },
    { name: heads.outcome, of: ({ deal }) => deal && words.outcomes[deal.outcome] },
    {
      name: heads.amount,
      of: ({ deal }) => (deal && deal.amount !== null ? money(deal.amount, deal.currency) : null),
    },
    { name: heads.dealStage, of: ({ deal }) => deal?.stage },
    { name: heads.opened, of: ({ deal }) => day(deal?.openedAt) },
    { name: heads.closed, of: ({ deal }) => day(deal?.closedAt) },
    { name: heads.lostReason, of: ({ deal }) => deal?.lostReason },
    { name: heads.name, of: ({ lead }) => lead.name },
    { name: heads.email, of: ({ lead }) => lead.email },
    {
      name: heads.keys,
      // The address stands in its own column
      of: ({ lead }) =>
        lead.keys
          .filter((key) => key !== `email:${lead.email}`)
          .map(keyWords)
          .join("\n"),
    },
    { name: heads.title, of: ({ lead }) => lead.title },
    { name: heads.company, of: ({ lead }) => lead.company },
    { name: heads.source, of: ({ lead }) => lead.source },
    { name: heads.campaign, of: ({ lead, touch }) => touch?.campaign ?? lead.campaign },
    { name: heads.createdAt, of: ({ lead }) => day(lead.createdAt) },
    { name: heads.stage, of: ({ lead }) => lead.stage && stageLabel(lead.stage) },
    { name: heads.ended, of: ({ lead }) => lead.outcome && words.outcomes[lead.outcome] },
    { name: heads.owner, of: ({ lead }) => lead.owner },
    {
      name: heads.mail,
      of: ({ lead }) => (lead.optedOut === null ? null : lead.optedOut ? words.yes : words.no),
    },
    ...attributes.map(
      (name): Column => ({ name, attribute: true, of: ({ lead }) => scalar(own(lead.attributes, name)) }),
    ),
  ];
  return columns.filter(({ of }) => rows.some((row) => of(row)));
}

/** The first rows as they will be; what none of them says has no column. */
export function FirstRows({ kind, rows }: { kind: ImportKind; rows: readonly ImportRow[] }) {
  const { timeZone } = useMe().workspace;
  if (rows.length === 0) return null;
  const columns = columnsOf(rows, timeZone);
  return (
    <div>
      <h3>{words.first(kind, rows.length)}</h3>
      <ScrollTable name={words.first(kind, rows.length)}>
        <thead>
          <tr>
            <th scope="col" class="num">
              {words.row}
            </th>
            <th scope="col">{words.doesHead}</th>
            {columns.map(({ name, attribute }) => (
              <th key={`${name} ${attribute}`} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row" class="num">
                {number(row.row)}
              </th>
              <td class="does" data-does={row.does}>
                {words.does[row.does]}
                {row.errors.map(({ message }) => (
                  <span key={message} class="hint">
                    {message}
                  </span>
                ))}
              </td>
              {columns.map(({ name, attribute, of }) => (
                <td key={`${name} ${attribute}`} class="cell">
                  {of(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}
