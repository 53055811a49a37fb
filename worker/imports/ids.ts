/** Ids that come out the same whenever and however often something is imported. */

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The SHA-256 of a text, 32 bytes. */
export const digestOf = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/**
 * A UUIDv7 of a time, UTC ms, whose other 74 bits are those of a digest.
 * @param rank 0 to 4095: the order of ids of one instant, in place of 12 of the bits
 */
export function idFrom(at: number, digest: Uint8Array, rank?: number): string {
  const time = Math.min(Math.max(0, at), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, "0");
  const byte = (index: number) => hex[digest[index] ?? 0] ?? "";
  const first = rank === undefined ? `${byte(0)[0]}${byte(1)}` : rank.toString(16).padStart(3, "0");
  const second = `${hex[((digest[2] ?? 0) & 0x3f) | 0x80]}${byte(3)}`;
  const rest = [4, 5, 6, 7, 8, 9].map(byte).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${first}-${second}-${rest}`;
}

export const idOf = async (at: number, text: string, rank?: number): Promise<string> =>
  idFrom(at, await digestOf(text), rank);

/** The rank of a lead's id whose time nobody said: it is that of the first row that spoke of the lead. */
export const GUESSED = 0xfff;

/** The time of a lead's id where nobody said it, UTC ms; else null. */
export const guessIn = (leadId: string): number | null =>
  leadId.startsWith("7fff-", 14) ? Number.parseInt(leadId.slice(0, 13).replace("-", ""), 16) : null;
