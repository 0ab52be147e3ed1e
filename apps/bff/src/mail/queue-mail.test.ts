import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { previewTemplate, saveMailLayout, sendTestMail } from "@latchkey/contract/templates.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { eventually } from "../test/eventually.ts";
import { release } from "../test/queue-bulk.ts";
import { startApp, type TestApp } from "../test/start.ts";
import { pauseByHand } from "./read-pause.ts";

const content = "iVBORw0KGgo=";
const logo = `data:image/png;base64,${content}`;

test("the logo leaves as a picture of its own, and no mail holds an address of data", async () => {
  const app = await startApp();
  await saveLogo(app);
  const jane = await app.createUser();
  await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const body = { source: null, layout: null, userId: null, to: "root@latchkey.test" };
  await app.admin.call(sendTestMail, { params: { key: "access-info", locale: "de" }, body });

  const mails = await app.mailbox.mails();
  expect(mails).toHaveLength(2);
  for (const mail of mails) {
    const contentId = `picture-1-${mail.idempotencyKey}`;
    expect(mail.html).toContain(`<img src="cid:${contentId}" alt="Latchkey"`);
    expect(mail.html).not.toContain("data:");
    expect(mail.attachments).toEqual([{ name: "picture-1.png", type: "image/png", contentId, content }]);
  }
  const request = { key: "access-info", locale: "en", source: null, layout: null, userId: null } as const;
  const { preview } = await app.admin.call(previewTemplate, { body: request });
  expect(preview?.bytes).toBeLessThan(20_000);
});

test("mails with a picture leave alone, however many wait: the mail service takes no batch of them", async () => {
  const app = await startApp();
  await saveLogo(app);
  const people = await Promise.all(Array.from({ length: 3 }, () => app.createUser()));
  await transact(app.system, (tx) => pauseByHand(tx, app.clock.now(), "A test prepares mails."));
  for (const { id, email } of people) {
    const body = { version: 1, email: `new.${email!}` };
    await app.admin.call(updateUser, { params: { userId: id }, body });
  }

  await release(app);
  await eventually(async () => (await app.mailbox.mails()).length).toBe(6);
  const keys = (await app.mailbox.mails()).map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(6);
  const messages = await app.db.selectFrom("messages").select("attempts").execute();
  expect(messages).toEqual(Array.from({ length: 6 }, () => ({ attempts: 1 })));
});

test("no machine is asked to answer, each mail stands for itself, and answers go where they are read", async () => {
  const app = await startApp();
  app.system.installation.mailReplyTo = "Service Desk <help@acme.test>";
  const jane = await app.createUser();
  for (let times = 0; times < 2; times++) {
    await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  }
  const mails = await app.mailbox.mails();
  expect(mails).toHaveLength(2);
  for (const mail of mails) {
    expect(mail.replyTo).toEqual(["Service Desk <help@acme.test>"]);
    expect(mail.headers).toEqual({
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      "X-Entity-Ref-ID": mail.idempotencyKey,
    });
    expect(mail.attachments).toEqual([]);
  }
});

function saveLogo(app: TestApp) {
  const layout = { ...defaultLayout, logo };
  return app.admin.call(saveMailLayout, { body: { layout, basedOn: 0, note: "" } });
}
