import type { people, teams } from "../db/schema.ts";
import { type Campaign, campaigns } from "./campaigns.ts";
import { itemAt, type Random } from "./random.ts";

/** The sample company's own domain: the rep and all colleagues write from it. */
export const OWN_DOMAIN = "leadlight-sample.example";

type Person = typeof people.$inferInsert;

export interface Rep extends Person {
  readonly role: "rep";
  readonly teamId: string;
  /** Taken from the quality that a lead must have to please this rep; below zero is lenient. Nobody sees it. */
  readonly strictness: number;
  /** The campaigns that this rep gets more, or fewer, leads of than the others, by how many times. */
  readonly takes: (campaign: Campaign | null) => number;
}

export interface Staff {
  readonly teams: (typeof teams.$inferInsert)[];
  readonly reps: Rep[];
  /** The rep whose token is `local-rep`. */
  readonly robin: Rep;
  /** Marketing; Lena's token is `local-marketing`. */
  readonly lena: Person;
  readonly otherMarketer: Person;
  readonly admin: Person;
}

const teamNames = ["Central Europe", "Northern Europe and UK", "South and overseas"] as const;

/** Name, and how strict. Robin is the rep that a newcomer sees through. */
const repNames: readonly (readonly [name: string, strictness: number])[] = [
  ["Robin Vale", 0],
  ["Katharina Jost", 1.2],
  ["Dominik Alder", 0.8],
  ["Miriam Seidl", -0.2],
  ["Freya Lindholm", -0.9],
  ["Owen Prichard", 0.3],
  ["Saoirse Byrne", -0.4],
  ["Nils Overgaard", 0.1],
  ["Chiara Bellini", -1.1],
  ["Diego Marín", -0.6],
  ["Yasmin Farouk", 0.5],
  ["Hiro Tanabe", 0],
];

/** Which campaigns the strict and the lenient get more of: adjusting for strictness has something to undo. */
const routing: Readonly<Record<string, number>> = {
  "Autumn webinar": 2,
  "Spring webinar": 1,
  "Search ads, maintenance software": 1.4,
  "LinkedIn, operations leads": -1.6,
  "Summer list": -1.8,
  "Hannover trade fair": -0.9,
  "Free trial": -1.1,
};

const slug = (name: string): string =>
  (name.split(" ")[0] ?? name)
    .normalize("NFD")
    .replace(/\P{ASCII}/gu, "")
    .toLowerCase();

export function staff(random: Random, startedAt: number): Staff {
  const teams = teamNames.map((name) => ({ id: random.uuid(startedAt), name }));
  const person = (name: string, role: Person["role"], teamId: string | null): Person => ({
    id: random.uuid(startedAt),
    name,
    email: `${slug(name)}@${OWN_DOMAIN}`,
    role,
    teamId,
  });
  const reps = repNames.map(([name, strictness], index): Rep => {
    const teamId = itemAt(teams, Math.floor(index / 4)).id;
    const tastes = new Map(campaigns.map((campaign) => [campaign, Math.exp(random.normal() * 0.5)]));
    return {
      ...person(name, "rep", teamId),
      role: "rep",
      teamId,
      strictness,
      takes: (campaign) =>
        campaign === null
          ? 1
          : (tastes.get(campaign) ?? 1) * Math.exp((routing[campaign.name] ?? 0) * strictness),
    };
  });
  return {
    teams,
    reps,
    robin: itemAt(reps, 0),
    lena: person("Lena Hoffmann", "marketing", null),
    otherMarketer: person("Tom Abara", "marketing", null),
    admin: person("Amira Haddad", "admin", null),
  };
}
