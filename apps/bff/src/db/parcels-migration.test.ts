import type { MailState } from "@latchkey/contract/mail.ts";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import type { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { addMinutes, systemClock } from "../ports/clock.ts";
import { openResendMailer, type OutgoingMail } from "../ports/mailer.ts";
import { newId, systemRandom } from "../ports/random.ts";
import { openSealer, type Sealer } from "../ports/sealer.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase } from "../test/postgres-databases.ts";
import { openPostgres } from "./open-postgres.ts";
import { openTestDatabase } from "../test/open-test-database.ts";
import { startBareApp } from "../test/start.ts";
import { readOrMakeSecretKey } from "./data-folder.ts";
import { migrate, migrations } from "./migrate.ts";
import type { OpenDatabase } from "./open.ts";

const now = systemClock.now();
const soon = addMinutes(now, 0.1);
const yesterday = addMinutes(now, -24 * 60);

/** A message as the table held it before; what is not said is as it is when nobody has tried it. */
type OldMessage = {
  state: MailState;
  reason?: string;
  batchId?: string;
  batchLimit?: number;
  attempts?: number;
  nextAttemptAt?: string;
  leasedUntil?: string;
  firstAttemptAt?: string;
  unclearSince?: string;
  /** Its text is erased. */
  isErased?: true;
};

const tried = { attempts: 1, firstAttemptAt: now } as const;
const busy = { ...tried, state: "sending" } as const;
const over = { ...tried, isErased: true } as const;

/** Every state in which an outbox can be met. */
const outbox = {
  new: { state: "queued" },
  "not-taken": { ...tried, attempts: 3, state: "queued", reason: "The mail service is down." },
  halved: { ...tried, state: "queued", batchLimit: 50 },
  unclear: { ...tried, state: "queued", unclearSince: now, nextAttemptAt: soon },
  "under-way": { ...busy, leasedUntil: soon },
  "under-way-again": { ...busy, attempts: 2, unclearSince: now, leasedUntil: soon },
  "cut-off": { ...busy, leasedUntil: addMinutes(now, -1) },
  "looked-for": { ...busy, firstAttemptAt: yesterday, unclearSince: yesterday, leasedUntil: soon },
  "looked-for-in-vain": { ...busy, firstAttemptAt: yesterday, unclearSince: yesterday, leasedUntil: soon },
  "first-of-a-batch-under-way": { ...busy, batchId: "batch-under-way" },
  "second-of-a-batch-under-way": { ...busy, batchId: "batch-under-way" },
  "first-of-a-batch-that-waits": { ...busy, batchId: "batch-that-waits", unclearSince: now },
  "second-of-a-batch-that-waits": { ...busy, batchId: "batch-that-waits", unclearSince: now },
  "reported-of-a-batch-that-waits": { ...tried, state: "delivered", batchId: "batch-that-waits" },
  "cancelled-of-a-batch-that-waits": { ...tried, state: "cancelled", batchId: "batch-that-waits" },
  "of-a-batch-that-is-over": { ...tried, state: "delivered", batchId: "batch-that-is-over" },
  accepted: { ...over, state: "accepted" },
  failed: { ...over, state: "failed", reason: "The mail service refuses this message: check the address." },
  cancelled: { state: "cancelled", isErased: true },
  expired: { state: "expired", isErased: true },
  unknown: { ...over, state: "unknown" },
} as const satisfies Record<string, OldMessage>;
type Name = keyof typeof outbox;
const names = Object.keys(outbox) as Name[];

const batch = { attempts: 1, nextAttemptAt: now, leasedUntil: null, firstAttemptAt: now, createdAt: now };
const batches = [
  { ...batch, id: "batch-under-way", leasedUntil: soon },
  { ...batch, id: "batch-that-waits", nextAttemptAt: soon },
  { ...batch, id: "batch-that-is-over", nextAttemptAt: soon },
];

/** The keys under which mails left before the upgrade without anybody noting it. */
const left: Record<string, readonly Name[]> = {
  unclear: ["unclear"],
  "under-way": ["under-way"],
  "under-way-again": ["under-way-again"],
  "cut-off": ["cut-off"],
  "looked-for": ["looked-for"],
  "batch-under-way": ["first-of-a-batch-under-way", "second-of-a-batch-under-way"],
  "batch-that-waits": [
    "cancelled-of-a-batch-that-waits",
    "first-of-a-batch-that-waits",
    "reported-of-a-batch-that-waits",
    "second-of-a-batch-that-waits",
  ],
};

test("an outbox in use goes on under the keys that it had: nothing is lost, and nothing is mailed twice", async () => {
  const { database, folder } = await openTestDatabase({ isBlank: true });
  const secretKey = Buffer.from(readOrMakeSecretKey(folder, systemRandom), "base64");
  await fillOldOutbox(database, openSealer([secretKey], systemRandom));
  await database.close();
  await mailWhatLeft(folder);

  const app = await startBareApp({ folder });
  app.clock.advance({ minutes: 1 });
  const waiting = () =>
    app.db.selectFrom("messages").select("id").where("state", "in", ["queued", "sending"]).execute();
  await eventually(waiting).toEqual([]);
  await eventually(() => app.db.selectFrom("parcels").selectAll().execute()).toEqual([]);

  const messages = await app.db.selectFrom("messages").selectAll().orderBy("id").execute();
  const states = Object.fromEntries(messages.map(({ id, state }) => [id, state]));
  const asBefore = names.filter((name) => !["queued", "sending"].includes(outbox[name].state));
  for (const name of names) {
    const expected = asBefore.includes(name)
      ? outbox[name].state
      : name === "looked-for-in-vain"
        ? "unknown"
        : "accepted";
    expect([name, states[name]]).toEqual([name, expected]);
  }
  expect(messages.filter(({ sealed, parcelId }) => sealed !== null || parcelId !== null)).toEqual([]);

  const mails = await app.mailbox.mails();
  const keys = Object.groupBy(mails, ({ idempotencyKey }) => idempotencyKey ?? "");
  const subjects = Object.entries(keys).map(([key, sent]) => [
    key,
    sent!.map(({ subject }) => subject).toSorted(),
  ]);
  expect(Object.fromEntries(subjects)).toMatchObject(left);
  const never = names.filter((name) => states[name] === "accepted" && name !== "accepted");
  const mailed = [...new Set([...Object.values(left).flat(), ...never])].toSorted();
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual(mailed);
  // Each attempt counts on from where it was.
  const attempts = Object.fromEntries(messages.map((message) => [message.id, message.attempts]));
  expect(attempts).toMatchObject({
    new: 1,
    "not-taken": 4,
    unclear: 2,
    "under-way-again": 3,
    "looked-for": 1,
  });
  const lines = await app.db.selectFrom("messageEvents").select("messageId").execute();
  expect(lines.filter(({ messageId }) => messageId === "unclear")).toHaveLength(2);
});

/** All migrations, on a machine that may be busy. */
const timeout = 120_000;

test.each(["SQLite", "PostgreSQL"])(
  "on %s the old outbox becomes the same parcels",
  { timeout },
  async (name) => {
    const database = name === "SQLite" ? await openSqlite() : await openOwnPostgres();
    const { db } = database;
    await fillOldOutbox(database, { seal: (text) => text });

    await migrate(database, systemClock);

    const first = { priority: 1, attempts: 1, nextAttemptAt: now, firstAttemptAt: now };
    expect(await db.selectFrom("parcels").selectAll().orderBy("id").execute()).toEqual(
      [
        { ...first, id: "batch-under-way", leasedUntil: soon },
        { ...first, id: "batch-that-waits", nextAttemptAt: soon, leasedUntil: null },
        { ...first, id: "batch-that-is-over", nextAttemptAt: soon, leasedUntil: null },
        { ...first, id: "unclear", nextAttemptAt: soon, leasedUntil: null },
        { ...first, id: "under-way", leasedUntil: soon },
        { ...first, id: "under-way-again", attempts: 2, leasedUntil: soon },
        { ...first, id: "cut-off", leasedUntil: addMinutes(now, -1) },
        { ...first, id: "looked-for", firstAttemptAt: yesterday, leasedUntil: soon },
        {
          ...first,
          id: "looked-for-in-vain",
          firstAttemptAt: yesterday,
          leasedUntil: soon,
        },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const messages = await db
      .selectFrom("messages")
      .select(["id", "state", "parcelId", "parcelLimit"])
      .execute();
    for (const { id, state, parcelId, parcelLimit } of messages) {
      const old: OldMessage = outbox[id as Name];
      const isParcel = ["unclear", "under-way", "under-way-again", "cut-off", "looked-for"].includes(id);
      expect({ id, state, parcelId, parcelLimit }).toEqual({
        id,
        state: old.batchId === "batch-that-waits" && old.state === "sending" ? "queued" : old.state,
        parcelId: old.batchId ?? (isParcel || id === "looked-for-in-vain" ? id : null),
        parcelLimit: old.batchLimit ?? 100,
      });
    }
  },
);

/** Notices, each to a user of its own, in a database of the version before parcels. */
async function fillOldOutbox(
  { db: today, dialect }: OpenDatabase,
  sealer: Pick<Sealer, "seal">,
): Promise<void> {
  // oxlint-disable-next-line typescript/no-explicit-any -- these are tables as they were, not as they are
  const db: Kysely<any> = today;
  await db.transaction().execute(async (outer) => {
    const tx = outer.withoutPlugins();
    await tx.schema
      .createTable("schemaMigrations")
      .addColumn("name", "text", (c) => c.primaryKey())
      .addColumn("appliedAt", "text", (c) => c.notNull())
      .execute();
    for (const [name, up] of Object.entries(migrations)) {
      if (name >= "0007") break;
      await up(tx, dialect);
      await tx.insertInto("schemaMigrations").values({ name, appliedAt: now }).execute();
    }
    await tx.insertInto("messageBatches").values(batches).execute();
    for (const name of names) {
      const { isErased, ...state }: OldMessage = outbox[name];
      const { messageId: id, mail } = mailOf(name);
      await tx.insertInto("users").values(userTo(mail.to)).execute();
      const until = addMinutes(now, 3 * 24 * 60);
      await tx
        .insertInto("messages")
        .values({
          id,
          userId: mail.to,
          kind: "password-changed",
          template: mail.tag,
          toAddress: mail.to,
          subject: mail.subject,
          sealed: isErased ? null : sealer.seal(JSON.stringify(mail), id),
          priority: 1,
          batchLimit: 100,
          attempts: 0,
          nextAttemptAt: now,
          giveUpAt: until,
          expiresAt: until,
          createdAt: yesterday,
          endedAt: ["queued", "sending"].includes(state.state) ? null : now,
          ...state,
        })
        .execute();
      const line = { id: newId(), messageId: id, at: yesterday, state: "queued", reason: null };
      await tx.insertInto("messageEvents").values(line).execute();
    }
  });
}

/** Hands the mailbox what the old version had handed it, and never heard of. */
async function mailWhatLeft(folder: string): Promise<void> {
  const mailbox = await openMailbox({ folder: `${folder}/mailbox`, port: 0 });
  const mailer = openResendMailer({ apiKey: mailbox.apiKey, baseUrl: mailbox.apiUrl });
  for (const [key, members] of Object.entries(left)) {
    const { outcome } = await mailer.send(members.map(mailOf), key);
    expect(outcome.kind).toBe("accepted");
  }
  await mailbox.close();
}

/** Its id is its name. */
function mailOf(name: Name): OutgoingMail {
  const to = `${name}@acme.test`;
  const mail = { from: "no-reply@latchkey.test", to, subject: name, html: `<p>${name}</p>`, text: name };
  return { messageId: name, mail: { ...mail, tag: "password-changed" } };
}

const userTo = (email: string) => ({
  id: email,
  version: 1,
  userName: email,
  userNameKey: email,
  lastName: "Okafor",
  email,
  emailKey: email,
  type: "regular",
  teams: "[]",
  sortName: "okafor",
  searchText: "okafor",
  passwordVersion: 0,
  createdAt: yesterday,
  updatedAt: yesterday,
});

async function openSqlite() {
  const { database, remove } = await openTestDatabase({ isBlank: true });
  onTestFinished(remove);
  return database;
}

async function openOwnPostgres() {
  const database = openPostgres((await makePostgresDatabase()).url);
  onTestFinished(() => database.close());
  return database;
}
