/**
 * A set of SHA-256 hashes, small enough to be carried by everybody who asks of strangers: whoever is in it is found,
 * and of others one in 2^`restBits` is found, too.
 *
 * Hashes are spread evenly, so the filter is made of equal ranges of them, its parts, each of which is made, kept and
 * read by itself. A part of `n` hashes is cut into `n` buckets of equal width. Of each hash its bucket is told in
 * unary, and `restBits` bits of where in the bucket it lies: `2 + restBits` bits a hash, where a Bloom filter takes
 * 1.44 × `restBits` (Elias: Efficient storage and retrieval by content and address of static files, 1974; Fano, 1971).
 *
 * A part in bytes, little endian: n (4 bytes), restBits (1), partBits (1), two of nothing; the buckets (2 n bits: a 1 for
 * each hash, then a 0 where its bucket ends); the rests (n × restBits bits, in the order of hashes). Both are filled up
 * to whole bytes, the lowest bit of a byte first.
 */

/** How many hex digits of a hash are looked at: 48 bits, which a number holds exactly. */
export const DIGITS = 12;
const RANGE = 2 ** (4 * DIGITS);
const HEAD = 8;
/** A place is noted for every so many buckets, from where they are counted. */
const STRIDE = 64;

/** How a filter is made. */
export interface Shape {
  /** It has 2^partBits parts. */
  partBits: number;
  /** Of strangers one in 2^restBits is taken for a member. */
  restBits: number;
}

/** A part has about so many hashes at most. */
const PART = 16_384;
/** All parts together have about so many bits at most, as long as that leaves `FEWEST` a hash. */
const MOST = 11_200_000;
const FEWEST = 9;
const BEST = 24;

/** The shape for about so many hashes. */
export function shapeFor(hashes: number): Shape {
  const bits = Math.floor(MOST / Math.max(1, hashes));
  return {
    partBits: Math.max(0, Math.ceil(Math.log2(Math.max(1, hashes) / PART))),
    restBits: Math.min(BEST, Math.max(FEWEST, bits)) - 2,
  };
}

/** The hex digits from which on a part's hashes are; of the part after the last one, what is behind every hash. */
export const partStart = (part: number, { partBits }: Pick<Shape, "partBits">): string =>
  part >= 2 ** partBits ? "g" : (part * 2 ** (4 * DIGITS - partBits)).toString(16).padStart(DIGITS, "0");

/** A hash's first digits as a number. */
export const placeOf = (hex: string): number => Number.parseInt(hex.slice(0, DIGITS), 16);

const digitOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(code));
  return Math.max(0, digit);
});

/** The places of hashes of which the first 12 digits each are given, one behind the other. */
export function placesIn(digits: string): Float64Array {
  const places = new Float64Array(Math.floor(digits.length / DIGITS));
  for (let index = 0, at = 0; index < places.length; index += 1) {
    let high = 0;
    let low = 0;
    for (const middle = at + DIGITS / 2; at < middle; at += 1)
      high = (high << 4) | (digitOf[digits.charCodeAt(at)] ?? 0);
    for (const end = at + DIGITS / 2; at < end; at += 1)
      low = (low << 4) | (digitOf[digits.charCodeAt(at)] ?? 0);
    places[index] = high * 2 ** (2 * DIGITS) + low;
  }
  return places;
}

/** Bucket and rest of a place in a part of `n` hashes; the same arithmetic makes a part and reads it. */
function cut(place: number, n: number, partBits: number, restBits: number): { bucket: number; rest: number } {
  const width = RANGE / 2 ** partBits;
  const x = ((place % width) / width) * n;
  const bucket = Math.min(n - 1, Math.floor(x));
  const rest = Math.min(2 ** restBits - 1, Math.floor((x - bucket) * 2 ** restBits));
  return { bucket, rest };
}

/** Makes a part of the places of all its hashes, in any order. */
export function makePart(places: Float64Array, { partBits, restBits }: Shape): Uint8Array {
  const n = places.length;
  const bucketBytes = Math.ceil(n / 4);
  const bytes = new Uint8Array(HEAD + bucketBytes + Math.ceil((n * restBits) / 8));
  new DataView(bytes.buffer).setUint32(0, n, true);
  bytes[4] = restBits;
  bytes[5] = partBits;
  const buckets = bytes.subarray(HEAD);
  const rests = bytes.subarray(HEAD + bucketBytes);
  places.sort();
  for (let index = 0; index < n; index += 1) {
    const { bucket, rest } = cut(places[index] ?? 0, n, partBits, restBits);
    const bit = bucket + index;
    buckets[bit >> 3] = (buckets[bit >> 3] ?? 0) | (1 << (bit & 7));
    let at = index * restBits;
    for (let left = restBits, value = rest; left > 0; ) {
      const free = 8 - (at & 7);
      rests[at >> 3] = (rests[at >> 3] ?? 0) | ((value << (at & 7)) & 255);
      value >>>= free;
      at += free;
      left -= free;
    }
  }
  return bytes;
}

