/**
 * `/t.js`: tells the Leadlight that it was loaded from what happens on a page. How it is used: docs/tracker.md.
 *
 * All of it is to fit 1,024 bytes, so a few things are said in the shortest way rather than in the plainest; where the
 * order of names looks odd, it is the one that packs best. Every message waits until the Worker has answered for it,
 * and may be sent more than once: the Worker takes each `messageId` once. Before consent nothing is kept on the device:
 * who this is, and what waits, is in memory alone.
 */
export {};

type Fields = Record<string, unknown>;
type Call = (type: string, about?: unknown, properties?: Fields) => void;

declare global {
  interface Window {
    /** Before this script has come, what keeps the calls. */
    leadlight?: Call & { q?: Parameters<Call>[] };
  }
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
}

interface Message extends Fields {
  readonly messageId: string;
}
interface Page {
  readonly url: string;
  readonly referrer: string;
  title: string;
}

// A classic script, as the snippet has it, always has one.
const { src, dataset } = document.currentScript as HTMLScriptElement;

/** The one that is looked at; empty where nothing may be said of it. */
let page: Partial<Page> = {};
/** What the next call of `flush` hangs on: a timer, or an answer on its way. */
let timer: unknown;
/** Whether anything may be sent: not where it is to wait for consent, never where that was refused. */
let may: unknown;
/** The token of a signed link that led here. */
let link: string | undefined;
/** Where what waits outlives the page: `localStorage`, once there is consent. */
let disk: Record<string, string> = {};
/** Who this is, under 0, and what waits, by its id. */
let box: Record<string, Message | string>;
/** How long to wait before what was said is sent, ms: so what is said together goes together. It doubles in trouble. */
let pause = 200;

/** Brings together what waits here and in other tabs, without those that are done. */
const save = (done?: readonly Message[]) => {
  try {
    box = { ...box, ...JSON.parse(disk.leadlight || "0") };
    done?.map((message) => delete box[message.messageId]);
    disk.leadlight = JSON.stringify(box);
  } catch {
    disk = {};
  }
};

const flush = () => {
  // Routers set the title after the address.
  page.title = document.title;
  save();
  const [, ...batch] = Object.values(box) as Message[];
  const address = new URL("/v1/batch", src);
  const body = JSON.stringify({ sentAt: new Date(), batch, writeKey: dataset.key });
  const again = (answer: Pick<Response, "status">) => {
    pause *= 2;
    if (answer.status < 420) {
      save(batch);
      pause = 200;
    }
    timer = setTimeout(flush, pause);
  };
  timer =
    batch[0] &&
    (document.hidden
      ? !navigator.sendBeacon(address, body)
      : fetch(address, { body, method: "POST" }).then(again, again));
};

const say: Call = (type, about, properties) => {
  if (type == "consent") {
    if (!may) page = {};
    try {
      disk = localStorage;
      about ??= disk.leadlight;
    } catch {}
    may = !navigator.globalPrivacyControl && (about ?? !dataset.consent);
    if (!may || !about) {
      delete disk.leadlight;
      disk = {};
      box = { 0: random() };
    }
    save();
    look();
  } else if (may) {
    const messageId = random();
    box[messageId] = {
      timestamp: new Date(),
      properties,
      [type == "track" ? "event" : "traits"]: about,
      anonymousId: box[0],
      context: { page, link },
      messageId,
      type,
    };
    timer ||= setTimeout(flush, pause);
  }
};

/** A page view, where the address is another one than before. */
const look = () => {
  const url = new URL(location as unknown as string);
  const query = url.searchParams;
  const token = query.get("ll");
  if (token) {
    link = token;
    query.delete("ll");
    history.replaceState(history.state, "", url);
  }
  url.hash = "";
  if (url.href != page.url) {
    page = { url: url.href, referrer: page.url || document.referrer };
    say("page");
  }
};

const random = () => crypto.getRandomValues(new Uint32Array(4)) + "";

const on = addEventListener as (
  type: string,
  listener: (event: { target: HTMLAnchorElement & HTMLFormElement }) => void,
  capture?: boolean,
) => void;

say("consent");
self.leadlight?.q?.map((args) => say(...args));
self.leadlight = say;
if (self.navigation) navigation.addEventListener("currententrychange", look);
else setInterval(look, 200);
on(
  "click",
  ({ target }) => {
    const a = target.closest("a") || target;
    const file = target.closest("[download]") || /\.(csv|xls|pdf|ppt|zip|doc)/i.test(a.pathname);
    if (a.host && (file || a.host != location.host))
      say("track", file ? "File Downloaded" : "Outbound Link Clicked", { url: a.href });
  },
  true,
);
on(
  "submit",
  ({
    target: {
      elements,
      dataset: { leadlight },
    },
  }) => {
    if (leadlight) {
      const traits: Fields = {};
      for (const {
        dataset: { leadlight },
        value,
        type,
        checked,
      } of elements as Iterable<HTMLInputElement>)
        if (leadlight && (checked || !/di|bo/.test(type))) traits[leadlight] = value;
      say("identify", traits);
      say("track", leadlight);
    }
  },
  true,
);
on("visibilitychange", flush);
on("online", flush);
