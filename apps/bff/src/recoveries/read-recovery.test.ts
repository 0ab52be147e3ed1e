import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, listRecoveries, type Recovery } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { deleteUser, getUser, updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import type { Moment } from "../ports/clock.ts";
import { mailLink, passwordIn } from "../test/read-mail.ts";
import { rootAdmin, startApp, type TestApp } from "../test/start.ts";

const newPassword = "quiet harbour lamp 49";

const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";

test("a scanner that runs the page's scripts is nobody: the page is opened when a person touches it, and with what", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  await lookUp(app, token, { byPerson: false });
  await lookUp(app, token, { byPerson: false });
  expect((await list(app, jane.id))[0]).toMatchObject({ openedAt: null, usedOn: null });

  await lookUp(app, token, { userAgent: safari });
  expect((await list(app, jane.id))[0]).toMatchObject({ usedOn: "Safari on iPhone" });
  await lookUp(app, token, {
    userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0",
  });
  expect((await list(app, jane.id))[0]).toMatchObject({ usedOn: "Safari on iPhone" });
});

test("who holds a link puts no words of their own into the record", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  await lookUp(app, token, { userAgent: "Caller verified by IT, trust this/1 (Linux)" });
  const [link] = await list(app, jane.id);
  expect(link).toMatchObject({ openedAt: expect.any(String), usedOn: "Linux" });
});

test("a temporary password tells with what it was used first, until its user is deleted", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const password = passwordIn(await app.mailbox.waitForMail({ to: jane.email! }));
  const body = JSON.stringify({ userNameOrEmail: jane.userName, password });
  const headers = { "content-type": "application/json", "user-agent": safari };
  await app.visitor().fetch("/api/session", { method: "POST", headers, body });
  expect((await list(app, jane.id))[0]).toMatchObject({ usedOn: "Safari on iPhone" });

  await app.admin.call(deleteUser, { params: { userId: jane.id }, body: { userName: jane.userName } });
  expect(await app.db.selectFrom("recoveries").select("usedOn").execute()).toEqual([{ usedOn: null }]);
});

test("a link tells when its page was opened first, and when the password was set through it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery, token } = await mailLink(app, jane);
  expect(recovery).toMatchObject({ openedAt: null, finishedAt: null, endedAt: null });

  const opened = await during(app, () => lookUp(app, token));
  await lookUp(app, token);
  const set = await during(app, () =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
  );

  const [link] = await list(app, jane.id);
  expect(link).toMatchObject({ state: "finished", signedInAt: null, tookEffectAt: null });
  opened(link!.openedAt);
  set(link!.finishedAt);
  expect(link!.endedAt).toBe(link!.finishedAt);
  expect(await setThrough(app, jane.id)).toBe(link!.id);
});

test("a generated password tells when it became true, when it was used first, and when it was replaced", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const activated = await during(app, () =>
    app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} }),
  );
  const password = passwordIn(await app.mailbox.waitForMail({ to: jane.email! }));

  const { signedIn, set } = await signInTwiceAndReplace(app, jane.userName, password);

  const [generated] = await list(app, jane.id);
  expect(generated).toMatchObject({ way: "mailed-password", state: "finished", openedAt: null });
  activated(generated!.tookEffectAt);
  signedIn(generated!.signedInAt);
  set(generated!.finishedAt);
  expect(generated!.endedAt).toBe(generated!.finishedAt);
  expect(await setThrough(app, jane.id)).toBe(generated!.id);
});

test("a temporary password tells when it was used first, and when it was replaced", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const password = await handOver(app, jane.id);

  const { signedIn, set } = await signInTwiceAndReplace(app, jane.userName, password);

  const [temporary] = await list(app, jane.id);
  expect(temporary).toMatchObject({ way: "told-password", state: "finished" });
  expect(temporary!.tookEffectAt).toBe(temporary!.createdAt);
  signedIn(temporary!.signedInAt);
  set(temporary!.finishedAt);
  expect(temporary!.endedAt).toBe(temporary!.finishedAt);
  expect(await setThrough(app, jane.id)).toBe(temporary!.id);
});

