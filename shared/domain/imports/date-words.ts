import { type Clock, takeClock } from "./clock.ts";

/** English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. */
const months: ReadonlyMap<string, number> = new Map(
  [
    "jan january januar janner jaenner janv janvier ene enero gen gennaio janeiro januari",
    "feb february februar feber fevr fev fevrier febrero febbraio fevereiro februari",
    "mar march marz maerz mrz mars marzo marco maart mrt",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio mei",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juillet julio lug luglio julho",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre setiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dicembre dezembro",
  ].flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index + 1])),
);

/** How their names begin, accents and all: what has none of these is no date in words. */
const monthish =
  /\b(?:j(?:an|än|a\u0308n|aen|u[nli])|ene|ge?iu|gen|f(?:eb|ev|év|e\u0301v)|m(?:ar|är|a\u0308r|aer|rz|aa|rt|a[yigj]|ei)|a(?:pr|vr|br|ug|o[uû]|go)|lug|se[pt]|o(?:ct|kt|tt|ut)|nov|d(?:e[cz]|éc|e\u0301c|ic))/i;

const weekdays: ReadonlySet<string> = new Set(
  `mon monday mo montag lun lundi lunes lunedi seg segunda maandag ma tue tues tuesday di dienstag mar mardi martes
  martedi ter terca dinsdag wed weds wednesday mi mittwoch mer mercredi mie miercoles mercoledi qua quarta woe wo
  woensdag thu thur thurs thursday do donnerstag jeu jeudi jue jueves gio giovedi qui quinta donderdag fri friday fr
  freitag ven vendredi vie viernes venerdi sex sexta vrij vr vrijdag sat saturday sa samstag sonnabend sam samedi sab
  sabado sabato zat za zaterdag sun sunday so sonntag dim dimanche dom domingo domenica zon zo zondag feira`.split(
    /\s+/,
  ),
);

/** Ordinals' endings, and the little words between. */
const fillers: ReadonlySet<string> = new Set(
  "st nd rd th er o º ª a e de del of the at um as am om le den der el il la las alle ore uhr".split(" "),
);

const unaccented = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Two digits are of this century up to 69. */
export const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 70 ? 1900 : 2000);

/** The text behind a weekday that it begins with: `Mon, 02/05/2018`. */
export function withoutWeekday(text: string): string {
  const [all = "", word = ""] = /^(\p{L}{2,10})\.?,? (?=\d)/u.exec(text) ?? [];
  return all && weekdays.has(unaccented(word)) ? text.slice(all.length) : text;
}

/**
 * Takes apart `Feb 1, 2018 7:58 PM`, `1. Februar 2018`, `01-feb-18`, `Thu Feb 01 19:58:54 UTC 2018`; null where the
 * text says more, or less, than a day. The day may not exist.
 */
export function readWords(
  text: string,
): { year: number; month: number; day: number; clock: Clock | null } | null {
  if (!monthish.test(text)) return null;
  const taken = takeClock(unaccented(text));
  if (!taken) return null;
  const tokens: readonly string[] = taken.rest.match(/\p{L}+|\d+|[^\s,./\-°]/gu) ?? [];
  if (tokens.length > 12) return null;
  const names = tokens.filter((token) => months.has(token));
  // `mar` is Tuesday too: where another month follows, that is the month.
  const name = names[0] === "mar" ? (names[1] ?? "mar") : names[0];
  if (name === undefined || names.length > (names[0] === "mar" ? 2 : 1)) return null;
  const place = tokens.indexOf(name);
  const numbers = tokens.filter((token) => /^\d/.test(token));
  const rest = tokens.filter((token, i) => i !== place && !/^\d/.test(token));
  if (numbers.length !== 2 || !rest.every((token) => weekdays.has(token) || fillers.has(token))) return null;
  const [one = "", two = ""] = numbers;
  const before = tokens.slice(0, place).filter((token) => /^\d/.test(token)).length;
  if (before === 2) return null;
  const [day, year] = before === 1 && one.length === 4 ? [two, one] : [one, two];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return { year: fullYear(year), month: months.get(name) ?? 0, day: Number(day), clock: taken.clock };
}
