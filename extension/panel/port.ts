import type {
  AccountAnswer,
  AccountAsked,
  AddedLead,
  ChipsAnswer,
  ClaimAnswer,
  ClaimSaid,
  HistoryAnswer,
  HistoryAsk,
  LeadAnswer,
  VerdictGiven,
  Whom,
} from "../background/answers.ts";

/** What the panel asks of the rest of the extension and of the browser. */
export interface Port {
  now(): number;
  cachedInsight(whom: Whom): Promise<LeadAnswer | null>;
  freshInsight(whom: Whom): Promise<LeadAnswer>;
  /** The page has stood with this record and this address for a while. */
  settled(whom: Whom): Promise<void>;
  cachedAccount(asked: AccountAsked): Promise<AccountAnswer | null>;
  freshAccount(asked: AccountAsked): Promise<AccountAnswer>;
  chips(emails: string[]): Promise<ChipsAnswer>;
  history(ask: HistoryAsk): Promise<HistoryAnswer>;
  decideClaim(said: ClaimSaid): Promise<ClaimAnswer>;
  giveVerdict(verdict: VerdictGiven): Promise<number>;
  /** Gives up one that the Worker refused. */
  discardVerdict(id: string): Promise<void>;
  linkCopied(use: { id: string; leadId: string; contentId: string }): Promise<void>;
  askMarketing(request: { id: string; leadId: string; text: string }): Promise<void>;
  leadSeen(seen: { leadId: string; seen: VerdictGiven["seen"] }): Promise<void>;
  addLead(lead: { whom: Whom; name: string }): Promise<AddedLead>;
  choice(threadKey: string): Promise<string | null>;
  choose(choice: { threadKey: string; who: string | null }): Promise<void>;
  /** True when the text is in the clipboard. */
  copy(text: string): Promise<boolean>;
  fold(): void;
  settings(): void;
  /** The page of the dashboard where CRMs are trusted. */
  openSettings(): Promise<void>;
}
