import { browser } from "wxt/browser";

/** The name of the line that the panel at the browser's side holds to a page's script: while it lives, the page's own gives way. */
export const asideLine = "leadlight:aside";

/** Firefox's own side bar, of which Chromium's types know nothing. */
interface SideBar {
  open(): Promise<void>;
  close(): Promise<void>;
}
const sideBar = (): SideBar | null =>
  "sidebarAction" in browser ? (browser.sidebarAction as SideBar) : null;

/** Opens the panel at the browser's own side. Has to be the first thing that a click does: the browser asks for one. */
export const openAside = (tabId: number): Promise<void> =>
  sideBar()?.open() ?? browser.sidePanel.open({ tabId });

/** Closes it from inside. */
export function closeAside(): void {
  const bar = sideBar();
  if (bar) void bar.close();
  else window.close();
}
