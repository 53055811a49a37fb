import * as z from "zod";
import type { View } from "../messages.ts";
import type { Site } from "../sites/site.ts";
import type { HostView, PageAccess, PendingLead } from "./answers.ts";
import type { Presets } from "./presets.ts";
import { queue, type Store } from "./store.ts";

/** What the browser lets an extension do with pages: see tabs.ts. */
export interface Tabs {
  /** The page's address; null where the browser does not tell us. */
  urlOf(tabId: number): Promise<string | null>;
  /** Tabs with a page of this host. The browser answers only where it has allowed the host. */
  at(pattern: string): Promise<number[]>;
  all(): Promise<number[]>;
  /** What our script there says; null where none stands. */
  view(tabId: number): Promise<View | null>;
  /** Puts a script into the page, where the browser lets us. */
  inject(tabId: number, script: "any" | "content"): Promise<boolean>;
  /** Unfolds the panel beside the page, whoever is read. */
  call(tabId: number): Promise<void>;
  /** Our script there goes. */
  leave(tabId: number): Promise<void>;
  /** True where a panel of this tab took it. */
  show(lead: PendingLead & { tabId: number }): Promise<boolean>;
  allowed(pattern: string): Promise<boolean>;
  disallow(pattern: string): Promise<void>;
  /** The hosts whose pages get the script whenever they are opened. */
  register(patterns: string[]): Promise<void>;
}

/** For how long a panel that is just starting may ask whom it was opened for, in milliseconds. */
const pendingFor = 10_000;

/** `https://crm.acme.example/*` for a page of that host on any port; null where no script may ever stand. */
export function patternOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${hostname}/*` : null;
}

/** `crm.acme.example` out of its pattern; with the scheme where that is not https. */
export const hostOf = (pattern: string): string => pattern.replace(/^https:\/\//, "").replace(/\/\*$/, "");

/** Beside which pages Leadlight stands: those of its sites, those of the hosts that a person allowed, any one on a click. */
export function pages(deps: {
  store: Store;
  tabs: Tabs;
  sites: readonly Site[];
  enabledSites: () => Promise<string[] | null>;
  presets: () => Promise<Presets>;
  /** The Worker's own address: its host stays allowed when nobody wants the panel beside it. */
  worker: () => Promise<string | null>;
  now: () => number;
}) {
  const { store, tabs, sites, enabledSites, presets, worker, now } = deps;
  const inTurn = queue();
  const pending = new Map<number, PendingLead & { until: number }>();

  async function kept(): Promise<string[]> {
    const read = z.array(z.string()).safeParse(await store.get("hosts"));
    return read.success ? read.data : [];
  }

  const siteAt = (url: string | null) =>
    url !== null && URL.canParse(url) ? sites.find((site) => site.accepts(new URL(url))) : undefined;

  /** The scripts follow what a person wants and the browser allows. Gives the hosts. */
  const settle = (change: (hosts: string[]) => string[] = (hosts) => hosts): Promise<string[]> =>
    inTurn(async () => {
      const before = await kept();
      const wanted = [...new Set(change(before))].sort();
      const allowed = await Promise.all(wanted.map((pattern) => tabs.allowed(pattern)));
      const hosts = wanted.filter((_, at) => allowed[at]);
      if (hosts.join() !== before.join()) await store.set("hosts", hosts);
      await tabs.register(hosts);
      return hosts;
    });

  /** In the pages that are open too. */
  async function enter(pattern: string, script: "any" | "content"): Promise<void> {
    for (const tabId of await tabs.at(pattern))
      if ((await tabs.view(tabId)) === null) await tabs.inject(tabId, script);
  }

  return {
    settle: () => settle(),

    async access(tabId: number): Promise<PageAccess> {
      const [url, view, enabled] = await Promise.all([tabs.urlOf(tabId), tabs.view(tabId), enabledSites()]);
      const site = sites.find(({ id }) => id === view?.site) ?? siteAt(url);
      if (site)
        return {
          kind: "site",
          id: site.id,
          name: site.name,
          enabled: enabled === null || enabled.includes(site.id),
        };
      const pattern = patternOf(url);
      if (pattern === null) return { kind: "none" };
      const host = hostOf(pattern);
      if ((await kept()).includes(pattern)) return { kind: "always", host, pattern };
      const preset = (await presets()).hosts.some((one) => one.pattern === pattern);
      return { kind: "possible", host, pattern, preset };
    },

    /**
     * Reads the page of this tab, by a person's own click, and shows the panel; about `lead`, where one is named.
     * False where the browser lets no script stand.
     */
    async stand(tabId: number, lead: PendingLead | null = null): Promise<boolean> {
      if (lead !== null) pending.set(tabId, { ...lead, until: now() + pendingFor });
      const stands = (await tabs.view(tabId)) !== null || (await tabs.inject(tabId, "any"));
      if (stands) await tabs.call(tabId);
      if (lead !== null && (await tabs.show({ ...lead, tabId }))) pending.delete(tabId);
      return stands;
    },

    /** Whom a panel of this tab was opened for, told once. */
    pendingLead(tabId: number): PendingLead | null {
      const lead = pending.get(tabId);
      pending.delete(tabId);
      return lead !== undefined && lead.until > now() ? { whom: lead.whom, name: lead.name } : null;
    },

    keepLead(tabId: number, lead: PendingLead): void {
      pending.set(tabId, { ...lead, until: now() + pendingFor });
    },

    /** After the browser has allowed the host. False where it did not. */
    async always(pattern: string): Promise<boolean> {
      const hosts = await settle((before) => [...before, pattern]);
      if (!hosts.includes(pattern)) return false;
      await enter(pattern, "any");
      return true;
    },

    async never(pattern: string): Promise<void> {
      const open = await tabs.at(pattern);
      await settle((before) => before.filter((one) => one !== pattern));
      for (const tabId of open) if ((await tabs.view(tabId))?.site === "generic") await tabs.leave(tabId);
      if (patternOf(await worker()) !== pattern) await tabs.disallow(pattern);
    },

    /** The browser has taken something away, and shows us none of those pages any more: their scripts say where they are. */
    async taken(): Promise<void> {
      const before = await kept();
      const after = await settle();
      const gone = before
        .filter((pattern) => !after.includes(pattern))
        .map((pattern) => new URL(pattern).hostname);
      if (gone.length === 0) return;
      for (const tabId of await tabs.all()) {
        const view = await tabs.view(tabId);
        if (view?.site === "generic" && gone.includes(view.siteName)) await tabs.leave(tabId);
      }
    },

    /** Those that a person allowed, and those that the company wants. */
    async hosts(): Promise<HostView[]> {
      const [allowed, { hosts: wanted }] = await Promise.all([kept(), presets()]);
      const name = (pattern: string) => wanted.find((one) => one.pattern === pattern)?.name ?? null;
      return [
        ...allowed.map((pattern) => ({ pattern, host: hostOf(pattern), name: name(pattern), allowed: true })),
        ...wanted
          .filter(({ pattern }) => !allowed.includes(pattern))
          .map(({ pattern, name }) => ({ pattern, host: hostOf(pattern), name, allowed: false })),
      ];
    },

    /** After an install or an update: the scripts of before are gone from the pages that stand open. */
    async takeOver(): Promise<void> {
      for (const pattern of sites.flatMap(({ matches }) => matches))
        if (await tabs.allowed(pattern)) await enter(pattern, "content");
      for (const pattern of await settle()) await enter(pattern, "any");
    },
  };
}

export type Pages = ReturnType<typeof pages>;
