/** How likely somebody wrote a text: judged by its letters beyond ASCII alone, so that lists of names are enough. */

/** The letters beyond a to z of languages that are written in Latin letters. */
const western = [
  "äöüß", // German
  "àâæçéèêëîïôœùûüÿ", // French
  "áéíñóúü", // Spanish
  "àáâãçéêíóôõú", // Portuguese
  "àèéìíîòóùú", // Italian
  "àçèéíïòóúü", // Catalan
  "åäöé", // Swedish, Finnish
  "æøåé", // Danish, Norwegian
  "áðéíóúýþæö", // Icelandic
  "ëïéèöü", // Dutch
];
const central = [
  "ąćęłńóśźż", // Polish
  "áčďéěíňóřšťúůýž", // Czech
  "áäčďéíľňóôŕšťúýž", // Slovak
  "áéíóöőúüű", // Hungarian
  "ăâîşţșț", // Romanian
  "čćđšž", // Croatian, Slovenian
  "äöüß", // German
];
const turkish = ["çğıöşüi̇âîû"];
const baltic = ["ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"];

interface Kind {
  /** Letters by language, or the script that is written. */
  letters: readonly string[] | RegExp;
  /** How much rarer it is met than the others that its letters may be mistaken for. */
  rarer: number;
}

const latin = (letters: readonly string[], rarer: number): Kind => ({ letters, rarer });
const script = (letters: RegExp, rarer: number): Kind => ({ letters, rarer });
const cyrillic = /\p{Script=Cyrillic}/u;
/** Half-wide kana are left out: any bytes are some. */
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\u3000-\u303f\u30a0-\u30ff\uff01-\uff60]/u;

/** What is written in an encoding. */
const kinds: Readonly<Record<string, Kind>> = {
  "utf-8": script(/[^\ufffd]/u, 0),
  "windows-1252": latin(western, 0),
  macintosh: latin(western, 25),
  "windows-1250": latin(central, 8),
  "iso-8859-2": latin(central, 12),
  "windows-1254": latin(turkish, 10),
  "windows-1257": latin(baltic, 15),
  "windows-1251": script(cyrillic, 5),
  "koi8-r": script(cyrillic, 15),
  "iso-8859-5": script(cyrillic, 20),
  "x-mac-cyrillic": script(cyrillic, 30),
  "windows-1253": script(/\p{Script=Greek}/u, 15),
  "windows-1255": script(/[\u05d0-\u05ea]/u, 4),
  "windows-1256": script(/\p{Script=Arabic}/u, 15),
  "windows-874": script(/\p{Script=Thai}/u, 12),
  shift_jis: script(eastAsian, 10),
  "euc-jp": script(eastAsian, 20),
  gbk: script(eastAsian, 10),
  big5: script(eastAsian, 15),
  "euc-kr": script(/[\p{Script=Hangul}\u3000-\u303f]/u, 8),
};

/** Signs that stand in texts of any language. */
const signs = /[\u00a0’‘“”„‚–—…•€™®©°£§«»·×½¼¾²³ºª¿¡´]/u;

/** How likely a text was written in an encoding; 100 is beyond doubt, and below 0 nobody writes so. */
export function likelihood(text: string, encoding: string): number {
  const kind = kinds[encoding];
  if (!kind) return -100;
  const letters = (text.toLowerCase().match(/\P{ASCII}/gu) ?? []).filter((letter) => !signs.test(letter));
  return 100 * home(letters, kind.letters) - 100 * oddness(text) - kind.rarer;
}

/** The share of letters that are at home: in the one language that has most of them, or nearly as good in any. */
function home(letters: readonly string[], at: readonly string[] | RegExp): number {
  if (letters.length === 0) return 1;
  const share = (isHome: (letter: string) => boolean) => letters.filter(isHome).length / letters.length;
  // A sign or two may be mistaken for some letter of any script; words have several.
  if (at instanceof RegExp)
    return share((letter) => at.test(letter)) * Math.min(1, new Set(letters).size / 4);
  const all = at.join("");
  return Math.max(
    0.8 * share((letter) => all.includes(letter)),
    ...at.map((language) => share((letter) => language.includes(letter))),
  );
}

/** Of the words with letters beyond ASCII, the share that nobody writes so. */
function oddness(text: string): number {
  const words = text.match(/[^\s!-&(-/:-@[-`{-~]*\P{ASCII}[^\s!-&(-/:-@[-`{-~]*/gu) ?? [];
  return words.filter((word) => strange.test(word) || isMixed(word)).length / Math.max(1, words.length);
}

/** No letter at all; a capital or a sign inside of a word; many accents in a row. */
const strange =
  /[\ufffd\u0080-\u009f\p{Co}]|\p{Ll}\p{Lu}|\p{Lu}{2,}\p{Ll}|\p{L}[^\p{L}\p{M}\p{Nd}'’.·-]\p{L}|[£¥¤¦¨¬¯±¶¸¹²³¼½¾×÷]\p{L}|^\p{M}|(?:(?=\P{ASCII})\p{Script=Latin}){3}/u;

const scripts = [
  /\p{Script=Latin}/u,
  cyrillic,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
];
/** Letters of two scripts in one word. Those of East Asia stand beside Latin ones, but not among them. */
const isMixed = (word: string): boolean =>
  scripts.filter((script) => script.test(word)).length > 1 ||
  /[a-z][\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]{1,2}[a-z]/iu.test(word);
