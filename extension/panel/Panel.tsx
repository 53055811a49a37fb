import { useLayoutEffect, useRef } from "preact/hooks";
import { displayName } from "../../shared/domain/people/people.ts";
import type { Actions } from "./controller.ts";
import type { Formats } from "./format.ts";
import { type LeadScreen, type Screen, screenOf } from "./screen.ts";
import { Account, AccountLines } from "./sections/Account.tsx";
import { AccountScreen } from "./sections/AccountScreen.tsx";
import { Claims } from "./sections/Claims.tsx";
import { Content } from "./sections/Content.tsx";
import { Flags, Header, LeadLines } from "./sections/Header.tsx";
import { History } from "./sections/History.tsx";
import { Persona } from "./sections/Persona.tsx";
import { Replies } from "./sections/Replies.tsx";
import { Score } from "./sections/Score.tsx";
import { Loading, LookUp, MainButton, Notice, Several, Unknown } from "./sections/Screens.tsx";
import { Sequences } from "./sections/Sequences.tsx";
import { Standing } from "./sections/Standing.tsx";
import { Text } from "./sections/Text.tsx";
import { Verdict } from "./sections/Verdict.tsx";
import { Nobody, WhereLine } from "./sections/Where.tsx";
import { asksForVerdict, currentVerdict, isOnlyClaimed, type PanelState, shownClaims } from "./state.ts";
import { strings } from "./strings.ts";
import { nameOf } from "./subject.ts";

export interface PanelProps {
  state: PanelState;
  actions: Actions;
  format: Formats;
  now: number;
  said: string;
  askedWhy: number;
}

/** The whole panel: a picture of its state. */
export function Panel(props: PanelProps) {
  const { state, actions, now, format } = props;
  const screen = screenOf(state);
  const asks = screen.name === "lead" && asksForVerdict(screen.insight);
  const main = useRef<HTMLElement>(null);
  const leadId = screen.name === "lead" ? screen.insight.lead.id : null;
  // Whoever comes next is read from the top.
  useLayoutEffect(() => {
    if (leadId !== null && main.current) main.current.scrollTop = 0;
  }, [leadId]);
  return (
    <div class="panel">
      <p class="said" role="status" aria-live="polite">
        {props.said}
      </p>
      <Header title={titleOf(state, screen)} actions={actions}>
        {screen.name === "lead" && <LeadLines insight={screen.insight} format={format} now={now} />}
        {screen.name === "account" && screen.answer.state === "known" && (
          <AccountLines account={screen.answer.found.account} format={format} now={now} />
        )}
      </Header>
      <main ref={main}>
        <WhereLine />
        <Standing {...props} screen={screen} />
        {screen.name === "lead" ? <Lead {...props} screen={screen} /> : <Other {...props} screen={screen} />}
      </main>
      {asks && (
        <section class="verdict" aria-label={strings.verdict}>
          <Verdict
            key={screen.insight.lead.id}
            insight={screen.insight}
            verdict={currentVerdict(state)}
            workspace={state.context?.workspace ?? null}
            askedWhy={props.askedWhy}
            actions={actions}
          />
        </section>
      )}
    </div>
  );
}

function titleOf({ subject }: PanelState, screen: Screen): string {
  if (screen.name === "lead") {
    const { name, email } = screen.insight.lead;
    return name ?? email ?? strings.noName;
  }
  if (screen.name === "account")
    return screen.answer.state === "known"
      ? screen.answer.found.account.name
      : (screen.domain ?? strings.product);
  if (subject === null || screen.name === "not_connected" || screen.name === "refused")
    return strings.product;
  const { whom, name } = subject;
  return whom.email === null ? (name ?? strings.noName) : displayName({ email: whom.email, name });
}

/** What is the same for every lead stays when another comes: only what a person opened or wrote begins anew. */
function Lead({ state, screen, actions, format, now }: PanelProps & { screen: LeadScreen }) {
  const { insight, at } = screen;
  const { id } = insight.lead;
  const claims = shownClaims(state);
  const sequences = insight.sequences ?? [];
  const isKnown = !isOnlyClaimed(insight);
  return (
    <>
      <Flags insight={insight} format={format} now={now} />
      {claims.length > 0 && <Claims key={id} claims={claims} format={format} now={now} actions={actions} />}
      {sequences.length > 0 && <Sequences sequences={sequences} format={format} now={now} />}
      {isKnown && (
        <Score
          key={id}
          insight={insight}
          at={at}
          now={now}
          format={format}
          banded={asksForVerdict(insight)}
        />
      )}
      {insight.account !== null && (
        <Account account={insight.account} leadId={id} show={actions.show} format={format} now={now} />
      )}
      {insight.persona !== null && <Persona key={id} persona={insight.persona} />}
      {isKnown && <Content key={id} content={insight.content} actions={actions} />}
      {insight.replies.length > 0 && <Replies replies={insight.replies} format={format} now={now} />}
      {/* The last, because it grows as one scrolls. */}
      <History
        of={`${id} ${state.histories}`}
        insight={insight}
        format={format}
        now={now}
        actions={actions}
      />
    </>
  );
}

function Other({ state, screen, actions, format, now }: PanelProps & { screen: Screen }) {
  const waiting = state.context?.waiting ?? 0;
  const safe = waiting > 0 && <p>{strings.waitingSafe(waiting)}</p>;
  switch (screen.name) {
    case "loading":
      return <Loading />;
    case "nobody":
      return <Nobody lookUp={actions.lookUp} />;
    case "colleague":
      return (
        <Notice title={strings.colleague}>
          <p class="clip">
            <Text>{screen.email}</Text>
          </p>
          <p>{strings.colleagueNext}</p>
          <LookUp lookUp={actions.lookUp} />
        </Notice>
      );
    case "not_connected":
      return (
        <Notice title={strings.notConnected}>
          <p>{strings.notConnectedNext}</p>
          {safe}
          <MainButton onClick={actions.settings}>{strings.connect}</MainButton>
        </Notice>
      );
    case "refused":
      return (
        <Notice title={strings.signedOut}>
          <p>{strings.signedOutNext}</p>
          {safe}
          <MainButton onClick={actions.settings}>{strings.reconnect}</MainButton>
        </Notice>
      );
    case "several":
      return <Several people={screen.people} remembers={state.view?.threadKey != null} pick={actions.pick} />;
    case "account":
      return <AccountScreen key={state.view?.threadKey} screen={screen} actions={actions} />;
    case "unknown":
      return (
        <Unknown
          key={state.subject && nameOf(state.subject.whom)}
          email={state.subject?.whom.email ?? null}
          named={titleOf(state, screen) !== state.subject?.whom.email}
          answer={screen.answer}
          actions={actions}
          format={format}
          now={now}
        />
      );
    case "offline":
      return (
        <Notice title={strings.offline}>
          <p>{strings.offlineNext}</p>
          {safe}
          <MainButton onClick={actions.retry}>{strings.retry}</MainButton>
        </Notice>
      );
    case "error":
      return (
        <Notice title={strings.error}>
          <p role="alert">{screen.message}</p>
          {safe}
          <MainButton onClick={actions.retry}>{strings.retry}</MainButton>
        </Notice>
      );
    case "lead":
      return null;
  }
}
