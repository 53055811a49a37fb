// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { ownFrames } from "./inside.ts";
import { type Watch, watchPage } from "./watch.ts";

const page = () => globalThis.window as Window & typeof globalThis;
const settled = () => new Promise((done) => setTimeout(done, 20));
let watch: Watch;
let told: number;

function start(frames: boolean): void {
  watch = watchPage(page(), frames ? ownFrames : undefined);
  told = 0;
  watch.onChange(() => told++);
}
beforeEach(() => document.body.replaceChildren());
afterEach(() => watch.stop());

async function withFrame(frames: boolean): Promise<Document> {
  start(frames);
  const frame = document.createElement("iframe");
  document.body.append(frame);
  await settled();
  const inside = frame.contentDocument;
  if (!inside) throw new Error("The frame has no document");
  told = 0;
  return inside;
}

test("what happens in a frame of the page's own origin is told where frames are read", async () => {
  const inside = await withFrame(true);
  inside.body.append("another mail");
  await settled();
  expect(told).toBe(1);
  watch.stop();
  inside.body.append("and another");
  await settled();
  expect(told).toBe(1);
});

test("elsewhere frames are left alone", async () => {
  const inside = await withFrame(false);
  inside.body.append("another mail");
  await settled();
  expect(told).toBe(0);
  document.body.append("here");
  await settled();
  expect(told).toBe(1);
});

test("an address that a script changes is told, though nothing else moves", async () => {
  start(false);
  const before = location.href;
  history.pushState({}, "", "#another");
  await expect.poll(() => told).toBe(1);
  watch.stop();
  history.pushState({}, "", before);
  await new Promise((done) => setTimeout(done, 600));
  expect(told).toBe(1);
});

test("what happens in open shadow roots, one in another and of later ones, is told where they are read", async () => {
  const card = document.createElement("x-card");
  const outer = card.attachShadow({ mode: "open" });
  document.body.append(card);
  for (const [hasShadows, times] of [
    [false, 0],
    [true, 1],
  ] as const) {
    watch?.stop();
    watch = watchPage(page(), undefined, hasShadows);
    told = 0;
    watch.onChange(() => told++);
    outer.append("somebody else");
    await settled();
    expect(told).toBe(times);
  }
  const later = document.createElement("x-later");
  const inner = later.attachShadow({ mode: "open" });
  outer.append(later);
  await settled();
  expect(told).toBe(2);
  inner.append("and another");
  await settled();
  expect(told).toBe(3);
});
