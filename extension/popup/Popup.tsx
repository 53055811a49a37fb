import { PanelRight, Settings } from "lucide-preact";
import type { Trouble } from "../background/answers.ts";
import { Refused, Waiting } from "../options/Waiting.tsx";
import type { Formats } from "../panel/format.ts";
import type { Actions } from "./controller.ts";
import { LeadList } from "./sections/LeadList.tsx";
import { Page } from "./sections/Page.tsx";
import { Search } from "./sections/Search.tsx";
import { isSearch, type PopupState } from "./state.ts";
import { strings } from "./strings.ts";

/** What the toolbar's button opens. */
export function Popup(props: { state: PopupState; actions: Actions; format: Formats; now: number }) {
  const { state, actions, format, now } = props;
  const connection = state.context?.connection;
  return (
    <>
      <header class="top">
        <h1>{strings.product}</h1>
        <button
          type="button"
          class="icon"
          aria-label={strings.sidePanel}
          title={strings.sidePanel}
          onClick={() => void actions.openSidePanel()}
        >
          <PanelRight size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          class="icon"
          aria-label={strings.settings}
          title={strings.settings}
          onClick={actions.settings}
        >
          <Settings size={16} aria-hidden="true" />
        </button>
      </header>
      <main>
        {state.problem !== null && (
          <p class="alert problem" role="alert">
            {state.problem}
          </p>
        )}
        {connection === "none" || connection === "refused" ? (
          <SignedOut isNew={connection === "none"} settings={actions.settings} />
        ) : (
          <Lists state={state} actions={actions} format={format} now={now} />
        )}
        {state.outbox.length > 0 && (
          <div class="outbox">
            {state.outbox.some(({ refused }) => !refused) && (
              <Waiting entries={state.outbox} deeds={actions} format={format} now={now} />
            )}
            <Refused entries={state.outbox} deeds={actions} format={format} now={now} />
          </div>
        )}
        {connection === "ready" && (
          <section class="foot">
            <label class="switch">
              <input
                type="checkbox"
                checked={state.chips}
                onChange={(event) => void actions.setChips(event.currentTarget.checked)}
              />
              {strings.chips}
            </label>
          </section>
        )}
      </main>
    </>
  );
}

function Lists(props: { state: PopupState; actions: Actions; format: Formats; now: number }) {
  const { state, actions, format, now } = props;
  const shared = { actions, format, now };
  return (
    <>
      <Search search={state.search} {...shared} />
      {!isSearch(state.search.text) && (
        <>
          <Standing state={state} {...shared} />
          <Page page={state.page} actions={actions} />
          <LeadList
            id="best-name"
            title={strings.best}
            none={strings.noBest}
            answer={state.best}
            {...shared}
          />
          <LeadList
            id="woken-name"
            title={strings.woken}
            none={strings.noWoken}
            answer={state.woken}
            {...shared}
          />
        </>
      )}
    </>
  );
}

/** That the lists are not of this moment, once for both. */
function Standing(props: { state: PopupState; actions: Actions; format: Formats; now: number }) {
  const { state, actions, format, now } = props;
  const kept = [state.best, state.woken].flatMap((answer) =>
    answer?.state === "known" && answer.trouble !== null ? [answer] : [],
  );
  const isAway = [state.best, state.woken].some(
    (answer) => answer?.state === "offline" || answer?.state === "error",
  );
  const [one] = kept.toSorted((a, b) => a.at - b.at);
  if (!one && !isAway) return null;
  return (
    <p class="standing">
      <span role="status">
        {one === undefined ? strings.noAnswer : sayKept(one.trouble, format.moment(one.at, now))}
      </span>
      <button type="button" class="link" onClick={actions.refresh}>
        {strings.retry}
      </button>
    </p>
  );
}

const sayKept = (trouble: Trouble | null, when: string): string =>
  trouble === "offline" ? strings.offlineAsOf(when) : strings.failedAsOf(when);

/** Nobody is signed in: nothing else can be shown, and this leads there. */
function SignedOut({ isNew, settings }: { isNew: boolean; settings: () => void }) {
  return (
    <section aria-labelledby="out-name">
      <h2 id="out-name">{isNew ? strings.notConnected : strings.signedOut}</h2>
      <p>{isNew ? strings.notConnectedHint : strings.signedOutHint}</p>
      <div class="buttons">
        <button type="button" class="verdict-button" onClick={settings}>
          {isNew ? strings.connect : strings.connectAgain}
        </button>
      </div>
    </section>
  );
}
