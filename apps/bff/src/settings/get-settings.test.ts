import { getSettings } from "@latchkey/contract/settings.ts";
import { expect, test } from "vitest";
import { startApp } from "../test/start.ts";

test("while the built-in mailbox is in use, the console knows its address and can say so", async () => {
  const app = await startApp();

  expect(await app.admin.call(getSettings, {})).toEqual({
    productName: "Latchkey",
    mailboxUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    webhooks: true,
    copiedLinks: true,
    language: null,
    timeZone: null,
  });
});

test("with a real mail service there is no mailbox to point to", async () => {
  const app = await startApp();
  app.system.installation.mailboxUrl = null;

  expect((await app.admin.call(getSettings, {})).mailboxUrl).toBeNull();
});
