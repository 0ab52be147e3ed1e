import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { lookUpStopLink, stopRecovery } from "@latchkey/contract/stops.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { deleteUser, getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { addMinutes } from "../ports/clock.ts";
import { eventually } from "../test/eventually.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink, passwordIn, stopTokenIn, tokenIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { writeBehind } from "../test/write-behind.ts";
import { makeEmergencyLink } from "../recoveries/make-emergency-link.ts";
import { prepareNotice, queueNotice } from "./queue-notice.ts";
import { readUser } from "../accounts/user-row.ts";

const oldPassword = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

type Holder = Pick<User, "id" | "userName" | "email">;
/** What a mail brought with it, and who has used it by now. */
type Caused = { mail: Mail; dead: () => Promise<unknown> };

const subjects = {
  link: "Choose a new password for Latchkey",
  info: "Your sign-in details for Latchkey",
  changed: "Your Latchkey password was changed",
  access: "An administrator changed your access to Latchkey",
};

const templateOf: Record<string, string> = {
  [subjects.link]: "password-change-link",
  [subjects.info]: "access-info",
  [subjects.changed]: "password-changed",
  [subjects.access]: "administrator-changed-your-access",
};

/** Every way in which a mail comes to a user, up to what somebody else may have done with it. */
const causes: Record<string, (app: TestApp, jane: Holder) => Promise<Caused>> = {
  "A, not used": async (app, jane) => {
    const { token, mail } = await mailLink(app, jane);
    return { mail, dead: () => expectLinkDead(app, token) };
  },
  "A, used by somebody": async (app, jane) => {
    const { token, mail } = await mailLink(app, jane);
    await redeem(app, token);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "A, used and changed once more": async (app, jane) => {
    const { token, mail } = await mailLink(app, jane);
    await redeem(app, token);
    await changeOwn(app, jane, newPassword, "another harbour lamp 50");
    return { mail, dead: () => expectPasswordDead(app, jane, "another harbour lamp 50") };
  },
  "B, not used": async (app, jane) => {
    const mail = await generate(app, jane);
    return { mail, dead: () => expectPasswordDead(app, jane, passwordIn(mail)) };
  },
  "B, replaced by somebody": async (app, jane) => {
    const mail = await generate(app, jane);
    await replaceTemporary(app, jane, passwordIn(mail));
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "C with its mail, not used": async (app, jane) => {
    const password = await saveTemporary(app, jane, true);
    const mail = await waitFor(app, jane, subjects.info);
    return { mail, dead: () => expectPasswordDead(app, jane, password) };
  },
  "C without, replaced by somebody, seen by its notice": async (app, jane) => {
    const password = await saveTemporary(app, jane, false);
    const mail = await waitFor(app, jane, subjects.access);
    await replaceTemporary(app, jane, password);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "forgot, not used": async (app, jane) => {
    const mail = await forget(app, jane);
    return { mail, dead: () => expectLinkDead(app, tokenIn(mail)) };
  },
  "Password Changed, after a link": async (app, jane) => {
    const { token } = await mailLink(app, jane);
    await redeem(app, token);
    const mail = await waitFor(app, jane, subjects.changed);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "Password Changed, after B": async (app, jane) => {
    await replaceTemporary(app, jane, passwordIn(await generate(app, jane)));
    const mail = await waitFor(app, jane, subjects.changed);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "Password Changed, after an own change": async (app, jane) => {
    await changeOwn(app, jane, oldPassword, newPassword);
    const mail = await waitFor(app, jane, subjects.changed);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "an emergency link, used by somebody": async (app, jane) => {
    const { link } = await makeEmergencyLink(app.system, jane.id);
    app.system.outbox.nudge();
    const mail = await waitFor(app, jane, subjects.access);
    await redeem(app, link.split("#")[1]!);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
  "a change of the record, with a link that somebody used afterwards": async (app, jane) => {
    const notice = await prepareNotice(app.system, await readUser(app.db, jane.id), {
      template: "administrator-changed-your-access",
      actor: "an administrator",
    });
    await transact(app.system, (tx) => queueNotice(app.system, tx, notice, null));
    app.system.outbox.nudge();
    const mail = await waitFor(app, jane, subjects.access);
    const { token } = await mailLink(app, jane);
    await redeem(app, token);
    return { mail, dead: () => expectPasswordDead(app, jane, newPassword) };
  },
};

test.each(Object.keys(causes))("%s: its mail stops it, and everything else that is open", async (cause) => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail, dead } = await causes[cause]!(app, jane);
  const token = stopTokenIn(mail);
  const sessions = await openSessions(app, jane.id);
  const { link: other } = await makeEmergencyLink(app.system, jane.id);

  expect(await app.visitor().call(lookUpStopLink, { body: { token } })).toMatchObject({
    userName: "jane",
    email: "j…e@acme.test",
    mail: templateOf[mail.subject],
    stoppedAt: null,
    supportContact: null,
    language: "en",
  });
  const stopped = await app.visitor().call(stopRecovery, { body: { token } });

  expect(stopped).toMatchObject({ alreadyStopped: false, alertedAdministrators: 1 });
  const { events } = await app.admin.call(listUserAuditEvents, { params: { userId: jane.id } });
  expect(events[0]).toMatchObject({
    action: "recovery.stopped",
    outcome: "done",
    actor: { kind: "stranger" },
    userAgent: "Test Browser",
    details: { mail: templateOf[mail.subject], endedSessions: String(sessions.length) },
  });
  expect(await openSessions(app, jane.id)).toEqual([]);
  await dead();
  await expectLinkDead(app, other.split("#")[1]!);
  const record = await app.admin.call(getUser, { params: { userId: jane.id } });
  expect(record).toMatchObject({
    recoveryStoppedAt: stopped.stoppedAt,
    selfServiceBlockedUntil: addMinutes(stopped.stoppedAt, 24 * 60),
    hasPassword: stopped.hasPassword,
    temporaryPasswordUntil: null,
    linkPendingUntil: null,
    openSessions: 0,
  });
});

test("a password that was there before, and an own one chosen in between, keep working", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail } = await mailLink(app, jane);
  const token = stopTokenIn(mail);
  const before = await app.signIn("jane", oldPassword);
  expect(await app.visitor().call(lookUpStopLink, { body: { token } })).toMatchObject({
    endsPassword: false,
  });

  expect(await app.visitor().call(stopRecovery, { body: { token } })).toMatchObject({ hasPassword: true });
  expect(await before.call(getSession, {})).toEqual({ session: null });
  await app.signIn("jane", oldPassword);

  const john = await app.createUser({ userName: "john", password: oldPassword });
  const { mail: unexpected } = await mailLink(app, john);
  await changeOwn(app, john, oldPassword, newPassword);
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(unexpected) } });
  await app.signIn("john", newPassword);
});

