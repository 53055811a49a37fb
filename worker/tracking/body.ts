import { ProblemError } from "../middleware/problems.ts";

const GZIP = [0x1f, 0x8b];

/**
 * The object that a request brings, read by what it is, whatever it is declared to be: gzip, JSON, or a form that
 * holds JSON.
 * @param limit bytes, as sent and as unpacked
 * @throws ProblemError too_large, broken_json, invalid_input
 */
export async function readBody(request: Request, limit: number): Promise<Record<string, unknown>> {
  const bytes = await upTo(limit, request.body);
  const plain = GZIP.every((byte, at) => bytes[at] === byte) ? await unpacked(bytes, limit) : bytes;
  const value = parsed(new TextDecoder().decode(plain).trim());
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ProblemError("invalid_input", ["body", "Send an object"]);
  return Object.fromEntries(Object.entries(value));
}

const tooLarge = (limit: number) =>
  new ProblemError("too_large", ["body", `At most ${limit} bytes, unpacked as well`]);
const brokenJson = () => new ProblemError("broken_json", ["body", "This is not valid JSON"]);

/** All that a stream brings; it is left where it brings more than `limit` bytes. */
async function upTo(
  limit: number,
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await upTo(limit, new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError("broken_json", ["body", "This is gzip that breaks off, or is damaged"]);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("{") || text.startsWith("[") ? text : fromForm(text));
  } catch {
    throw brokenJson();
  }
}

/** The JSON in a form: the first field, or name of one, that holds an object. */
function fromForm(text: string): string {
  const found = [...new URLSearchParams(text)].flat().find((part) => part.trimStart().startsWith("{"));
  return found ?? text;
}
