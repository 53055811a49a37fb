import type {
  ChipsAnswer,
  LeadAnswer,
  LeadsAnswer,
  ListName,
  OptionsView,
  PageAccess,
  PanelContext,
  Whom,
} from "../background/answers.ts";
import type { PageState } from "../health/health.ts";
import type { View } from "../messages.ts";

/** What the popup asks of the rest of the extension and of the browser. */
export interface Port {
  context(): Promise<PanelContext>;
  options(): Promise<OptionsView>;
  kept(list: ListName): Promise<LeadsAnswer | null>;
  leads(list: ListName): Promise<LeadsAnswer>;
  search(text: string): Promise<LeadsAnswer>;
  chips(emails: string[]): Promise<ChipsAnswer>;
  insight(whom: Whom): Promise<LeadAnswer>;
  /** Of the tab's page; null where no script of ours stands there. */
  view(): Promise<View | null>;
  pageState(): Promise<PageState | null>;
  access(): Promise<PageAccess>;
  /** Reads the page by this click, and opens the panel. */
  standHere(): Promise<boolean>;
  /** Asks the browser for the host, in the click. */
  always(pattern: string): Promise<boolean>;
  never(pattern: string): Promise<void>;
  /** Opens the panel of this tab, or the browser's side panel, with this lead. */
  show(lead: { whom: Whom; name: string }): Promise<boolean>;
  openSidePanel(): Promise<boolean>;
  setChips(on: boolean): Promise<void>;
  retry(refusedIds: string[]): Promise<void>;
  discard(id: string): Promise<void>;
  settings(): void;
  close(): void;
}
