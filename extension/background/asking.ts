import type { ClaimAnswer, ClaimSaid, HistoryAnswer, HistoryAsk, Whom } from "./answers.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { sentence, strings } from "./strings.ts";

/** What is asked of the Worker as it is said, and waits for nothing: without an answer it is asked again by hand. */
export interface Asking {
  history(ask: HistoryAsk): Promise<HistoryAnswer>;
  decideClaim(said: ClaimSaid): Promise<ClaimAnswer>;
}

export function asking(deps: {
  client: Pick<Client, "touches" | "decideClaim">;
  connection: () => Promise<Connection | null>;
  noteAnswer: (failure: Failure | null) => void;
  /** What is known of this one is of before. */
  outdated: (whom: Whom) => Promise<void>;
}): Asking {
  const { client, connection, noteAnswer, outdated } = deps;
  return {
    async history({ leadId, cursor, channel }) {
      const to = await connection();
      if (to === null) return { state: "error", problem: strings.notConnected };
      const answer = await client.touches(to, leadId, {
        ...(cursor !== null && { cursor }),
        ...(channel !== null && { channel }),
      });
      noteAnswer(answer.ok ? null : answer.failure);
      if (answer.ok) return { state: "page", page: answer.value };
      if (answer.failure.kind === "offline") return { state: "offline" };
      return { state: "error", problem: sentence(answer.failure) };
    },

    async decideClaim({ id, whom, decision }) {
      const to = await connection();
      if (to === null) return { ok: false, problem: strings.notConnected, again: true };
      const answer = await client.decideClaim(to, id, decision);
      noteAnswer(answer.ok ? null : answer.failure);
      if (answer.ok) {
        await outdated(whom);
        return { ok: true, state: answer.value.state };
      }
      const { failure } = answer;
      const isNo = failure.kind === "problem" && failure.status < 500;
      const problem = isNo ? (failure.errors[0]?.message ?? failure.title) : sentence(failure);
      return { ok: false, problem, again: !isNo };
    },
  };
}
