import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { listRecoveries, revokeRecovery, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

test("a revoked link no longer works, and the record says so", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery, token } = await mailLink(app, jane);

  await app.admin.call(revokeRecovery, { params: { userId: jane.id, recoveryId: recovery.id } });

  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } }),
    "link-revoked",
  );
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries).toMatchObject([{ state: "ended", endReason: "revoked" }]);
  expect(recoveries[0]!.endedAt).not.toBeNull();
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "password-change-link.sent",
    "password-change-link.revoked",
    "password-change-link.redeemed refused",
  ]);
});

test("revoking withdraws a mail that never left", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "invalid-key" });
  // The first mail stops the sender, so the second one is never attempted.
  await app.admin.call(sendPasswordChangeLink, { params: { userId: (await app.createUser()).id }, body: {} });
  const { id: linkId } = await app.admin.call(sendPasswordChangeLink, {
    params: { userId: jane.id },
    body: {},
  });

  await app.admin.call(revokeRecovery, { params: { userId: jane.id, recoveryId: linkId } });

  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(recoveries[0]!.mail).toMatchObject({
    state: "cancelled",
    reason: "An administrator withdrew the link.",
  });
});

test("a link that is not open, or not this user's, can't be revoked", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const john = await app.createUser();
  const used = await mailLink(app, jane);
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token: used.token, newPassword: "quiet harbour lamp 49" } });
  const open = await mailLink(app, jane);
  const revoke = (userId: string, linkId: string) =>
    app.admin.call(revokeRecovery, { params: { userId, recoveryId: linkId } });

  await expectUnchanged(app, async () => {
    await refusal(revoke(jane.id, used.recovery.id), "recovery-not-open");
    await refusal(revoke(john.id, open.recovery.id), "not-found");
    await refusal(revoke(jane.id, newId()), "not-found");
  });
  expect(await app.auditOf(john.id)).toEqual(["user.created", "recovery.revoked refused"]);

  app.clock.advance({ hours: 24 });
  const freshAdmin = await app.signIn("root.admin", "correct horse battery staple 7");
  await refusal(
    freshAdmin.call(revokeRecovery, { params: { userId: jane.id, recoveryId: open.recovery.id } }),
    "recovery-not-open",
  );
});

test("of many who revoke or use one link at once, exactly one succeeds", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { recovery, token } = await mailLink(app, jane);

  const ends = await outcomes(10, (index) =>
    index % 2 === 0
      ? app.admin.call(revokeRecovery, { params: { userId: jane.id, recoveryId: recovery.id } })
      : app
          .visitor()
          .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } }),
  );

  expect(ends["done"]).toBe(1);
  expect(
    Object.keys(ends).filter(
      (end) => !["done", "recovery-not-open", "link-revoked", "link-used"].includes(end),
    ),
  ).toEqual([]);
});
