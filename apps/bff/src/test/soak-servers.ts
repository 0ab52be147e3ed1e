import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError, type Client } from "@latchkey/contract/client.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { createUser, getUser, updateUser } from "@latchkey/contract/users.ts";
import { checkBooks, type Books } from "./check-books.ts";
import { checkHistory, type Operation } from "./check-history.ts";
import { openCrashLab, type CrashLab } from "./crash-lab.ts";
import { deedActions, openDoer, type Deed, type DeedName, type Doer } from "./deeds.ts";
import { freePort } from "./free-port.ts";
import { openProxy } from "./open-proxy.ts";
import { cuts, openRelay } from "./open-relay.ts";
import { startPostgres } from "./postgres-server.ts";
import { pick, seededRandom } from "./seeded-random.ts";
import { watchPage, type WatchedPage } from "./watch-page.ts";
import { witnessPerson } from "./witness-person.ts";

/** What befalls two servers on PostgreSQL, in an order that follows from the seed. */
export type ServersPlan = {
  seed: number;
  /** So often one of the servers is killed. */
  kills: number;
  /** So often PostgreSQL ends at once (`pg_ctl stop -m immediate`) and is started again. */
  crashes: number;
  /** So often the connection of a server to PostgreSQL is cut, for 5 to so many seconds. */
  partitions: number;
  longestSeconds: number;
};

/** What came of it. */
export type ServersReport = ServersPlan &
  Books & {
    /** What people asked and were answered, and how much of that nothing was heard of. */
    operations: number;
    unanswered: number;
    /** Where the history contradicts docs/model.md: none. */
    broken: string[];
    /** How long a page took to show what was acknowledged, from then or from the end of the last fault, whichever came later. */
    pages: { changes: number; medianMilliseconds: number; slowestMilliseconds: number };
    slowestReadyMilliseconds: number;
    minutes: number;
  };

/** So many people do deeds, and so many go through a life of their own, at once. */
const doers = 3;
const witnesses = 2;

/** Where the server that sends the mails was killed another one does after ten seconds: so long they are waited for, in milliseconds. */
const patienceMilliseconds = 15_000;

/**
 * Something befalls the servers within so many actions, and so many milliseconds. Now and then they are left alone for a while, or no
 * mail would ever get out, and nothing be done that needs one.
 */
const mostActions = 8;
const mostMilliseconds = 80;
const calms = { share: 0.15, mostMilliseconds: 25_000 };

/** PostgreSQL stays away so long at most, in milliseconds. */
const mostAwayMilliseconds = 2000;

/** A change of the record that pages show is made this often, in milliseconds. */
const changeEvery = 400;

/** Kills, crashes and parts two servers and PostgreSQL under a mixed load behind a proxy, and compares what is left. */
export async function soakServers(plan: ServersPlan): Promise<ServersReport> {
  const begunAt = performance.now();
  const random = seededRandom(plan.seed);
  const postgres = await startPostgres();
  const relays = await Promise.all([1, 2].map(() => openRelay(Number(new URL(postgres.url).port))));
  const lab = await openCrashLab({ databaseUrl: postgres.url });
  const otherPort = await freePort();
  const start = (index: number) => {
    const databaseUrl = postgres.url.replace(/:\d+\//, `:${relays[index]!.port}/`);
    return lab.start({ databaseUrl, ...(index > 0 && { port: otherPort }) });
  };
  const servers = [await start(0), await start(1)];
  const proxy = await openProxy(servers.map(({ address }) => Number(new URL(address).port)));
  const at = () => ({ address: `http://127.0.0.1:${proxy.port}` });
  try {
    await bothReady();
    const over = new AbortController();
    const calm = { isCalm: true, since: performance.now() };
    const history: Operation[] = [];
    let acted = Promise.withResolvers<void>();
    const repeat = async (work: () => Promise<void>): Promise<void> => {
      while (!over.signal.aborted) {
        await work().catch(unlessInterrupted);
        acted.resolve();
      }
    };
    const all: Doer[] = [];
    const working: Promise<void>[] = [];
    for (let index = 0; index < doers; index += 1) {
      const doer = openDoer(
        await lab.administrator(at),
        () => lab.visitor(at),
        lab.mailbox,
        patienceMilliseconds,
      );
      all.push(doer);
      working.push(repeat(() => act(doer, pick(random, Object.keys(deedActions) as DeedName[]))));
    }
    for (let index = 0; index < witnesses; index += 1) {
      const admin = await lab.administrator(at);
      working.push(repeat(() => witnessPerson(lab, at, admin, history)));
    }
    const admin = await lab.administrator(at);
    const { id } = await admin(createUser, {
      body: { userName: "watched", lastName: "Okafor", email: "watched@acme.test" },
    });
    const pages = [watchPage(await lab.administrator(at), id), watchPage(await lab.administrator(at), id)];
    const shown: Promise<number | null>[] = [];
    working.push(repeat(() => change(admin, id, { pages, shown, calm })));

    let slowestReadyMilliseconds = 0;
    for (const befall of shuffled(random, plan)) {
      for (let actions = Math.floor(random() * mostActions); actions > 0; actions -= 1) {
        acted = Promise.withResolvers();
        await acted.promise;
      }
      await sleep(random() * (random() < calms.share ? calms.mostMilliseconds : mostMilliseconds));
      calm.isCalm = false;
      const victim = Math.floor(random() * servers.length);
      if (befall === "kill") {
        await servers[victim]!.kill();
        servers[victim] = await start(victim);
        slowestReadyMilliseconds = Math.max(slowestReadyMilliseconds, servers[victim].readyMilliseconds);
      } else if (befall === "crash") {
        await postgres.crash();
        await sleep(random() * mostAwayMilliseconds);
        await postgres.start();
      } else {
        relays[victim]!.cut(pick(random, cuts));
        await sleep(1000 * (5 + random() * (plan.longestSeconds - 5)));
        relays[victim]!.mend();
      }
      await bothReady();
      Object.assign(calm, { isCalm: true, since: performance.now() });
    }
    over.abort();
    await Promise.all(working);
    const times = (await Promise.all(shown)).filter((time) => time !== null).toSorted((a, b) => a - b);
    await Promise.all(pages.map((page) => page.close()));
    const books = await checkBooks(lab, all.flatMap(({ deeds }) => deeds).map(asHeard));
    await countEvents(lab, history);
    return {
      ...plan,
      ...books,
      operations: history.length,
      unanswered: history.filter(({ answer }) => answer === "unknown").length,
      broken: checkHistory(history, new Map()),
      pages: {
        changes: times.length,
        medianMilliseconds: Math.round(times[times.length >> 1] ?? NaN),
        slowestMilliseconds: Math.round(times.at(-1) ?? NaN),
      },
      slowestReadyMilliseconds: Math.round(slowestReadyMilliseconds),
      minutes: Math.round((performance.now() - begunAt) / 6000) / 10,
    };
  } finally {
    await proxy.close();
    await lab.close();
    await Promise.all(relays.map((relay) => relay.close()));
    await postgres.stop();
  }

  /** Throws when one is not ready a minute after it could be. */
  async function bothReady(): Promise<void> {
    for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50))
      if ((await proxy.ready()) === servers.length) return;
    throw new Error(`Only ${await proxy.ready()} servers got ready again.`);
  }
}

