/** Answers the extension's own pages only: a page's script runs in the page's process. */
export function own<Data, Result>(
  answer: (data: Data) => Result,
): (message: { data: Data; sender: { url?: string } }) => Result {
  return ({ data, sender }) => {
    if (!/^(chrome|moz)-extension:/.test(sender.url ?? "")) throw new Error("Not for pages");
    return answer(data);
  };
}
