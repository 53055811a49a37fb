/** Answers the extension's own pages only: a page's script runs in the page's process. */
export function own<Data, Result>(
  answer: (data: Data) => Result,
): (message: { data: Data; sender: { url?: string } }) => Result {
  return ({ data, sender }) => {
    if (!/^(chrome|moz)-extension:/.test(sender.url ?? "")) throw new Error("Not for pages");
    return answer(data);
  };
}

/** Answers the extension's scripts in pages of tabs only. */
export function besidePage<Data, Result>(
  answer: (data: Data) => Result,
): (message: { data: Data; sender: { url?: string; tab?: { id?: number } } }) => Result {
  return ({ data, sender }) => {
    if (sender.tab?.id === undefined || !/^https?:/.test(sender.url ?? "")) throw new Error("For pages only");
    return answer(data);
  };
}
