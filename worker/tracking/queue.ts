import type { Parcel, ParcelItem } from "./parcel.ts";

/** Before the database, where volume asks for it: parcels as messages of a Cloudflare Queue. */

/** Of Queues, in bytes; up to `overhead` of a message are the queue's own. */
export const queueLimits = {
  messageBytes: 128_000,
  sendBytes: 256_000,
  sendMessages: 100,
  overhead: 100,
} as const;

/** As much of a Cloudflare Queue as is needed to send. */
export interface Outbox {
  sendBatch(messages: Iterable<{ body: Parcel; contentType: "json" }>): Promise<unknown>;
}

const encoder = new TextEncoder();
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** A part of a parcel that fits one message, and what it measures there. */
interface Part {
  readonly parcel: Parcel;
  readonly bytes: number;
}

/**
 * A parcel's items in parts that each fit one message, in order; `tooLong` are those that alone fit none. What was
 * left out of the parcel is in no part.
 */
export function split(parcel: Parcel): { parts: Part[]; tooLong: ParcelItem[] } {
  const { messageBytes, overhead } = queueLimits;
  const part = (number: number, items: readonly ParcelItem[]): Parcel => ({
    ...parcel,
    id: `${parcel.id}.${number}`,
    items,
    rejected: [],
  });
  const parts: Part[] = [];
  const tooLong: ParcelItem[] = [];
  // The number has as many digits as there can be items.
  const empty = bytesOf(part(parcel.items.length, [])) + overhead;
  let items: ParcelItem[] = [];
  let bytes = empty;
  const close = (): void => {
    if (items.length > 0) parts.push({ parcel: part(parts.length, items), bytes });
    items = [];
    bytes = empty;
  };
  for (const item of parcel.items) {
    // With its comma.
    const size = bytesOf(item) + 1;
    if (empty + size > messageBytes) {
      tooLong.push(item);
      continue;
    }
    if (bytes + size > messageBytes) close();
    items.push(item);
    bytes += size;
  }
  close();
  return { parts, tooLong };
}

/** Parts, in order, by what one send takes. */
export function sends(parts: readonly Part[]): Part[][] {
  const all: Part[][] = [];
  let bytes = 0;
  for (const part of parts) {
    const last = all.at(-1);
    if (last && last.length < queueLimits.sendMessages && bytes + part.bytes <= queueLimits.sendBytes) {
      last.push(part);
      bytes += part.bytes;
    } else {
      all.push([part]);
      bytes = part.bytes;
    }
  }
  return all;
}

/**
 * Put a parcel's items into the queue.
 * @returns what is for the database at once: the counts of what was left out, since a message may be delivered twice,
 * and items that fit no message
 */
export async function enqueue(queue: Outbox, parcel: Parcel): Promise<Parcel> {
  const { parts, tooLong } = split(parcel);
  for (const send of sends(parts))
    await queue.sendBatch(send.map((part) => ({ body: part.parcel, contentType: "json" })));
  return { ...parcel, items: tooLong };
}
