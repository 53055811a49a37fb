/** What kinds of touches there are. Names are `[a-z_]+`: they are JSON keys in the heat row. */

export interface TouchKind {
  /** What it was, before its title: "Form" Demo request, "Web" Pricing. */
  readonly label: string;
  /** Who acts: the lead (`theirs`) or us. A call or a meeting may go either way. */
  readonly direction: "theirs" | "ours";
}

export const touchKinds = {
  page_view: { label: "Web", direction: "theirs" },
  pricing_view: { label: "Web", direction: "theirs" },
  return_visit: { label: "Web", direction: "theirs" },
  form: { label: "Form", direction: "theirs" },
  demo_request: { label: "Form", direction: "theirs" },
  download: { label: "Download", direction: "theirs" },
  video: { label: "Video", direction: "theirs" },
  webinar_signup: { label: "Webinar", direction: "theirs" },
  webinar: { label: "Webinar", direction: "theirs" },
  event: { label: "Event", direction: "theirs" },
  ad_click: { label: "Ad", direction: "theirs" },
  email_open: { label: "Opened", direction: "theirs" },
  /** Not by a person: it weighs nothing, and is nobody's doing but our own mail's. */
  machine_open: { label: "Opened by a machine", direction: "ours" },
  email_click: { label: "Clicked", direction: "theirs" },
  email_reply: { label: "Reply", direction: "theirs" },
  unsubscribe: { label: "Unsubscribed", direction: "theirs" },
  chat: { label: "Chat", direction: "theirs" },
  sign_up: { label: "Sign-up", direction: "theirs" },
  trial: { label: "Trial", direction: "theirs" },
  product_use: { label: "Product", direction: "theirs" },
  purchase: { label: "Order", direction: "theirs" },
  call_in: { label: "Call", direction: "theirs" },
  email_sent: { label: "Mail", direction: "ours" },
  bounce: { label: "Bounced", direction: "ours" },
  call: { label: "Call", direction: "ours" },
  meeting: { label: "Meeting", direction: "ours" },
  other: { label: "Other", direction: "theirs" },
} as const satisfies Record<string, TouchKind>;

export type TouchKindName = keyof typeof touchKinds;

/** The kind's label, or the kind itself made readable where an import brought its own. */
export const kindLabel = (kind: string): string =>
  Object.hasOwn(touchKinds, kind) ? touchKinds[kind as TouchKindName].label : kind.replaceAll("_", " ");

/** Who acts where nothing says so. */
export const kindDirection = (kind: string): TouchKind["direction"] =>
  Object.hasOwn(touchKinds, kind) ? touchKinds[kind as TouchKindName].direction : "theirs";
