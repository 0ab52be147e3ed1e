import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { revokeRecovery } from "@latchkey/contract/recoveries.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

test("the page names the user name, masks the address, and says when the link ends and who asked", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor" });
  const { recovery, token } = await mailLink(app, jane);

  expect(await app.visitor().call(lookUpPasswordChangeLink, { body: { token } })).toEqual({
    userName: "jane.okafor",
    email: "j…r@acme.test",
    expiresAt: recovery.expiresAt,
    askedBy: "administrator",
    ownWords: ["jane.okafor", "Jane", "Okafor", "Latchkey"],
    language: "en",
  });
});

test("the page speaks the user's language", async () => {
  const app = await startApp();
  const { token } = await mailLink(app, await app.createUser({ language: "zh-Hans" }));

  const { language } = await app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  expect(language).toBe("zh-Hans");
});

test("looking burns nothing: a mail scanner may open the link as often as it likes", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const lookUp = () => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  await expectUnchanged(app, async () => {
    await Promise.all(Array.from({ length: 20 }, lookUp));
  });
  expect(await app.auditOf(jane.id)).toEqual(["user.created", "password-change-link.sent"]);
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
});

test("used, expired, replaced, withdrawn and wrong links each say so", async () => {
  const app = await startApp();
  const lookUp = (token: string) => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  const userWithLink = async () => {
    const user = await app.createUser();
    return { user, ...(await mailLink(app, user)) };
  };
  const used = await userWithLink();
  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token: used.token, newPassword: "quiet harbour lamp 49" } });
  const replaced = await userWithLink();
  await mailLink(app, replaced.user);
  const revoked = await userWithLink();
  await app.admin.call(revokeRecovery, {
    params: { userId: revoked.user.id, recoveryId: revoked.recovery.id },
  });
  const moved = await userWithLink();
  await app.admin.call(updateUser, {
    params: { userId: moved.user.id },
    body: { version: 1, email: "new@acme.test" },
  });
  const deactivated = await userWithLink();
  await app.admin.call(updateUser, {
    params: { userId: deactivated.user.id },
    body: { version: 1, isActive: false },
  });
  const expired = await userWithLink();

  await refusal(lookUp(used.token), "link-used");
  await refusal(lookUp(replaced.token), "link-replaced");
  await refusal(lookUp(revoked.token), "link-revoked");
  await refusal(lookUp(moved.token), "link-revoked");
  await refusal(lookUp(deactivated.token), "link-revoked");
  await refusal(lookUp("A".repeat(43)), "link-unknown");
  await refusal(lookUp(`${expired.token} `), "link-unknown");
  app.clock.advance({ hours: 23, minutes: 59 });
  await lookUp(expired.token);
  app.clock.advance({ minutes: 1 });
  await refusal(lookUp(expired.token), "link-expired");
});
