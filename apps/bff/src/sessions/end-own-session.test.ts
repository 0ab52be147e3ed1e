import { endOwnSession, getSession, listOwnSessions } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { refusal, startApp, type Browser } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("people end one of their own sessions; the others go on", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const lost = await app.signIn(jane.userName, password);
  const browser = await app.signIn(jane.userName, password);

  await browser.call(endOwnSession, { params: { sessionId: await idOf(lost) } });

  expect((await lost.call(getSession, {})).session).toBeNull();
  expect((await browser.call(getSession, {})).session).not.toBeNull();
  expect((await app.auditOf(jane.id)).at(-1)).toBe("sessions.ended");
});

test("somebody else's session, an administrator's too, is not found and goes on", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "jane", password });
  await app.createUser({ userName: "john", password });
  const browser = await app.signIn(jane.userName, password);
  const johns = await app.signIn("john", password);
  const end = (sessionId: string, by: Browser = browser) => by.call(endOwnSession, { params: { sessionId } });
  const foreign = [await idOf(johns), await idOf(app.admin), newId()];

  await expectUnchanged(app, async () => {
    for (const sessionId of foreign) await refusal(end(sessionId), "not-found");
    // Administrators have their own way to end the sessions of others, on the record.
    await refusal(end(await idOf(browser), app.admin), "not-found");
  });
  expect((await app.auditOf(jane.id)).filter((action) => action === "sessions.ended refused")).toHaveLength(
    3,
  );
});

test("a session ends once, and the one that asks may end itself", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const other = await app.signIn(jane.userName, password);
  const browser = await app.signIn(jane.userName, password);
  const params = { sessionId: await idOf(other) };
  await browser.call(endOwnSession, { params });

  await refusal(browser.call(endOwnSession, { params }), "not-found");
  await browser.call(endOwnSession, { params: { sessionId: await idOf(browser) } });
  await refusal(browser.call(listOwnSessions, {}), "not-signed-in");
});

async function idOf(browser: Browser): Promise<string> {
  const { sessions } = await browser.call(listOwnSessions, {});
  return sessions.find((session) => session.isThisOne)!.id;
}
