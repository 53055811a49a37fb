import type { Insight } from "../../shared/contract/index.ts";
import type { AccountAnswer, LeadAnswer, PersonChip, Trouble } from "../background/answers.ts";
import type { View } from "../messages.ts";
import type { PanelState } from "./state.ts";

/** What fills the panel, as it follows from the state. */

export interface LeadScreen {
  name: "lead";
  insight: Insight;
  at: number;
  trouble: Trouble | null;
}

/** Somebody on the page of a company's or deal's record who is not among the ranked people. */
export interface SomebodyHere extends PersonChip {
  name: string | null;
}

export interface AccountScreen {
  name: "account";
  answer: Extract<AccountAnswer, { state: "known" | "unknown" }>;
  here: SomebodyHere[];
  /** The host name by which the page names the company, where it does. */
  domain: string | null;
}

export type Screen =
  | { name: "loading" }
  | { name: "nobody" }
  | { name: "not_connected" }
  | { name: "refused" }
  | {
      name: "several";
      people: (Omit<PersonChip, "chip"> & { name: string | null; chip: PersonChip["chip"] | undefined })[];
    }
  | AccountScreen
  | { name: "colleague"; email: string }
  | { name: "offline" }
  | { name: "error"; message: string }
  | { name: "unknown"; answer: Extract<LeadAnswer, { state: "unknown" }> }
  | LeadScreen;

export function screenOf(state: PanelState): Screen {
  const { context, view, subject, answer, chips } = state;
  if (context?.connection === "none") return { name: "not_connected" };
  if (context?.connection === "refused") return { name: "refused" };
  if (subject === null) {
    if (view === null) return { name: "loading" };
    if (view.state === "account") return accountScreen(view, state.account);
    if (view.state !== "several") return { name: "nobody" };
    const known = new Map(chips?.map(({ email, chip }) => [email, chip]));
    return {
      name: "several",
      people: view.people.map(({ email, name }) => ({ email, name, chip: known.get(email) })),
    };
  }
  if (answer === null) return { name: "loading" };
  switch (answer.state) {
    case "known":
      return { name: "lead", insight: answer.insight, at: answer.at, trouble: answer.trouble };
    case "unknown":
      return { name: "unknown", answer };
    case "colleague":
      return { name: "colleague", email: subject.whom.email ?? "" };
    case "error":
      return { name: "error", message: answer.message };
    case "offline":
    case "not_connected":
    case "refused":
      return { name: answer.state };
  }
}

function accountScreen(view: View, answer: AccountAnswer | null): Screen {
  if (answer === null) return { name: "loading" };
  switch (answer.state) {
    case "known":
    case "unknown": {
      const names = new Map(view.people.map(({ email, name }) => [email, name]));
      const here = answer.here.map((person) => ({ ...person, name: names.get(person.email) ?? null }));
      return { name: "account", answer, here, domain: view.domains[0] ?? null };
    }
    case "error":
      return { name: "error", message: answer.message };
    default:
      return { name: answer.state };
  }
}
