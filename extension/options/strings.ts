import type { OutboxKind } from "../background/answers.ts";

/** Every sentence of the options page. */
export const strings = {
  title: "Leadlight settings",
  connection: "Connection",
  address: "Address of your company's Leadlight",
  addressHint: "For example https://leadlight.example",
  addressWrong: "Use an address that begins with https://",
  token: "Access token",
  tokenHint: "Your admin gives it to you. It is kept in this browser and goes to this address only.",
  connect: "Connect",
  connecting: "Connecting…",
  notAllowed: "Without this permission the extension cannot reach Leadlight.",
  backgroundGone: "The extension does not answer. Reload this page.",
  connectedTo: "Connected to",
  as: "As",
  role: { rep: "sales", marketing: "marketing", admin: "admin" } as Record<string, string>,
  workspace: "Workspace",
  signedOut: "The access token is no longer good. Connect again with a new one; what waits is kept.",
  notReached: "Leadlight has not answered yet.",
  change: "Connect to another",
  cancel: "Cancel",
  disconnect: "Disconnect",
  notConnected: "Not connected.",
  sites: "Where the panel shows",
  sitesHint: "Pages that are already open follow at once.",
  outbox: "Waiting to be sent",
  nothingWaits: "Nothing waits: everything was sent.",
  waits: (n: number) =>
    n === 1
      ? "1 waits. It is kept safe here until Leadlight has it."
      : `${n} wait. They are kept safe here until Leadlight has them.`,
  retryNow: "Try now",
  trying: "Trying…",
  kind: {
    verdict: "Verdict",
    content_use: "Link copied",
    content_request: "Question to marketing",
    seen: "Lead seen",
  } satisfies Record<OutboxKind, string>,
  given: (age: string) => `${age} ago`,
  nextTry: (wait: string) => `next try in ${wait}`,
  nextTrySoon: "next try now",
  otherSignIn: (address: string) => `waits until you connect to ${address} as before`,
  refused: "Not accepted",
  refusedHint: "Leadlight said no to these, and will again unless something there has changed.",
  retry: "Try again",
  discard: "Discard",
  discardSure: "Discard for good?",
  version: (extension: string, worker: string | null) =>
    worker === null ? `Extension ${extension}` : `Extension ${extension}, Leadlight ${worker}`,
};
