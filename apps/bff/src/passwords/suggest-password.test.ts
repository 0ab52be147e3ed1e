import { passwordMinLength } from "@latchkey/contract/password-policy.ts";
import { suggestPassword, type PasswordStyle } from "@latchkey/contract/passwords.ts";
import { expect, test } from "vitest";
import { millisecondsBetween } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { eraseExpiredSuggestions } from "./suggestion.ts";
import { transact } from "../db/transaction.ts";
import { refusal, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

test("Generate proposes a password for reading aloud, fresh every time", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  const groups = await generate(app, jane.id, "groups");
  const again = await generate(app, jane.id, "groups");
  const words = await generate(app, jane.id, "words");

  expect(groups.password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
  expect(words.password).toMatch(/^[a-z]+(-[a-z]+){4,}$/);
  expect(again.password).not.toBe(groups.password);
  expect(Math.min(...[groups, words].map(({ password }) => password.length))).toBeGreaterThanOrEqual(
    passwordMinLength,
  );
});

test("it changes nothing until Save: no password, no mail, only the audit trail knows", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });

  const suggestion = await generate(app, jane.id);

  await app.signIn(jane.userName, "the old password of Jane");
  await refusal(app.signIn(jane.userName, suggestion.password), "sign-in-refused");
  expect(await app.mailbox.mails()).toEqual([]);
  expect((await app.auditOf(jane.id)).slice(0, 2)).toEqual(["user.created", "password-suggestion.generated"]);
});

test("it lives for 15 minutes, and its text only sealed, bound to the row, erased afterwards", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { id, password, expiresAt } = await generate(app, jane.id);
  const row = () => app.db.selectFrom("passwordSuggestions").selectAll().executeTakeFirstOrThrow();
  const { createdAt, sealed } = await row();

  expect(millisecondsBetween(createdAt, expiresAt)).toBe(15 * 60_000);
  expect(JSON.stringify(await row())).not.toContain(password);
  expect(app.system.sealer.open(sealed!, id)).toBe(password);
  app.clock.advance({ minutes: 14 });
  await transact(app, (tx) => eraseExpiredSuggestions(app.system, tx));
  expect((await row()).sealed).not.toBeNull();
  app.clock.advance({ minutes: 1 });
  await transact(app, (tx) => eraseExpiredSuggestions(app.system, tx));
  expect((await row()).sealed).toBeNull();
});

test("it is refused on one's own record and for nobody", async () => {
  const app = await startApp();

  await expectUnchanged(app, async () => {
    await refusal(generate(app, app.adminId), "own-account");
    await refusal(generate(app, newId()), "not-found");
  });
  expect(await app.auditOf(app.adminId)).toContain("password-suggestion.generated refused");
});

function generate(app: TestApp, userId: string, style: PasswordStyle = "groups") {
  return app.admin.call(suggestPassword, { params: { userId }, body: { style } });
}
