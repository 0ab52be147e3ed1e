import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import { fillSignIn, ownPassword } from "@latchkey/playwright/steps.ts";
import { signInToApi } from "@latchkey/playwright/api.ts";
import { createUser } from "@latchkey/contract/users.ts";
import { mailboxClient } from "@latchkey/mailbox/mailbox-client.ts";

test("the browser of the set-up says in which language and by which clock mails are told, and Settings change it", async ({
  freshStack,
  otherBrowser,
}) => {
  const operator = await otherBrowser();
  await operator.goto(freshStack.setupLink);
  await operator.getByLabel("User Name").fill("ann.lee");
  await operator.getByLabel("Last Name").fill("Lee");
  await operator.getByLabel("Email").fill("ann.lee@acme.test");
  await operator.getByLabel("Password", { exact: true }).fill(ownPassword);
  await operator.getByLabel("Confirm Password").fill(ownPassword);
  await operator.getByRole("button", { name: "Set up Latchkey" }).click();
  await operator.getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(operator, "ann.lee", ownPassword);
  await operator.getByRole("link", { name: "Settings" }).click();
  await expect(operator.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(operator.getByLabel("Default Language")).toContainText("English");
  await expect(operator.getByLabel("Default Time Zone")).toContainText(/Asia\/(?:Kolkata|Calcutta)/);

  const api = await signInToApi(freshStack.url, "ann.lee", ownPassword);
  const mailbox = mailboxClient(freshStack.mailboxUrl);
  const textTo = async (userName: string) => {
    const email = `${userName}@acme.test`;
    const { id } = await api.call(createUser, {
      body: { userName, lastName: "Okafor", email, sendAccessInfo: false },
    });
    await api.call(sendPasswordChangeLink, { params: { userId: id }, body: {} });
    return (await mailbox.waitForMail({ to: email })).text!;
  };
  expect(await textTo("jane")).toContain("India Standard Time");

  await operator.getByLabel("Default Language").click();
  await operator.getByRole("option", { name: "Deutsch" }).click();
  await operator.getByLabel("Default Time Zone").click();
  await operator.getByRole("option", { name: "Europe/Berlin" }).click();
  await operator.keyboard.press("Control+s");
  await expect(operator.getByText("Saved")).toBeVisible();
  await expect(operator.getByRole("button", { name: "Save" })).toBeDisabled();
  expect(await textTo("john")).toMatch(/^Guten Tag.*Mitteleuropäische Zeit/s);
});
