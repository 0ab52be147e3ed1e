import { endUserSession, getSession, listUserSessions } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("an administrator ends one session; the others go on", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const first = await app.signIn(jane.userName, password);
  const { sessions } = await app.admin.call(listUserSessions, { params: { userId: jane.id } });
  const second = await app.signIn(jane.userName, password);

  await app.admin.call(endUserSession, { params: { userId: jane.id, sessionId: sessions[0]!.id } });

  expect((await first.call(getSession, {})).session).toBeNull();
  expect((await second.call(getSession, {})).session).not.toBeNull();
  expect((await app.auditOf(jane.id)).at(-1)).toBe("sessions.ended");
});

test("a session that is over, unknown, or another user's is not found, and stays as it is", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const john = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const { sessions } = await app.admin.call(listUserSessions, { params: { userId: jane.id } });
  const sessionId = sessions[0]!.id;
  const end = (userId: string, id: string) =>
    app.admin.call(endUserSession, { params: { userId, sessionId: id } });

  await expectUnchanged(app, async () => {
    await refusal(end(john.id, sessionId), "not-found");
    await refusal(end(jane.id, newId()), "not-found");
  });
  expect((await browser.call(getSession, {})).session).not.toBeNull();
  expect(await outcomes(5, () => end(jane.id, sessionId))).toEqual({ done: 1, "not-found": 4 });
  expect((await app.auditOf(jane.id)).filter((action) => action === "sessions.ended")).toHaveLength(1);
});
