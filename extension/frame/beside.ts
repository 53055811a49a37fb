import type { SiteConfig, View } from "../messages.ts";
import type { Reading, Site } from "../sites/site.ts";
import { type Frame, putFrame, roomFrom } from "./frame.ts";
import { dropLag } from "./lag.ts";
import { dialogsShown, isAbout } from "./neighbours.ts";
import { keepPace } from "./pace.ts";
import { isSwitchedOn, nobody, signatureOf, viewOf } from "./view.ts";
import type { Watch } from "./watch.ts";

/** A page between two threads shows nobody for a moment: the panel waits so long before it goes. */
const linger = 250;
/** How often dialogs and others' frames are looked for, in milliseconds; and whether our extension still lives. */
const beat = 1000;

/** What a page's script needs of the extension around it. */
export interface Around {
  /** Address of the panel's page. */
  panel: string;
  /** False once the extension was updated or removed under the page. */
  isAlive(): boolean;
  /** Tells every panel; it may reach nobody. */
  tell(view: View): void;
  rememberFold(folded: boolean): void;
  /** Each reading of the page, for those who watch whether the site is still read well. */
  read(reading: Reading): void;
}

/** The panel beside one page, from the page's start to its end. */
export interface Beside {
  view(): View;
  /** Sites and own domains as the background knows them; nothing is shown before the first time. */
  configure(config: SiteConfig): void;
  /** A person folds or unfolds. */
  fold(folded: boolean): void;
  /** Somebody asks for the panel: it stands open even where nobody is read, until it is folded. */
  call(): void;
  /** Folds what is open, and opens what is folded or not there. */
  toggle(): void;
  /** The same panel stands at another place of the browser now: this one gives way to it. */
  giveWayTo(aside: boolean): void;
  leave(): void;
}

