/** Files too big to keep: made as they are sent, never in memory whole. */

const encoder = new TextEncoder();

/** Lines, sent some thousand at a time. */
async function* lines(total: number, line: (index: number) => string): AsyncGenerator<Uint8Array> {
  let text = "";
  for (let index = 0; index < total; index += 1) {
    text += line(index);
    if (text.length > 60_000) {
      yield encoder.encode(text);
      text = "";
    }
  }
  yield encoder.encode(text);
}

/** The same letters until there are `bytes` of them. */
async function* again(letters: string, bytes: number): AsyncGenerator<Uint8Array> {
  const piece = encoder.encode(letters.repeat(Math.ceil(65_536 / letters.length)).slice(0, 65_536));
  for (let sent = 0; sent < bytes; sent += piece.length)
    yield piece.subarray(0, Math.min(piece.length, bytes - sent));
}

async function* all(...parts: (string | AsyncIterable<Uint8Array>)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts)
    if (typeof part === "string") yield encoder.encode(part);
    else yield* part;
}

async function* inUtf16(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  yield Uint8Array.of(0xff, 0xfe);
  for await (const part of parts)
    yield new Uint8Array(Buffer.from(decoder.decode(part, { stream: true }), "utf16le"));
}

const lead = (index: number): string => `lead${index}@many.example,Lead ${index}\n`;
const MB = 1_000_000;

export const big = {
  "columns-512.csv": () =>
    all(
      lines(512, (index) => (index ? `,Column ${index}` : "Email")),
      "\n",
      lines(512, (index) => (index ? `,${index}` : "ada@analytical.example")),
      "\n",
    ),
  "columns-513.csv": () =>
    all(
      lines(513, (index) => (index ? `,Column ${index}` : "Email")),
      "\nada@analytical.example\n",
    ),
  "columns-million.csv": () =>
    all(
      lines(1_000_000, (index) => (index ? `,c${index}` : "Email")),
      "\nada@analytical.example\n",
    ),
  "columns-later.csv": () =>
    all(
      "Email,Name\nada@analytical.example,Ada\ncharles@analytical.example,Charles",
      again(",", 9 * MB),
      "\n",
    ),
  "rows-300000.csv": () => all("Email,Name\n", lines(300_000, lead)),
  "bytes-60-million.csv": () =>
    all(
      "Email,Name\n",
      lines(60_000, (index) => `${lead(index).trim()}${"x".repeat(1000)}\n`),
    ),
  "line-10-million.csv": () =>
    all("Email,Name\n", lead(1), "ada@analytical.example,", again("x", 10 * MB), "\n", lead(2)),
  "only-line-10-million.csv": () => again("x", 10 * MB),
  "cell-1-million.csv": () =>
    all(
      'Email,Note\nada@analytical.example,"',
      again("words without end ", MB),
      '"\ncharles@analytical.example,short\n',
    ),
  "cell-of-lines-1-million.csv": () =>
    all(
      'Email,Note\nada@analytical.example,"',
      again("a line of it,\n", MB),
      '"\ncharles@analytical.example,short\n',
    ),
  "quote-never-closed.csv": () =>
    all("Email,Name\n", lead(0), 'ada@analytical.example,"Ada\n', lines(30_000, lead)),
  "newlines-10-million.csv": () => all("Email,Name\n", lead(0), again("\n", 10 * MB), lead(1)),
  "utf16-pieces.csv": () =>
    inUtf16(
      all(
        "Email,Name\n",
        lines(8_000, (index) => `lead${index}@many.example,Zoë 💥 ${"ł".repeat(index % 120)}\n`),
      ),
    ),
  "utf8-pieces.csv": () =>
    all(
      "Email,Name\n",
      lines(8_000, (index) => `lead${index}@many.example,"Zoë 💥\n${"ł".repeat(index % 120)}"\n`),
    ),
  "array-10-million.ndjson": () =>
    all(
      "[",
      lines(200_000, (index) => `{"email":"lead${index}@many.example"},`),
      "{}]",
    ),
  "deep-10-million.ndjson": () =>
    all(
      '{"email":"ada@analytical.example","a":',
      again("[", 10 * MB),
      "\n",
      '{"email":"charles@analytical.example"}\n',
    ),
} satisfies Record<string, () => AsyncIterable<Uint8Array>>;

export type Big = keyof typeof big;
