import { isSharedAddress } from "../../shared/domain/people/address.ts";
import { type Campaign, campaigns, withoutCampaign } from "./campaigns.ts";
import { type Company, tradeDraws, tradeFit } from "./companies.ts";
import { ascii, personName } from "./names.ts";
import type { Random } from "./random.ts";
import type { Rep, Staff } from "./staff.ts";
import { atWork, DAY, HOUR, MINUTE } from "./time.ts";
import { type Job, job } from "./titles.ts";

/** A lead as the sample draws it: what the product will know, and what it must find out. */
export interface SampleLead {
  readonly id: string;
  readonly email: string | null;
  readonly mailKind: "company" | "free" | "none";
  readonly name: string;
  readonly title: string | null;
  readonly company: Company | null;
  /** What the lead says its company is called. */
  readonly companyName: string | null;
  readonly campaign: Campaign | null;
  readonly source: string;
  readonly owner: Rep | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly keys: readonly { kind: string; value: string }[];
  readonly verified: boolean;
  readonly unsubscribes: boolean;
  readonly createdAt: number;
  /** Works in what, as drawn; the product reads it from the title. */
  readonly trade: Job["trade"];
  /** How good a lead this really is, about -3 to 3. Verdicts, engagement and deals follow from it. */
  readonly quality: number;
}

const freeMail = ["gmail.com", "gmx.de", "outlook.com", "web.de", "yahoo.fr", "icloud.com"];
const sharedLocals = ["info", "sales", "office", "kontakt", "einkauf", "contact"];
const systems = ["SAP", "Oracle", "Microsoft Dynamics", "Odoo", "none"];

/** `count` leads, the oldest first. */
export function leads(
  random: Random,
  count: number,
  companies: readonly Company[],
  staff: Staff,
  now: number,
): SampleLead[] {
  const popularity = new Map(companies.map((company) => [company, Math.exp(random.normal() * 0.7)]));
  const taken = new Set<string>();
  const drawn: SampleLead[] = [];
  // Every company has somebody; the rest goes where more people are interested.
  for (let index = 0; index < count; index += 1) {
    const certain = companies[index];
    const company = certain ?? random.weighted(companies, (each) => popularity.get(each) ?? 1);
    drawn.push(lead(random, company, certain === undefined, staff, taken, now));
  }
  return drawn.sort((a, b) => a.createdAt - b.createdAt);
}

function lead(
  random: Random,
  company: Company,
  mayBeElsewhere: boolean,
  staff: Staff,
  taken: Set<string>,
  now: number,
): SampleLead {
  const campaign = random.chance(withoutCampaign.share / 100)
    ? null
    : random.weighted(campaigns, ({ share }) => share);
  const person = personName(random, company.culture);
  const { trade, title, fit } = job(random, company.culture, person.female, [
    campaign?.draws ?? {},
    tradeDraws(company.industry),
  ]);
  const free = mayBeElsewhere && random.chance(trade === "student" ? 0.6 : 0.07);
  const none = mayBeElsewhere && !free && campaign?.entry.kind === "event" && random.chance(0.12);
  const shared = mayBeElsewhere && !free && !none && random.chance(0.025);

  const createdAt = creation(random, campaign, now);
  const email = none ? null : address(random, person, shared, free ? null : company.domain, taken);
  const sizeFit =
    company.employees === null ? 0 : company.employees < 20 ? -0.5 : company.employees > 150 ? 0.25 : 0;
  const quality =
    0.7 * tradeFit(company.industry) +
    0.8 * fit +
    (campaign?.quality ?? 0.2) +
    (free ? -0.7 : sizeFit) +
    (shared ? -0.5 : 0) +
    0.6 * random.normal();

  return {
    id: random.uuid(createdAt),
    email,
    mailKind: none ? "none" : free ? "free" : "company",
    name: person.name,
    title: shared || random.chance(campaign?.source === "List" ? 0.3 : 0.07) ? null : title,
    company: free || none ? null : company,
    companyName: trade === "student" && free ? null : company.name,
    campaign,
    source: campaign?.source ?? withoutCampaign.source,
    owner: random.chance(0.9) ? random.weighted(staff.reps, (rep) => rep.takes(campaign)) : null,
    attributes: attributesOf(random, company, free || none),
    keys: random.chance(none ? 1 : 0.45)
      ? [{ kind: "hubspot", value: `0-1:${random.int(10_000_000, 99_999_999)}` }]
      : [],
    verified: !random.chance(campaign?.source === "List" ? 0.25 : 0.02),
    unsubscribes: random.chance(campaign?.source === "List" ? 0.12 : 0.04),
    createdAt,
    trade,
    quality,
  };
}

/** While the campaign ran, more often lately, mostly at work. */
function creation(random: Random, campaign: Campaign | null, now: number): number {
  const [from, until] = campaign?.ran ?? [365, 0];
  const daysAgo = until + (from - until) * random.unit() ** 1.2;
  const at = now - daysAgo * DAY;
  const moment = random.chance(0.85) ? atWork(random, at) : Math.floor(at);
  return Math.min(moment, now - random.int(20, 300) * MINUTE - (daysAgo < 1 ? 0 : HOUR));
}

/**
 * An address that no other lead has. A person's never looks like one of many hands; one at a free-mail domain,
 * where `domain` is null, says that it is a sample, so that it is hardly anybody's.
 */
function address(
  random: Random,
  person: { given: string; family: string },
  shared: boolean,
  domain: string | null,
  taken: Set<string>,
): string {
  const given = ascii(person.given);
  const family = ascii(person.family);
  const host = domain ?? random.pick(freeMail);
  const forms = [
    `${given}.${family}`,
    `${given}.${family}`,
    `${given.slice(0, 1)}.${family}`,
    given,
    given + family,
  ];
  const local =
    domain === null
      ? `${given}.${family}.sample`
      : random.pick(shared ? sharedLocals : forms.filter((form) => !isSharedAddress(`${form}@${host}`)));
  let email = `${local}@${host}`;
  for (let number = 2; taken.has(email); number += 1) email = `${local}${number}@${host}`;
  taken.add(email);
  return email;
}

/** What forms and lists brought along; of somebody without an account also what a form asks of the company. */
function attributesOf(random: Random, company: Company, alone: boolean): SampleLead["attributes"] {
  return {
    ...(random.chance(0.25) && { sites: random.int(1, 24) }),
    ...(random.chance(0.2) && { erp: random.pick(systems) }),
    ...(alone && random.chance(0.6) && { industry: company.industry }),
    ...(alone && random.chance(0.7) && { country: company.country }),
  };
}
