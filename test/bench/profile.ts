import type { Page } from "playwright-core";

/** What the extension did while a page was watched. */
export interface OwnWork {
  /** Of the time watched, 0 to 1. */
  share: number;
  /** The longest stretch in which nothing but ours ran, ms; as exact as the samples are, about 1 ms. */
  longest: number;
}

/** Samples what runs in a page, in all its worlds, while something goes on. */
export async function ownWork(page: Page, going: () => Promise<void>): Promise<OwnWork> {
  const profiler = await page.context().newCDPSession(page);
  await profiler.send("Profiler.enable");
  await profiler.send("Profiler.setSamplingInterval", { interval: 500 });
  await profiler.send("Profiler.start");
  await going();
  const { profile } = await profiler.send("Profiler.stop");
  await profiler.detach();

  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const own = (id: number, inside: boolean) => {
    const node = nodes.get(id);
    if (node === undefined) return;
    const isOurs = inside || node.callFrame.url.startsWith("chrome-extension:");
    if (isOurs) ours.add(id);
    for (const child of node.children ?? []) own(child, isOurs);
  };
  const [root] = profile.nodes;
  if (root) own(root.id, false);

  let busy = 0;
  let stretch = 0;
  let longest = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    // A sample's time is that until the next.
    const time = profile.timeDeltas?.[index + 1] ?? 0;
    if (ours.has(id)) {
      busy += time;
      stretch += time;
      longest = Math.max(longest, stretch);
    } else stretch = 0;
  }
  return { share: busy / (profile.endTime - profile.startTime), longest: longest / 1000 };
}
