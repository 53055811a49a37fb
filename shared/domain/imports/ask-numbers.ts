import { clip } from "../people/words.ts";
import { type Ask, blank, type File, numberColumns, type Option, targetIn } from "./asking.ts";
import { held } from "./columns.ts";
import { currencyCodes } from "./currencies.ts";
import { readNumber } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";
import { type ImportKind, short } from "./targets.ts";

/** The mark before the decimals as the file's own numbers show it; null where none does, or both. */
export function decimalsShown(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
): "point" | "comma" | null {
  const columns = numberColumns(profiles, targetIn(kind, mapping));
  const point = columns.some(({ shapes }) => shapes.decimalPoint > 0);
  const comma = columns.some(({ shapes }) => shapes.decimalComma > 0);
  return point === comma ? null : point ? "point" : "comma";
}

/** What stands before the decimals, where the numbers leave it open. */
export function decimals(file: File): Ask[] {
  const columns = numberColumns(file.profiles, file.targetOf);
  const either = columns.find(({ shapes }) => shapes.decimalEither > 0);
  const point = columns.find(({ shapes }) => shapes.decimalPoint > 0);
  const comma = columns.find(({ shapes }) => shapes.decimalComma > 0);
  const both = point && comma;
  if (!both && (!either || point || comma)) return [];
  const example = either?.examples.find((text) => {
    const [a, b] = [readNumber(text, "point"), readNumber(text, "comma")];
    return a !== null && b !== null && a !== b;
  });
  const option = (style: "point" | "comma"): Option => {
    const read = example ? readNumber(example, style) : null;
    const words = style === "point" ? "A point: 1,234.5" : "A comma: 1.234,5";
    return {
      value: style,
      label:
        read === null
          ? words
          : `${words}, so that ${example} is ${read.toLocaleString("en", { useGrouping: false })}`,
    };
  };
  return [
    {
      ...blank,
      id: "decimals",
      column: either?.column ?? null,
      question: example
        ? `How much is ${clip(example, 40)} in the column ${short(either?.column ?? "")}: what stands before the decimals?`
        : "What stands before the decimals in this file's numbers?",
      help: both
        ? `The file contradicts itself: ${short(point.column)} has numbers with a point, ${short(comma.column)} with a comma. Those that do not fit your answer ${file.columnOf("amount") ? "are kept as text, and rows whose amount does not fit are refused" : "are kept as text"}.`
        : "Both ways make sense here, so only you can tell.",
      answer: "one",
      options: [option("point"), option("comma")],
      proposal: null,
    },
  ];
}

/** The currency of amounts that do not say theirs. */
export function currency({ columnOf }: File): Ask[] {
  const amount = columnOf("amount");
  if (!amount || !isCurrencyOpen(amount, columnOf("currency"))) return [];
  return [
    {
      ...blank,
      id: "currency",
      question: `Which currency are the amounts in ${short(amount.column)} in?`,
      help: "Of amounts that do not say it themselves.",
      answer: "one",
      options: currencies(),
      proposal: amount.currency,
    },
  ];
}

/** Whether an amount may come without its currency. */
function isCurrencyOpen(amount: ColumnProfile, currency: ColumnProfile | undefined): boolean {
  if (amount.shapes.money >= held(amount) && amount.currency !== null) return false;
  return !currency || held(currency) < held(amount);
}

function currencies(): Option[] {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  return [...currencyCodes]
    .sort()
    .map((value) => ({ value, label: `${value}: ${names.of(value) ?? value}` }));
}
