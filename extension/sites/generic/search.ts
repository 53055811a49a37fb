/**
 * The browser's own search hands over what is found alone: a page of 20,000 elements is gone through without one object
 * for each. It does not look into shadow roots, which are small. Null where it cannot.
 */
function search(node: Document | ShadowRoot, path: string): Node[] | null {
  if (!isDocument(node)) return null;
  try {
    const found = node.evaluate(path, node, null, 7, null);
    return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index)).filter(
      (one) => one !== null,
    );
  } catch {
    return null;
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
const isDocument = (node: Document | ShadowRoot): node is Document => node.nodeType === 9;

/** Elements of the page's own make: hardly anybody gives a shadow to others. */
export const mayHoldShadow = (node: Document | ShadowRoot): Element[] =>
  search(node, "//*[contains(name(), '-')]")?.filter(isElement) ?? [...node.querySelectorAll("*")];

/** The pieces of text that may hold an address. */
export const textsWith = (node: Document | ShadowRoot): Node[] =>
  search(node, "//text()[contains(., '@')]") ??
  textsIn(isDocument(node) ? node : node.ownerDocument, node).filter((text) => text.nodeValue?.includes("@"));

function textsIn(document: Document, node: Node): Node[] {
  const walker = document.createTreeWalker(node, 4);
  const texts: Node[] = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) texts.push(text);
  return texts;
}

/** The text of an element with room between its parts; empty where it is longer than so many characters. */
export function spacedText(element: Element, most: number): string {
  if ((element.textContent ?? "").length > most) return "";
  return textsIn(element.ownerDocument, element)
    .map((text) => text.nodeValue)
    .join(" ");
}
