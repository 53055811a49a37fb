import { createServer } from "node:http";
import { freePort } from "../port.ts";

/** Somebody's website with the tracker in it, on an origin of its own: a public page may not speak to this machine. */
export interface Website {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly origin: string;
  /** How often a path was asked for. */
  asked(path: string): number;
  close(): void;
}

const snippet = (worker: string, attributes: string, name = "t.js"): string =>
  `<script>window.leadlight=window.leadlight||function(){(leadlight.q=leadlight.q||[]).push(arguments)}</script>
<script async src="${worker}/${name}" data-key="local-write"${attributes}></script>`;

/** The tracker as a page has it, by the page's path. */
function tracker(worker: string, path: string): string {
  if (path.startsWith("/bare")) return "";
  if (path.startsWith("/pinned")) return snippet(worker, "", "t-00000000.js");
  return snippet(worker, path.startsWith("/asks") ? ' data-consent="ask"' : "");
}

const page = (worker: string, path: string): string => `<!doctype html>
<html lang="en"><head><title>Page ${new URL(path, "http://site").pathname}</title>
${tracker(worker, path)}
${path.startsWith("/guessing") ? '<script type="speculationrules">{"prerender":[{"urls":["/guessed"]}]}</script>' : ""}
<script>
  if (location.pathname === "/early") leadlight("track", "Said Early", { how: "before it had loaded" });
</script></head>
<body>
  <a id="file" href="/guide.pdf">Guide</a>
  <a id="named" href="/export?as=file" download="list"><span>List</span></a>
  <a id="out" href="http://localhost:1/away">Away</a>
  <a id="in" href="/second">In</a>
  <a id="guessed" href="/guessed">Guessed</a>
  <form id="marked" data-leadlight="Demo Requested" action="/thanks">
    <input name="email" data-leadlight="email" value="grace@harbour.example">
    <input name="who" data-leadlight="name" value="Grace">
    <input name="secret" type="password" value="never read">
    <input name="unmarked" value="not said">
    <input name="box" type="checkbox" data-leadlight="unticked" value="no">
    <button id="send">Send</button>
  </form>
  <form id="plain" action="/thanks"><input name="email" value="other@harbour.example"><button id="quiet">Send</button></form>
</body></html>`;

/** @param worker its address */
export async function website(worker: string): Promise<Website> {
  const port = await freePort();
  const asked: string[] = [];
  const server = createServer(({ url = "/" }, answer) => {
    asked.push(url);
    if (url.startsWith("/guide.pdf") || url.startsWith("/export")) {
      answer.setHeader("content-disposition", "attachment");
      answer.end("a file");
      return;
    }
    answer.setHeader("content-type", "text/html; charset=utf-8");
    // The strictest that another page can be about what it embeds.
    if (url.startsWith("/strict") || url.startsWith("/pinned"))
      answer.setHeader("cross-origin-embedder-policy", "require-corp");
    answer.end(page(worker, url));
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${port}`,
    asked: (path) => asked.filter((url) => url === path).length,
    close: () => server.close(),
  };
}
