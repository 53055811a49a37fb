import { importLimits } from "../../shared/contract/imports.ts";
import { ProblemError } from "../middleware/problems.ts";
import { breakLines, cutPlace, type Form, formOf, Sample, Utf8Check } from "./bytes.ts";
import { noTable, notATable } from "./sniff.ts";
import { UnreadableFile } from "./unreadable.ts";

/** In bytes. In base64 a piece is a row of less than 1 MB. Even, so that UTF-16 is not torn. */
const PIECE = 720_000;

/** What is known of a file once all of it went by. */
export interface Received extends Form {
  bytes: number;
  /** Whether every byte of it fits UTF-8. */
  isUtf8: boolean;
  /** Lines with letters beyond ASCII. */
  sample: Uint8Array;
}

export const tooLarge = () =>
  new ProblemError("too_large", [
    "file",
    `At most ${importLimits.bytes / 1_000_000} MB: cut the file in two, each with the header`,
  ]);

/**
 * Cut a file into pieces while it comes in, each of whole lines as far as there are any; one piece is in memory.
 * @param keep is given every piece in its order
 * @param size of a piece, even
 * @throws UnreadableFile for what is no table by its beginning; ProblemError too_large
 */
export async function receive(
  body: AsyncIterable<Uint8Array>,
  keep: (number: number, piece: Uint8Array) => Promise<void>,
  size: number = PIECE,
): Promise<Received> {
  const room = new Uint8Array(size);
  const sample = new Sample();
  const utf8 = new Utf8Check();
  let form: Form | undefined;
  let [used, bytes, number] = [0, 0, 0];

  const cut = async (isLast: boolean): Promise<void> => {
    const filled = room.subarray(0, used);
    form ??= look(filled);
    if (form.bareReturns) breakLines(filled, form.width);
    const place = isLast ? used : cutPlace(filled, form.width);
    const piece = room.slice(0, place);
    sample.add(piece);
    await keep(number, piece);
    number += 1;
    room.copyWithin(0, place, used);
    used -= place;
  };

  for await (const part of body) {
    bytes += part.length;
    if (bytes > importLimits.bytes) throw tooLarge();
    utf8.add(part);
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + size - used);
      room.set(taken, used);
      used += taken.length;
      at += taken.length;
      if (used === size) await cut(false);
    }
  }
  if (bytes === 0) throw new UnreadableFile("This file is empty.");
  if (used > 0) await cut(true);
  return { ...(form ?? formOf(room)), bytes, isUtf8: utf8.end(), sample: sample.bytes };
}

/** What a file's beginning says, if it is that of a table. */
function look(head: Uint8Array): Form {
  const form = formOf(head);
  const start = head.subarray(0, 200_000);
  const text = new TextDecoder(form.width === "bytes" ? "windows-1252" : form.width).decode(start);
  const why = notATable(head) ?? noTable(form.mark === "utf-8" ? text.slice(3) : text);
  if (why !== null) throw new UnreadableFile(why);
  return form;
}
