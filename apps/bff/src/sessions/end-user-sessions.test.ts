import { endUserSessions, getSession } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("sign out everywhere ends every session of the user and of nobody else", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browsers = [await app.signIn(jane.userName, password), await app.signIn(jane.userName, password)];

  expect(await app.admin.call(endUserSessions, { params: { userId: jane.id } })).toEqual({ ended: 2 });

  for (const browser of browsers) expect((await browser.call(getSession, {})).session).toBeNull();
  expect((await app.admin.call(getSession, {})).session).not.toBeNull();
  expect((await app.auditOf(jane.id)).at(-1)).toBe("sessions.ended");
  await app.signIn(jane.userName, password);
});

test("without sessions nothing happens, and nobody is not found", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  await expectUnchanged(app, async () => {
    expect(await app.admin.call(endUserSessions, { params: { userId: jane.id } })).toEqual({ ended: 0 });
    await refusal(app.admin.call(endUserSessions, { params: { userId: newId() } }), "not-found");
  });
});
