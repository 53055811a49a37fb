import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, isShown, type Reading } from "../site.ts";

const roles: Record<string, Participant["role"]> = {
  from: "from",
  to: "to",
  cc: "cc",
  "reply-to": "reply_to",
  list: "list",
};

function peopleIn(root: Element): Participant[] {
  return [...root.querySelectorAll("[data-person]")].flatMap((element) => {
    const email = addressIn(element.getAttribute("data-email"));
    const role = roles[element.getAttribute("data-role") ?? ""];
    if (!email || !role || element.closest("[data-body]")) return [];
    return [{ email, name: element.getAttribute("data-name")?.trim() || null, role }];
  });
}

/** Who the sample mailbox's page is about; `index.ts` tells its markup. */
export function readSample(document: Document): Reading {
  const threads = [...document.querySelectorAll("[data-thread]")].filter(isShown);
  const open = threads.find((thread) => thread.querySelector("[data-message]"));
  const messages = [...(open?.querySelectorAll("[data-message]") ?? [])].filter(isShown);
  const rows = threads
    .filter((thread) => !thread.querySelector("[data-message]"))
    .map((thread) => ({ threadKey: thread.getAttribute("data-thread"), people: peopleIn(thread) }));
  return {
    view: open ? "open" : rows.length > 0 ? "list" : "nothing",
    people: messages.toReversed().flatMap(peopleIn),
    owner: addressIn(document.querySelector("[data-mail-owner]")?.getAttribute("data-mail-owner")),
    threadKey: open?.getAttribute("data-thread") ?? null,
    rows,
    trace: threads.length > 0 ? [] : ["sample: thread"],
  };
}
