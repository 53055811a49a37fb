import { describe, expect, it } from "vitest";
import * as z from "zod";
import { GUESSED, guessIn, idOf } from "./ids.ts";

describe("an id made of a time and a text", () => {
  it("is a UUIDv7 of that time, the same again, another for anything else", async () => {
    const at = 1_700_000_000_123;
    const id = await idOf(at, "email:ada@analytical.example");
    expect(z.uuidv7().safeParse(id).success).toBe(true);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
    expect(await idOf(at, "email:ada@analytical.example")).toBe(id);
    expect(await idOf(at, "email:eda@analytical.example")).not.toBe(id);
    expect((await idOf(at + 1, "email:ada@analytical.example")) > id).toBe(true);
  });

  it("of one instant sorts by rank, whatever the text", async () => {
    const ids = await Promise.all(
      Array.from({ length: 64 }, (_, index) => idOf(5, `text ${index}`, Math.floor(index / 4))),
    );
    for (let index = 4; index < ids.length; index += 4)
      expect(Math.min(...ids.slice(index, index + 4).map((id) => ids.toSorted().indexOf(id)))).toBe(index);
    expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  });

  it("tells its time where that was a guess", async () => {
    expect(guessIn(await idOf(1_700_000_000_123, "crm:1", GUESSED))).toBe(1_700_000_000_123);
    expect(guessIn(await idOf(1_700_000_000_123, "crm:1"))).toBeNull();
  });
});
