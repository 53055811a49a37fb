import type { ComponentChildren } from "preact";
import type { PanelProps } from "../Panel.tsx";
import type { Screen } from "../screen.ts";
import { leadsBack, untrusted } from "../state.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

/** Lines that stand above whatever is shown: how current it is, and how this person came here. */
export function Standing({ state, screen, actions, format, now }: PanelProps & { screen: Screen }) {
  const { subject, view, context, other } = state;
  if (screen.name === "not_connected" || screen.name === "refused") return null;
  const waiting = context?.waiting ?? 0;
  const { trouble, at } =
    screen.name === "lead"
      ? screen
      : screen.name === "unknown" || screen.name === "account"
        ? screen.answer
        : { trouble: null, at: now };
  const tenant = untrusted(state);
  return (
    <>
      {trouble !== null && (
        <Line status does={strings.retry} onClick={actions.retry}>
          {trouble === "offline"
            ? strings.offlineAsOf(format.moment(at, now))
            : strings.errorAsOf(format.moment(at, now))}
          {waiting > 0 && <br />}
          {waiting > 0 && strings.waitingSafe(waiting)}
        </Line>
      )}
      {subject?.how === "picked" && view !== null && view.people.length > 1 && (
        <Line does={strings.switchPerson} onClick={actions.switchBack}>
          {strings.oneOf(view.people.length)}
          {view.threadKey !== null && ` · ${strings.remembered}`}
        </Line>
      )}
      {subject?.how === "of_account" && (
        <Line does={strings.backToCompany} onClick={actions.switchBack}>
          {view?.threadKey != null && strings.rememberedForRecord}
        </Line>
      )}
      {subject?.how === "looked_up" && (
        <Line
          does={leadsBack(state) && (view?.record == null ? strings.backToPage : strings.backToRecord)}
          onClick={actions.switchBack}
        >
          {strings.lookedUp}
        </Line>
      )}
      {subject !== null && other !== null && (
        <Line does={strings.showOther} onClick={() => actions.show(other.whom, other.name)}>
          {strings.addressOf} <Text>{other.name}</Text>.
        </Line>
      )}
      {tenant !== null && (
        <Line does={strings.settings} onClick={actions.openSettings}>
          {strings.notTrusted(tenant)}
        </Line>
      )}
    </>
  );
}

/** A sentence, and what a click at its end does; nothing where that is false. */
function Line(props: {
  status?: boolean;
  does: string | false;
  onClick: () => void;
  children: ComponentChildren;
}) {
  const { status = false, does, onClick, children } = props;
  return (
    <div class="standing" role={status ? "status" : undefined}>
      <p>{children}</p>
      {does !== false && (
        <button type="button" class="link" onClick={onClick}>
          {does}
        </button>
      )}
    </div>
  );
}
