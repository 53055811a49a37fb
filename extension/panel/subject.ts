import type { AccountAsked, Whom } from "../background/answers.ts";
import type { View } from "../messages.ts";

/**
 * Whom the panel is about, and how that came: read from the page, picked among several, picked among the people of a
 * company's or deal's record, or looked up.
 */
export interface Subject {
  whom: Whom;
  name: string | null;
  how: "page" | "picked" | "of_account" | "looked_up";
}

export const byEmail = (email: string): Whom => ({ key: null, tenant: null, email });
/** By a key out of an answer of the Worker. */
export const byKey = (key: string): Whom => ({ key, tenant: null, email: null });

/** How a choice names somebody. */
export const nameOf = ({ key, email }: Whom): string => email ?? key ?? "";

/** The same for two questions that are one. */
export const idOf = ({ key, tenant, email, others = [] }: Whom): string =>
  JSON.stringify([key, tenant, email, others]);

/** Whether two mean the same person: the same record, else the same address. */
export const isSame = (a: Whom, b: Whom): boolean =>
  a.key !== null || b.key !== null
    ? a.key === b.key && a.tenant === b.tenant
    : a.email !== null && a.email === b.email;

/** Of the page of one person: who that is. */
export function pageSubject(view: View | null): Subject | null {
  if (view?.state !== "lead") return null;
  const [first, ...rest] = view.people;
  const { record } = view;
  if (record === null && first === undefined) return null;
  const whom: Whom = {
    key: record?.key ?? null,
    tenant: record?.tenant ?? null,
    email: first?.email ?? null,
    ...(record !== null && rest.length > 0 && { others: rest.map(({ email }) => email) }),
  };
  return { whom, name: first?.name ?? null, how: "page" };
}

/** Whom the person picked before on this page, where that one can still be meant. */
export function pickedSubject(view: View, remembered: string | null): Subject | null {
  if (remembered === null) return null;
  const here = view.people.find(({ email }) => email === remembered);
  if (here) {
    const how = view.state === "account" ? "of_account" : "picked";
    return { whom: byEmail(here.email), name: here.name, how };
  }
  const isKey = view.state === "account" && /^[a-z][a-z0-9_]*:/.test(remembered);
  return isKey ? { whom: byKey(remembered), name: null, how: "of_account" } : null;
}

/** What is asked about a company's or deal's record. */
export const askedOf = ({ record, domains, people }: View): AccountAsked => ({
  record,
  domains,
  emails: people.map(({ email }) => email),
});

/** Whether two looks at a page tell the same. */
export const isSamePage = (a: View, b: View): boolean =>
  a.state === b.state && a.threadKey === b.threadKey && pageId(a) === pageId(b);

const pageId = ({ record, domains, people }: View): string =>
  JSON.stringify([record, domains, people.map(({ email }) => email)]);

/** Whether two looks are at the same record, whatever more of it has come meanwhile. */
export const isSameRecord = (a: View | null, b: View): boolean =>
  a?.record != null && a.record.key === b.record?.key && a.record.tenant === b.record.tenant;
