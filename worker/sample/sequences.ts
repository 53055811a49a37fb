import type { WorkspaceRows } from "../db/workspace.ts";
import { DAY, HOUR } from "./time.ts";

/** The marketing tool's series of mails that Ada is in: the next one comes on a morning three days from now. */
export const adasSequences = (
  { id, email }: { id: string; email: string | null },
  now: number,
): WorkspaceRows["sequences"] => [
  {
    leadId: id,
    via: `email:${email}`,
    name: "Autumn nurture",
    state: "in",
    at: Math.floor(now - 60 * DAY),
    messageId: "sample-autumn-nurture",
    nextAt: Math.floor(now / DAY) * DAY + 3 * DAY + 8 * HOUR,
  },
];
