import { randomBytes } from "node:crypto";
import type { Client } from "@latchkey/contract/client.ts";
import { updateMailQueue } from "@latchkey/contract/mail.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { listRecoveries, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test, vi } from "vitest";
import { openPostgres } from "../db/open-postgres.ts";
import { readSealed, type SealedRow } from "../db/sealed-rows.ts";
import { systemRandom } from "../ports/random.ts";
import { openSealer, UnsealError } from "../ports/sealer.ts";
import { browse } from "../test/browse.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase } from "../test/postgres-databases.ts";
import { tokenIn } from "../test/read-mail.ts";
import { freshPlace, runProgram, runServer } from "../test/run-program.ts";
import { origin, refusal } from "../test/start.ts";

// Servers and commands are processes of their own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

const password = "quiet harbour lamp 49";
const newKey = () => randomBytes(32).toString("base64");

/** An installation whose mails wait: on PostgreSQL, or in an SQLite file of the folder. */
async function install(databaseUrl?: string) {
  const [older, newer] = [newKey(), newKey()];
  const place = {
    ...(await freshPlace()),
    PUBLIC_URL: origin,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    SETUP_ADMIN_USERNAME: "root.admin",
    SETUP_ADMIN_EMAIL: "root@acme.test",
    SETUP_ADMIN_PASSWORD: password,
  };
  const start = (SECRET_KEY: string, own: Partial<typeof place> = {}) =>
    runServer({ ...place, ...own, SECRET_KEY });
  const command = async (SECRET_KEY: string, name: string) => {
    const program = runProgram("cli.ts", { ...place, SECRET_KEY }, name);
    const code = await program.ended;
    return { code, words: program.stdout() + program.stderr() };
  };
  return { place, older, newer, start, command };
}

/** Makes a user and sends them a link, whose mail waits. */
async function sendLink(admin: Client, userName: string): Promise<string> {
  const email = `${userName}@acme.test`;
  const { id } = await admin(createUser, { body: { userName, lastName: "Okafor", email } });
  await admin(sendPasswordChangeLink, { params: { userId: id }, body: {} });
  return id;
}

async function administrator(port: string): Promise<Client> {
  const admin = browse(origin, [port]);
  await admin(signIn, { body: { userNameOrEmail: "root.admin", password } });
  return admin;
}

test("on several servers one key takes another's place, one server after the other; what the old one sealed nobody can read then", async () => {
  const { url, query } = await makePostgresDatabase();
  const { place, older, newer, start, command } = await install(url);
  const other = await freshPlace();

  let first = await start(older);
  const admin = await administrator(place.PORT);
  await admin(updateMailQueue, { body: { state: "paused" } });
  await sendLink(admin, "jane");
  const guess = () =>
    browse(origin, [place.PORT])(signIn, { body: { userNameOrEmail: "jane", password: "wrong" } });
  await refusal(guess(), "sign-in-refused");
  const counts = () => query(`select "key" from "throttles" order by 1`);
  const counted = await counts();
  const erasedOneDay = await sealedIn(url);
  expect(await command(older, "rotate-key")).toEqual({
    code: 0,
    words: expect.stringMatching(/^Nothing is sealed under another key than the first/),
  });

  // Every server knows the next key before one seals under it.
  await first.stop();
  first = await start(`${older},${newer}`);
  const second = await start(`${newer},${older}`, other);
  await sendLink(await administrator(other.PORT), "bob");
  expect((await command(`${newer},${older}`, "doctor")).words).toMatch(
    /^TO DO The second key of SECRET_KEY is needed for \d+ sealed texts\n {6}When every server has the other one first, .*rotate-key/m,
  );
  await first.stop();
  first = await start(`${newer},${older}`);
  const rotated = await command(`${newer},${older}`, "rotate-key");
  expect(rotated).toEqual({
    code: 0,
    words: expect.stringMatching(/^\d sealed texts are under the first key now/),
  });
  expect(await command(`${newer},${older}`, "rotate-key")).toEqual({
    code: 0,
    words: expect.stringMatching(/^Nothing is sealed under another key.*\n.*previous one can be taken out/),
  });
  expect((await command(`${newer},${older}`, "doctor")).words).toMatch(
    /^ok {4}Nothing needs the second key of SECRET_KEY/m,
  );

  // The old one is destroyed.
  await Promise.all([first.stop(), second.stop()]);
  await start(newer);
  await (
    await administrator(place.PORT)
  )(updateMailQueue, { body: { state: "running" } });
  const mailbox = mailboxClient(`http://127.0.0.1:${place.MAILBOX_PORT}`);
  const mails = await Promise.all(
    ["jane", "bob"].map((name) => mailbox.waitForMail({ to: `${name}@acme.test` })),
  );
  await browse(origin, [place.PORT])(redeemPasswordChangeLink, {
    body: { token: tokenIn(mails[0]!), newPassword: `${password} 7` },
  });
  // A guess counts where it counted before.
  await refusal(guess(), "sign-in-refused");
  expect(await counts()).toEqual(expect.arrayContaining(counted));
  expect((await counts()).length).toBe(counted.length);

  const [now, then] = [newer, older].map((key) => openSealer([Buffer.from(key, "base64")], systemRandom));
  expect(erasedOneDay.map(({ table }) => table)).toEqual(["messages", "fingerprintKeys"]);
  for (const { sealed, id } of erasedOneDay) {
    expect(() => now!.open(sealed, id)).toThrow(UnsealError);
    expect(then!.open(sealed, id)).not.toBe("");
  }
});

test("a key that is destroyed too early: doctor and command say so, and the mail that waits ends and says why", async () => {
  const { place, older, newer, start, command } = await install();
  const server = await start(older);
  const admin = await administrator(place.PORT);
  await admin(updateMailQueue, { body: { state: "paused" } });
  const userId = await sendLink(admin, "jane");
  expect(await server.stop()).toBe(0);

  expect((await command(newer, "doctor")).words).toMatch(
    /^TO DO 0 of 1 waiting mails can be read with the secret key\n {6}Put the previous key back/m,
  );
  expect(await command(newer, "rotate-key")).toEqual({
    code: 1,
    words: expect.stringMatching(
      /2 sealed texts can't be read with any key that was given\. Give theirs after a comma/,
    ),
  });
  const again = await start(newer);
  expect(again.stdout()).toContain("fingerprints.key-lost");
  const after = await administrator(place.PORT);
  await after(updateMailQueue, { body: { state: "running" } });
  await eventually(
    async () => (await after(listRecoveries, { params: { userId } })).recoveries[0]!.mail,
  ).toMatchObject({
    state: "failed",
    reason: "The secret key was changed, so this mail can't be read any more.",
  });
  expect(await again.stop()).toBe(0);
});

/** Whatever rests sealed in a database. */
async function sealedIn(url: string): Promise<SealedRow[]> {
  const database = openPostgres(url);
  const found: SealedRow[] = [];
  for await (const rows of readSealed(database.db)) found.push(...rows);
  await database.close();
  return found;
}
