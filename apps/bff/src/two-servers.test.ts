import type { Client } from "@latchkey/contract/client.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { getMessage } from "@latchkey/contract/mail.ts";
import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser, getUser, updateUser } from "@latchkey/contract/users.ts";
import { firstLink, mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, onTestFinished, test } from "vitest";
import { browse } from "./test/browse.ts";
import { eventually } from "./test/eventually.ts";
import { outcomes } from "./test/outcomes.ts";
import { startPostgres } from "./test/postgres-server.ts";
import { makePostgresDatabase } from "./test/postgres-databases.ts";
import { freshPlace, runProgram, runServer, type Program } from "./test/run-program.ts";

const minutes = { timeout: 180_000 };
const password = "quiet harbour lamp 49";
const publicUrl = "http://localhost:3000";

const newKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");

const shared = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: publicUrl,
  SECRET_KEY: newKey(),
  SETUP_ADMIN_USERNAME: "root.admin",
  SETUP_ADMIN_EMAIL: "root@acme.test",
  SETUP_ADMIN_PASSWORD: password,
});

/** An installation of one server. */
async function startOne(databaseUrl: string) {
  const place = { ...shared(databaseUrl), ...(await freshPlace()) };
  return { place, server: await runServer(place) };
}

/** An installation of two servers on one database, each with a mailbox of its own. */
async function startTwo() {
  const same = shared((await makePostgresDatabase()).url);
  const [first, second] = [
    { ...same, ...(await freshPlace()) },
    { ...same, ...(await freshPlace()) },
  ];
  const servers = await Promise.all([runServer(first), runServer(second)]);
  return { places: [first, second] as const, servers };
}

test(
  "two servers on one PostgreSQL are one Latchkey: sessions, links, races, and what the other one did",
  minutes,
  async () => {
    const { places, servers } = await startTwo();
    const ports = places.map(({ PORT }) => PORT);
    const admin = browse(publicUrl, ports);
    await admin(signIn, { body: { userNameOrEmail: "root.admin", password } });
    const jane = await admin(createUser, {
      body: { userName: "jane", lastName: "Okafor", email: "jane@acme.test" },
    });
    const params = { userId: jane.id };

    // Whichever server sends it, the link works on the other, once.
    const { mail } = await admin(sendPasswordChangeLink, { params, body: {} });
    expect(mail?.state).toMatch(/^(?:accepted|delivered)$/);
    const sent = await Promise.any(
      places.map(({ MAILBOX_PORT }) =>
        mailboxClient(`http://127.0.0.1:${MAILBOX_PORT}`).waitForMail({ to: "jane@acme.test" }),
      ),
    );
    const token = new URL(firstLink(sent)).hash.slice(1);
    const ends = await outcomes(10, (index) =>
      browse(publicUrl, [ports[index % 2]!])(redeemPasswordChangeLink, {
        body: { token, newPassword: `quiet harbour lamp ${50 + index}` },
      }),
    );
    expect(ends).toEqual({ done: 1, "link-used": 9 });
    expect((await admin(listRecoveries, { params })).recoveries[0]).toMatchObject({ state: "finished" });

    // Who guesses on both servers in turn waits as on one of them.
    const guess = async (userNameOrEmail: string, ...at: string[]) => {
      const stranger = browse(publicUrl, at);
      const guesses: string[] = [];
      for (let nth = 0; nth < 12; nth++) {
        const [end] = Object.keys(
          await outcomes(1, () => stranger(signIn, { body: { userNameOrEmail, password: "a wrong guess" } })),
        );
        guesses.push(end!);
      }
      return guesses;
    };
    const onOne = await guess("somebody.else", ports[0]!);
    expect(onOne).toContain("too-many-attempts");
    expect(await guess("jane", ...ports)).toEqual(onOne);

    // Of many who save one version on both servers one wins.
    const { version } = await admin(getUser, { params });
    const saves = await outcomes(10, (index) =>
      admin(updateUser, { params, body: { version, title: `Title ${index}` } }),
    );
    expect(saves).toEqual({ done: 1, "version-conflict": 9 });

    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
    for (const server of servers) expect(server.stdout()).not.toContain('"level":"error"');
  },
);

