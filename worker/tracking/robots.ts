import { isbot } from "isbot";

/** Visits that are nobody's. */

/** Programs that speak to the API on purpose. They are no visitors; isbot takes them for some. */
const tools =
  /^(curl|wget|httpie|postman\w*|insomnia|node|undici|axios|bun|deno|okhttp|ktor|java|apache-httpclient|python|aiohttp|httpx|go-http-client|ruby|faraday|guzzle|php|symfony|dart|dotnet|analytics|rudder\w*|segment|jitsu|customer\.?io)\b/i;

/** Whether a User-Agent is a robot's that looks at pages: a crawler, a preview, a monitor, a browser without a person. */
export const isRobot = (userAgent: string | null): boolean =>
  userAgent !== null && !tools.test(userAgent) && isbot(userAgent);

/** Whether a browser only fetches the page, and shows it to nobody yet. */
export const isPrefetch = (headers: Headers): boolean =>
  /prefetch|prerender/i.test(
    ["sec-purpose", "purpose", "x-moz"].map((name) => headers.get(name) ?? "").join(" "),
  );
