import { useEffect } from "preact/hooks";
import { LocationProvider, Route, Router } from "preact-iso/router";
import { PageTitle } from "./components/page.tsx";
import { Shell } from "./components/shell.tsx";
import { FailureNote, Loading } from "./components/states.tsx";
import { MeContext, useMe } from "./me.ts";
import { SignIn } from "./pages/sign-in.tsx";
import { pages } from "./pages.ts";
import { session, start } from "./session.ts";
import { t } from "./strings.ts";

/** What the Worker serves itself, or as a page of its own, is left to the browser. */
const ours = /^\/(?!docs|openapi|sample|v1\/|healthz)/;

export function App() {
  useEffect(() => void start(), []);
  return (
    <LocationProvider scope={ours}>
      <Inside />
    </LocationProvider>
  );
}

function Inside() {
  const now = session.value;
  if (now.state === "in") {
    const { role } = now.me.person;
    return (
      <MeContext.Provider value={now.me}>
        <Shell me={now.me}>
          <Router>
            {pages.map((page) => (
              <Route
                key={page.path}
                path={page.path}
                component={page.roles.includes(role) ? page.component : NotAllowed}
              />
            ))}
            <Route default component={NotFound} />
          </Router>
        </Shell>
      </MeContext.Provider>
    );
  }
  return (
    <Shell>
      {now.state === "starting" && <Loading />}
      {now.state === "failed" && <FailureNote failure={now.failure} retry={start} />}
      {now.state === "out" && <SignIn way={now.signIn} />}
    </Shell>
  );
}

function NotAllowed() {
  const { role } = useMe().person;
  return (
    <>
      <PageTitle title={t.notAllowed.title} />
      <p>{t.notAllowed.text(t.roles[role])}</p>
      <p>
        <a href="/">{t.notAllowed.back}</a>
      </p>
    </>
  );
}

function NotFound() {
  return (
    <>
      <PageTitle title={t.notFound.title} />
      <p>{t.notFound.text}</p>
      <p>
        <a href="/">{t.notAllowed.back}</a>
      </p>
    </>
  );
}
