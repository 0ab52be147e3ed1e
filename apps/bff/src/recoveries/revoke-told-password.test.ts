import { listRecoveries, revokeRecovery, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { getUser, updateUser, type User } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { refusal, rootAdmin, startApp, type Browser, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const newPassword = "quiet harbour lamp 49";

test("it no longer works: the user is left without a password, signed out, and told", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });
  const { id, password } = await handOver(app, jane);
  const browser = await app.signIn(jane.userName, password);

  await revoke(app.admin, jane.id, id);

  expect(await browser.call(getSession, {})).toEqual({ session: null });
  await refusal(app.signIn(jane.userName, password), "sign-in-refused");
  expect(await app.admin.call(getUser, { params: { userId: jane.id } })).toMatchObject({
    hasPassword: false,
    temporaryPasswordUntil: null,
    openSessions: 0,
  });
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ id, state: "ended", endReason: "revoked", finishedAt: null }]);
  expect(recoveries[0]!.endedAt).not.toBeNull();
  expect(await app.auditOf(jane.id)).toContain("temporary-password.revoked");
});

test("its mail is withdrawn if it never left", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "invalid-key" });
  // The first mail stops the sender, so the second one is never attempted.
  await app.admin.call(sendPasswordChangeLink, { params: { userId: app.adminId }, body: {} });
  const { id } = await handOver(app, jane, true);

  await revoke(app.admin, jane.id, id);

  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries[0]!.mail).toMatchObject({
    state: "cancelled",
    reason: "An administrator withdrew the password.",
  });
});

test("what is not saved, was replaced, ended, or is another user's, can't be revoked", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  const used = await handOver(app, jane);
  const browser = await app.signIn(jane.userName, used.password);
  await browser.call(replaceTemporaryPassword, { body: { newPassword } });
  const open = await handOver(app, john);
  const unsaved = await app.admin.call(suggestPassword, {
    params: { userId: john.id },
    body: { style: "groups" },
  });

  await expectUnchanged(app, async () => {
    await refusal(revoke(app.admin, jane.id, used.id), "recovery-not-open");
    await refusal(revoke(app.admin, jane.id, open.id), "not-found");
    await refusal(revoke(app.admin, john.id, unsaved.id), "not-found");
    await refusal(revoke(app.admin, john.id, newId()), "not-found");
  });
  expect(await app.auditOf(jane.id)).toContain("recovery.revoked refused");
  await app.signIn(jane.userName, newPassword);

  app.clock.advance({ hours: 24 });
  const freshAdmin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await refusal(revoke(freshAdmin, john.id, open.id), "recovery-not-open");
});

test("of many who revoke it at once exactly one succeeds", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id } = await handOver(app, jane);

  const ends = await outcomes(10, () => revoke(app.admin, jane.id, id));

  expect(ends).toEqual({ done: 1, "recovery-not-open": 9 });
  const revoked = (await app.auditOf(jane.id)).filter((action) => action === "temporary-password.revoked");
  expect(revoked).toHaveLength(1);
});

/** Option C as over the phone: Generate, Save. */
async function handOver(app: TestApp, { id: userId }: User, sendAccessInfo = false) {
  const params = { userId };
  const suggestion = await app.admin.call(suggestPassword, { params, body: { style: "words" } });
  const { version } = await app.admin.call(getUser, { params });
  const body = { version, passwordSuggestionId: suggestion.id, sendAccessInfo };
  await app.admin.call(updateUser, { params, body });
  return suggestion;
}

function revoke(by: Browser, userId: string, recoveryId: string): Promise<undefined> {
  return by.call(revokeRecovery, { params: { userId, recoveryId } });
}