test("looking is harmless, however often and from whichever mail", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const mail = await generate(app, jane);
  const token = stopTokenIn(mail);
  const now = app.clock.now();

  await expectUnchanged(app, async () => {
    for (let times = 0; times < 15; times++) {
      const link = await app.visitor().call(lookUpStopLink, { body: { token } });
      expect(link).toMatchObject({ mail: "access-info", endsPassword: true });
      expect(link.expiresAt > addMinutes(now, 6.9 * 24 * 60)).toBe(true);
      expect(JSON.stringify(link)).not.toContain(passwordIn(mail));
    }
  });
  await app.signIn("jane", passwordIn(mail));
});

test("each mail has a stop link of its own, from PUBLIC_URL, once in each part and nowhere else", async () => {
  const app = await startApp({ publicUrl: "https://access.acme.test" });
  const jane = await app.createUser({ userName: "jane", sendAccessInfo: true });
  const info = await waitFor(app, jane, subjects.info);
  const { mail: first } = await mailLink(app, jane);
  const { mail: second } = await mailLink(app, jane);
  const tokens = [info, first, second].map(stopTokenIn);
  expect(new Set(tokens).size).toBe(3);
  for (const mail of [info, first, second]) {
    const link = `https://access.acme.test/stop#${stopTokenIn(mail)}`;
    expect(mail.html!.split(link)).toHaveLength(2);
    expect(mail.text!.split(link)).toHaveLength(2);
    expect(`${mail.subject} ${JSON.stringify(mail.headers)}`).not.toContain(stopTokenIn(mail));
  }
});

test("administrators may read a notice without its stop link, and nothing of a mail with another secret", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  await changeOwn(app, jane, oldPassword, newPassword);
  const notice = await waitFor(app, jane, subjects.changed);
  await mailLink(app, jane);
  await generate(app, jane);

  const messages = await app.db
    .selectFrom("messages")
    .select(["kind", "openParts"])
    .where("userId", "=", jane.id)
    .orderBy("id")
    .execute();
  expect(messages.map(({ kind, openParts }) => [kind, openParts === null])).toEqual([
    ["password-changed", false],
    ["password-change-link", true],
    ["generated-password", true],
  ]);
  const open = JSON.parse(messages[0]!.openParts!) as { html: string; text: string };
  expect(open.text).toContain("You changed the password of your Latchkey account jane.");
  expect(notice.text).toContain("If this wasn't you, open this link.");
  for (const part of [open.html, open.text]) expect(part).not.toMatch(/wasn't|\/stop/);
});

