import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError, type Client } from "@latchkey/contract/client.ts";
import { checkBooks, type Books } from "./check-books.ts";
import { openCrashLab, type LabServer } from "./crash-lab.ts";
import { deedActions, openDoer, type DeedName } from "./deeds.ts";
import { freePort } from "./free-port.ts";
import { pick, seededRandom } from "./seeded-random.ts";

/** What to do: `kills` times `kill -9` at moments that follow from the seed, with so many servers on one file. */
export type SoakPlan = { seed: number; kills: number; servers: 1 | 2 };

/** What came of it. */
export type SoakReport = SoakPlan & Books & { slowestReadyMilliseconds: number };

/** So many people act at once. */
const doers = 4;

/** A mail that a killed server had in its hands is held back by its lease: it is waited for so long, in milliseconds. */
const patienceMilliseconds = 4000;

/** A server is killed within so many actions after its start, and so many milliseconds. */
const mostActions = 8;
const mostMilliseconds = 80;

/** Kills servers under a mixed load of every action, starts them again, and counts what is left. */
export async function runSoak(plan: SoakPlan): Promise<SoakReport> {
  const random = seededRandom(plan.seed);
  const lab = await openCrashLab();
  try {
    const ports = [undefined, await freePort()].slice(0, plan.servers);
    const start = (port: number | undefined) => lab.start(port === undefined ? {} : { port });
    const servers: LabServer[] = [];
    for (const port of ports) servers.push(await start(port));
    let up = Promise.withResolvers<void>();
    up.resolve();
    const over = new AbortController();

    let acted = Promise.withResolvers<void>();

    const work = async (index: number): Promise<void> => {
      const at = () => servers[index % servers.length]!;
      const doer = openDoer(admins[index]!, () => lab.visitor(at), lab.mailbox, patienceMilliseconds);
      all.push(doer);
      while (!over.signal.aborted) {
        await up.promise;
        await act(doer, pick(random, Object.keys(deedActions) as DeedName[]));
        acted.resolve();
      }
    };
    const all: ReturnType<typeof openDoer>[] = [];
    const admins: Client[] = [];
    for (let index = 0; index < doers; index += 1)
      admins.push(await lab.administrator(() => servers[index % servers.length]!));
    const working = Array.from({ length: doers }, (_, index) => work(index));

    let slowestReadyMilliseconds = 0;
    for (let kill = 0; kill < plan.kills; kill += 1) {
      for (let actions = Math.floor(random() * mostActions); actions > 0; actions -= 1) {
        acted = Promise.withResolvers();
        await acted.promise;
      }
      await sleep(random() * mostMilliseconds);
      const victim = Math.floor(random() * servers.length);
      if (servers.length === 1) up = Promise.withResolvers();
      await servers[victim]!.kill();
      servers[victim] = await start(ports[victim]);
      slowestReadyMilliseconds = Math.max(slowestReadyMilliseconds, servers[victim].readyMilliseconds);
      up.resolve();
    }
    over.abort();
    await Promise.all(working);
    const books = await checkBooks(
      lab,
      all.flatMap(({ deeds }) => deeds),
    );
    return { ...plan, ...books, slowestReadyMilliseconds: Math.round(slowestReadyMilliseconds) };
  } finally {
    await lab.close();
  }
}

async function act(doer: ReturnType<typeof openDoer>, name: DeedName): Promise<void> {
  try {
    const deed = await doer.prepare(name);
    await deed();
  } catch (error) {
    if (!isInterruption(error)) throw error;
    // A killed server is not there at once; asking again and again would only heat the machine.
    await sleep(50);
  }
}

/** The server died under a preparation, or the mail that it waits for is held back by its lease. */
function isInterruption(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof Error && error.message.startsWith("No mail to ");
}
