import { listUserSessions } from "@latchkey/contract/sessions.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { refusal, startApp } from "../test/start.ts";

const password = "the old password of Jane";

test("the record lists the open sessions, the latest first, and marks the one that asks", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  await app.signIn(jane.userName, password);
  app.clock.advance({ minutes: 2 });
  const closed = await app.signIn(jane.userName, password);
  await closed.call(signOut, {});
  await app.signIn(jane.userName, password);

  const { sessions } = await app.admin.call(listUserSessions, { params: { userId: jane.id } });

  expect(sessions.map(({ userAgent, isThisOne }) => [userAgent, isThisOne])).toEqual([
    ["Test Browser", false],
    ["Test Browser", false],
  ]);
  expect(sessions[0]!.lastSeenAt > sessions[1]!.lastSeenAt).toBe(true);
  const own = await app.admin.call(listUserSessions, { params: { userId: app.adminId } });
  expect(own.sessions.map(({ isThisOne }) => isThisOne)).toEqual([true]);
});

test("idle ones are gone, no token or hash is told, and nobody has none", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const { sessions } = await app.admin.call(listUserSessions, { params: { userId: jane.id } });
  expect(Object.keys(sessions[0]!).toSorted()).toEqual([
    "address",
    "id",
    "isThisOne",
    "lastSeenAt",
    "startedAt",
    "userAgent",
  ]);
  expect(JSON.stringify(sessions)).not.toContain(browser.cookie());

  for (const minutes of [29, 29, 2]) {
    const open = await app.admin.call(listUserSessions, { params: { userId: jane.id } });
    expect(open.sessions).toHaveLength(1);
    app.clock.advance({ minutes });
  }
  expect(await app.admin.call(listUserSessions, { params: { userId: jane.id } })).toEqual({ sessions: [] });
  await refusal(app.admin.call(listUserSessions, { params: { userId: newId() } }), "not-found");
});
