import { firstMatch, phrases, plainWords } from "../people/words.ts";
import { remembered } from "../remembered.ts";

/** What a company does, coarsely; `other` where the words are not known here. */
export const industries = [
  "manufacturing",
  "food",
  "energy",
  "construction",
  "logistics",
  "retail",
  "software",
  "telecom",
  "finance",
  "healthcare",
  "education",
  "public",
  "consulting",
  "media",
  "hospitality",
  "nonprofit",
  "other",
] as const;
export type Industry = (typeof industries)[number];

const rules: readonly (readonly [Industry, RegExp])[] = [
  [
    "manufacturing",
    phrases(`manufactur*, industrial*, machinery, machine*, automotive, aerospace, chemical*, chemie*, plastics,
      metal*, steel, electronics, textile*, packaging, production, maschinenbau*, fertigung*, industrie,
      automobil*, kunststoff*, fabrication, manufactur*, fabricacion, semiconductor*, furniture, paper`),
  ],
  [
    "food",
    phrases(
      "food*, beverage*, lebensmittel*, getranke*, agro*, agri*, landwirtschaft*, alimentaire, aliment*, dairy, brew*",
    ),
  ],
  [
    "energy",
    phrases(
      "energy, energie*, utilities, utility, oil*, gas, mining, solar, wind, power, water, energia, bergbau, versorg*",
    ),
  ],
  [
    "construction",
    phrases(
      "construction, real estate, building*, bau, bauwesen, baugewerbe, immobilien*, batiment, btp, immobilier, construccion, inmobiliari*, engineering",
    ),
  ],
  [
    "logistics",
    phrases(
      "logistic*, logistik*, logistique, logistica, transport*, shipping, freight, warehous*, airline*, supply chain, spedition*, maritime",
    ),
  ],
  [
    "retail",
    phrases(
      "retail*, wholesale*, e ?commerce, ecommerce, consumer goods, handel*, einzelhandel*, grosshandel*, commerce, distribution, comercio, minorista, fashion, apparel",
    ),
  ],
  [
    "software",
    phrases(
      "software, saas, it, it [a-z]+, information technology*, internet, technology, tech, computer*, cloud, informatik*, informatique, tecnologia",
    ),
  ],
  ["telecom", phrases("telecom*, telekom*, telecommunications, telecomunicaciones, wireless")],
  [
    "finance",
    phrases(
      "financ*, bank*, insurance, versicherung*, finanz*, banque, assurance*, banca, seguros, fintech, investment*, accounting",
    ),
  ],
  [
    "healthcare",
    phrases(
      "health*, hospital*, medical*, pharma*, biotech*, gesundheit*, krankenhaus*, medizin*, sante, salud, life sciences, farmaceutic*",
    ),
  ],
  [
    "education",
    phrases(
      "education*, school*, universit*, e ?learning, training, bildung*, hochschul*, schule*, enseignement, educacion, research",
    ),
  ],
  [
    "public",
    phrases(
      "government*, public sector, public administration, municipal*, defen[cs]e, military, verwaltung*, behorde*, offentlich*, secteur public, administration publique, sector publico, gobierno",
    ),
  ],
  [
    "consulting",
    phrases(
      "consult*, beratung*, unternehmensberatung*, professional services, legal*, law, conseil, consultoria, staffing, human resources, agency, services",
    ),
  ],
  [
    "media",
    phrases(
      "media*, marketing, advertising, publishing, entertainment, medien, werbung, verlag*, publicite, publicidad, design, gaming",
    ),
  ],
  [
    "hospitality",
    phrases(
      "hospitality, hotel*, restaurant*, gastronom*, tourism*, travel, leisure, hotellerie, tourisme, turismo, sport*",
    ),
  ],
  [
    "nonprofit",
    phrases(
      "non ?profit*, ngo, charit*, foundation, stiftung*, verein*, association*, ong, church, religious*",
    ),
  ],
];

/** The industry that a few words of any source tell, English, German, French and Spanish. */
export const industryOf = remembered((text): Industry => {
  const words = plainWords(text);
  let best: { name: Industry; at: number; length: number } | null = null;
  for (const [name, pattern] of rules) {
    const match = firstMatch(words, pattern);
    if (match && (!best || match.at < best.at || (match.at === best.at && match.length > best.length)))
      best = { name, ...match };
  }
  return best?.name ?? "other";
});
