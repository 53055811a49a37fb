import type { FullHouse } from "../house.ts";
import { insightPath } from "../house.ts";
import { pairs, requestsPerSecond } from "../load.ts";
import type { Answer, Machine } from "../machine.ts";
import { atLeast, type Figure, median, shown } from "../table.ts";

/** What one answer cost while the database held so many leads. */
export interface Reading {
  leads: number;
  touches: number;
  cost: Answer<unknown>["cost"];
}

/** One request for each lead, on a warm isolate. */
export async function readInsights(
  { call }: Machine,
  houses: readonly FullHouse[],
  leads: number,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const house of houses) {
    await call("rep", "/v1/me");
    readings.push({ leads, touches: house.touches, cost: (await call("rep", insightPath(house))).cost });
  }
  return readings;
}

/** Trips and rows, which must not know how large the database is. */
export function insightFigures(readings: readonly Reading[]): Figure[] {
  const trips = readings.map(({ cost }) => cost.trips);
  const byTouches = Map.groupBy(readings, ({ touches }) => touches);
  return [
    {
      figure: "insight: trips to the database, warm",
      measured: trips.join(", "),
      budget: "1",
      holds: trips.every((count) => count === 1),
    },
    ...[...byTouches].map(([touches, same]) => {
      const rows = same.map(({ cost }) => cost.read);
      return {
        figure: `insight: rows read at ${same.map(({ leads }) => shown(leads)).join(" and ")} leads, of one with ${shown(touches)} touches`,
        measured: rows.map(shown).join(" and "),
        budget: "≤ 60, the same",
        holds: rows.every((count) => count <= 60 && count === rows[0]),
      };
    }),
  ];
}

/** A change of configuration costs the next request a second trip, and only that one. */
export async function changeFigure({ call, run }: Machine, house: FullHouse): Promise<Figure> {
  const trips = async () => (await call("rep", insightPath(house))).cost.trips;
  await run("update workspace set name = 'Another name'");
  const after = [await trips(), await trips()];
  return {
    figure: "insight: trips of the two requests after a change of configuration",
    measured: after.join(", "),
    budget: "2, 1",
    holds: after.join() === "2,1",
  };
}

/** How many requests a second, against the least that a route can do. */
export async function rateFigure({ url, call }: Machine, house: FullHouse): Promise<Figure> {
  const bare = await call<{ id?: string } | null>("rep", `/bench/bare?id=${house.leadId}`);
  if (bare.body?.id !== house.leadId) throw new Error("The bare route does not give the row");
  const headers = { authorization: "Bearer local-rep" };
  const at = (path: string) => ({ url: new URL(path, url), headers });
  const measured = await pairs(
    9,
    () => requestsPerSecond(at(insightPath(house)), 1000),
    () => requestsPerSecond(at(`/bench/bare?id=${house.leadId}`), 1000),
  );
  const middle = (of: "first" | "second") => shown(median(measured.map((pair) => pair[of])));
  return atLeast(
    `insight: requests/s against a bare one-row route, lead with ${shown(house.touches)} touches`,
    median(measured.map(({ first, second }) => first / second)),
    0.5,
    ` (${middle("first")} of ${middle("second")})`,
  );
}
