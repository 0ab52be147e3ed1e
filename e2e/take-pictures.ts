import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { firstLink, mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import { exampleValues } from "@latchkey/mails/example-values.ts";
import { renderTemplate } from "@latchkey/mails/render-template.ts";
import { chromium, type Page } from "playwright";
import { sessionCookieName, signInToApi } from "@latchkey/playwright/api.ts";
import { findBrowser } from "./support/find-browser.ts";
import { root, setUp, startStack } from "@latchkey/playwright/stack.ts";

/** Takes the README's pictures: of every mail, and of the pages that the tour shows, light and dark. */
const folder = join(import.meta.dirname, "../docs/pictures");
const stack = await startStack();
await setUp(stack);
const administrator = await signInToApi(stack.url, root.userName, root.password);
const jane = await administrator.call(createUser, {
  body: {
    userName: "jane.okafor",
    firstName: "Jane",
    lastName: "Okafor",
    email: "jane.okafor@acme.test",
    title: "Field Engineer",
    phone: "+44 20 7946 0100",
    teams: ["Field", "EMEA"],
    language: "en",
    timeZone: "Europe/London",
  },
});
await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
const link = firstLink(await mailboxClient(stack.mailboxUrl).waitForMail({ to: "jane.okafor@acme.test" }));
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: findBrowser(), args });

/** The record first, in both themes: what happens on the reset page shows on it. */
await inBothThemes(async (page, take) => {
  await page.goto(`${stack.url}/users/${jane.id}`);
  await page.getByRole("listitem", { name: "Done: Accepted by the mail service" }).waitFor();
  await take("user-record");
});
await inBothThemes(async (page, take) => {
  await page.goto(`${stack.url}/templates/password-change-link`);
  await page.getByRole("heading", { name: "Password Change Link" }).waitFor();
  await page.waitForLoadState("networkidle");
  await take("template");
  await page.goto(link);
  await page.getByRole("button", { name: "Change Password" }).waitFor();
  await take("reset-page");
  await page.setViewportSize({ width: 600, height: 200 });
  for (const key of Object.keys(templateNames) as TemplateKey[]) {
    await showMail(page, key);
    await take(`mail-${key}`);
  }
});
await browser.close();
await stack.stop();
process.stdout.write(`${pathToFileURL(folder).href}\n`);

/** Shows a mail as a client would: nothing of it runs. */
async function showMail(page: Page, key: TemplateKey): Promise<void> {
  const { html } = renderTemplate(key, exampleValues[key], { locale: "en", timeZone: "Europe/London" });
  await page.goto("about:blank");
  await page.setContent(html);
}

type Take = (name: string) => Promise<unknown>;

async function inBothThemes(visit: (page: Page, take: Take) => Promise<void>): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1280, height: 900 },
      locale: "en-GB",
      timezoneId: "Europe/London",
    });
    await context.addCookies([
      {
        name: sessionCookieName(stack.url),
        value: administrator.cookie() ?? "",
        url: stack.url,
        httpOnly: true,
      },
    ]);
    const page = await context.newPage();
    await visit(page, (name) =>
      page.screenshot({
        path: join(folder, `${name}-${colorScheme}.png`),
        fullPage: name.startsWith("mail-"),
      }),
    );
    await context.close();
  }
}
