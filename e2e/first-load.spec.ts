import { gzipSync } from "node:zlib";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Page, Response } from "playwright/test";
import { expect, test } from "@latchkey/playwright/fixtures.ts";

test.describe("The first load is small", () => {
  test("the page of a mailed link: at most 150 kB of scripts and styles", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
    const user = await otherBrowser();
    const loaded = await codeOf(user, async () => {
      await user.goto(link);
      await expect(user.getByRole("button", { name: "Change Password" })).toBeVisible();
    });
    expect(await kilobytes(loaded)).toBeLessThanOrEqual(150);
  });

  test("the page of “this wasn't me”: at most 150 kB of scripts and styles", async ({ otherBrowser }) => {
    const user = await otherBrowser();
    const loaded = await codeOf(user, async () => {
      await user.goto("/stop#wrong");
      await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();
    });
    expect(await kilobytes(loaded)).toBeLessThanOrEqual(150);
  });

  test("the list of users: at most 220 kB of scripts and styles in 15 files, compressed and kept for ever, and a record 10 files more", async ({
    page,
    users,
  }) => {
    const jane = await users.active();
    const list = await codeOf(page, async () => {
      await page.goto(`/users?search=${jane.userName}`);
      await expect(page.getByRole("link", { name: jane.name })).toBeVisible();
    });
    expect(await kilobytes(list)).toBeLessThanOrEqual(220);
    expect(list.length).toBeLessThanOrEqual(15);

    const record = await codeOf(page, async () => {
      await page.getByRole("link", { name: jane.name }).click();
      await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
    });
    // With none, the list would have loaded the record, too.
    expect(record.length).toBeGreaterThan(0);
    expect(record.length).toBeLessThanOrEqual(10);

    const hashed = [...list, ...record].filter((response) =>
      new URL(response.url()).pathname.startsWith("/assets/"),
    );
    expect(hashed.length).toBeGreaterThan(5);
    for (const response of hashed) {
      const headers = await response.allHeaders();
      expect.soft(headers["content-encoding"], response.url()).toMatch(/^(?:br|gzip)$/);
      expect.soft(headers["cache-control"], response.url()).toBe("public, max-age=31536000, immutable");
    }
  });
});

/** The scripts and styles that a page loads until nothing more comes. */
async function codeOf(page: Page, load: () => Promise<void>): Promise<Response[]> {
  const responses: Response[] = [];
  const collect = (response: Response) => {
    if (["script", "stylesheet"].includes(response.request().resourceType())) responses.push(response);
  };
  page.on("response", collect);
  await load();
  await page.waitForLoadState("networkidle");
  page.off("response", collect);
  return responses;
}

/** What they weigh compressed by gzip, headers aside, in units of 1000 bytes. Brotli, which most browsers take, weighs less. */
async function kilobytes(responses: Response[]): Promise<number> {
  const bodies = await Promise.all(responses.map((response) => response.body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  // A cache that was warm would make any budget hold.
  expect(bytes).toBeGreaterThan(20_000);
  return bytes / 1000;
}
