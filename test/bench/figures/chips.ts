import type { z } from "zod";
import type { Chips } from "../../../shared/contract/insight.ts";
import type { Machine } from "../machine.ts";
import { atMost, type Figure } from "../table.ts";

/** Of 100 of the many leads, none of one company. */
export const chipKeys = Array.from({ length: 100 }, (_, index) => {
  const number = 5 + index * 9;
  return `email:person${number}@company${Math.floor(number / 7)}.example`;
});

export async function chipFigures({ call }: Machine): Promise<Figure[]> {
  await call("rep", "/v1/me");
  const { body, cost } = await call<z.infer<typeof Chips>>("rep", "/v1/insights", { keys: chipKeys });
  if (body.items.length !== chipKeys.length)
    throw new Error(`${body.items.length} of ${chipKeys.length} chips came`);
  return [
    atMost("100 chips: trips to the database", cost.trips, 1),
    atMost("100 chips: rows read a chip", cost.read / chipKeys.length, 5),
  ];
}
