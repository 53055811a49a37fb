import type { RejectionReason } from "../../shared/contract/sources.ts";
import type { Message, Trust } from "../../shared/domain/tracking/message.ts";

/** What came in one request, checked and dated; plain JSON, so that a queue can carry it. */
export interface Parcel {
  readonly id: string;
  /** Of the write key that it came by. */
  readonly keyId: string;
  readonly trust: Trust;
  /** UTC ms. */
  readonly receivedAt: number;
  readonly items: readonly ParcelItem[];
  readonly rejected: readonly Rejected[];
}

export interface ParcelItem {
  readonly message: Message;
  /** Of a valid signed link that it came with: the lead's key. The token itself goes no further than the edge. */
  readonly proven: Proven | null;
}

export interface Proven {
  readonly linkId: string;
  readonly key: string;
  /** UTC ms. */
  readonly expiresAt: number;
}

/** Messages that were left out, and why. */
export interface Rejected {
  readonly reason: RejectionReason;
  readonly messages: number;
  /** The field and what is wrong with it, of the last one; at most 500 characters. */
  readonly sample: string | null;
}
