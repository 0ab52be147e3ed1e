import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { expect, test } from "vitest";
import { millisecondsBetween } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { mailLink } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp } from "../test/start.ts";
import { makeEmergencyLink } from "./make-emergency-link.ts";

const newPassword = "quiet harbour lamp 49";

test("a locked-out administrator chooses a new password with it, within an hour and once", async () => {
  const app = await startApp();
  const now = app.clock.now();

  const { link, expiresAt } = await makeEmergencyLink(app.system, app.adminId);

  expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
  expect(Math.round(millisecondsBetween(now, expiresAt) / 60_000)).toBe(60);
  const token = link.split("#")[1]!;
  expect(await app.visitor().call(lookUpPasswordChangeLink, { body: { token } })).toMatchObject({
    askedBy: "operator",
  });
  await app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } });
  await app.signIn(rootAdmin.userName, newPassword);
  await refusal(app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }), "link-used");
});

test("the audit trail keeps it loudly, and the administrator is told by mail", async () => {
  const app = await startApp();

  await makeEmergencyLink(app.system, app.adminId);

  expect(await app.auditOf(app.adminId)).toContain("emergency-link.made");
  const event = await app.db
    .selectFrom("auditEvents")
    .select(["actorKind", "actorId", "actorName", "requestId"])
    .where("action", "=", "emergency-link.made")
    .executeTakeFirstOrThrow();
  expect(event).toEqual({
    actorKind: "operator",
    actorId: null,
    actorName: "emergency-link",
    requestId: null,
  });
  await app.mailbox.waitForMail({
    to: rootAdmin.email,
    subject: "An administrator changed your access to Latchkey",
  });
});

test("a newer one replaces the older, and leaves an administrator's link alone", async () => {
  const app = await startApp();
  const { token } = await mailLink(app, { id: app.adminId, email: rootAdmin.email });
  const older = await makeEmergencyLink(app.system, app.adminId);
  await makeEmergencyLink(app.system, app.adminId);

  await refusal(
    app.visitor().call(lookUpPasswordChangeLink, { body: { token: older.link.split("#")[1]! } }),
    "link-replaced",
  );
  await app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
});

test("there is none for nobody", async () => {
  const app = await startApp();

  await refusal(makeEmergencyLink(app.system, newId()), "not-found");
  expect(await app.db.selectFrom("recoveries").select("id").execute()).toEqual([]);
});
