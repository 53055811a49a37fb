import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

// The real migrations, before each file of tests that runs in workerd.
await applyD1Migrations(env.DB, env.MIGRATIONS);
