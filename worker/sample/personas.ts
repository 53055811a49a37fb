import type { Persona } from "../../shared/domain/personas/match.ts";

/** The personas of the sample workspace: what both of its teams know about the people who buy. */
export const personas: readonly Persona[] = [
  {
    id: "operations-lead",
    name: "Operations lead",
    cares: ["downtime", "one picture of all sites", "audit effort"],
    say: [
      "One view of all sites, every morning before the first meeting.",
      "You see the stop before the shift calls you.",
    ],
    avoid: ["price first", "“digital transformation”"],
    rules: {
      functions: ["operations", "logistics"],
      seniorities: ["c_level", "vp", "director", "head", "manager"],
      industries: ["manufacturing", "food", "logistics", "energy"],
      employees: { min: 50 },
      topics: ["downtime", "sites", "shift*"],
    },
  },
  {
    id: "quality-manager",
    name: "Quality manager",
    cares: ["audits without a week of folders", "who signed what, and when", "complaints that come back"],
    say: ["The auditor gets one link.", "Every signature has a name and a time."],
    avoid: ["speed before certainty", "jargon of IT"],
    rules: {
      functions: ["quality"],
      seniorities: ["director", "head", "manager", "specialist"],
      industries: ["manufacturing", "food", "healthcare"],
      topics: ["audit*", "iso 9001"],
    },
  },
  {
    id: "finance-lead",
    name: "Finance lead",
    cares: ["cost of a stopped line", "payback within a year", "no surprises in the contract"],
    say: ["An hour of downtime costs you this; here is the sheet.", "One price a site, all users included."],
    avoid: ["technical detail", "open-ended pilots"],
    rules: {
      functions: ["finance", "procurement"],
      seniorities: ["c_level", "vp", "director", "head", "manager"],
      employees: { min: 50 },
      topics: ["pricing", "return on investment", "cost*"],
    },
  },
  {
    id: "it-lead",
    name: "IT lead",
    cares: ["single sign-on", "where the data lies", "not one more interface to look after"],
    say: [
      "It reads from SAP and leaves it alone.",
      "Your data stays in your region; the audit log is yours.",
    ],
    avoid: ["“just works”", "going round them to the plant"],
    rules: {
      functions: ["it", "engineering"],
      seniorities: ["c_level", "vp", "director", "head", "manager", "specialist"],
      kinds: ["trial"],
      topics: ["security", "integration*", "api*", "single sign on"],
    },
  },
  {
    id: "founder",
    name: "Founder",
    cares: ["running in a week", "one person to call", "growing without a second office"],
    say: ["Start with one plant on Monday, decide on Friday."],
    avoid: ["long roadmaps", "a call with five of us"],
    rules: {
      functions: ["general"],
      seniorities: ["c_level"],
      employees: { max: 200 },
      topics: ["small plants", "getting started*"],
    },
  },
];
