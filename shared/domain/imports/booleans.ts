const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** English, German, French, Spanish, Italian, Portuguese, Dutch, Nordic, Polish, Czech, Turkish, Russian, Japanese; databases. */
const yes =
  words(`1 1.0 y yes yep true t on x ✓ ✔ ☑ ✅ j ja jo wahr oui vrai si sí s sì verdadero vero sim verdadeiro
  waar kyllä tak prawda ano evet да istina はい`);
const no =
  words(`0 0.0 n no nope false f off ✗ ✘ ☐ ❌ nein falsch non faux falso não nao nee onwaar nej nei ei nie
  fałsz ne hayır нет いいえ`);

/**
 * What a cell of a yes/no column says; null where it is neither word. A lone `x` is a tick: yes.
 */
export function readYesNo(text: string): boolean | null {
  if (text.length > 12) return null;
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
}
