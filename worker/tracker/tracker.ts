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
  interface Document {
    readonly prerendering?: boolean;
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

/** Wherever a text is asked for it is its address. */
declare const location: Location & string;

// A classic script, as the snippet has it, always has one.
const { src, dataset } = document.currentScript as HTMLScriptElement;

/** The token of a signed link that led here. */
let link: string | null;
/** What the next call of `flush` hangs on: a timer, or an answer on its way. */
let timer: unknown;
/** The one that is looked at; empty until something may be said of it. */
let page: Partial<Page> = {};
/** Where what waits outlives the page: `localStorage`, once there is consent. */
let disk: Record<string, string> = {};
/** Who this is, under 0, and what waits, by its id. */
let box: Record<string, Message | string>;
/** Whether anything may be said: not where it is to wait for consent, never where that was refused. */
let may: unknown;
/** How long to wait before what was said is sent, ms: so what is said together goes together. It doubles in trouble. */
let pause = 200;

/** Brings together what waits here and in other tabs, without those that are done. */
const save = (done?: readonly Message[]) => {
  try {
    box = { ...box, ...JSON.parse(disk.leadlight || "0") };
    done?.map((message) => delete box[message.messageId]);
    disk.leadlight = JSON.stringify(box);
  } catch {
    // No room, or nothing of ours: memory will do.
    disk = {};
  }
};

const say: Call = (type, about, properties) => {
  if (type == "consent") {
    // Pages that may keep nothing throw here. What is kept says that there was consent before.
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
    // Of a Leadlight that is gone for good, no more than this stays on anybody's device.
  } else if (may && !Object.values(box)[40]) {
    const messageId = random();
    box[messageId] = {
      [type == "track" ? "event" : "traits"]: about,
      type,
      properties,
      messageId,
      timestamp: new Date(),
      anonymousId: box[0],
      context: { link, page },
    };
    timer ||= setTimeout(flush, pause);
  }
};

const flush = () => {
  // What a browser makes ready in case it is looked at has not been looked at.
  if (!document.prerendering) {
    // Routers set the title after the address.
    page.title = document.title;
    save();
    // Without who this is.
    const [, ...batch] = Object.values(box) as Message[];
    const address = new URL("/v1/batch", src);
    const again = (answer: Pick<Response, "status">) => {
      pause *= 2;
      // What is refused now would be refused again; too many at once, and what the server fails at, would not.
      if (answer.status < 420) {
        save(batch);
        pause = 200;
      }
      timer = setTimeout(flush, pause);
    };
    const body = JSON.stringify({ batch, sentAt: new Date(), writeKey: dataset.key });
    // A page that goes is not told what became of it: that is sent again when it, or the next one, is looked at.
    timer =
      batch[0] &&
      (document.hidden
        ? !navigator.sendBeacon(address, body)
        : fetch(address, { body, method: "POST" }).then(again, again));
  }
};

/** A page view, where the address is another one than before. */
const look = () => {
  const url = new URL(location);
  const query = url.searchParams;
  if (query.get("ll")) {
    link = query.get("ll");
    query.delete("ll");
    history.replaceState(history.state, "", url);
  }
  url.hash = "";
  if (may && url.href != page.url) {
    page = { referrer: page.url || document.referrer, url: url.href };
    say("page");
  }
};

const on = addEventListener as (
  type: string,
  listener: (event: { target: HTMLAnchorElement & HTMLFormElement }) => void,
  capture?: boolean,
) => void;

/** About 100 bits; `crypto.randomUUID` is there on secure pages only. */
const random = () => `${Math.random()}${Math.random()}`;

say("consent");
self.leadlight?.q?.map((args) => say(...args));
self.leadlight = say;
if (self.navigation) navigation.addEventListener("currententrychange", look);
// Browsers from before 2026.
else setInterval(look, 200);
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
      // Of boxes and radio buttons those that are on.
      for (const {
        dataset: { leadlight },
        value,
        checked,
        type,
      } of elements as Iterable<HTMLInputElement>)
        if (leadlight && (checked || !/di|bo/.test(type))) traits[leadlight] = value;
      say("identify", traits);
      say("track", leadlight);
    }
  },
  true,
);
on(
  "click",
  ({ target }) => {
    const a = target.closest("a") || target;
    const file = target.closest("[download]") || /\.(xls|zip|csv|pdf|ppt|doc)/i.test(a.pathname);
    if (a.host && (file || a.host != location.host))
      say("track", file ? "File Downloaded" : "Outbound Link Clicked", { url: a.href });
  },
  true,
);
on("visibilitychange", flush);
on("online", flush);
