import { languages, type Language } from "@latchkey/contract/languages.ts";
import { copyPasswordChangeLink, extendLink } from "@latchkey/contract/links-in-hand.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  revokeRecovery,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { builtInTemplates } from "@latchkey/mails/built-in-templates.ts";
import { expect, test } from "vitest";
import { addMinutes } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { mailLink, stopTokenIn, tokenIn } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { makeEmergencyLink } from "./make-emergency-link.ts";

const day = 24 * 60;
const newPassword = "quiet harbour lamp 49";

test("an extended link works for as long from now as a new one would, and the user is told until when", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery, token, mail } = await mailLink(app, jane);
  app.clock.advance({ hours: 23 });
  await app.signInAgain();

  const before = app.clock.now();
  const extended = await extend(app, jane.id, recovery.id);

  expect(extended).toMatchObject({ id: recovery.id, state: "open" });
  expect(extended.extendedAt! >= before).toBe(true);
  expect(extended.expiresAt).toBe(addMinutes(extended.extendedAt!, day));
  expect(extended.mail).toEqual(recovery.mail);
  const notice = await app.mailbox.waitForMail({ to: jane.email!, after: mail });
  expect(notice.subject).toBe("Your link to change the Latchkey password works longer");
  expect(JSON.stringify(notice)).not.toContain(token);
  expect(JSON.stringify(notice)).not.toContain("/reset-password");
  const { details } = await app.db
    .selectFrom("auditEvents")
    .select("details")
    .where("action", "=", "password-change-link.extended")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(details)).toEqual({
    recoveryId: recovery.id,
    expiresAt: extended.expiresAt,
    notice: "mailed",
  });

  app.clock.advance({ hours: 23 });
  await app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  app.clock.advance({ hours: 1 });
  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
    "link-expired",
  );
});

test("every reader of a notice is told in their language", async () => {
  const app = await startApp();
  for (const language of Object.keys(languages) as Language[]) {
    const jane = await app.createUser({ language });
    const { recovery, mail } = await mailLink(app, jane);
    await extend(app, jane.id, recovery.id);
    const notice = await app.mailbox.waitForMail({ to: jane.email!, after: mail });
    const title = /<h1>(.*)<\/h1>/.exec(builtInTemplates[language]["link-extended"].html)![1]!;
    expect(notice.html).toContain(title);
  }
});

test("once: no link outlives a day more than it was made for, however many press the button", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery } = await mailLink(app, jane);

  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => extend(app, jane.id, recovery.id)));

  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expectUnchanged(app, () => refusal(extend(app, jane.id, recovery.id), "already-extended"));
});

test("what Forgot Password? or the operator made is extended alike", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: jane.userName } });
  const token = tokenIn(await app.mailbox.waitForMail({ to: jane.email! }));
  await makeEmergencyLink(app.system, app.adminId);
  const idOf = async (userId: string) =>
    (await app.admin.call(listRecoveries, { params: { userId } })).recoveries[0]!.id;

  for (const userId of [jane.id, app.adminId]) {
    const { expiresAt, extendedAt } = await extend(app, userId, await idOf(userId));
    expect(expiresAt).toBe(addMinutes(extendedAt!, day));
  }
  app.clock.advance({ hours: 2 });
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } });
});

test("where links are no longer copied, one that was is not extended either; one that was mailed is", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery: copied } = await app.admin.call(copyPasswordChangeLink, {
    params: { userId: jane.id },
    body: {},
  });
  app.system.installation.copiedLinks = false;
  await expectUnchanged(app, () => refusal(extend(app, jane.id, copied.id), "copied-links-off"));
  const { recovery: mailed } = await mailLink(app, jane);
  expect(await extend(app, jane.id, mailed.id)).toMatchObject({ state: "open" });
});

test("what is over stays over, a password is no link, and another's link is not found; refusals are audited", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const mary = await app.createUser();
  const of = async (end: (id: string, token: string) => Promise<unknown>) => {
    const { recovery, token } = await mailLink(app, jane);
    await end(recovery.id, token);
    return recovery.id;
  };
  const used = await of((_, token) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
  );
  const revoked = await of((recoveryId) =>
    app.admin.call(revokeRecovery, { params: { userId: jane.id, recoveryId } }),
  );
  const replaced = await of(() => mailLink(app, jane));
  const expired = await of(async () => {
    app.clock.advance({ hours: 24 });
    await app.signInAgain();
  });
  const password = await app.admin.call(generateNewPassword, { params: { userId: mary.id }, body: {} });
  const { recovery: ofJane } = await mailLink(app, jane);

  await expectUnchanged(app, async () => {
    for (const id of [used, revoked, replaced, expired])
      await refusal(extend(app, jane.id, id), "recovery-not-open");
    await refusal(extend(app, mary.id, password.id), "not-found");
    await refusal(extend(app, mary.id, ofJane.id), "not-found");
    await refusal(extend(app, jane.id, newId()), "not-found");
  });
  const refused = (await app.auditOf(jane.id)).filter(
    (each) => each === "password-change-link.extended refused",
  );
  expect(refused).toHaveLength(5);
});

test("the stop link of the notice stops the link", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery, token, mail } = await mailLink(app, jane);
  await extend(app, jane.id, recovery.id);
  const notice = await app.mailbox.waitForMail({ to: jane.email!, after: mail });

  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(notice) } });

  await refusal(app.visitor().call(lookUpPasswordChangeLink, { body: { token } }), "link-revoked");
  await refusal(
    app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} }),
    "reason-needed",
  );
});

function extend(app: TestApp, userId: string, recoveryId: string) {
  return app.admin.call(extendLink, { params: { userId, recoveryId }, body: {} });
}
