import { endOtherOwnSessions, getSession } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { startApp } from "../test/start.ts";

const password = "the old password of Jane";

test("all other sessions of one's own end, but neither this one nor anybody else's", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await app.createUser({ userName: "john", password });
  const others = [await app.signIn("jane", password), await app.signIn("jane", password)];
  const johns = await app.signIn("john", password);
  const browser = await app.signIn("jane", password);

  expect(await browser.call(endOtherOwnSessions, {})).toEqual({ ended: 2 });

  for (const other of others) expect((await other.call(getSession, {})).session).toBeNull();
  for (const open of [browser, johns, app.admin])
    expect((await open.call(getSession, {})).session).not.toBeNull();
  const event = app.db.selectFrom("auditEvents").select(["actorId", "details"]);
  expect(
    await event.where("subjectId", "=", jane.id).where("action", "=", "sessions.ended").execute(),
  ).toEqual([{ actorId: jane.id, details: '{"sessions":"2"}' }]);
});

test("without others it ends none", async () => {
  const app = await startApp();

  expect(await app.admin.call(endOtherOwnSessions, {})).toEqual({ ended: 0 });
  expect((await app.admin.call(getSession, {})).session).not.toBeNull();
});
