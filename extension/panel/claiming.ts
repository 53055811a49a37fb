import type { ClaimAnswer } from "../background/answers.ts";
import type { Desk } from "./desk.ts";
import { isShown, saidOfClaim, shownClaims } from "./state.ts";
import { strings } from "./strings.ts";

/** Says whether it was this lead who used the lead's address. @param ask asks for the lead anew */
export const claiming = ({ port, state, recent, said, become }: Desk, ask: () => Promise<void>) =>
  async function decideClaim(id: string, decision: "confirmed" | "refused"): Promise<void> {
    const { subject } = state.value;
    const shown = shownClaims(state.value).find(({ claim }) => claim.id === id);
    if (subject === null || shown === undefined || (shown.said !== null && shown.said.phase !== "failed"))
      return;
    const { claim } = shown;
    const { whom } = subject;
    become(saidOfClaim(state.value, claim, { phase: "saving", decision }));
    recent.forget(whom);
    const answer: ClaimAnswer = await port
      .decideClaim({ id, whom, decision })
      .catch(() => ({ ok: false, problem: strings.backgroundGone, again: true }));
    recent.forget(whom);
    if (!isShown(state.value, whom)) return;
    if (!answer.ok) {
      const { problem, again } = answer;
      become(saidOfClaim(state.value, claim, { phase: "failed", problem, again }));
      // It stands otherwise than it does here.
      if (!again) void ask();
      return;
    }
    // Somebody else may have been faster: what stands is shown.
    const stands = answer.state === "open" ? decision : answer.state;
    become(saidOfClaim(state.value, claim, { phase: "saved", decision: stands }));
    said.value = strings.savedDecision[stands];
    await ask();
    if (isShown(state.value, whom)) become({ ...state.value, histories: state.value.histories + 1 });
  };
