import { partsOf } from "../../people/address.ts";
import type { Signal } from "../signal.ts";

/** Whether they write from their company's domain or from a free-mail one. */
export const signal: Signal = {
  id: "mail_domain",
  kind: "fit",
  name: "mail domain",
  asks: { field: "email", label: "company address" },
  read: ({ mailKind }) => (mailKind === "none" ? null : mailKind),
  say: ({ mailKind, email }) => {
    const domain = email === null ? undefined : partsOf(email)?.domain;
    return {
      label: mailKind === "free" ? "Writes from a free-mail address" : "Writes from a company address",
      ...(domain === undefined ? {} : { evidence: domain }),
    };
  },
};
