import * as z from "zod";
import { id } from "./fields.ts";

/** Where a client's newcomers go on, as `Filter.since` gave it. */
const cursor = z.string().regex(/^[A-Za-z0-9_-]{1,64}\.\d{1,15}$/);

export const FilterQuery = z.object({ since: cursor.optional() });

/**
 * The hashed keys of the workspace: SHA-256 of the leads' addresses and of the accounts' domains. The filter of a
 * version (`GET /v1/filter/{version}`) and all newcomers since it hold every one of them, those included that were
 * written before this was asked.
 */
export const Filter = z
  .object({
    /** Null while the first one is being made: then nothing can be told yet. */
    version: id.nullable(),
    /** How long the filter is, in bytes. Of 0 bytes it need not be fetched: nobody is in it. */
    size: z.int().min(0).max(100_000_000),
    /** The first 12 hex digits of the hashes that came since, in the order of coming. */
    newcomers: z.array(z.string().regex(/^[0-9a-f]{12}$/)).max(10_000),
    /** Asked with this as `since`, the next answer holds later newcomers alone, as long as the version stands. */
    since: cursor.nullable(),
    /** There are more newcomers: ask again. */
    more: z.boolean(),
  })
  .meta({ id: "Filter" });
export type Filter = z.infer<typeof Filter>;

export const FilterVersion = z.object({ version: id });
