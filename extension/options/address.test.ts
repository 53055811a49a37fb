import { expect, it } from "vitest";
import { workerAddress } from "./address.ts";

it.each([
  ["leadlight.example", "https://leadlight.example"],
  [" https://Leadlight.example/feedback?x=1 ", "https://leadlight.example"],
  ["localhost:8787", "http://localhost:8787"],
  ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
  ["http://[::1]:8787", "http://[::1]:8787"],
  ["https://leadlight.example:8443", "https://leadlight.example:8443"],
])("reads %s as %s", (typed, address) => expect(workerAddress(typed)).toBe(address));

it.each([
  "",
  "http://leadlight.example",
  "http://localhost.evil.example",
  "ftp://leadlight.example",
  "javascript:alert(1)",
  "https://user:secret@leadlight.example",
  "not an address",
])("takes %s for no address", (typed) => expect(workerAddress(typed)).toBeNull());
