import { changeOwnPassword } from "@latchkey/contract/sign-in.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const oldPassword = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

test("Change Password signs the user out everywhere and asks them to sign in again", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const elsewhere = await app.signIn(jane.userName, oldPassword);
  const browser = await app.signIn(jane.userName, oldPassword);

  await browser.call(changeOwnPassword, { body: { currentPassword: oldPassword, newPassword } });

  expect(browser.cookie()).toBeNull();
  expect(await elsewhere.call(getSession, {})).toEqual({ session: null });
  await refusal(app.signIn(jane.userName, oldPassword), "sign-in-refused");
  await app.signIn(jane.userName, newPassword);
  expect((await app.auditOf(jane.id)).slice(0, 4)).toEqual([
    "user.created",
    "session.opened",
    "session.opened",
    "password.changed",
  ]);
  const notice = await app.mailbox.waitForMail({
    to: jane.email!,
    subject: "Your Latchkey password was changed",
  });
  expect(notice.text).toContain("You changed the password");
});

test("it ends the links that were sent before", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const { token } = await mailLink(app, jane);
  const browser = await app.signIn(jane.userName, oldPassword);

  await browser.call(changeOwnPassword, { body: { currentPassword: oldPassword, newPassword } });

  await refusal(
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "another harbour lamp 50" } }),
    "link-revoked",
  );
});

test("a wrong current password or a weak new one changes nothing", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const browser = await app.signIn(jane.userName, oldPassword);
  const change = (currentPassword: string, next: string) =>
    browser.call(changeOwnPassword, { body: { currentPassword, newPassword: next } });

  await expectUnchanged(app, async () => {
    await refusal(change("not the password", newPassword), "current-password-wrong");
    expect((await refusal(change(oldPassword, oldPassword), "password-refused")).rules).toEqual([
      "unchanged",
    ]);
    expect((await refusal(change(oldPassword, "short"), "password-refused")).rules).toContain("too-short");
  });
  expect((await browser.call(getSession, {})).session).not.toBeNull();
  expect((await app.auditOf(jane.id)).filter((action) => action === "password.changed refused")).toHaveLength(
    3,
  );
});

test("beyond twenty wrong current passwords in a row the right one is no longer enough, until a recovery", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const browser = await app.signIn(jane.userName, oldPassword);
  const change = (currentPassword: string) =>
    browser.call(changeOwnPassword, { body: { currentPassword, newPassword } });
  const { token } = await mailLink(app, jane);

  for (let times = 0; times < 20; times++) {
    await refusal(change("a guess"), "current-password-wrong");
    app.clock.advance({ minutes: 15, seconds: 1 });
  }
  await refusal(change("a guess"), "sign-in-stopped");
  app.clock.advance({ minutes: 15, seconds: 1 });
  await refusal(change(oldPassword), "sign-in-stopped");

  const recovered = "another harbour lamp 50";
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: recovered } });
  const again = await app.signIn(jane.userName, recovered);
  await again.call(changeOwnPassword, { body: { currentPassword: recovered, newPassword } });
});

test("of many changes at once, exactly one succeeds", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: oldPassword });
  const browser = await app.signIn(jane.userName, oldPassword);

  const ends = await outcomes(8, (index) =>
    browser.call(changeOwnPassword, {
      body: { currentPassword: oldPassword, newPassword: `quiet harbour lamp ${100 + index}` },
    }),
  );

  expect(ends["done"]).toBe(1);
  const others = new Set(Object.keys(ends).filter((end) => end !== "done"));
  expect(others.isSubsetOf(new Set(["version-conflict", "not-signed-in", "current-password-wrong"]))).toBe(
    true,
  );
});
