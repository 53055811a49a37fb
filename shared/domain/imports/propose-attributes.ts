import { cut } from "./cells.ts";
import { headerWords, share, valuesIn } from "./columns.ts";
import { countryCode } from "./countries.ts";
import { isPlain } from "./fits.ts";
import type { ColumnProfile } from "./profile.ts";
import { attributeName, type ImportKind } from "./targets.ts";

const countryHeader =
  /^(contact |lead |company |person |mailing |billing |ip )?(country|country region|country region name|country name|country code|country or region|land|pays|pays region|pais|pais region|paese|nazione|stato|country iso code|staat)( code| name)?$/;
const industryHeader =
  /^(company |account |contact )?(industry|industry name|sector|industry sector|branche|industrie|secteur|secteur d activite|industria|sector industrial|setor|settore|bedrijfstak)( name)?$/;
const employeesHeader =
  /^(company |account |contact )?(employees|number of employees|no of employees|num employees|numberofemployees|employee count|company size|size|headcount|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|anzahl der mitarbeiter|unternehmensgrosse|firmengrosse|nombre d employes|effectif|effectifs|taille de l entreprise|numero de empleados|empleados|tamano de la empresa|numero de funcionarios|funcionarios|tamanho da empresa|numero di dipendenti|dipendenti|dimensione azienda|aantal werknemers|werknemers|bedrijfsgrootte)( range)?$/;

/** The custom attribute that a column makes: of a lead's, where a score looks for it if it holds what the score expects. */
export function attributeTarget(kind: ImportKind, profile: ColumnProfile, used: ReadonlySet<string>): string {
  if (kind !== "leads") return freeAttribute(kind, profile.column, used);
  const words = headerWords(profile.column);
  const free = (target: string) => !used.has(target);
  if (free("attribute:country") && countryHeader.test(words) && holdsCountries(profile))
    return "attribute:country";
  if (free("attribute:industry") && industryHeader.test(words) && isPlain(profile))
    return "attribute:industry";
  if (
    free("attribute:employees") &&
    employeesHeader.test(words) &&
    // `1,250` is a headcount, too.
    share(profile, profile.shapes.whole + profile.shapes.decimalEither) > 0.5
  )
    return "attribute:employees";
  return freeAttribute(kind, profile.column, used);
}

/** The attribute that a column's own name makes, told from those that are taken and those that a score reads. */
export function freeAttribute(kind: ImportKind, column: string, used: ReadonlySet<string>): string {
  const name = attributeName(column);
  const kept = kind === "leads" && scored.includes(name) ? `${name} (of the file)` : name;
  let target = `attribute:${kept}`;
  for (let number = 2; used.has(target); number += 1) target = `attribute:${cut(kept, 58)} ${number}`;
  return target;
}

const scored: readonly string[] = ["country", "industry", "employees"];

function holdsCountries(profile: ColumnProfile): boolean {
  const values = valuesIn(profile);
  const seen = values ?? profile.examples.map((value) => ({ value, count: 1 }));
  const all = seen.reduce((sum, { count }) => sum + count, 0);
  const countries = seen.reduce((sum, { value, count }) => sum + (countryCode(value) ? count : 0), 0);
  return all > 0 && countries / all >= 0.6;
}
