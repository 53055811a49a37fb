import { kindDirection, type TouchKindName } from "../touches/kinds.ts";
import { plainName } from "./fields.ts";

/**
 * Which kind of touch an event is: those that Segment's spec names (B2B SaaS, email, live chat, video, ecommerce, A/B
 * testing, mobile), and names that marketing tools use for the rest. Marketing's own table goes before this one.
 */

export interface EventKind {
  readonly kind: string;
  readonly direction: "theirs" | "ours";
}
/** By names as `plainName` gives them. */
export type EventKinds = Readonly<Record<string, EventKind>>;

type Direction = EventKind["direction"];
/** Events parted by commas; the direction where it is not the kind's own. */
type Line = readonly [kind: TouchKindName, events: string, direction?: Direction];

const eventLines: readonly Line[] = [
  [
    "page_view",
    `
      page viewed, viewed page, page view, web page viewed, page visited, visited page, website visited, screen
      viewed, loaded a page, loaded a screen, product viewed, product clicked, product list viewed, product list
      filtered, products searched, product shared, promotion viewed, promotion clicked, searched, search performed
    `,
  ],
  [
    "pricing_view",
    `
      pricing viewed, pricing page viewed, viewed pricing, viewed pricing page, pricing view
    `,
  ],
  [
    "form",
    `
      form submitted, form submission, form submit, submitted form, form filled, form filled out, filled out form,
      form completed, form conversion, lead generated, generate lead, lead captured, lead created, lead submitted,
      lead form submitted, facebook lead ad submitted, lead ad submitted, contact form submitted, contact request,
      contact requested, contact us submitted, quote requested, requested quote, request quote, newsletter signup,
      newsletter signed up, newsletter subscribed, email subscribed, subscribed, resubscribed, email resubscribed,
      survey submitted, survey completed, survey responded, quiz completed, waitlist joined, list subscribed, product
      reviewed, callback requested
    `,
  ],
  [
    "demo_request",
    `
      demo requested, requested demo, request demo, demo request, demo request submitted, demo form submitted, book
      demo, booked demo, demo booked, demo scheduled, scheduled demo, contact sales, contact sales submitted, sales
      contacted, talk to sales
    `,
  ],
  [
    "download",
    `
      download, downloaded, file downloaded, downloaded file, file download, content downloaded, asset downloaded,
      resource downloaded, document downloaded, pdf downloaded, ebook downloaded, downloaded ebook, whitepaper
      downloaded, guide downloaded, checklist downloaded, report downloaded, case study downloaded, template
      downloaded, brochure downloaded, content requested, gated content accessed, document viewed, content viewed
    `,
  ],
  [
    "video",
    `
      video playback started, video playback completed, video content started, video content completed, video started,
      video played, video watched, watched video, video viewed, video completed, video finished
    `,
  ],
  [
    "webinar_signup",
    `
      webinar registered, registered webinar, registered for webinar, webinar registration, webinar signup, webinar
      signed up, webinar registrant added, registered for event
    `,
  ],
  [
    "webinar",
    `
      webinar attended, attended webinar, webinar joined, joined webinar, webinar watched, webinar viewed, webinar
      completed, webinar replay watched, webinar recording viewed, webinar participated
    `,
  ],
  [
    "event",
    `
      event attended, attended event, event registered, event registration, event checked in, checked in at event,
      event check in, booth visited, visited booth, trade show visited, badge scanned, conference attended
    `,
  ],
  [
    "ad_click",
    `
      ad clicked, clicked ad, ad click, advertisement clicked, paid ad clicked, sponsored post clicked, install attributed
    `,
  ],
  [
    "email_open",
    `
      email opened, opened email, email open, open email, mail opened, message opened, newsletter opened, campaign
      opened, marketing email opened, sales email opened
    `,
  ],
  [
    "machine_open",
    `
      machine opened, email machine opened, email machine open, machine open, email machine clicked, machine click,
      machine clicked, email proxy opened, email proxy open, proxy open, proxy opened, unique proxy open, loaded by
      proxy, email prefetched, email opened by machine, bot opened, bot clicked, email bot clicked
    `,
  ],
  [
    "email_click",
    `
      email link clicked, email clicked, clicked email, clicked email link, email click, email link click, link
      clicked in email, newsletter clicked, newsletter link clicked, campaign clicked, campaign link clicked,
      marketing email clicked
    `,
  ],
  [
    "email_reply",
    `
      email replied, replied to email, email reply, email reply received, email response received, reply received,
      email received, message replied, prospect replied, email answered, replied
    `,
  ],
  [
    "unsubscribe",
    `
      unsubscribed, email unsubscribed, unsubscribe, unsubscribed from email, unsubscribed from list, unsubscribed
      from all, list unsubscribed, newsletter unsubscribed, opted out, opt out, email opted out, email marked as spam,
      marked as spam, spam complaint, spam reported, email complained, email complaint, complained, email spam
      reported
    `,
  ],
  [
    "chat",
    `
      live chat conversation started, live chat message sent, chat started, chat conversation started, chat message
      sent, conversation started, started conversation, chatbot conversation started, sent chat message, chat lead
      captured
    `,
  ],
  [
    "chat",
    `
      live chat message received, chat message received, chat message delivered
    `,
    "ours",
  ],
  [
    "sign_up",
    `
      signed up, sign up, user signed up, user registered, registered, registration completed, completed registration,
      account created, created account, account registered, user created
    `,
  ],
  [
    "trial",
    `
      trial started, started trial, start trial, trial created, free trial started, trial signed up, trial signup,
      trial activated, trial extended
    `,
  ],
  [
    "product_use",
    `
      signed in, sign in, logged in, login, user logged in, user signed in, account added user, invite sent, invited
      user, user invited, teammate invited, application opened, application installed, application foregrounded, app
      opened, onboarding started, onboarding completed, feature used, project created, integration connected, push
      notification tapped, deep link opened, deep link clicked
    `,
  ],
  [
    "purchase",
    `
      order completed, order placed, checkout started, checkout step completed, payment info entered, purchase,
      purchased, purchase completed, subscription started, subscription created, subscription purchased, plan
      purchased, plan upgraded, subscription upgraded, upgraded plan
    `,
  ],
  [
    "call_in",
    `
      call received, received call, inbound call, incoming call, call inbound, inbound call completed, inbound call
      received, phone call received
    `,
  ],
  [
    "call",
    `
      call made, made call, call logged, call completed, call placed, outbound call, outgoing call, call outbound,
      outbound call completed, phone call made, call connected, phone call, call
    `,
  ],
  [
    "meeting",
    `
      meeting booked, booked meeting, meeting scheduled, scheduled meeting, appointment booked, appointment scheduled,
      invitee created, event scheduled, calendly meeting booked, calendly event scheduled
    `,
    "theirs",
  ],
  [
    "meeting",
    `
      meeting held, meeting completed, meeting attended, attended meeting, demo held, demo completed, demo given,
      meeting logged, meeting
    `,
  ],
  [
    "email_sent",
    `
      email delivered, email sent, sent email, email send, send email, mail sent, mail delivered, message sent,
      message delivered, newsletter sent, campaign sent, marketing email sent, sales email sent
    `,
  ],
  [
    "bounce",
    `
      email bounced, bounced, email bounce, email hard bounced, hard bounced, hard bounce, email soft bounced, soft
      bounced, soft bounce, email dropped, email undelivered, email failed
    `,
  ],
  // Known, and no sign of interest that another kind stands for.
  [
    "other",
    `
      account deleted, account removed user, signed out, logged out, trial ended, trial expired, trial cancelled,
      subscription cancelled, subscription ended, meeting cancelled, meeting canceled, meeting rescheduled, invitee
      canceled, meeting no show, webinar missed, webinar no show, webinar cancelled, live chat conversation ended,
      chat ended, chat conversation ended, conversation ended, conversation closed, video playback paused, video
      playback interrupted, video playback resumed, video playback exited, video playback buffer started, video
      playback buffer completed, video playback seek started, video playback seek completed, video content playing,
      video ad started, video ad playing, video ad completed, experiment viewed, experiment started, product added,
      product removed, product added to wishlist, product removed from wishlist, wishlist product added to cart, cart
      viewed, cart shared, checkout step viewed, order updated, order refunded, order cancelled, coupon entered,
      coupon applied, coupon denied, coupon removed, application backgrounded, application updated, application
      uninstalled, application crashed, outbound link clicked, link clicked, clicked link, button clicked, form
      viewed, form started, nps submitted
    `,
  ],
  [
    "other",
    `
      sms sent, sms delivered, text message sent, push sent, push delivered, push notification sent, push notification
      received, push notification delivered, in app message sent, letter sent, linkedin message sent, linkedin
      connection sent, voicemail left, ad impression, push notification bounced, push bounced
    `,
    "ours",
  ],
];

const list = (events: string): string[] => events.split(",").map((event) => plainName(event));

const known: ReadonlyMap<string, EventKind> = new Map(
  eventLines.flatMap(([kind, events, direction = kindDirection(kind)]) =>
    list(events).map((event): [string, EventKind] => [event, { kind, direction }]),
  ),
);

/** Tools put themselves before what happened. */
const tool =
  /^(hubspot|marketo|mailchimp|customerio|activecampaign|klaviyo|intercom|pardot|outreach|salesloft|apollo)/;

/** What an event is by its name; null where neither marketing nor the built-in table knows. */
export function eventKind(event: string, eventKinds: EventKinds): EventKind | null {
  const name = plainName(event);
  if (Object.hasOwn(eventKinds, name)) return eventKinds[name] ?? null;
  return known.get(name) ?? known.get(name.replace(tool, "")) ?? null;
}

const resubscribed: ReadonlySet<string> = new Set(
  list(`
    newsletter sign up, newsletter signed up, newsletter subscribed, email subscribed, resubscribed,
    email resubscribed, list subscribed
  `),
);

/** Whether somebody asks for mail again, so that they are no longer opted out. */
export const isResubscribed = (event: string): boolean => resubscribed.has(plainName(event));
