import type { Signal } from "../signal.ts";

const names = new Intl.DisplayNames("en", { type: "region" });

/** Where they are. */
export const signal: Signal = {
  id: "country",
  kind: "fit",
  name: "country",
  asks: { field: "country", label: "country" },
  read: ({ country }) => (country !== null && /^[A-Z]{2}$/.test(country) ? country : null),
  say: ({ country }) => ({ label: `Country: ${names.of(country ?? "ZZ") ?? country}` }),
};