export function standBeside(window: Window, site: Site, watch: Watch, around: Around): Beside {
  const { document } = window;
  const wide = window.matchMedia(`(min-width: ${roomFrom}px)`);
  let config: SiteConfig | null = null;
  let seen = nobody(site);
  let signature = signatureOf(seen);
  /** Chosen in a narrow window: holds here only, for it says nothing of wide ones. */
  let narrowFolded = true;
  /** Asked for where nobody is read. */
  let called = false;
  /**
   * Dialogs that are not in our way: the one that whom we show came in; when the panel was asked for, any that was there,
   * for a notice that nobody closes keeps nobody from it.
   */
  let ignored: Element[] = [];
  let isBack = false;
  let isAside = false;
  let frame: Frame | null = null;
  let leaving: number | undefined;

  const isFolded = () => (wide.matches ? (config?.folded ?? false) : narrowFolded);
  const view = (): View => ({ ...seen, folded: isFolded() || (isBack && !isAside) });
  const place = () => site.place(document);
  const theFrame = () => {
    frame ??= putFrame(document, {
      panel: around.panel,
      giveWay: site.giveWay,
      onUnfold: () => fold(false),
    });
    return frame;
  };

  function draw(): void {
    if (!isWanted() || isAside || isPresenting() || isIsolated) frame?.set("away", place);
    else theFrame().set(isFolded() ? "folded" : "open", place);
    stepBack();
  }

  /** Who presents something shows nobody's score. */
  const isPresenting = () => document.fullscreenElement != null;
  /** Such a page frames nobody: whom it shows is seen at the browser's side. */
  const isIsolated = window.crossOriginIsolated === true;
  const isWanted = () => seen.state !== "nobody" || called;

  /** True where a dialog has come or gone. */
  function stepBack(): boolean {
    const dialogs = isWanted() ? dialogsShown(document).filter((dialog) => !site.holds?.(dialog)) : [];
    ignored = ignored.filter((dialog) => dialogs.includes(dialog));
    const before = isBack;
    isBack = dialogs.some((dialog) => !ignored.includes(dialog));
    frame?.stepBack(isBack);
    return isBack !== before;
  }

  function show(next: typeof seen): boolean {
    const nextSignature = signatureOf(next);
    if (nextSignature === signature) return false;
    seen = next;
    signature = nextSignature;
    // From here on the page itself says when somebody is there.
    if (seen.state !== "nobody") called = false;
    ignored = dialogsShown(document).filter((dialog) => isAbout(dialog, seen));
    stepBack();
    // Told first: to place the frame, the page's layout must be known, and the panel need not wait for it.
    around.tell(view());
    draw();
    return true;
  }

  const settle = dropLag(() => performance.now());
  let late: number | undefined;

  /** Reads the page; true where something new is there. */
  function look(): boolean {
    if (!around.isAlive()) {
      leave();
      return false;
    }
    const url = new URL(window.location.href);
    const isOn = config === null || isSwitchedOn(site, config);
    if (!isOn || !site.accepts(url)) return show(nobody(site));
    const reading = settle(site.read(document, url));
    window.clearTimeout(late);
    if (reading.again !== null) late = window.setTimeout(() => pace.changed(), reading.again);
    if (config === null) {
      // Who is a colleague is not known yet; the panel's page may start meanwhile.
      if (viewOf(site, reading, []).state !== "nobody" && wide.matches && !isIsolated) theFrame().warm();
      return false;
    }
    const next = viewOf(site, reading, config.ownDomains);
    around.read(reading);
    if (next.state !== "nobody") {
      window.clearTimeout(leaving);
      leaving = undefined;
      return show(next);
    }
    if (seen.state === "nobody" || reading.view === "list") return show(next);
    leaving ??= window.setTimeout(() => {
      leaving = undefined;
      show(next);
    }, linger);
    return false;
  }

  function fold(folded: boolean): void {
    if (folded === isFolded() && !called) return;
    if (folded) called = false;
    if (wide.matches) {
      if (config) config = { ...config, folded };
      around.rememberFold(folded);
    } else narrowFolded = folded;
    draw();
    around.tell(view());
  }

  const pace = keepPace(look, {
    now: () => performance.now(),
    after: (milliseconds, call) => {
      const timer = window.setTimeout(call, milliseconds);
      return () => window.clearTimeout(timer);
    },
  });
  const stopWatching = watch.onChange((changes) => {
    if (changes.some(mayBeDialog) && stepBack()) around.tell(view());
    pace.changed();
  });
  const mayBeDialog = ({ target, attributeName }: MutationRecord) =>
    attributeName === "open" || attributeName === "aria-modal" || target === document.body;
  const heart = window.setInterval(() => {
    if (!around.isAlive()) leave();
    else if (document.visibilityState === "visible" && isWanted()) {
      const wasBack = isBack;
      draw();
      if (isBack !== wasBack) around.tell(view());
    }
  }, beat);
  const went = () => pace.went();
  const widthChanged = () => {
    draw();
    around.tell(view());
  };
  for (const name of ["hashchange", "popstate", "pageshow", "focus"]) window.addEventListener(name, went);
  window.addEventListener("resize", draw);
  wide.addEventListener("change", widthChanged);
  document.addEventListener("fullscreenchange", draw);
  look();

  function leave(): void {
    pace.stop();
    stopWatching();
    window.clearTimeout(late);
    window.clearTimeout(leaving);
    window.clearInterval(heart);
    for (const name of ["hashchange", "popstate", "pageshow", "focus"])
      window.removeEventListener(name, went);
    window.removeEventListener("resize", draw);
    wide.removeEventListener("change", widthChanged);
    document.removeEventListener("fullscreenchange", draw);
    frame?.remove();
  }

  function call(): void {
    called = seen.state === "nobody";
    ignored = dialogsShown(document);
    fold(false);
    draw();
  }

  return {
    view,
    fold,
    call,
    toggle() {
      if (isAside) return;
      if (isWanted() && !isFolded() && !isBack) fold(true);
      else call();
    },
    giveWayTo(aside) {
      isAside = aside;
      draw();
    },
    leave,
    configure(next) {
      config = next;
      draw();
      if (!look()) around.tell(view());
    },
  };
}
