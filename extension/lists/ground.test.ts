// @vitest-environment jsdom
import { expect, it } from "vitest";
import { placeBeside } from "./card.ts";
import { groundOf } from "./ground.ts";

it.each([
  ["", "light"],
  ["<body style='background: rgb(17, 17, 17)'>", "dark"],
  ["<body style='background: rgb(17, 17, 17)'><div style='background: rgba(255, 255, 255, 0.8)'>", "light"],
  ["<body style='background: rgb(17, 17, 17)'><div style='background: rgba(255, 255, 255, 0.1)'>", "dark"],
  ["<body style='background-image: url(about:blank); color: rgb(255, 255, 255)'>", "dark"],
  ["<body style='color: rgb(240, 240, 240)'>", "dark"],
])("the ground of %s is %s", (html, ground) => {
  document.documentElement.innerHTML = `<head></head>${html}`;
  const at = document.createElement("p");
  (document.querySelector("div") ?? document.body).append(at);
  expect(groundOf(at)).toBe(ground);
});

it("a card stands beside its chip, where the window has room, and wholly inside", () => {
  const chip = { left: 100, right: 140, top: 300, bottom: 316 };
  const size = { width: 300, height: 160 };
  expect(placeBeside(chip, size, { width: 1280, height: 700 })).toEqual({ left: 148, top: 296 });
  expect(placeBeside({ ...chip, left: 1100, right: 1140 }, size, { width: 1280, height: 700 })).toEqual({
    left: 792,
    top: 296,
  });
  expect(placeBeside({ ...chip, top: 650, bottom: 666 }, size, { width: 1280, height: 700 }).top).toBe(532);
  expect(placeBeside(chip, size, { width: 400, height: 700 })).toEqual({ left: 92, top: 324 });
  expect(placeBeside({ ...chip, top: 640, bottom: 656 }, size, { width: 400, height: 700 }).top).toBe(472);
});
