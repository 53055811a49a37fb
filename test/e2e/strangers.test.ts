import { createHash } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type LocalWorker, startWorker } from "../../worker/local/dev.ts";
import { freePort } from "./port.ts";
import { goTo, openStage, panelIn, type Stage } from "./stage.ts";

/** Whoever is no lead's leaves the browser for nobody: told by all that comes to the Worker's door. */

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

let stage: Stage;
let worker: LocalWorker;
let door: Server;
/** Every request, whole: method, address, headers and body. */
const log: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  await stage.stopWorker();
  const port = await freePort();
  worker = await startWorker({ port, state: stage.state });
  door = createServer((from, to) => {
    const body: Buffer[] = [];
    from.on("data", (piece: Buffer) => body.push(piece));
    from.on("end", () => {
      const { method, url, headers } = from;
      log.push([method, url, JSON.stringify(headers), Buffer.concat(body)].join(" "));
      const on = request({ host: "localhost", port, method, path: url, headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      });
      on.on("error", () => to.destroy());
      on.end(Buffer.concat(body));
    });
  });
  await new Promise<void>((done) => door.listen(inject("port"), () => done()));
});
afterAll(async () => {
  door?.closeAllConnections();
  door?.close();
  await worker?.stop();
  await stage?.close();
});

const arrived = (text: string) => log.filter((line) => line.includes(text));

it("nobody hears of strangers, and of their companies only where they are known; leads are asked for", async () => {
  const page = await stage.gmail(ada);
  const panel = await panelIn(page);
  await panel.getByText("Worth sales' time?").waitFor();
  expect(arrived(`/v1/insight?key=sha256%3A${hash(ada.email)}`).length).toBeGreaterThan(0);

  const strangers = Array.from({ length: 25 }, (_, number) => ({
    email: `nobody${number}@${["gmail.com", `firm${number}.example`, "analytical.example"][number % 3]}`,
    name: `Nobody Number ${number}`,
  }));
  for (const [index, stranger] of strangers.entries()) {
    await goTo(page, stranger, index + 1);
    await panel.getByRole("heading", { name: stranger.name }).waitFor();
    await panel.getByRole("heading", { name: "Not a lead yet" }).waitFor();
  }
  await page.waitForTimeout(3_500);

  for (const { email } of strangers) {
    const [, domain = ""] = email.split("@");
    for (const text of [email, hash(email), hash(email).slice(0, 12), "Nobody Number"])
      expect(arrived(text), text).toEqual([]);
    if (domain.startsWith("firm")) expect(arrived(hash(domain)), domain).toEqual([]);
  }
  expect(arrived(hash("gmail.com"))).toEqual([]);
  expect(arrived(`/v1/accounts?key=sha256%3A${hash("analytical.example")}`).length).toBeGreaterThan(0);
  // What was asked besides: nothing that is about anybody.
  const about = log.filter((line) => /^\w+ \/v1\/(insight|accounts)/.test(line));
  for (const line of about)
    expect(line.includes(hash(ada.email)) || line.includes(hash("analytical.example")), line).toBe(true);
  expect(arrived("/v1/filter/").length).toBeLessThanOrEqual(1);
  await page.close();
});

it("somebody who has just become a lead is shown without being asked for again", async () => {
  const page = await stage.gmail(ada);
  const panel = await panelIn(page);
  await panel.getByRole("heading", { name: ada.name }).waitFor();
  await page.waitForTimeout(3_500);
  const late = { email: "late@latecomer.example", name: "Lena Late" };
  const answer = await fetch(`${stage.url}/v1/leads`, {
    method: "POST",
    headers: { authorization: "Bearer local-marketing", "content-type": "application/json" },
    body: JSON.stringify([{ email: late.email, name: late.name, title: "Head of Lateness" }]),
  });
  expect(answer.status).toBe(200);
  await goTo(page, late, 1);
  await panel.getByText("Head of Lateness").first().waitFor({ timeout: 15_000 });
  await page.close();
});

it("offline and after a crash it is still known who is a lead and who is not", async () => {
  door.closeAllConnections();
  await new Promise((done) => door.close(done));
  await stage.restartBrowser();
  const page = await stage.gmail({ email: "offline@gmail.com", name: "Olga Offline" });
  const panel = await panelIn(page);
  await panel.getByRole("heading", { name: "Not a lead yet" }).waitFor();
  await goTo(page, ada, 1);
  await panel.getByText("Worth sales' time?").waitFor();
});
