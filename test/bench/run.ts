import { chipFigures } from "./figures/chips.ts";
import { changeFigure, insightFigures, rateFigure, readInsights } from "./figures/insight.ts";
import { reportFigures } from "./figures/report.ts";
import { touchFigures } from "./figures/touches.ts";
import { verdictFigures } from "./figures/verdict.ts";
import { fullHouse, furnish, growLeads } from "./house.ts";
import { startMachine } from "./machine.ts";
import { type Figure, table } from "./table.ts";

/** Prints what the product costs and how fast it is, against its budgets; 1 where one does not hold. */
async function workerFigures(): Promise<Figure[]> {
  const machine = await startMachine();
  try {
    const now = Date.now();
    await furnish(machine);
    await growLeads(machine, 0, 1000, now);
    const few = await fullHouse(machine, "few", 10, now);
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
      ...(await touchFigures(machine)),
      ...(await reportFigures(machine, now)),
    ];
  } finally {
    await machine.close();
  }
}

const figures = await workerFigures();
console.log(table(figures));
process.exitCode = figures.some(({ holds }) => holds === false) ? 1 : 0;
