import { uuidv7 } from "uuidv7";
import type { RejectionReason } from "../../shared/contract/sources.ts";
import { isUnder } from "../../shared/domain/people/address.ts";
import { isMailOpen } from "../../shared/domain/tracking/machines.ts";
import type { Message, MessageType, Trust } from "../../shared/domain/tracking/message.ts";
import { type Normalized, normalize } from "../../shared/domain/tracking/normalize.ts";
import { type EventKinds, understand } from "../../shared/domain/tracking/understand.ts";
import { isFreeMail } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Sent } from "../middleware/write-key.ts";
import { isLarger, trackingLimits } from "./limits.ts";
import type { Parcel, ParcelItem, Rejected } from "./parcel.ts";
import { prover, withoutLink } from "./proven.ts";
import { isPrefetch, isRobot } from "./robots.ts";

/** What came in one request, and around it. */
export interface Received extends Pick<Sent, "keyId" | "trust" | "body" | "config"> {
  /** Of a single message; null where the body is a batch. */
  readonly type: MessageType | null;
  readonly headers: Headers;
  /** UTC ms. */
  readonly at: number;
}

/** What of a request is to be taken in, and what is left out and why. @throws ProblemError invalid_input */
export async function parcelOf({ type, body, headers, at, ...sent }: Received): Promise<Parcel> {
  const raw = type === null ? body.batch : [body];
  if (!Array.isArray(raw)) throw new ProblemError("invalid_input", ["batch", "A list of messages"]);
  const { keyId, trust, config } = sent;
  const left = new LeftOut();
  const { message: largest, messages: most } = trackingLimits;
  if (raw.length > most) left.add("invalid", `batch: At most ${most} messages`, raw.length - most);
  const around = { type, receivedAt: at, sentAt: body.sentAt, context: type === null ? body.context : null };
  const isRobots = trust === "public" && (isPrefetch(headers) || isRobot(headers.get("user-agent")));
  const provenBy = prover(config, at);
  const items: ParcelItem[] = [];
  for (const one of raw.slice(0, most)) {
    if (type === null && isLarger(one, largest)) {
      left.add("too_large", `message: At most ${largest} bytes`);
      continue;
    }
    const read = normalize(one, around);
    if (!read.ok) left.add(read.reason, `${read.field}: ${read.sentence}`);
    else if (isRobots || isRobotsOwn(read.message, config.eventKinds)) left.add("bot");
    else if (isColleagues(read.message, config.ownDomains)) left.add("colleague");
    else {
      const id = await idOf(read, trust);
      items.push({ message: { ...withoutLink(read.message), id }, proven: await provenBy(read.message) });
    }
  }
  return { id: uuidv7(), keyId, trust, receivedAt: at, items, rejected: left.all() };
}

/** Before the ids of strangers' messages. */
const STRANGERS = "p:";
const LONGEST_ID = 128;

/**
 * What a message is known by. Those that come by a public key have ids of their own: else a stranger could take the
 * place of a message that one of the workspace's own tools is still to send.
 */
async function idOf({ message, said }: Normalized, trust: Trust): Promise<string> {
  const prefix = trust === "public" ? STRANGERS : "";
  const isKept = message.id !== "" && prefix.length + message.id.length <= LONGEST_ID;
  return prefix + (isKept ? message.id : await sha256(said));
}

/** What is left out, by why. */
class LeftOut {
  readonly #rejected = new Map<RejectionReason, Rejected>();

  /** @param sample the field and what is wrong with it */
  add(reason: RejectionReason, sample: string | null = null, messages = 1): void {
    const before = this.#rejected.get(reason)?.messages ?? 0;
    this.#rejected.set(reason, { reason, messages: messages + before, sample });
  }

  all(): Rejected[] {
    return [...this.#rejected.values()];
  }
}

/** Whether it is about a robot's doing. Mails that a proxy opens are kept: some of them for a person who did. */
const isRobotsOwn = (message: Message, eventKinds: EventKinds): boolean => {
  const { userAgent } = message.context;
  return typeof userAgent === "string" && isRobot(userAgent) && !isMailOpen(message, eventKinds);
};

/** Whether it is about somebody whose address is one of our own. */
function isColleagues(message: Message, ownDomains: readonly string[]): boolean {
  if (ownDomains.length === 0) return false;
  const own = ownDomains.filter((domain) => !isFreeMail(domain));
  return understand(message, {}).keys.some(
    (key) => key.startsWith("email:") && isUnder(key.slice(key.lastIndexOf("@") + 1), own),
  );
}
