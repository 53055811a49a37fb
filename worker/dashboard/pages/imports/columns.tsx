import { useId, useState } from "preact/hooks";
import type { ImportColumn, ImportKind, ImportProposal } from "../../../../shared/contract/imports.ts";
import { Explain } from "../../components/explain.tsx";
import { ShowAll } from "../../components/show-all.tsx";
import { own } from "./choices.ts";
import { LazySelect } from "./lazy-select.tsx";
import { s } from "./strings.ts";
import { helpOf, offerLabel, offers, split, targetOf } from "./targets.ts";
import type { Mapping } from "./use-mapping.ts";
import "./columns.css";

const words = s.columns;
/** So many rows stand at once; the rest on demand, or found by name. */
const FEW = 60;
const SEARCHED = 15;

/** Every column of the file, and what becomes of it. */
export function Columns({
  proposal,
  rows,
  mapping,
}: {
  proposal: ImportProposal;
  rows: number;
  mapping: Mapping;
}) {
  const { columns, kind } = proposal;
  const [find, setFind] = useState("");
  const [all, setAll] = useState(false);
  const id = useId();
  const wanted = find.trim().toLowerCase();
  const isWrong = ({ column }: ImportColumn) => mapping.faults.has(`mapping.${column}`);
  const found = columns.filter((each) => each.column.toLowerCase().includes(wanted) || isWrong(each));
  const shown = all ? found : found.filter((each, index) => index < FEW || isWrong(each));
  const remembered = columns.filter((each) => each.remembered).length;
  return (
    <section class="part columns">
      <div class="part-head">
        <h2 tabIndex={-1}>{words.title}</h2>
        {columns.length > SEARCHED && (
          <div class="find">
            <label class="said" for={id}>
              {words.find}
            </label>
            <input
              id={id}
              type="search"
              placeholder={words.find}
              value={find}
              onInput={(event) => setFind(event.currentTarget.value)}
            />
          </div>
        )}
      </div>
      <p class="muted">{words.help}</p>
      {remembered > 0 && <p>{words.remembered(remembered)}</p>}
      {mapping.faults.has("mapping") && (
        <p class="wrong" role="alert">
          {mapping.faults.get("mapping")}.
        </p>
      )}
      <Explain label={words.lateHelp}>{words.lateWhy}</Explain>
      <p class="hint" role="status">
        {wanted && words.found(found.length, columns.length)}
      </p>
      {found.length > 0 && (
        <table class="mapping">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.becomes}</th>
              <th scope="col">{words.type}</th>
              <th scope="col">{words.late}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <Row key={column.column} of={column} rows={rows} kind={kind} mapping={mapping} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < found.length && <ShowAll label={words.all(found.length)} show={() => setAll(true)} />}
    </section>
  );
}

function Row({
  of,
  rows,
  kind,
  mapping,
}: {
  of: ImportColumn;
  rows: number;
  kind: ImportKind;
  mapping: Mapping;
}) {
  const { column } = of;
  const { choices } = mapping;
  const target = own(choices.mapping, column) ?? of.to;
  const isAttribute = target.startsWith("attribute:");
  const late = own(choices.afterContact, column) ?? of.afterContact;
  return (
    <tr data-out={target === "ignore" || undefined}>
      <th scope="row">
        <span class="strong">{column}</span>
        <span class="hint">
          {of.filled === 0
            ? words.nothing
            : [
                words.filled(of.filled, rows),
                ...(of.examples.length > 0 ? [of.examples.join(", ")] : []),
              ].join(" · ")}
        </span>
      </th>
      <td>
        <Becomes of={of} target={target} kind={kind} mapping={mapping} />
      </td>
      <td class="type" data-label={words.type}>
        {words.types[of.type]}
      </td>
      <td class="late">
        {isAttribute && (
          <>
            <label class="switch">
              <input
                type="checkbox"
                checked={late}
                aria-label={words.lateOf(column)}
                onChange={(event) =>
                  mapping.change({ afterContact: { [column]: event.currentTarget.checked } })
                }
              />
              <span class="short">{words.lateShort}</span>
            </label>
            {of.afterContactWhy && <span class="hint">{of.afterContactWhy}</span>}
          </>
        )}
      </td>
    </tr>
  );
}

/** The list of what a column can become, and for an attribute or a key a field for its name. */
function Becomes({
  of: { column, remembered },
  target,
  kind,
  mapping,
}: {
  of: ImportColumn;
  target: string;
  kind: ImportKind;
  mapping: Mapping;
}) {
  const id = useId();
  const [offer, name] = split(target);
  const fault = mapping.faults.get(`mapping.${column}`);
  const chosen = own(mapping.choices.mapping, column) !== undefined;
  const help =
    fault ??
    (chosen ? helpOf(kind, target) : undefined) ??
    (offer === "key:" && chosen ? words.keyHint : undefined);
  const become = (to: string) => mapping.change({ mapping: { [column]: to } });
  return (
    <>
      <div class="becomes">
        <LazySelect
          name={words.becomesOf(column)}
          wrong={fault !== undefined}
          describedBy={help ? id : undefined}
          value={offer}
          label={offerLabel(offer)}
          onChoose={(chosen) => become(targetOf(chosen, column))}
        >
          {() => <Offers kind={kind} />}
        </LazySelect>
        {offer.endsWith(":") && (
          <input
            aria-label={offer === "key:" ? words.keyName(column) : words.attributeName(column)}
            aria-invalid={fault !== undefined}
            value={name}
            maxLength={offer === "key:" ? 32 : 64}
            spellcheck={false}
            onInput={(event) => become(offer + event.currentTarget.value)}
          />
        )}
      </div>
      {help && (
        <p id={id} class={fault ? "wrong" : "hint"} role={fault ? "alert" : undefined}>
          {help}
        </p>
      )}
      {remembered && !chosen && <p class="hint">{words.asLastTime}</p>}
    </>
  );
}

const Offers = ({ kind }: { kind: ImportKind }) => (
  <>
    {offers(kind).map((group) => (
      <optgroup key={group.label} label={group.label}>
        {group.offers.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </optgroup>
    ))}
  </>
);
