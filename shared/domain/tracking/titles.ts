import { clip } from "../people/words.ts";
import { kindLabel } from "../touches/kinds.ts";
import type { Fields } from "./fields.ts";
import { Fields as FieldsOf } from "./fields.ts";
import type { Message } from "./message.ts";

/** What a touch is called: what of the properties names it best, by its kind; else the event's own name. */

const mail = [
  "emailsubject",
  "subject",
  "subjectline",
  "messagesubject",
  "emailname",
  "messagename",
  "campaignname",
];
const content = [
  "contentname",
  "contenttitle",
  "assetname",
  "assettitle",
  "resourcename",
  "resourcetitle",
  "documentname",
  "documenttitle",
  "filename",
  "file",
  "linktext",
  "title",
  "name",
];

const named: Readonly<Record<string, readonly string[]>> = {
  email_open: mail,
  machine_open: mail,
  email_click: [...mail, "linktext", "linkname"],
  email_reply: mail,
  email_sent: mail,
  bounce: mail,
  form: [
    "formname",
    "formtitle",
    "form",
    "leadformname",
    "surveyname",
    "quizname",
    "formid",
    "title",
    "name",
  ],
  demo_request: ["formname", "formtitle", "form"],
  download: content,
  video: ["videotitle", "videoname", "assettitle", "title", "name"],
  webinar_signup: [
    "webinarname",
    "webinartitle",
    "webinartopic",
    "webinar",
    "topic",
    "eventname",
    "title",
    "name",
  ],
  webinar: ["webinarname", "webinartitle", "webinartopic", "webinar", "topic", "eventname", "title", "name"],
  event: ["eventname", "eventtitle", "boothname", "title", "name"],
  ad_click: ["adname", "adtitle", "headline", "creativename", "creative", "campaignname"],
  call: ["subject", "callsubject", "title", "disposition", "outcome"],
  call_in: ["subject", "callsubject", "title", "disposition", "outcome"],
  meeting: ["meetingname", "meetingtitle", "meetingtype", "subject", "eventtypename", "title", "name"],
  purchase: ["planname", "productname", "plan"],
  product_use: ["featurename", "feature"],
};
const page = ["title", "name"];

/** @param kind null where no table knows the event: its name then is all that there is to say */
export function titleOf(message: Message, kind: string | null, properties: Fields): string {
  const { type, name } = message;
  if (type === "page" || type === "screen") {
    const said = new FieldsOf(message.context).within("page");
    return clip(
      name ??
        properties.text(page) ??
        said.text(["title"]) ??
        properties.text(["path"]) ??
        said.text(["path"]) ??
        kindLabel("page_view"),
      300,
    );
  }
  const best = kind === null ? null : properties.text(named[kind] ?? []);
  return (
    clip(best ?? (kind === null ? (name ?? "") : readable(name ?? "")), 300) || kindLabel(kind ?? "other")
  );
}

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
