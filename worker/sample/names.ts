import { itemAt, type Random } from "./random.ts";

/** Where somebody's name comes from; each country of the sample has one. */
export type Culture = keyof typeof names;

/** Lists parted by commas. `written=latin` where a name is not written in Latin letters. */
const names = {
  english: {
    given: `Olivia,James,Amelia,George,Isla,Harry,Emily,Jack,Grace,Oliver,Sophie,Thomas,Charlotte,William,Hannah,
      Daniel,Megan,Samuel,Abigail,Joseph,Rebecca,Adam,Naomi,Callum,Siobhan,Declan,Priscilla,Marcus,Tamika,Jordan`,
    family: `Ashworth,Bennett,Carmichael,Dalton,Ellery,Fairbanks,Gallagher,Hargreaves,Ingram,Jennings,Kirkwood,
      Lockhart,Merriweather,Norwood,O'Sullivan,Pemberton,Quigley,Redfern,Sinclair,Thackeray,Underwood,Vance,
      Whitaker,Yardley,Okafor,Adeyemi,Featherstonehaugh,Patel-Hughes,Blackwood,Marsh`,
  },
  german: {
    given: `Anna,Lukas,Sabine,Jürgen,Ines,Matthias,Katrin,Björn,Heike,Stefan,Ulrike,Thorsten,Jana,Florian,Birgit,
      Günther,Franziska,Jörg,Petra,Tobias,Wiebke,Sören,Annegret,Kai,Mareike,Holger,Lena-Marie,Uwe,Silke,Felix`,
    family: `Müller,Schäfer,Krüger,Vogel,Lindner,Böhm,Hartmann,Kowalke,Größl,Weiß,Jäger,Sommerfeld,Brandt,
      Öztürk-Lange,Petersen,Rüther,Schönfeld,Tiedemann,Ullrich,Voß,Wegener,Zöllner,Achterberg,Baumgärtner,
      von der Heydt,Dörr,Engelhardt,Freytag,Grünwald,Nachtigall`,
  },
  french: {
    given: `Camille,Antoine,Élodie,Guillaume,Maëlle,Thibault,Aurélie,François,Inès,Mathieu,Solène,Benoît,Chloé,
      Olivier,Noémie,Jérôme,Margaux,Cédric,Sylvie,Rémi,Anaïs,Loïc,Hélène,Étienne`,
    family: `Lefèvre,Girard,Dubois-Marchand,Rousseau,Perrin,Chevalier,Gauthier,Le Goff,Mercier,Fontaine,Bélanger,
      Renaud,Aubert,Delacroix,Faure,Guérin,Hamelin,Jolivet,Lacombe,Moreau,Noël,Pasquier,Quentin,Thibodeau`,
  },
  spanish: {
    given: `Lucía,Javier,Carmen,Álvaro,Marta,Sergio,Núria,Iñaki,Elena,Rubén,Pilar,Joaquín,Beatriz,Andrés,Rocío,
      Gonzalo,Inmaculada,Íñigo,Silvia,Raúl`,
    family: `García Molina,Fernández,Ibáñez,Ortega Ruiz,Muñoz,Serrano,Castaño,Vidal,Peña,Aguirre,Llorente,Navarro,
      Echevarría,Domínguez,Sáez,Romero,Cordero,Bermúdez,Zubizarreta,Rey`,
  },
  italian: {
    given:
      "Giulia,Lorenzo,Chiara,Matteo,Francesca,Davide,Elisa,Niccolò,Valentina,Andrea,Paola,Riccardo,Ilaria,Luca",
    family:
      "Rossetti,De Santis,Ferrara,Colombo,Marchetti,Greco,Bianchi,D'Angelo,Moretti,Galli,Fabbri,Pellegrini,Sartori",
  },
  nordic: {
    given:
      "Astrid,Magnus,Freja,Søren,Linnéa,Håkon,Ingrid,Åke,Sigrid,Jørgen,Maja,Eirik,Kaisa,Olli,Tuuli,Mikkel",
    family: `Lindqvist,Nørgaard,Bergström,Haugen,Ødegård,Sjöberg,Mäkinen,Rasmussen,Virtanen,Strand,Ångström,
      Kjær,Holm,Þórsdóttir,Dahlgren,Koskinen`,
  },
  dutch: {
    given: "Sanne,Daan,Fleur,Bram,Lotte,Jeroen,Marieke,Thijs,Annelies,Pieter,Femke,Ruben",
    family:
      "van den Berg,de Vries,Jansen,Bakker,van Dijk,Visser,Smit,Meijer,Hendriks,ter Horst,van 't Hoff,Kuijpers",
  },
  slavic: {
    given:
      "Agnieszka,Marek,Zuzana,Tomáš,Katarzyna,Paweł,Jana,Ondřej,Małgorzata,Grzegorz,Ivana,Łukasz,Dragana,Miloš",
    family: `Kowalczyk,Nowak,Wójcik,Mazur,Brzęczyszczykiewicz,Horváth,Jovanović,Kovačević,Pavlović,Szymczak,Krejčí,
      Janků`,
  },
  turkish: {
    given: "Elif,Mehmet,Zeynep,Emre,Ayşe,Burak,Gülşen,Onur,Selin,Çağrı",
    family: "Yılmaz,Kaya,Demir,Şahin,Öztürk,Aydın,Çelik,Arslan,Doğan,Koç",
  },
  indian: {
    given: "Ananya,Rohan,Priya,Vikram,Kavya,Arjun,Lakshmi,Sanjay,Deepika,Venkatesh,Meera,Aditya",
    family: "Iyer,Sharma,Krishnamurthy,Reddy,Banerjee,Menon,Subramanian,Kulkarni,Chatterjee,Gill,Rao,Desai",
  },
  japanese: {
    given: "陽子=Yoko,健太=Kenta,美咲=Misaki,大輔=Daisuke,Haruka,Takashi,Emi,Ryo",
    family: "山田=Yamada,佐藤=Sato,高橋=Takahashi,Watanabe,Kobayashi,Nakamura,Fujimoto",
  },
  chinese: {
    given: "晓明=Xiaoming,丽华=Lihua,Wei,Jing,Mingyu,Xiuying,Hao,Yan",
    family: "王=Wang,陈=Chen,Zhang,Liu,Huang,Zhao,Lin",
  },
  arabic: {
    given: "ليلى=Layla,يوسف=Youssef,فاطمة=Fatima,Omar,Nadia,Khalid,Salma,Tariq",
    family: "الحداد=Al-Haddad,منصور=Mansour,Nasser,Rahman,Khoury,El-Amin,Saleh",
  },
  hebrew: {
    given: "נועה=Noa,יונתן=Yonatan,Tamar,Eitan,Shira,Amir",
    family: "לוי=Levi,כהן=Cohen,Mizrahi,Peretz,Friedman",
  },
} as const;

