import { expect, it } from "vitest";
import { addressOf } from "./menu.ts";

it.each([
  [{ selectionText: " Ada Lovelace <Ada@Analytical.example>, " }, "ada@analytical.example"],
  [{ linkUrl: "mailto:ada@analytical.example?subject=Hi%20sam@stale.example" }, "ada@analytical.example"],
  [{ linkUrl: "MAILTO:Ada%40analytical.example" }, "ada@analytical.example"],
  [{ linkUrl: "mailto:%zz", selectionText: "sam@stale.example" }, "sam@stale.example"],
  [
    { linkUrl: "https://x.example/ada@analytical.example", selectionText: "sam@stale.example" },
    "sam@stale.example",
  ],
  [{ selectionText: "nobody here" }, null],
  [{}, null],
])("of %j it is %s", (info, address) => expect(addressOf(info)).toBe(address));
