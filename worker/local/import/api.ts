import { createReadStream } from "node:fs";
import type * as z from "zod";
import {
  Import,
  type ImportFileInput,
  type ImportKind,
  type ImportMapping,
  ImportProposal,
} from "../../../shared/contract/imports.ts";
import { type FieldError, Problem } from "../../../shared/contract/problems.ts";

/** The Worker's calls that an import takes, from outside a browser. */

/** A call that the Worker refused. */
export class Refusal extends Error {
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor({ code, title, errors = [] }: Pick<Problem, "code" | "title" | "errors">) {
    super(title);
    this.code = code;
    this.errors = errors;
  }
}

/** Nobody answered at the address, or the line broke. */
export class Unreachable extends Error {}

interface Upload {
  path: string;
  bytes: number;
  kind: ImportKind;
  name: string;
  signal: AbortSignal;
  /** Told how many bytes have left. */
  onSent(bytes: number): unknown;
}

export class Api {
  #url: string;
  #token: string;

  constructor({ url, token }: { url: string; token: string }) {
    this.#url = url;
    this.#token = token;
  }

  /** Send a file as it is read: it is never in memory whole. */
  async upload({ path, bytes, kind, name, signal, onSent }: Upload): Promise<ImportProposal> {
    const file = createReadStream(path);
    const parts: AsyncIterator<Uint8Array<ArrayBuffer>> = file[Symbol.asyncIterator]();
    let sent = 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) return controller.close();
        sent += value.length;
        onSent(sent);
        controller.enqueue(value);
      },
      cancel: () => void file.destroy(),
    });
    const query = new URLSearchParams({ kind, name });
    return this.#read(ImportProposal, `/v1/imports?${query}`, {
      method: "POST",
      body,
      headers: {
        "content-type": /\.(ndjson|jsonl|json)$/i.test(path) ? "application/x-ndjson" : "text/csv",
        "content-length": `${bytes}`,
      },
      duplex: "half",
      signal,
    });
  }

  readOtherwise = (id: string, input: ImportFileInput): Promise<ImportProposal> =>
    this.#read(ImportProposal, `/v1/imports/${id}/file`, withJson("PUT", input));

  mapping = (id: string): Promise<ImportProposal> => this.#read(ImportProposal, `/v1/imports/${id}/mapping`);

  preview = (id: string, input: ImportMapping): Promise<ImportProposal> =>
    this.#read(ImportProposal, `/v1/imports/${id}/preview`, withJson("POST", input));

  start = (id: string, input: ImportMapping): Promise<Import> =>
    this.#read(Import, `/v1/imports/${id}/start`, withJson("POST", input));

  status = (id: string): Promise<Import> => this.#read(Import, `/v1/imports/${id}`);

  stop = (id: string): Promise<Import> => this.#read(Import, `/v1/imports/${id}/stop`, withJson("POST", {}));

  rollback = (id: string): Promise<Import> =>
    this.#read(Import, `/v1/imports/${id}/rollback`, withJson("POST", {}));

  async remove(id: string): Promise<void> {
    await this.#call(`/v1/imports/${id}`, { method: "DELETE" });
  }

  /** The refused rows as CSV. */
  async refused(id: string): Promise<ReadableStream<Uint8Array> | null> {
    return (await this.#call(`/v1/imports/${id}/refused`, { headers: { accept: "text/csv" } })).body;
  }

  async #read<Schema extends z.ZodType>(schema: Schema, path: string, init?: Init): Promise<z.infer<Schema>> {
    const answer = await this.#call(path, init);
    const read = schema.safeParse(await answer.json().catch(() => null));
    if (!read.success) throw new Unreachable(`What answers at ${this.#url} is no Leadlight, or a newer one`);
    return read.data;
  }

  /** @throws Refusal, Unreachable, or what aborted the call */
  async #call(path: string, init: Init = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${this.#token}`);
    let answer: Response;
    try {
      answer = await fetch(`${this.#url}${path}`, { ...init, headers });
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason;
      throw new Unreachable(`Leadlight does not answer at ${this.#url}${causeOf(error)}`);
    }
    if (answer.ok) return answer;
    const said = Problem.safeParse(await answer.json().catch(() => null));
    if (said.success) throw new Refusal(said.data);
    throw new Unreachable(`${this.#url} answers ${answer.status}, and not as Leadlight would`);
  }
}

type Init = RequestInit & { duplex?: "half" };

const withJson = (method: "POST" | "PUT", value: unknown): Init => ({
  method,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" },
});

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ECONNREFUSED") return ": nothing runs there. Is it started, and is --url right?";
  if (code === "ENOTFOUND") return ": there is no such address. Is --url right?";
  return typeof code === "string" ? ` (${code})` : "";
}