interface Written {
  readonly shown: string;
  readonly latin: string;
}

const parse = (list: string): Written[] =>
  list.split(",").map((entry) => {
    const [shown = "", latin = shown] = entry.trim().split("=");
    return { shown, latin };
  });

const parsed = new Map(
  Object.entries(names).map(([culture, { given, family }]) => [
    culture,
    { given: parse(given), family: parse(family) },
  ]),
);

/** East Asian names written in their own script put the family first. */
const familyFirst: ReadonlySet<string> = new Set(["japanese", "chinese"]);

/** A name as its bearer writes it, and its two halves in Latin letters, for the address. */
export interface PersonName {
  readonly name: string;
  /** For titles that tell: the lists of given names hold women and men in turn. */
  readonly female: boolean;
  readonly given: string;
  readonly family: string;
}

export function personName(random: Random, culture: Culture): PersonName {
  const lists = parsed.get(culture);
  if (!lists) throw new RangeError(culture);
  const foreign = ({ shown, latin }: Written) => shown !== latin;
  const index = random.int(0, lists.given.length - 1);
  const given = itemAt(lists.given, index);
  // Both halves in the same script.
  const family = random.pick(lists.family.filter((name) => foreign(name) === foreign(given)));
  const name = foreign(given)
    ? familyFirst.has(culture)
      ? `${family.shown} ${given.shown}`
      : `${given.shown} ${family.shown}`
    : `${given.shown} ${family.shown}`;
  return { name, female: index % 2 === 0, given: given.latin, family: family.latin };
}

const special: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  ø: "o",
  æ: "ae",
  å: "a",
  ł: "l",
  þ: "th",
  ð: "d",
  ı: "i",
};

/** Letters and digits of plain ASCII, lower case, as they stand in addresses. */
export const ascii = (text: string): string =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßøæåłþðı]/g, (letter) => special[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "");
