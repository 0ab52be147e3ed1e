import { languages, type Language } from "@latchkey/contract/languages.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import {
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { lookUpStopLink, stopRecovery } from "@latchkey/contract/stops.ts";
import { getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { builtInTemplates } from "@latchkey/mails/built-in-templates.ts";
import { expect, test } from "vitest";
import { mailLink, passwordIn, stopTokenIn, tokenIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { eventually } from "../test/eventually.ts";

const password = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";
const subject = "Your Latchkey account has another email address";
const wrongAddress = "jnae@acme.test";
const thief = "thief@evil.test";

test("the old and the new address are told, and only the old one can stop it", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane" });

  await save(app, jane, { email: "jane@elsewhere.test" });

  const toOld = await told(app, jane.email!);
  const toNew = await told(app, "jane@elsewhere.test");
  expect(toOld.text).toContain("The email address of your Latchkey account jane was changed.");
  expect(stopTokenIn(toOld)).toHaveLength(43);
  for (const part of [toNew.text, toNew.html]) {
    expect(part).toContain("was changed");
    expect(part).not.toMatch(/\/stop|wasn.t you|jane@acme/);
  }
  // Whoever reads the old mailbox need not learn where the user is now.
  expect(`${toOld.text}${toOld.html}`).not.toContain("elsewhere");
  const [event] = await app.db
    .selectFrom("auditEvents")
    .select("details")
    .where("action", "=", "user.updated")
    .execute();
  expect(JSON.parse(event!.details)).toEqual({ fields: "email", emailBefore: jane.email });
});

test.each(Object.keys(languages) as Language[])(
  "a Save that changes the language to %s, too, leaves the old address in its own",
  async (language) => {
    const app = await startApp();
    const from = language === "en" ? "de" : "en";
    const jane = await app.createUser({ userName: "jane", language: from });

    await save(app, jane, { email: "jane@elsewhere.test", language, firstName: "Ignore" });

    const title = (of: Language) => /<h1>(.*)<\/h1>/.exec(builtInTemplates[of]["email-changed"].html)![1]!;
    const toOld = await waitFor(app, jane.email!);
    expect(toOld.html).toContain(title(from));
    expect(toOld.html).not.toContain("Ignore");
    expect((await waitFor(app, "jane@elsewhere.test")).html).toContain(title(language));
  },
);

test("an address that goes, comes or is written in other letters", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: "jane@acme.test" });

  const gone = await save(app, jane, { email: null });
  stopTokenIn(await told(app, "jane@acme.test"));
  const come = await save(app, gone, { email: "jane@elsewhere.test" });
  await told(app, "jane@elsewhere.test");
  await save(app, come, { email: "Jane@Elsewhere.test" });
  expect(await notices(app, jane.id)).toEqual(["jane@acme.test", "jane@elsewhere.test"]);
});

test("a generated password that went to a wrong address dies with the correction", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: wrongAddress, password });
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: wrongAddress });
  await eventually(async () => (await record(app, jane)).temporaryPasswordUntil).not.toBeNull();
  const stranger = await app.signIn("jane", passwordIn(mail));

  await save(app, jane, { email: "jane@acme.test" });

  expect((await stranger.call(getSession, {})).session).toBeNull();
  await refusal(app.signIn("jane", passwordIn(mail)), "sign-in-refused");
  await refusal(stranger.call(replaceTemporaryPassword, { body: { newPassword } }), "not-signed-in");
  expect(await record(app, jane)).toMatchObject({ hasPassword: false, temporaryPasswordUntil: null });
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([
    { way: "mailed-password", state: "ended", endReason: "address-changed" },
  ]);
  // The old mail's stop link works all the same, and does not touch the right address.
  const stop = { body: { token: stopTokenIn(mail) } };
  expect(await app.visitor().call(lookUpStopLink, stop)).toMatchObject({ removesAddress: false });
  await app.visitor().call(stopRecovery, stop);
  expect((await record(app, jane)).email).toBe("jane@acme.test");
});

test("so does one of option C that was mailed; one that was only told stays, and so does one of the same Save", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: wrongAddress });
  const mailed = await suggest(app, jane);
  const first = await save(app, jane, { passwordSuggestionId: mailed.id, sendAccessInfo: true });
  const second = await save(app, first, { email: "jane@acme.test" });
  await refusal(app.signIn("jane", mailed.password), "sign-in-refused");

  const toldOne = await suggest(app, jane);
  const third = await save(app, second, { passwordSuggestionId: toldOne.id });
  const fourth = await save(app, third, { email: "jane@acme2.test" });
  await app.signIn("jane", toldOne.password);

  const both = await suggest(app, jane);
  await save(app, fourth, { email: "j@acme.test", passwordSuggestionId: both.id, sendAccessInfo: true });
  expect(
    passwordIn(
      await app.mailbox.waitForMail({ to: "j@acme.test", subject: "Your sign-in details for Latchkey" }),
    ),
  ).toBe(both.password);
  await app.signIn("jane", both.password);
});

