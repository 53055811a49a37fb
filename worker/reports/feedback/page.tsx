import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { announce } from "../../dashboard/announce.ts";
import { api } from "../../dashboard/client.ts";
import { CopyLink } from "../../dashboard/components/copy-link.tsx";
import { PageTitle } from "../../dashboard/components/page.tsx";
import { Empty, Loaded, NoLeads } from "../../dashboard/components/states.tsx";
import { dayRange, weekday } from "../../dashboard/format.ts";
import { useMe } from "../../dashboard/me.ts";
import { useResource } from "../../dashboard/resource.ts";
import { mayAnswer } from "../../dashboard/session.ts";
import { t } from "../../dashboard/strings.ts";
import type { Differing, FeedbackQuery, FeedbackReport } from "./contract.ts";
import "./page/page.css";
import "./page/slices.css";
import { Contact } from "./page/contact.tsx";
import { Csv } from "./page/csv.tsx";
import { Differ } from "./page/differ.tsx";
import { Numbers, ShareBar } from "./page/figures.tsx";
import { Filters } from "./page/filters.tsx";
import { Reasons } from "./page/reasons.tsx";
import { Rows } from "./page/rows.tsx";
import { counted, given } from "./page/slices.ts";
import { cleared, filtersOn, href, lasting, readView, reportQuery, type View } from "./page/view.ts";
import { Weeks } from "./page/weeks.tsx";

const s = t.feedback;

/** The feedback report: what sales says about the leads, and marketing's answer. */
export default function FeedbackPage() {
  if (useMe().hasLeads !== false) return <Whole />;
  return (
    <>
      <PageTitle title={s.title} />
      <NoLeads />
    </>
  );
}

function Whole() {
  const { workspace, person } = useMe();
  const view = readView(useLocation().query);
  const query = reportQuery(view, Date.now(), workspace.timeZone, workspace.firstDay);
  const first = useRef(true);
  const report = useResource(JSON.stringify(query), async (signal) => {
    const answer = await api.feedback(query, signal);
    if (!first.current) announce(s.updated(answer.totals.rate, counted(answer.totals, answer.withoutNotNow)));
    first.current = false;
    return answer;
  });
  const { data } = report;

  const changed = (item: Differing) =>
    data &&
    report.set({
      ...data,
      differ: data.differ.map((old) => (old.verdictId === item.verdictId ? item : old)),
    });

  return (
    <>
      <PageTitle title={s.title}>
        {data && <CopyLink href={lasting(view, data)} />}
        {data && <Csv query={query} table="rows" name={t.feedback.slicings[data.by]} />}
      </PageTitle>
      <Filters view={view} report={data} />
      <p class="muted zone">
        {data && <>{dayRange(data.from, data.to)} · </>}
        {t.zone(data?.timeZone ?? workspace.timeZone, weekday(data?.firstDay ?? workspace.firstDay))}
      </p>
      <Loaded of={report}>
        {(loaded) => (
          <Report
            report={loaded}
            view={view}
            query={query}
            mayReply={mayAnswer(person.role)}
            onChange={changed}
          />
        )}
      </Loaded>
    </>
  );
}

function Report({
  report,
  view,
  query,
  mayReply,
  onChange,
}: {
  report: FeedbackReport;
  view: View;
  query: FeedbackQuery;
  mayReply: boolean;
  onChange: (item: Differing) => void;
}) {
  const { totals, withoutNotNow } = report;
  if (given(totals) === 0) return <NoVerdicts report={report} view={view} />;
  const { by: _, adjusted: __, without: ___, differ: ____, period: _____, ...filters } = view;
  return (
    <>
      {report.fewReps && <p class="note">{s.fewReps}</p>}
      <Numbers totals={totals} adjusted={report.adjusted} withoutNotNow={withoutNotNow} />
      <ShareBar totals={totals} adjusted={report.adjusted} withoutNotNow={withoutNotNow} />
      <div class="beside">
        <Weeks
          weeks={report.weeks}
          withoutNotNow={withoutNotNow}
          csv={<Csv query={query} table="weeks" name={s.weeks} quiet />}
        />
        {view.contact === undefined && (
          <Contact contact={report.contact} mean={totals.rate} withoutNotNow={withoutNotNow} />
        )}
      </div>
      <Rows report={report} view={view} />
      <Reasons
        reasons={report.reasons}
        slice={{ ...filters, from: report.from, to: report.to }}
        mayReply={mayReply}
        csv={<Csv query={query} table="reasons" name={s.reasons} quiet />}
      />
      <Differ
        items={report.differ}
        view={view}
        mayAnswer={mayReply}
        onChange={onChange}
        csv={<Csv query={query} table="differ" name={s.differ} quiet />}
      />
    </>
  );
}

function NoVerdicts({ report, view }: { report: FeedbackReport; view: View }) {
  const filtered = filtersOn(view) > 0;
  return (
    <Empty title={s.empty}>
      {report.totals.seen > 0 && <p>{s.seenOnly(report.totals.seen)}</p>}
      <p>{filtered ? s.emptyFiltered : s.emptyYet}</p>
      <p class="actions">
        {filtered && (
          <a class="button" href={cleared(view)}>
            {s.clear}
          </a>
        )}
        {view.period !== "12months" && (
          <a class="button" href={href(view, { period: "12months", from: undefined, to: undefined })}>
            {s.longer}
          </a>
        )}
      </p>
    </Empty>
  );
}