test(
  "the operator's commands know a database on a server: what PostgreSQL does itself they say, the rest they do",
  minutes,
  async () => {
    const {
      places: [place],
      servers,
    } = await startTwo();
    const command = async (...given: string[]) => {
      const program = runProgram("cli.ts", place, ...given);
      const code = await program.ended;
      return [code, program.stdout() + program.stderr()] as const;
    };
    const session = browse(publicUrl, [place.PORT]);
    await session(signIn, { body: { userNameOrEmail: "root.admin", password } });

    const [healthy, findings] = await command("doctor");
    expect(findings).toMatch(/^ok {4}The database is PostgreSQL \d+/m);
    expect(findings).toMatch(/^TO DO The database keeps what it acknowledges\n {6}Off are fsync/m);
    expect(healthy).toBe(1);
    expect(await command("backup", "/tmp/copy")).toEqual([
      1,
      expect.stringContaining("pg_dump --format=custom"),
    ]);
    expect(await command("restore", "/tmp/copy")).toEqual([1, expect.stringContaining("pg_restore --clean")]);
    const inUse = [
      1,
      expect.stringMatching(/is in use by 2 servers\. Stop Latchkey first, on every machine/),
    ];
    expect(await command("restore")).toEqual(inUse);
    expect(await command("set-clock-back")).toEqual(inUse);

    const { PUBLIC_URL: _, DATA_DIR: __, ...rest } = place;
    const elsewhere = runProgram("cli.ts", rest, "emergency-link");
    expect([await elsewhere.ended, elsewhere.stdout(), elsewhere.stderr()]).toEqual([
      1,
      "",
      expect.stringMatching(/^PUBLIC_URL: With PostgreSQL every command needs the servers' own/m),
    ]);

    await Promise.all(servers.map((server) => server.stop()));
    expect(await command("restore")).toEqual([0, expect.stringContaining("Everybody signs in again")]);
    const again = await runServer(place);
    expect((await session(getSession, {})).session).toBeNull();
    await again.stop();
  },
);

test(
  "of two servers one sends every mail; another one goes on at once when it stops, and soon when it is killed",
  minutes,
  async () => {
    const { url, query } = await makePostgresDatabase();
    const same = shared(url);
    const startAnother = async () => {
      const place = { ...same, ...(await freshPlace()) };
      return { server: await runServer(place), call: browse(publicUrl, [place.PORT]) };
    };
    let users = 0;
    /** Sends a link by this server's page, and waits until some server has sent its mail. */
    const send = async ({ call }: { call: Client }, atMost?: number) => {
      await call(signIn, { body: { userNameOrEmail: "root.admin", password } });
      users += 1;
      const name = `jane.${users}`;
      const { id: userId } = await call(createUser, {
        body: { userName: name, lastName: "Okafor", email: `${name}@acme.test` },
      });
      const { mail } = await call(sendPasswordChangeLink, { params: { userId }, body: {} });
      const params = { messageId: mail!.id };
      await eventually(async () => (await call(getMessage, { params })).state, atMost).toMatch(
        /^(?:accepted|delivered)$/,
      );
    };
    const hasSent = ({ server }: { server: Program }) => server.stdout().includes('"mail.attempted"');
    const servers = await Promise.all([startAnother(), startAnother()]);
    for (const server of [...servers, ...servers]) await send(server);
    const [first, second] = servers.toSorted((a, b) => Number(hasSent(b)) - Number(hasSent(a)));
    expect([hasSent(first!), hasSent(second!)]).toEqual([true, false]);

    // A silent one would be missed after ten seconds.
    expect(await first!.server.stop()).toBe(0);
    await send(second!, 5_000);
    expect(hasSent(second!)).toBe(true);

    const third = await startAnother();
    await second!.server.stop("SIGKILL");
    await query(`update latchkey_rounds.job set heartbeat_on = now() - interval '1 minute'
      where state = 'active'`);
    await send(third);
    expect(await third.server.stop()).toBe(0);
    for (const { server } of [first!, third]) {
      expect(server.stdout()).not.toMatch(/"level":"error"|rounds\.failed/);
    }
  },
);

test(
  "while PostgreSQL is away requests hear so, readiness and log tell of it, and nothing has to be started again",
  minutes,
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const { place, server } = await startOne(postgres.url);
    const session = browse(publicUrl, [place.PORT]);
    await session(signIn, { body: { userNameOrEmail: "root.admin", password } });
    const ready = async () => (await fetch(`http://localhost:${place.PORT}/readyz`)).status;
    expect(await ready()).toBe(200);

    await postgres.crash();
    expect(await outcomes(1, () => session(getSession, {}))).toEqual({ "database-busy": 1 });
    expect(await ready()).toBe(503);
    expect(server.stdout()).toMatch(/"code":"ECONNREFUSED".*"event":"database\.away"/);

    await postgres.start();
    await eventually(ready).toBe(200);
    expect((await session(getSession, {})).session?.user.userName).toBe("root.admin");
    const { id: userId } = await session(createUser, {
      body: { userName: "jane", lastName: "Okafor", email: "jane@acme.test" },
    });
    await session(sendPasswordChangeLink, { params: { userId }, body: {} });
    await mailboxClient(`http://127.0.0.1:${place.MAILBOX_PORT}`).waitForMail({ to: "jane@acme.test" });
    expect(await server.stop()).toBe(0);
  },
);

test(
  "a database that is not there, or of nobody's, is refused in a sentence without its password",
  minutes,
  async () => {
    const place = { ...(await freshPlace()), SECRET_KEY: newKey(), PUBLIC_URL: publicUrl };
    const { url } = await makePostgresDatabase();
    const secret = "hunter2hunter2";
    for (const [at, words] of [
      [
        `postgres://me:${secret}@127.0.0.1:1/latchkey`,
        "The database postgres://127.0.0.1:1/latchkey can't be reached (ECONNREFUSED).",
      ],
      [
        url.replace("latchkey@", `latchkey:${secret}@`).replace(/test_\w+$/, "nothing"),
        "can't be reached (3D000).",
      ],
    ]) {
      for (const program of [
        runProgram("main.ts", { ...place, DATABASE_URL: at! }),
        runProgram("cli.ts", { ...place, DATABASE_URL: at! }, "doctor"),
      ]) {
        expect(await program.ended).toBe(1);
        expect(program.stderr()).toContain(words);
        expect(program.stdout() + program.stderr()).not.toContain(secret);
      }
    }
  },
);
