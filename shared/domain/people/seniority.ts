import { remembered } from "../remembered.ts";
import { phrases, plainWords } from "./words.ts";

/** How far up somebody stands, from the top down; `other` where a title does not say. */
export const seniorities = [
  "c_level",
  "vp",
  "director",
  "head",
  "manager",
  "senior",
  "specialist",
  "assistant",
  "student",
  "other",
] as const;
export type Seniority = (typeof seniorities)[number];

export const seniorityLabels: Readonly<Record<Seniority, string>> = {
  c_level: "Top management",
  vp: "Vice president",
  director: "Director",
  head: "Head of department",
  manager: "Manager",
  senior: "Senior specialist",
  specialist: "Specialist",
  assistant: "Assistant",
  student: "Student or trainee",
  other: "Other position",
};

/**
 * In the order in which they are tried: what makes a title smaller first ("Assistant to the CEO", "Marketing
 * Manager Intern"), then from the top down ("VP and Director"). English, German, French, Spanish.
 */
const rules: readonly (readonly [Seniority, RegExp])[] = [
  [
    "student",
    phrases(`student(?! (affairs|services|success|life|recruitment|experience|support|housing|admissions|union)),
      students union, intern, internship, trainee, pupil, apprentice, phd candidate, graduate assistant,
      student*in, studierende*, werkstudent*, praktikant*, auszubildende*, azubi*, doktorand*, schuler, schulerin,
      etudiant, etudiante, stagiaire, alternant, alternante, apprenti, apprentie, doctorant, doctorante,
      estudiante, becario, becaria, practicante, alumno, alumna`),
  ],
  [
    "assistant",
    phrases(`assistant to, assistant of, (executive|personal|administrative|office|management|sales) assistant,
      assistant (de|du|de la) (direction|gestion), assistante, *assistent, *assistentin, assistenz*, referent* (der|des),
      secretary(?! general| of state), sekretar*, secretaire(?! general*), secretaria, secretario(?! general),
      asistente, auxiliar*, receptionist, empfang*, office clerk`),
  ],
  [
    "c_level",
    phrases(`ceo, cfo, coo, cto, cio, cmo, cro, cpo, cso, cco, cdo, chro, ciso, cao, chief [a-z]+ officer,
      chief [a-z]+ [a-z]+ officer, chief executive, founder, co ?founder, founding partner, cofounder,
      (?<!(product|process|service|system|data|risk) )owner, managing director, managing partner,
      general partner, (?<!vice )president, prasident, prasidentin, chairman, chairwoman, chairperson, chair of the board,
      geschaftsfuhr*, geschaeftsfuehr*, *vorstand, vorstands*, inhaber*, grunder, grunderin, mitgrunder*,
      pdg, gerant, gerante, directeur general, directrice generale, (?<!vice )presidente?, dirigeant*,
      fondateur, fondatrice, cofondateur, proprietaire, patron, patronne,
      director general, directora general, director ejecutivo, directora ejecutiva, director gerente,
      gerente general, consejer[oa] delegad[oa], fundador*, cofundador*, propietari*, duen[oa], soci[oa] director[a]?`),
  ],
  ["vp", phrases("vp, svp, evp, avp, vice president*, vicepresident*, vizeprasident*, vice presidente?")],
  [
    "director",
    phrases(`director, directors, direktor*, directeur, directrice, directora, general manager, plant manager,
      site manager, *werksleit*, *werkleit*, betriebsleit*, standortleit*, niederlassungsleit*, bereichsleit*,
      hauptabteilungsleit*, geschaftsleit*, prokurist*, subdirector*`),
  ],
  [
    "head",
    phrases(`head, chief of staff, chief, dean, abteilungsleit*, *leiter(?<!(team|projekt|gruppen|schicht)leiter),
      *leiterin(?<!(team|projekt|gruppen|schicht)leiterin), *leitung(?<!(team|projekt|gruppen|schicht)leitung),
      responsable, chef (de|du) (service|departement|division|bureau), chef des, jefe, jefa, superintendent`),
  ],
  [
    "manager",
    phrases(`manager*, *manager, *managerin, mgr, lead$, lead of, management, supervisor, superviseur, supervisora, foreman, team ?lead*, teamleit*,
      projektleit*, gruppenleit*, schichtleit*, (tech|technical|group|squad|project|shift) lead, product owner,
      chef d equipe, chef de (projet|produit|chantier|cuisine), gestionnaire, gerente, encargad[oa],
      disponent*, meister, coordinateur, coordinatrice`),
  ],
  [
    "senior",
    phrases("senior, sr, principal, staff, expert, experte, expertin, experto, lead(?! gen*), fellow"),
  ],
  [
    "specialist",
    phrases(`specialist*, spezialist*, especialista, analyst*, analista, engineer*, ingenieur*, ingenier[oa],
      developer, entwickler*, developpeu*, desarrollador*, programmer*, consultant*, berater*, consultor*,
      architect*, architekt*, officer, associate, representative, executive, administrator, planner, planer*,
      buyer, einkaufer*, acheteu*, comprador*, technician, techniker*, technicien*, tecnic[oa], coordinator,
      koordinator*, coordinador*, referent*, sachbearbeiter*, mitarbeiter*, charge de, chargee de, advisor,
      adviser, accountant, buchhalter*, comptable, contable, controller*, auditor*, designer*, scientist,
      researcher, recruiter*, nurse, teacher, lehrer*, enseignant*, profesor*, professor*, operator, clerk,
      writer, editor, redakteur*, agent, juriste?, lawyer, counsel, anwalt, anwaltin, avocat*, abogad[oa]`),
  ],
];

/** The seniority that a title tells. A title in another language, or a play on words, is `other`. */
export const seniorityOf = remembered((title): Seniority => {
  const words = plainWords(title);
  for (const [seniority, pattern] of rules) if (words.search(pattern) >= 0) return seniority;
  return "other";
});
