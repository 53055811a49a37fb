import { browser } from "wxt/browser";

/** The shortest wait that the browser's alarms keep. */
const grain = 30_000;

/**
 * Something to be woken for. The alarm wakes a background that was put to sleep, also after a restart; waits that
 * are too short for it are waited for here while the background lives. Gives what sets the time (null: never).
 */
export function alarm(name: string, wake: () => void): (at: number | null) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  browser.alarms.onAlarm.addListener((rung) => {
    if (rung.name === name) wake();
  });
  return (at) => {
    clearTimeout(timer);
    if (at === null) {
      void browser.alarms.clear(name);
      return;
    }
    const wait = at - Date.now();
    if (wait < grain) timer = setTimeout(wake, wait);
    void browser.alarms.create(name, { when: Math.max(at, Date.now() + grain) });
  };
}
