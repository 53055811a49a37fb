import { STRANGER } from "./claims.ts";
import { OWN_DOMAIN } from "./staff.ts";

/** Somebody whom a mail names, as the sample site of the extension reads it. */
export interface Named {
  readonly role: "from" | "to" | "cc" | "reply-to" | "list";
  readonly name: string;
  readonly email: string;
}

export interface Message {
  readonly id: string;
  /** Before now. */
  readonly minutesAgo: number;
  readonly people: readonly Named[];
  readonly paragraphs: readonly string[];
}

/** One thread, its oldest message first. */
export interface Thread {
  readonly id: string;
  readonly subject: string;
  readonly messages: readonly Message[];
}

/** Whose mailbox it is: the rep of the sample workspace whom a newcomer plays. */
export const OWNER = { name: "Robin Vale", email: `robin@${OWN_DOMAIN}` } as const;

const HOURS = 60;
const DAYS = 24 * HOURS;

const from = (name: string, email: string): Named => ({ role: "from", name, email });
const to = (name: string, email: string): Named => ({ role: "to", name, email });
const cc = (name: string, email: string): Named => ({ role: "cc", name, email });
const me = to(OWNER.name, OWNER.email);

const ada = ["Ada Lovelace", "ada@analytical.example"] as const;
const charles = ["Charles Babbage", "charles@analytical.example"] as const;
const mary = ["Mary Somerville", "mary@analytical.example"] as const;

/** A thread of one message to Robin. */
const mail = (
  id: string,
  minutesAgo: number,
  sender: readonly [name: string, email: string],
  subject: string,
  ...paragraphs: string[]
): Thread => ({
  id,
  subject,
  messages: [{ id: `${id}-1`, minutesAgo, people: [from(...sender), me], paragraphs }],
});

