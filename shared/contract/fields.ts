import * as z from "zod";

/** The bounds that every resource shares. A string or list without a bound does not exist on the wire. */

/** One line of text from anybody: shown as text, never as markup. */
export const line = (max = 200) => z.string().max(max);
/** A line that must hold something besides white space. */
export const filled = (max = 200) => z.string().trim().min(1).max(max);
/** A link that a person may click: http or https only. */
export const link = z.url({ protocol: /^https?$/ }).max(2000);
/** UTC milliseconds since 1970; the year 2200 is the end of time. */
export const millis = z.int().min(0).max(7_258_118_400_000);
/** A named shape, or nothing. (`nullable()` would make the shape itself nullable wherever its name stands.) */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** An id made by this product: time-sortable, opaque. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** An id made by a client, so that a retry is the same thing. */
export const uuid = z.uuid();
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.html5Email }));
/** `kind:value`: what identifies a lead on a page, e.g. `email:ada@analytical.example`, `sha256:<64 hex>`, `hubspot:0-1:123`. */
export const key = z
  .string()
  .max(300)
  .regex(/^[a-z][a-z0-9_]{0,31}:\S.*$/);
/** A registrable or bare domain name, lower case. */
export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u);

export const bands = ["A", "B", "C", "D"] as const;
export const Band = z.enum(bands);
export type Band = z.infer<typeof Band>;

export const stageNames = [
  "inquiry",
  "mql",
  "sal",
  "sql",
  "opportunity",
  "customer",
  "recycled",
  "disqualified",
] as const;
export const StageName = z.enum(stageNames);
export type StageName = z.infer<typeof StageName>;

/** Money: whole minor units (cents) and the ISO 4217 code they are minor units of. */
export const Money = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof Money>;
