import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cut, readArguments } from "./arguments.ts";

const read = (args: string[], env: NodeJS.ProcessEnv = {}) => readArguments(args, env);

describe("the arguments of an import", () => {
  it("need no more than a file on this machine", () => {
    expect(read(["--file", "exports/Leads.csv"])).toEqual({
      does: "import",
      file: "exports/Leads.csv",
      kind: "leads",
      name: "Leads.csv",
      id: "",
      url: "http://localhost:8787",
      token: "local-marketing",
      maps: [],
      answers: [],
      given: {},
      dryRun: false,
      refused: null,
    });
  });

  it("take the port that npm start takes, and another address", () => {
    expect(read(["--file", "a.csv"], { PORT: "9000" })?.url).toBe("http://localhost:9000");
    expect(read(["--file", "a.csv", "--url", "leadlight.example/", "--token", "t"])?.url).toBe(
      "http://leadlight.example",
    );
  });

  it("never give the local token to another machine", () => {
    const far = ["--file", "a.csv", "--url", "https://leadlight.example"];
    expect(() => read(far)).toThrow("Say who you are");
    expect(() => read(["--file", "a.csv", "--url", "http://localhost.example"])).toThrow("Say who you are");
    expect(read(far, { LEADLIGHT_TOKEN: "from-outside" })?.token).toBe("from-outside");
    expect(read([...far, "--token", "t"], { LEADLIGHT_TOKEN: "from-outside" })?.token).toBe("t");
    expect(read(["--file", "a.csv", "--url", "http://[::1]:80"])?.token).toBe("local-marketing");
  });

  it("keep mapping and answers as they were written", () => {
    const command = read([
      ...["--file", "a.csv", "--map", "Lead Number=key:lead_number", "--map", "Converted=outcome"],
      ...["--answer", "timeZone=Europe/Berlin", "--dry-run", "--refused", "out.csv"],
    ]);
    expect(command).toMatchObject({
      maps: ["Lead Number=key:lead_number", "Converted=outcome"],
      answers: ["timeZone=Europe/Berlin"],
      dryRun: true,
      refused: "out.csv",
    });
  });

  it("read a mapping file, and say what is wrong with one", () => {
    const path = join(mkdtempSync(join(tmpdir(), "leadlight-")), "mapping.json");
    const holding = (text: string) => {
      writeFileSync(path, text);
      return () => read(["--file", "a.csv", "--map", path])?.given;
    };
    const given = { mapping: { City: "ignore" }, answers: { empty: ["-"] }, afterContact: { Tags: true } };
    expect(holding(JSON.stringify(given))()).toEqual(given);
    expect(holding("{")).toThrow("not valid JSON");
    expect(holding('{"maping": {}}')).toThrow("maping");
    expect(holding('{"afterContact": {"Tags": "yes"}}')).toThrow("afterContact.Tags");
    expect(() => read(["--file", "a.csv", "--map", "/nowhere/mapping.json"])).toThrow("There is no file");
  });

  it.each([
    [[], "Say which file"],
    [["--file", ""], "Say which file"],
    [["--file", "a.csv", "--resume", "i1"], "Say which file"],
    [["--file", "a.csv", "--kind", "people"], "leads, touches, deals"],
    [["--file", "a.csv", "--fil"], "Unknown option '--fil'"],
    [["Leads.csv"], "Unexpected argument"],
    [["--file", "a.csv", "--map", "City"], 'has no "="'],
    [["--file", "a.csv", "--answer", "dmy"], 'has no "="'],
    [["--file", "a.csv", "--url", "http://"], "--url must be"],
  ])("%j is told: %s", (args, sentence) => {
    expect(() => read(args)).toThrow(sentence);
  });

  it("know an import to go on with, or to undo", () => {
    expect(read(["--resume", "i1"])).toMatchObject({ does: "resume", id: "i1" });
    expect(read(["--undo", "i1"])).toMatchObject({ does: "undo", id: "i1" });
    expect(read(["--help"])).toBeNull();
  });
});

describe("name and rest are parted", () => {
  it.each([
    ["City=attribute:City", ["City"], "City", "attribute:City"],
    ["a=b=ignore", ["a", "a=b"], "a=b", "ignore"],
    ["a=b=c", ["a"], "a", "b=c"],
  ])("%s", (text, names, name, rest) => {
    expect(cut(text, names)).toEqual({ name, rest, known: true });
  });

  it("even where there is no such name", () => {
    expect(cut("Cty=ignore", ["City"])).toEqual({ name: "Cty", rest: "ignore", known: false });
  });
});