test("every other active System Administrator with an address is told by mail, without a secret", async () => {
  const app = await startApp();
  const told = await app.createUser({ userName: "second.admin", type: "system-administrator" });
  await app.createUser({ userName: "away.admin", type: "system-administrator", isActive: false });
  await app.createUser({ userName: "mailless.admin", type: "system-administrator", email: null });
  const jane = await app.createUser({ userName: "jane" });
  const { token, mail } = await mailLink(app, jane);

  const stopped = await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });

  expect(stopped.alertedAdministrators).toBe(2);
  for (const to of [rootAdmin.email, told.email!]) {
    const alert = await app.mailbox.waitForMail({ to, subject: "jane stopped a recovery in Latchkey" });
    expect(alert.text).toContain(`http://localhost:3000/users/${jane.id}`);
    expect(alert.text).toContain("Jane Okafor (jane) said “this wasn't me”");
    for (const secret of [token, stopTokenIn(mail), "/stop#"]) {
      expect(`${alert.html}${alert.text}`).not.toContain(secret);
    }
  }
  const alerts = app.db
    .selectFrom("messages")
    .select(["id", "openParts"])
    .where("kind", "=", "recovery-stopped");
  expect(await alerts.execute()).toHaveLength(2);

  // What administrators read of it goes with the user.
  await app.admin.call(deleteUser, { params: { userId: jane.id }, body: { userName: "jane" } });
  expect(await alerts.where("openParts", "is not", null).execute()).toEqual([]);
});

test("an administrator who is stopped is not asked to alert themself; the last one gets in with emergency-link", async () => {
  const app = await startApp();
  await writeBehind(app.db, app.adminId, { email: "root@acme.test" });
  const root = { id: app.adminId, userName: rootAdmin.userName, email: "root@acme.test" };
  await changeOwn(app, root, rootAdmin.password, newPassword);
  const token = stopTokenIn(await waitFor(app, root, subjects.changed));

  expect(await app.visitor().call(stopRecovery, { body: { token } })).toMatchObject({
    hasPassword: false,
    alertedAdministrators: 0,
  });

  await refusal(app.signIn(rootAdmin.userName, newPassword), "sign-in-refused");
  const { link } = await makeEmergencyLink(app.system, app.adminId);
  await redeem(app, link.split("#")[1]!, "a third harbour lamp 51");
  await app.signIn(rootAdmin.userName, "a third harbour lamp 51");
  const { recoveryStoppedAt } = await readUser(app.db, app.adminId);
  expect(recoveryStoppedAt).toBeNull();
});

test("while self-service is blocked everybody hears the same, no link goes out, and a day later one does", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail } = await mailLink(app, jane);
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  const ask = async (userNameOrEmail: string) => {
    const response = await app.visitor().fetch(requestPasswordRecovery.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail }),
    });
    return [response.status, Object.keys((await response.json()) as object)];
  };

  expect(await ask("jane")).toEqual(await ask("nobody.at.all"));
  expect(await ask(jane.email!)).toEqual([202, ["askAgainAt"]]);
  await settled(app);
  expect(await app.auditOf(jane.id)).not.toContain("password-change-link.requested");

  app.clock.advance({ hours: 24, seconds: 1 });
  await forget(app, jane, mail);
  expect(await app.auditOf(jane.id)).toContain("password-change-link.requested");
});

test("an administrator may still act, with a reason, and an own password chosen through that ends the block", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const { mail } = await mailLink(app, jane);
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  const params = { userId: jane.id };
  await refusal(app.admin.call(sendPasswordChangeLink, { params, body: {} }), "reason-needed");

  await app.admin.call(sendPasswordChangeLink, { params, body: { note: { reason: "Called her back." } } });
  const again = await app.mailbox.waitForMail({ to: jane.email!, subject: subjects.link, after: mail });
  await redeem(app, tokenIn(again));

  expect(await app.admin.call(getUser, { params })).toMatchObject({
    recoveryStoppedAt: null,
    selfServiceBlockedUntil: null,
  });
  await app.signIn("jane", newPassword);
});

test("a link of one's own, a day later, leaves it to an administrator to end the matter", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const { mail } = await mailLink(app, jane);
  const { stoppedAt } = await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  app.clock.advance({ hours: 25 });
  await redeem(app, tokenIn(await forget(app, jane, mail)));
  const { recoveryStoppedAt } = await readUser(app.db, jane.id);
  expect(recoveryStoppedAt).toBe(stoppedAt);
});

