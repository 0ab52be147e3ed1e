import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import {
  getMailQueue,
  getMessage,
  listMessages,
  settleMessage,
  updateMailQueue,
} from "@latchkey/contract/mail.ts";
import { nameSkeleton } from "@latchkey/contract/name-skeleton.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { listRecoveries, revokeRecovery } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { changeOwnPassword, replaceTemporaryPassword, signIn } from "@latchkey/contract/sign-in.ts";
import { lookUpStopLink, stopRecovery } from "@latchkey/contract/stops.ts";
import { getUser, listUsers, updateUser, type AccessFilter } from "@latchkey/contract/users.ts";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { ownTurn } from "../ports/turns.ts";
import {
  eventInShort,
  historyAsToday,
  mailAsToday,
  movedAsToday,
  standingAsToday,
  timelineAsToday,
  withoutLinks,
} from "../test/as-today.ts";
import {
  earlier,
  fillWithEarlier,
  masked,
  startUpgraded,
  type Act,
  type Answer,
  type Refused,
  type UpgradedApp,
} from "../test/earlier-installation.ts";
import { eventually } from "../test/eventually.ts";
import { makePostgresDatabase } from "../test/postgres-databases.ts";
import { openPostgres } from "./open-postgres.ts";
import { openTestDatabase } from "../test/open-test-database.ts";
import { migrate } from "./migrate.ts";
import type { OpenDatabase } from "./open.ts";

const newPassword = "stone window maple 77";
const { reads } = earlier;

/** What was asked for, "done" where there is no reply, or the type of the problem. */
const answer = <Reply>(call: Promise<Reply>) =>
  call.then(
    (reply) => reply ?? "done",
    (error: unknown) => {
      if (error instanceof ProblemError) return { problem: error.type };
      throw error;
    },
  );

/** Whether it was refused. */
const isRefused = <Reply>(reply: Answer<Reply>): reply is Refused =>
  typeof reply === "object" && reply !== null && "problem" in reply;

/** How it stands with a user: access, recoveries in short, and the newest events. */
async function standing(app: UpgradedApp, userId: string) {
  const params = { userId };
  const { recoveries, ownChanges } = await app.admin(listRecoveries, { params });
  const user = await app.admin(getUser, { params });
  const { events } = await app.admin(listUserAuditEvents, { params });
  const { hasPassword, temporaryPasswordUntil, linkPendingUntil, openSessions } = user;
  const { recoveryStoppedAt, selfServiceBlockedUntil } = user;
  return {
    access: {
      hasPassword,
      temporaryPasswordUntil,
      linkPendingUntil,
      openSessions,
      recoveryStoppedAt,
      selfServiceBlockedUntil,
    },
    recoveries: recoveries.map(({ mail, note: _note, auditEventId: _id, createdBy: _by, ...recovery }) => ({
      ...recovery,
      mail: mail && { state: mail.state, reason: mail.reason },
    })),
    ownChanges: ownChanges.length,
    // Refusals of the same are one event today.
    newest: events.flatMap((event) => Array<string>(event.times).fill(eventInShort(event))).slice(0, 3),
  };
}

/** Guesses from one network get slower; here every attempt counts alone. */
const forgetAttempts = (app: UpgradedApp) => app.db.deleteFrom("throttles").execute();

/** Does each act again and expects what the earlier program answered, and how it stood with the user then. */
async function expectAsBefore<What>(
  app: UpgradedApp,
  acts: Act<What>[],
  act: (one: Act<What>) => Promise<unknown>,
  asToday = standingAsToday,
): Promise<void> {
  expect(acts).not.toEqual([]);
  for (const one of acts) {
    await forgetAttempts(app);
    const reply = await act(one);
    expect.soft(masked(reply), one.userId).toEqual(masked(one.reply));
    if (one.then === undefined) continue;
    expect.soft(masked(await standing(app, one.userId)), one.userId).toEqual(masked(asToday(one.then)));
  }
}

