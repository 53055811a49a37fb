import { useId, useState } from "preact/hooks";
import type { Sources } from "../../../../shared/contract/sources.ts";
import { kindLabel, type TouchKindName, touchKinds } from "../../../../shared/domain/touches/kinds.ts";
import { announce } from "../../announce.ts";
import { Few } from "../../components/show-all.tsx";
import { number } from "../../format.ts";
import { t } from "../../strings.ts";
import { useAct } from "../../use-act.ts";
import { arriving } from "./api.ts";
import { useMoment } from "./moment.ts";
import { kindGroups, kindNames, s } from "./strings.ts";

const isKind = (kind: string): kind is TouchKindName => Object.hasOwn(touchKinds, kind);
const kindName = (kind: string): string => (isKind(kind) ? kindNames[kind] : kindLabel(kind));

/** Events that no table knows, each with what it could be; and those that somebody has named. */
export function EventParts({
  unmapped,
  mapped,
  onChange,
}: Pick<Sources, "unmapped" | "mapped"> & {
  /** After something was named, or taken back. */
  onChange: () => void;
}) {
  return (
    <>
      <section class="part">
        <h2>{s.unmapped}</h2>
        {unmapped.length === 0 ? (
          <p class="muted">{s.noUnmapped}</p>
        ) : (
          <>
            <p class="muted">{s.unmappedHelp}</p>
            <Few of={unmapped}>
              {(shown) => (
                <table class="counted wide">
                  <thead>
                    <tr>
                      <th scope="col">{s.event}</th>
                      <th scope="col" class="num">
                        {s.messages}
                      </th>
                      <th scope="col" class="num">
                        {s.last}
                      </th>
                      <th scope="col">{s.countAs}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((one) => (
                      <Unmapped key={one.name} of={one} onChange={onChange} />
                    ))}
                  </tbody>
                </table>
              )}
            </Few>
          </>
        )}
      </section>
      <section class="part">
        <h2>{s.mapped}</h2>
        {mapped.length === 0 ? (
          <p class="muted">{s.noMapped}</p>
        ) : (
          <Few of={mapped}>
            {(shown) => (
              <table class="counted wide">
                <thead>
                  <tr>
                    <th scope="col">{s.event}</th>
                    <th scope="col">{s.countAs}</th>
                    <th scope="col">{s.by}</th>
                    <th scope="col" class="num">
                      {s.when}
                    </th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <Mapped key={one.name} of={one} onChange={onChange} />
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

function Unmapped({ of, onChange }: { of: Sources["unmapped"][number]; onChange: () => void }) {
  const [kind, setKind] = useState("");
  const { busy, wrong, run } = useAct();
  const moment = useMoment();
  const id = useId();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (kind === "") return;
    void run(async () => {
      await arriving.name({ name: of.name, kind });
      announce(s.named(of.event, kindName(kind)));
      onChange();
    });
  };
  return (
    <tr>
      <th scope="row" class="event">
        {of.event}
      </th>
      <td class="num" data-label={s.messages}>
        {number(of.touches)}
      </td>
      <td class="num" data-label={s.last}>
        {moment(of.lastAt)}
      </td>
      <td class="name" data-label={s.countAs}>
        <form onSubmit={send}>
          <label class="said" for={id}>
            {s.countAsFor(of.event)}
          </label>
          <select id={id} value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">{s.choose}</option>
            {kindGroups.map(([group, kinds]) => (
              <optgroup key={group} label={group}>
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {kindNames[each]}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <button
            type="submit"
            class="button"
            disabled={busy || kind === ""}
            aria-label={t.of(s.name, of.event)}
          >
            {s.name}
          </button>
        </form>
        {wrong && (
          <p class="wrong" role="alert">
            {wrong}
          </p>
        )}
      </td>
    </tr>
  );
}

function Mapped({ of, onChange }: { of: Sources["mapped"][number]; onChange: () => void }) {
  const { busy, wrong, run } = useAct();
  const moment = useMoment();
  const takeBack = () =>
    run(async () => {
      await arriving.name({ name: of.name, kind: null });
      announce(s.takenBack(of.name));
      onChange();
    });
  return (
    <tr>
      <th scope="row" class="event">
        {of.name}
      </th>
      <td data-label={s.countAs}>{kindName(of.kind)}</td>
      <td class="cut" data-label={s.by}>
        {of.by ?? "–"}
      </td>
      <td class="num" data-label={s.when}>
        {moment(of.at)}
      </td>
      <td class="num act">
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          aria-label={t.of(s.takeBack, of.name)}
          onClick={takeBack}
        >
          {s.takeBack}
        </button>
        {wrong && (
          <p class="wrong" role="alert">
            {wrong}
          </p>
        )}
      </td>
    </tr>
  );
}
