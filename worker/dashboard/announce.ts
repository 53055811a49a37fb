import { signal } from "@preact/signals";

/** What the live region says. */
export const announcement = signal("");

/** Says `text` to a screen reader; the same text twice is said twice. */
export function announce(text: string): void {
  announcement.value = "";
  setTimeout(() => {
    announcement.value = text;
  }, 50);
}