async function signInWith(app: UpgradedApp, { userName, password }: { userName: string; password: string }) {
  const browser = app.visitor();
  const reply = await answer(browser.call(signIn, { body: { userNameOrEmail: userName, password } }));
  if (reply === "done" || isRefused(reply)) return { browser, reply };
  return { browser, reply: reply.mustChangePassword ? "temporary" : "own" };
}

test("every record reads as before", async () => {
  const app = await startUpgraded();
  for (const [name, { id, user }] of Object.entries(reads.of)) {
    expect.soft(await answer(app.admin(getUser, { params: { userId: id } })), name).toEqual(user);
  }
});

test("users without a time zone are told the time of most others", async () => {
  const app = await startUpgraded();
  const users = await app.db
    .selectFrom("users")
    .select("timeZone")
    .where("timeZone", "is not", null)
    .execute();
  const zones = Map.groupBy(users, ({ timeZone }) => timeZone);
  const most = Math.max(...[...zones.values()].map(({ length }) => length));
  const { language, timeZone } = await app.db
    .selectFrom("readerDefaults")
    .selectAll()
    .executeTakeFirstOrThrow();
  expect([language, zones.get(timeZone)?.length]).toEqual([null, most]);
});

test("every timeline reads as before", async () => {
  const app = await startUpgraded();
  for (const [name, { id, recoveries, audit }] of Object.entries(reads.of)) {
    const now = await answer(app.admin(listRecoveries, { params: { userId: id } }));
    const before = isRefused(recoveries) ? recoveries : timelineAsToday(recoveries.recoveries, audit.events);
    expect.soft(now, name).toEqual(before);
  }
});

test("every history reads as before", async () => {
  const app = await startUpgraded();
  for (const [name, { id, audit }] of Object.entries(reads.of)) {
    const { events, total } = await app.admin(listUserAuditEvents, { params: { userId: id } });
    expect.soft(total, name).toBe(audit.total);
    expect.soft(withoutLinks(events), name).toEqual(historyAsToday(audit.events));
  }
});

test("the list of users reads as before, whatever it is narrowed to", async () => {
  const app = await startUpgraded();
  for (const [name, before] of Object.entries(reads.lists)) {
    const [status, access] = name.split(" ") as ["all", AccessFilter | "everybody"];
    const users = [];
    for (let page = 1; users.length < before.total; page++) {
      const query = { status, page, ...(access !== "everybody" && { access }) };
      const reply = await app.admin(listUsers, { query });
      expect(reply.total, name).toBe(before.total);
      users.push(...reply.users);
    }
    const isWhole = typeof before.users[0] === "object";
    expect.soft(isWhole ? users : users.map(({ userName }) => userName), name).toEqual(before.users);
  }
});

test("everybody whom the earlier program knew is found by name, whoever is left", async () => {
  const app = await startUpgraded();
  const users = await app.db.selectFrom("users").selectAll().where("deletedAt", "is", null).execute();
  expect(users).not.toEqual([]);
  for (const { id, userName, lastName } of users) {
    const query = { status: "all", search: `${lastName}, ${userName}` } as const;
    const reply = await app.admin(listUsers, { query });
    expect
      .soft(
        reply.users.map((user) => user.id),
        userName,
      )
      .toContain(id);
  }
});

test("the outbox reads as before", async () => {
  const app = await startUpgraded();
  // The earlier program did not tell that a mail is tried again.
  const { retrying, ...queue } = await app.admin(getMailQueue, {});
  expect.soft(retrying).toBe("The mail service is still working on an earlier attempt.");
  expect.soft(queue).toEqual(reads.queue);
  const messages = [];
  for (let page = 1; messages.length < reads.messages.length; page++) {
    messages.push(...(await app.admin(listMessages, { query: { page } })).messages);
  }
  expect.soft(messages).toEqual(reads.messages.map(mailAsToday));
  for (const [messageId, message] of Object.entries(reads.message)) {
    const now = await app.admin(getMessage, { params: { messageId } });
    expect.soft(now, messageId).toEqual(mailAsToday(message));
  }
});

