/**
 * A pure rule of a text that keeps its latest answers. Titles of people and pages come again and again, and reading
 * one costs dozens of expressions.
 * @param size how many answers are kept; when it is full, all are forgotten
 */
export function remembered<Answer>(rule: (text: string) => Answer, size = 2000): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = rule(text);
    if (known.size >= size) known.clear();
    if (text.length <= 300) known.set(text, answer);
    return answer;
  };
}
