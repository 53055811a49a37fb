// What the tests in workerd find in their environment.
declare namespace Cloudflare {
  interface Env {
    DB: import("@cloudflare/workers-types").D1Database;
    LOCAL: string;
    MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
  }
}

declare module "cloudflare:workers" {
  export const env: Cloudflare.Env;
}