test("sessions go on", async () => {
  const app = await startUpgraded();
  for (const who of ["administrator", "member", "restricted"] as const) {
    const { session } = await app.as(earlier.cookies[who])(getSession, {});
    const before = (earlier.sessions[who] as { session: { expiresAt: string; user: object } }).session;
    // An administrator's day has eight hours since, where it had twelve.
    const expiresAt = addMinutes(before.expiresAt, who === "administrator" ? -4 * 60 : 0);
    const user = { ...before.user, oneSignKeys: true };
    expect(session).toEqual({ ...before, user, expiresAt });
  }
});

test("a link that was mailed works if it worked, and else says why not", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.links, async ({ token, lookUp }) => {
    const found = await answer(
      app.visitor().call(lookUpPasswordChangeLink, { body: { token, byPerson: true } }),
    );
    expect.soft(masked(found)).toEqual(lookUp);
    return answer(app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }));
  });
});

test("a password signs in if it did, a pending one takes effect by it, and none that was dead revives", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.passwords, async (one) => (await signInWith(app, one)).reply);
});

test("the holder of a temporary password chooses their own in its place", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.replacements, async (one) => {
    const { browser, reply } = await signInWith(app, one);
    if (reply !== "temporary") return reply;
    return answer(browser.call(replaceTemporaryPassword, { body: { newPassword } }));
  });
});

test("a stop link says what it would stop, or why it can't", async () => {
  const app = await startUpgraded();
  // What earlier mails told of was no change of the address.
  const today = earlier.stopLookUps.map((one) => ({
    ...one,
    reply: isRefused(one.reply) ? one.reply : { ...(one.reply as object), removesAddress: false },
  }));
  await expectAsBefore(app, today, ({ token }) =>
    answer(app.visitor().call(lookUpStopLink, { body: { token } })),
  );
});

test.each(["stops of the oldest", "stops of the newest"] as const)(
  "a stop link ends what its mail was about: %s mail of each user",
  async (which) => {
    const app = await startUpgraded();
    await expectAsBefore(app, earlier[which], ({ token }) =>
      answer(app.visitor().call(stopRecovery, { body: { token } })),
    );
  },
);

test("a password that is changed after the update is still ended by the mails that led to it", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.ownChanges, async (one) => {
    const { browser } = await signInWith(app, one);
    const body = { currentPassword: one.password, newPassword };
    const reply = await answer(browser.call(changeOwnPassword, { body }));
    for (const [token, endsPassword] of Object.entries(one.endsPassword)) {
      await forgetAttempts(app);
      const found = await answer(app.visitor().call(lookUpStopLink, { body: { token } }));
      expect
        .soft(isRefused(found) ? found : (found as { endsPassword: boolean }).endsPassword)
        .toEqual(endsPassword);
    }
    return reply;
  });
});

test("what is open can be revoked, and nothing else", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.revocations, ({ userId, recoveryId }) =>
    answer(app.admin(revokeRecovery, { params: { userId, recoveryId } })),
  );
});

test("whoever is deactivated loses what was open", async () => {
  const app = await startUpgraded();
  const currentPassword = await giveKnownPassword(app);
  await expectAsBefore(app, earlier.deactivations, ({ userId }) =>
    edit(app, userId, { isActive: false, currentPassword }),
  );
});

test("whoever gets another address loses what was mailed to the one before", async () => {
  const app = await startUpgraded();
  const currentPassword = await giveKnownPassword(app);
  await expectAsBefore(
    app,
    earlier.addressChanges,
    ({ userId }) => edit(app, userId, { email: `${userId}@acme.test`, currentPassword }),
    (then) => standingAsToday(movedAsToday(then)),
  );
});

/** Some of the records are administrators', for which today the one who acts needs their own password. */
async function giveKnownPassword({ db, system }: UpgradedApp): Promise<string> {
  const password = "the password of who acts";
  await db
    .updateTable("users")
    .set({ passwordHash: await system.hasher.hash(password, ownTurn) })
    .where("id", "=", (sessions) =>
      sessions
        .selectFrom("sessions")
        .select("userId")
        .where("tokenHash", "=", hashToken(earlier.cookies.administrator)),
    )
    .execute();
  return password;
}

