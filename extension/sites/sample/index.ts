import type { Site } from "../site.ts";
import { readSample, sampleRows } from "./read.ts";

/**
 * The sample mailbox of a local Worker. Its markup, which the mailbox page keeps to:
 *
 *   <body data-mail-owner="rep@company.example">
 *     <header data-mail-head> … </header>                       the panel stands below it
 *     <li data-thread="t1"> <span data-person …> … </li>        a thread without messages is a row of the list
 *     <article data-thread="t1">                                a thread with messages is open
 *       <section data-message="m1">                             oldest first
 *         <span data-person data-role="from" data-email="ada@analytical.example" data-name="Ada Lovelace">
 *         <span data-person data-role="to | cc | reply-to | list" …>
 *         <div data-body> … </div>                              nobody in here is a participant
 *
 * What is hidden (`hidden`, `display: none`) is not on the page.
 */
export const sample: Site = {
  id: "sample",
  name: "Sample mailbox",
  matches: ["http://localhost/sample/mail*", "http://127.0.0.1/sample/mail*"],
  accepts: (url) =>
    (url.hostname === "localhost" || url.hostname === "127.0.0.1") && url.pathname.startsWith("/sample/mail"),
  read: readSample,
  rows: sampleRows,
  place: (document) => ({
    top: Math.max(0, document.querySelector("[data-mail-head]")?.getBoundingClientRect().bottom ?? 0),
    right: 0,
    layer: 2,
  }),
  giveWay: (width) =>
    `body { padding-right: ${width}px !important; } [data-mail-head] { margin-right: -${width}px; }`,
};
