import * as wide from "chardet/lib/encoding/mbcs.js";
import { likelihood } from "./letters.ts";

/** Which letters the bytes of a text stand for, guessed from those beyond ASCII. */

/** What a person may choose from, and what it is called. */
export const encodings: Readonly<Record<string, string>> = {
  "utf-8": "Unicode (UTF-8)",
  "windows-1252": "Western European (Windows)",
  macintosh: "Western European (Mac)",
  "windows-1250": "Central European (Windows)",
  "iso-8859-2": "Central European (ISO)",
  "windows-1251": "Cyrillic (Windows)",
  "koi8-r": "Cyrillic (KOI8-R)",
  "iso-8859-5": "Cyrillic (ISO)",
  "x-mac-cyrillic": "Cyrillic (Mac)",
  "windows-1253": "Greek (Windows)",
  "windows-1254": "Turkish (Windows)",
  "windows-1255": "Hebrew (Windows)",
  "windows-1256": "Arabic (Windows)",
  "windows-1257": "Baltic (Windows)",
  "windows-874": "Thai (Windows)",
  shift_jis: "Japanese (Shift JIS)",
  "euc-jp": "Japanese (EUC)",
  gbk: "Chinese, simplified (GBK)",
  big5: "Chinese, traditional (Big5)",
  "euc-kr": "Korean",
};

/** They know which letters of East Asia are frequent. */
const recognisers = [
  new wide.sjis(),
  new wide.big5(),
  new wide.euc_jp(),
  new wide.euc_kr(),
  new wide.gb_18030(),
];

/** An encoding as the Encoding Standard calls it; null where no decoder knows it. */
export function encodingNamed(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

const isWide = (encoding: string): boolean =>
  ["shift_jis", "euc-jp", "gbk", "big5", "euc-kr"].includes(encoding);

export interface Guess {
  readonly encoding: string;
  /** What the bytes say in it. */
  readonly text: string;
  readonly score: number;
}

/** Encodings of some bytes, the likeliest first. */
export function guesses(bytes: Uint8Array): Guess[] {
  const confidence = confidences(bytes);
  return Object.keys(encodings)
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes);
      // Nearly any bytes are some letters of East Asia; that they are frequent ones only the recognisers know.
      const share = isWide(encoding) ? 0.45 : 0;
      const score = (1 - share) * likelihood(text, encoding) + share * (confidence.get(encoding) ?? 0);
      return { encoding, text, score };
    })
    .sort((a, b) => b.score - a.score);
}

/** How sure the recognisers are, 0 to 100. */
function confidences(bytes: Uint8Array): Map<string, number> {
  const context = {
    rawInput: bytes,
    rawLen: bytes.length,
    inputBytes: bytes,
    inputLen: bytes.length,
    // Only those of single bytes look at these.
    byteStats: [],
    c1Bytes: false,
  };
  const found = new Map<string, number>();
  for (const recogniser of recognisers) {
    const match = recogniser.match(context);
    const named = match && encodingNamed(match.name);
    if (!match || !named) continue;
    // The recogniser knows the wider of two, of which people know the other.
    found.set(named === "gb18030" ? "gbk" : named, match.confidence);
  }
  return found;
}
