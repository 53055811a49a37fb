const digits = new Map<string, number>();

/** Digits after the point of a currency: 2 of EUR, 0 of JPY, 3 of KWD. */
function digitsOf(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2;
    digits.set(currency, known);
  }
  return known;
}

/**
 * Whole minor units (cents) of an amount in whole ones; null where that is no exact number.
 * @param currency ISO 4217
 */
export function toMinor(value: number, currency: string): number | null {
  const minor = Math.round(value * 10 ** digitsOf(currency));
  return Number.isSafeInteger(minor) ? minor + 0 : null;
}
