import type { Band, LeadBrief } from "../../shared/contract/index.ts";
import type { LeadsAnswer, OutboxEntry, PageAccess, PanelContext, Whom } from "../background/answers.ts";
import type { PageState } from "../health/health.ts";

/** Somebody whom the page in this tab names. */
export interface PersonHere {
  whom: Whom;
  /** The address where no name is known. */
  name: string;
  /** Null: no lead; undefined: not known. */
  chip: { score: number; band: Band | null } | null | undefined;
}

/** What is known of the tab's page. */
export interface PageNow {
  access: PageAccess;
  /** Null where no script of ours stands there. */
  state: PageState | null;
  /** What stands in the panel: one lead, several, a company, nobody. */
  people: PersonHere[];
}

export interface PopupState {
  context: PanelContext | null;
  /** Null while it is asked for. */
  page: PageNow | null;
  best: LeadsAnswer | null;
  woken: LeadsAnswer | null;
  search: { text: string; answer: LeadsAnswer | null; busy: boolean };
  outbox: OutboxEntry[];
  chips: boolean;
  /** What a click met, for a person to read. */
  problem: string | null;
}

export const initialState: PopupState = {
  context: null,
  page: null,
  best: null,
  woken: null,
  search: { text: "", answer: null, busy: false },
  outbox: [],
  chips: true,
  problem: null,
};

/** Whether there is enough to look for. */
export const isSearch = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;

/** By what the panel asks for a lead of a list; null where there is nothing. */
export const whomOf = ({ key, email }: LeadBrief): Whom | null =>
  key === null && email === null ? null : { key, tenant: null, email };
