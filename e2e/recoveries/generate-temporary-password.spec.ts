import { maskEmail } from "@latchkey/contract/email-address.ts";
import { getUser } from "@latchkey/contract/users.ts";
import type { Locator, Page } from "playwright/test";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { answersTo, expectNowhere, passwordIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import {
  card,
  chooseNewPassword,
  confirmWithPassword,
  expectSignedIn,
  generateTemporaryPassword,
  openRecord,
  ownPassword,
  putOutOfSight,
  saveRecord,
  signIn,
} from "@latchkey/playwright/steps.ts";

const oldPassword = "a kettle under the blue stairs";

test.describe("Option C: Generate a temporary password", () => {
  test("it is told on the phone, and the user must choose their own", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();

    await test.step("1. Open the individual User record.", () => openRecord(page, jane));
    await test.step("2. Confirm the Is Active field is selected.", async () => {
      await expect(page.getByRole("checkbox", { name: "Is Active" })).toBeChecked();
    });
    const password = await test.step("3. In the Password section, click the Generate button.", () =>
      generateTemporaryPassword(page));
    await test.step("It is shown for reading aloud, with what to tell the user.", async () => {
      expect(password).toMatch(/^[a-z2-9]+(?:-[a-z2-9]+)+$/);
      await expect(field(page)).toHaveAccessibleDescription(
        /Tell the user that this is a temporary password and that they must choose a new one right after signing in\. You will not see it again\./,
      );
    });
    await test.step("5. Click Save to complete the update.", () => saveRecord(page));

    const user = await otherBrowser();
    const since = card(page, "Password").getByRole("list", { name: "Since Save" });
    await test.step("The administrator, still on the phone, sees the user sign in with it,", async () => {
      await expect(since).toContainText("Waiting: The user signs in");
      await signIn(user, jane.userName, password);
      await expect(user).toHaveURL(/\/change-password$/);
      await expect(since).toContainText(/Done: Signed in.*\d\d:\d\d/);
    });
    await test.step("and choose their own.", async () => {
      await expect(since).toContainText("Waiting: The user sets a new password");
      await chooseNewPassword(user, ownPassword);
      await expect(since).toContainText(/Done: New password set.*\d\d:\d\d/);
      await user.getByRole("link", { name: "Continue" }).click();
      await expectSignedIn(user, jane.name);
    });
    await test.step("No mail carried the password.", async () => {
      await mailbox.waitForMail({
        to: jane.email,
        subject: "An administrator changed your access to Latchkey",
      });
      const mails = await mailbox.mails({ to: jane.email });
      expect(JSON.stringify(mails)).not.toContain(password);
    });
  });

  test("with Send Email with Access Info to User, the mail carries the same password", async ({
    page,
    users,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await users.active();
    await openRecord(page, jane);
    const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
    await expect(box).toBeDisabled();
    await expect(box).toHaveAccessibleDescription("Generate a password first");

    const password = await generateTemporaryPassword(page);
    await test.step("4. Optionally, select Send Email with Access Info to User.", () => box.check());
    await saveRecord(page);

    const mail = await mailbox.waitForMail({ to: jane.email, subject: "Your sign-in details for Latchkey" });
    expect(passwordIn(mail)).toBe(password);
    const user = await otherBrowser();
    await signIn(user, jane.email, password);
    await expect(user).toHaveURL(/\/change-password$/);
    await chooseNewPassword(user, ownPassword);
    await user.getByRole("link", { name: "Continue" }).click();
    await expectSignedIn(user, jane.name);
  });

  test("it can be copied, hidden, spelled out, and made anew in words", async ({ page, context, users }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openRecord(page, await users.active());
    const first = await generateTemporaryPassword(page);

    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);

    await page.getByRole("button", { name: "Hide" }).click();
    await expectNowhere(page, first);
    await page.getByRole("button", { name: "Hide", pressed: true }).click();
    await expect(field(page)).toHaveValue(first);

    await page.getByRole("button", { name: "Spell it out" }).click();
    const spelling = page.getByRole("list", { name: "Spelled out" });
    await expect(spelling).toContainText("hyphen");
    for (const letter of first.replaceAll(/[^a-z]/g, "")) {
      await expect(spelling).toContainText(new RegExp(`${letter} as in ${letter}`, "i"));
    }
    await page.getByRole("button", { name: "Hide" }).click();
    await expect(spelling).toBeHidden();
    await expectNowhere(page, first);
    await page.getByRole("button", { name: "Spell it out" }).click();
    await expect(spelling).toBeVisible();
    await expect(field(page)).toHaveValue(first);

    await page.getByRole("radio", { name: "Words" }).check();
    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await expect(field(page)).not.toHaveValue(first);
    await expect(field(page)).toHaveValue(/^[a-z]+(?:-[a-z]+)+(?:-\d+)?$/);
    await expectNowhere(page, first);
  });
});

