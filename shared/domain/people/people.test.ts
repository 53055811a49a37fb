import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRobotAddress, isUnder, mailboxOf } from "./address.ts";
import { displayName, outsidePeople, type Participant } from "./people.ts";

const ours = { owner: "rep@ours.example", ownDomains: ["ours.example"] };
const p = (role: Participant["role"], email: string, name: string | null = null): Participant => ({
  role,
  email,
  name,
});
const emails = (people: Participant[], side: Parameters<typeof outsidePeople>[1] = ours) =>
  outsidePeople(people, side).map((person) => person.email);

describe("outsidePeople", () => {
  it("finds the sender of a mail to the rep", () => {
    const found = outsidePeople(
      [p("from", "Ada@Analytical.example", "Ada Lovelace"), p("to", "rep@ours.example")],
      ours,
    );
    expect(found).toEqual([{ role: "from", email: "ada@analytical.example", name: "Ada Lovelace" }]);
  });

  it("finds the recipient of the rep's own mail", () => {
    expect(
      emails([
        p("from", "rep@ours.example"),
        p("to", "ada@analytical.example"),
        p("cc", "boss@de.ours.example"),
      ]),
    ).toEqual(["ada@analytical.example"]);
  });

  it("leaves out lists and robots, by whatever part they stand in", () => {
    expect(
      emails([
        p("from", "ada@analytical.example"),
        p("to", "users@lists.example"),
        p("list", "Users@lists.example"),
        p("cc", "no-reply@tool.example"),
      ]),
    ).toEqual(["ada@analytical.example"]);
    expect(emails([p("from", "mailer-daemon@a.example"), p("to", "rep@ours.example")])).toEqual([]);
  });

  it("takes Reply-To first where a form, a robot or one of us sent for somebody", () => {
    const lead = p("reply_to", "ada@analytical.example");
    const found = ["ada@analytical.example"];
    expect(emails([p("from", "noreply@forms.example"), lead])).toEqual(found);
    expect(emails([p("from", "response@followups.typeform.com"), lead])).toEqual(found);
    expect(emails([p("from", "sales@ours.example", "Ada via Sales"), lead])).toEqual(found);
    expect(emails([p("from", "users@lists.example"), p("list", "users@lists.example"), lead])).toEqual(found);
  });

  it("takes the sender first where a person wrote and wants the answer elsewhere", () => {
    expect(emails([p("reply_to", "office@analytical.example"), p("from", "ada@analytical.example")])).toEqual(
      ["ada@analytical.example", "office@analytical.example"],
    );
    expect(emails([p("from", "ada@analytical.example"), p("reply_to", "crm@ours.example")])).toEqual([
      "ada@analytical.example",
    ]);
  });

  it("takes people of a form service for people where they write themselves", () => {
    expect(emails([p("from", "jo@typeform.com"), p("to", "rep@ours.example")])).toEqual(["jo@typeform.com"]);
  });

  it("knows each once, with the first name known, senders before recipients", () => {
    const found = outsidePeople(
      [
        p("cc", "charles@analytical.example", "Charles Babbage"),
        p("to", "ada@analytical.example", "Ada Lovelace"),
        p("from", "ADA@analytical.example", "ada@analytical.example"),
      ],
      ours,
    );
    expect(found.map(({ email, name }) => [email, name])).toEqual([
      ["ada@analytical.example", "Ada Lovelace"],
      ["charles@analytical.example", "Charles Babbage"],
    ]);
  });

  it("never takes everyone at a free-mail domain for a colleague", () => {
    const side = { owner: "rep.one@gmail.com", ownDomains: ["gmail.com", " @Ours.example"] };
    expect(
      emails(
        [p("from", "ada@gmail.com"), p("to", "repone+crm@googlemail.com"), p("cc", "x@ours.example")],
        side,
      ),
    ).toEqual(["ada@gmail.com"]);
  });

  it("shows nobody where only the rep is", () => {
    expect(
      emails([p("from", "rep@ours.example"), p("to", "rep@ours.example")], { ...ours, ownDomains: [] }),
    ).toEqual([]);
    expect(emails([])).toEqual([]);
    expect(emails([p("from", "not an address")])).toEqual([]);
  });

  const anyPerson: fc.Arbitrary<Participant> = fc.record({
    email: fc.oneof(
      fc.emailAddress(),
      fc.string(),
      fc.constantFrom(
        "rep@ours.example",
        "Jo@sub.ours.example",
        "noreply@x.example",
        "ada@x.example",
        "ADA@x.example",
      ),
    ),
    name: fc.option(fc.string({ unit: "grapheme" }), { nil: null }),
    role: fc.constantFrom("from", "to", "cc", "reply_to", "list"),
  });

  it("never shows one of us, a robot or a list, nobody twice, and nobody who was not there", () => {
    fc.assert(
      fc.property(fc.array(anyPerson), (people) => {
        const found = outsidePeople(people, ours);
        const lists = people
          .filter((person) => person.role === "list")
          .map((person) => mailboxOf(person.email));
        const boxes = found.map((person) => mailboxOf(person.email));
        expect(new Set(boxes).size).toBe(boxes.length);
        for (const { email } of found) {
          expect(isUnder(email.split("@").at(-1) ?? "", ours.ownDomains)).toBe(false);
          expect(isRobotAddress(email)).toBe(false);
          expect(lists).not.toContain(mailboxOf(email));
          expect(people.some((person) => person.email.trim().toLowerCase() === email)).toBe(true);
        }
      }),
    );
  });
});

describe("displayName", () => {
  it.each([
    ["Ada Lovelace", "Ada Lovelace"],
    ["  Ada \n Lovelace ", "Ada Lovelace"],
    ["Lovelace, Ada", "Ada Lovelace"],
    ["Analytical, Inc.", "Analytical, Inc."],
    ["'Ada Lovelace' via Sales", "Ada Lovelace"],
    ['"Ada Lovelace"', "Ada Lovelace"],
    ["Ada\u202E Lovelace\u200B", "Ada Lovelace"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["ADA@analytical.example", "ada@analytical.example"],
    ["", "ada@analytical.example"],
    [null, "ada@analytical.example"],
  ])("of %j is %j", (name, shown) => {
    expect(displayName({ name, email: "Ada@analytical.example" })).toBe(shown);
  });

  it("is one line that is not empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const shown = displayName({ name, email: "ada@analytical.example" });
        expect(shown).not.toBe("");
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect([...shown].length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
