import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { copyPasswordChangeLink, extendLink } from "@latchkey/contract/links-in-hand.ts";
import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { eventually } from "./test/eventually.ts";
import { mailLink, passwordIn } from "./test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "./test/start.ts";

test("option B: no reply, log line, audit row or byte of the database holds the password, while it waits or afterwards", async () => {
  const app = await startApp();
  const replies = recordReplies(app);
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "lost-answer", times: 1 });
  const { mail } = await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [received] = await app.mailbox.mails({ to: jane.email! });
  const password = passwordIn(received!);
  expect(filesWith(app, password)).toEqual([]);

  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(mail!.id);
  for (const path of ["", "/recoveries", "/audit-events", "/sessions", "/recovery-preview"]) {
    await app.admin.fetch(`/api/users/${jane.id}${path}`);
  }
  await app.admin.fetch("/api/users");
  await app.admin.fetch("/api/nothing");

  expect(replies().length).toBeGreaterThan(8);
  expectNowhere(app, replies(), [password]);
});

test("after everything that people do, only the mailbox knows what was secret", async () => {
  const app = await startApp();
  const replies = recordReplies(app);
  const secrets = {
    old: "planted old password 1",
    chosen: "planted chosen password 2",
    own: "planted own password 3",
    wrong: "planted wrong password 4",
  };
  const jane = await app.createUser({ password: secrets.old });
  const { token } = await mailLink(app, jane);
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: secrets.chosen } });
  const { token: unused, recovery } = await mailLink(app, jane);
  await app.admin.call(extendLink, { params: { userId: jane.id, recoveryId: recovery.id }, body: {} });
  const browser = await app.signIn(jane.userName, secrets.chosen);
  const janeSession = browser.cookie()!;
  await browser.call(changeOwnPassword, {
    body: { currentPassword: secrets.chosen, newPassword: secrets.own },
  });
  await refusal(app.signIn(jane.userName, secrets.wrong), "sign-in-refused");
  await refusal(app.signIn(secrets.wrong, secrets.wrong), "sign-in-refused");
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [accessInfo] = await app.mailbox.mails({ to: jane.email! });
  const generated = passwordIn(accessInfo!);
  const restricted = await app.signIn(jane.userName, generated);
  await restricted.call(replaceTemporaryPassword, { body: { newPassword: `${secrets.own} again` } });
  const suggestion = await app.admin.call(suggestPassword, {
    params: { userId: jane.id },
    body: { style: "words" },
  });
  await app.admin.call(updateUser, {
    params: { userId: jane.id },
    body: { version: jane.version, passwordSuggestionId: suggestion.id, sendAccessInfo: true },
  });
  const { link } = await app.admin.call(copyPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const copied = link.slice(link.indexOf("#") + 1);
  await eventually(() =>
    app.db.selectFrom("messages").select("state").where("state", "<>", "accepted").execute(),
  ).toEqual([]);

  const planted = [...Object.values(secrets), token, unused, janeSession, app.admin.cookie()!, generated];
  expectNowhere(app, replies(), planted);
  // Generate shows its password to the administrator, once.
  expect(replies().filter((reply) => reply.includes(suggestion.password))).toHaveLength(1);
  // And Copy link its link.
  expect(replies().filter((reply) => reply.includes(copied))).toHaveLength(1);
  expectNowhere(app, [], [suggestion.password, copied, rootAdmin.password]);
});

/** Collects the bodies of all replies from now on. */
function recordReplies(app: TestApp): () => string[] {
  const bodies: string[] = [];
  const { call, fetch } = app.admin;
  app.admin.call = (async (route: never, request: never) => {
    const reply = await call(route, request);
    bodies.push(JSON.stringify(reply ?? null));
    return reply;
  }) as typeof call;
  app.admin.fetch = async (path, init) => {
    const response = await fetch(path, init);
    bodies.push(await response.clone().text());
    return response;
  };
  return () => bodies;
}

function expectNowhere(app: TestApp, replies: string[], secrets: string[]): void {
  const told = [...replies, JSON.stringify(app.log)].join("\n");
  for (const secret of secrets) {
    expect(told).not.toContain(secret);
    expect(filesWith(app, secret)).toEqual([]);
  }
}

/** The files of the data folder, the mailbox aside, that hold these bytes. */
function filesWith(app: TestApp, secret: string): string[] {
  expect(app.database.checkpoint()).toBe(true);
  const bytes = Buffer.from(secret);
  return readdirSync(app.folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("mailbox") && statSync(join(app.folder, name)).isFile())
    .filter((name) => readFileSync(join(app.folder, name)).includes(bytes));
}
