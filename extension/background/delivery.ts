import { StageName } from "../../shared/contract/index.ts";
import type { Answer, Client, Connection, Failure } from "./client.ts";
import type { Item, Outcome } from "./outgoing.ts";
import { sentence, strings } from "./strings.ts";

/** How far a clock may be off before it is to blame for a refused time. */
const clockDoubt = 60_000;

/** Says one item to the Worker, and what that means for the outbox. */
export async function deliver(
  client: Pick<Client, "feedback" | "seen" | "contentUse" | "contentRequest">,
  to: Connection,
  { what }: Item,
): Promise<{ outcome: Outcome; failure: Failure | null }> {
  switch (what.kind) {
    case "verdict": {
      const answer = await client.feedback(to, what.body);
      if (!answer.ok) return failed(answer.failure, what.body.at);
      const { good, bad, stage } = answer.value;
      // A stage of a newer Worker that this build has no word for is left to the next look.
      const name = StageName.safeParse(stage.name);
      const known = name.success ? { name: name.data, since: stage.since } : null;
      return { outcome: { state: "taken", counts: { good, bad }, stage: known }, failure: null };
    }
    case "content_use":
      return said(await client.contentUse(to, what.contentId, what.body), what.body.at);
    case "content_request":
      return said(await client.contentRequest(to, what.body), null);
    case "seen":
      return said(await client.seen(to, what.body), what.body.at);
  }
}

function said(answer: Answer<unknown>, at: number | null): { outcome: Outcome; failure: Failure | null } {
  if (!answer.ok) return failed(answer.failure, at);
  return { outcome: { state: "taken", counts: null, stage: null }, failure: null };
}

const failed = (failure: Failure, at: number | null) => ({ outcome: outcomeOf(failure, at), failure });

/** `at` is the time that the item claims, where it claims one. */
export function outcomeOf(failure: Failure, at: number | null): Outcome {
  switch (failure.kind) {
    case "offline":
    case "signed_out":
    // Not Leadlight's own words, so no yes and no no: a proxy, a sign-in page of the network, a build too new.
    case "unreadable":
      return { state: "closed", problem: sentence(failure), after: null };
    case "problem": {
      const { status, code, title, errors, workerTime, retryAfter } = failure;
      if (status === 409) return { state: "taken", counts: null, stage: null };
      if (status === 503 || status === 429) return { state: "closed", problem: title, after: retryAfter };
      if (status >= 500 || status === 408) return { state: "later", problem: title };
      const timeToBlame = errors.some((error) => error.field === "at");
      if (timeToBlame && at !== null && workerTime !== null && Math.abs(at - workerTime) > clockDoubt)
        return { state: "again_at", at: workerTime };
      if (code === "unknown_lead") return { state: "refused", problem: strings.leadGone };
      const details = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
      return { state: "refused", problem: details === "" ? title : `${title} (${details})` };
    }
  }
}
