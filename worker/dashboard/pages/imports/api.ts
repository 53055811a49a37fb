import {
  Import,
  type ImportFileInput,
  type ImportMapping,
  ImportProposal,
  type ImportQuery,
  Imports,
  ImportTotals,
} from "../../../../shared/contract/imports.ts";
import { ask, Failure, read, worker } from "../../client.ts";
import { t } from "../../strings.ts";

const routes = worker.v1.imports;
const one = routes[":id"];
const of = (id: string) => ({ param: { id } });
const until = (signal: AbortSignal) => ({ init: { signal } });

/** The Worker's calls about imports. @throws Failure, or what aborted the call */
export const imports = {
  list: (signal: AbortSignal) => read(Imports, routes.$get(undefined, until(signal))),
  one: (id: string, signal: AbortSignal) => read(Import, one.$get(of(id), until(signal))),
  mapping: (id: string, signal: AbortSignal) => read(ImportProposal, one.mapping.$get(of(id), until(signal))),
  preview: (id: string, json: ImportMapping, signal: AbortSignal) =>
    read(ImportProposal, one.preview.$post({ ...of(id), json }, until(signal))),
  readFile: (id: string, json: ImportFileInput) => read(ImportProposal, one.file.$put({ ...of(id), json })),
  start: (id: string, json: ImportMapping) => read(Import, one.start.$post({ ...of(id), json })),
  stop: (id: string) => read(Import, one.stop.$post(of(id))),
  rollback: (id: string) => read(Import, one.rollback.$post(of(id))),
  remove: async (id: string): Promise<void> => void (await ask(one.$delete(of(id)))),
  totals: (id: string, signal: AbortSignal) => read(ImportTotals, one.totals.$get(of(id), until(signal))),
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
