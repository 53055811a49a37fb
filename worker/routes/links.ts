import { email } from "../../shared/contract/fields.ts";
import { LinkInput, LinksInput, LinksResult } from "../../shared/contract/links.ts";
import type { FieldError } from "../../shared/contract/problems.ts";
import { keyOf } from "../../shared/domain/imports/keys.ts";
import { splitKey } from "../keys.ts";
import { fieldErrors } from "../middleware/problems.ts";
import { withServerKey } from "../middleware/server-key.ts";
import { tellCost } from "../middleware/session.ts";
import { signedUrl, signLink } from "../tracking/links.ts";
import { body, json, resource, route } from "./route.ts";

const DAY = 86_400_000;

/** Mounted before the sign-in: these are asked for by the workspace's own tools, with a server key. */
export const links = resource().openapi(
  route(
    {
      method: "post",
      path: "/links",
      summary: "Sign links of marketing mails: whoever follows one is that lead",
      description:
        "With a server write key as the user of HTTP Basic. The first visitor to follow a link is believed, no other. Addresses that no lead has are signed as well.",
      security: [{ writeKey: [] }],
      request: { body: body(LinksInput) },
      responses: { 200: json(LinksResult, "The good ones, signed; the others, with why not") },
    },
    ["unknown_key"],
  ),
  async (c) => {
    const { db, config } = await withServerKey(c);
    const now = Date.now();
    const result: LinksResult = { links: [], refused: [] };
    for (const [index, item] of c.req.valid("json").entries()) {
      const wanted = read(item);
      if ("errors" in wanted) {
        result.refused.push({ index, errors: wanted.errors });
        continue;
      }
      const expiresAt = Math.floor((now + wanted.days * DAY) / 1000) * 1000;
      const token = await signLink({ key: wanted.key, expiresAt }, config.linkSecret);
      result.links.push({ index, url: signedUrl(wanted.url, token), expiresAt });
    }
    tellCost(c, db);
    return c.json(result, 200);
  },
);

/** An item's address and whom it is for, by the key as it is kept; or what is wrong with it. */
function read(item: unknown): { url: string; key: string; days: number } | { errors: FieldError[] } {
  const parsed = LinkInput.safeParse(item);
  if (!parsed.success) return { errors: fieldErrors(parsed.error.issues, "link").slice(0, 20) };
  const { url, days } = parsed.data;
  if (parsed.data.email !== undefined) return { url, days, key: `email:${parsed.data.email}` };
  const { kind, value } = splitKey(parsed.data.key ?? "");
  const refuse = (message: string) => ({ errors: [{ field: "key", message }] });
  if (kind === "email") {
    const address = email.safeParse(value);
    return address.success ? { url, days, key: `email:${address.data}` } : refuse("Not an address");
  }
  if (kind === "anonymous" || kind === "sha256")
    return refuse("Neither a visitor's id nor a hash says who it is");
  const key = keyOf(kind, value);
  return "key" in key ? { url, days, key: key.key } : refuse(key.problem);
}
