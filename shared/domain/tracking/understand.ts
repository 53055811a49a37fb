import type { Message } from "./message.ts";
import type { SequenceWord, TouchDraft, Traits } from "./touch.ts";

/** All that a message says: what happened, and of whom. */
export interface Understood {
  readonly touch: TouchDraft | null;
  readonly sequence: SequenceWord | null;
  /** Strong keys (`user:…`, `email:…`, others), in the order of who it is about. */
  readonly keys: readonly string[];
  /** `anonymous:<anonymousId>`. */
  readonly anonymous: string | null;
  /** The id that the person had before, bare. */
  readonly alias: string | null;
  /** Of the person. */
  readonly traits: Traits;
}

export type EventKinds = Readonly<Record<string, { kind: string; direction: "theirs" | "ours" }>>;

/** @param eventKinds what marketing takes events for, by their names in lower case */
export function understand(message: Message, eventKinds: EventKinds): Understood {
  const { id, at, type, name, userId, anonymousId, previousId, traits } = message;
  const happened = type === "track" || type === "page" || type === "screen";
  const said = eventKinds[name?.toLowerCase() ?? ""];
  const email = typeof traits.email === "string" ? traits.email.trim().toLowerCase() : null;
  return {
    touch: happened
      ? {
          id,
          at,
          kind: said?.kind ?? (type === "track" ? "other" : "page_view"),
          direction: said?.direction ?? "theirs",
          channel: "Direct",
          title: name ?? type,
          url: null,
          campaign: null,
          content: null,
          person: null,
          details: null,
          unmapped: type === "track" && !said ? name : null,
        }
      : null,
    sequence: null,
    keys: [...(userId ? [`user:${userId}`] : []), ...(email ? [`email:${email}`] : [])],
    anonymous: anonymousId ? `anonymous:${anonymousId}` : null,
    alias: previousId,
    traits: Object.fromEntries(
      ["name", "title", "company"].flatMap((field) =>
        typeof traits[field] === "string" ? [[field, traits[field]]] : [],
      ),
    ),
  };
}