test("a suggestion can be saved if it could", async () => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier.suggestions, ({ userId, suggestionId }) =>
    edit(app, userId, {
      passwordSuggestionId: suggestionId,
      recoveryNote: { reason: "Asked again", ticket: null, verifiedBy: null },
    }),
  );
});

test("a suggestion that ended with a restored backup stays dead, though its time is not over", async () => {
  const app = await startUpgraded(async ({ db }) => {
    const expiresAt = addMinutes(earlier.moment, 10);
    await sql`update "passwordSuggestions" set "expiresAt" = ${expiresAt} where "voidReason" = 'restored'`.execute(
      db,
    );
  });
  const { suggestionId, userId } = earlier.suggestions[0]!;

  expect(await edit(app, userId, { passwordSuggestionId: suggestionId })).toEqual({
    problem: "suggestion-expired",
  });
});

test("counts of attempts start anew, and whoever asked for a link gets it", async () => {
  const app = await startUpgraded(async () => {});
  const { password } = earlier.passwords.findLast(({ userName }) => userName === "throttled.user")!;
  expect(earlier.throttled.problem).toBe("too-many-attempts");
  await app.visitor().call(signIn, { body: { userNameOrEmail: "throttled.user", password } });

  const { userId, then } = earlier.waitingRequest;
  await eventually(async () => (await standing(app, userId)).recoveries.length).toBe(1);
  expect(masked(await standing(app, userId))).toEqual(standingAsToday(then));
});

test.each(["accepted", "failed"] as const)("a person decides that what nobody knows %s", async (outcome) => {
  const app = await startUpgraded();
  await expectAsBefore(app, earlier[`settled ${outcome}`], ({ messageId }) =>
    answer(app.admin(settleMessage, { params: { messageId }, body: { outcome } })),
  );
});

test("a mail that waits leaves once, under its key if it may have left, and a pending password takes effect with it", async () => {
  const app = await startUpgraded();
  await app.admin(updateMailQueue, { body: { state: "running" } });
  // What was under way when the earlier program stopped is given up by then.
  app.clock.advance({ seconds: 25 });
  await eventually(async () => (await app.admin(getMailQueue, {})).depth).toBe(0);

  const { messages, mails, then } = earlier.mailGoesOn;
  for (const [messageId, state] of Object.entries(messages)) {
    expect.soft((await app.admin(getMessage, { params: { messageId } })).state, messageId).toBe(state);
  }
  const keptKeys = new Map(mails.map(({ message, keptKey }) => [message, keptKey]));
  const arrived = (await app.mailbox.mails()).map(({ idempotencyKey, to, subject, html, text, tags }) => {
    const message = tags.find(({ name }) => name === "message")!.value;
    const keptKey = keptKeys.get(message) === null ? null : idempotencyKey;
    return { message, keptKey, to: to[0], subject, hash: hashToken(`${html}${text}`) };
  });
  expect.soft(arrived.toSorted((a, b) => (a.message < b.message ? -1 : 1))).toEqual(mails);
  for (const [userId, before] of Object.entries(then)) {
    const { recoveries, newest } = masked(await standing(app, userId));
    const expected = standingAsToday(before);
    expect
      .soft({ recoveries, newest }, userId)
      .toEqual(masked({ recoveries: expected.recoveries, newest: expected.newest }));
  }
});

test("every user name is known by what it looks like, but for those of the deleted", async () => {
  const database = await openEmpty();
  await fillWithEarlier(database);
  // More than are read at once.
  const { columns } = (await database.db.introspection.getTables()).find(({ name }) => name === "users")!;
  const copied = columns.map(({ name }) =>
    ["id", "userName", "userNameKey"].includes(name)
      ? sql`${sql.ref(`users.${name}`)} || '-' || "n"`
      : name === "emailKey" || name === "email"
        ? sql`null`
        : sql.ref(`users.${name}`),
  );
  const numbers = sql`with recursive "numbers" ("n") as (select 1 union all select "n" + 1 from "numbers" where "n" < 60)`;
  await sql`insert into "users" ${numbers} select ${sql.join(copied)} from "users", "numbers"`.execute(
    database.db,
  );

  await migrate(database, { now: () => earlier.moment });

  const users = await database.db.selectFrom("users").selectAll().execute();
  expect(users.length).toBeGreaterThan(1000);
  for (const { userName, userNameSkeleton, deletedAt } of users) {
    expect([userName, userNameSkeleton]).toEqual([
      userName,
      deletedAt === null ? nameSkeleton(userName) : null,
    ]);
  }
});

