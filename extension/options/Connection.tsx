import { useState } from "preact/hooks";
import type { OptionsView } from "../background/answers.ts";
import { workerAddress } from "./address.ts";
import type { Deeds } from "./Options.tsx";
import { strings } from "./strings.ts";

/** Which Worker, and who I am there. */
export function Connection({ view, deeds }: { view: OptionsView; deeds: Deeds }) {
  const [editing, setEditing] = useState(false);
  const ready = view.connection === "ready";
  return (
    <section aria-labelledby="connection-name">
      <h2 id="connection-name">{strings.connection}</h2>
      {view.connection === "refused" && <p class="alert">{strings.signedOut}</p>}
      {view.address !== null && (
        <dl>
          <dt>{strings.connectedTo}</dt>
          <dd>{view.address}</dd>
          {view.person !== null && (
            <>
              <dt>{strings.as}</dt>
              <dd>
                <bdi>{view.person.name}</bdi>
                <span class="muted">
                  {" "}
                  · {view.person.email} · {strings.role[view.person.role] ?? view.person.role}
                  {view.person.team !== null && ` · ${view.person.team}`}
                </span>
              </dd>
            </>
          )}
          {view.workspace !== null && (
            <>
              <dt>{strings.workspace}</dt>
              <dd>
                <bdi>{view.workspace}</bdi>
              </dd>
            </>
          )}
        </dl>
      )}
      {ready && view.person === null && <p class="small">{strings.notReached}</p>}
      {ready && !editing ? (
        <div class="buttons">
          <button type="button" class="small-button" onClick={() => setEditing(true)}>
            {strings.change}
          </button>
          <button type="button" class="link" onClick={deeds.disconnect}>
            {strings.disconnect}
          </button>
        </div>
      ) : (
        <Connect
          address={view.address ?? view.offeredAddress ?? ""}
          connect={deeds.connect}
          onDone={() => setEditing(false)}
          onCancel={ready ? () => setEditing(false) : null}
        />
      )}
    </section>
  );
}

function Connect(props: {
  address: string;
  connect: Deeds["connect"];
  onDone: () => void;
  onCancel: (() => void) | null;
}) {
  const [address, setAddress] = useState(props.address);
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const to = workerAddress(address);
        if (to === null) return setProblem(strings.addressWrong);
        setBusy(true);
        const failed = await props.connect(to, token.trim());
        setBusy(false);
        setProblem(failed);
        if (failed === null) props.onDone();
      }}
    >
      <label>
        {strings.address}
        <input
          required
          inputMode="url"
          autocomplete="url"
          spellcheck={false}
          maxLength={300}
          value={address}
          aria-describedby="address-hint"
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        <span id="address-hint" class="small">
          {strings.addressHint}
        </span>
      </label>
      <label>
        {strings.token}
        <input
          required
          type="password"
          autocomplete="off"
          maxLength={4000}
          value={token}
          aria-describedby="token-hint"
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <span id="token-hint" class="small">
          {strings.tokenHint}
        </span>
      </label>
      {problem !== null && (
        <p class="alert" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="verdict-button" disabled={busy}>
          {busy ? strings.connecting : strings.connect}
        </button>
        {props.onCancel !== null && (
          <button type="button" class="link" onClick={props.onCancel}>
            {strings.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
