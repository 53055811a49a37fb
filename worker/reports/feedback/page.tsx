import { Download, Link } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { announce } from "../../dashboard/announce.ts";
import { api } from "../../dashboard/client.ts";
import { PageTitle } from "../../dashboard/components/page.tsx";
import { Empty, Loaded } from "../../dashboard/components/states.tsx";
import { dayRange, weekday } from "../../dashboard/format.ts";
import { useMe } from "../../dashboard/me.ts";
import { useResource } from "../../dashboard/resource.ts";
import { asFailure, mayAnswer } from "../../dashboard/session.ts";
import { t } from "../../dashboard/strings.ts";
import { type Differing, FeedbackReport } from "./contract.ts";
import { Contact } from "./page/contact.tsx";
import { Differ } from "./page/differ.tsx";
import { Figures, ShareBar } from "./page/figures.tsx";
import { Filters } from "./page/filters.tsx";
import { Reasons } from "./page/reasons.tsx";
import { Rows } from "./page/rows.tsx";
import { counted, given } from "./page/slices.ts";
import { cleared, filtersOn, href, lasting, readView, reportSearch, type View } from "./page/view.ts";
import { Weeks } from "./page/weeks.tsx";

const s = t.feedback;

/** The feedback report: what sales says about the leads, and marketing's answer. */
export default function FeedbackPage() {
  const { workspace, person } = useMe();
  const view = readView(useLocation().query);
  const search = reportSearch(view, Date.now(), workspace.timeZone, workspace.firstDay);
  const report = useResource(search, (signal) => api.report(FeedbackReport, "feedback", search, signal));

  const { data } = report;
  const first = useRef(true);
  // The list is short on purpose: only a new answer to a new question is news
  useEffect(() => {
    if (!data) return;
    if (!first.current) announce(s.updated(data.totals.rate, counted(data.totals, data.withoutNotNow)));
    first.current = false;
  }, [data?.from, data?.to, data?.by, data?.totals.good, data?.totals.rate]);

  const changed = (item: Differing) =>
    data &&
    report.set({
      ...data,
      differ: data.differ.map((old) => (old.verdictId === item.verdictId ? item : old)),
    });

  return (
    <>
      <PageTitle title={s.title}>
        {data && <CopyLink view={view} report={data} />}
        {data && <Csv search={search} report={data} />}
      </PageTitle>
      <Filters view={view} report={data} />
      <p class="muted zone">
        {data && <>{dayRange(data.from, data.to)} · </>}
        {t.zone(data?.timeZone ?? workspace.timeZone, weekday(data?.firstDay ?? workspace.firstDay))}
      </p>
      <Loaded of={report}>
        {(loaded) => (
          <Report report={loaded} view={view} mayReply={mayAnswer(person.role)} onChange={changed} />
        )}
      </Loaded>
    </>
  );
}

function Report({
  report,
  view,
  mayReply,
  onChange,
}: {
  report: FeedbackReport;
  view: View;
  mayReply: boolean;
  onChange: (item: Differing) => void;
}) {
  const { totals, withoutNotNow } = report;
  if (given(totals) === 0) return <NoVerdicts report={report} view={view} />;
  const { by: _, adjusted: __, without: ___, differ: ____, period: _____, ...filters } = view;
  return (
    <>
      {report.fewReps && <p class="note">{s.fewReps}</p>}
      <Figures totals={totals} withoutNotNow={withoutNotNow} />
      <ShareBar totals={totals} adjusted={report.adjusted} withoutNotNow={withoutNotNow} />
      <div class="beside">
        <Weeks weeks={report.weeks} withoutNotNow={withoutNotNow} />
        <Contact contact={report.contact} mean={totals.rate} withoutNotNow={withoutNotNow} />
      </div>
      <Rows report={report} view={view} />
      <Reasons
        reasons={report.reasons}
        slice={{ ...filters, from: report.from, to: report.to }}
        mayReply={mayReply}
      />
      <Differ items={report.differ} view={view} mayAnswer={mayReply} onChange={onChange} />
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

function CopyLink({ view, report }: { view: View; report: FeedbackReport }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(lasting(view, report), location.href).href);
      setCopied(true);
      announce(s.copied);
    } catch {
      announce(s.copyFailed);
    }
  };
  return (
    <button type="button" class="button" onClick={copy}>
      <Link size={16} aria-hidden="true" /> {copied ? s.copied : s.copyLink}
    </button>
  );
}

function Csv({ search, report }: { search: string; report: FeedbackReport }) {
  const [wrong, setWrong] = useState<string>();
  const download = async () => {
    setWrong(undefined);
    try {
      const url = URL.createObjectURL(await api.reportCsv("feedback", search));
      const link = document.createElement("a");
      link.href = url;
      link.download = `leadlight-feedback-by-${report.by}-${report.from}-${report.to}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      announce(s.csvDone);
    } catch (error) {
      setWrong(asFailure(error).message);
    }
  };
  return (
    <>
      <button type="button" class="button" title={s.csvHelp} onClick={download}>
        <Download size={16} aria-hidden="true" /> {s.csv}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