test("every row is kept under its id, and no secret of what is over", async () => {
  const database = await openEmpty();
  await fillWithEarlier(database);
  const idsOf = async (table: string, where = sql`true`) =>
    (
      await sql<{ id: string }>`select "id" from ${sql.table(table)} where ${where}`.execute(database.db)
    ).rows.map(({ id }) => id);
  const before = [
    ...(await idsOf("passwordChangeLinks")),
    ...(await idsOf("generatedPasswords")),
    ...(await idsOf("passwordSuggestions", sql`"usedAt" is not null`)),
  ];
  const unsaved = await idsOf("passwordSuggestions", sql`"usedAt" is null`);
  const same = [
    "users",
    "sessions",
    "messages",
    "messageEvents",
    "stopLinks",
    "auditEvents",
    "recoveryRequests",
  ];
  const others = await Promise.all(same.map((table) => idsOf(table)));

  await migrate(database, { now: () => earlier.moment });

  expect((await idsOf("recoveries")).toSorted()).toEqual(before.toSorted());
  expect(await idsOf("passwordSuggestions")).toEqual(unsaved);
  expect(await Promise.all(same.map((table) => idsOf(table)))).toEqual(others);
  const isPending = sql`"way" = 'mailed-password' and "tookEffectAt" is null and "endedAt" is null`;
  expect(await idsOf("recoveries", sql`"passwordHash" is not null`)).toEqual(
    await idsOf("recoveries", isPending),
  );
});

test("an installation in use has the same tables and indexes afterwards as a new one", async () => {
  const upgraded = await openEmpty();
  await fillWithEarlier(upgraded);
  const fresh = await openEmpty();
  for (const database of [upgraded, fresh]) await migrate(database, { now: () => earlier.moment });

  const schemaOf = async ({ db }: OpenDatabase) =>
    (await sql`select "type", "name", "sql" from sqlite_schema order by "type", "name"`.execute(db)).rows;
  expect(await schemaOf(upgraded)).toEqual(await schemaOf(fresh));
});

test("the same rows come out on PostgreSQL", async () => {
  const postgres = openPostgres((await makePostgresDatabase()).url);
  onTestFinished(() => postgres.close());
  const databases = [await openEmpty(), postgres];
  const rowsOf = async ({ db }: OpenDatabase) => {
    // SQLite's index of the search is made of tables, and of a column of the users'.
    const tables = (await db.introspection.getTables())
      .map(({ name }) => name)
      .filter((name) => name !== "throttles" && !/^userSearch(?:Inactive|Words)?(?:_|$)/.test(name));
    const rows = tables.map(async (table) => {
      const { rows } = await sql<
        Record<string, unknown>
      >`select * from ${sql.table(table)} order by 1`.execute(db);
      return [table, rows.map(({ searchNumber: _number, ...row }) => row)] as const;
    });
    return Object.fromEntries((await Promise.all(rows)).toSorted());
  };
  for (const database of databases) {
    await fillWithEarlier(database);
    await migrate(database, { now: () => earlier.moment });
  }

  const [onSqlite, onPostgres] = await Promise.all(databases.map(rowsOf));
  expect(onPostgres).toEqual(onSqlite);
});

async function openEmpty(): Promise<OpenDatabase> {
  const { database, remove } = await openTestDatabase({ isBlank: true });
  onTestFinished(async () => {
    await database.close();
    remove();
  });
  return database;
}

async function edit(app: UpgradedApp, userId: string, changes: object) {
  const { version } = await app.admin(getUser, { params: { userId } });
  const reply = await answer(app.admin(updateUser, { params: { userId }, body: { version, ...changes } }));
  return isRefused(reply) ? reply : "done";
}