/** The mailbox, newest first: leads warm and cold, strangers, colleagues and machines. */
export const threads: readonly Thread[] = [
  mail(
    "ada",
    25,
    ada,
    "Demo for our three plants?",
    "Hello Robin,",
    "I have just filled in your form. We run three plants on three systems, and every Monday somebody copies numbers from one into the next. Could you show me one view of all of them, this week?",
    "Thursday after ten would be good. Charles from finance may join.",
    "Ada",
  ),
  mail(
    "tomas",
    12,
    ["Tomás Rivera", STRANGER],
    "Your demo",
    "Hi,",
    "I have just asked for a demo on your site. We are four mills along one river, and each keeps its own list of what stood still and why.",
    "Any morning next week suits me.",
    "Tomás",
  ),
  {
    id: "terms",
    subject: "Offer: terms and start date",
    messages: [
      {
        id: "terms-1",
        minutesAgo: 2 * DAYS,
        people: [from(OWNER.name, OWNER.email), to(...charles), cc(...mary)],
        paragraphs: [
          "Hello Charles,",
          "attached is the offer for the first site, with the start in the second week of January. Mary has the list of machines.",
          "Robin",
        ],
      },
      {
        id: "terms-2",
        minutesAgo: 3 * HOURS,
        people: [from(...charles), me, cc(...ada), cc(...mary)],
        paragraphs: [
          "Dear Robin,",
          "the sum is fine. Before I sign I should like to see what happens with the price when the second and the third plant follow. Ada, please say when they would.",
          "C. Babbage",
        ],
      },
    ],
  },
  {
    id: "form",
    subject: "New trial: Grace Hopper, Harbour Systems",
    messages: [
      {
        id: "form-1",
        minutesAgo: 5 * HOURS,
        people: [
          from("Website forms", `noreply@${OWN_DOMAIN}`),
          { role: "reply-to", name: "Grace Hopper", email: "grace.hopper@harbour-systems.example" },
          me,
        ],
        paragraphs: [
          "Somebody started a trial.",
          "Name: Grace Hopper. Company: Harbour Systems. What do you hope for? “Fewer spreadsheets between the yard and the office.”",
          "Reply to this mail to write to her.",
        ],
      },
    ],
  },
  mail(
    "jo",
    7 * HOURS,
    ["Jo March", "jo@analytical.example"],
    "Ada asked me to write",
    "Hi Robin,",
    "I plan the shifts at Analytical. Ada says that you would like to know how we hand over today. Short answer: on paper, twice.",
    "Jo",
  ),
  {
    id: "friday",
    subject: "Friday: who takes the leads of the trade fair?",
    messages: [
      {
        id: "friday-1",
        minutesAgo: 9 * HOURS,
        people: [
          from("Katharina Jost", `katharina@${OWN_DOMAIN}`),
          me,
          to("Freya Lindholm", `freya@${OWN_DOMAIN}`),
          cc("Lena Hoffmann", `lena@${OWN_DOMAIN}`),
        ],
        paragraphs: [
          "You two,",
          "forty cards are still on my desk. I take the ones from the south, you share the rest? Lena wants our yes or no on each by Friday.",
          "Katharina",
        ],
      },
    ],
  },
  mail(
    "layla",
    1 * DAYS,
    ["ليلى الحداد", "layla.alhaddad.sample@gmail.com"],
    "Price for one small plant",
    "Good morning,",
    "we are twelve people and one line. Is there a price for that, or do you only work with the big ones? A call on Sunday or Monday suits me.",
    "Layla",
  ),
  mail(
    "emilie",
    2 * DAYS,
    ["Émilie du Châtelet", "emilie@laiterie-chatelet.example"],
    "Re: Audit checklist",
    "Bonjour Robin,",
    "merci pour la liste. Nous avons l'audit en mars, je reviens vers vous après. D'ici là, pas de rendez-vous s'il vous plaît.",
    "Émilie",
  ),
  mail(
    "srinivasa",
    3 * DAYS,
    ["Srinivasa Ramanujan Iyengar-Krishnamurthy", "srinivasa@deccan-spices.example"],
    "Your post on morning meetings",
    "Dear Robin,",
    "we have nine sites and nine opinions on what a stop is. Before any demonstration I should like to understand how you define one.",
    "Srinivasa",
  ),
  mail(
    "olga",
    4 * DAYS,
    ["Olga Brandt", "olga@first-page-rankings.example"],
    "Quick question about your website",
    "Hi there,",
    "I looked at your website and found eleven problems that cost you customers every day. Shall I send the list?",
    "Olga",
  ),
  mail(
    "katherine",
    5 * DAYS,
    ["Katherine Johnson", "katherine@orbit-bearings.example"],
    "Second site",
    "Robin,",
    "the first site runs since spring and nobody wants to go back. Let us talk about the second one when you are in town.",
    "Katherine",
  ),
  mail(
    "ines",
    6 * DAYS,
    ["Ines Kühn", "ines.kuehn@maerkisches-technikum.example"],
    "Question for my thesis",
    "Dear Mr or Ms Vale,",
    "I was in your webinar on audits and write my thesis about it. May I quote the numbers on the slide with the blue bars?",
    "Ines Kühn",
  ),
  {
    id: "calendar",
    subject: "Moved: weekly pipeline",
    messages: [
      {
        id: "calendar-1",
        minutesAgo: 7 * DAYS,
        people: [from("Calendar", "noreply@calendar.example"), me],
        paragraphs: ["“Weekly pipeline” moved from Monday 9:00 to Monday 9:30."],
      },
    ],
  },
  mail(
    "yoko",
    9 * DAYS,
    ["山田 陽子", "yoko.yamada@hokuto-glass.example"],
    "Please only write to me directly",
    "Hello Robin,",
    "I left your newsletter, it was too much. A direct mail now and then is fine.",
    "Yoko Yamada",
  ),
  mail(
    "sam",
    12 * DAYS,
    ["Sam Stale", "sam@stale.example"],
    "Re: Is downtime your biggest cost?",
    "Who are you and where do you have my address from?",
    "Sam",
  ),
];
