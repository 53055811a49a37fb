import { DAY, touchMany } from "../house.ts";
import type { Machine } from "../machine.ts";
import { type Figure, shown } from "../table.ts";

const LEADS = 1000;
const REPS = 4;
/** The report's own span where nobody says another. */
const DAYS = 91;

/** Verdicts of the first of the many leads by four reps each, and what these saw, spread over `days` from `until` back. */
async function judge({ run }: Machine, series: string, until: number, days: number): Promise<void> {
  const at = `?1 - cast(((l * 7 + r * 13) % 1000) / 1000.0 * ${days * DAY} as integer)`;
  const each = `with recursive lead(l) as (select 1 union all select l + 1 from lead where l < ${LEADS}),
    rep(r) as (select 1 union all select r + 1 from rep where r < ${REPS})`;
  await run(
    `insert into verdicts (id, lead_id, person_id, verdict, reason, reason_group, at, received_at, score, band,
       scorecard, persona, site, good_lead, contact, source, campaign)
     ${each} select '${series}-' || l || '-' || r, 'many-' || l, '${series}-' || r, iif(l % 3, 'good', 'bad'),
       iif(l % 3, null, 'bad_timing'), iif(l % 3, null, 'not_now'), ${at}, ?1, 70, 'A', 1, 'operations-lead', 'gmail',
       1, 'before', 'Source ' || (l % 6), 'Campaign ' || (l % 15) from lead, rep`,
    until,
  );
  await run(
    `insert into seen (lead_id, person_id, day, at, score, band, scorecard, persona, site, contact, source, campaign)
     ${each} select 'many-' || l, '${series}-' || r, date((${at}) / 1000, 'unixepoch'), ${at}, 70, 'A', 1,
       'operations-lead', 'gmail', 'before', 'Source ' || (l % 6), 'Campaign ' || (l % 15) from lead, rep`,
    until,
  );
}

/** What a report reads: what was said and seen in its span, whatever lies behind it. */
export async function reportFigures(machine: Machine, now: number): Promise<Figure[]> {
  const read = async () => {
    const { status, body, cost } = await machine.call("marketing", "/v1/reports/feedback?by=campaign");
    if (status !== 200) throw new Error(JSON.stringify(body));
    return cost.read;
  };
  const before = await read();
  await judge(machine, "spanned", now - 60_000, DAYS - 2);
  const first = await read();
  await touchMany(machine, 0, LEADS, 90, now, "tenfold");
  const tenfold = await read();
  await judge(machine, "earlier", now - (DAYS + 2) * DAY, DAYS);
  const longer = await read();
  const verdicts = LEADS * REPS;
  const perVerdict = (first - before) / verdicts;
  return [
    {
      figure: `feedback report over 13 weeks: rows read a verdict returned, of ${shown(verdicts)} and as many seen`,
      measured: shown(perVerdict),
    },
    {
      figure: "feedback report: rows read, then with ten times the touches behind the same verdicts",
      measured: `${shown(first)}, ${shown(tenfold)}`,
      budget: "the same",
      holds: tenfold === first,
    },
    {
      figure: "feedback report: rows read with as many verdicts before the span",
      measured: shown(longer),
      budget: "the same",
      holds: longer === first,
    },
  ];
}
