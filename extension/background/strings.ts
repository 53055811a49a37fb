import type { Failure } from "./client.ts";

/** The background's own sentences, read in the panel and on the options page. */
export const strings = {
  noAnswer: "Leadlight does not answer",
  tokenRefused: "Leadlight does not know this access token",
  signedOut: "Your sign-in has ended. Connect again",
  notUnderstood: (status: number) => `Something other than Leadlight answered (${status})`,
  leadGone: "This lead is no longer in Leadlight",
  notAdded: "It could not be added",
  notConnected: "Not connected to Leadlight",
  lookUp: "Look up in Leadlight",
};

/** What went wrong, for a person to read. */
export function sentence(failure: Failure): string {
  switch (failure.kind) {
    case "offline":
      return strings.noAnswer;
    case "signed_out":
      return strings.signedOut;
    case "problem":
      return failure.title;
    case "unreadable":
      return strings.notUnderstood(failure.status);
  }
}
