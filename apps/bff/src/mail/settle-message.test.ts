import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { getMailQueue, getMessage, settleMessage } from "@latchkey/contract/mail.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { eventually } from "../test/eventually.ts";
import { refusal, rootAdmin, startApp, type Browser, type TestApp } from "../test/start.ts";

test.each(["accepted", "failed"] as const)(
  "a person decides: %s, once, and it is audited",
  async (outcome) => {
    const app = await startApp();
    const { userId, messageId, admin } = await unknownMessage(app);
    expect((await admin.call(getMailQueue, {})).undecided).toBe(1);

    await settle(admin, messageId, outcome);

    const message = await admin.call(getMessage, { params: { messageId } });
    expect(message).toMatchObject({ state: outcome, reason: expect.stringContaining("administrator") });
    expect(message.history.at(-1)).toMatchObject({ state: outcome });
    const { events } = await admin.call(listUserAuditEvents, { params: { userId } });
    // A user may have several such mails.
    expect(events.find(({ action }) => action === "message.settled")?.details).toEqual({
      outcome,
      messageId,
    });
    expect((await admin.call(getMailQueue, {})).undecided).toBe(0);
    await refusal(settle(admin, messageId, "failed"), "message-settled");
  },
);

test("what is known needs nobody's decision", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });

  await refusal(settle(app.admin, mail!.id, "failed"), "message-settled");
  await refusal(settle(app.admin, newId(), "failed"), "not-found");
  const { state } = await app.admin.call(getMessage, { params: { messageId: mail!.id } });
  expect(state).toBe("accepted");
});

/** A message that may have gone out, after the mail service may have forgotten it; and an administrator, signed in by then. */
async function unknownMessage(app: TestApp) {
  const { id: userId } = await app.createUser();
  await app.mailbox.setFault({ kind: "unreachable" });
  const { mail } = await app.admin.call(generateNewPassword, { params: { userId }, body: {} });
  const messageId = mail!.id;
  app.clock.advance({ minutes: 25 * 60 });
  const admin = await app.signIn(rootAdmin.userName, rootAdmin.password);
  await eventually(async () => (await admin.call(getMessage, { params: { messageId } })).state).toBe(
    "unknown",
  );
  return { userId, messageId, admin };
}

function settle(admin: Browser, messageId: string, outcome: "accepted" | "failed") {
  return admin.call(settleMessage, { params: { messageId }, body: { outcome } });
}
