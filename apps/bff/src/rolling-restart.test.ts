import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { text } from "node:stream/consumers";
import { pathOf, type Client } from "@latchkey/contract/client.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser, getUser, listUsers, watchUser } from "@latchkey/contract/users.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, onTestFinished, test } from "vitest";
import { messageOf } from "./test/check-books.ts";
import { newSecretKey } from "./test/crash-lab.ts";
import { browse } from "./test/browse.ts";
import { eventually } from "./test/eventually.ts";
import { caddy, openCaddy } from "./test/open-caddy.ts";
import { openProxy, type Proxy } from "./test/open-proxy.ts";
import { openRelay } from "./test/open-relay.ts";
import { makePostgresDatabase } from "./test/postgres-databases.ts";
import { freshDataFolder, freshPlace, runServer, type Program } from "./test/run-program.ts";

const minutes = { timeout: 180_000 };
const password = "quiet harbour lamp 49";
const publicUrl = "http://localhost:3000";

/** Two servers on one database, which mail through one service. */
async function startTwo() {
  const mailbox = await openMailbox({
    folder: freshDataFolder(),
    port: 0,
    rateLimit: { perSecond: 100, refuse: false },
  });
  onTestFinished(() => mailbox.close());
  const same = {
    DATABASE_URL: (await makePostgresDatabase()).url,
    PUBLIC_URL: publicUrl,
    SECRET_KEY: newSecretKey(),
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: password,
    RESEND_API_KEY: mailbox.apiKey,
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: "no-reply@acme.test",
    // Longer than the proxy takes to notice, also on a busy machine.
    STOP_DELAY: "2",
  };
  const places = [
    { ...same, ...(await freshPlace()) },
    { ...same, ...(await freshPlace()) },
  ];
  const servers = await Promise.all(places.map(runServer));
  return { places, servers, mailbox: mailboxClient(mailbox.url) };
}

/** People who come to the proxy one request after the other, and what came of each, counted. */
function openLoad(proxy: Proxy, admin: Client & { cookies(): string }) {
  const counts: Record<string, number> = {};
  const people: string[] = [];
  const over = new AbortController();
  const count = (name: string) => (counts[name] = (counts[name] ?? 0) + 1);
  const each = async <Result>(name: string, ask: Promise<Result>): Promise<Result | undefined> =>
    ask.then(
      (result) => (count(name), result),
      (error: unknown) => void count(`${name}: ${String(error)}`),
    );

  async function signsIn() {
    const person = browse(publicUrl, [proxy.port]);
    await each("sign-in", person(signIn, { body: { userNameOrEmail: "root.admin", password } }));
    await each("read", person(getSession, {}));
    // Each of them is a tenth of a second of a processor.
    await sleep(200);
  }
  async function reads() {
    const found = await each("read", admin(listUsers, { query: {} }));
    const userId = found?.users[0]?.id;
    if (userId !== undefined) await each("read", admin(getUser, { params: { userId } }));
  }
  async function sendsLink() {
    const userName = `u.${crypto.randomUUID()}`;
    const email = `${userName}@acme.test`;
    const body = { userName, lastName: "Okafor", email };
    const user = await each("user", admin(createUser, { body }));
    if (user === undefined) return;
    people.push(email);
    await each("link", admin(sendPasswordChangeLink, { params: { userId: user.id }, body: {} }));
  }
  /** A page that comes back when it is told to, and not before. */
  async function watches(path: string) {
    let wait = 0;
    const response = await fetch(`http://127.0.0.1:${proxy.port}${path}`, {
      headers: { cookie: admin.cookies() },
      signal: over.signal,
    });
    count(`stream ${response.status}`);
    const heard = await text(response.body!).catch(() => "");
    if (over.signal.aborted) return;
    wait = Number(/retry: (\d+)\n\n$/.exec(heard)?.[1] ?? NaN);
    count(wait <= 900 ? "stream moved" : "stream cut");
    await sleep(wait);
  }
  const repeat = async (work: () => Promise<void>) => {
    while (!over.signal.aborted) {
      await work().catch((error: unknown) => over.signal.aborted || count(String(error)));
      // Steady, and not as much as there can be: other tests want the processor as well.
      await sleep(40);
    }
  };
  const all = [
    repeat(signsIn),
    repeat(reads),
    repeat(sendsLink),
    admin(getSession, {}).then(({ session }) =>
      repeat(() => watches(pathOf(watchUser, { params: { userId: session!.user.id } }))),
    ),
  ];
  return {
    counts,
    people,
    async end() {
      over.abort();
      await Promise.all(all);
    },
  };
}

const proxies = [
  { name: "a proxy", openOne: openProxy },
  // As real as it gets, but the test command can't wait for it too: `pnpm soak`, where there is a Caddy.
  ...(process.env["SOAK"] === "1" ? [{ name: "Caddy with deploy/Caddyfile", openOne: openCaddy }] : []),
];

