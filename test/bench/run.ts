import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "./browser.ts";
import { buildDashboard, buildExtensions, buildWorker } from "./builds.ts";
import { anyPageFigures } from "./figures/any-page.ts";
import { chipFigures } from "./figures/chips.ts";
import { filterFigures, makeFilters } from "./figures/filter.ts";
import { importFigures } from "./figures/imports.ts";
import { changeFigure, insightFigures, rateFigure, readInsights } from "./figures/insight.ts";
import { listFigures } from "./figures/lists.ts";
import { panelFigures } from "./figures/panel.ts";
import { LEADS_OF_A_PAGE, recordedFigures, recordedPages } from "./figures/recorded.ts";
import { reportFigures } from "./figures/report.ts";
import { sizeFigures } from "./figures/sizes.ts";
import { readFigures, rowsRead, touchFigures } from "./figures/touches.ts";
import { verdictFigures } from "./figures/verdict.ts";
import { type FullHouse, fullHouse, furnish, growLeads, touchMany } from "./house.ts";
import { type Machine, startMachine } from "./machine.ts";
import { type Figure, table } from "./table.ts";

/** Prints what the product costs and how fast it is, against its budgets; ends with 1 where one does not hold. */

/** One in each mail that the browser opens: for the panel's own figures, and for those beside an import. */
const MAILS = 90;
const IMPORT_MAILS = 132;

async function workerFigures(machine: Machine, now: number): Promise<Figure[]> {
  const few = await fullHouse(machine, "few", 10, now);
  const thousands = await rowsRead(machine, few);
  await touchMany(machine, 0, 1000, 990, now, "million");
  const million = await rowsRead(machine, few);
  const touches = await touchFigures(machine);
  const many = await fullHouse(machine, "many", 100_000, now);
  const atFirst = await readInsights(machine, [few, many], 1000);
  await growLeads(machine, 1000, 200_000, now);
  const atLast = await readInsights(machine, [few, many], 200_000);
  return [
    ...insightFigures([...atFirst, ...atLast]),
    await changeFigure(machine, many),
    await rateFigure(machine, few),
    await rateFigure(machine, many),
    ...(await chipFigures(machine)),
    ...(await verdictFigures(machine, few)),
    ...readFigures(thousands, million),
    ...touches,
    ...(await reportFigures(machine, now)),
  ];
}

async function browserFigures(
  folder: string,
  dashboard: string,
  machine: Machine,
  now: number,
): Promise<Figure[]> {
  const mails: FullHouse[] = [];
  const recorded = recordedPages().length * LEADS_OF_A_PAGE;
  while (mails.length < MAILS + IMPORT_MAILS + recorded) {
    const some = Array.from({ length: 6 }, (_, index) => `mail${mails.length + index}`);
    mails.push(...(await Promise.all(some.map((company) => fullHouse(machine, company, 40, now)))));
  }
  const worker = await buildWorker(folder, dashboard);
  const { store, local } = await buildExtensions(folder, machine.url.port);
  // As every minute: nothing calls jobs here.
  await makeFilters(machine);
  const context = await openBrowser(folder, local);
  try {
    return [
      ...(await sizeFigures({ dashboard, worker, extension: store }, context, machine.url)),
      ...(await panelFigures(context, mails.slice(0, MAILS))),
      ...(await recordedFigures(context, mails.slice(MAILS + IMPORT_MAILS))),
      ...(await listFigures(machine, context, mails.slice(0, MAILS))),
      ...(await anyPageFigures(context)),
      ...(await importFigures(machine, context, mails.slice(MAILS, MAILS + IMPORT_MAILS))),
      ...(await filterFigures(machine, context)),
    ];
  } finally {
    await context.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), "leadlight-bench-"));
try {
  const dashboard = await buildDashboard(folder);
  const machine = await startMachine(dashboard);
  try {
    const now = Date.now();
    await furnish(machine);
    await growLeads(machine, 0, 1000, now);
    const figures = [
      ...(await workerFigures(machine, now)),
      ...(await browserFigures(folder, dashboard, machine, now)),
    ];
    console.log(table(figures));
    process.exitCode = figures.some(({ holds }) => holds === false) ? 1 : 0;
  } finally {
    await machine.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
