import type * as z from "zod";
import { DeadLetters, type EventKindInput, Sources } from "../../../../shared/contract/sources.ts";
import { ask, read, worker } from "../../client.ts";

const { sources, "event-kinds": kinds, "dead-letters": letters } = worker.v1;
const letter = letters[":id"];
const until = (signal: AbortSignal) => ({ init: { signal } });

/** The Worker's calls about what arrives. @throws Failure, or what aborted the call */
export const arriving = {
  sources: (signal: AbortSignal) => read(Sources, sources.$get(undefined, until(signal))),
  name: async (json: z.input<typeof EventKindInput>): Promise<void> => void (await ask(kinds.$put({ json }))),
  letters: (signal: AbortSignal) => read(DeadLetters, letters.$get(undefined, until(signal))),
  retry: async (id: string): Promise<void> => void (await ask(letter.retry.$post({ param: { id } }))),
  discard: async (id: string): Promise<void> => void (await ask(letter.$delete({ param: { id } }))),
};
