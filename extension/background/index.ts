import { browser } from "wxt/browser";
import { preset } from "../build.ts";
import { onMessage, type SiteConfig, sendMessage } from "../messages.ts";
import { alarm } from "./alarm.ts";
import type { AddedLead, ConnectAnswer, OptionsView, PanelContext, VerdictGiven, Whom } from "./answers.ts";
import { besidePages } from "./beside.ts";
import { indexedBlobs } from "./blobs.ts";
import { client } from "./client.ts";
import { driftReports } from "./drift.ts";
import { passOnToFramed, tellPanels, tellTabs } from "./framed.ts";
import { hashedKey } from "./insights.ts";
import { choices, preferences, seenToday } from "./memory.ts";
import { besidePage, own } from "./own.ts";
import { parts } from "./parts.ts";
import { closeStoreToPages, localStore, sessionStore } from "./store.ts";
import { sentence, strings } from "./strings.ts";

/** How often the Worker is asked for new leads though nobody unknown comes up, ms. */
const newcomersEvery = 5 * 60_000;

/** Puts the parts of the background together. Every listener is added before the first wait: an event may have started us. */
export function startBackground(): void {
  const store = localStore;
  const now = () => Date.now();
  const picked = choices(store);
  const seen = seenToday(store, now);
  const wishes = preferences(store);

  const wakeAt = alarm("outbox", () => void waiting.flush());
  const lookAgainAt = alarm("newcomers", () => lookForNewcomers());
  const { connection, waiting, known, companies, asks, members, lists, inLists, chipsOf } = parts({
    store,
    session: sessionStore,
    blobs: indexedBlobs("leadlight"),
    client,
    preset,
    now,
    random: Math.random,
    wakeAt,
    onChange: () => void tellContext(),
    onDelivery: (delivery) => {
      void tellPanels((to) => sendMessage("delivered", delivery, to));
      if (delivery.counts !== null) void tellRows();
    },
    onNews: () => {
      void tellPanels((to) => sendMessage("newcomers", undefined, to));
      void inLists.newcomers().then(tellRows);
    },
  });

  /** Now, and every some minutes while the browser runs: also of who was looked at an hour ago. */
  function lookForNewcomers(): void {
    lookAgainAt(now() + newcomersEvery);
    void members.refresh();
  }

  async function context(): Promise<PanelContext> {
    const me = await connection.me();
    const connected = (await connection.current()) !== null;
    return {
      connection: !connected ? "none" : connection.signedOut() ? "refused" : "ready",
      person: me && {
        name: me.person.name,
        email: me.person.email,
        isAdmin: me.person.role === "admin",
      },
      workspace: me && {
        name: me.workspace.name,
        goodLead: me.workspace.goodLead.text,
        reasons: me.workspace.reasons,
        trustedCrms: me.workspace.trustedCrms ?? [],
      },
      waiting: await waiting.waitingVerdicts(),
    };
  }

  let lastTold = "";
  async function tellContext(): Promise<void> {
    await tellSites();
    const told = await context();
    const text = JSON.stringify(told);
    if (text === lastTold) return;
    lastTold = text;
    void tellPanels((to) => sendMessage("contextChanged", told, to));
  }

  async function siteConfig(): Promise<SiteConfig> {
    return {
      ownDomains: (await connection.me())?.workspace.ownDomains ?? [],
      enabledSites: await wishes.enabledSites(),
      folded: await wishes.folded(),
      chips: await wishes.chips((await beside.presets()).chips),
    };
  }

  let lastSites = "";
  async function tellSites(): Promise<void> {
    const config = await siteConfig();
    const text = JSON.stringify([config.ownDomains, config.enabledSites, config.chips]);
    if (text === lastSites) return;
    lastSites = text;
    await tellTabs((id) => sendMessage("siteConfigChanged", config, id));
  }

  /** What the rows of lists were told is of before. */
  const tellRows = (): Promise<void> => tellTabs((id) => sendMessage("rowsOutdated", undefined, id));

  async function giveVerdict(given: VerdictGiven): Promise<number> {
    const before = (await waiting.given(given.leadId))?.at ?? 0;
    // A verdict comes after the one that it replaces, whatever the clock did meanwhile.
    const at = Math.max(now(), before + 1, (given.previousAt ?? 0) + 1);
    await waiting.add(given.id, {
      kind: "verdict",
      about: await known.placeOf(given.whom),
      body: {
        id: given.id,
        leadId: given.leadId,
        verdict: given.verdict,
        ...(given.reason === null ? {} : { reason: given.reason }),
        ...(given.note === null ? {} : { note: given.note }),
        at,
        seen: given.seen,
      },
    });
    return at;
  }

  async function addLead({ whom: { email }, name }: { whom: Whom; name: string }): Promise<AddedLead> {
    const to = await connection.current();
    if (to === null) return { ok: false, problem: strings.notConnected };
    if (email === null) return { ok: false, problem: strings.notAdded };
    const answer = await client.addLead(to, { email, source: "Sales", ...(name === "" ? {} : { name }) });
    connection.noteAnswer(answer.ok ? null : answer.failure);
    if (answer.ok) {
      const [refused] = answer.value.refused;
      if (refused === undefined) {
        await members.welcome(await hashedKey(email));
        await inLists.newcomers();
        void tellRows();
        return { ok: true, problem: null };
      }
      return { ok: false, problem: refused.errors[0]?.message ?? strings.notAdded };
    }
    return { ok: false, problem: sentence(answer.failure) };
  }

  async function connect(to: { address: string; token: string }): Promise<ConnectAnswer> {
    const failure = await connection.connect(to);
    if (failure?.kind === "signed_out") return { ok: false, problem: strings.tokenRefused };
    if (failure !== null) return { ok: false, problem: sentence(failure) };
    void waiting.retry();
    void tellRows();
    void members.refresh();
    return { ok: true, problem: null };
  }

  async function optionsView(): Promise<OptionsView> {
    const me = await connection.me();
    return {
      address: (await connection.current())?.address ?? null,
      offeredAddress: (await beside.presets()).worker,
      connection: (await context()).connection,
      person: me && {
        name: me.person.name,
        email: me.person.email,
        role: me.person.role,
        team: me.person.team,
      },
      workspace: me?.workspace.name ?? null,
      version: me?.version ?? null,
      enabledSites: await wishes.enabledSites(),
      chips: await wishes.chips((await beside.presets()).chips),
      outbox: await waiting.list(),
    };
  }

  const beside = besidePages({
    store,
    enabledSites: wishes.enabledSites,
    worker: async () => (await connection.current())?.address ?? null,
    onPresets: () => void tellSites(),
  });

  const drifts = driftReports({
    store,
    client,
    now,
    version: browser.runtime.getManifest().version,
    connection: connection.current,
    isAllowed: async () => (await connection.me())?.workspace.driftReports === true,
    noteAnswer: connection.noteAnswer,
  });

  passOnToFramed();

  // What any part may ask.
  onMessage(
    "drift",
    besidePage((drift) => drifts.note(drift)),
  );
  onMessage("siteConfig", siteConfig);
  onMessage("foldChosen", ({ data }) => wishes.setFolded(data));

  onMessage(
    "rowChips",
    besidePage((asked) => inLists.rows(asked)),
  );
  onMessage(
    "rowReasons",
    besidePage((whom) => inLists.reasons(whom)),
  );

  // What only the extension's own pages may ask: a page's script runs in the page's process.
  onMessage(
    "panelContext",
    own(() => {
      void connection.refresh();
      return context();
    }),
  );
  onMessage(
    "cachedInsight",
    own((whom) => known.cached(whom)),
  );
  onMessage(
    "freshInsight",
    own((whom) => known.fresh(whom)),
  );
  onMessage(
    "settled",
    own((whom) => known.settled(whom)),
  );
  onMessage(
    "cachedAccount",
    own((asked) => companies.cached(asked)),
  );
  onMessage(
    "freshAccount",
    own((asked) => companies.fresh(asked)),
  );
  onMessage("chips", own(chipsOf));
  onMessage(
    "keptLeads",
    own((list) => lists.kept(list)),
  );
  onMessage(
    "bestLeads",
    own(() => lists.fresh("best")),
  );
  onMessage(
    "wokenLeads",
    own(() => lists.fresh("woken")),
  );
  onMessage(
    "searchLeads",
    own((text) => lists.search(text)),
  );
  onMessage("history", own(asks.history));
  onMessage("decideClaim", own(asks.decideClaim));
  onMessage("giveVerdict", own(giveVerdict));
  onMessage(
    "linkCopied",
    own(({ id, leadId, contentId }) =>
      waiting.add(id, { kind: "content_use", contentId, body: { id, leadId, at: now() } }),
    ),
  );
  onMessage(
    "askMarketing",
    own(({ id, leadId, text }) => waiting.add(id, { kind: "content_request", body: { id, leadId, text } })),
  );
  onMessage(
    "leadSeen",
    own(async ({ leadId, seen: state }) => {
      if (!(await seen.first(leadId))) return;
      await waiting.add(crypto.randomUUID(), { kind: "seen", body: { leadId, at: now(), seen: state } });
    }),
  );
  onMessage("addLead", own(addLead));
  onMessage(
    "choice",
    own((threadKey) => picked.of(threadKey)),
  );
  onMessage(
    "choose",
    own(({ threadKey, who }) => picked.choose(threadKey, who)),
  );
  onMessage(
    "openSettings",
    own(async () => {
      const address = (await connection.current())?.address;
      if (address !== undefined) await browser.tabs.create({ url: `${address}/settings` });
    }),
  );
  onMessage("optionsView", own(optionsView));
  onMessage("connect", own(connect));
  onMessage(
    "disconnect",
    own(async () => {
      await connection.disconnect();
      void tellRows();
    }),
  );
  onMessage(
    "setSites",
    own(async (ids) => {
      await wishes.setSites(ids);
      await tellSites();
    }),
  );
  onMessage(
    "setChips",
    own(async (on) => {
      await wishes.setChips(on);
      await tellSites();
    }),
  );
  onMessage(
    "retryOutbox",
    own((refusedIds) => waiting.retry(refusedIds)),
  );
  onMessage(
    "discardRefused",
    own((id) => waiting.discard(id)),
  );

  // Nothing to do but to be woken: what waits goes out when the browser starts.
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install" && preset === null) void browser.runtime.openOptionsPage();
  });
  browser.commands.onCommand.addListener(async (command, tab) => {
    const active = tab ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0];
    const tabId = active?.id;
    if (tabId === undefined) return;
    if (command === "toggle-panel")
      // Where no script stands yet, the shortcut lets us read the page.
      sendMessage("toggleFold", undefined, { tabId, frameId: 0 }).catch(() => beside.stand(tabId));
    if (command === "verdict-good" || command === "verdict-bad") {
      const verdict = command === "verdict-good" ? "good" : "bad";
      void tellPanels((to) => sendMessage("verdictKey", { tabId, verdict }, to));
    }
  });
  self.addEventListener("online", () => void waiting.flush(true));

  void closeStoreToPages();
  void connection
    .refresh()
    .then(() => waiting.flush())
    .then(drifts.flush);
  void known.prune();
  void companies.prune();
}
