import type {
  AddedLead,
  ChipsAnswer,
  ClaimAnswer,
  ClaimSaid,
  HistoryAnswer,
  HistoryAsk,
  LeadAnswer,
  VerdictGiven,
} from "../background/answers.ts";

/** What the panel asks of the rest of the extension and of the browser. */
export interface Port {
  now(): number;
  cachedInsight(email: string): Promise<LeadAnswer | null>;
  freshInsight(email: string): Promise<LeadAnswer>;
  chips(emails: string[]): Promise<ChipsAnswer>;
  history(ask: HistoryAsk): Promise<HistoryAnswer>;
  decideClaim(said: ClaimSaid): Promise<ClaimAnswer>;
  giveVerdict(verdict: VerdictGiven): Promise<number>;
  /** Gives up one that the Worker refused. */
  discardVerdict(id: string): Promise<void>;
  linkCopied(use: { id: string; leadId: string; contentId: string }): Promise<void>;
  askMarketing(request: { id: string; leadId: string; text: string }): Promise<void>;
  leadSeen(seen: { leadId: string; seen: VerdictGiven["seen"] }): Promise<void>;
  addLead(lead: { email: string; name: string }): Promise<AddedLead>;
  choice(threadKey: string): Promise<string | null>;
  choose(choice: { threadKey: string; email: string }): Promise<void>;
  /** True when the text is in the clipboard. */
  copy(text: string): Promise<boolean>;
  fold(): void;
  settings(): void;
}
