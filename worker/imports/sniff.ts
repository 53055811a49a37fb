/** What a file is instead of a table, by how it begins; in words, with what to do about it. */

const spreadsheet = "Open it in your spreadsheet program and save the sheet as CSV (UTF-8), then bring that.";

/** By its first bytes. Hex, `..` for any byte. */
const magic: readonly (readonly [begins: string, message: string])[] = [
  ["d0cf11e0a1b11ae1", `This is an old Excel workbook (or another Office file). ${spreadsheet}`],
  ["255044462d", "This is a PDF. Ask the tool that it came from for a CSV export."],
  ["1f8b", "This file is packed (gzip). Unpack it first."],
  ["425a68", "This file is packed (bzip2). Unpack it first."],
  ["377abcaf271c", "This file is packed (7-Zip). Unpack it first."],
  ["526172211a07", "This file is packed (RAR). Unpack it first."],
  ["fd377a585a00", "This file is packed (xz). Unpack it first."],
  ["28b52ffd", "This file is packed (zstd). Unpack it first."],
  ["89504e470d0a1a0a", "This is an image. Bring the CSV that the tool exports."],
  ["ffd8ff", "This is an image. Bring the CSV that the tool exports."],
  ["474946383761", "This is an image. Bring the CSV that the tool exports."],
  ["474946383961", "This is an image. Bring the CSV that the tool exports."],
  ["52494646........57454250", "This is an image. Bring the CSV that the tool exports."],
  ["49492a00", "This is an image. Bring the CSV that the tool exports."],
  ["4d4d002a", "This is an image. Bring the CSV that the tool exports."],
  ["53514c69746520666f726d6174203300", "This is an SQLite database. Export the table that you want as CSV."],
  ["50415231", "This is a Parquet file. Export it as CSV or as NDJSON."],
  ["fffe0000", "This text is written in UTF-32. Save it as UTF-8."],
  ["0000feff", "This text is written in UTF-32. Save it as UTF-8."],
  ["4f626a01", "This is an Avro file. Export it as CSV or as NDJSON."],
];

/** Why bytes that a file begins with cannot be a table; null where they may. */
export function notATable(head: Uint8Array): string | null {
  const hex = head.subarray(0, 16).toHex();
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return packed(head);
  return magic.find(([begins]) => new RegExp(`^${begins}`).test(hex))?.[1] ?? null;
}

/** A zip holds the names of its files in ASCII. */
function packed(head: Uint8Array): string {
  const names = new TextDecoder("windows-1252").decode(head.subarray(0, 20_000));
  if (/\[Content_Types\]\.xml|xl\/|docProps\//.test(names))
    return `This is an Excel workbook. ${spreadsheet}`;
  if (names.includes("opendocument")) return `This is an OpenDocument file. ${spreadsheet}`;
  return "This file is packed (zip). Unpack it first, and bring the CSV in it.";
}

/** Why a text cannot be read as a table; null where it may. `text` is the beginning of the file. */
export function noTable(text: string): string | null {
  if (isBinary(text))
    return "This is not text, so it cannot be a CSV file. Bring the file that the export gave you, as it is.";
  const start = text.slice(0, 2_000).trimStart();
  if (/^<(!doctype\s+html|html|head|body|table|meta|script)\b/i.test(start))
    return `This is a web page: a table saved as one, or a sign-in or error page in place of the export. ${spreadsheet}`;
  if (/^<(\?xml|!doctype|svg|rss)\b/i.test(start)) return "This is XML. Export the data as CSV.";
  if (start.startsWith("{\\rtf")) return "This is a Word or RTF document. Export the data as CSV.";
  if (/^begin:vcard/i.test(start)) return "These are address cards (vCard). Export the contacts as CSV.";
  if (isErrorMessage(text))
    return "This is an error message in place of the export: export it again, and look into the file before you bring it.";
  if (/^\[\s*([{["\]]|$)/.test(start) || (isJson(start) && !isNdjson(text)))
    return "This is one JSON document. Export it as CSV, or write one object a line (NDJSON): `jq -c '.[]' file.json` makes that of a list.";
  return null;
}

/** Whether the first line of a text is an object, or most of the first lines are. */
export function isNdjson(text: string): boolean {
  if (!isJson(text.trimStart())) return false;
  const lines = text
    .split("\n", 20)
    .filter((line) => line.trim() !== "")
    .map(isObject);
  return lines.length === 1 || lines[0] === true || lines.filter(Boolean).length * 2 > lines.length;
}

const isJson = (start: string): boolean => /^\{\s*("|\}|$)/.test(start);

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether all there is is one short object that names an error. */
function isErrorMessage(text: string): boolean {
  if (text.length > 2_000 || !isJson(text.trimStart())) return false;
  try {
    const value: object = JSON.parse(text);
    return Object.hasOwn(value, "error") || Object.hasOwn(value, "errors");
  } catch {
    return false;
  }
}

/** Whether a text holds more control characters than any text does. */
function isBinary(text: string): boolean {
  let strange = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 27)) strange += 1;
  }
  return strange > 20 && strange > text.length / 50;
}
