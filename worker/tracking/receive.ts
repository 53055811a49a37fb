import { uuidv7 } from "uuidv7";
import type { RejectionReason } from "../../shared/contract/sources.ts";
import type { Message, MessageType } from "../../shared/domain/tracking/message.ts";
import { normalize } from "../../shared/domain/tracking/normalize.ts";
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
  const items: ParcelItem[] = [];
  const provenBy = prover(sent.config, at);
  const rejected = new Map<RejectionReason, Rejected>();
  const leaveOut = (reason: RejectionReason, sample: string | null, messages = 1): void => {
    rejected.set(reason, { reason, messages: messages + (rejected.get(reason)?.messages ?? 0), sample });
  };
  const { message: largest, messages: most } = trackingLimits;
  if (raw.length > most) leaveOut("invalid", `batch: At most ${most} messages`, raw.length - most);
  const isRobots = sent.trust === "public" && (isPrefetch(headers) || isRobot(headers.get("user-agent")));
  for (const one of raw.slice(0, most)) {
    if (type === null && isLarger(one, largest)) {
      leaveOut("too_large", `message: At most ${largest} bytes`);
      continue;
    }
    const around = {
      type,
      receivedAt: at,
      sentAt: body.sentAt,
      context: type === null ? body.context : null,
    };
    const read = normalize(one, around);
    if (!read.ok) {
      leaveOut(read.reason, `${read.field}: ${read.sentence}`);
      continue;
    }
    const { message } = read;
    if (isRobots || isRobot(agentOf(message))) {
      leaveOut("bot", null);
      continue;
    }
    const id = message.id || (await sha256(read.said));
    items.push({ message: { ...withoutLink(message), id }, proven: await provenBy(message) });
  }
  const { keyId, trust } = sent;
  return { id: uuidv7(), keyId, trust, receivedAt: at, items, rejected: [...rejected.values()] };
}

const agentOf = ({ context }: Message): string | null =>
  typeof context.userAgent === "string" ? context.userAgent : null;
