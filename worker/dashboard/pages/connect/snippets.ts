/** What is pasted into other people's programs: code, so nothing here is a sentence. */

/** The tracker for a website's pages. @param asks nothing is kept or sent before the visitor has agreed */
export const trackerSnippet = (host: string, key: string, asks: boolean): string =>
  `<script>window.leadlight=window.leadlight||function(){(leadlight.q=leadlight.q||[]).push(arguments)}</script>
<script async src="${host}/t.js" data-key="${key}"${asks ? ' data-consent="ask"' : ""}></script>`;

export const consentSnippet = `leadlight("consent", true)`;

export const formSnippet = `<form data-leadlight="Demo requested">
  <input type="email" name="email" data-leadlight="email">
  <input type="text" name="name" data-leadlight="name">
  <button>Ask for a demo</button>
</form>`;

export interface Tool {
  readonly id: string;
  readonly name: string;
  /** Which kind of key it needs. */
  readonly kind: "public" | "server";
  code(host: string, key: string): string;
}

/** Libraries that speak the Segment HTTP Tracking API, each as its documentation has it. */
export const tools: readonly Tool[] = [
  {
    id: "segment-node",
    name: "Segment, Node.js",
    kind: "server",
    code: (host, key) => `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ host: "${host}", writeKey: "${key}" });`,
  },
  {
    id: "segment-browser",
    name: "Segment, in pages",
    kind: "public",
    code: (host, key) => `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load({ writeKey: "${key}", cdnURL: "${host}" });`,
  },
  {
    id: "rudderstack-node",
    name: "RudderStack, Node.js",
    kind: "server",
    code: (host, key) => `import Analytics from "@rudderstack/rudder-sdk-node";

const analytics = new Analytics("${key}", { dataPlaneUrl: "${host}" });`,
  },
  {
    id: "http",
    name: "Any other tool",
    kind: "server",
    code: (host, key) => `curl ${host}/v1/track -u ${key}: -H "content-type: application/json" -d '{
  "userId": "4711",
  "event": "Webinar Attended",
  "context": { "traits": { "email": "ada@analytical.example" } },
  "properties": { "title": "One view of all sites" }
}'`,
  },
];
