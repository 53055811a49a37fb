import { plainWords } from "../people/words.ts";
import { kindLabel, type TouchKindName } from "../touches/kinds.ts";
import { list } from "./words.ts";

/** What a touch is taken to be where its file does not say. */

const channels: Readonly<Record<TouchKindName, string>> = {
  page_view: "Website",
  pricing_view: "Website",
  return_visit: "Website",
  form: "Website",
  demo_request: "Website",
  download: "Website",
  video: "Website",
  sign_up: "Website",
  product_use: "Website",
  purchase: "Website",
  chat: "Website",
  trial: "Website",
  webinar_signup: "Webinar",
  webinar: "Webinar",
  event: "Event",
  ad_click: "Ads",
  email_open: "Email",
  machine_open: "Email",
  bounce: "Email",
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

const kindWords: readonly (readonly [string, ReadonlySet<string>])[] = [
  [
    "page_view",
    list(
      "page view, pageview, page, page viewed, viewed page, page visit, visit, web visit, website visit, website, web, visited page, visited web page, visit webpage, page visited on website, seitenaufruf, seitenbesuch, visite de page, pagina vista, visita, besuch",
    ),
  ],
  [
    "pricing_view",
    list("pricing view, pricing, pricing page, pricing page view, viewed pricing, preisseite"),
  ],
  ["return_visit", list("return visit, returning visit, return visitor, came back, wiederkehrer")],
  [
    "form",
    list(
      "form, form submission, form submitted, form fill, formfill, fill out form, filled out form, form filled, submitted form, web form, lead form, contact form, contact request, inbound form, formular, kontaktformular, formulaire, formulario, modulo, landing page submission",
    ),
  ],
  [
    "demo_request",
    list(
      "demo request, demo, requested demo, demo requested, request demo, demo form, demoanfrage, demande de demo, solicitud de demo",
    ),
  ],
  [
    "download",
    list(
      "download, downloaded, content download, whitepaper, white paper, whitepaper download, ebook, ebook download, asset download, guide download, herunterladen, telechargement, descarga",
    ),
  ],
  [
    "webinar_signup",
    list(
      "webinar signup, webinar sign up, webinar registration, registered for webinar, webinar registered, registered, webinaranmeldung, inscription webinaire",
    ),
  ],
  [
    "webinar",
    list(
      "webinar, attended webinar, webinar attended, webinar attendance, attended, webinaire, webinarteilnahme, seminario web",
    ),
  ],
  [
    "event",
    list(
      "event, attended event, event attended, trade show, tradeshow, conference, messe, fair, fiera, salon, feria, evento, veranstaltung, evenement, live event",
    ),
  ],
  [
    "ad_click",
    list(
      "ad click, ad clicked, clicked ad, ad, paid ad click, anzeigenklick, clic publicitaire, clic en anuncio",
    ),
  ],
  [
    "email_open",
    list(
      "email open, email opened, opened email, open, opened, open email, email opens, mail opened, email geoffnet, geoffnet, ouverture, email ouvert, correo abierto, apertura",
    ),
  ],
  [
    "email_click",
    list(
      "email click, email clicked, clicked email, email link clicked, click email, click, clicked, clicked link, email link click, klick, geklickt, clic, clique",
    ),
  ],
  [
    "email_reply",
    list(
      "email reply, email replied, reply, replied, email received, incoming email, inbound email, antwort, reponse, respuesta, resposta, risposta",
    ),
  ],
  [
    "unsubscribe",
    list(
      "unsubscribe, unsubscribed, email unsubscribed, unsubscribe email, opt out, opted out, abmeldung, desinscription, baja",
    ),
  ],
  [
    "chat",
    list(
      "chat, live chat, chat conversation, chat message, olark chat, olark chat conversation, chatbot, conversation",
    ),
  ],
  [
    "trial",
    list(
      "trial, trial started, free trial, trial signup, signed up for trial, started trial, testphase, essai, prueba gratuita",
    ),
  ],
  ["call_in", list("call in, inbound call, incoming call, call received, anruf eingehend")],
  [
    "call",
    list(
      "call, phone call, outbound call, outgoing call, phone, had a phone conversation, anruf, telefonat, appel, llamada, ligacao, chiamata",
    ),
  ],
  [
    "email_sent",
    list(
      "email sent, sent email, send email, outgoing email, outbound email, email delivered, email, mail sent, gesendet, email gesendet, envoye, enviado, inviato",
    ),
  ],
  [
    "meeting",
    list(
      "meeting, meeting held, meeting booked, meeting scheduled, appointment, demo meeting, termin, besprechung, reunion, rendez vous, reuniao, riunione, afspraak",
    ),
  ],
  ["other", list("other, misc, sonstiges, sonstige, autre, otro, outro, altro, anders")],
];

/** The kind of touch that a value is a word for, where there is no doubt: `Email Opened`, `Fill Out Form`. */
export function kindMeaning(value: string): string | null {
  const words = plainWords(value.replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2")).replace(/\be mail/g, "email");
  const underscored = words.replaceAll(" ", "_");
  return (
    kindWords.find(([name]) => name === underscored)?.[0] ??
    kindWords.find(([, known]) => known.has(words))?.[0] ??
    null
  );
}