test("a second use does nothing and says so, also after the link's end", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail } = await mailLink(app, jane);
  const token = stopTokenIn(mail);
  const first = await app.visitor().call(stopRecovery, { body: { token } });
  await app.mailbox.waitForMail({ to: rootAdmin.email, subject: /stopped a recovery/ });
  await app.signIn("jane", oldPassword);

  await expectUnchanged(app, async () => {
    expect(await app.visitor().call(stopRecovery, { body: { token } })).toEqual({
      ...first,
      alreadyStopped: true,
      alertedAdministrators: 0,
    });
  });
  expect(await openSessions(app, jane.id)).toHaveLength(1);
  app.clock.advance({ hours: 24 * 8 });
  expect(await app.visitor().call(lookUpStopLink, { body: { token } })).toMatchObject({
    stoppedAt: first.stoppedAt,
  });
  expect(await app.visitor().call(stopRecovery, { body: { token } })).toMatchObject({
    alreadyStopped: true,
    selfServiceBlockedUntil: null,
  });
});

test("of many who confirm at once exactly one stops, and there is one alert", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const { mail } = await mailLink(app, jane);
  const token = stopTokenIn(mail);
  let firsts = 0;

  const ends = await outcomes(30, async () => {
    const { alreadyStopped } = await app.visitor().call(stopRecovery, { body: { token } });
    if (!alreadyStopped) firsts += 1;
  });

  expect([ends, firsts]).toEqual([{ done: 30 }, 1]);
  const events = (await app.auditOf(jane.id)).filter((action) => action.startsWith("recovery.stopped"));
  expect(events).toEqual(["recovery.stopped"]);
  const alerts = app.db.selectFrom("messages").select("id").where("kind", "=", "recovery-stopped");
  expect(await alerts.execute()).toHaveLength(1);
});

test("whoever comes first, after a stop nothing works that somebody did with the mail at the same moment", async () => {
  const app = await startApp();
  for (let round = 0; round < 6; round++) {
    await app.signInAgain();
    const jane = await app.createUser({ userName: `jane.${round}`, password: oldPassword });
    const { mail, token } = await mailLink(app, jane);
    const info = await generate(app, jane);
    const thief = app.signIn(jane.userName, passwordIn(info)).then(
      (browser) => browser.call(replaceTemporaryPassword, { body: { newPassword } }),
      () => {},
    );
    const redemption = app
      .visitor()
      .call(redeemPasswordChangeLink, { body: { token, newPassword } })
      .catch(() => {});
    const stop = Promise.all(
      [mail, info].map((each) => app.visitor().call(stopRecovery, { body: { token: stopTokenIn(each) } })),
    );
    await Promise.all([thief.catch(() => {}), redemption, stop]);

    expect(await openSessions(app, jane.id)).toEqual([]);
    await expectLinkDead(app, token);
    for (const password of [newPassword, passwordIn(info)]) {
      // Longer than the longest wait after refused sign-ins.
      app.clock.advance({ minutes: 16 });
      await expectPasswordDead(app, jane, password);
    }
  }
  expect(app.log.filter(({ event }) => /failed/.test(event))).toEqual([]);
});

test("a stop whose record changes meanwhile tells of the user as they have come to be", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const { mail } = await mailLink(app, jane);
  const { id: userId, version } = jane;

  await Promise.all([
    app.admin.call(updateUser, { params: { userId }, body: { version, lastName: "Adeyemi" } }),
    app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } }),
  ]);

  // Mostly the change comes first.
  const [first] = (await app.auditOf(jane.id)).slice(-2);
  const alert = await app.mailbox.waitForMail({ to: rootAdmin.email });
  expect(alert.text).toContain(first === "user.updated" ? "Jane Adeyemi (jane)" : "Jane Okafor (jane)");
});

test("a change of the own password that began before the stop does not end after it", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail } = await mailLink(app, jane);
  const thief = await app.signIn("jane", oldPassword);
  const { hash } = app.system.hasher;
  // The stop falls into the moment in which the thief's new password is hashed.
  app.system.hasher.hash = async (...given) => {
    app.system.hasher.hash = hash;
    await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
    return hash(...given);
  };

  await refusal(
    thief.call(changeOwnPassword, { body: { currentPassword: oldPassword, newPassword } }),
    "version-conflict",
  );
  await app.signIn("jane", oldPassword);
});

