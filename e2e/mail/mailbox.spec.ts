import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMailbox } from "@latchkey/mailbox/mailbox.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { expectAccessible, expectFitting } from "@latchkey/playwright/expect-accessible.ts";

test("the mailbox looks like the product, tells the reader's time, and shows a mail whole at any width", async ({
  page,
  browser,
  users,
  administrator,
  mailbox,
  stack,
}) => {
  const jane = await users.active();
  await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  const mail = await mailbox.waitForMail({ to: jane.email });
  await page.goto("/users");
  const sign = page.getByRole("navigation", { name: "Main" }).locator("svg").first().locator("path");
  const product = { path: await sign.getAttribute("d"), font: await fontOf(page) };

  const context = await browser.newContext({ timezoneId: "Asia/Kolkata", locale: "en-IN" });
  const inbox = await context.newPage();
  await inbox.goto(`${stack.mailboxUrl}/mails/${mail.id}`);
  expect({
    path: await inbox.getByRole("banner").locator("svg path").getAttribute("d"),
    font: await fontOf(inbox),
  }).toEqual(product);
  const at = new Intl.DateTimeFormat("en-IN", { timeStyle: "medium", timeZone: "Asia/Kolkata" });
  await expect(inbox.locator("#history time").first()).toHaveText(at.format(new Date(mail.receivedAt)));
  await expect(inbox.locator(".facts time")).toHaveText(/IST|GMT\+5:30/);
  await expect(inbox.locator(".facts time")).toHaveAttribute("title", /IST|GMT\+5:30/);

  const shown = inbox.frameLocator(".paper");
  await expect(shown.getByText("Hello Jane")).toBeVisible();
  for (const width of [320, 390, 719, 720, 1100, 1440]) {
    await inbox.setViewportSize({ width, height: 600 });
    await expect
      .poll(
        () => shown.locator("html").evaluate((html) => html.scrollHeight - window.innerHeight),
        `at ${width} px`,
      )
      .toBeLessThanOrEqual(0);
    expect(
      await shown.locator("html").evaluate((html) => html.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await expectFitting(inbox, [width]);
  }
  await expectAccessible(inbox);
  await inbox.goto(`${stack.mailboxUrl}/behaviour`);
  await expect(inbox.getByRole("heading", { level: 1, name: "Mail service" })).toBeVisible();
  await expectAccessible(inbox);
  await expectFitting(inbox);
  await context.close();
});

test("a mail wider than the screen is shown smaller, not cut", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-wide-"));
  const own = await openMailbox({ folder, port: 0 });
  const html = "<p style='width:900px;margin:0'>From edge to edge</p>";
  const answer = await fetch(new URL("/emails", own.apiUrl), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${own.apiKey}` },
    body: JSON.stringify({ from: "A <a@acme.test>", to: "wide@acme.test", subject: "Wide", html }),
  });
  const { id } = (await answer.json()) as { id: string };
  await page.setViewportSize({ width: 390, height: 600 });
  await page.goto(`${own.url}/mails/${id}`);
  const shown = page.frameLocator(".paper");
  await expect(shown.getByText("From edge to edge")).toBeVisible();
  await expect
    .poll(() => shown.locator("html").evaluate((root) => root.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0);
  expect((await page.locator(".paper").boundingBox())!.width).toBeLessThanOrEqual(390);
  await expectFitting(page, [390]);
  await own.close();
  await rm(folder, { recursive: true });
});

function fontOf(page: { evaluate: (read: () => string) => Promise<string> }): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).fontFamily);
}
