import type { ImportProposal } from "../../../../shared/contract/imports.ts";

let fresh: ImportProposal | undefined;

/** Keeps what an upload was answered with for the page that it leads to, which then need not ask again. */
export function keepFresh(proposal: ImportProposal): void {
  fresh = proposal;
}

/** The answer of the upload that led here, once. */
export function takeFresh(id: string): ImportProposal | undefined {
  const found = fresh?.id === id ? fresh : undefined;
  fresh = undefined;
  return found;
}
