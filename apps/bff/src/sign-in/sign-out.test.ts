import { getSession } from "@latchkey/contract/sessions.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import { expect, test } from "vitest";
import { startApp } from "../test/start.ts";

const password = "the old password of Jane";

test("signing out ends this session on the server, and no other", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const elsewhere = await app.signIn(jane.userName, password);
  const token = browser.cookie();

  await browser.call(signOut, {});

  expect(browser.cookie()).toBeNull();
  const replayed = await app.visitor().fetch("/api/session", { headers: { cookie: `latchkey=${token}` } });
  expect(await replayed.json()).toEqual({ session: null });
  expect((await elsewhere.call(getSession, {})).session).not.toBeNull();
  expect((await app.auditOf(jane.id)).at(-1)).toBe("session.closed");
});

test("the browser forgets what it kept of the pages, and stays known to the account", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  const response = await browser.fetch("/api/session", {
    method: "DELETE",
    headers: { "content-type": "application/json" },
  });

  expect(response.headers.get("clear-site-data")).toBe('"cache", "storage"');
  expect(response.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual(["latchkey"]);
  expect((await browser.fetch("/api/session")).headers.get("clear-site-data")).toBeNull();
});

test("it is harmless when nobody is signed in", async () => {
  const app = await startApp();

  await app.visitor().call(signOut, {});

  expect((await app.admin.call(getSession, {})).session).not.toBeNull();
});
