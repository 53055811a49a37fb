import type { Filter } from "../../shared/contract/filter.ts";
import { FilterQuery, Filter as FilterShape, FilterVersion } from "../../shared/contract/filter.ts";
import { filterBytes, filterRow, newcomersSince, readPlace } from "../db/filter.ts";
import { ProblemError } from "../middleware/problems.ts";
import { json, resource, route } from "./route.ts";

declare global {
  interface CacheStorage {
    /** Cloudflare's own, in the place where the request came in. */
    readonly default: Cache;
  }
}

/** Newcomers that one answer tells, about. */
const MOST = 5_000;

export const filter = resource()
  .openapi(
    route({
      method: "get",
      path: "/filter",
      summary: "Which version of the membership filter stands, and the hashed keys that came since",
      description:
        "A client keeps the filter of the version and adds newcomers, asking with the `since` of the last answer. " +
        "`If-None-Match` with the last `ETag`, which is `since` in quotation marks, is answered 304 while nobody came.",
      request: { query: FilterQuery },
      responses: {
        200: json(FilterShape, "Version and newcomers"),
        304: { description: "Nobody came since" },
      },
    }),
    async (c) => {
      const [known = "", number = "0"] = c.req.valid("query").since?.split(".") ?? [];
      const [[row], found] = await c.var.session.read([
        filterRow({}),
        newcomersSince({ version: known, after: Number(number), most: MOST }),
      ]);
      const standing = row && readPlace(row).standing;
      if (!standing)
        return c.json(
          { version: null, size: 0, newcomers: [], since: null, more: false } satisfies Filter,
          200,
        );
      const { version, size, after } = standing;
      const from = known === version ? Math.max(after, Number(number)) : after;
      const more = row.last > from + MOST;
      const since = `${version}.${more ? from + MOST : Math.max(from, row.last)}`;
      const newcomers = found.flatMap(({ hashes }) => (hashes === "" ? [] : hashes.split(",")));
      c.header("ETag", `"${since}"`);
      // Whoever compresses an answer on its way makes its tag a weak one.
      if (c.req.header("if-none-match")?.replace(/^W\//, "") === `"${since}"` && !more)
        return c.body(null, 304);
      return c.json({ version, size, newcomers, since, more }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/filter/{version}",
        summary: "The membership filter: see shared/domain/membership/filter.ts for what the bytes are",
        request: { params: FilterVersion },
        responses: {
          200: {
            description: "The filter of the version that stands",
            content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
          },
        },
      },
      ["unknown_version"],
    ),
    async (c) => {
      const { version } = c.req.valid("param");
      const { session } = c.var;
      // Nobody gets as far as the cache who is not signed in, nor anybody to a version that is no more.
      const [[row]] = await session.read([filterRow({})]);
      const unknown = () => new ProblemError("unknown_version", ["version", "Ask for the one that stands"]);
      const standing = row && readPlace(row).standing;
      if (standing?.version !== version) throw unknown();
      const type = { "Content-Type": "application/octet-stream" };
      const place = new URL(`/v1/filter/${version}`, c.req.url).href;
      const kept = await caches.default.match(place);
      if (kept?.body) return c.body(kept.body, 200, type);
      const parts = await session.db.all(filterBytes({ version }));
      const bytes = new Uint8Array(standing.size);
      let size = 0;
      for (const part of parts) {
        const own = Uint8Array.fromBase64(part.bytes);
        if (size + own.length <= bytes.length) bytes.set(own, size);
        size += own.length;
      }
      // The next version took its place just now.
      if (size !== standing.size) throw unknown();
      await caches.default.put(
        place,
        new Response(bytes, { headers: { ...type, "Cache-Control": "public, max-age=31536000, immutable" } }),
      );
      return c.body(bytes.buffer, 200, type);
    },
  );
