import { describe, expect, it } from "vitest";
import type { ImportAsk } from "../../../shared/contract/imports.ts";
import { example, openOf, readAnswer, withAnswer } from "./answers.ts";
import { askPerson } from "./terminal.ts";

const ask = (about: Partial<ImportAsk>): ImportAsk => ({
  id: "outcome:Result",
  question: "What does each result mean?",
  help: null,
  column: "Result",
  answer: "each",
  options: ["won", "lost", "open"].map((value) => ({ value, label: value === "won" ? "A customer" : value })),
  values: [
    { value: "Yes", count: 3 },
    { value: "No", count: 5 },
  ],
  proposal: null,
  ...about,
});
const dates = ask({
  id: "dates:Created",
  answer: "one",
  values: [],
  options: [
    { value: "dmy", label: "Day first" },
    { value: "mdy", label: "Month first" },
  ],
});

describe("an answer in a shell", () => {
  it.each([
    [dates, "dmy", "dmy"],
    [dates, " DMY ", "dmy"],
    [dates, "month first", "mdy"],
    [dates, "month", "mdy"],
    [ask({ answer: "many", options: [] }), "Select, n/a,,", ["Select", "n/a"]],
    [ask({ answer: "many", options: [] }), '["a,b"]', ["a,b"]],
    [ask({}), "Yes:won, No: lost", { Yes: "won", No: "lost" }],
    [ask({}), "10:30:won", { "10:30": "won" }],
    [ask({}), '{"Yes, really": "A customer"}', { "Yes, really": "won" }],
    [ask({}), "lost", "lost"],
    [ask({ id: "kind:Activity" }), "Yes:demo_call, No:open", { Yes: "demo_call", No: "open" }],
    [ask({ answer: "text", options: [] }), " [x ", "[x"],
  ])("%#: %s", (question, text, answer) => {
    expect(readAnswer(question, text)).toEqual(answer);
  });

  it("that is none is told with the words that there are", () => {
    expect(() => readAnswer(dates, "ymd")).toThrow("dmy, mdy");
    expect(() => readAnswer(ask({}), "Yes:maybe")).toThrow("won, lost, open");
    expect(() => readAnswer(ask({}), "Yes:won, No")).toThrow("Yes:won");
    expect(() => readAnswer(ask({}), '{"Yes"')).toThrow("JSON");
  });

  it("has an example that is an answer itself", () => {
    const strange = ask({ values: [{ value: 'a, "b": c', count: 1 }] });
    for (const question of [dates, ask({}), strange]) {
      const text = /^--answer (["'])(.*)\1$/.exec(example(question))?.[2] ?? "";
      expect(text.startsWith(`${question.id}=`)).toBe(true);
      expect(() => readAnswer(question, text.slice(question.id.length + 1))).not.toThrow();
    }
  });
});

describe("what is still open", () => {
  it("is what neither a person nor a proposal answers", () => {
    const known = ask({ id: "empty", answer: "many", proposal: ["-"] });
    expect(openOf([known, dates, ask({})], { [dates.id]: "dmy" })).toEqual([ask({})]);
    expect(openOf([ask({})], { "outcome:Result": "lost" })).toEqual([]);
  });

  it("is of each value what is left", () => {
    const half = ask({ proposal: { Yes: "won" } });
    expect(openOf([half], {}).map(({ values }) => values)).toEqual([[{ value: "No", count: 5 }]]);
    expect(openOf([half], { "outcome:Result": { No: "lost" } })).toEqual([]);
  });

  it("comes together answer by answer", () => {
    expect(withAnswer({ Yes: "won" }, { No: "lost" })).toEqual({ Yes: "won", No: "lost" });
    expect(withAnswer({ Yes: "won" }, "lost")).toBe("lost");
    expect(withAnswer(["a"], { No: "lost" })).toEqual({ No: "lost" });
  });
});

describe("a question at a terminal", () => {
  const person = (...lines: string[]) => {
    const said: string[] = [];
    return {
      said,
      line: async (prompt: string) => {
        said.push(prompt);
        return lines.shift() ?? "";
      },
      say: (text: string) => said.push(text),
    };
  };

  it("is put again until it is answered", async () => {
    const { said, line, say } = person("what?", "Day first");
    expect(await askPerson(dates, line, say)).toBe("dmy");
    expect(said.join("\n")).toContain('"what?" is no answer');
  });

  it("goes through the values one by one", async () => {
    const { line, say } = person("won", "lst", "lost");
    expect(await askPerson(ask({}), line, say)).toEqual({ Yes: "won", No: "lost" });
  });
});
