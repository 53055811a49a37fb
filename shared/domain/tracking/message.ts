/** A message of the Segment HTTP Tracking API, as Leadlight understands it: checked, bounded, dated. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

/** `public`: by a key that stands in every page's source. `server`: by one that only the workspace's own tools have. */
export type Trust = "public" | "server";

export const messageTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type MessageType = (typeof messageTypes)[number];

export interface Message {
  /**
   * The sender's `messageId`, at most 128 characters; one made from what it says where there was none. Those that came by
   * a public key begin with `p:`.
   */
  readonly id: string;
  readonly type: MessageType;
  /** When it happened, UTC ms: the sender's clock put right, see `clock.ts`. */
  readonly at: number;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** Who `userId` was before (alias). */
  readonly previousId: string | null;
  readonly groupId: string | null;
  /** The event's name (track), the page's or screen's (page, screen). */
  readonly name: string | null;
  readonly properties: JsonObject;
  /** Of the person (identify, or `context.traits`), or of the company (group). */
  readonly traits: JsonObject;
  readonly context: JsonObject;
}
