import * as z from "zod";
import { Me } from "../../shared/contract/index.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { queue, type Store } from "./store.ts";

/** "none" is somebody's choice; nothing kept is not. */
const Kept = z.union([
  z.object({ address: z.url(), token: z.string().min(1).max(4000) }),
  z.literal("none").transform(() => null),
]);
const KeptMe = z.object({ at: z.number(), me: Me });
const meAge = 5 * 60_000;

/**
 * Which Worker this extension talks to and who it is there. The token stays in the background: nothing that
 * leaves this file but `current()` holds it, and only the client asks for that.
 */
export interface ConnectionKeeper {
  current(): Promise<Connection | null>;
  /** Who I am there and what the workspace shares, as last told; null before the first answer. */
  me(): Promise<Me | null>;
  /** The token was turned down since it was last good. */
  signedOut(): boolean;
  /** Tells what a call met, so that a token turned down is known at once, and one that works again too. */
  noteAnswer(failure: Failure | null): void;
  /** Asks `/v1/me` again where the last answer is older than five minutes. */
  refresh(force?: boolean): Promise<Failure | null>;
  connect(to: Connection): Promise<Failure | null>;
  disconnect(): Promise<void>;
}

/** `preset` is what a build was made with, used until somebody connects or disconnects. */
export function connectionKeeper(deps: {
  store: Store;
  client: Pick<Client, "me">;
  preset: Connection | null;
  now: () => number;
  /** Drops what was learned through the connection before, ahead of anybody being told of the new one. */
  forget: () => Promise<void>;
  onChange: () => void;
}): ConnectionKeeper {
  const { store, client, preset, now, forget, onChange } = deps;
  const inTurn = queue();
  let isSignedOut = false;

  async function current(): Promise<Connection | null> {
    const kept = await store.get("connection");
    if (kept === undefined) return preset;
    const read = Kept.safeParse(kept);
    return read.success ? read.data : null;
  }

  async function keptMe(): Promise<{ at: number; me: Me } | null> {
    const read = KeptMe.safeParse(await store.get("me"));
    return read.success ? read.data : null;
  }

  function noteAnswer(failure: Failure | null): void {
    const out = failure?.kind === "signed_out";
    // Being offline says nothing of the token.
    if (failure !== null && failure.kind === "offline") return;
    if (out === isSignedOut) return;
    isSignedOut = out;
    onChange();
  }

  return {
    current,
    noteAnswer,
    signedOut: () => isSignedOut,
    me: async () => (await keptMe())?.me ?? null,

    refresh: (force = false) =>
      inTurn(async () => {
        const to = await current();
        if (to === null) return null;
        const last = await keptMe();
        const age = last === null ? Number.POSITIVE_INFINITY : now() - last.at;
        if (!force && age >= 0 && age < meAge) return null;
        const answer = await client.me(to);
        noteAnswer(answer.ok ? null : answer.failure);
        if (!answer.ok) return answer.failure;
        await store.set("me", { at: now(), me: answer.value });
        if (JSON.stringify(last?.me) !== JSON.stringify(answer.value)) onChange();
        return null;
      }),

    connect: (to) =>
      inTurn(async () => {
        const answer = await client.me(to);
        if (!answer.ok) return answer.failure;
        await store.set("me", { at: now(), me: answer.value });
        await store.set("connection", to);
        await forget();
        isSignedOut = false;
        onChange();
        return null;
      }),

    disconnect: () =>
      inTurn(async () => {
        await store.set("connection", "none");
        await store.remove(["me"]);
        await forget();
        isSignedOut = false;
        onChange();
      }),
  };
}
