import { plainWords } from "../people/words.ts";

/** ISO 3166-1: alpha-2 and alpha-3 of every country. */
const codes =
  `AD AND,AE ARE,AF AFG,AG ATG,AI AIA,AL ALB,AM ARM,AO AGO,AQ ATA,AR ARG,AS ASM,AT AUT,AU AUS,AW ABW,AX ALA,
AZ AZE,BA BIH,BB BRB,BD BGD,BE BEL,BF BFA,BG BGR,BH BHR,BI BDI,BJ BEN,BL BLM,BM BMU,BN BRN,BO BOL,BQ BES,BR BRA,BS BHS,
BT BTN,BV BVT,BW BWA,BY BLR,BZ BLZ,CA CAN,CC CCK,CD COD,CF CAF,CG COG,CH CHE,CI CIV,CK COK,CL CHL,CM CMR,CN CHN,CO COL,
CR CRI,CU CUB,CV CPV,CW CUW,CX CXR,CY CYP,CZ CZE,DE DEU,DJ DJI,DK DNK,DM DMA,DO DOM,DZ DZA,EC ECU,EE EST,EG EGY,EH ESH,
ER ERI,ES ESP,ET ETH,FI FIN,FJ FJI,FK FLK,FM FSM,FO FRO,FR FRA,GA GAB,GB GBR,GD GRD,GE GEO,GF GUF,GG GGY,GH GHA,GI GIB,
GL GRL,GM GMB,GN GIN,GP GLP,GQ GNQ,GR GRC,GS SGS,GT GTM,GU GUM,GW GNB,GY GUY,HK HKG,HM HMD,HN HND,HR HRV,HT HTI,HU HUN,
ID IDN,IE IRL,IL ISR,IM IMN,IN IND,IO IOT,IQ IRQ,IR IRN,IS ISL,IT ITA,JE JEY,JM JAM,JO JOR,JP JPN,KE KEN,KG KGZ,KH KHM,
KI KIR,KM COM,KN KNA,KP PRK,KR KOR,KW KWT,KY CYM,KZ KAZ,LA LAO,LB LBN,LC LCA,LI LIE,LK LKA,LR LBR,LS LSO,LT LTU,LU LUX,
LV LVA,LY LBY,MA MAR,MC MCO,MD MDA,ME MNE,MF MAF,MG MDG,MH MHL,MK MKD,ML MLI,MM MMR,MN MNG,MO MAC,MP MNP,MQ MTQ,MR MRT,
MS MSR,MT MLT,MU MUS,MV MDV,MW MWI,MX MEX,MY MYS,MZ MOZ,NA NAM,NC NCL,NE NER,NF NFK,NG NGA,NI NIC,NL NLD,NO NOR,NP NPL,
NR NRU,NU NIU,NZ NZL,OM OMN,PA PAN,PE PER,PF PYF,PG PNG,PH PHL,PK PAK,PL POL,PM SPM,PN PCN,PR PRI,PS PSE,PT PRT,PW PLW,
PY PRY,QA QAT,RE REU,RO ROU,RS SRB,RU RUS,RW RWA,SA SAU,SB SLB,SC SYC,SD SDN,SE SWE,SG SGP,SH SHN,SI SVN,SJ SJM,SK SVK,
SL SLE,SM SMR,SN SEN,SO SOM,SR SUR,SS SSD,ST STP,SV SLV,SX SXM,SY SYR,SZ SWZ,TC TCA,TD TCD,TF ATF,TG TGO,TH THA,TJ TJK,
TK TKL,TL TLS,TM TKM,TN TUN,TO TON,TR TUR,TT TTO,TV TUV,TW TWN,TZ TZA,UA UKR,UG UGA,UM UMI,US USA,UY URY,UZ UZB,VA VAT,
VC VCT,VE VEN,VG VGB,VI VIR,VN VNM,VU VUT,WF WLF,WS WSM,YE YEM,YT MYT,ZA ZAF,ZM ZMB,ZW ZWE`
    .split(/,\s*/)
    .map((pair) => pair.split(" ") as [alpha2: string, alpha3: string]);