test("one Save may correct the address of a temporary password and end the account", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: wrongAddress, sendAccessInfo: true });
  const mail = await app.mailbox.waitForMail({ to: wrongAddress });
  await eventually(async () => (await record(app, jane)).temporaryPasswordUntil).not.toBeNull();

  await save(app, jane, { email: "jane@acme.test", isActive: false });

  await refusal(app.signIn("jane", passwordIn(mail)), "sign-in-refused");
  expect(await record(app, jane)).toMatchObject({ isActive: false, hasPassword: false });
});

test("letters in another case end no temporary password", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", sendAccessInfo: true });
  const mail = await app.mailbox.waitForMail({ to: jane.email! });
  await eventually(async () => (await record(app, jane)).temporaryPasswordUntil).not.toBeNull();

  await save(app, jane, { email: "JANE@acme.test" });

  await app.signIn("jane", passwordIn(mail));
});

test("Forgot Password? sends an administrator nothing for 24 hours, and says the same as to everybody", async () => {
  const app = await startApp();
  const mary = await app.createUser({ userName: "mary", type: "system-administrator" });
  await save(app, mary, { email: "mary@elsewhere.test", currentPassword: rootAdmin.password });
  await told(app, "mary@elsewhere.test");
  const ask = async (userNameOrEmail: string) => {
    const response = await app.visitor().fetch(requestPasswordRecovery.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail }),
    });
    await settled(app);
    return [response.status, Object.keys((await response.json()) as object)];
  };

  const stranger = await ask("nobody");
  for (const typed of ["mary", "mary@elsewhere.test", "mary@acme.test"]) {
    expect(await ask(typed)).toEqual(stranger);
  }
  app.clock.advance({ hours: 23, minutes: 59 });
  await ask("mary");
  expect(await linksTo(app, mary.id)).toEqual([]);

  app.clock.advance({ minutes: 1 });
  await ask("mary");
  expect(await linksTo(app, mary.id)).toEqual(["mary@elsewhere.test"]);
});

test("whoever becomes an administrator with a new address waits, too, and so does an address that comes first", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: null });
  const moved = await save(app, jane, { email: thief });
  await save(app, moved, { type: "system-administrator", currentPassword: rootAdmin.password });

  await forgot(app, "jane");

  expect(await linksTo(app, jane.id)).toEqual([]);
});

test("a regular user whose address was corrected is helped at once, by A, B, C and by themselves", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", email: wrongAddress });
  const moved = await save(app, jane, { email: "jane@acme.test" });
  const params = { userId: jane.id };

  await forgot(app, "jane");
  await app.admin.call(sendPasswordChangeLink, { params, body: {} });
  expect(await linksTo(app, jane.id)).toEqual(["jane@acme.test", "jane@acme.test"]);
  await app.admin.call(generateNewPassword, { params, body: {} });
  const { id } = await suggest(app, jane);
  await save(app, moved, { passwordSuggestionId: id, sendAccessInfo: true });
});

/** How somebody gets in once the address is theirs. */
const takeovers: Record<string, (app: TestApp, jane: User) => Promise<void>> = {
  "Forgot Password?": async (app, jane) => {
    await save(app, jane, { email: thief });
    await forgot(app, "jane");
    await redeem(app, "Choose a new password for Latchkey");
  },
  "option A": async (app, jane) => {
    await save(app, jane, { email: thief });
    await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    await redeem(app, "Choose a new password for Latchkey");
  },
  "option C in the same Save, generated before it": async (app, jane) => {
    const { id, password: temporary } = await suggest(app, jane);
    app.clock.advance({ minutes: 1 });
    await save(app, jane, { email: thief, passwordSuggestionId: id });
    const browser = await app.signIn("jane", temporary);
    app.clock.advance({ minutes: 1 });
    await browser.call(replaceTemporaryPassword, { body: { newPassword } });
  },
  "a second address": async (app, jane) => {
    const moved = await save(app, jane, { email: "other@evil.test" });
    await save(app, moved, { email: thief });
    await forgot(app, "jane");
    await redeem(app, "Choose a new password for Latchkey");
  },
};

