import { defineExtensionMessaging } from "@webext-core/messaging";
import type { RecordRef } from "../shared/domain/crm/record.ts";
import type { Participant } from "../shared/domain/people/people.ts";
import type {
  AccountAnswer,
  AccountAsked,
  AddedLead,
  ChipsAnswer,
  ClaimAnswer,
  ClaimSaid,
  ConnectAnswer,
  Delivery,
  HistoryAnswer,
  HistoryAsk,
  HostView,
  LeadAnswer,
  LeadsAnswer,
  ListName,
  OptionsView,
  PageAccess,
  PanelContext,
  PendingLead,
  RowChip,
  RowReasons,
  VerdictGiven,
  Whom,
} from "./background/answers.ts";
import type { Drift, PageState } from "./health/health.ts";

/** What the page is about, as the panel is told it. It holds no subject, no text and no address of the page. */
export interface View {
  /** The site's id, for example `gmail`. */
  site: string;
  /** What its users call it. */
  siteName: string;
  /**
   * `lead`: one person, by a record or an address; `several`: the panel asks which; `account`: a company's or deal's
   * record; `nobody`: the panel is not on the screen.
   */
  state: "lead" | "several" | "account" | "nobody";
  /** The record that is open. Of a `lead` the truth about who it is; its `people` are the addresses on the page. */
  record: RecordRef | null;
  /** The outside people, most likely first: those whom the page names beside the mail, never in its text. Empty for `nobody`. */
  people: Participant[];
  /** Of an `account`: host names by which the page names the company. */
  domains: string[];
  /** Stable name of what is open, to remember a choice by; null where the page gives none. */
  threadKey: string | null;
  /** The address of the person signed in to the site, where the page tells. */
  owner: string | null;
  /** Folded to the edge tab: nobody sees the panel now. */
  folded: boolean;
}

/** What the page's script needs to know; it cannot read the extension's storage. */
export interface SiteConfig {
  /** The company's own domains: people there are colleagues. */
  ownDomains: string[];
  /** Ids of the sites switched on; null while nobody has chosen, which means all. */
  enabledSites: string[] | null;
  /** Whether the panel was left folded. */
  folded: boolean;
  /** Whether chips stand beside the names in lists. */
  chips: boolean;
}

/**
 * Every message between the parts. A page's script has no tab id of its own: it broadcasts, and each panel
 * keeps what its own tab says (`sender.tab.id`, compared with `tabs.getCurrent()`).
 */
interface Protocol {
  // The page's script to every extension page
  /** What is open changed, or the panel was folded or unfolded. */
  view(view: View): void;

  // The page's script to the background
  siteConfig(): SiteConfig;
  /** The page is no longer read as it was. */
  drift(drift: Drift): void;
  /** The person folded or unfolded the panel: remember it. */
  foldChosen(folded: boolean): void;
  /**
   * Chips for those whom a list names, in the order asked; null for whoever is no lead. Null altogether where nobody
   * could be asked.
   */
  rowChips(asked: Whom[]): (RowChip | null)[] | null;
  /** What a chip's card says; null where this is no lead, or nobody could be asked. */
  rowReasons(whom: Whom): RowReasons | null;

  // The panel to the page's script, by `tabs.sendMessage` to its own tab, frame 0
  /** How well the page is read, for the popup. */
  pageState(): PageState;
  /** What is open now, asked once by a panel that has just started. */
  currentView(): View;
  /** Fold to the edge tab, or unfold; remembered. */
  fold(folded: boolean): void;

  // The same by way of the background, where the panel's frame is given no tabs (Firefox)
  ownTab(): number | null;
  viewBeside(): View | null;
  foldBeside(folded: boolean): void;

  // The background to the page's script
  /** The `toggle-panel` command. */
  toggleFold(): void;
  /** Sites or own domains were changed in the options. */
  siteConfigChanged(config: SiteConfig): void;
  /** Leads came or changed: what was said of a list's rows is of before. */
  rowsOutdated(): void;
  /** A person asked for the panel here: it stands open even where nobody is read, until it is folded. */
  callPanel(): void;
  /** Nobody wants the panel beside this page any more. */
  leave(): void;

