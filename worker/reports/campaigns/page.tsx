import { useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { announce } from "../../dashboard/announce.ts";
import { CopyLink } from "../../dashboard/components/copy-link.tsx";
import { Download } from "../../dashboard/components/download.tsx";
import { Explain } from "../../dashboard/components/explain.tsx";
import { PageTitle } from "../../dashboard/components/page.tsx";
import { Few } from "../../dashboard/components/show-all.tsx";
import { Empty, Loaded } from "../../dashboard/components/states.tsx";
import { dayRange } from "../../dashboard/format.ts";
import { useMe } from "../../dashboard/me.ts";
import { useResource } from "../../dashboard/resource.ts";
import { mayAnswer } from "../../dashboard/session.ts";
import { t } from "../../dashboard/strings.ts";
import { type CampaignsReport, levels, models } from "./contract.ts";
import "./page/page.css";
import { campaigns } from "./page/api.ts";
import { Filters } from "./page/filters.tsx";
import { Numbers } from "./page/numbers.tsx";
import { ordered, type Sort } from "./page/order.ts";
import { s } from "./page/strings.ts";
import { nameOf, OneModel, SideBySide } from "./page/table.tsx";
import { filtersOn, href, lasting, readView, reportQuery, type View } from "./page/view.ts";

/** As many rows as show at first. */
const FEW = 25;

/** The campaigns report: what each channel, campaign and content brings, by the first touch and by the last. */
export default function CampaignsPage() {
  const { workspace } = useMe();
  const view = readView(useLocation().query);
  const query = reportQuery(view, Date.now(), workspace.firstDay);
  const [named, setNamed] = useState("");
  const first = useRef(true);
  const report = useResource(JSON.stringify(query), async (signal) => {
    const answer = await campaigns.report(query, signal);
    if (!first.current) announce(s.updated(answer.rows.length));
    first.current = false;
    return answer;
  });
  const { data } = report;
  return (
    <>
      <PageTitle title={s.title}>
        {data && <CopyLink href={lasting(view, data)} />}
        {data && (
          <Download
            file={`leadlight-campaigns-by-${data.by}.csv`}
            name={s.byTitle[data.by]}
            load={() => campaigns.csv(query)}
          />
        )}
      </PageTitle>
      <Filters view={view} report={data} named={named} onNamed={setNamed} />
      <p class="muted zone">
        {data && <>{dayRange(data.from, data.to)} · </>}
        {s.days}
      </p>
      <Loaded of={report}>{(loaded) => <Report report={loaded} view={view} named={named} />}</Loaded>
    </>
  );
}

const isNothing = ({ totals, rows }: CampaignsReport): boolean =>
  rows.length === 0 && (totals.all === null || totals.all.leads + totals.all.mqls + totals.all.won === 0);

function Report({ report, view, named }: { report: CampaignsReport; view: View; named: string }) {
  if (isNothing(report)) return <Nothing view={view} />;
  return (
    <>
      <Crumbs view={view} />
      <Numbers totals={report.totals} model={report.model} />
      {report.totals.first.good === null && <p class="note">{s.tooShort}</p>}
      <section class="part">
        <div class="part-head">
          <h2 class="said">{s.byTitle[report.by]}</h2>
          <Tabs
            name={s.by}
            choices={levels.map((by) => ({
              label: s.levels[by],
              href: href(view, { by }),
              on: by === report.by,
            }))}
          />
          <Tabs
            name={s.credit}
            choices={[
              {
                label: s.both,
                href: href(view, { model: undefined, sort: undefined, up: undefined }),
                on: report.model === null,
              },
              ...models.map((model) => ({
                label: s.models[model],
                href: href(view, { model, sort: undefined, up: undefined }),
                on: report.model === model,
              })),
            ]}
          />
        </div>
        <Rows report={report} view={view} named={named} />
        <Explain label={t.table.read}>
          {s.help}
          {report.unknown && (
            <>
              {" "}
              <b>{s.unknown}.</b> {s.unknownHelp}
            </>
          )}
        </Explain>
      </section>
    </>
  );
}

function Rows({ report, view, named }: { report: CampaignsReport; view: View; named: string }) {
  const sort: Sort = view.sort ?? `leads-${report.model ?? "first"}`;
  const up = view.up === "1";
  const wanted = named.trim().toLowerCase();
  const found = ordered(report.rows, sort, up).filter(({ key }) =>
    nameOf(report.by, key).toLowerCase().includes(wanted),
  );
  if (report.rows.length > 0 && found.length === 0) return <p class="muted">{s.noMatch}</p>;
  // What nobody can look for by its name does not stand among what was found.
  const shown = wanted === "" ? report : { ...report, unknown: null };
  const order = { view, sort, up };
  return (
    <>
      <Few of={found} most={FEW}>
        {(rows) =>
          report.model ? (
            <OneModel report={shown} rows={rows} model={report.model} order={order} />
          ) : (
            <SideBySide report={shown} rows={rows} order={order} />
          )
        }
      </Few>
      {found.length === 0 && <p class="muted">{s.noRows}</p>}
      {report.left > 0 && <p class="muted">{s.left(report.left)}</p>}
    </>
  );
}

function Tabs({ name, choices }: { name: string; choices: { label: string; href: string; on: boolean }[] }) {
  return (
    <nav class="tabs" aria-label={name}>
      <span class="muted" aria-hidden="true">
        {name}
      </span>
      <ul>
        {choices.map(({ label, href, on }) => (
          <li key={label}>
            <a href={href} aria-current={on ? "true" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Out of what one has opened, a step at a time. */
function Crumbs({ view }: { view: View }) {
  const { channel, campaign } = view;
  if (filtersOn(view) === 0) return null;
  const whole = href(view, {
    by: channel === undefined ? "campaign" : "channel",
    channel: undefined,
    campaign: undefined,
  });
  return (
    <nav class="crumbs" aria-label={s.where}>
      <ol>
        <li>
          <a href={whole}>{channel === undefined ? s.all.campaign : s.all.channel}</a>
        </li>
        {channel !== undefined && (
          <li>
            {campaign === undefined ? (
              <b>{nameOf("channel", channel)}</b>
            ) : (
              <a href={href(view, { by: "campaign", campaign: undefined })}>{nameOf("channel", channel)}</a>
            )}
          </li>
        )}
        {campaign !== undefined && (
          <li>
            <b>{nameOf("campaign", campaign)}</b>
          </li>
        )}
      </ol>
    </nav>
  );
}

function Nothing({ view }: { view: View }) {
  const { role } = useMe().person;
  const filtered = filtersOn(view) > 0;
  return (
    <Empty title={s.empty}>
      <p>{filtered ? s.emptyFiltered : s.emptyHelp}</p>
      <p class="actions">
        {filtered && (
          <a class="button" href={href(view, { by: undefined, channel: undefined, campaign: undefined })}>
            {s.clear}
          </a>
        )}
        {view.period !== "12months" && (
          <a class="button" href={href(view, { period: "12months", from: undefined, to: undefined })}>
            {s.longer}
          </a>
        )}
        {mayAnswer(role) && !filtered && (
          <a class="button" href="/connect">
            {s.connect}
          </a>
        )}
      </p>
    </Empty>
  );
}
