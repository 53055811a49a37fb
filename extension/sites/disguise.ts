import { JSDOM } from "jsdom";

/** For tests: the same page after a redesign, in a language that nobody speaks. Ids, roles and `data-` stay. */
export function disguise(html: string): string {
  const { document } = new JSDOM(html).window;
  let count = 0;
  for (const element of document.querySelectorAll("*")) {
    if (element.hasAttribute("class")) element.setAttribute("class", `z${count++} z${count++}`);
    for (const attribute of ["aria-label", "title", "alt", "data-tooltip", "placeholder"]) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, translated(value));
    }
    for (const node of element.childNodes)
      if (node.nodeType === 3 && !element.matches("style, script"))
        node.nodeValue = translated(node.nodeValue ?? "");
  }
  return `<!doctype html>${document.documentElement.outerHTML}`;
}

/** Labels become others; names and addresses stay what they are. */
const translated = (text: string): string =>
  text
    .replace(/^(\s*)[^\s:：@<>][^:：@<>]{0,25}([:：])/u, "$1ਠਢ$2")
    .replace(/\b(me|mich|ben|to|an|Reply|Inbox|Account manager for|Google Account)\b/g, "ਮੈਂ");
