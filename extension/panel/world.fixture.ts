import { type Mock, vi } from "vitest";
import type { Insight } from "../../shared/contract/index.ts";
import type { RecordRef } from "../../shared/domain/crm/record.ts";
import type { AccountAnswer, LeadAnswer, PanelContext } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { controller } from "./controller.ts";
import { sampleInsight } from "./insight.fixture.ts";
import type { Port } from "./port.ts";
import { screenOf } from "./screen.ts";

export const t0 = Date.UTC(2026, 9, 5, 12);
export const ada = "ada@analytical.example";
export const person = (email: string, name: string | null = null) => ({ email, name, role: "from" as const });
export const view = (over: Partial<View> = {}): View => ({
  site: "gmail",
  siteName: "Gmail",
  state: "lead",
  record: null,
  domains: [],
  people: [person(ada, "Ada Lovelace")],
  threadKey: "t1",
  owner: null,
  folded: false,
  ...over,
});
export const several = (threadKey = "t1") =>
  view({ state: "several", people: [person(ada), person("jo@x.example", "Jo")], threadKey });
export const known = (over: Partial<Extract<LeadAnswer, { state: "known" }>> = {}): LeadAnswer => ({
  state: "known",
  insight: sampleInsight(t0),
  at: t0,
  trouble: null,
  given: null,
  ...over,
});
export const company = (
  over: Partial<Extract<AccountAnswer, { state: "known" }>> = {},
): Extract<AccountAnswer, { state: "known" }> => ({
  state: "known",
  found: {
    account: {
      name: "Analytical",
      domain: "analytical.example",
      leads: 3,
      best: [],
      openDeal: null,
      customerSince: null,
    },
    people: [
      {
        id: "ada",
        key: "sha256:ada",
        name: "Ada Lovelace",
        title: null,
        score: 82,
        band: "A",
        stage: "mql",
        flags: [],
      },
    ],
  },
  here: [],
  at: t0,
  trouble: null,
  ...over,
});
export const record = (key: string, type: RecordRef["type"] = "person"): RecordRef => ({
  type,
  key,
  tenant: "hubspot:1234567",
});
export const withFlags = (flags: string[]): Insight => ({ ...sampleInsight(t0), flags });
export const context: PanelContext = { connection: "ready", person: null, workspace: null, waiting: 0 };

/** A panel whose port answers as a test wants. */
export function world() {
  const port: { [Call in keyof Port]: Mock<Port[Call]> } = {
    now: vi.fn<Port["now"]>(() => Date.now()),
    cachedInsight: vi.fn<Port["cachedInsight"]>(async () => null),
    freshInsight: vi.fn<Port["freshInsight"]>(async () => known()),
    settled: vi.fn<Port["settled"]>(async () => undefined),
    cachedAccount: vi.fn<Port["cachedAccount"]>(async () => null),
    freshAccount: vi.fn<Port["freshAccount"]>(async () => company()),
    chips: vi.fn<Port["chips"]>(async () => [{ email: ada, chip: { score: 82, band: "A" } }]),
    history: vi.fn<Port["history"]>(async () => ({ state: "offline" })),
    decideClaim: vi.fn<Port["decideClaim"]>(async () => ({ ok: true, state: "confirmed" })),
    giveVerdict: vi.fn<Port["giveVerdict"]>(async () => Date.now()),
    discardVerdict: vi.fn<Port["discardVerdict"]>(async () => undefined),
    linkCopied: vi.fn<Port["linkCopied"]>(async () => undefined),
    askMarketing: vi.fn<Port["askMarketing"]>(async () => undefined),
    leadSeen: vi.fn<Port["leadSeen"]>(async () => undefined),
    addLead: vi.fn<Port["addLead"]>(async () => ({ ok: true, problem: null })),
    choice: vi.fn<Port["choice"]>(async () => null),
    choose: vi.fn<Port["choose"]>(async () => undefined),
    copy: vi.fn<Port["copy"]>(async () => true),
    fold: vi.fn<Port["fold"]>(),
    settings: vi.fn<Port["settings"]>(),
    openSettings: vi.fn<Port["openSettings"]>(async () => undefined),
  };
  const panel = controller(port);
  panel.takeContext(context);
  const screen = () => screenOf(panel.state.value);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { port, panel, screen, settle };
}
