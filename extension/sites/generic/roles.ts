import type { Participant } from "../../../shared/domain/people/people.ts";

const labels: readonly (readonly [Participant["role"], RegExp])[] = [
  [
    "reply_to",
    /^(reply[- ]?to|antwort(en)? an|répondre à|responder a|rispondi a|beantwoorden|antwoord(en)? (aan|op)|svar(a)? til(l)?|vastaus|odpowiedz do|odpověď|ответить|返信先|回复|回覆)$/iu,
  ],
  [
    "from",
    /^(from|sender|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|från|fra|lähettäjä|od|от|отправитель|差出人|发件人|寄件者)$/iu,
  ],
  ["to", /^(to|an|à|para|a|aan|till|til|vastaanottaja|do|komu|кому|宛先|收件人)$/iu],
  ["cc", /^(b?cc|kopie|copie|copia|kopia|kopio|копия|抄送)$/iu],
];
const classes: Readonly<Record<string, Participant["role"]>> = {
  from: "from",
  sender: "from",
  to: "to",
  cc: "cc",
  bcc: "cc",
  replyto: "reply_to",
  "reply-to": "reply_to",
  "mail-reply-to": "reply_to",
};
const wordRole = (label: string): Participant["role"] | null =>
  labels.find(([, words]) => words.test(label.replace(/\s*[:：]\s*$/u, "").trim()))?.[0] ?? null;

/** Hosts that carry nothing but lists and groups. */
const isListHost = (email: string): boolean =>
  /@((lists?|groups|mailman|listserv)\.|googlegroups\.com$|groups\.io$|freelists\.org$)/.test(email);

/** In which part of a mail's head an address stands. */
export function roleOf(element: Element, email: string): Participant["role"] | null {
  const part = partOf(element);
  return part !== null && isListHost(email) ? "list" : part;
}

/** By the cell's class, the cell before it, or the word before the address. */
function partOf(element: Element): Participant["role"] | null {
  const said = element.getAttribute("aria-label") ?? element.textContent ?? "";
  const labelled = said.length < 160 ? /^\s*([^:：@]{1,30})[:：]/u.exec(said)?.[1] : undefined;
  if (labelled) return wordRole(labelled);
  let cell: Element | null = element;
  for (let up = 0; cell && up < 4; up++, cell = cell.parentElement) {
    for (const name of [...cell.classList, cell.getAttribute("data-name") ?? ""]) {
      const role = classes[name.toLowerCase()];
      if (role) return role;
    }
    const before: Element | null = /^(td|dd)$/i.test(cell.tagName) ? cell.previousElementSibling : null;
    if (before) return wordRole((before.textContent ?? "").slice(0, 40));
  }
  return null;
}
