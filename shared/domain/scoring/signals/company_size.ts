import type { Signal } from "../signal.ts";

/** How many people work at the company. */
export const signal: Signal = {
  id: "company_size",
  kind: "fit",
  name: "company size",
  asks: { field: "employees", label: "company size" },
  read: ({ employees }) => (employees !== null && employees > 0 ? employees : null),
  say: ({ employees }) => ({
    label: employees === 1 ? "Company of one" : `Company of ${(employees ?? 0).toLocaleString("en")} people`,
  }),
};
