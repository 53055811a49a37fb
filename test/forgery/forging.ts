/** What a stranger may send with the public write key, to pass for somebody else. */

export const DAY = 86_400_000;
export const PAGE = "https://www.acme.example/contact";
export const random = () => crypto.randomUUID();

/** Somebody to pass for: Ada, whom everybody here knows, or somebody whom nobody knows. */
export interface Victim {
  email: string;
  userId: string;
  /** A record's number in the CRM. */
  hubspot: string;
  leadId: string;
  /** Of a touch of theirs, and of the message that said who they are. */
  touchId: string;
  statementId: string;
  domain: string;
  /** A link that was signed for them and that somebody else has followed; what it holds. */
  usedLink: string;
  /** One that nobody has followed, but for what a forger does to it. */
  link: string;
  /** The user id of another lead. */
  other: string;
  /** Who wrote to them. */
  rep: string;
}

/** The forger's own. */
export interface Forger {
  anonymousId: string;
  userId: string;
  email: string;
  /** A link that was signed for them. */
  link: string;
}

export interface Sent {
  path: string;
  body: unknown;
  headers?: Record<string, string>;
}

export type Forge = (v: Victim, me: Forger) => Sent | Sent[] | Promise<Sent | Sent[]>;

export const one = (type: string, body: object, headers?: Record<string, string>): Sent => ({
  path: `/v1/${type}`,
  body: { messageId: random(), ...body },
  ...(headers && { headers }),
});
export const batch = (items: object[], more: object = {}, headers?: Record<string, string>): Sent => ({
  path: "/v1/batch",
  body: { batch: items.map((item) => ({ messageId: random(), ...item })), ...more },
  ...(headers && { headers }),
});
export const lies = {
  name: "Hacked",
  title: "Nobody",
  company: "Evil",
  plan: "none",
  employees: 1,
  industry: "Evil",
  country: "XX",
};
export const demo = { event: "Demo Requested" };
