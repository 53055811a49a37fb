import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { examine, shapeOf } from "./examine.ts";
import { records } from "./records.ts";
import { UnreadableFile } from "./unreadable.ts";
import { receive } from "./upload.ts";

/** Bytes as a network brings them. */
async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A file from its bytes to its rows. */
async function read(bytes: Uint8Array, { part = 65_536, piece = 720_000 } = {}) {
  const pieces: Uint8Array[] = [];
  const received = await receive(
    inParts(bytes, part),
    async (number, kept) => {
      expect(number).toBe(pieces.length);
      pieces.push(kept);
    },
    piece,
  );
  const chunks = async (number: number) => pieces[number] ?? null;
  const { shape, asks } = await shapeOf(chunks, received);
  const examined = await examine(chunks, shape);
  const columns = examined.profiles.map(({ column }) => column);
  const rows: string[][] = [];
  for await (const { cells } of records(chunks, shape, columns, { chunk: 0, letter: 0 })) rows.push(cells);
  return { shape, asks, columns, rows, pieces, received, examined };
}

/** The bytes of a text in an encoding, by what each one or two bytes are decoded to. */
function encoder(encoding: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes));
      if ([...letter].length === 1 && !bytesOf.has(letter)) bytesOf.set(letter, bytes);
    } catch {
      // No letter of this encoding.
    }
  };
  for (let first = 0; first < 256; first += 1) learn([first]);
  if (["shift_jis", "gbk", "big5", "euc-kr", "euc-jp"].includes(encoding))
    for (let first = 0x81; first < 255; first += 1)
      for (let second = 0x40; second < 255; second += 1) learn([first, second]);
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((letter) => {
        const bytes = bytesOf.get(letter);
        if (!bytes) throw new Error(`${letter} is not in ${encoding}`);
        return bytes;
      }),
    );
}

function utf16(text: string, endian: "le" | "be", mark: boolean): Uint8Array {
  const units = mark ? `\uFEFF${text}` : text;
  const bytes = new DataView(new ArrayBuffer(units.length * 2));
  for (let at = 0; at < units.length; at += 1) bytes.setUint16(at * 2, units.charCodeAt(at), endian === "le");
  return new Uint8Array(bytes.buffer);
}

const people: Record<string, string[]> = {
  "windows-1252": ["Zoë Müller", "François Noël", "José Muñoz", "“Œuvre” – 5 €"],
  "windows-1250": ["Łukasz Wałęsa", "Częstochowa", "Żółć"],
  "windows-1251": ["Иван Петров", "Ольга Смирнова", "Екатеринбург"],
  "koi8-r": ["Иван Петров", "Ольга Смирнова", "Екатеринбург", "Наталья Щукина"],
  "windows-1253": ["Παπαδόπουλος", "Αθήνα", "Γιώργος"],
  "windows-1256": ["محمد", "القاهرة", "شركة"],
  macintosh: ["Zoë Müller", "François Noël", "José Ñandú", "Björn Ångström"],
  shift_jis: ["田中太郎", "株式会社アクメ", "さくら営業部", "よろしくお願いします"],
  gbk: ["张伟", "北京有限公司", "我们的产品", "上海市销售部"],
  big5: ["陳怡君", "股份有限公司", "我們的產品", "業務部"],
  "euc-kr": ["김철수", "서울특별시 주식회사", "안녕하세요", "부산광역시"],
};
const table = (names: readonly string[], newline = "\n") =>
  ["Email,Name", ...names.map((name, index) => `p${index}@example.example,"${name}"`)].join(newline);