test.describe("The password can be read out from where one is", () => {
  for (const style of ["Groups", "Words"]) {
    test(`${style}: all of it, on every screen and in letters of every size`, async ({ page, users }) => {
      await openRecord(page, await users.active());
      await page.getByRole("radio", { name: style }).check();
      await generateTemporaryPassword(page);
      for (const fontSize of ["100%", "200%", "300%"]) {
        await page.evaluate(
          (size) => document.documentElement.style.setProperty("font-size", size),
          fontSize,
        );
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await expect.poll(() => overhang(field(page)), `${fontSize} at ${width} px`).toEqual([0, 0]);
        }
      }
    });
  }

  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    test(`it is in sight at ${width} × ${height}, and its style stays in its place`, async ({
      page,
      users,
      mailbox,
    }) => {
      await page.setViewportSize({ width, height });
      const jane = await users.active();
      await openRecord(page, jane);
      const place = () => placeWithin(page.getByRole("radio", { name: "Words" }), card(page, "Password"));
      const before = await place();
      await page.getByRole("radio", { name: "Words" }).check();
      await generateTemporaryPassword(page);
      await expectInSight(page);
      expect(await place()).toEqual(before);

      const box = page.getByRole("checkbox", { name: "Send Email with Access Info to User" });
      await box.check();
      await saveRecord(page);
      await expect(page.getByRole("list", { name: "Since Save" })).toBeVisible();
      await expectInSight(page);
      expect(await place()).toEqual(before);
      await mailbox.waitForMail({ to: jane.email });
      await expect(box).toBeChecked();
      await expect(box).toHaveAccessibleDescription(
        `Mailed to ${maskEmail(jane.email)}. Recovery tells whether it has arrived.`,
      );
      await page.getByRole("button", { name: "Done" }).click();
      await expect(box).not.toBeChecked();
      expect(await place()).toEqual(before);
    });
  }

  test("after Save of an administrator's record, too, the password has the focus", async ({
    page,
    users,
  }) => {
    await openRecord(page, await users.administrator());
    await generateTemporaryPassword(page);
    await page.getByRole("button", { name: "Save" }).click();
    await confirmWithPassword(page, root.password);
    await expect(page.getByRole("list", { name: "Since Save" })).toBeVisible();
    await expect(field(page)).toBeFocused();
  });
});

test.describe("The password is shown once", () => {
  const endings: [string, (page: Page) => Promise<void>][] = [
    ["Done", (page) => page.getByRole("button", { name: "Done" }).click()],
    [
      "leaving and the Back button",
      async (page) => {
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
        await page.goBack();
      },
    ],
    [
      "another site and the Back button",
      async (page) => {
        await page.goto("about:blank");
        await page.goBack();
      },
    ],
    [
      "loading the page again",
      async (page) => {
        await page.reload();
      },
    ],
    ["five minutes", (page) => page.clock.fastForward("05:01")],
  ];
  test("whatever comes after it, it is nowhere", async ({ page, users, stack }) => {
    await page.clock.install();
    for (const [ending, leave] of endings) {
      await test.step(`After ${ending}.`, async () => {
        const jane = await users.active();
        await openRecord(page, jane);
        const password = await generateTemporaryPassword(page);
        await saveRecord(page);
        await expect(card(page, "Password").getByText(/^gone in [45]:\d\d$/)).toBeVisible();
        const answers = answersTo(page);

        await leave(page);
        await expect(page.getByText("The user has a temporary password, which works until")).toBeVisible();
        await expect(field(page)).toBeHidden();
        await expectNowhere(page, password);
        expect(await answers.all()).not.toContain(password);
        await expect(signInToApi(stack.url, jane.userName, password)).resolves.toBeTruthy();
      });
    }
  });

  test("after signing out in another tab it is nowhere", async ({ page, context, users }) => {
    await openRecord(page, await users.active());
    const password = await generateTemporaryPassword(page);
    await saveRecord(page);

    const otherTab = await context.newPage();
    await otherTab.goto("/profile");
    await otherTab.getByRole("button", { name: "Riley Root", exact: true }).click();
    await otherTab.getByRole("menuitem", { name: "Sign out", exact: true }).click();

    await expect(page).toHaveURL(/\/sign-in$/);
    await expect(page.getByLabel("User name or email")).toBeVisible();
    await expectNowhere(page, password);
  });
});

