import { previewRecovery } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { millisecondsBetween } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const day = 24 * 60 * 60_000;

test("the prompt learns the exact address, the moments of expiry, and what happens to password, sessions and link", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const before = app.clock.now();

  const first = await app.admin.call(previewRecovery, { params: { userId: jane.id } });

  const after = app.clock.now();

  expect(first).toMatchObject({
    email: jane.email,
    openSessions: 0,
    hasPassword: false,
    replacesLink: false,
  });
  for (const expiresAt of [first.linkExpiresAt, first.temporaryPasswordExpiresAt]) {
    expect(millisecondsBetween(before, expiresAt)).toBeGreaterThanOrEqual(day);
    expect(millisecondsBetween(after, expiresAt)).toBeLessThanOrEqual(day);
  }

  const john = await app.createUser({ password: "the old password of John" });
  await app.signIn(john.userName, "the old password of John");
  await app.signIn(john.userName, "the old password of John");
  await mailLink(app, john);
  expect(await app.admin.call(previewRecovery, { params: { userId: john.id } })).toMatchObject({
    openSessions: 2,
    hasPassword: true,
    replacesLink: true,
  });
});

test("looking changes nothing, and nobody is found under a wrong id", async () => {
  const app = await startApp();
  const jane = await app.createUser({ email: null });

  await expectUnchanged(app, async () => {
    expect(await app.admin.call(previewRecovery, { params: { userId: jane.id } })).toMatchObject({
      email: null,
    });
    await refusal(app.admin.call(previewRecovery, { params: { userId: newId() } }), "not-found");
    await refusal(app.admin.call(previewRecovery, { params: { userId: "no-id" } }), "not-found");
  });
  expect(await app.auditOf(jane.id)).toEqual(["user.created"]);
});
