import { addressesIn, type Root } from "./evidence.ts";
import { spacedText } from "./search.ts";
import * as at from "./selectors.ts";

/** Mailboxes of the product's or the company's own desk, which stand at the edge of pages. */
export const isDesk = (email: string): boolean =>
  /^(support|help|helpdesk|servicedesk|abuse|privacy|datenschutz|legal|dpo|security|webmaster|hostmaster|postmaster|admin)@/.test(
    email,
  );

const labelled = (element: Element): string =>
  ["title", "aria-label", "data-user-email", "email", "data-email"]
    .map((name) => element.getAttribute(name) ?? "")
    .join(" ");

/** The one address of a text, or null where there is none or more than one. */
function only(text: string): string | null {
  const found = new Set(addressesIn(text).filter((email) => !isDesk(email)));
  const [email] = found;
  return found.size === 1 && email ? email : null;
}

/**
 * The address of whoever is signed in: on the way out of the account, in the menu around it, alone in the page's head
 * or its menus, or where a list calls somebody "me".
 */
export function ownerOf(roots: readonly Root[], trace: string[]): string | null {
  const page = roots.filter(({ isFrame }) => !isFrame).map(({ node }) => node);
  const ways = page
    .flatMap((node) => [...node.querySelectorAll(at.account)])
    .filter((way) => !way.matches("a[href]") || at.wayOut.test(way.getAttribute("href") ?? ""));
  for (const way of ways) {
    const email = only(`${labelled(way)} ${spacedText(way, 300)}`);
    if (email) return email;
  }
  trace.push("owner: account");
  for (const way of ways) {
    let around = way.parentElement;
    for (
      let up = 0;
      around && up < 5 && !around.matches(`body, ${at.main}`);
      up++, around = around.parentElement
    ) {
      if ((around.textContent ?? "").length > 3000) break;
      const titles = [...around.querySelectorAll('[title*="@"]')].map(labelled);
      const email = only(`${spacedText(around, 3000)} ${titles.join(" ")}`);
      if (email) return email;
    }
  }
  trace.push("owner: menu");
  const heads = page.flatMap((node) => [
    ...node.querySelectorAll('body > header, [role="banner"], nav, [role="navigation"]'),
  ]);
  const text = heads.filter((head) => !head.querySelector(at.main)).map((head) => spacedText(head, 5000));
  const inHead = only(text.join(" "));
  if (inHead) return inHead;
  trace.push("owner: head");
  for (const node of page) {
    const me = node.querySelector('[email][name="me"]')?.getAttribute("email");
    if (me) return me.toLowerCase();
  }
  trace.push("owner: me");
  return null;
}