  // Popup, side panel and options to the background, about the pages
  /** Where the panel may stand beside the page of this tab. */
  pageAccess(tabId: number): PageAccess;
  /**
   * Reads the page of this tab and unfolds the panel, after a click on our button there (the browser allows it for that
   * page then); about the address `selected`, where one is. False where no script may stand.
   */
  standHere(at: { tabId: number; selected?: string | null }): boolean;
  /** After `permissions.request` was granted for this pattern: stands beside all pages of the host from now on. */
  alwaysBeside(at: { pattern: string }): boolean;
  neverBeside(at: { pattern: string }): void;
  hosts(): HostView[];
  /** To popup and options: the list above has changed. */
  hostsChanged(): void;
  /** Asked by a panel that starts beside this tab: whom it was opened for. Told once, for ten seconds. */
  pendingLead(tabId: number): PendingLead | null;
  /** Keeps that for the panel that is about to start. */
  keepLead(lead: PendingLead & { tabId: number }): void;

  // The panel to the background; addresses stay inside the extension
  panelContext(): PanelContext;
  /** What is kept from before, at once; null where nothing is. */
  cachedInsight(whom: Whom): LeadAnswer | null;
  /** What the Worker says now; what is kept where it cannot be reached. */
  freshInsight(whom: Whom): LeadAnswer;
  /** The page has stood with this record and this address for a while. */
  settled(whom: Whom): void;
  /** The same of a company's or deal's record. */
  cachedAccount(asked: AccountAsked): AccountAnswer | null;
  freshAccount(asked: AccountAsked): AccountAnswer;
  chips(emails: string[]): ChipsAnswer;
  /** Older touches of a lead; asked of the Worker each time. */
  history(ask: HistoryAsk): HistoryAnswer;
  /** Answers when the Worker has it. */
  decideClaim(said: ClaimSaid): ClaimAnswer;
  /** Answers when the verdict is safe in storage; fails where it could not be kept. Says when it was given. */
  giveVerdict(verdict: VerdictGiven): number;
  linkCopied(use: { id: string; leadId: string; contentId: string }): void;
  askMarketing(request: { id: string; leadId: string; text: string }): void;
  leadSeen(seen: { leadId: string; seen: VerdictGiven["seen"] }): void;
  /** Of somebody with an address. */
  addLead(lead: { whom: Whom; name: string }): AddedLead;
  /** Whom the person picked in this thread or of this record, by address or else by key; null for nobody. */
  choice(threadKey: string): string | null;
  /** Null forgets it. */
  choose(choice: { threadKey: string; who: string | null }): void;
  /** Opens the page of the dashboard where an admin says which CRMs are trusted. */
  openSettings(): void;

  // The popup to the background
  /** What the list was when it was last asked for, at once; null where nothing is kept. */
  keptLeads(list: ListName): LeadsAnswer | null;
  /** My best leads now; what is kept from last time where the Worker cannot be reached. */
  bestLeads(): LeadsAnswer;
  /** Those that woke up since yesterday; likewise. */
  wokenLeads(): LeadsAnswer;
  /** By the beginning of a name, a company or an address: two letters or more. */
  searchLeads(text: string): LeadsAnswer;

  // The background to every panel and options page
  contextChanged(context: PanelContext): void;
  delivered(delivery: Delivery): void;
  /** There are leads that were none a moment ago: who is shown as no lead may be one. */
  newcomers(): void;
  /** To the panel beside this tab: show this lead, as one that was looked up. Other panels never answer. */
  showLead(shown: { tabId: number; whom: Whom; name: string | null }): true;
  /** A browser command for the panel of this tab. */
  verdictKey(key: { tabId: number; verdict: "good" | "bad" }): void;

  // The options page to the background
  optionsView(): OptionsView;
  connect(to: { address: string; token: string }): ConnectAnswer;
  disconnect(): void;
  setSites(ids: string[] | null): void;
  /** From the options or the popup: whether chips stand in lists. */
  setChips(on: boolean): void;
  /** Try everything now; of the refused, those named too. */
  retryOutbox(refusedIds: string[]): void;
  /** Give up a refused one. */
  discardRefused(id: string): void;
}

/** The one messenger. `sendMessage(type, data, { tabId, frameId })` goes to a tab, without a third argument to all extension pages. */
export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