/** What befalls them, in an order by chance. */
function shuffled(random: () => number, { kills, crashes, partitions }: ServersPlan) {
  const all = [
    ...Array<"kill">(kills).fill("kill"),
    ...Array<"crash">(crashes).fill("crash"),
    ...Array<"partition">(partitions).fill("partition"),
  ];
  return all
    .map((each) => ({ each, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

type Pages = {
  pages: readonly WatchedPage[];
  /** How long each page took for each change, in milliseconds; null while something was broken. */
  shown: Promise<number | null>[];
  calm: { isCalm: boolean; since: number };
};

/** Changes the record and has noted when the pages show it. */
async function change(admin: Client, userId: string, { pages, shown, calm }: Pages): Promise<void> {
  const params = { userId };
  const { version } = await admin(getUser, { params });
  const saved = await admin(updateUser, { params, body: { version, title: `After ${version}` } });
  const acknowledgedAt = performance.now();
  for (const page of pages) {
    const time = page.shows(saved.version).then(() => {
      // While something is broken nothing is promised of pages.
      if (!calm.isCalm) return null;
      return Math.max(performance.now() - Math.max(acknowledgedAt, calm.since), 0);
    });
    shown.push(time);
  }
  await sleep(changeEvery);
}

async function act(doer: Doer, name: DeedName): Promise<void> {
  const before = doer.deeds.length;
  try {
    const deed = await doer.prepare(name);
    await deed();
  } catch (error) {
    // What is prepared may rest on a deed of which nobody knows whether it was done.
    const isUnsure = doer.deeds.slice(before).some(({ answer }) => answer !== "acknowledged");
    if (!(isUnsure && error instanceof ProblemError)) throw error;
  }
}

/** These leave it open whether it was done. */
const unclear = /^(?:database-busy|server-busy|internal)$/;

/** Waits a moment where something was broken. Throws whatever else it was. */
async function unlessInterrupted(error: unknown): Promise<void> {
  const isInterruption =
    error instanceof UnreachableError ||
    (error instanceof ProblemError && unclear.test(error.type)) ||
    (error instanceof ProblemError && error.type === "version-conflict") ||
    (error instanceof Error && error.message.startsWith("No mail to "));
  if (!isInterruption) throw error;
  // Asking again and again would only heat the machine.
  await sleep(100);
}

function asHeard(deed: Deed): Deed {
  return deed.answer !== null && unclear.test(deed.answer) ? { ...deed, answer: null } : deed;
}

/** Adds to the history what the audit trail says of each user in it. */
async function countEvents(lab: CrashLab, history: Operation[]): Promise<void> {
  const database = lab.openDatabase();
  try {
    const events = await database.db
      .selectFrom("auditEvents")
      .select(["subjectId", "action"])
      .where("outcome", "=", "done")
      .execute();
    const now = performance.now();
    for (const user of new Set(history.map((each) => each.user))) {
      const count = (action: string) =>
        events.filter((event) => event.subjectId === user && event.action === action).length;
      const counted = { user, begunAt: now, endedAt: now, answer: "done" } as const;
      history.push(
        { ...counted, asked: "count links", found: count(deedActions.A) },
        { ...counted, asked: "count redemptions", found: count(deedActions.redemption) },
      );
    }
  } finally {
    await database.close();
  }
}
