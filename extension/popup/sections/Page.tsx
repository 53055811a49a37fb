import { Band } from "../../panel/sections/Band.tsx";
import { Text } from "../../panel/sections/Text.tsx";
import type { Actions } from "../controller.ts";
import type { PageNow } from "../state.ts";
import { strings } from "../strings.ts";

type Deeds = Pick<Actions, "openPerson" | "readPage" | "always" | "never" | "settings">;

/** The page in this tab: how well it is read, whom it shows, and how Leadlight comes to stand beside it. */
export function Page({ page, actions }: { page: PageNow | null; actions: Deeds }) {
  return (
    <section aria-labelledby="page-name" aria-busy={page === null}>
      <h2 id="page-name">{strings.page}</h2>
      {page === null ? <p class="small">{strings.asking}</p> : <Known page={page} actions={actions} />}
    </section>
  );
}

function Known({ page, actions }: { page: PageNow; actions: Deeds }) {
  const { access, people } = page;
  return (
    <>
      {people.length > 0 && (
        <ul class="leads">
          {people.map((person) => (
            <li key={person.whom.key ?? person.whom.email}>
              <button
                type="button"
                class="lead lead-name"
                title={strings.openInPanel}
                onClick={() => void actions.openPerson(person)}
              >
                <strong class="clip">
                  <Text>{person.name}</Text>
                </strong>
                {person.chip === null && <span class="small lead-score">{strings.notALead}</span>}
                {person.chip?.band && (
                  <span class="lead-score">
                    <span class="said">{strings.saidScore} </span>
                    {person.chip.score} <Band band={person.chip.band} />
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      {access.kind === "site" ? (
        <OfSite page={page} site={access.name} enabled={access.enabled} settings={actions.settings} />
      ) : access.kind === "none" ? (
        <p class="small">{strings.noPage}</p>
      ) : (
        <>
          {page.state !== null && <Health state={page.state} site={access.host} />}
          {access.kind === "always" ? (
            <p class="one-line">
              <span class="small host">{strings.alwaysHere(access.host)}</span>
              <button type="button" class="link" onClick={() => void actions.never(access.pattern)}>
                {strings.noLonger}
              </button>
            </p>
          ) : (
            <>
              {access.preset && <p>{strings.preset}</p>}
              <div class="buttons wrap">
                {people.length === 0 && (
                  <button
                    type="button"
                    class="small-button"
                    title={strings.readHint}
                    onClick={() => void actions.readPage()}
                  >
                    {strings.readPage}
                  </button>
                )}
                <button
                  type="button"
                  class="small-button"
                  onClick={() => void actions.always(access.pattern)}
                >
                  <span class="host">{strings.always(access.host)}</span>
                </button>
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

function OfSite(props: { page: PageNow; site: string; enabled: boolean; settings: () => void }) {
  const { page, site, enabled, settings } = props;
  if (!enabled)
    return (
      <p class="small">
        {strings.switchedOff(site)}{" "}
        <button type="button" class="link" onClick={settings}>
          {strings.switchOn}
        </button>
      </p>
    );
  if (page.state === null) return <p class="small">{strings.notRead(site)}</p>;
  return <Health state={page.state} site={site} />;
}

/** How well the page is read; where it has changed, what still works. */
function Health({ state, site }: { state: NonNullable<PageNow["state"]>; site: string }) {
  if (state.state !== "changed")
    return (
      <p class="small host">{state.state === "fine" ? strings.reading(site) : strings.nobodyHere(site)}</p>
    );
  return (
    <>
      <p class="alert">{strings.changed(site)}</p>
      <p class="small">{strings.stillWorks(state.works)}</p>
      {state.failed.length > 0 && (
        <details class="small">
          <summary>{strings.failed}</summary>
          <ul>
            {state.failed.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
