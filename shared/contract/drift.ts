import * as z from "zod";
import { line, millis } from "./fields.ts";

/** Names of ways, signs and doubts, as sites give them: letters of a program, never of a page. */
const way = z.string().regex(/^[a-z][\w :/,.-]{0,79}$/i);
const ways = z.array(way).max(40);

/**
 * That a page no longer shows what a site expects of it. It holds the page's structure (names of tags, roles and
 * attributes out of a fixed list), and neither text nor values of it.
 */
export const DriftReport = z
  .object({
    /** The site's id. */
    site: z.string().regex(/^[a-z]{1,40}$/),
    /** Of the extension. */
    version: z.string().regex(/^\d{1,6}(\.\d{1,6}){0,3}$/),
    /** `nobody`: somebody is open and nobody was found; `disagree`: two ways to the same fact differ. */
    kind: z.enum(["nobody", "disagree"]),
    /** By which the site knows that somebody is open. */
    signs: ways,
    /** The ways that found nothing. */
    failed: ways,
    doubts: ways,
    /** A line an element: depth, tag, role, names of attributes. */
    outline: z
      .string()
      .max(12_000)
      .regex(/^(\d{1,2} [a-z0-9-]{1,40}( \.[a-z]{1,20})?( \[[a-z0-9 -]{1,400}\])?( x\d{1,6})?\n)*$/),
  })
  .meta({ id: "DriftReport" });
export type DriftReport = z.infer<typeof DriftReport>;

/** What extensions have reported, the newest first; the same thing of the same version is counted, not listed. */
export const Drift = z
  .object({
    items: z
      .array(
        DriftReport.extend({
          site: line(40),
          firstAt: millis,
          lastAt: millis,
          reports: z.int().min(1),
        }),
      )
      .max(100),
    /** Whether extensions may report. */
    allowed: z.boolean(),
  })
  .meta({ id: "Drift" });
export type Drift = z.infer<typeof Drift>;
