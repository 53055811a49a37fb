import { eq, sql } from "drizzle-orm";
import type { Role } from "../../shared/contract/me.ts";
import { query } from "./run.ts";
import { people, teams, tokens, workspace } from "./schema.ts";

/** Who holds a token, whether it still holds, and the version of the workspace's configuration. */
export interface TokenRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  team: string | null;
  local: number;
  expiresAt: number | null;
  revokedAt: number | null;
  configVersion: string;
}

export const tokenHolder = query<{ hash: string }, TokenRow>(
  (p) => sql`
    select ${people.id} as id, ${people.name} as name, ${people.email} as email, ${people.role} as role,
      ${teams.name} as team, ${tokens.local} as "local", ${tokens.expiresAt} as "expiresAt",
      ${tokens.revokedAt} as "revokedAt", ${workspace.version} as "configVersion"
    from ${tokens}
    join ${people} on ${people.id} = ${tokens.personId}
    join ${workspace} on ${workspace.id} = 1
    left join ${teams} on ${teams.id} = ${people.teamId}
    where ${tokens.hash} = ${p("hash")}`,
);

/** People by their addresses, given as a JSON list. */
export const peopleByEmail = query<{ emails: string }, { id: string; email: string }>(
  (p) => sql`
    select ${people.id} as id, ${people.email} as email
    from json_each(${p("emails")}) as wanted
    join ${people} on ${eq(people.email, sql`wanted.value`)}`,
);

/** Everybody who may own a lead. */
export const listPeople = query<Record<never, never>, { id: string; name: string; email: string }>(
  () => sql`
    select ${people.id} as id, ${people.name} as name, ${people.email} as email
    from ${people} order by ${people.name}, ${people.id} limit 500`,
);
