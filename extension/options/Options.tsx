import type { HostView, OptionsView } from "../background/answers.ts";
import type { Formats } from "../panel/format.ts";
import { Connection } from "./Connection.tsx";
import { Hosts } from "./Hosts.tsx";
import { strings } from "./strings.ts";
import { Refused, Waiting } from "./Waiting.tsx";

/** What a person can do here. */
export interface Deeds {
  /** Null when connected, else what went wrong. */
  connect(address: string, token: string): Promise<string | null>;
  disconnect(): void;
  setSites(ids: string[] | null): void;
  /** Whether chips stand beside the names in lists. */
  setChips(on: boolean): void;
  /** Stands beside all pages of a host from now on. Null when it does, else what went wrong. */
  allowHost(pattern: string): Promise<string | null>;
  removeHost(pattern: string): void;
  retry(refusedIds: string[]): Promise<void>;
  discard(id: string): void;
}

export function Options(props: {
  view: OptionsView;
  sites: readonly { id: string; name: string }[];
  hosts: readonly HostView[];
  deeds: Deeds;
  format: Formats;
  now: number;
  version: string;
}) {
  const { view, sites, hosts, deeds, format, now, version } = props;
  return (
    <main>
      <h1>{strings.title}</h1>
      <Connection view={view} deeds={deeds} />
      <Sites sites={sites} enabled={view.enabledSites} setSites={deeds.setSites} />
      <Hosts hosts={hosts} deeds={deeds} />
      <InLists on={view.chips} setChips={deeds.setChips} />
      <Waiting entries={view.outbox} deeds={deeds} format={format} now={now} />
      <Refused entries={view.outbox} deeds={deeds} format={format} now={now} />
      <p class="small">{strings.version(version, view.version)}</p>
    </main>
  );
}

function Sites(props: {
  sites: readonly { id: string; name: string }[];
  enabled: string[] | null;
  setSites: Deeds["setSites"];
}) {
  const { sites, enabled, setSites } = props;
  const on = sites.map(({ id }) => id).filter((id) => enabled === null || enabled.includes(id));
  return (
    <section aria-labelledby="sites-name">
      <h2 id="sites-name">{strings.sites}</h2>
      <ul>
        {sites.map(({ id, name }) => (
          <li key={id}>
            <label class="switch">
              <input
                type="checkbox"
                checked={on.includes(id)}
                onChange={(event) => {
                  const now = event.currentTarget.checked ? [...on, id] : on.filter((one) => one !== id);
                  // All of them means all, those of later versions too.
                  setSites(sites.every((site) => now.includes(site.id)) ? null : now);
                }}
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
      <p class="small">{strings.sitesHint}</p>
    </section>
  );
}

function InLists({ on, setChips }: { on: boolean; setChips: Deeds["setChips"] }) {
  return (
    <section aria-labelledby="lists-name">
      <h2 id="lists-name">{strings.lists}</h2>
      <label class="switch">
        <input type="checkbox" checked={on} onChange={(event) => setChips(event.currentTarget.checked)} />
        {strings.chips}
      </label>
      <p class="small">{strings.chipsHint}</p>
    </section>
  );
}
