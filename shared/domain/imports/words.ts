/** Words parted by commas, as a set. */
export const list = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split(",")
      .map((word) => word.replace(/\s+/g, " ").trim())
      .filter(Boolean),
  );
