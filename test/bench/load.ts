import { Agent, type IncomingMessage, request } from "node:http";

export interface Load {
  url: URL;
  headers: Record<string, string>;
}

/** How many requests at once, each on a connection that stays open. */
const CONNECTIONS = 4;

/**
 * Requests a second, as many one after another as get answered.
 * @param milliseconds how long
 * @throws where an answer is not 200
 */
export async function requestsPerSecond({ url, headers }: Load, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const started = performance.now();
  const end = started + milliseconds;
  let answered = 0;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent, headers }, (answer: IncomingMessage) => {
        if (answer.statusCode !== 200) reject(new Error(`${url.pathname}: ${answer.statusCode}`));
        answer.on("end", resolve).on("error", reject).resume();
      })
        .on("error", reject)
        .end();
    });
  const askOn = async () => {
    while (performance.now() < end) {
      await ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askOn));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return answered / seconds;
}

/** Both measured in turn, again and again, so that whatever else the machine does strikes both alike. */
export async function pairs(
  count: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<{ first: number; second: number }[]> {
  await first();
  await second();
  const measured: { first: number; second: number }[] = [];
  for (let pair = 0; pair < count; pair += 1)
    measured.push(
      pair % 2 === 0
        ? { first: await first(), second: await second() }
        : await second().then(async (value) => ({ second: value, first: await first() })),
    );
  return measured;
}
