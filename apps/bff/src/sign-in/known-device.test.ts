import { changeOwnPassword, replaceTemporaryPassword, signIn } from "@latchkey/contract/sign-in.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { mailLink, passwordIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type Browser, type TestApp } from "../test/start.ts";

const password = "the old password of Jane";

/** As `app.signIn`, but in a browser that was used before. */
const again = (browser: Browser, userNameOrEmail: string, tried = password) =>
  browser.call(signIn, { body: { userNameOrEmail, password: tried } });

/** Somebody goes on trying, waiting as long as they have to. */
async function guess(app: TestApp, userNameOrEmail: string, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) {
    app.clock.advance({ minutes: 15, seconds: 1 });
    await app.signIn(userNameOrEmail, "a guess").catch(() => {});
  }
}

test("one fool in an office, or a sprayer, keeps nobody from signing in where they always do", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  const browser = await app.signIn(jane.userName, password);
  for (let nth = 0; nth < 40; nth++) await app.signIn(`name.${nth}`, "a guess").catch(() => {});
  await refusal(app.signIn(jane.userName, password), "too-many-attempts");

  await again(browser, "jane");
  await again(browser, "jane@acme.test");
});

test("who is known by one account is a stranger to another", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  await app.createUser({ userName: "mallory", password });
  const mallory = await app.signIn("mallory", password);
  for (let nth = 0; nth < 11; nth++) await app.signIn("jane", "a guess").catch(() => {});

  await refusal(again(mallory, "jane"), "too-many-attempts");
});

test("a success of one's own account buys no guess at another's", async () => {
  const app = await startApp();
  await app.createUser({ userName: "mallory", password });
  const now = app.clock.now();
  app.system.clock.now = () => now;
  let looked = 0;

  for (let nth = 0; nth < 57; nth++) {
    await app.signIn("mallory", password).catch(() => {});
    await app.signIn(`victim.${nth}`, "Winter2026!").then(
      () => {},
      (error: { type?: string }) => {
        if (error.type === "sign-in-refused") looked += 1;
      },
    );
  }

  expect(looked).toBe(31);
});

test("beyond forty wrong passwords in a row, a password that somebody chose opens no session in a new browser", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  const browser = await app.signIn("jane", password);
  await guess(app, "jane", 41);

  app.clock.advance({ minutes: 15, seconds: 1 });
  await refusal(app.signIn("jane", password), "sign-in-stopped");
  // The other name has a count of its own; nobody learns by it that they belong together.
  await app.signIn("jane@acme.test", password);
  await again(browser, "jane");
});

test("a name that nobody has is stopped alike", async () => {
  const app = await startApp();
  await guess(app, "nobody", 41);

  app.clock.advance({ minutes: 15, seconds: 1 });
  await refusal(app.signIn("nobody", password), "sign-in-stopped");
  expect(await app.db.selectFrom("messages").selectAll().execute()).toEqual([]);
});

test("the way out of a stop is a recovery: a link, or a password that was mailed", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await guess(app, "jane", 41);
  await again(app.admin, rootAdmin.userName, rootAdmin.password);
  const { token } = await mailLink(app, jane);
  const newPassword = "quiet harbour lamp 49";
  const browser = app.visitor();

  await browser.call(redeemPasswordChangeLink, { body: { token, newPassword } });
  await app.signIn("jane", newPassword);

  await guess(app, "jane", 41);
  // Whoever redeemed a link in it signs in with this browser, whatever others go on trying.
  await again(browser, "jane", newPassword);
  await guess(app, "jane", 41);
  await again(app.admin, rootAdmin.userName, rootAdmin.password);
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const mails = await app.mailbox.mails({ to: jane.email! });
  await guess(app, "jane", 41);
  app.clock.advance({ minutes: 15, seconds: 1 });
  const withTemporary = await app.signIn(
    "jane",
    passwordIn(mails.find(({ text }) => text!.includes("Temporary password"))!),
  );
  await withTemporary.call(replaceTemporaryPassword, { body: { newPassword: "another harbour lamp 50" } });
});

test("the user and the System Administrators are told of a stop once, and nobody of a name that nobody has", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password, language: "de" });
  await guess(app, "jane", 45);
  await guess(app, "nobody", 45);

  await expect.poll(async () => (await app.mailbox.mails({ to: "root@latchkey.test" })).length).toBe(1);
  const [toAdministrator] = await app.mailbox.mails({ to: "root@latchkey.test" });
  const toJane = await app.mailbox.mails({ to: jane.email! });
  expect(toJane).toHaveLength(1);
  expect(toJane[0]!.subject).toBe("Zu viele falsche Passwörter für jane in Latchkey");
  expect(toJane[0]!.text).not.toContain("/users/");
  expect(toAdministrator!.subject).toBe("Too many wrong passwords for jane in Latchkey");
  expect(toAdministrator!.text).toContain(`/users/${jane.id}`);
  expect((await app.auditOf(jane.id)).filter((action) => action === "sign-in.stopped")).toHaveLength(1);
});

test("a device that goes on guessing is no longer known", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  const browser = await app.signIn("jane", password);
  for (let nth = 0; nth < 21; nth++) {
    app.clock.advance({ minutes: 15, seconds: 1 });
    await refusal(again(browser, "jane", "a guess"), "sign-in-refused");
  }
  for (let nth = 0; nth < 11; nth++) await app.signIn("jane", "a guess").catch(() => {});

  await refusal(again(browser, "jane"), "too-many-attempts");
});

test("the cookie is signed, tells nothing, and cannot be made up or altered", async () => {
  const app = await startApp({ publicUrl: "https://access.acme.test" });
  const jane = await app.createUser({ userName: "jane", password });
  const response = await app.visitor().fetch(signIn.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userNameOrEmail: "jane", password }),
  });
  const line = response.headers.getSetCookie().find((each) => each.startsWith("__Host-latchkey-device="))!;
  expect(line).toMatch(/; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const value = line.split(";")[0]!.split("=")[1]!;
  expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain(jane.id);
  for (let nth = 0; nth < 11; nth++) await app.signIn("jane", "a guess").catch(() => {});

  const tried = async (cookie: string) => {
    const answer = await app.visitor().fetch(signIn.path, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `__Host-latchkey-device=${cookie}` },
      body: JSON.stringify({ userNameOrEmail: "jane", password }),
    });
    return answer.status;
  };
  for (const forged of ["", "x", `A${value}`, value.slice(0, -2), value.toLowerCase(), "e30", "%00"]) {
    expect(await tried(forged)).toBe(429);
  }
  expect(await tried(value)).toBe(201);
});

test("a browser is known for half a year", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  const browser = await app.signIn("jane", password);
  app.clock.advance({ hours: 24 * 180, seconds: 1 });
  for (let nth = 0; nth < 11; nth++) await app.signIn("jane", "a guess").catch(() => {});

  await refusal(again(browser, "jane"), "too-many-attempts");
});

test("changing one's password leaves this browser known", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password });
  const browser = await app.signIn("jane", password);
  const newPassword = "quiet harbour lamp 49";
  await browser.call(changeOwnPassword, { body: { currentPassword: password, newPassword } });
  for (let nth = 0; nth < 11; nth++) await app.signIn("jane", "a guess").catch(() => {});

  await again(browser, "jane", newPassword);
});