test("a mail of option B that waits is cancelled, and its password never becomes true", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail } = await mailLink(app, jane);
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ minutes: 10 });

  await eventually(() =>
    app.db.selectFrom("messages").select("state").where("kind", "=", "generated-password").execute(),
  ).toEqual([{ state: "cancelled" }]);
  await app.signIn("jane", oldPassword);
});

test("unknown and expired links, and those of deleted users, change nothing; guessing gets slower for its network", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });
  const gone = await app.createUser({ userName: "gone" });
  const expired = stopTokenIn((await mailLink(app, jane)).mail);
  const deleted = stopTokenIn((await mailLink(app, gone)).mail);
  await app.admin.call(deleteUser, { params: { userId: gone.id }, body: { userName: "gone" } });
  app.clock.advance({ hours: 7 * 24 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const real = stopTokenIn(await waitFor(app, jane, subjects.link));
  const look = (token: string) => app.visitor().call(lookUpStopLink, { body: { token } });
  const stop = (token: string) => app.visitor().call(stopRecovery, { body: { token } });

  await expectUnchanged(app, async () => {
    for (const call of [look, stop]) {
      await refusal(call("x".repeat(43)), "link-unknown");
      await refusal(call(deleted), "link-unknown");
      await refusal(call(expired), "link-expired");
    }
    const ends = await outcomes(15, (index) => look(`${index}`.padEnd(43, "x")));
    expect(ends["too-many-attempts"]).toBeGreaterThanOrEqual(5);
    await refusal(stop("x".repeat(43)), "too-many-attempts");
    await refusal(look(expired), "link-expired");
  });
  expect(await look(real)).toMatchObject({ userName: "jane" });
  expect(await stop(real)).toMatchObject({ alreadyStopped: false });
  expect((await app.auditOf(jane.id)).filter((action) => /stopped/.test(action))).toEqual([
    "recovery.stopped refused",
    "recovery.stopped",
  ]);
});

test("when the audit row or an alert can't be written, nothing is stopped", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password: oldPassword });
  const { mail, token } = await mailLink(app, jane);
  const { seal } = app.system.sealer;
  app.system.sealer.seal = () => {
    throw new ProblemError("storage-full");
  };

  await expectUnchanged(app, async () => {
    await refusal(app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } }), "storage-full");
  });
  app.system.sealer.seal = seal;
  await app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
});

async function expectLinkDead(app: TestApp, token: string): Promise<void> {
  const body = { token, newPassword: "a password of a thief 52" };
  const error = await app
    .visitor()
    .call(redeemPasswordChangeLink, { body })
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).type).toMatch(/^link-(?:revoked|used)$/);
}

async function expectPasswordDead(app: TestApp, { userName }: Holder, password: string): Promise<void> {
  await refusal(app.signIn(userName, password), "sign-in-refused");
}

async function openSessions(app: TestApp, userId: string): Promise<{ id: string }[]> {
  const sessions = app.db.selectFrom("sessions").select("id").where("userId", "=", userId);
  return sessions.where("endedAt", "is", null).execute();
}

function waitFor(app: TestApp, { email }: Holder, subject: string): Promise<Mail> {
  return app.mailbox.waitForMail({ to: email!, subject });
}

async function generate(app: TestApp, jane: Holder): Promise<Mail> {
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  return waitFor(app, jane, subjects.info);
}

async function saveTemporary(app: TestApp, jane: Holder, sendAccessInfo: boolean): Promise<string> {
  const params = { userId: jane.id };
  const { id, password } = await app.admin.call(suggestPassword, { params, body: { style: "groups" } });
  await app.admin.call(updateUser, {
    params,
    body: { version: 1, passwordSuggestionId: id, sendAccessInfo },
  });
  return password;
}

async function redeem(app: TestApp, token: string, password = newPassword): Promise<void> {
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: password } });
}

async function replaceTemporary(app: TestApp, { userName }: Holder, temporary: string): Promise<void> {
  const browser = await app.signIn(userName, temporary);
  await browser.call(replaceTemporaryPassword, { body: { newPassword } });
}

async function changeOwn(app: TestApp, { userName }: Holder, current: string, next: string): Promise<void> {
  const browser = await app.signIn(userName, current);
  await browser.call(changeOwnPassword, { body: { currentPassword: current, newPassword: next } });
}

async function forget(app: TestApp, jane: Holder, after?: Mail): Promise<Mail> {
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: jane.userName } });
  return app.mailbox.waitForMail({ to: jane.email!, subject: subjects.link, ...(after && { after }) });
}

async function settled(app: TestApp): Promise<void> {
  await eventually(() =>
    app.db.selectFrom("recoveryRequests").select("id").where("settledAt", "is", null).execute(),
  ).toEqual([]);
}
