import { getSession } from "@latchkey/contract/sessions.ts";
import { expect, test } from "vitest";
import { addMinutes } from "../ports/clock.ts";
import { rootAdmin, startApp } from "../test/start.ts";

test("it says who is signed in and when the session ends at the latest", async () => {
  const app = await startApp();
  const { createdAt } = await app.db.selectFrom("sessions").select("createdAt").executeTakeFirstOrThrow();

  const { session } = await app.admin.call(getSession, {});

  expect(session).toMatchObject({
    user: {
      id: app.adminId,
      userName: rootAdmin.userName,
      email: rootAdmin.email,
      type: "system-administrator",
    },
    mustChangePassword: false,
    expiresAt: addMinutes(createdAt, 8 * 60),
  });
});

test("nobody is signed in without a session, or with a made-up one", async () => {
  const app = await startApp();

  expect(await app.visitor().call(getSession, {})).toEqual({ session: null });
  for (const cookie of [
    "latchkey=",
    "latchkey=made-up",
    "latchkey=%00",
    "latchkey=%E0%A4%A",
    `latchkey=${"x".repeat(8000)}`,
  ]) {
    const response = await app.visitor().fetch("/api/session", { headers: { cookie } });
    expect(await response.json()).toEqual({ session: null });
  }
});
