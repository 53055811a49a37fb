import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { Chunks } from "../db/imports.ts";
import { type FileRow, type FileShape, records } from "./records.ts";
import type { Cursor } from "./text.ts";
import { UnreadableFile } from "./unreadable.ts";

const csv: FileShape = { format: "csv", encoding: "utf-8", delimiter: ",", header: true };
const ndjson: FileShape = { format: "ndjson", encoding: "utf-8", delimiter: null, header: false };
const start: Cursor = { chunk: 0, letter: 0 };

/** Pieces of at most so many bytes, each ending behind a line break where there is one, as an upload cuts them. */
function pieces(text: string | Uint8Array, size = 720_000): Chunks {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const list: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + size, bytes.length);
    const lineEnd = bytes.subarray(at, end).lastIndexOf(10);
    if (end < bytes.length && lineEnd >= 0) end = at + lineEnd + 1;
    else while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    list.push(bytes.subarray(at, end));
    at = end;
  }
  return async (number) => list[number] ?? null;
}

async function read(
  chunks: Chunks,
  columns: readonly string[],
  file = csv,
  from = start,
): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of records(chunks, file, columns, from)) rows.push(row);
  return rows;
}
const cellsOf = (rows: readonly FileRow[]) => rows.map(({ cells }) => cells);

