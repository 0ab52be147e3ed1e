import { createClient, type Client } from "@latchkey/contract/client.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser, getUser, updateUser } from "@latchkey/contract/users.ts";
import { firstLink, mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomes } from "./test/outcomes.ts";
import { startPostgres, type PostgresServer } from "./test/postgres-server.ts";
import { freshPlace, runServer, type Program } from "./test/run-program.ts";

const minutes = { timeout: 180_000 };
const password = "quiet harbour lamp 49";
const publicUrl = "http://localhost:3000";

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** An installation of two servers on one database; mail of both goes to one mailbox. */
async function startTwo() {
  const shared = {
    DATABASE_URL: postgres.url,
    PUBLIC_URL: publicUrl,
    SECRET_KEY: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64"),
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: password,
  };
  const places = [await freshPlace(), await freshPlace()].map((place) => ({ ...shared, ...place }));
  const [first, second] = places as [(typeof places)[0], (typeof places)[0]];
  const servers = await Promise.all(places.map((place) => runServer(place)));
  return { places: [first, second] as const, servers: servers as [Program, Program] };
}

/** A browser that the proxy leads to the servers in turn, or to one of them. */
function browser(...ports: string[]): Client {
  let cookies = "";
  let turn = 0;
  return createClient(publicUrl, async (input, init) => {
    const url = new URL(String(input));
    url.port = ports[turn++ % ports.length]!;
    const headers = new Headers(init?.headers);
    headers.set("origin", publicUrl);
    headers.set("cookie", cookies);
    const response = await fetch(url, { ...init, headers });
    const given = response.headers.getSetCookie().map((line) => line.split(";")[0]);
    if (given.length > 0) cookies = given.join("; ");
    return response;
  });
}

test(
  "two servers on one PostgreSQL are one Latchkey: sessions, links, races, and what the other one did",
  minutes,
  async () => {
    const { places, servers } = await startTwo();
    const ports = places.map(({ PORT }) => PORT);
    const admin = browser(...ports);
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
      browser(ports[index % 2]!)(redeemPasswordChangeLink, {
        body: { token, newPassword: `quiet harbour lamp ${50 + index}` },
      }),
    );
    expect(ends).toEqual({ done: 1, "link-used": 9 });
    expect((await admin(listRecoveries, { params })).recoveries[0]).toMatchObject({ state: "finished" });

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
