import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, isShown, nothing, type Reading, type Row } from "../site.ts";

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
  return {
    ...nothing(),
    view: open ? "open" : threads.length > 0 ? "list" : "nothing",
    people: messages.toReversed().flatMap(peopleIn),
    owner: addressIn(document.querySelector("[data-mail-owner]")?.getAttribute("data-mail-owner")),
    threadKey: open?.getAttribute("data-thread") ?? null,
    trace: threads.length > 0 ? [] : ["sample: thread"],
  };
}

/** The threads that are not open. */
export const sampleRows = (document: Document): Row[] =>
  [...document.querySelectorAll("[data-thread]")]
    .filter((thread) => isShown(thread) && !thread.querySelector("[data-message]"))
    .map((thread) => ({
      element: thread,
      anchor: thread.querySelector("[data-person]"),
      threadKey: thread.getAttribute("data-thread"),
      record: null,
      people: peopleIn(thread),
    }));
