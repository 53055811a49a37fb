import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { bring, csv, ended, everything, post, stateOf, upload } from "../../test/imports.ts";
import { call, seedPeople } from "../../test/workspace.ts";

beforeAll(async () => {
  await seedPeople();
  await env.DB.prepare("insert into own_domains values ('ourcompany.example')").run();
});

const rows = async (sql: string) => (await env.DB.prepare(sql).all()).results;

describe("a file of leads", () => {
  it("goes in, and the same again changes nothing", async () => {
    const file = csv(
      "Email,Name,Company,Source,Created,Lead Number,Size",
      "ada@analytical.example,Ada Lovelace,Analytical,Webinar,2024-03-05,1001,12",
      "charles@analytical.example,Charles,Analytical,,2024-03-06,1002,7",
      "boss@ourcompany.example,Boss,Us,Web,2024-03-06,1003,1",
      "no address,Nobody,,Web,2024-03-07,1004,2",
      "ADA@analytical.example,,Analytical Engines,,,1001,13",
    );
    const first = await bring(file);
    expect(first).toMatchObject({ state: "done", rows: 5, done: 5, created: 2, updated: 1, refused: 2 });
    expect(
      await rows("select email, name, company, source, attributes from leads order by email"),
    ).toMatchObject([
      {
        email: "ada@analytical.example",
        name: "Ada Lovelace",
        company: "Analytical Engines",
        source: "Webinar",
      },
      { email: "charles@analytical.example", name: "Charles" },
    ]);
    const before = await everything();
    const second = await bring(file);
    expect(second).toMatchObject({ state: "done", created: 0, updated: 0, unchanged: 3, refused: 2 });
    expect(await everything()).toEqual(before);
  });
});
