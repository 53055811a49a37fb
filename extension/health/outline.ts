/**
 * The structure of a page, to repair a site by: a line an element with its depth, tag, role and the names of its
 * attributes. Everything is out of the fixed lists below, so that no word of the page can be in it: no text, no value,
 * no name that somebody made up.
 */

/** Families of elements that the products themselves make; what a company makes of its own is `custom`. */
const families = ["lightning", "force", "records", "one", "flexipage", "runtime", "slds"];

const roles = new Set(
  `alert alertdialog application article banner button cell checkbox columnheader combobox complementary contentinfo
  dialog document feed figure form grid gridcell group heading img link list listbox listitem log main menu menubar
  menuitem navigation none note option presentation progressbar radio radiogroup region row rowgroup rowheader search
  searchbox separator status switch tab table tablist tabpanel term textbox toolbar tooltip tree treegrid
  treeitem`.split(/\s+/),
);

/** What sites read, and what says how a page shows things. */
const attributes = new Set(
  `aria-current aria-expanded aria-hidden aria-label aria-labelledby aria-level aria-modal aria-multiselectable
  aria-selected contenteditable data-action data-app-section data-card-type data-convid data-email data-email-address
  data-eventid data-field data-focusable-row data-folder-name data-guest-email data-hovercard-id data-id data-itemid
  data-legacy-message-id data-legacy-thread-id data-message-id data-name data-object-id data-object-type-id
  data-person-id data-record-id data-recordid data-selenium-test data-target-selection-name data-test data-test-id
  data-testid data-thread-id data-thread-perm-id email hidden href id jid name slot src style tabindex target title
  type`.split(/\s+/),
);

/** Lines, and the depth to which is looked: more would be a page, not an outline of it. */
const mostLines = 400;
const deepest = 60;
const mostLetters = 12_000;

const mute = new Set(["script", "style", "link", "meta", "noscript", "svg", "head", "title", "base"]);

/** An element as one reads it, without its depth. */
function shapeOf(element: Element): string {
  const role = element.getAttribute("role")?.trim().toLowerCase() ?? "";
  const names = element
    .getAttributeNames()
    .filter((name) => attributes.has(name))
    .sort();
  return [
    tagOf(element),
    ...(roles.has(role) ? [`.${role}`] : []),
    ...(names.length > 0 ? [`[${names.join(" ")}]`] : []),
  ].join(" ");
}

/** The names of the elements that the browser knows by itself are nobody's words; all others may be. */
function tagOf(element: Element): string {
  const name = element.localName;
  const [family = ""] = name.split("-");
  if (family !== name) return families.includes(family) ? `${family}-element` : "custom";
  return /^\[object HTML(?!Unknown)\w*Element\]$/.test(Object.prototype.toString.call(element))
    ? name
    : "custom";
}

/** Boxes that say nothing are passed over; equal ones one after the other are told once, with how many they are. */
export function outlineOf(root: Element): string {
  const lines: { depth: number; shape: string; times: number }[] = [];
  const visit = (element: Element, depth: number): void => {
    if (depth > deepest || lines.length > mostLines || mute.has(element.localName)) return;
    const shape = shapeOf(element);
    const isTelling = shape !== "div" && shape !== "span" && shape !== "custom";
    if (isTelling) {
      const last = lines.at(-1);
      if (last?.depth === depth && last.shape === shape) last.times += 1;
      else lines.push({ depth, shape, times: 1 });
    }
    for (const parent of [element.shadowRoot, element])
      for (let child = parent?.firstElementChild ?? null; child; child = child.nextElementSibling) {
        if (lines.length > mostLines) return;
        visit(child, isTelling ? depth + 1 : depth);
      }
  };
  visit(root, 0);
  let text = "";
  for (const { depth, shape, times } of lines.slice(0, mostLines)) {
    const line = `${depth} ${shape}${times > 1 ? ` x${Math.min(times, 999_999)}` : ""}\n`;
    if (text.length + line.length > mostLetters) break;
    text += line;
  }
  return text;
}
