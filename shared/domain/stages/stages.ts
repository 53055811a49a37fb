/** The path of a lead, in order, with the two ways off it. One vocabulary for both teams. */
export const stageOrder = [
  "inquiry",
  "mql",
  "sal",
  "sql",
  "opportunity",
  "customer",
  "recycled",
  "disqualified",
] as const;
export type StageName = (typeof stageOrder)[number];

export interface Stage {
  /** As it stands in the panel and on the dashboard. */
  readonly label: string;
  /** The label in full words. */
  readonly words: string;
  /** What must be so for a lead to stand here. */
  readonly entry: string;
}

export const stages: Readonly<Record<StageName, Stage>> = {
  inquiry: {
    label: "Inquiry",
    words: "Has been in touch",
    entry: "Somebody whose address we know has been in touch, by a form, a mail, an event or a list.",
  },
  mql: {
    label: "MQL",
    words: "Qualified by marketing",
    entry: "Marketing holds that sales should talk with this person: the fit and the interest are there.",
  },
  sal: {
    label: "SAL",
    words: "Accepted by sales",
    entry: "A rep has looked at the lead and taken it on to work.",
  },
  sql: {
    label: "SQL",
    words: "Qualified by sales",
    entry: "Sales has spoken with the person and sees an opportunity with an amount and a date.",
  },
  opportunity: {
    label: "Opportunity",
    words: "Open deal",
    entry: "A deal is open in the CRM.",
  },
  customer: {
    label: "Customer",
    words: "Has bought",
    entry: "A deal was won.",
  },
  recycled: {
    label: "Recycled",
    words: "Back to marketing",
    entry: "The fit is there and the time is not: sales handed the lead back to marketing with a reason.",
  },
  disqualified: {
    label: "Disqualified",
    words: "Out of the queue",
    entry: "Will not become a customer: not our market, not a buyer, or not a real person.",
  },
};

export const isStage = (name: string): name is StageName => Object.hasOwn(stages, name);

/** The stage of a name; the first one where this build does not know it. */
export const stageOf = (name: string): StageName => (isStage(name) ? name : "inquiry");

/** The stage's label, or the name itself where a newer Worker knows more stages. */
export const stageLabel = (name: string): string => (isStage(name) ? stages[name].label : name);
