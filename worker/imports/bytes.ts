/** What the bytes of a file say about how they are to be read, seen while they stream by. */

/** How letters lie in the bytes: one or more bytes each with ASCII as it is, or two bytes each. */
export type Width = "bytes" | "utf-16le" | "utf-16be";

export interface Form {
  width: Width;
  /** The encoding that a mark at the beginning names. */
  mark: "utf-8" | "utf-16le" | "utf-16be" | null;
  /** Lines end in `\r` alone, as on a Mac of old. */
  bareReturns: boolean;
}

/** What the beginning of a file says. */
export function formOf(head: Uint8Array): Form {
  const mark =
    head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
      ? "utf-8"
      : head[0] === 0xff && head[1] === 0xfe
        ? "utf-16le"
        : head[0] === 0xfe && head[1] === 0xff
          ? "utf-16be"
          : null;
  const width = mark === "utf-8" ? "bytes" : (mark ?? widthOf(head));
  return { width, mark, bareReturns: hasBareReturns(head, width) };
}

/** Without a mark, UTF-16 is known by its zero bytes: commas, digits and line breaks have one each, all on one side. */
function widthOf(head: Uint8Array): Width {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const few = head.length / 40;
  if (odd > few && odd > even * 20 && even < head.length / 10) return "utf-16le";
  if (even > few && even > odd * 20 && odd < head.length / 10) return "utf-16be";
  return "bytes";
}

/** The place of the byte that tells, in a letter of two. */
const low = (width: Width): number => (width === "utf-16be" ? 1 : 0);
const high = (width: Width): number => (width === "utf-16be" ? 0 : 1);

/** The code at a place where it is ASCII; -1 for any other. */
const asciiAt = (bytes: Uint8Array, at: number, width: Width): number =>
  width === "bytes" || bytes[at + high(width)] === 0
    ? (bytes[width === "bytes" ? at : at + low(width)] ?? -1)
    : -1;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

function hasBareReturns(head: Uint8Array, width: Width): boolean {
  const step = width === "bytes" ? 1 : 2;
  let quoted = false;
  let returns = 0;
  for (let at = 0; at < head.length; at += step) {
    const code = asciiAt(head, at, width);
    if (code === QUOTE) quoted = !quoted;
    else if (code === LF && !quoted) return false;
    else if (code === CR && !quoted) returns += 1;
  }
  return returns > 0;
}

/** Line breaks of a Mac of old become `\n`, in place. */
export function breakLines(bytes: Uint8Array, width: Width): void {
  const step = width === "bytes" ? 1 : 2;
  const place = width === "bytes" ? 0 : low(width);
  for (let at = 0; at < bytes.length; at += step)
    if (asciiAt(bytes, at, width) === CR) bytes[at + place] = LF;
}

/** Where to cut so that what comes before can be read by itself: behind the last line, else at least behind a letter. */
export function cutPlace(bytes: Uint8Array, width: Width): number {
  if (width === "bytes") {
    const end = bytes.lastIndexOf(LF) + 1;
    if (end > 0) return end;
    let place = bytes.length - 1;
    while (place > bytes.length - 4 && ((bytes[place] ?? 0) & 0xc0) === 0x80) place -= 1;
    return ((bytes[place] ?? 0) & 0xc0) === 0xc0 ? place : bytes.length;
  }
  const whole = bytes.length - (bytes.length % 2);
  for (let at = whole - 2; at >= 0; at -= 2) if (asciiAt(bytes, at, width) === LF) return at + 2;
  const isTorn = ((bytes[whole - 2 + high(width)] ?? 0) & 0xfc) === 0xd8;
  return isTorn ? whole - 2 : whole;
}

/** So much text with letters beyond ASCII is enough to guess by, in bytes. */
const ENOUGH = 48_000;
/** Of each piece, so that they come from all over a long file. */
const EACH = 12_000;

/** Lines with letters beyond ASCII, as many as it takes to tell in which encoding they are. */
export class Sample {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** @param piece whole lines */
  add(piece: Uint8Array): void {
    const limit = Math.min(ENOUGH, this.#size + EACH);
    for (let at = 0; this.#size < limit; ) {
      while (at < piece.length && (piece[at] ?? 0) < 0x80) at += 1;
      if (at >= piece.length) return;
      const lineEnd = piece.indexOf(LF, at);
      const end = Math.min(lineEnd < 0 ? piece.length : lineEnd + 1, at + 400);
      const part = piece.slice(this.#start(piece, at), end);
      this.#parts.push(part);
      this.#size += part.length;
      at = lineEnd < 0 ? piece.length : lineEnd + 1;
    }
  }

  /** Where the cell begins that a letter is in: bytes below "0" are no half of a letter in any encoding. */
  #start(piece: Uint8Array, at: number): number {
    let start = at;
    while (start > 0 && at - start < 100 && (piece[start - 1] ?? 0) >= 0x30) start -= 1;
    return start;
  }

  get bytes(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let place = 0;
    for (const part of this.#parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  }
}

/** Whether bytes that stream by are UTF-8 throughout. */
export class Utf8Check {
  #decoder: TextDecoder | null = new TextDecoder("utf-8", { fatal: true });

  add(part: Uint8Array): void {
    try {
      this.#decoder?.decode(part, { stream: true });
    } catch {
      this.#decoder = null;
    }
  }

  /** Whether all were, the last letter whole. */
  end(): boolean {
    try {
      this.#decoder?.decode();
    } catch {
      this.#decoder = null;
    }
    return this.#decoder !== null;
  }
}
