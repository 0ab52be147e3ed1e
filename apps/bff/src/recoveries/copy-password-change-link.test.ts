import { copyPasswordChangeLink } from "@latchkey/contract/links-in-hand.ts";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { listRecoveries } from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { languages, type Language } from "@latchkey/contract/languages.ts";
import { builtInTemplates } from "@latchkey/mails/built-in-templates.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { addMinutes } from "../ports/clock.ts";
import { mailLink, stopTokenIn } from "../test/read-mail.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const newPassword = "quiet harbour lamp 49";

test("the administrator gets the link once, no mail carries it, and the user is told", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });

  const { recovery, link } = await copy(app, jane.id);

  expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
  expect(recovery).toMatchObject({ way: "link", state: "open", askedBy: "administrator", mail: null });
  expect(recovery.expiresAt).toBe(addMinutes(recovery.createdAt, 24 * 60));
  const notice = await app.mailbox.waitForMail({ to: jane.email! });
  expect(await app.mailbox.mails({ to: jane.email! })).toHaveLength(1);
  expect(notice.subject).toBe("An administrator made a link to change your Latchkey password");
  expect(JSON.stringify(notice)).not.toContain(tokenOf(link));
  expect(JSON.stringify(notice)).not.toContain("/reset-password");
  const event = await app.db
    .selectFrom("auditEvents")
    .select(["id", "details"])
    .where("action", "=", "password-change-link.copied")
    .executeTakeFirstOrThrow();
  expect(event.id).toBe(recovery.auditEventId);
  expect(JSON.parse(event.details)).toEqual({
    recoveryId: recovery.id,
    expiresAt: recovery.expiresAt,
    notice: "mailed",
  });

  await app.signIn(jane.userName, "the old password of Jane");
  await app.visitor().call(redeemPasswordChangeLink, { body: { token: tokenOf(link), newPassword } });
  await app.signIn(jane.userName, newPassword);
});

test("every reader of a notice is told in their language", async () => {
  const app = await startApp();
  for (const language of Object.keys(languages) as Language[]) {
    const jane = await app.createUser({ language });
    await copy(app, jane.id);
    const mail = await app.mailbox.waitForMail({ to: jane.email! });
    const title = /<h1>(.*)<\/h1>/.exec(builtInTemplates[language]["link-copied"].html)![1]!;
    expect(mail.html).toContain(title);
  }
});

test("the secret is in its one reply and nowhere else, and no cache may keep that", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const response = await app.admin.fetch(`/api/users/${jane.id}/copied-links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const { link } = (await response.json()) as { link: string };

  expect(response.headers.get("cache-control")).toBe("no-store");
  const kept = await Promise.all(
    (["recoveries", "auditEvents", "messages", "stopLinks"] as const).map((table) =>
      app.db.selectFrom(table).selectAll().execute(),
    ),
  );
  const { recoveries } = await app.admin.call(listRecoveries, { params: { userId: jane.id } });
  expect(JSON.stringify([kept, recoveries, app.log, await app.mailbox.mails()])).not.toContain(tokenOf(link));
});

test("it takes the place of an administrator's older link, as a mailed one takes its own", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const mailed = await mailLink(app, jane);
  const { link } = await copy(app, jane.id);
  const lookUp = (token: string) => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });

  await refusal(lookUp(mailed.token), "link-replaced");
  await lookUp(tokenOf(link));
  await mailLink(app, jane);
  await refusal(lookUp(tokenOf(link)), "link-replaced");
});

test("the stop link of the notice ends it, and the password that was chosen through it", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const first = await copy(app, jane.id);
  const notice = await app.mailbox.waitForMail({ to: jane.email! });
  await app.visitor().call(redeemPasswordChangeLink, { body: { token: tokenOf(first.link), newPassword } });
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(notice) } });
  await refusal(app.signIn(jane.userName, newPassword), "sign-in-refused");

  await refusal(copy(app, jane.id), "reason-needed");
  const note = { reason: "Called back", ticket: null, verifiedBy: null };
  const { recovery } = await copy(app, jane.id, { note });
  expect(recovery.note).toEqual(note);
});

test("never for oneself, nor an inactive user, nor where it is turned off; each refusal is audited", async () => {
  const app = await startApp();
  const inactive = await app.createUser({ isActive: false });

  await expectUnchanged(app, async () => {
    await refusal(copy(app, app.adminId), "own-account");
    await refusal(copy(app, inactive.id), "user-inactive");
    await refusal(copy(app, newId()), "not-found");
  });
  expect(await app.auditOf(inactive.id)).toEqual(["user.created", "password-change-link.copied refused"]);

  const strict = await startApp({ copiedLinks: false });
  const jane = await strict.createUser();
  await expectUnchanged(strict, () => refusal(copy(strict, jane.id), "copied-links-off"));
  expect(await strict.auditOf(jane.id)).toEqual(["user.created", "password-change-link.copied refused"]);
});

test("without an address nobody can be told, and the trail says so", async () => {
  const app = await startApp();
  const jane = await app.createUser({ email: null });
  await copy(app, jane.id);
  const { details } = await app.db
    .selectFrom("auditEvents")
    .select("details")
    .where("action", "=", "password-change-link.copied")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(details)).toMatchObject({ notice: "not mailed" });
});

test("it ends when the address changes or the user is deactivated, like every link", async () => {
  const app = await startApp();
  const ways = [{ email: "jane@elsewhere.test" }, { isActive: false }];
  for (const change of ways) {
    const jane = await app.createUser();
    const { link } = await copy(app, jane.id);
    await app.admin.call(updateUser, {
      params: { userId: jane.id },
      body: { version: jane.version, ...change },
    });
    await refusal(
      app.visitor().call(redeemPasswordChangeLink, { body: { token: tokenOf(link), newPassword } }),
      "link-revoked",
    );
  }
});

function copy(app: TestApp, userId: string, body: object = {}) {
  return app.admin.call(copyPasswordChangeLink, { params: { userId }, body });
}

function tokenOf(link: string): string {
  return link.slice(link.indexOf("#") + 1);
}