const languages = ["en", "de", "fr", "es", "pt", "it", "nl"];

/** Names that no dictionary of the language has, and that forms have all the same. */
const others: Readonly<Record<string, string>> = {
  GB: "uk,u k,great britain,britain,england,scotland,wales,northern ireland,grossbritannien,grande bretagne,gran bretana,gran bretagna,gra bretanha,groot brittannie,engeland,inglaterra,inghilterra,angleterre,united kingdom of great britain and northern ireland",
  US: "usa,us,u s a,u s,america,united states of america,the united states,etats unis d amerique,eeuu,ee uu,ee uu a,eua,vereinigte staaten von amerika,stati uniti d america,estados unidos de america,verenigde staten van amerika",
  GR: "el,hellas",
  NL: "the netherlands,holland,niederlande holland,pays bas,kingdom of the netherlands",
  DE: "federal republic of germany,bundesrepublik deutschland,brd",
  CZ: "czech republic,tschechische republik,republique tcheque,republica checa,republica tcheca,repubblica ceca",
  RU: "russian federation,russische foderation",
  KR: "korea,south korea,korea south,korea republic of,republic of korea",
  KP: "north korea,korea north,korea democratic people s republic of",
  CN: "china mainland,mainland china,people s republic of china,prc,p r china",
  HK: "hong kong,hongkong,hong kong sar",
  MO: "macau,macao",
  TW: "taiwan province of china,republic of china,taiwan roc",
  VN: "viet nam,vietnam",
  AE: "uae,u a e,emirates",
  IE: "republic of ireland,eire",
  CI: "ivory coast,cote d ivoire",
  TR: "turkey,turkiye,republic of turkiye",
  MK: "macedonia,north macedonia,fyrom",
  MM: "burma",
  SZ: "swaziland",
  CV: "cape verde",
  IR: "iran islamic republic of,islamic republic of iran",
  BO: "bolivia plurinational state of",
  VE: "venezuela bolivarian republic of",
  TZ: "tanzania united republic of",
  MD: "moldova republic of,republic of moldova",
  SY: "syrian arab republic",
  LA: "lao people s democratic republic,lao pdr",
  PS: "palestine,palestinian territory,palestinian territory occupied,state of palestine",
  CD: "dr congo,democratic republic of the congo,congo the democratic republic of the,congo kinshasa",
  CG: "republic of the congo,congo brazzaville,congo republic",
  BN: "brunei darussalam",
  FK: "falkland islands malvinas",
  VA: "holy see,vatican,holy see vatican city state",
  BA: "bosnia,bosnien",
  TT: "trinidad",
  DO: "dominican rep",
  BY: "weissrussland",
};

let byName: ReadonlyMap<string, string> | null = null;

/** Made when first asked for: some two thousand names. One that means two countries means none. */
function names(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const doubtful = new Set<string>();
  const add = (name: string, code: string) => {
    const words = plainWords(name);
    if (words === "") return;
    if ((found.get(words) ?? code) !== code) doubtful.add(words);
    else found.set(words, code);
  };
  for (const language of languages) {
    const display = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const [code] of codes) add(display.of(code) ?? "", code);
  }
  for (const word of doubtful) found.delete(word);
  for (const [code, list] of Object.entries(others))
    for (const name of list.split(",")) found.set(name, code);
  for (const pair of codes) for (const code of pair) found.set(code.toLowerCase(), pair[0]);
  return found;
}

/**
 * ISO 3166-1 alpha-2 of a country as people write it: its code of two or three letters, its name in English,
 * German, French, Spanish, Portuguese, Italian or Dutch. Null where it is none of these.
 */
export function countryCode(text: string): string | null {
  if (text.length > 80) return null;
  byName ??= names();
  return byName.get(plainWords(text)) ?? null;
}
