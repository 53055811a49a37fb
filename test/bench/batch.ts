import type { TouchWrite } from "../../worker/db/touches.ts";

const kinds = ["page_view", "form", "email_open", "email_click", "pricing_view", "webinar"];

/** `size` touches, numbered from `first` on, of the first `leads` of the many in turn; their ids come in no order. */
export function touchBatch(first: number, size: number, leads: number): TouchWrite[] {
  return Array.from({ length: size }, (_, index) => {
    const number = first + index;
    return {
      id: `${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-${number}`,
      leadId: `many-${1 + ((number * 7919) % leads)}`,
      at: 1_790_000_000_000 + number * 1000,
      kind: kinds[number % kinds.length] ?? "page_view",
      direction: "theirs",
      channel: "web",
      title: "A page of ours that somebody read",
      url: `https://ourcompany.example/page/${number}`,
      campaign: "Autumn",
      personId: null,
    };
  });
}