/** A filter as it is asked. */
export interface Filter {
  /** How many hashes it holds. */
  readonly size: number;
  /** @param hex a hash, of which the first 12 digits are looked at */
  has(hex: string): boolean;
}

interface Part {
  n: number;
  restBits: number;
  buckets: Uint8Array;
  rests: Uint8Array;
  /** The bit behind every 64th bucket's end: where bucket `64 i` begins. */
  starts: Uint32Array;
}

/** The parts of a filter, one after the other; none at all hold nobody. Null where that is not what the bytes are. */
export function readFilter(bytes: Uint8Array): Filter | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const partBits = bytes[5] ?? 0;
  const parts: Part[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length; ) {
    if (at + HEAD > bytes.length || bytes[at + 5] !== partBits) return null;
    const n = view.getUint32(at, true);
    const restBits = bytes[at + 4] ?? 0;
    const from = at + HEAD;
    const middle = from + Math.ceil(n / 4);
    const end = middle + Math.ceil((n * restBits) / 8);
    if (restBits < 1 || restBits > BEST || end > bytes.length) return null;
    const buckets = bytes.subarray(from, middle);
    const starts = startsOf(buckets, n);
    if (starts === null) return null;
    parts.push({ n, restBits, buckets, rests: bytes.subarray(middle, end), starts });
    size += n;
    at = end;
  }
  if (parts.length === 0) return { size: 0, has: () => false };
  if (parts.length !== 2 ** partBits) return null;
  return {
    size,
    has(hex) {
      const place = placeOf(hex);
      const part = parts[Math.floor(place / (RANGE / 2 ** partBits))];
      return part !== undefined && isIn(part, place, partBits);
    },
  };
}

const zeros = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 8;
  for (let bits = byte; bits > 0; bits &= bits - 1) count -= 1;
  return count;
});

/** Where every 64th bucket begins; null where there are not as many buckets as hashes. */
function startsOf(buckets: Uint8Array, n: number): Uint32Array | null {
  const starts = new Uint32Array(Math.ceil(n / STRIDE));
  let ended = 0;
  let next = 1;
  for (let index = 0; index < buckets.length; index += 1) {
    const byte = buckets[index] ?? 0;
    const after = ended + (zeros[byte] ?? 0);
    for (; next < starts.length && after >= next * STRIDE; next += 1) {
      let count = ended;
      let bit = 0;
      for (; count < next * STRIDE; bit += 1) if (((byte >> bit) & 1) === 0) count += 1;
      starts[next] = index * 8 + bit;
    }
    ended = after;
  }
  // What fills the last byte up are zeros, too.
  return ended === n + (buckets.length * 8 - 2 * n) ? starts : null;
}

const bitAt = (bytes: Uint8Array, bit: number): number => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;

function isIn({ n, restBits, buckets, rests, starts }: Part, place: number, partBits: number): boolean {
  if (n === 0) return false;
  const { bucket, rest } = cut(place, n, partBits, restBits);
  const stride = Math.floor(bucket / STRIDE);
  let bit = starts[stride] ?? 0;
  for (let left = bucket - stride * STRIDE; left > 0; bit += 1) if (bitAt(buckets, bit) === 0) left -= 1;
  for (; bitAt(buckets, bit) === 1; bit += 1) if (restAt(rests, bit - bucket, restBits) === rest) return true;
  return false;
}

function restAt(rests: Uint8Array, index: number, restBits: number): number {
  const bit = index * restBits;
  const byte = bit >> 3;
  const word =
    ((rests[byte] ?? 0) | ((rests[byte + 1] ?? 0) << 8) | ((rests[byte + 2] ?? 0) << 16)) +
    (rests[byte + 3] ?? 0) * 2 ** 24;
  return Math.floor(word / 2 ** (bit & 7)) % 2 ** restBits;
}
