import { useState } from "preact/hooks";
import { type Role, roles } from "../../../shared/contract/me.ts";
import type { Failure } from "../client.ts";
import { PageTitle } from "../components/page.tsx";
import { FailureNote } from "../components/states.tsx";
import { asFailure, signIn } from "../session.ts";
import { t } from "../strings.ts";

/** The local workspace has three people to choose from; anywhere else, the door says so and stays shut. */
export function SignIn({ way }: { way: "local" | "none" }) {
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);

  if (way === "none") {
    return (
      <section class="sign-in">
        <PageTitle title={t.signIn.none} />
        <p>{t.signIn.noneHelp}</p>
      </section>
    );
  }

  const enter = async (role: Role) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn(role);
    } catch (error) {
      setFailure(asFailure(error));
    }
    setBusy(false);
  };

  return (
    <section class="sign-in">
      <PageTitle title={t.signIn.title} />
      <p>{t.signIn.local}</p>
      <ul>
        {roles.map((role) => (
          <li key={role}>
            <button
              type="button"
              class="button"
              aria-describedby={`may-${role}`}
              disabled={busy}
              onClick={() => enter(role)}
            >
              {t.signIn.as[role]}
            </button>
            <p id={`may-${role}`} class="muted">
              {t.signIn.may[role]}
            </p>
          </li>
        ))}
      </ul>
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}
