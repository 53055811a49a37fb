import type { Culture } from "./names.ts";
import type { Random } from "./random.ts";

/** What kind of work somebody does, as the sample draws it. The product reads it from the title alone. */
export type Trade = "operations" | "finance" | "it" | "founder" | "quality" | "other" | "student";

interface Work {
  readonly trade: Trade;
  readonly share: number;
  /** Part of a lead's hidden quality. */
  readonly fit: number;
  /** Titles by language, with how much more than an equal the bearer decides: `0.6 Head of Operations`.
   * Where a language tells: hers ~ his. */
  readonly titles: Readonly<Record<"english" | "german" | "french" | "spanish", string>>;
}

const works: readonly Work[] = [
  {
    trade: "operations",
    share: 30,
    fit: 0.6,
    titles: {
      english: `0.6 Head of Operations | 0.5 Director of Manufacturing | 0.7 Chief Operating Officer | 0.4 Plant Manager
        | 0.1 Operations Manager | 0.1 Maintenance Manager | -0.1 Production Supervisor | -0.3 Process Engineer
        | 0.6 VP Operations | 0.2 Facility Manager | -0.2 Maintenance Planner | 0.2 Supply Chain Operations Manager
        | 0.6 Senior Vice President, Global Manufacturing Operations, Continuous Improvement and Site Reliability (EMEA & APAC)`,
      german: `0.6 Leiterin Produktion ~ Leiter Produktion | 0.6 Leiterin Instandhaltung ~ Leiter Instandhaltung
        | 0.5 Werkleiterin ~ Werkleiter | 0.5 Betriebsleiterin ~ Betriebsleiter | -0.1 Schichtleiterin ~ Schichtleiter
        | 0.4 Bereichsleiterin Fertigung ~ Bereichsleiter Fertigung | -0.2 Instandhaltungsplanerin ~ Instandhaltungsplaner`,
      french: `0.5 Directrice d'usine ~ Directeur d'usine | 0.4 Responsable maintenance
        | 0.5 Directrice des opérations ~ Directeur des opérations | 0.3 Responsable production`,
      spanish: `0.5 Directora de operaciones ~ Director de operaciones | 0.5 Jefa de planta ~ Jefe de planta
        | 0.3 Responsable de mantenimiento`,
    },
  },
  {
    trade: "quality",
    share: 13,
    fit: 0.35,
    titles: {
      english: `0.5 Head of Quality | 0.2 Quality Manager | -0.1 QA Specialist | 0.3 Compliance Manager | -0.2 Internal Auditor
        | 0.4 Director, EHS and Compliance`,
      german: `0.5 Leiterin Qualitätsmanagement ~ Leiter Qualitätsmanagement | 0.1 Qualitätsmanagerin ~ Qualitätsmanager
        | -0.2 Referentin Arbeitssicherheit ~ Referent Arbeitssicherheit`,
      french: `0.4 Responsable qualité | 0.1 Chargée de conformité ~ Chargé de conformité`,
      spanish: `0.4 Responsable de calidad | -0.1 Técnica de calidad ~ Técnico de calidad`,
    },
  },
  {
    trade: "finance",
    share: 14,
    fit: 0.25,
    titles: {
      english: `0.6 CFO | 0.5 Finance Director | 0.4 Head of Finance | 0.1 Finance Manager | -0.2 Controller | -0.4 Accountant
        | 0.3 Head of Controlling and Reporting`,
      german: `0.5 Leiterin Controlling ~ Leiter Controlling | 0.4 Kaufmännische Leiterin ~ Kaufmännischer Leiter
        | -0.2 Controllerin ~ Controller | 0.4 Leiterin Finanzen ~ Leiter Finanzen`,
      french: `0.5 Directrice financière ~ Directeur financier | -0.2 Contrôleuse de gestion ~ Contrôleur de gestion`,
      spanish: `0.5 Directora financiera ~ Director financiero | -0.3 Contable`,
    },
  },
  {
    trade: "it",
    share: 14,
    fit: 0.1,
    titles: {
      english: `0.5 CIO | 0.4 Head of IT | 0.3 IT Director | 0 IT Manager | -0.2 Systems Administrator | -0.2 Software Engineer
        | 0 Enterprise Architect | 0.5 Chief Technology Officer`,
      german: `0.4 Leiterin IT ~ Leiter IT | 0 IT-Projektleiterin ~ IT-Projektleiter | -0.2 Systemadministratorin ~ Systemadministrator`,
      french: `0.4 Directrice des systèmes d'information ~ Directeur des systèmes d'information
        | -0.2 Ingénieure logiciel ~ Ingénieur logiciel`,
      spanish: `0.4 Directora de sistemas ~ Director de sistemas | -0.2 Desarrolladora de software ~ Desarrollador de software`,
    },
  },
  {
    trade: "founder",
    share: 9,
    fit: 0.3,
    titles: {
      english: "0.5 Founder & CEO | 0.5 Managing Director | 0.4 Owner | 0.5 Co-Founder | 0.5 CEO",
      german: `0.5 Geschäftsführerin ~ Geschäftsführer | 0.4 Inhaberin ~ Inhaber`,
      french: `0.5 Présidente ~ Président | 0.4 Gérante ~ Gérant | 0.5 Fondatrice ~ Fondateur`,
      spanish: `0.5 Directora general ~ Director general | 0.4 Fundadora ~ Fundador`,
    },
  },
  {
    trade: "other",
    share: 17,
    fit: -0.6,
    titles: {
      english: `0 Marketing Manager | -0.1 HR Business Partner | -0.3 Customer Support Specialist | -0.2 Sales Representative
        | 0.1 Head of Marketing | -0.2 Business Analyst | -0.3 Executive Assistant to the CEO | -0.3 Recruiter | 0 Product Manager`,
      german: `-0.2 Vertriebsmitarbeiterin ~ Vertriebsmitarbeiter | 0 Leiterin Personal ~ Leiter Personal
        | -0.3 Assistenz der Geschäftsführung`,
      french: `-0.1 Chargée de communication ~ Chargé de communication | -0.3 Assistante de direction ~ Assistant de direction`,
      spanish: "-0.1 Responsable de marketing | -0.3 Comercial",
    },
  },
  {
    trade: "student",
    share: 3,
    fit: -2,
    titles: {
      english: "0 Student, Industrial Engineering | 0 Graduate Student | 0 Research Intern | 0 PhD Candidate",
      german: `0 Studentin Wirtschaftsingenieurwesen ~ Student Wirtschaftsingenieurwesen
        | 0 Werkstudentin ~ Werkstudent | 0 Doktorandin ~ Doktorand`,
      french: `0 Étudiante ~ Étudiant | 0 Stagiaire`,
      spanish: `0 Estudiante | 0 Becaria ~ Becario`,
    },
  },
];

export interface Job {
  readonly trade: Trade;
  readonly title: string;
  /** Part of a lead's hidden quality. */
  readonly fit: number;
}

const entries = (list: string, female: boolean): { title: string; weight: number }[] =>
  list.split("|").map((entry) => {
    const [weight = "0", ...words] = entry.trim().split(/\s+/);
    const [hers = "", his = hers] = words.join(" ").split(" ~ ");
    return { title: female ? hers : his, weight: Number(weight) };
  });

/** How many times likelier each kind of work is than usual. */
export type Draws = Partial<Record<Trade, number>>;

/** A job in the language of the country (else English), with everything that makes some kinds of work likelier. */
export function job(random: Random, culture: Culture, female: boolean, draws: readonly Draws[]): Job {
  const work = random.weighted(works, ({ trade, share }) =>
    draws.reduce((weight, each) => weight * (each[trade] ?? 1), share),
  );
  const language =
    (culture === "german" || culture === "french" || culture === "spanish") && random.chance(0.55)
      ? culture
      : "english";
  const { title, weight } = random.pick(entries(work.titles[language], female));
  return { trade: work.trade, title, fit: work.fit + weight };
}
