import type { content } from "../db/schema.ts";
import type { Random } from "./random.ts";
import { DAY } from "./time.ts";
import { SITE } from "./touches.ts";

type Row = typeof content.$inferInsert;

/** Title, kind, path, personas, stages; a dash for all. The library has its gaps: nothing is made for a founder at SQL. */
const library = `
  Audit checklist | Checklist | /guides/audit-checklist | operations-lead quality-manager | inquiry mql sal
  Downtime workbook | Workbook | /guides/downtime-workbook | operations-lead | inquiry mql
  What an hour of downtime costs | Calculator | /calculator | operations-lead finance-lead | mql sal sql
  Three plants, one morning meeting | Customer story | /customers/three-plants | operations-lead | sal sql
  Walk through one plant in four minutes | Video | /videos/one-plant | operations-lead | mql sal
  Audits without the paper | Webinar recording | /webinars/audits | quality-manager | inquiry mql recycled
  ISO 9001 with fewer folders | Guide | /guides/iso-9001 | quality-manager | mql sal
  What auditors ask first | Article | /blog/site-audit | quality-manager | inquiry recycled
  Pricing guide | Guide | /guides/pricing | finance-lead | mql sal
  Business case, one page | Template | /templates/business-case | finance-lead | sql opportunity
  Payback after eight months: a dairy | Customer story | /customers/dairy | finance-lead | sal sql
  Security white paper | White paper | /guides/security | it-lead | mql sal sql
  Reading from SAP | Guide | /integrations/sap | it-lead | sal sql
  Running in a week | Guide | /start | founder | mql sal
  A plant of twelve people | Customer story | /customers/twelve-people | founder | inquiry mql
  Downtime, measured | Webinar recording | /webinars/downtime | - | inquiry recycled
  Proposal | Proposal template | /templates/proposal | - | sql opportunity
  Agreement for the first site | Agreement template | /templates/agreement | - | opportunity
  Company presentation 2019 | Slides | /slides/company | - | -
`;

const words = (list: string): string[] => (list === "-" ? [] : list.split(" "));

/** The sample's pieces of content. */
export function contentLibrary(random: Random, now: number): Row[] {
  return library
    .trim()
    .split("\n")
    .map((line) => {
      const [title = "", kind = "", path = "", personas = "-", stages = "-"] = line
        .split("|")
        .map((cell) => cell.trim());
      const createdAt = now - random.int(60, 700) * DAY;
      return {
        id: random.uuid(createdAt),
        title,
        kind,
        url: SITE + path,
        personas: JSON.stringify(words(personas)),
        stages: JSON.stringify(words(stages)),
        createdAt,
      };
    });
}

/** What reps asked marketing for. */
export const wishes: readonly string[] = [
  "Something in French for plant managers, two pages at most",
  "A customer story from energy: they all ask for one",
  "Numbers on how long the roll-out takes for five sites",
  "A one-pager for founders who want to see a contract",
  "What we say when they already have SAP PM",
  "Security questionnaire, filled in",
  "Audit checklist for food, with HACCP",
  "Short video without sound for the trade fair follow-up",
  "Comparison with spreadsheets, honest one",
];
