import { expect, test } from "vitest";
import { keepPace } from "./pace.ts";

/** A clock that stands until it is moved, and a page that shows something new when told to. */
function world() {
  let time = 0;
  let planned: { at: number; call: () => void } | null = null;
  let news = false;
  const looks: number[] = [];
  const pace = keepPace(
    () => {
      looks.push(time);
      const fresh = news;
      news = false;
      return fresh;
    },
    {
      now: () => time,
      after: (milliseconds, call) => {
        planned = { at: time + milliseconds, call };
        return () => {
          planned = null;
        };
      },
    },
  );
  const until = (end: number, every?: number, change = pace.changed) => {
    for (; time <= end; time++) {
      if (every !== undefined && time % every === 0) change();
      if (planned && planned.at <= time) {
        const { call } = planned;
        planned = null;
        call();
      }
    }
  };
  return {
    pace,
    looks,
    until,
    show: () => {
      news = true;
    },
  };
}

test("the first change is looked at at once", () => {
  const { pace, looks, until } = world();
  pace.changed();
  until(0);
  expect(looks).toEqual([0]);
});

test("a page that changes constantly and shows nothing new: at most one look in two seconds, in the end", () => {
  const { looks, until } = world();
  until(60_000, 4);
  const late = looks.filter((at) => at > 20_000);
  expect(late.length).toBeGreaterThan(10);
  expect(late.length).toBeLessThanOrEqual(20);
});

test("after the last change there is one more look", () => {
  const { looks, until } = world();
  until(30_000, 4);
  const lastChange = 30_000;
  until(40_000);
  expect(looks.at(-1)).toBeGreaterThanOrEqual(lastChange);
  const before = looks.length;
  until(60_000);
  expect(looks.length).toBe(before);
});

test("who goes somewhere on a restless page is followed within a frame or two", () => {
  const { pace, looks, until, show } = world();
  until(30_000, 4);
  pace.went();
  until(31_200, 4);
  show();
  const shown = 31_200;
  until(31_400, 4);
  expect(looks.find((at) => at > shown)).toBeLessThanOrEqual(shown + 31);
});

test("a quiet page that moves is looked at at once", () => {
  const { pace, looks, until } = world();
  until(30_000, 4);
  until(35_000);
  pace.changed();
  until(35_002);
  expect(looks.at(-1)).toBe(35_001);
});

test("stopped, it looks no more", () => {
  const { pace, looks, until } = world();
  pace.changed();
  pace.stop();
  until(10_000);
  expect(looks).toEqual([]);
});
