import { useState } from "preact/hooks";
import type { HostView } from "../background/answers.ts";
import type { Deeds } from "./Options.tsx";
import { strings } from "./strings.ts";

/** Hosts of no built-in site beside which Leadlight stands, and those that the company wants. */
export function Hosts(props: { hosts: readonly HostView[]; deeds: Pick<Deeds, "allowHost" | "removeHost"> }) {
  const { hosts, deeds } = props;
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <section aria-labelledby="hosts-name">
      <h2 id="hosts-name">{strings.hosts}</h2>
      {hosts.length > 0 && (
        <ul class="hosts">
          {hosts.map(({ pattern, host, name, allowed }) => (
            <li key={pattern}>
              <span>
                {allowed ? <bdi>{host}</bdi> : strings.wanted(host)}
                {name !== null && (
                  <span class="muted">
                    {" "}
                    · <bdi>{name}</bdi>
                  </span>
                )}
              </span>
              {allowed ? (
                <button
                  type="button"
                  class="link"
                  aria-label={strings.removeName(host)}
                  onClick={() => deeds.removeHost(pattern)}
                >
                  {strings.remove}
                </button>
              ) : (
                <button
                  type="button"
                  class="small-button"
                  onClick={async () => setProblem(await deeds.allowHost(pattern))}
                >
                  {strings.allow}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {problem !== null && (
        <p class="alert" role="alert">
          {problem}
        </p>
      )}
      <p class="small">{strings.hostsHint}</p>
    </section>
  );
}
