import { remembered } from "../remembered.ts";
import { firstMatch, phrases, plainWords } from "./words.ts";

/** What somebody works in; `general` runs the whole, `other` is everything that a title does not say. */
export const jobFunctions = [
  "operations",
  "quality",
  "logistics",
  "procurement",
  "engineering",
  "it",
  "product",
  "finance",
  "legal",
  "hr",
  "marketing",
  "sales",
  "support",
  "education",
  "general",
  "other",
] as const;
export type JobFunction = (typeof jobFunctions)[number];

export const functionLabels: Readonly<Record<JobFunction, string>> = {
  operations: "operations",
  quality: "quality and compliance",
  logistics: "logistics",
  procurement: "procurement",
  engineering: "engineering",
  it: "IT",
  product: "product",
  finance: "finance",
  legal: "legal",
  hr: "HR",
  marketing: "marketing",
  sales: "sales",
  support: "customer support",
  education: "teaching and research",
  general: "general management",
  other: "another field",
};

/** English, German, French, Spanish, on plain words. */
const rules: readonly (readonly [JobFunction, RegExp])[] = [
  [
    "operations",
    phrases(`operations, operation, operating officer, operational, ops, coo, production, manufacturing, plant,
      factory, facility, facilities, maintenance, lean, produktion*, fertigung*, betrieb*, werk(?!stud)*, site,
      instandhaltung*, exploitation, usine, fabrication, industriel*, operaciones, produccion, fabrica, planta,
      mantenimiento`),
  ],
  [
    "quality",
    phrases(`quality, qa, qc, qhse, hse, ehs, audit*, compliance, safety, sustainability, qualitat*,
      arbeitssicherheit, revision, umwelt*, qualite, securite, conformite, calidad, seguridad, cumplimiento`),
  ],
  [
    "logistics",
    phrases(`logistic*, logistik*, logistique, logistica, supply chain, warehouse*, transport*, fleet, shipping,
      dispatch, lager*, versand*, fuhrpark*, disponent*, chaine logistique, entrepot, cadena de suministro, almacen`),
  ],
  [
    "procurement",
    phrases(`procurement, purchas*, buyer, sourcing, category manager, einkauf*, beschaffung*, achats, achat,
      acheteu*, approvisionnement*, compras, comprador*, adquisiciones`),
  ],
  [
    "engineering",
    phrases(`engineer*, technical, technology, r and d, research and development, construction, mechanical,
      ingenieur*, konstruktion*, technik, technisch*, entwicklung*, technique, techniques, bureau d etudes,
      ingenieri*, ingenier[oa], tecnic[oa], technician, techniker*, technicien*`),
  ],
  [
    "it",
    phrases(`it, cto, cio, ciso, information technology, information systems, information security, software,
      software [a-z]+, developer, entwickler*, developpeu*, desarrollador*, programmer*, devops, data,
      data engineer*, infrastructure, network, sysadmin, systems administrator, systemadministrator*, cyber*,
      edv, informatik*, informatique, systemes d information, dsi, informatica, sistemas, digital transformation,
      technology officer, chief technology officer, information officer`),
  ],
  [
    "product",
    phrases("product, produktmanag*, produktentwicklung*, produktmanagement, produit, produits, producto"),
  ],
  [
    "finance",
    phrases(`financ*, finanz*, finanzas, cfo, controller*, controlling, accounting, accountant, accounts payable,
      treasur*, tax, buchhalt*, rechnungswesen*, steuer*, comptab*, controle de gestion, tresorer*, contab*,
      tesorer*`),
  ],
  [
    "legal",
    phrases(`legal, counsel, lawyer, attorney, paralegal, jurist*, rechts*, anwalt, anwaltin, syndikus*, juridique,
      avocat*, abogad[oa], juridic[oa]`),
  ],
  [
    "hr",
    phrases(`hr, chro, human resources, human relations, people and culture, people, talent*, recruit*, payroll,
      personal(?! assist| trainer|assist)*, rh, ressources humaines, recrutement, rrhh, recursos humanos, learning and development`),
  ],
  [
    "marketing",
    phrases(`marketing, product marketing, produktmarketing*, cmo, brand*, communication, communications,
      content, seo, growth, demand gen*, lead gen*, pr, public relations, social media, event, events,
      kommunikation*, werbung, marke, presse*, mercadeo, mercadotecnia, comunicacion, publicidad`),
  ],
  [
    "sales",
    phrases(`sales, cro, account executive*, account manager*, key account*, business development, bdr, sdr,
      revenue, commercial*, vertrieb*, verkauf*, aussendienst*, ventes, vente, commercia*, developpement commercial,
      ventas, comercial, desarrollo de negocio`),
  ],
  [
    "support",
    phrases(`support, customer *, client *, helpdesk, help desk, service desk, kundenservice*, kundendienst*,
      kundenbetreu*, service client, relation client*, atencion al cliente, soporte`),
  ],
  [
    "education",
    phrases(`teacher*, professor*, profesor*, professeur*, lecturer, lehrer*, dozent*, enseignant*, research*,
      forschung*, recherche, investigacion, student*, etudiant*, estudiante, school, schule, academic, training`),
  ],
];

const general =
  phrases(`ceo, chief executive, founder, cofounder, co ?founder, (?<!(product|process|service|system|data|risk) )owner, managing director,
  managing partner, (?<!vice )president*, general manager, chairman, chairwoman, board, geschaftsfuhr*, geschaeftsfuehr*,
  geschaftsleit*, vorstand*, inhaber*, grunder*, pdg, gerant*, directeur general, directrice generale,
  dirigeant*, fondat*, director general, directora general, gerente general, director ejecutivo,
  directora ejecutiva, propietari*, fundador*, duen[oa]`);

/**
 * What a title says that somebody works in. Of several the first named ("Head of Operations and Finance"), of
 * those that begin at the same word the longest ("product marketing"). Running the whole counts only where
 * nothing else is named ("CEO and Head of Sales" sells).
 */
export const functionOf = remembered((title): JobFunction => {
  const words = plainWords(title);
  let best: { name: JobFunction; at: number; length: number } | null = null;
  for (const [name, pattern] of rules) {
    const match = firstMatch(words, pattern);
    if (!match) continue;
    if (!best || match.at < best.at || (match.at === best.at && match.length > best.length))
      best = { name, ...match };
  }
  return best?.name ?? (words.search(general) >= 0 ? "general" : "other");
});
