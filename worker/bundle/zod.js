// The validator without its messages in fifty languages, a fifth of the whole Worker, and without what nobody calls here:
// wrangler.toml puts this file in its place. The OpenAPI library holds on to the validator as a whole, so that no bundler
// can leave them out.
import * as z from "./zod-parts.js";

export * from "./zod-parts.js";
export { z, z as default };
