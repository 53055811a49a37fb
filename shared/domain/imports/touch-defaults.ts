import { kindLabel, type TouchKindName } from "../touches/kinds.ts";

/** What a touch is taken to be where its file does not say. */

const channels: Readonly<Record<TouchKindName, string>> = {
  page_view: "Website",
  pricing_view: "Website",
  return_visit: "Website",
  form: "Website",
  demo_request: "Website",
  download: "Website",
  chat: "Website",
  trial: "Website",
  webinar_signup: "Webinar",
  webinar: "Webinar",
  event: "Event",
  ad_click: "Ads",
  email_open: "Email",
  email_click: "Email",
  email_reply: "Email",
  email_sent: "Email",
  unsubscribe: "Email",
  call_in: "Calls",
  call: "Calls",
  meeting: "Calls",
  other: "Other",
};

export const touchChannel = (kind: string): string =>
  Object.hasOwn(channels, kind) ? channels[kind as TouchKindName] : "Other";

export const touchTitle = (kind: string): string => kindLabel(kind);
