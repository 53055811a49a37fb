import type * as z from "zod";
import { Arrivals } from "../../../../shared/contract/sources.ts";
import {
  NewWriteKey,
  WriteKey,
  type WriteKeyChange,
  type WriteKeyInput,
  WriteKeys,
} from "../../../../shared/contract/write-keys.ts";
import { ask, read, worker } from "../../client.ts";

const { arrivals, "write-keys": keys } = worker.v1;
const key = keys[":id"];

/** The Worker's calls about who may send, and what comes. @throws Failure, or what aborted the call */
export const connecting = {
  keys: (signal: AbortSignal) => read(WriteKeys, keys.$get(undefined, { init: { signal } })),
  make: (json: z.input<typeof WriteKeyInput>) => read(NewWriteKey, keys.$post({ json })),
  change: (id: string, json: z.input<typeof WriteKeyChange>) =>
    read(WriteKey, key.$patch({ param: { id }, json })),
  rotate: (id: string, hours: number) =>
    read(NewWriteKey, key.rotation.$post({ param: { id }, json: { hours } })),
  revoke: async (id: string): Promise<void> => void (await ask(key.$delete({ param: { id } }))),
  arrivals: (id: string | undefined, signal: AbortSignal) =>
    read(Arrivals, arrivals.$get({ query: id === undefined ? {} : { key: id } }, { init: { signal } })),
};
