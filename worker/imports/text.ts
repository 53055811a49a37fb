import type { Chunks } from "../db/imports.ts";

/** Where a record begins: the number of a piece, and a letter (UTF-16 code unit) in its text. */
export interface Cursor {
  readonly chunk: number;
  readonly letter: number;
}

/** The text of a file from a place on, one or two pieces of it in memory. */
export class FileText {
  /** What is in memory; what is read already may still be at its beginning. */
  text = "";
  /** How far it is read: a place in `text`. */
  at = 0;
  /** Whether the end of `text` is the end of the file. */
  ended = false;
  readonly #chunks: Chunks;
  readonly #decoder: TextDecoder;
  /** Where in `text` each piece in memory begins; before 0 where its beginning was dropped. */
  #starts: { chunk: number; place: number }[] = [];
  #nextChunk: number;
  #skip: number;

  constructor(chunks: Chunks, encoding: string, from: Cursor) {
    this.#chunks = chunks;
    // A mark at the beginning of the file is no letter; one at the beginning of a later piece is.
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.#nextChunk = from.chunk;
    this.#skip = from.letter;
  }

  /** Have as many unread letters in memory, or all that are left. */
  async have(letters: number): Promise<void> {
    while (!this.ended && this.text.length - this.at < letters) await this.#append();
  }

  async #append(): Promise<void> {
    const bytes = await this.#chunks(this.#nextChunk);
    if (bytes === null) {
      this.ended = true;
      return;
    }
    const decoded = this.#decoder.decode(bytes);
    const piece = this.#nextChunk === 0 && decoded.startsWith("\uFEFF") ? decoded.slice(1) : decoded;
    this.#forget();
    this.#starts.push({ chunk: this.#nextChunk, place: this.text.length - this.#skip });
    this.text += this.#skip === 0 ? piece : piece.slice(this.#skip);
    this.#skip = 0;
    this.#nextChunk += 1;
  }

  /** Drop what is read. */
  #forget(): void {
    this.#starts = this.#starts
      .filter((_, index) => (this.#starts[index + 1]?.place ?? this.text.length) > this.at)
      .map(({ chunk, place }) => ({ chunk, place: place - this.at }));
    this.text = this.text.slice(this.at);
    this.at = 0;
  }

  /** The place of a letter of `text` in the file. */
  cursor(place: number): Cursor {
    if (place < this.text.length)
      for (let index = this.#starts.length - 1; index >= 0; index -= 1) {
        const start = this.#starts[index];
        if (start && start.place <= place) return { chunk: start.chunk, letter: place - start.place };
      }
    return { chunk: this.#nextChunk, letter: this.#skip };
  }

  /**
   * Read on to behind the next line break, or to the end of the file. Of a line longer than `longest` letters only
   * the beginning is kept. Null where nothing is left.
   */
  async line(longest: number): Promise<{ line: string; whole: boolean } | null> {
    await this.have(1);
    if (this.at >= this.text.length) return null;
    let line = "";
    for (;;) {
      const end = this.text.indexOf("\n", this.at);
      if (line.length <= longest)
        line += this.text.slice(this.at, Math.min(end < 0 ? this.text.length : end, this.at + longest + 1));
      this.at = end < 0 ? this.text.length : end + 1;
      if (end >= 0) break;
      await this.have(1);
      if (this.at >= this.text.length) break;
    }
    if (line.endsWith("\r")) line = line.slice(0, -1);
    return line.length > longest ? { line: line.slice(0, longest), whole: false } : { line, whole: true };
  }
}
