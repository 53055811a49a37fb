import type { ImportKind } from "../../../../shared/contract/imports.ts";
import {
  attributeName,
  keyKind,
  targetLabel,
  targetsFor,
} from "../../../../shared/domain/imports/targets.ts";
import { s } from "./strings.ts";

/** What a column may become, as the page offers it: a word of a list, and for two of them a name to it. */

export interface Offer {
  /** A target; `key:` and `attribute:` want a name behind them. */
  readonly value: string;
  readonly label: string;
}

type Group = keyof typeof s.targets.groups;

/** Where each target stands; what is not named here stands with what the file is about. */
const places: Readonly<Record<string, Group>> = {
  email: "person",
  name: "person",
  firstName: "person",
  lastName: "person",
  title: "person",
  company: "person",
  source: "origin",
  campaign: "origin",
  createdAt: "origin",
  stage: "path",
  outcomeAt: "path",
  owner: "us",
  consent: "us",
  ignore: "other",
};
const own: Readonly<Record<ImportKind, Group>> = { leads: "path", touches: "touch", deals: "deal" };
const order: Readonly<Record<ImportKind, readonly Group[]>> = {
  leads: ["person", "origin", "path", "us", "other"],
  touches: ["touch", "person", "origin", "us", "other"],
  deals: ["deal", "person", "origin", "us", "other"],
};

/** All that a column of such a file may become, in groups. */
export function offers(kind: ImportKind): { label: string; offers: Offer[] }[] {
  const all = targetsFor(kind).map(({ name, label }) => ({
    group: places[name] ?? own[kind],
    value: name,
    label,
  }));
  return order[kind].map((group) => ({
    label: s.targets.groups[group],
    offers: [
      ...(group === "other" ? [{ value: "attribute:", label: s.targets.attribute }] : []),
      ...all.filter((each) => each.group === group).map(({ value, label }) => ({ value, label })),
      ...(group === "person" ? [{ value: "key:", label: s.targets.key }] : []),
    ],
  }));
}

/** An offer in words, as long as its list has not been opened. */
export function offerLabel(offer: string): string {
  if (offer === "attribute:") return s.targets.attribute;
  return offer === "key:" ? s.targets.key : targetLabel(offer);
}

/** What becomes of a column with this target, in a sentence. */
export const helpOf = (kind: ImportKind, target: string): string | undefined =>
  targetsFor(kind).find(({ name }) => name === target)?.help;

/** `key:hubspot` -> `["key:", "hubspot"]`, `email` -> `["email", ""]`. */
export function split(target: string): [offer: string, name: string] {
  const [, offer, name] = /^(key:|attribute:)(.*)$/s.exec(target) ?? [];
  return offer === undefined ? [target, ""] : [offer, name ?? ""];
}

/** The target that a choice from the list stands for, with a name to begin with. */
export function targetOf(offer: string, column: string): string {
  if (offer === "key:") return `key:${keyKind(column)}`;
  return offer === "attribute:" ? `attribute:${attributeName(column)}` : offer;
}