test.each(Object.keys(takeovers))("the old address stops a takeover by %s for good", async (name) => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await takeovers[name]!(app, jane);
  const thiefsBrowser = await app.signIn("jane", newPassword);
  const token = stopTokenIn(await told(app, jane.email!));

  expect(await app.visitor().call(lookUpStopLink, { body: { token } })).toMatchObject({
    mail: "email-changed",
    endsPassword: true,
    removesAddress: true,
  });
  expect(await app.visitor().call(stopRecovery, { body: { token } })).toMatchObject({
    hasPassword: false,
    alertedAdministrators: 1,
  });

  expect((await thiefsBrowser.call(getSession, {})).session).toBeNull();
  await refusal(app.signIn("jane", newPassword), "sign-in-refused");
  await refusal(app.signIn(thief, newPassword), "sign-in-refused");
  const stopped = await record(app, jane);
  expect(stopped).toMatchObject({ email: null, hasPassword: false });
  const before = (await linksTo(app, jane.id)).length;
  app.clock.advance({ hours: 25 });
  await forgot(app, "jane");
  await forgot(app, thief);
  expect(await linksTo(app, jane.id)).toHaveLength(before);
  const note = { reason: "Called her back." };
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await refusal(
    admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: { note } }),
    "email-missing",
  );

  // The administrators give it back, once they have made sure of it; the link does nothing more.
  await admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: stopped.version, email: jane.email! },
  });
  await app.visitor().call(stopRecovery, { body: { token } });
  expect((await record(app, jane)).email).toBe(jane.email);
});

test("a password that was there before an administrator's change stays; one's own change gives the password away", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await save(app, jane, { email: thief });
  const janes = { body: { token: stopTokenIn(await told(app, jane.email!)) } };
  expect(await app.visitor().call(stopRecovery, janes)).toMatchObject({ hasPassword: true });
  await app.signIn("jane", password);

  const own = await app.admin.call(getUser, { params: { userId: app.adminId } });
  await save(app, own, { email: thief, currentPassword: rootAdmin.password });
  const roots = { body: { token: stopTokenIn(await told(app, rootAdmin.email)) } };
  expect(await app.visitor().call(lookUpStopLink, roots)).toMatchObject({ endsPassword: true });
  expect(await app.visitor().call(stopRecovery, roots)).toMatchObject({ hasPassword: false });
  await refusal(app.signIn(rootAdmin.userName, rootAdmin.password), "sign-in-refused");
});

test("an address that was put back before the stop stays", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  const moved = await save(app, jane, { email: thief });
  const { body } = { body: { token: stopTokenIn(await told(app, jane.email!)) } };
  await save(app, moved, { email: jane.email });

  expect(await app.visitor().call(lookUpStopLink, { body })).toMatchObject({ removesAddress: false });
  await app.visitor().call(stopRecovery, { body });
  expect((await record(app, jane)).email).toBe(jane.email);
});

test("stop links that the old address got before still work", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  const { mail } = await mailLink(app, jane);
  await save(app, jane, { email: "jane@elsewhere.test" });

  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });

  expect((await record(app, jane)).recoveryStoppedAt).not.toBeNull();
});

function record(app: TestApp, { id: userId }: Pick<User, "id">) {
  // A look that does not depend on a session: some stories outlast it.
  return app.db
    .selectFrom("users")
    .selectAll()
    .where("id", "=", userId)
    .executeTakeFirstOrThrow()
    .then((user) => ({
      ...user,
      isActive: user.deactivatedAt === null,
      hasPassword: user.passwordHash !== null,
      temporaryPasswordUntil: user.temporaryPasswordExpiresAt,
    }));
}

function save(app: TestApp, seen: Pick<User, "id" | "version">, changes: object) {
  return app.admin.call(updateUser, {
    params: { userId: seen.id },
    body: { version: seen.version, ...changes },
  });
}

function suggest(app: TestApp, { id: userId }: User) {
  return app.admin.call(suggestPassword, { params: { userId }, body: { style: "groups" } });
}

function told(app: TestApp, to: string) {
  return app.mailbox.waitForMail({ to, subject });
}

/** The newest mail to an address, in whatever language. */
function waitFor(app: TestApp, to: string) {
  return app.mailbox.waitForMail({ to });
}

async function settled(app: TestApp) {
  await eventually(async () =>
    app.db.selectFrom("recoveryRequests").select("id").where("settledAt", "is", null).execute(),
  ).toEqual([]);
}

async function forgot(app: TestApp, userNameOrEmail: string) {
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail } });
  await settled(app);
}

async function redeem(app: TestApp, about: string) {
  const token = tokenIn(await app.mailbox.waitForMail({ to: thief, subject: about }));
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } });
}

async function linksTo(app: TestApp, userId: string) {
  const mails = await app.db
    .selectFrom("messages")
    .select("toAddress")
    .where("userId", "=", userId)
    .where("kind", "=", "password-change-link")
    .orderBy("id")
    .execute();
  return mails.map(({ toAddress }) => toAddress);
}

async function notices(app: TestApp, userId: string) {
  const mails = await app.db
    .selectFrom("messages")
    .select("toAddress")
    .where("userId", "=", userId)
    .where("kind", "=", "email-changed")
    .orderBy("id")
    .execute();
  return mails.map(({ toAddress }) => toAddress);
}
