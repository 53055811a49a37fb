import { describe, expect, it } from "vitest";
import { Refusal } from "./api.ts";
import { plain, refusalLines } from "./words.ts";

describe("what is printed", () => {
  it("of strangers moves no cursor and turns no line around", () => {
    expect(plain("a\x1b[2Jb\u202ec\nd\u0000é💥")).toBe("a�[2Jb�c�d�é💥");
  });

  it("of a refusal is sentences that name the column or the question", () => {
    const errors = [
      { field: "answers.dates:Created", message: "Say whether 03/04 is in March or in April" },
      { field: "mapping.City", message: "There is no target town" },
      { field: "file", message: "This is a spreadsheet of Excel: save it as CSV" },
    ];
    const title = "Something in the request is not right";
    expect(refusalLines(new Refusal({ code: "invalid_input", title, errors }))).toEqual([
      `${title}:`,
      "  Question dates:Created: Say whether 03/04 is in March or in April",
      '  Column "City": There is no target town',
      "  This is a spreadsheet of Excel: save it as CSV",
    ]);
  });

  it("says how to sign in, and who may", () => {
    const of = (code: string) => refusalLines(new Refusal({ code, title: "Sign in to go on", errors: [] }));
    expect(of("not_signed_in").join()).toContain("LEADLIGHT_TOKEN");
    expect(of("not_allowed").join()).toContain("marketing and admins");
    expect(of("unavailable")).toEqual(["Sign in to go on."]);
  });
});
