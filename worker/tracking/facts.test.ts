import { expect, it } from "vitest";
import { Facts } from "./facts.ts";

it("halves are each less than the whole, whatever it is made of, and together the same", async () => {
  const facts = new Facts();
  await facts.state("joined", ["user:u", "email:u@x.example"], 1, "m");
  facts.name("user:u", 1, "m");
  facts.say("user:u", { name: ["Ada", 1, "m"] });
  const sizes: number[] = [];
  let open = [facts];
  while (open.length > 0) {
    const parts = open.flatMap((each) => each.halves());
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(
      open.reduce((sum, { size }) => sum + size, 0),
    );
    sizes.push(Math.max(...parts.map(({ size }) => size)));
    open = parts.filter(({ size }) => size > 1);
  }
  expect(sizes).toEqual([2, 1]);
});
