import {
  Import,
  type ImportFileInput,
  type ImportMapping,
  ImportProposal,
  type ImportQuery,
  Imports,
  ImportTotals,
} from "../../../../shared/contract/imports.ts";
import { ask, Failure, read } from "../../client.ts";
import { t } from "../../strings.ts";

const send = (path: string, method = "GET", body?: object, signal?: AbortSignal) =>
  fetch(`/v1/imports${path}`, {
    method,
    signal: signal ?? null,
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

/** The Worker's calls about imports. @throws Failure, or what aborted the call */
export const imports = {
  list: (signal: AbortSignal) => read(Imports, send("", "GET", undefined, signal)),
  one: (id: string, signal?: AbortSignal) => read(Import, send(`/${id}`, "GET", undefined, signal)),
  mapping: (id: string, signal: AbortSignal) =>
    read(ImportProposal, send(`/${id}/mapping`, "GET", undefined, signal)),
  preview: (id: string, input: ImportMapping, signal: AbortSignal) =>
    read(ImportProposal, send(`/${id}/preview`, "POST", input, signal)),
  readFile: (id: string, input: ImportFileInput) => read(ImportProposal, send(`/${id}/file`, "PUT", input)),
  start: (id: string, input: ImportMapping) => read(Import, send(`/${id}/start`, "POST", input)),
  stop: (id: string) => read(Import, send(`/${id}/stop`, "POST", {})),
  rollback: (id: string) => read(Import, send(`/${id}/rollback`, "POST", {})),
  remove: async (id: string) => void (await ask(send(`/${id}`, "DELETE"))),
  totals: (id: string, signal: AbortSignal) =>
    read(ImportTotals, send(`/${id}/totals`, "GET", undefined, signal)),
};

/** Where the refused rows are, as a CSV. */
export const refusedAt = (id: string): string => `/v1/imports/${id}/refused`;

/**
 * Sends a file, and says how much of it is there: `fetch` cannot tell.
 * @param onSent bytes that have left so far
 * @throws Failure, or an AbortError where `signal` was
 */
export function upload(
  file: File,
  query: ImportQuery,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ImportProposal> {
  const answer = new Promise<Response>((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/v1/imports?${new URLSearchParams(query)}`);
    call.setRequestHeader("content-type", "application/octet-stream");
    call.upload.onprogress = (event) => onSent(event.loaded);
    call.onload = () => done(new Response(call.responseText, { status: call.status }));
    call.onerror = () => fail(new Failure("unreachable", t.failure.unreachable));
    call.onabort = () => fail(new DOMException("Cancelled", "AbortError"));
    signal.addEventListener("abort", () => call.abort());
    call.send(file);
  });
  return read(ImportProposal, answer);
}