test.for(proxies)(
  "servers behind $name that restart one after the other lose no request and double no mail",
  minutes,
  async ({ openOne }, { skip }) => {
    skip(openOne === openCaddy && caddy === undefined, "There is no Caddy: apt-get install caddy");
    const { places, servers, mailbox } = await startTwo();
    const proxy = await openOne(places.map(({ PORT }) => Number(PORT)));
    onTestFinished(() => proxy.close());
    await eventually(() => proxy.ready()).toBe(2);
    const admin = browse(publicUrl, [proxy.port]);
    await admin(signIn, { body: { userNameOrEmail: "root.admin", password } });
    const load = openLoad(proxy, admin);
    await eventually(() => load.counts["link"] ?? 0).toBeGreaterThan(2);

    for (const [index, place] of places.entries()) {
      expect(await servers[index]!.stop()).toBe(0);
      const before = load.counts["link"]!;
      servers[index] = await runServer(place);
      await eventually(() => proxy.ready()).toBe(2);
      // While it was away the other one worked.
      await eventually(() => load.counts["link"]!).toBeGreaterThan(before);
    }
    await eventually(() => load.counts["stream moved"] ?? 0).toBeGreaterThan(0);
    await load.end();

    const { counts } = load;
    expect(proxy.failures()).toEqual([]);
    expect(Object.keys(counts).toSorted()).toEqual([
      "link",
      "read",
      "sign-in",
      "stream 200",
      "stream moved",
      "user",
    ]);
    const mails = await mailbox.mails();
    const ofPeople = mails.filter(({ to }) => load.people.includes(to[0]!));
    expect(ofPeople.map(({ to }) => to[0]).toSorted()).toEqual(load.people.toSorted());
    expect(new Set(mails.map(messageOf)).size).toBe(mails.length);
    await Promise.all(servers.map((server) => server.stop()));
    for (const server of servers) expect(server.stdout()).not.toContain('"level":"error"');
  },
);

/** Reads all that comes over a connection until it ends. */
const rest = (socket: ReturnType<typeof connect>) => text(socket);

test(
  "a server that stops says so first, answers meanwhile, then refuses in a way that others may be asked, and ends",
  minutes,
  async () => {
    const place = { ...(await freshPlace()), STOP_DELAY: "1" };
    const server = await runServer(place);
    const at = `http://127.0.0.1:${place.PORT}`;
    const readiness = async () => {
      const response = await fetch(`${at}/readyz`);
      return [response.status, response.headers.get("connection"), await response.json()];
    };
    expect(await readiness()).toEqual([200, "keep-alive", { status: "ready", reasons: [] }]);
    // Somebody who has begun to ask, and goes on only when the server has stopped to listen.
    const late = connect(Number(place.PORT), "127.0.0.1");
    await once(late, "connect");
    const answer = rest(late);
    late.write(`GET /api/session HTTP/1.1\r\nhost: localhost:${place.PORT}\r\n`);

    const stopped = server.stop();
    await eventually(readiness).toEqual([
      503,
      "close",
      { status: "not ready", reasons: ["The server stops."] },
    ]);
    const meanwhile = await fetch(`${at}/api/session`);
    expect([meanwhile.status, meanwhile.headers.get("connection")]).toEqual([200, "close"]);
    await eventually(() =>
      fetch(at).then(
        ({ status }) => status,
        (error: Error) => codeOf(error),
      ),
    ).toBe("ECONNREFUSED");
    late.write("\r\n");

    expect(await answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*"type":"server-busy"/);
    expect((await answer).toLowerCase()).toMatch(/\r\nretry-after: \d+\r\n/);
    expect((await answer).toLowerCase()).toMatch(/\r\nconnection: close\r\n/);
    expect(await stopped).toBe(0);
  },
);

test(
  "the same signal passed on twice is one; another a while later ends at once, whatever the first waits for",
  minutes,
  async () => {
    const place = { ...(await freshPlace()), STOP_DELAY: "60" };
    const server = await runServer(place);
    const stopped = server.stop("SIGINT");
    void server.stop("SIGINT");
    await sleep(700);
    expect((await fetch(`http://127.0.0.1:${place.PORT}/healthz`)).status).toBe(200);

    void server.stop("SIGTERM");

    expect(await stopped).toBe(1);
    expect(server.stdout()).toMatch(/"signal":"SIGTERM","event":"server\.stop-cut-short"/);
    await restarts(place);
  },
);

// It takes the half minute that it is about.
test.skipIf(process.env["SOAK"] !== "1")(
  "a server whose database says nothing any more ends all the same, in 25 seconds and the delay (needs SOAK=1)",
  minutes,
  async () => {
    const { url } = await makePostgresDatabase();
    const relay = await openRelay(Number(new URL(url).port));
    onTestFinished(() => relay.close());
    const place = {
      ...(await freshPlace()),
      DATABASE_URL: Object.assign(new URL(url), { port: String(relay.port) }).href,
      SECRET_KEY: newSecretKey(),
    };
    const server = await runServer(place);
    relay.cut("silent");
    const begunAt = performance.now();

    expect(await server.stop()).toBe(1);

    expect(performance.now() - begunAt).toBeLessThan(28_000);
    expect(server.stdout()).toMatch(/"event":"server\.stop-cut-short"/);
  },
);

/** Starts again on what is left. */
async function restarts(place: Record<string, string>): Promise<void> {
  const again: Program = await runServer({ ...place, STOP_DELAY: "0" });
  expect(await again.stop()).toBe(0);
}

function codeOf(error: Error): string {
  return (error.cause as NodeJS.ErrnoException | undefined)?.code ?? String(error);
}