test.describe("Nothing changes without Save", () => {
  test("Cancel drops the generated password", async ({ page, users, stack, administrator }) => {
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    const password = await generateTemporaryPassword(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(field(page)).toBeHidden();
    await expectNowhere(page, password);
    await expectOldPassword(stack.url, jane.userName, password);
    const user = await administrator.call(getUser, { params: { userId: jane.id } });
    expect(user.temporaryPasswordUntil).toBeNull();
  });

  test("leaving asks first, and then drops it", async ({ page, users, stack }) => {
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    const password = await generateTemporaryPassword(page);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
    const prompt = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await prompt.getByRole("button", { name: "Stay" }).click();
    await expect(field(page)).toHaveValue(password);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
    await prompt.getByRole("button", { name: "Leave" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await expectNowhere(page, password);
    await expectOldPassword(stack.url, jane.userName, password);
  });

  test("Save without Generate never touches the password", async ({ page, users, stack }) => {
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    await page.getByLabel("Title").fill("Team Lead");
    await saveRecord(page);
    await expect(signInToApi(stack.url, jane.userName, oldPassword)).resolves.toBeTruthy();
  });

  test("a suggestion that the server no longer takes is said so, and a new one can be made", async ({
    page,
    users,
    stack,
    clock,
  }) => {
    const jane = await users.active({ password: oldPassword });
    await openRecord(page, jane);
    await putOutOfSight(page);
    const password = await generateTemporaryPassword(page);
    await clock.advance(16);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toHaveText(
      "The generated password has expired and was not saved. Generate a new one.",
    );
    await expect(page.getByRole("button", { name: "Generate", exact: true })).toBeFocused();
    await expectNowhere(page, password);
    await expectOldPassword(stack.url, jane.userName, password);

    const next = await generateTemporaryPassword(page);
    await saveRecord(page);
    await expect(signInToApi(stack.url, jane.userName, next)).resolves.toBeTruthy();
  });

  test("a suggestion runs out on the screen after 15 minutes", async ({ page, users }) => {
    await page.clock.install();
    await openRecord(page, await users.active());
    const password = await generateTemporaryPassword(page);
    await page.clock.fastForward("15:01");
    await expect(page.getByRole("alert")).toHaveText(
      "The generated password has expired and was not saved. Generate a new one.",
    );
    await expectNowhere(page, password);
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
  });
});

/** The field that shows the password. */
function field(page: Page): Locator {
  return page.getByRole("textbox", { name: "New temporary password" });
}

/** How many pixels of the text are not to be seen, across and down. */
function overhang(area: Locator): Promise<number[]> {
  return area.evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => [
    scrollWidth - clientWidth,
    scrollHeight - clientHeight,
  ]);
}

/** Expects the panel, from its label to its last line, to lie within the window and above the bar with Save. */
async function expectInSight(page: Page): Promise<void> {
  const bar = page.getByRole("region", { name: "Unsaved changes" });
  const saved = page.getByRole("list", { name: "Since Save" });
  const last = (await saved.isVisible()) ? saved : page.getByText("You will not see it again.");
  await expect(page.getByText("New temporary password")).toBeInViewport({ ratio: 1 });
  await expect(last).toBeInViewport({ ratio: 1 });
  const end = (await bar.isVisible()) ? (await bar.boundingBox())!.y : page.viewportSize()!.height;
  const lowEnd = async () => {
    const { y, height } = (await last.boundingBox())!;
    return y + height;
  };
  // Where the message that it is saved comes up, too.
  await expect.poll(async () => end - (await lowEnd())).toBeGreaterThan(60);
}

async function placeWithin(part: Locator, whole: Locator): Promise<{ x: number; y: number }> {
  const [inner, outer] = await Promise.all([part.boundingBox(), whole.boundingBox()]);
  return { x: inner!.x - outer!.x, y: inner!.y - outer!.y };
}

async function expectOldPassword(url: string, userName: string, newPassword: string): Promise<void> {
  await expect(signInToApi(url, userName, newPassword)).rejects.toThrow();
  await expect(signInToApi(url, userName, oldPassword)).resolves.toBeTruthy();
}
