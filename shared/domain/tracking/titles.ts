import { clip } from "../people/words.ts";
import { kindLabel } from "../touches/kinds.ts";
import { type Fields, names, plainName } from "./fields.ts";
import type { Message } from "./message.ts";

/**
 * What a touch is called: what of the properties names it best, by its kind; else the event's own name. A `name` or
 * `title` that may be the person's is not looked at.
 */

const mail = names("emailsubject subject subjectline messagesubject emailname messagename campaignname");
const webinar = names("webinarname webinartitle webinartopic webinar topic eventname eventtitle");
const call = names("callsubject subject calltitle title disposition outcome");

const named: Readonly<Record<string, readonly string[]>> = {
  email_open: mail,
  machine_open: mail,
  email_click: [...mail, "linktext", "linkname"],
  email_reply: mail,
  email_sent: mail,
  bounce: mail,
  form: names("formname formtitle form leadformname surveyname quizname listname"),
  demo_request: names("formname formtitle form"),
  download: names(`
    contentname contenttitle assetname assettitle resourcename resourcetitle documentname documenttitle filename
    linktext title
  `),
  video: names("videotitle videoname assettitle title name"),
  webinar_signup: webinar,
  webinar,
  event: names("eventname eventtitle boothname"),
  ad_click: names("adname adtitle headline creativename creative campaignname"),
  call,
  call_in: call,
  meeting: names("meetingname meetingtitle meetingtype subject eventtypename"),
  purchase: names("planname productname plan"),
  product_use: names("featurename feature"),
};

/** @param kind null where no table knows the event: its name then is all that there is to say */
export function titleOf(message: Message, kind: string | null, properties: Fields, page: Fields): string {
  const name = message.name ?? "";
  if (message.type !== "track")
    return firstOf(
      name,
      properties.text(["title"]),
      page.text(["title"]),
      properties.text(["path"]),
      page.text(["path"]),
    );
  if (kind === null) return firstOf(name);
  // "Form submitted" says less than the page that the form was on.
  const form = kind === "form" && plainName(name).startsWith("form") ? page.text(["title"]) : null;
  return firstOf(properties.text(named[kind] ?? []), form, readable(name), kindLabel(kind));
}

const firstOf = (...titles: (string | null)[]): string => {
  for (const title of titles) {
    const line = clip(title ?? "", 300);
    if (line !== "") return line;
  }
  return kindLabel("page_view");
};

/** An event's name as a person writes it: `email_opened` and `emailOpened` as "Email opened". */
function readable(event: string): string {
  if (/\s/.test(event)) return event;
  const words = event
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/[_.:-]+/g, " ")
    .trim()
    .toLowerCase();
  return words === "" ? event : words.charAt(0).toUpperCase() + words.slice(1);
}
