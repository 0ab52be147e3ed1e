import { redeemPasswordChangeLink } from "@latchkey/contract/password-change-links.ts";
import {
  generateNewPassword,
  listRecoveries,
  revokeRecovery,
  sendPasswordChangeLink,
} from "@latchkey/contract/recoveries.ts";
import { endUserSessions } from "@latchkey/contract/sessions.ts";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { deleteUser, getUser, updateUser } from "@latchkey/contract/users.ts";
import { firstLink, type MailboxClient } from "@latchkey/mailbox/mailbox-client.ts";
import type { Locator, Page } from "playwright/test";
import { openApi, signInToApi, type Api } from "@latchkey/playwright/api.ts";
import { expectAccessible } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { expectNowhere, stopLinkIn } from "@latchkey/playwright/secrets.ts";
import {
  card,
  chooseAction,
  generateTemporaryPassword,
  openRecord,
  ownPassword,
  putOutOfSight,
  saveRecord,
} from "@latchkey/playwright/steps.ts";

const oldPassword = "a kettle under the blue stairs";

test.describe("Option C in two browsers", () => {
  test("both Generate: the first Save stands, and the other learns by whom and when", async ({
    page,
    users,
    otherBrowser,
    stack,
  }) => {
    const jane = await users.active();
    const robin = await users.administrator({ password: oldPassword });
    const other = await otherBrowser({ ...robin, password: oldPassword });
    await openRecord(page, jane);
    await openRecord(other, jane);
    const first = await generateTemporaryPassword(page);
    const second = await generateTemporaryPassword(other);

    await saveRecord(page);
    await expect(overtaken(other)).toContainText("Somebody else changed this user's access");
    await expect(overtaken(other)).toContainText(
      /Riley Root saved another temporary password at (?:\w{3} )?\d\d:\d\d\. The password that you generated was not saved/,
    );
    await expectNowhere(other, second);
    await expect(other.getByRole("button", { name: "Save" })).toBeHidden();
    await expect(signInToApi(stack.url, jane.userName, first)).resolves.toBeTruthy();
    await expect(field(page)).toHaveValue(first);
    await expectAccessible(other);

    await test.step("The other generates again, and the first must not read the dead one out.", async () => {
      const third = await generateTemporaryPassword(other);
      await saveRecord(other);
      await expect(overtaken(page)).toContainText("The temporary password no longer works");
      await expect(overtaken(page)).toContainText(`${robin.name} saved another temporary password at`);
      await expectNowhere(page, first);
      await expect(field(other)).toHaveValue(third);
      await expectAccessible(page);
    });
  });

  test("a Save from a page that did not hear of the first one is refused", async ({
    page,
    users,
    administrator,
    otherBrowser,
  }) => {
    const jane = await users.active({ title: "Nurse" });
    const robin = await users.administrator({ password: oldPassword });
    const other = await otherBrowser({ ...robin, password: oldPassword });
    await openRecord(page, jane);
    await putOutOfSight(page);
    const mine = await generateTemporaryPassword(page);
    await page.getByLabel("Title").fill("Team Lead");
    await openRecord(other, jane);
    const theirs = await generateTemporaryPassword(other);
    await saveRecord(other);

    await page.getByRole("button", { name: "Save" }).click();
    await expect(overtaken(page)).toContainText(`${robin.name} saved another temporary password at`);
    await expect(
      page.getByRole("alert").filter({ hasText: "Somebody else changed this record" }),
    ).toBeVisible();
    await expect(page.getByLabel("Title")).toHaveValue("Team Lead");
    await expectNowhere(page, mine);
    await expect(field(other)).toHaveValue(theirs);

    await saveRecord(page);
    const user = await administrator.call(getUser, { params: { userId: jane.id } });
    expect(user.title).toBe("Team Lead");
    await expect(field(other)).toHaveValue(theirs);
  });

  test("a change of other fields leaves the generated password, and is told of", async ({
    page,
    users,
    administrator,
  }) => {
    const jane = await users.active({ title: "Nurse" });
    await openRecord(page, jane);
    const password = await generateTemporaryPassword(page);
    await administrator.call(updateUser, {
      params: { userId: jane.id },
      body: { version: 1, title: "Head Nurse" },
    });
    await expect(page.getByRole("alert")).toContainText("You changed this record in another tab");
    await expect(field(page)).toHaveValue(password);
    await saveRecord(page);
    await expect(page.getByRole("alert")).toBeHidden();
  });
});

test("a password that was saved leaves the screen with the session, without which nobody hears of its end", async ({
  users,
  administrator,
  otherBrowser,
}) => {
  const robin = await users.administrator({ password: oldPassword });
  const page = await otherBrowser({ ...robin, password: oldPassword });
  await openRecord(page, await users.active());
  const password = await generateTemporaryPassword(page);
  await saveRecord(page);
  await expect(field(page)).toHaveValue(password);

  await administrator.call(endUserSessions, { params: { userId: robin.id } });

  await expect(page.getByRole("dialog", { name: "Sign in to go on" })).toBeVisible();
  await expectNowhere(page, password);
});

test("the prompt of a mailed password tells of the one that somebody may be reading out", async ({
  page,
  users,
  otherBrowser,
}) => {
  const jane = await users.active();
  const robin = await users.administrator({ password: oldPassword });
  const other = await otherBrowser({ ...robin, password: oldPassword });
  await openRecord(page, jane);
  await openRecord(other, jane);
  await chooseAction(other, "Generate New Password");
  const prompt = other.getByRole("alertdialog");
  await expect(prompt).toContainText("There is no password yet");

  await generateTemporaryPassword(page);
  await saveRecord(page);

  await expect(prompt).toContainText(/Temporary password saved by Riley Root at [^;]*\d\d:\d\d/);
  await expectAccessible(other);
});