describe("whatever a table holds and wherever it is cut, its rows come out as they went in", () => {
  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom("a", '"', ",", "\n", "\r\n", ";", " ", "ü", "日", "😀"),
      maxLength: 12,
    }),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    )
    .filter(([first]) => !first?.[0]?.startsWith("\uFEFF"));
  /** What Papa keeps and we do not: breaks at the end of a row, which tools and people trim; rows that say nothing. */
  const wanted = (rows: string[][]) =>
    rows
      .filter((cells) => cells.some((text) => text.trim() !== ""))
      .map((cells) =>
        cells.map((text, index) => (index === cells.length - 1 ? text.replace(/\r$/, "") : text)),
      );

  it("from any resume point, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom(",", ";", "\t"),
        fc.integer({ min: 16, max: 400 }),
        fc.boolean(),
        fc.boolean(),
        async (rows, newline, delimiter, size, quotes, mark) => {
          const width = rows[0]?.length ?? 0;
          const columns = Array.from({ length: width }, (_, index) => `Column ${index + 1}`);
          const text = (mark ? "\uFEFF" : "") + Papa.unparse(rows, { newline, delimiter, quotes });
          const chunks = pieces(text, size);
          const file = { ...csv, delimiter, header: false };
          const all = await read(chunks, columns, file);
          expect(all.filter(({ problem }) => problem !== null)).toEqual([]);
          expect(wanted(cellsOf(all))).toEqual(wanted(rows));
          for (const [index, { next }] of all.entries())
            expect(await read(chunks, columns, file, next)).toEqual(all.slice(index + 1));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("broken ones as well: the same rows and the same faults", async () => {
    const letters = fc.constantFrom("a", "1", '"', '"', ",", ",", "\n", "\n", "\r", "\r\n", " ", "ü", "😀");
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: letters, maxLength: 300 }),
        fc.integer({ min: 16, max: 100 }),
        fc.integer({ min: 1, max: 4 }),
        async (text, size, width) => {
          const columns = Array.from({ length: width }, (_, index) => `Column ${index + 1}`);
          const whole = await read(pieces(text), columns);
          const chunks = pieces(text, size);
          const all = await read(chunks, columns);
          const said = (rows: FileRow[]) =>
            rows.map(({ cells, problem, odd }) => [...cells, ...odd, problem]);
          expect(said(all)).toEqual(said(whole));
          for (const [index, { next }] of all.entries())
            expect(await read(chunks, columns, csv, next)).toEqual(all.slice(index + 1));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("NDJSON, too", async () => {
    const line = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d.e"),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 20 }),
        fc.integer({ min: 16, max: 200 }),
        async (lines, size) => {
          const columns = ["a", "b", "c", "d.e"];
          const chunks = pieces(lines.map((value) => JSON.stringify(value)).join("\n"), size);
          const all = await read(chunks, columns, ndjson);
          expect(cellsOf(all)).toEqual(
            lines.map((value) => columns.map((name) => String(value[name] ?? ""))),
          );
          for (const [index, { next }] of all.entries())
            expect(await read(chunks, columns, ndjson, next)).toEqual(all.slice(index + 1));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("CSV", () => {
  it("skips the header, blank lines, and the line that says what is between cells", async () => {
    const rows = await read(pieces("sep=;\r\n\r\na;b\r\n1;2\r\n\r\n;\r\n3;4"), ["a", "b"], {
      ...csv,
      delimiter: ";",
    });
    expect(cellsOf(rows)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("adds missing cells, cuts off what is too much, and says so; blank ones are not too much", async () => {
    const rows = await read(pieces("a,b\n1\n1,2,3\n1,2,,\n"), ["a", "b"]);
    expect(rows.map(({ cells, odd }) => [cells, odd])).toEqual([
      [["1", ""], ["fewer_cells"]],
      [["1", "2"], ["more_cells"]],
      [["1", "2"], []],
    ]);
  });

  it("loses one line to a quote that is never closed", async () => {
    const rows = await read(pieces('a,b\n1,2\n"x,3\n4,5\n6,"y'), ["a", "b"]);
    expect(rows.map(({ cells, problem }) => [cells, problem])).toEqual([
      [["1", "2"], null],
      [['"x', "3"], expect.stringContaining("never closed")],
      [["4", "5"], null],
      [["6", '"y'], expect.stringContaining("never closed")],
    ]);
  });

  it("swallows no rows where a later quote happens to close it", async () => {
    const rows = await read(pieces('a,b,c\n"5 inch,x,1\n6 inch,"y",2\n7 inch,z,3\n'), ["a", "b", "c"]);
    expect(rows.map(({ cells, problem }) => [cells[0], problem !== null])).toEqual([
      ['"5 inch', true],
      ["6 inch", false],
      ["7 inch", false],
    ]);
  });

  it("loses one line of many megabytes to it, too, wherever the file is cut", async () => {
    const line = `${"x".repeat(90)},2\n`;
    const text = `a,b\n${line.repeat(100)}"open,2\n${line.repeat(30_000)}`;
    for (const size of [100_000, 720_000]) {
      const rows = await read(pieces(text, size), ["a", "b"]);
      expect(rows.length).toBe(30_101);
      expect(rows.flatMap(({ problem }, index) => (problem ? [index] : []))).toEqual([100]);
    }
  });

  it("keeps a quote in the middle of a cell, and refuses where it hides how the row is meant", async () => {
    const rows = await read(pieces('a,b\n"a "good" one",1\n"a "good", bad",1\nx,7" pipe\n'), ["a", "b"]);
    expect(rows.map(({ cells, odd, problem }) => [cells[0], odd, problem !== null])).toEqual([
      ['a "good" one', ["loose_quote"], false],
      [expect.anything(), expect.anything(), true],
      ["x", [], false],
    ]);
    expect(rows[2]?.cells[1]).toBe('7" pipe');
  });

  it("reads a line whose cell goes on behind its quote by itself, whatever later lines hold", async () => {
    const rows = await read(pieces('a,b,c\n1,"Ada" Lovelace,x\n2,"Charles",y\n3,"Ada" "L",z\n'), [
      "a",
      "b",
      "c",
    ]);
    expect(rows.map(({ cells, odd, problem }) => [...cells, ...odd, problem])).toEqual([
      ["1", '"Ada" Lovelace', "x", "loose_quote", null],
      ["2", "Charles", "y", null],
      ["3", 'Ada" "L', "z", "loose_quote", null],
    ]);
    const many = await read(pieces(`a,b,c\n${'1,"Ada" L,x\n'.repeat(100_000)}`), ["a", "b", "c"]);
    expect(many.length).toBe(100_000);
    expect(many.every(({ problem }) => problem === null)).toBe(true);
  });

  it("takes a return alone for the end of a line among others, but not in quotes", async () => {
    const chunks = pieces('a,b\r\n1,2\n3,4\r5,6\r\r\n"7\r8",9\r\n10,11\r12,13');
    const rows = await read(chunks, ["a", "b"]);
    expect(cellsOf(rows)).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
      ["7\r8", "9"],
      ["10", "11"],
      ["12", "13"],
    ]);
    for (const [index, { next }] of rows.entries())
      expect(await read(chunks, ["a", "b"], csv, next)).toEqual(rows.slice(index + 1));
  });

  it("gives up on a file with more than 100 of them, soon", async () => {
    const text = `a,b\n${'"open,1\n'.repeat(2_000)}${"y,2\n".repeat(500_000)}`;
    await expect(read(pieces(text), ["a", "b"])).rejects.toBeInstanceOf(UnreadableFile);
  });

  it("refuses a cell without end as one row, where it is closed after all", async () => {
    const text = `a,b\n1,"${"a line of it,\n".repeat(80_000)}"\n3,4\n`;
    const rows = await read(pieces(text, 300_000), ["a", "b"]);
    expect(rows.map(({ cells, problem }) => [cells[0], problem])).toEqual([
      ["1", expect.stringContaining("longer than 200,000")],
      ["3", null],
    ]);
  });

  it("keeps a cell of many lines that is only long", async () => {
    const note = "a line of it,\n".repeat(10_000);
    const rows = await read(pieces(`a,b\n1,"${note}"\n3,4\n`, 30_000), ["a", "b"]);
    expect(cellsOf(rows)).toEqual([
      ["1", note],
      ["3", "4"],
    ]);
  });

  it("refuses a line without end and goes on behind it", async () => {
    const text = `a,b\n1,2\n${"x".repeat(2_000_000)}\n3,4\n`;
    const rows = await read(pieces(text), ["a", "b"]);
    expect(rows.map(({ cells, problem }) => [cells[0]?.length, problem])).toEqual([
      [1, null],
      [1_000, expect.stringContaining("longer than 200,000")],
      [1, null],
    ]);
  });

  it("names letters that the encoding does not have", async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode("a,b\nM"),
      0xfc,
      ...new TextEncoder().encode("ller,2\nx,3\n"),
    ]);
    const rows = await read(pieces(bytes), ["a", "b"]);
    expect(rows.map(({ odd }) => odd)).toEqual([["broken_letters"], []]);
    expect((await read(pieces(bytes), ["a", "b"], { ...csv, encoding: "windows-1252" }))[0]?.cells[0]).toBe(
      "Müller",
    );
  });
});

describe("NDJSON", () => {
  it("flattens what is nested, and says of a line what it is not", async () => {
    const text = [
      '{"id":1,"company":{"name":"Acme","place":{"city":"Ulm"}},"tags":["a",2],"no":null,"yes":true}',
      "",
      "[1]",
      '{"id":',
      '"text"',
      `{"id":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      '{"__proto__":{"polluted":"yes"},"id":2}',
    ].join("\r\n");
    const columns = ["id", "company.name", "company.place.city", "tags", "no", "yes", "__proto__.polluted"];
    const rows = await read(pieces(text), columns, ndjson);
    expect(rows.map(({ cells, problem }) => [cells.slice(0, 7), problem !== null])).toEqual([
      [["1", "Acme", "Ulm", '["a",2]', "", "true", ""], false],
      [["[1]", "", "", "", "", "", ""], true],
      [['{"id":', "", "", "", "", "", ""], true],
      [['"text"', "", "", "", "", "", ""], true],
      [expect.anything(), expect.any(Boolean)],
      [["2", "", "", "", "", "", "yes"], false],
    ]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
