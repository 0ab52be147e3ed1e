import type { ProblemError } from "@latchkey/contract/problem.ts";
import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { openApi } from "@latchkey/playwright/api.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import {
  card,
  chooseNewPassword,
  expectSignedIn,
  openRecord,
  ownPassword,
  signIn,
} from "@latchkey/playwright/steps.ts";

const sentence =
  "If there is an account with this name or address, a mail with a link is on its way. The link ends after 60 minutes.";

// Every story of a worker asks from the same network, whose requests are forgotten after an hour without one.
test.beforeEach(({ clock }) => clock.advance(61));

test("whoever forgot their password helps themselves, from the sign-in page", async ({
  page,
  users,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active({ password: "a kettle under the blue stairs" });
  const user = await otherBrowser();
  await user.goto("/sign-in");
  await user.getByLabel("User name or email").fill(jane.userName);
  await user.getByRole("link", { name: "Forgot Password?" }).click();
  await expect(user).toHaveURL(/\/forgot-password$/);
  await expect(user.getByLabel("User name or email")).toHaveValue(jane.userName);
  await user.getByRole("button", { name: "Send link" }).click();
  await expect(user.getByRole("heading", { level: 1, name: "Look into your mail" })).toBeFocused();
  await expect(user.getByRole("main")).toContainText(sentence);

  const mail = await mailbox.waitForMail({ to: jane.email, subject: /Choose a new password/ });
  await user.goto(firstLink(mail));
  await expect(user.getByRole("main")).toContainText("You asked for this link");
  await chooseNewPassword(user, ownPassword);
  await signIn(user, jane.userName, ownPassword);
  await expectSignedIn(user, jane.name);

  await openRecord(page, jane);
  await expect(card(page, "Recovery")).toContainText("Link asked for by the user");
  await expect(card(page, "History")).toContainText("Password change link asked for by the user");
});

test("Send again waits until the server says so, whatever this computer's clock shows", async ({
  users,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active();
  const user = await otherBrowser();
  await user.clock.install({ time: "2020-01-01T00:00:00Z" });
  await user.goto("/forgot-password");
  await user.getByRole("button", { name: "Send link" }).click();
  await expect(user.getByLabel("User name or email")).toHaveAccessibleDescription(
    "Enter your user name or email.",
  );
  await user.getByLabel("User name or email").fill(jane.email);
  await user.getByRole("button", { name: "Send link" }).click();
  const again = user.getByRole("button", { name: "Send again" });
  await expect(again).toBeDisabled();
  await expect(again).toHaveText(/Send again(?:2:00|2:01|1:5\d)/);
  const first = await mailbox.waitForMail({ to: jane.email });
  await user.clock.fastForward("02:01");
  await expect(again).toBeEnabled();
  await again.click();
  await expect(user.getByRole("status")).toContainText("Use the link in the latest mail.");
  await expect(again).toBeDisabled();

  const second = await mailbox.waitForMail({ to: jane.email, after: first });
  await user.goto(firstLink(first));
  await expect(user.getByRole("heading", { name: "This link was replaced by a newer one." })).toBeVisible();
  await expect(user.getByRole("link", { name: "Forgot Password?" })).toHaveAttribute(
    "href",
    "/forgot-password",
  );
  await user.goto(firstLink(second));
  await expect(user.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
});

test("too many requests: the page says when to try again, and the button waits", async ({
  freshStack,
  otherBrowser,
}) => {
  const visitor = openApi(freshStack.url);
  let names = 0;
  /** Asks for another name each time until it has to wait; for how many seconds. */
  const askTooOften = async (): Promise<number> => {
    try {
      for (;;)
        await visitor.call(requestPasswordRecovery, { body: { userNameOrEmail: `somebody.${names++}` } });
    } catch (error) {
      const { retryAt } = (error as ProblemError).problem;
      return (Date.parse(retryAt!) - freshStack.now()) / 1000;
    }
  };
  // Every attempt beyond the free ones makes the next wait longer.
  while ((await askTooOften()) < 20) await freshStack.advance(1);

  const user = await otherBrowser();
  await user.clock.install();
  await user.goto(`${freshStack.url}/forgot-password`);
  await user.getByLabel("User name or email").fill("somebody");
  const send = user.getByRole("button", { name: "Send link" });
  await send.click();
  await expect(user.getByRole("alert")).toHaveText(
    /^There were too many attempts\. Try again in [2-6]\d seconds\.$/,
  );
  await expect(send).toBeFocused();
  await expect(send).toBeDisabled();
  await expect(send).toHaveText(/Send link(?:1:0\d|0:[2-5]\d)/);
  await user.clock.fastForward("01:02");
  await expect(send).toBeEnabled();
  await expect(user.getByRole("status")).toHaveText("You can try again now.");
});
