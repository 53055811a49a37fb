import type { LeadBrief } from "../../shared/contract/index.ts";

/** A lead of a list, for tests. */
export const brief = (name: string, more: Partial<LeadBrief> = {}): LeadBrief => ({
  key: `sha256:${"a".repeat(64)}`,
  leadId: name.toLowerCase().replaceAll(/\W+/g, "-"),
  name,
  email: "ada@analytical.example",
  title: "Head of Operations",
  company: "Analytical",
  score: 82,
  band: "A",
  stage: "mql",
  change7d: 14,
  why: [{ label: "Asked for a demo 40 min ago", points: 18 }],
  owner: { name: "Rosa Rep", you: true },
  flags: [],
  ...more,
});