describe("a file in any encoding", () => {
  it.each(Object.entries(people))("%s", async (encoding, names) => {
    const { shape, rows } = await read(encoder(encoding)(table(names, "\r\n")));
    expect(rows.map(([, name]) => name)).toEqual(names);
    expect(shape).toEqual({ format: "csv", encoding, delimiter: ",", header: true });
  });

  const all = Object.values(people).flat();
  it.each([
    ["utf-8", new TextEncoder().encode(table(all))],
    ["utf-8", new TextEncoder().encode(`\uFEFF${table(all)}`)],
    ["utf-16le", utf16(table(all), "le", false)],
    ["utf-16le", utf16(table(all), "le", true)],
    ["utf-16be", utf16(table(all), "be", false)],
    ["utf-16be", utf16(table(all), "be", true)],
  ])("%s", async (encoding, bytes) => {
    const { shape, rows, columns, asks } = await read(bytes);
    expect([shape.encoding, columns, asks]).toEqual([encoding, ["Email", "Name"], []]);
    expect(rows.map(([, name]) => name)).toEqual(all);
  });

  it("keeps a file in UTF-8 with a few broken letters in UTF-8", async () => {
    const text = new TextEncoder().encode(table(all));
    const bytes = new Uint8Array([...text, ...new TextEncoder().encode("\nx@y.example,M"), 0xfc, 0x0a]);
    const { shape, rows } = await read(bytes);
    expect(shape.encoding).toBe("utf-8");
    expect(rows.at(-1)).toEqual(["x@y.example", "M\uFFFD"]);
  });

  it("is not taken for another by curly quotes and a euro alone", async () => {
    const { shape, asks } = await read(encoder("windows-1252")("Email,Note\na@b.example,don’t – 5 €\n"));
    expect([shape.encoding, asks]).toEqual(["windows-1252", []]);
  });
});

describe("pieces", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "1", '"', ",", "\n", " ", "ü", "日", "😀"),
    maxLength: 10,
  });
  const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });
  const wanted = (rows: readonly string[][]) =>
    rows.filter((cells) => cells.some((text) => text.trim() !== ""));
  const forms = {
    utf8: (text: string) => new TextEncoder().encode(text),
    marked: (text: string) => new TextEncoder().encode(`\uFEFF${text}`),
    le: (text: string) => utf16(text, "le", true),
    be: (text: string) => utf16(text, "be", true),
  };

  it("of any size give the rows that went in, and end behind a line where they can", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom<keyof typeof forms>("utf8", "marked", "le", "be"),
        fc.integer({ min: 32, max: 300 }),
        fc.integer({ min: 1, max: 200 }),
        async (rows, form, half, part) => {
          const header = ["Email", "Name", "Note"];
          const body = [...rows, ["x@y.example", "z", "1"]];
          const {
            rows: read_,
            pieces,
            columns,
            shape,
          } = await read(forms[form](Papa.unparse([header, ...body])), {
            piece: half * 2,
            part,
          });
          if (shape.header && shape.delimiter === ",") {
            expect(columns).toEqual(header);
            expect(read_).toEqual(wanted(body));
          }
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(half * 2);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of a Mac of old: lines that end in a return alone", async () => {
    const text = 'Email,Note\ra@b.example,"two\rlines"\rc@d.example,x\r';
    for (const bytes of [new TextEncoder().encode(text), utf16(text, "le", false), utf16(text, "be", true)]) {
      const { rows } = await read(bytes, { piece: 32, part: 7 });
      expect(rows).toEqual([
        ["a@b.example", "two\nlines"],
        ["c@d.example", "x"],
      ]);
    }
  });

  it("are whole lines of a long file, and the rows are all there", async () => {
    const line = (index: number) => `lead${index}@many.example,"Zoë 💥\n${"ł".repeat(index % 60)}"\n`;
    const text = `Email,Note\n${Array.from({ length: 20_000 }, (_, index) => line(index)).join("")}`;
    const { rows, pieces, examined } = await read(utf16(text, "le", false));
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect([...piece.slice(-2)]).toEqual([10, 0]);
    expect(rows.length).toBe(20_000);
    expect(rows[19_999]).toEqual(["lead19999@many.example", `Zoë 💥\n${"ł".repeat(19_999 % 60)}`]);
    expect(examined.profiles[0]).toMatchObject({ filled: 20_000, unique: true });
  });
});

