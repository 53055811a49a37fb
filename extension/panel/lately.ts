import type { LeadAnswer, Whom } from "../background/answers.ts";
import { idOf } from "./subject.ts";

const most = 30;

/** What this panel showed of the last few people: whoever comes back is there with the next frame. */
export function lately() {
  const shown = new Map<string, LeadAnswer>();
  return {
    of: (whom: Whom): LeadAnswer | null => shown.get(idOf(whom)) ?? null,
    note(whom: Whom, answer: LeadAnswer): void {
      const id = idOf(whom);
      shown.delete(id);
      // What kept the Worker from answering may be over by the next time.
      if ((answer.state !== "known" && answer.state !== "unknown") || answer.trouble !== null) return;
      shown.set(id, answer);
      const [oldest] = shown.keys();
      if (shown.size > most && oldest !== undefined) shown.delete(oldest);
    },
    forget: (whom: Whom): void => void shown.delete(idOf(whom)),
    forgetAll: (): void => shown.clear(),
  };
}
