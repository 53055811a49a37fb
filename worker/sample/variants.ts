import type { TouchRow } from "./touches.ts";

/** What of a campaign somebody followed: the ad, the button, the line in the mail. */
const variants: Readonly<Record<string, readonly string[]>> = {
  "Autumn webinar": ["Invitation, first", "Invitation, reminder", "Speaker's post"],
  "Spring webinar": ["Invitation, first", "Invitation, reminder"],
  "Search ads, brand": ["Official site", "Prices and plans"],
  "Search ads, maintenance software": [
    "Compare five tools",
    "Free guide",
    "For food plants",
    "For glass and metal",
  ],
  "LinkedIn, operations leads": ["Photo: the morning meeting", "Film, 30 seconds", "Carousel: three plants"],
  Newsletter: ["Button at the top", "Link in the text", "Picture"],
  "Summer list": ["Subject A: your biggest cost", "Subject B: an hour of downtime"],
};

const clicked: ReadonlySet<string> = new Set(["ad_click", "email_click", "form", "download"]);

/** A number that the id always gives. */
const numberOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);

/** The touch with the variant that brought it, where its campaign has any: more often those that stand first. */
export function withVariant(touch: TouchRow): TouchRow {
  const list = variants[touch.campaign ?? ""];
  if (!list || !clicked.has(touch.kind)) return touch;
  const number = numberOf(touch.id);
  return { ...touch, content: list[Math.min(number % list.length, (number >> 4) % list.length)] ?? null };
}
