import { useState } from "preact/hooks";
import type { Arrival } from "../../../../shared/contract/sources.ts";
import type { WriteKey } from "../../../../shared/contract/write-keys.ts";
import { kindLabel } from "../../../../shared/domain/touches/kinds.ts";
import { announce } from "../../announce.ts";
import { Select } from "../../components/select.tsx";
import { FailureNote, Loading } from "../../components/states.tsx";
import { useMoment } from "../sources/moment.ts";
import { s } from "./strings.ts";
import { useArrivals } from "./use-arrivals.ts";

/** Whether touches arrive, as they arrive. */
export function Live({ keys }: { keys: readonly WriteKey[] }) {
  const [keyId, choose] = useState<string | null>(null);
  const { items, failure } = useArrivals(keyId ?? undefined, (count) => announce(s.arrived(count)));
  return (
    <section class="part">
      <div class="part-head">
        <h2>{s.live}</h2>
        {keys.length > 1 && (
          <Select
            label={s.ofKey}
            value={keyId}
            choices={[
              { key: null, label: s.allKeys },
              ...keys.map(({ id, name }) => ({ key: id, label: name })),
            ]}
            onChange={choose}
          />
        )}
      </div>
      {failure && <FailureNote failure={failure} title={s.stopped} />}
      {items === undefined ? !failure && <Loading /> : <Newest items={items} />}
    </section>
  );
}

function Newest({ items }: { items: readonly Arrival[] }) {
  const moment = useMoment();
  if (items.length === 0) return <p class="waiting">{s.waiting}</p>;
  return (
    <>
      <p class="muted">{s.liveHelp}</p>
      <table class="counted wide">
        <thead>
          <tr>
            <th scope="col">{s.what}</th>
            <th scope="col">{s.who}</th>
            <th scope="col">{s.channel}</th>
            <th scope="col" class="num">
              {s.when}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <What kind={kindLabel(item.kind)} title={item.title} />
                {item.url && <span class="hint address">{item.url}</span>}
              </th>
              <td data-label={s.who}>{item.who ?? <span class="muted">{s.visitor}</span>}</td>
              <td data-label={s.channel}>{item.channel}</td>
              <td class="num" data-label={s.when}>
                {moment(item.at)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A touch that has no title of its own is called by its kind. */
const What = ({ kind, title }: { kind: string; title: string }) =>
  kind === title ? (
    kind
  ) : (
    <>
      <span class="muted">{kind}</span> {title}
    </>
  );
