import { pathOf } from "@latchkey/contract/client.ts";
import { updateMailQueue, watchMail } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "vitest";
import { eventually } from "../test/eventually.ts";
import { listenTo } from "../test/listen-to.ts";
import { startApp } from "../test/start.ts";

test("what becomes of the queue and of each message is heard", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.mailbox.setFault({ kind: "down" });
  const { heard } = await listenTo(await app.listen(), app.admin, pathOf(watchMail, {}));
  await eventually(() => heard).toEqual([expect.stringMatching(/^open [\w-]{43}$/)]);
  const hears = async (whatHappens: () => unknown) => {
    const before = heard.length;
    await whatHappens();
    await eventually(() => heard.slice(before)).toContainEqual(expect.stringMatching(/^changed /));
  };
  await hears(() => app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} }));
  // Another attempt, with the same reason as the one before.
  await hears(() => app.clock.advance({ seconds: 5 }));
  await hears(() => app.admin.call(updateMailQueue, { body: { state: "paused" } }));
  await hears(() => app.clock.advance({ minutes: 11 }));
  await app.mailbox.setFault({ kind: "none" });
  await hears(() => app.admin.call(updateMailQueue, { body: { state: "running" } }));
  await app.mailbox.waitForMail({ to: jane.email! });
});