/** What an ending has to work with. */
type Scene = {
  administrator: Api;
  url: string;
  mailbox: MailboxClient;
  jane: Person;
  /** The password on screen. */
  password: string;
  advance: (minutes: number) => Promise<void>;
};
type Ending = [what: string, end: (scene: Scene) => Promise<unknown>, words: RegExp];

const mailPassword: Ending = [
  "a mailed password",
  ({ administrator, jane }) =>
    administrator.call(generateNewPassword, { params: { userId: jane.id }, body: {} }),
  /Riley Root generated a new password/,
];
const deactivate: Ending = [
  "deactivation",
  async ({ administrator, jane }) => {
    const { version } = await administrator.call(getUser, { params: { userId: jane.id } });
    await administrator.call(updateUser, { params: { userId: jane.id }, body: { version, isActive: false } });
  },
  /The user was deactivated|The user's access has changed/,
];
const remove: Ending = [
  "deletion",
  ({ administrator, jane: { id, userName } }) =>
    administrator.call(deleteUser, { params: { userId: id }, body: { userName } }),
  /There is nothing here/,
];

test.describe("A password that is shown leaves the screen when it ends, by", () => {
  const endings: Ending[] = [
    mailPassword,
    deactivate,
    remove,
    [
      "the user's choice of their own",
      async ({ url, jane, password }) => {
        const user = await signInToApi(url, jane.userName, password);
        await user.call(replaceTemporaryPassword, { body: { newPassword: ownPassword } });
      },
      /The user chose a new password\. The temporary one is no longer shown/,
    ],
    [
      "a link",
      async ({ administrator, mailbox, url, jane }) => {
        await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
        const mail = await mailbox.waitForMail({
          to: jane.email,
          subject: "Choose a new password for Latchkey",
        });
        const token = new URL(firstLink(mail)).hash.slice(1);
        await openApi(url).call(redeemPasswordChangeLink, { body: { token, newPassword: ownPassword } });
      },
      /The user chose a new password at (?:\w{3} )?\d\d:\d\d/,
    ],
    [
      "“this wasn't me”",
      async ({ mailbox, url, jane }) => {
        const subject = "An administrator changed your access to Latchkey";
        const token = new URL(stopLinkIn(await mailbox.waitForMail({ to: jane.email, subject }))).hash.slice(
          1,
        );
        await openApi(url).call(stopRecovery, { body: { token } });
      },
      /The user said “this wasn't me” at (?:\w{3} )?\d\d:\d\d/,
    ],
    [
      "being revoked",
      async ({ administrator, jane }) => {
        const params = { userId: jane.id };
        const { recoveries } = await administrator.call(listRecoveries, { params });
        await administrator.call(revokeRecovery, { params: { ...params, recoveryId: recoveries[0]!.id } });
      },
      /It was revoked at (?:\w{3} )?\d\d:\d\d/,
    ],
  ];
  for (const [what, end, words] of endings) {
    test(what, async ({ page, users, administrator, mailbox, stack, clock: { advance } }) => {
      const jane = await users.active();
      await openRecord(page, jane);
      const password = await generateTemporaryPassword(page);
      await saveRecord(page);
      await expect(field(page)).toHaveValue(password);

      await end({ administrator, url: stack.url, mailbox, jane, password, advance });

      await expect(page.getByRole("main")).toContainText(words);
      await expect(field(page)).toBeHidden();
      await expectNowhere(page, password);
    });
  }
});

test.describe("A password that is proposed leaves the screen before Save, by", () => {
  const endings: Ending[] = [
    mailPassword,
    deactivate,
    remove,
    [
      "a link of another administrator",
      ({ administrator, jane }) =>
        administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} }),
      /Riley Root sent a password change link at (?:\w{3} )?\d\d:\d\d/,
    ],
    [
      "the user's own change",
      async ({ url, jane }) => {
        const user = await signInToApi(url, jane.userName, oldPassword);
        await user.call(changeOwnPassword, {
          body: { currentPassword: oldPassword, newPassword: ownPassword },
        });
      },
      /The user changed their password at (?:\w{3} )?\d\d:\d\d/,
    ],
    [
      "the server's clock",
      ({ advance }) => advance(16),
      /The generated password has expired and was not saved\. Generate a new one\./,
    ],
  ];
  for (const [what, end, words] of endings) {
    test(what, async ({ page, users, administrator, mailbox, stack, clock: { advance } }) => {
      const jane = await users.active({ password: oldPassword });
      await openRecord(page, jane);
      const password = await generateTemporaryPassword(page);
      await page.getByRole("checkbox", { name: "Send Email with Access Info to User" }).check();

      await end({ administrator, url: stack.url, mailbox, jane, password, advance });

      await expect(page.getByRole("main")).toContainText(words);
      await expect(field(page)).toBeHidden();
      await expectNowhere(page, password);
      await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
      expect(
        await page
          .getByRole("checkbox", { name: "Send Email with Access Info to User", checked: true })
          .count(),
      ).toBe(0);
    });
  }
});

function field(page: Page): Locator {
  return page.getByRole("textbox", { name: "New temporary password" });
}

/** What the password card says of a password that ended before its time. */
function overtaken(page: Page): Locator {
  return card(page, "Password").getByRole("alert");
}
