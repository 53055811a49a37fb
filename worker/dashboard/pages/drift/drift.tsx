import type { Drift } from "../../../../shared/contract/drift.ts";
import { announce } from "../../announce.ts";
import { PageTitle } from "../../components/page.tsx";
import { Few } from "../../components/show-all.tsx";
import { Empty, Loaded } from "../../components/states.tsx";
import { useResource } from "../../resource.ts";
import { useMoment } from "../sources/moment.ts";
import { readDrift } from "./api.ts";
import { bySite, type SiteVersion } from "./by-site.ts";
import { s } from "./strings.ts";
import "./drift.css";

/** Which pages the panel no longer reads as it did, by site and version. */
export default function DriftPage() {
  const drift = useResource("", readDrift);
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted">{s.help}</p>
      <Loaded of={drift}>{(data) => <Whole drift={data} />}</Loaded>
    </>
  );
}

const ToSettings = () => (
  <p>
    <a class="button" href="/settings">
      {s.allow}
    </a>
  </p>
);

function Whole({ drift: { items, allowed } }: { drift: Drift }) {
  if (items.length === 0)
    return allowed ? (
      <Empty title={s.empty}>
        <p>{s.emptyHelp}</p>
      </Empty>
    ) : (
      <Empty title={s.off}>
        <p>{s.offHelp}</p>
        <p>{s.holds}</p>
        <ToSettings />
      </Empty>
    );
  return (
    <div class="drift">
      {!allowed && <p>{s.offNote}</p>}
      {!allowed && <ToSettings />}
      {bySite(items).map((one) => (
        <Site key={`${one.site} ${one.version}`} of={one} />
      ))}
      <p class="muted">{s.holds}</p>
    </div>
  );
}

function Site({ of: { site, version, reports, items } }: { of: SiteVersion }) {
  return (
    <section class="part">
      <h2>
        {s.site(site)} <span class="muted">{s.version(version)}</span>
      </h2>
      {items.length > 1 && <p class="muted">{s.reports(reports)}</p>}
      <Few of={items} most={3}>
        {(shown) => (
          <ul class="entries">
            {shown.map((item) => (
              <Report key={`${item.firstAt} ${item.failed.join()} ${item.doubts.join()}`} of={item} />
            ))}
          </ul>
        )}
      </Few>
    </section>
  );
}

function Report({ of }: { of: Drift["items"][number] }) {
  const moment = useMoment();
  const copy = async () => {
    const { firstAt: _first, lastAt: _last, reports: _reports, ...report } = of;
    await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
    announce(s.copied);
  };
  return (
    <li>
      <p>
        <strong>{s.kind[of.kind]}</strong>
      </p>
      <p class="muted">
        {s.reports(of.reports)} · {s.first} {moment(of.firstAt)} · {s.last} {moment(of.lastAt)}
      </p>
      <dl class="ways">
        <Ways name={s.failed} ways={of.failed} />
        <Ways name={s.doubts} ways={of.doubts} />
        <Ways name={s.signs} ways={of.signs} />
      </dl>
      {of.outline !== "" && (
        <details>
          <summary>{s.outline}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="body" aria-label={s.outlineOf(s.site(of.site))} tabIndex={0}>
            <pre>{indented(of.outline)}</pre>
          </section>
        </details>
      )}
      <p class="actions">
        <button type="button" class="button" onClick={() => void copy()}>
          {s.copy}
        </button>
      </p>
    </li>
  );
}

const Ways = ({ name, ways }: { name: string; ways: readonly string[] }) =>
  ways.length === 0 ? null : (
    <div>
      <dt>{name}</dt>
      {ways.map((way) => (
        <dd key={way}>{way}</dd>
      ))}
    </div>
  );

/** A line's depth as one sees it. */
const indented = (outline: string): string =>
  outline.replace(/^(\d+) /gm, (_, depth: string) => "  ".repeat(Number(depth)));
