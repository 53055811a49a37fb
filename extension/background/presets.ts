import * as z from "zod";
import { workerAddress } from "../options/address.ts";

/** What a company presets for its people by a policy of the browser; `public/managed.json` says it to the browser. */
export interface Presets {
  /** The Worker's address, to be offered. */
  worker: string | null;
  /** Where the company wants Leadlight to stand; each person allows it. */
  hosts: { pattern: string; name: string | null }[];
  /** Whether chips stand in lists while nobody has chosen. */
  chips: boolean | null;
}

const Host = z.object({ host: z.string().max(300), name: z.string().max(100).optional() });

/** Reads what the policy says, and leaves out what is none of ours: an admin's slip must not break the rest. */
export function readPresets(managed: Record<string, unknown>): Presets {
  const worker = z.string().safeParse(managed.worker);
  const hosts = z.array(z.unknown()).safeParse(managed.hosts);
  const chips = z.boolean().safeParse(managed.chips);
  return {
    worker: worker.success ? workerAddress(worker.data) : null,
    hosts: (hosts.success ? hosts.data : []).flatMap((one) => {
      const read = Host.safeParse(one);
      if (!read.success) return [];
      const pattern = hostPattern(read.data.host);
      return pattern === null ? [] : [{ pattern, name: read.data.name?.trim() || null }];
    }),
    chips: chips.success ? chips.data : null,
  };
}

/** `crm.acme.example`, or `http://crm.acme.example/path` -> a pattern of the whole host; https unless http is said. */
function hostPattern(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const full = text.includes("://") ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname } = new URL(full);
  const isHost = /^https?:$/.test(protocol) && hostname !== "" && !hostname.includes("*");
  return isHost ? `${protocol}//${hostname}/*` : null;
}