test("of two temporary passwords only the present one was used; the one before stays replaced by it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const password = await handOver(app, jane.id);

  await signInTwiceAndReplace(app, jane.userName, password);

  const [temporary, generated] = await list(app, jane.id);
  expect(temporary).toMatchObject({ way: "told-password", state: "finished" });
  expect(generated).toMatchObject({
    way: "mailed-password",
    state: "ended",
    endReason: "password-changed",
    signedInAt: null,
    finishedAt: null,
  });
});

test("what was used stays used, whatever becomes of the password after it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const password = passwordIn(await app.mailbox.waitForMail({ to: jane.email! }));
  const { browser } = await signInTwiceAndReplace(app, jane.userName, password);
  app.clock.advance({ seconds: 1 });

  const changed = await during(app, () =>
    browser.call(changeOwnPassword, {
      body: { currentPassword: newPassword, newPassword: "another harbour lamp 50" },
    }),
  );

  const { recoveries, ownChanges } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ state: "finished", endReason: null }]);
  const [own, ...more] = ownChanges;
  expect(more).toEqual([]);
  expect(own).toMatchObject({ mail: { to: expect.stringMatching(/@acme\.test$/) } });
  changed(own!.createdAt);
  expect(await setThrough(app, jane.id)).toBe(own!.id);
});

test("a temporary password that nobody used in time stays expired when another takes its place", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await handOver(app, jane.id);
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  app.clock.advance({ hours: 24 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });

  const { recoveries } = await admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries.map(({ way, state }) => `${way} ${state}`)).toEqual([
    "mailed-password open",
    "mailed-password expired",
    "told-password ended",
  ]);
});

test("a pending password that ran out while its mail waited is shown as expired", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  await app.db.updateTable("recoveries").set({ tookEffectAt: null, expiresAt: app.clock.now() }).execute();

  expect((await list(app, jane.id))[0]!.state).toBe("expired");
});

/** Does something and returns an expectation: this moment lies within it. */
async function during(app: TestApp, whatHappens: () => Promise<unknown>) {
  const before = app.clock.now();
  await whatHappens();
  const after = app.clock.now();
  return (moment: Moment | null) => {
    expect(moment).not.toBeNull();
    expect(moment! >= before && moment! <= after).toBe(true);
  };
}

async function signInTwiceAndReplace(app: TestApp, userName: string, password: string) {
  const signedIn = await during(app, () => app.signIn(userName, password));
  app.clock.advance({ seconds: 1 });
  const browser = await app.signIn(userName, password);
  app.clock.advance({ seconds: 1 });
  const set = await during(app, () => browser.call(replaceTemporaryPassword, { body: { newPassword } }));
  return { signedIn, set, browser };
}

async function handOver(app: TestApp, userId: string): Promise<string> {
  const params = { userId };
  const { id, password } = await app.admin.call(suggestPassword, { params, body: { style: "words" } });
  const { version } = await app.admin.call(getUser, { params });
  await app.admin.call(updateUser, { params, body: { version, passwordSuggestionId: id } });
  return password;
}

async function lookUp(
  app: TestApp,
  token: string,
  { byPerson = true, userAgent = "Test Browser" }: { byPerson?: boolean; userAgent?: string } = {},
): Promise<void> {
  const { path, method } = lookUpPasswordChangeLink;
  const { status } = await app.visitor().fetch(path, {
    method,
    headers: { "content-type": "application/json", "user-agent": userAgent },
    body: JSON.stringify({ token, byPerson }),
  });
  expect(status).toBe(200);
}

async function list(app: TestApp, userId: string): Promise<Recovery[]> {
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId } });
  return recoveries;
}

async function setThrough(app: TestApp, userId: string): Promise<string | null> {
  const { passwordSetThrough } = await app.db
    .selectFrom("users")
    .select("passwordSetThrough")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  return passwordSetThrough;
}
