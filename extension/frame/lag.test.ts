import { expect, test } from "vitest";
import { nothing, type Reading } from "../sites/site.ts";
import { dropLag } from "./lag.ts";

const record = (id: number, ...emails: string[]): Reading => ({
  ...nothing(),
  view: "open",
  record: { type: "person", key: `hubspot:0-1:${id}`, tenant: "hubspot:1234567" },
  people: emails.map((email) => ({ email, name: null, role: "from" })),
});
function page() {
  const world = { time: 0 };
  const drop = dropLag(() => world.time);
  const read = (reading: Reading, at: number) => {
    world.time = at;
    const { people, record: kept, again } = drop(reading);
    return [kept?.key ?? null, people.map(({ email }) => email).join(), again];
  };
  return read;
}

test("whoever was there before is not taken for the next record's", () => {
  const read = page();
  expect(read(record(1, "ada@a.example"), 0)).toEqual(["hubspot:0-1:1", "ada@a.example", null]);
  expect(read(record(2, "ada@a.example"), 100)).toEqual(["hubspot:0-1:2", "", 2000]);
  expect(read(record(2), 200)).toEqual(["hubspot:0-1:2", "", 300]);
  expect(read(record(2, "bo@b.example"), 300)).toEqual(["hubspot:0-1:2", "bo@b.example", null]);
});

test("whoever was there before is not the next, though the name has changed already, or another address", () => {
  const read = page();
  read(record(1, "ada@a.example"), 0);
  const renamed = record(2, "ada@a.example");
  renamed.people = renamed.people.map((person) => ({ ...person, name: "Bo" }));
  expect(read(renamed, 100)[1]).toBe("");
  expect(read(record(2, "bo@b.example", "ada@a.example"), 200)[1]).toBe("");
  expect(read(record(2, "bo@b.example"), 300)[1]).toBe("bo@b.example");
});

test("two steps in a row, the page behind at both", () => {
  const read = page();
  read(record(1, "ada@a.example"), 0);
  expect(read(record(2, "ada@a.example"), 100)[1]).toBe("");
  expect(read(record(3, "ada@a.example"), 200)[1]).toBe("");
  expect(read(record(3, "cy@c.example"), 300)[1]).toBe("cy@c.example");
});

test("two records with the same address: shown once the page had time enough", () => {
  const read = page();
  read(record(1, "ada@a.example"), 0);
  expect(read(record(2, "ada@a.example"), 100)[2]).toBe(2000);
  expect(read(record(2, "ada@a.example"), 2100)).toEqual(["hubspot:0-1:2", "ada@a.example", null]);
});

test("who comes back to a record sees whoever is there at once", () => {
  const read = page();
  read(record(1, "ada@a.example"), 0);
  read({ ...nothing(), view: "list" }, 100);
  expect(read(record(1, "ada@a.example"), 200)).toEqual(["hubspot:0-1:1", "ada@a.example", null]);
  read({ ...nothing(), view: "list" }, 300);
  expect(read(record(2, "ada@a.example"), 400)[1]).toBe("");
});

test("pages without records, and the way back to one, are as they are", () => {
  const read = page();
  const thread = { ...record(1, "ada@a.example"), record: null };
  expect(read(thread, 0)).toEqual([null, "ada@a.example", null]);
  expect(read(thread, 10)).toEqual([null, "ada@a.example", null]);
  expect(read(record(1, "bo@b.example"), 20)).toEqual(["hubspot:0-1:1", "bo@b.example", null]);
});

test("a record whose fields come late is looked at again, ever later, and not for ever", () => {
  const read = page();
  const looks: number[] = [];
  for (let time = 0, again: unknown = 0; typeof again === "number"; ) {
    again = read(record(1), time)[2];
    looks.push(time);
    time += typeof again === "number" ? again : 0;
  }
  expect(looks).toEqual([0, 400, 1200, 2800, 6000, 12_400]);
  expect(
    read(
      { ...record(2), record: { type: "other", key: "hubspot:0-5:2", tenant: "hubspot:1234567" } },
      20_000,
    )[2],
  ).toBeNull();
});
