import type { LeadAnswer } from "../background/answers.ts";

const most = 30;

/** What this panel showed of the last few people: whoever comes back is there with the next frame. */
export function lately() {
  const shown = new Map<string, LeadAnswer>();
  return {
    of: (email: string): LeadAnswer | null => shown.get(email) ?? null,
    note(email: string, answer: LeadAnswer): void {
      shown.delete(email);
      // What kept the Worker from answering may be over by the next time.
      if ((answer.state !== "known" && answer.state !== "unknown") || answer.trouble !== null) return;
      shown.set(email, answer);
      const [oldest] = shown.keys();
      if (shown.size > most && oldest !== undefined) shown.delete(oldest);
    },
    forget: (email: string): void => void shown.delete(email),
    forgetAll: (): void => shown.clear(),
  };
}
