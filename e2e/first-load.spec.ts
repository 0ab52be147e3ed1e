import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { firstLoadOf } from "@latchkey/playwright/first-load.ts";

/**
 * What a browser with an empty cache takes over the wire, headers included, as it says itself: kilobytes of 1000, and requests.
 * Half a kilobyte or a little more above what is measured, so that one more part, sign or language in a first load is seen.
 */
const budgets = {
  mailedLink: { kilobytes: 115.5, requests: 10 },
  signIn: { kilobytes: 111, requests: 10 },
  console: { kilobytes: 178, requests: 15 },
};

test.describe("The first load over the wire", () => {
  test("of the page of a mailed link", async ({ users, administrator, mailbox, otherBrowser }) => {
    const jane = await users.active();
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
    const user = await otherBrowser();
    const loaded = await firstLoadOf(user, async () => {
      await user.goto(link);
      await expect(user.getByRole("button", { name: "Change Password" })).toBeVisible();
    });
    expectWithin(loaded, budgets.mailedLink);
  });

  test("of the page of “this wasn't me”", async ({ otherBrowser }) => {
    const user = await otherBrowser();
    const loaded = await firstLoadOf(user, async () => {
      await user.goto("/stop#wrong");
      await expect(user.getByRole("heading", { name: "This link does not work." })).toBeVisible();
    });
    expectWithin(loaded, budgets.mailedLink);
  });

  test("of the sign-in page", async ({ otherBrowser }) => {
    const visitor = await otherBrowser();
    const loaded = await firstLoadOf(visitor, async () => {
      await visitor.goto("/sign-in");
      await expect(visitor.getByRole("button", { name: "Sign In" })).toBeVisible();
    });
    expectWithin(loaded, budgets.signIn);
  });

  test("after which signing in waits for no more screens: they come while somebody types", async ({
    otherBrowser,
    users,
  }) => {
    const jane = await users.active({ password: "a kettle under the blue stairs" });
    const user = await otherBrowser();
    await user.goto("/sign-in");
    const typed = await firstLoadOf(user, async () => {
      await user.getByLabel("User name or email").fill(jane.userName);
      await user.getByLabel("Password", { exact: true }).fill("a kettle under the blue stairs");
    });
    expect(typed.filter(({ url }) => url.endsWith(".js")).length).toBeGreaterThan(1);
    const signedIn = await firstLoadOf(user, async () => {
      await user.getByRole("button", { name: "Sign In" }).click();
      await expect(user.getByRole("heading", { level: 1 })).toBeFocused();
    });
    expect(signedIn.filter(({ url }) => /router|console|start/.test(url))).toEqual([]);
  });

  test("of the list of users, compressed and kept for ever, and of a record after it", async ({
    page,
    users,
  }) => {
    const jane = await users.active();
    const list = await firstLoadOf(page, async () => {
      await page.goto(`/users?search=${jane.userName}`);
      await expect(page.getByRole("link", { name: jane.name })).toBeVisible();
    });
    expectWithin(list, budgets.console);

    const record = await firstLoadOf(page, async () => {
      await page.getByRole("link", { name: jane.name }).click();
      await expect(page.getByRole("heading", { level: 1, name: jane.name })).toBeVisible();
    });
    const code = (loaded: typeof record) => loaded.filter(({ url }) => /\.(?:js|css)$/.test(url));
    // With none, the list would have loaded the record, too.
    expect(code(record).length).toBeGreaterThan(0);
    expect(code(record).length).toBeLessThanOrEqual(10);

    const hashed = [...code(list), ...code(record)].filter(({ url }) => url.includes("/assets/"));
    expect(hashed.length).toBeGreaterThan(5);
    for (const { url, headers } of hashed) {
      expect.soft(headers["content-encoding"], url).toBe("br");
      expect.soft(headers["cache-control"], url).toBe("public, max-age=31536000, immutable");
    }
  });
});

/** What a first load took is at most this. */
function expectWithin(
  loaded: Awaited<ReturnType<typeof firstLoadOf>>,
  { kilobytes, requests }: { kilobytes: number; requests: number },
) {
  const bytes = loaded.reduce((sum, answer) => sum + answer.bytes, 0);
  const list = loaded.map((answer) => `${answer.bytes} ${new URL(answer.url).pathname}`).join("\n");
  // A cache that was warm would make any budget hold.
  expect(bytes).toBeGreaterThan(60_000);
  expect(bytes / 1000, list).toBeLessThanOrEqual(kilobytes);
  expect(loaded.length, list).toBeLessThanOrEqual(requests);
}