describe("a table is known by its beginning", () => {
  const shapeOfText = async (text: string) => {
    const { shape, asks } = await read(new TextEncoder().encode(text));
    return { ...shape, asks: asks.map(({ id }) => id) };
  };

  it.each<[delimiter: string, text: string]>([
    [",", "Email,Name\na@b.example,A\n"],
    [";", "Name;Note;Price\nA;one, two, three;1,5\nB;four, five;2,5\n"],
    [";", "Name;Price\nA, B;1,5\nC, D;2,5\n"],
    ["\t", "Name\tNote\nA\tx, y; z\nB\tx; y\n"],
    ["|", "a|b|c\n1|2|3\n"],
    [",", "Email\na@b.example\nc@d.example\n"],
    [",", "Note\nfirst, second\nno more\nlast one\n"],
    [";", "sep=;\nName,x;Note\nA,1;2\n"],
  ])("%j stands between the cells of %j", async (delimiter, text) => {
    expect((await shapeOfText(text)).delimiter).toBe(delimiter);
  });

  it.each<[header: boolean, asks: boolean, text: string]>([
    [true, false, "Email,Name\na@b.example,A\n"],
    [true, false, "First,Last\nAda,Lovelace\nCharles,Babbage\n"],
    [true, false, "mql_id,first_contact_date,origin\nx1,2018-02-01,social\nx2,2018-02-03,paid\n"],
    [false, false, "a@b.example,A\nc@d.example,B\n"],
    [false, false, "2018-02-01,social\n2018-02-03,paid\n"],
    [false, true, "Ada,London\nCharles,Paris\nGrace,London\n"],
  ])("the first row names the columns: %s, asked: %s, of %j", async (header, asked, text) => {
    const { header: found, asks } = await shapeOfText(text);
    expect([found, asks.includes("header")]).toEqual([header, asked]);
  });

  it("asks what stands between cells where two letters do as well", async () => {
    const { asks } = await read(new TextEncoder().encode("a,b;c\n1,2;3\n4,5;6\n"));
    const [ask] = asks;
    expect(ask?.id).toBe("delimiter");
    expect(ask?.options.map(({ value }) => value)).toEqual([";", ","]);
    expect(ask?.proposal).toBe(";");
  });

  it("NDJSON, with all columns of all lines", async () => {
    const text =
      '{"email":"a@b.example","n":12345678901234567890}\nbroken\n{"email":"c@d.example","more":{"x":1.50}}\n';
    const { shape, columns, rows } = await read(new TextEncoder().encode(text));
    expect(shape).toEqual({ format: "ndjson", encoding: "utf-8", delimiter: null, header: false });
    expect(columns).toEqual(["email", "n", "more.x"]);
    expect(rows[0]).toEqual(["a@b.example", "12345678901234567890", ""]);
  });

  it("columns have names, each once, and none longer than it may be", async () => {
    const long = "x".repeat(500);
    const { columns } = await read(
      new TextEncoder().encode(`Email,,Email,${long},${long},Email (2)\n1,2,3,4,5,6\n`),
    );
    expect(columns.slice(0, 3)).toEqual(["Email", "Column 2", "Email (2)"]);
    expect(new Set(columns).size).toBe(6);
    expect(Math.max(...columns.map((name) => name.length))).toBeLessThanOrEqual(200);
  });
});

it("counts rows that are the same as another, but for their ids", async () => {
  const names = [
    "web,Ulm,3,a,x",
    "web,Ulm,3,a,x",
    "fair,Ulm,1,b,x",
    "fair,Bonn,2,c,y",
    "web,Ulm,3,a,x",
    "ad,Kiel,9,d,z",
  ];
  const text = ["Id,Source,City,Visits,Form,Page", ...names.map((cells, index) => `${index},${cells}`)].join(
    "\n",
  );
  const { examined } = await read(new TextEncoder().encode(text));
  expect(examined.lookAlikes).toEqual({ count: 2, rows: [2, 5] });
});

it("keeps what it found small, however many columns there are", async () => {
  const columns = Array.from({ length: 512 }, (_, index) => `A column with a long name ${index}`);
  const row = (number: number) =>
    columns.map((_, index) => `${"語".repeat(190)}${index % 7}${number % 40}`).join();
  const text = [columns.join(), ...Array.from({ length: 45 }, (_, number) => row(number))].join("\n");
  const { examined } = await read(new TextEncoder().encode(text));
  expect(new TextEncoder().encode(JSON.stringify(examined.profiles)).length).toBeLessThan(1_500_000);
  expect(examined.profiles.length).toBe(512);
});

it("refuses more than 200,000 rows", async () => {
  const bytes = new TextEncoder().encode(`a\n${"1\n".repeat(200_001)}`);
  await expect(read(bytes)).rejects.toThrow(UnreadableFile);
  await expect(read(bytes)).rejects.toThrow("200,000 rows");
});
