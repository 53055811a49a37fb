import Rudder from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { about, PEOPLE, type Sender } from "./sender.ts";

/** Libraries for servers, as they come but for the address. */

/** The calls that both of them have. */
interface Library {
  identify(message: { userId: string; traits: { email: string; name: string } }): unknown;
  page(message: Happened & { name: string }, done: Done): unknown;
  track(message: Happened & { event: string }, done: Done): unknown;
}
interface Happened {
  userId: string;
  properties: { url: string; number: number };
}
type Done = (error?: unknown) => void;

/** Segment's: batches of 15, and ten retries with pauses of a second that double. */
export function segment(host: string, writeKey: string): Sender {
  const library = new Analytics({ host, writeKey });
  return sender("segment", library, () => library.closeAndFlush({ timeout: 120_000 }));
}

/**
 * RudderStack's: batches of 20, gzip declared as a form. Of its options the number of retries (`retryCount`) is raised
 * from 3, which are over in one and a half seconds: a Worker takes longer than that to start again. What they do not
 * bring through it drops.
 */
export function rudderstack(dataPlaneUrl: string, writeKey: string): Sender {
  const library = new Rudder(writeKey, { dataPlaneUrl, retryCount: 8, logLevel: "none" });
  return sender("rudderstack", library, async () => {
    await library.flush();
  });
}

function sender(name: string, library: Library, flush: () => Promise<void>): Sender {
  let delivered = 0;
  let handed = 0;
  const failures: unknown[] = [];
  const done: Done = (error) => {
    if (error) failures.push(error);
    else delivered += 1;
  };
  return {
    name,
    async hand(from, to) {
      handed += to - from;
      for (let number = from; number < to; number += 1) {
        const { person: userId, isPage, properties } = about(name, number);
        if (number < PEOPLE)
          library.identify({ userId, traits: { email: `${userId}@prospect.example`, name: userId } });
        if (isPage) library.page({ userId, name: "A page", properties }, done);
        else library.track({ userId, event: "Form Submitted", properties }, done);
      }
    },
    delivered: async () => delivered,
    async end() {
      await flush();
      for (const until = Date.now() + 120_000; delivered < handed && Date.now() < until; )
        await new Promise((later) => setTimeout(later, 100));
      if (delivered < handed)
        throw new Error(`${name} delivered ${delivered} of ${handed}, and gave up: ${String(failures[0])}`);
    },
  };
}
