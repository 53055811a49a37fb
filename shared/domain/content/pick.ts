import { remembered } from "../remembered.ts";
import { isStage, stageLabel } from "../stages/stages.ts";

/** A piece of content. An empty list of personas or stages means all of them. */
export interface Piece {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly kind: string;
  /** Ids of the personas that it was made for. */
  readonly personas: readonly string[];
  readonly stages: readonly string[];
}

/** For whom: a lead's persona (null where none is known) and stage, and what was sent already. */
export interface Occasion {
  readonly persona: { readonly id: string; readonly name: string } | null;
  readonly stage: string;
  readonly usedIds: ReadonlySet<string>;
}

export interface Suggestion {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly kind: string;
  /** "fits Operations at MQL" */
  readonly why: string;
}

/**
 * Up to `max` pieces to send, each with the reason why. What was made for somebody else or for another stage is
 * never among them; what was made for this persona comes first, then what was made for this stage; what was
 * used with this lead before comes last. Nothing for a disqualified lead, and no link that is not http(s).
 */
export function pickContent(pieces: readonly Piece[], occasion: Occasion, max = 3): Suggestion[] {
  const { persona, stage, usedIds } = occasion;
  if (stage === "disqualified") return [];
  const fitting = pieces
    .filter((p) => p.personas.length === 0 || (persona !== null && p.personas.includes(persona.id)))
    .filter((p) => p.stages.length === 0 || p.stages.includes(stage))
    .filter((p) => isSafeLink(p.url));
  const rank = (p: Piece): number =>
    (usedIds.has(p.id) ? 0 : 4) + (p.personas.length > 0 ? 2 : 0) + (p.stages.length > 0 ? 1 : 0);
  return fitting
    .sort(
      (a, b) => rank(b) - rank(a) || (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1),
    )
    .slice(0, max)
    .map(({ id, title, url, kind, ...p }) => {
      const who = persona !== null && p.personas.length > 0 ? persona.name : "everyone";
      const where = p.stages.length > 0 && isStage(stage) ? ` at ${stageLabel(stage)}` : "";
      return { id, title, url, kind, why: `fits ${who}${where}${usedIds.has(id) ? ", used before" : ""}` };
    });
}

/** True for a link that a person may click: http or https, with a host and without a password in it. */
export const isSafeLink = remembered((url): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  return /^https?:$/.test(protocol) && hostname !== "" && username === "" && password === "";
});
