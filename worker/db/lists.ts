/** In letters: well under D1's two million bytes, those of three bytes included. */
const LONGEST = 600_000;

/** A list as the JSON parameter that it travels in; a long one as several, in its order. */
export function jsonLists(items: readonly unknown[]): string[] {
  const groups: string[][] = [];
  let length = LONGEST;
  for (const item of items) {
    const text = JSON.stringify(item);
    length += text.length + 1;
    if (length > LONGEST) {
      groups.push([]);
      length = text.length;
    }
    groups.at(-1)?.push(text);
  }
  return groups.map((group) => `[${group.join(",")}]`);
}
