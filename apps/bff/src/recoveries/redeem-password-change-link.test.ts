import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const oldPassword = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

test("with the link the user chooses a new password; it ends every session and signs nobody in", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const elsewhere = await app.signIn(jane.userName, oldPassword);
  const { token } = await mailLink(app, jane);
  const browser = app.visitor();

  await browser.call(redeemPasswordChangeLink, { body: { token, newPassword } });

  expect(browser.cookie()).toBeNull();
  expect(await elsewhere.call(getSession, {})).toEqual({ session: null });
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
  await app.signIn(jane.userName, newPassword);
  expect(await app.auditOf(jane.id)).toEqual([
    "user.created",
    "session.opened",
    "password-change-link.sent",
    "password-change-link.redeemed",
    "session.opened refused",
    "session.opened",
  ]);
});

test("the user is told by mail that the password was changed, without a secret", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);

  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } });

  const notice = await app.mailbox.waitForMail({
    to: jane.email!,
    subject: "Your Latchkey password was changed",
  });
  expect(notice.text).toContain("You changed the password");
  expect(JSON.stringify(notice)).not.toContain(token);
  expect(JSON.stringify(notice)).not.toContain(newPassword);
});

test("a password that breaks the rules is refused with every rule, and the link stays good", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane.okafor", password: oldPassword });
  const { token } = await mailLink(app, jane);
  const redeem = (password: string) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: password } });

  await expectUnchanged(app, async () => {
    expect((await refusal(redeem("abcabc"), "password-refused")).rules).toEqual(["too-short", "pattern"]);
    expect((await refusal(redeem("jane.okafor-jane"), "password-refused")).rules).toEqual(["own-words"]);
    expect((await refusal(redeem(oldPassword), "password-refused")).rules).toEqual(["unchanged"]);
    expect((await refusal(redeem("x".repeat(129)), "password-refused")).rules).toContain("too-long");
  });
  await redeem(newPassword);
});

test("no character is trimmed, cut or forbidden", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const odd = `  \u0000 Käse\u0301 🧀 ${"long tail ".repeat(8)} `;

  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: odd } });

  await app.signIn(jane.userName, odd.normalize("NFD"));
  await refusal(app.signIn(jane.userName, odd.trim()), "sign-in-refused");
  await refusal(app.signIn(jane.userName, odd.slice(0, -1)), "sign-in-refused");
});

test("a link works once", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const redeem = (password: string) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: password } });
  await redeem(newPassword);
  await app.mailbox.waitForMail({ to: jane.email!, subject: /changed/ });
  await eventually(() =>
    app.db.selectFrom("messages").select("state").where("state", "<>", "accepted").execute(),
  ).toEqual([]);

  await expectUnchanged(app, () => refusal(redeem("another harbour lamp 50"), "link-used"));
  await expectUnchanged(app, () =>
    refusal(
      app.visitor().call(redeemPasswordChangeLink, { body: { token: "A".repeat(43), newPassword } }),
      "link-unknown",
    ),
  );
  await app.signIn(jane.userName, newPassword);
});

test("of twenty who use one link at once, exactly one succeeds", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const passwords = Array.from({ length: 20 }, (_, index) => `quiet harbour lamp ${100 + index}`);

  const ends = await outcomes(20, (index) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: passwords[index]! } }),
  );

  expect(ends).toEqual({ done: 1, "link-used": 19 });
  const redeemed = (await app.auditOf(jane.id)).filter(
    (action) => action === "password-change-link.redeemed",
  );
  expect(redeemed).toHaveLength(1);
  const { passwordVersion } = await app.db
    .selectFrom("users")
    .select("passwordVersion")
    .where("id", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(passwordVersion).toBe(1);
});

test("using a link ends the other open ones", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const older = await mailLink(app, jane);
  await app.db.updateTable("recoveries").set({ askedBy: "user" }).execute();
  const newer = await mailLink(app, jane);

  await app.visitor().call(redeemPasswordChangeLink, { body: { token: newer.token, newPassword } });

  await refusal(
    app.visitor().call(redeemPasswordChangeLink, {
      body: { token: older.token, newPassword: "another harbour lamp 50" },
    }),
    "link-revoked",
  );
});

test("an expired link changes nothing", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const { token } = await mailLink(app, jane);
  app.clock.advance({ hours: 24 });

  await expectUnchanged(app, () =>
    refusal(app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }), "link-expired"),
  );
  await app.signIn(jane.userName, oldPassword);
});
