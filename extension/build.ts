/** What a build was made with. Store builds carry none of it. */

/** True in a build for the Worker and the sample mailbox on this machine. */
export const isLocalBuild = import.meta.env.MODE === "loopback";

/** The Worker that a build is connected to with nothing to set. */
export const preset: { address: string; token: string } | null =
  isLocalBuild && import.meta.env.LOCAL_WORKER
    ? { address: import.meta.env.LOCAL_WORKER, token: "local-rep" }
    : null;
