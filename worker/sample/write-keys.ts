import type { WorkspaceRows } from "../db/workspace.ts";
import { sha256 } from "../hash.ts";

/** The two write keys that hold on this machine only. */
export const localWriteKeys = (now: number): Promise<WorkspaceRows["writeKeys"]> =>
  Promise.all(
    (
      [
        { id: "local-write", name: "Website", kind: "public", shown: "local-write" },
        { id: "local-server", name: "Marketing tool", kind: "server", shown: "rver" },
      ] as const
    ).map(async (key) => ({ ...key, hash: await sha256(key.id), local: 1, createdAt: now })),
  );
