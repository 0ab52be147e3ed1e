import { readFileSync } from "node:fs";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { Person } from "@latchkey/playwright/people.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import {
  chooseAction,
  generateTemporaryPassword,
  openRecord,
  sendPasswordChangeLink,
} from "@latchkey/playwright/steps.ts";
import type { Locator, Page } from "playwright/test";

const book = readFileSync(new URL("../docs/qa.md", import.meta.url), "utf8");

/** The tables of the book: the title of each, and its things with their locators. */
const tables = new Map(
  book
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.split("\n", 1)[0]!,
      [...section.matchAll(/^\| (?<thing>[^|]+?) +\| `(?<locator>[^`]+)` +\|$/gm)].map(
        ({ groups }) => groups!,
      ),
    ]),
);

test("every locator of QA's book finds the one thing that it names, in sight", async ({
  page,
  users,
  mailbox,
  otherBrowser,
}) => {
  const jane = await users.active();
  const user = await otherBrowser();
  const tried = new Set<string>();
  const tryAll = (title: string) =>
    test.step(title, async () => {
      tried.add(title);
      for (const { thing, locator } of tables.get(title) ?? []) {
        const found = read(locator!, { page, user, jane });
        await expect(found, `${title}: ${thing}`).toHaveCount(1);
        await expect(found, `${title}: ${thing}`).toBeVisible();
      }
    });

  await page.goto(`/users?search=${jane.userName}`);
  await tryAll("The list of users (`/users`)");
  await openRecord(page, jane);
  await tryAll("A User record (`/users/:id`)");
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await tryAll("The Actions menu, open");
  await page.keyboard.press("Escape");
  await chooseAction(page, "Generate New Password");
  await tryAll("The prompt of Generate New Password");
  await page.getByRole("button", { name: "Cancel" }).click();
  await chooseAction(page, "Send Password Change Link");
  await tryAll("The prompt of Send Password Change Link");
  await page.getByRole("button", { name: "Cancel" }).click();
  await sendPasswordChangeLink(page);
  await tryAll("A link was sent");
  await page.getByRole("button", { name: "Extend" }).click();
  await tryAll("The prompt of Extend");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await page.keyboard.press("ControlOrMeta+k");
  await tryAll("The palette, with Ctrl or ⌘ and K");
  await page.keyboard.press("Escape");
  await generateTemporaryPassword(page);
  await tryAll("A temporary password was generated");
  const mail = await mailbox.waitForMail({ to: jane.email });
  await user.goto(firstLink(mail));
  await tryAll("The reset-link page");
  await user.goto("/sign-in");
  await tryAll("The sign-in page");
  await user.goto("/forgot-password");
  await tryAll("The page of Forgot Password?");
  await user.goto(stopLinkIn(mail));
  await tryAll("The page of “this wasn't me”");
  await page.getByRole("button", { name: "Cancel" }).click();
  await chooseAction(page, "Copy link");
  await tryAll("The prompt of Copy link");
  await page.getByRole("button", { name: "Make link" }).click();
  await tryAll("A link was made to be copied");
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto("/mail");
  await tryAll("Mail (`/mail`)");
  await page.goto("/templates");
  await tryAll("The Template Manager (`/templates`)");

  const withLocators = [...tables].filter(([, things]) => things.length > 0).map(([title]) => title);
  expect([...tried].toSorted()).toEqual(withLocators.toSorted());
});

test("the stories in QA's book are those that are run, and short", () => {
  const stories = readFileSync(new URL("recoveries/three-options.spec.ts", import.meta.url), "utf8");
  const shown = [...book.matchAll(/^```ts\n(?<story>[^`]+)^```$/gm)].map(({ groups }) => groups!["story"]!);
  expect(shown).toHaveLength(3);
  for (const story of shown) {
    expect(stories).toContain(story);
    expect(story.trim().split("\n").length).toBeLessThanOrEqual(15);
  }
});

/** A locator as the book writes it. */
function read(code: string, names: { page: Page; user: Page; jane: Person }): Locator {
  // oxlint-disable-next-line no-new-func, no-implied-eval -- The book is ours, and what stands in it is to be tried as it stands.
  return new Function(...Object.keys(names), `return ${code};`)(...Object.values(names)) as Locator;
}
