import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Browser, Locator, Page } from "playwright/test";
import type { Api } from "@latchkey/playwright/api.ts";
import { complaintsOf } from "@latchkey/playwright/complaints.ts";
import { expectAccessible, expectFitting } from "@latchkey/playwright/expect-accessible.ts";
import { expect, test } from "@latchkey/playwright/fixtures.ts";
import type { People, Person } from "@latchkey/playwright/people.ts";
import { stopLinkIn } from "@latchkey/playwright/secrets.ts";
import { root } from "@latchkey/playwright/stack.ts";
import { ownPassword } from "@latchkey/playwright/steps.ts";

test.describe("The pages that users see speak their language", () => {
  test("a German user gets the link, and the page speaks German from its first paint to the last word", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await speaking("de", users, administrator);
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const link = firstLink(await mailbox.waitForMail({ to: jane.email }));
    const user = await otherBrowser();
    const headings = await headingsSeen(user);
    await user.goto(link);

    await expect(user.getByRole("heading", { name: "Wählen Sie ein neues Passwort" })).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("lang", "de");
    await expect(user).toHaveTitle("Wählen Sie ein neues Passwort · Latchkey");
    await expect(user.getByText(`Für ${jane.userName}`)).toContainText("er gilt bis ");
    await expectUnbroken(user, user.locator(":has(> bdi[dir=ltr])"));
    await user.getByRole("button", { name: "Passwort ändern" }).click();
    await expect(user.getByRole("alert")).toContainText("Geben Sie ein neues Passwort ein.");
    await user.getByLabel("Neues Passwort", { exact: true }).fill("kurz");
    await user.getByLabel("Neues Passwort bestätigen").fill("kurz");
    await expect(user.getByRole("listitem").filter({ hasText: "Mindestens 15 Zeichen" })).toContainText(
      "nicht erfüllt",
    );
    await user.getByRole("button", { name: "Passwort anzeigen" }).first().click();
    await user.getByLabel("Neues Passwort", { exact: true }).fill(ownPassword);
    await user.getByLabel("Neues Passwort bestätigen").fill(ownPassword);
    await user.getByRole("button", { name: "Passwort ändern" }).click();
    await expect(user.getByRole("heading", { name: "Ihr Passwort wurde geändert." })).toBeVisible();
    expect(await headings()).toEqual(["Wählen Sie ein neues Passwort", "Ihr Passwort wurde geändert."]);

    // The language and the user name come along, also when the page is loaded again; the address has neither.
    await user.getByRole("link", { name: "Anmelden" }).click();
    await expect(user.getByLabel("Benutzername oder E-Mail-Adresse")).toHaveValue(jane.userName);
    await user.reload();
    await expect(user.getByLabel("Benutzername oder E-Mail-Adresse")).toHaveValue(jane.userName);
    expect(new URL(user.url()).search).toBe("");
    await expect(user.getByLabel("Passwort", { exact: true })).toBeFocused();
    await user.keyboard.type(ownPassword);
    await user.keyboard.press("Enter");
    // The account says so from now on, whatever the browser speaks.
    await expect(user.getByRole("region", { name: "Profil" })).toContainText("Nachname");
    await expect(user.getByRole("region", { name: "Sitzungen" })).toContainText("Diese Sitzung");
    await expectGood(user);
  });

  test("in Arabic the page is mirrored, and passwords and addresses are not", async ({
    users,
    administrator,
    mailbox,
    otherBrowser,
  }) => {
    const jane = await speaking("ar", users, administrator);
    await administrator.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
    const mail = await mailbox.waitForMail({ to: jane.email });
    const user = await otherBrowser();
    await user.setViewportSize({ width: 390, height: 844 });
    await user.goto(firstLink(mail));

    const field = user.getByLabel("كلمة المرور الجديدة", { exact: true });
    await expect(field).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(field).toHaveCSS("direction", "ltr");
    await expect(user.locator("bdi[dir=ltr]")).toContainText("@acme.test");
    await expectUnbroken(user, user.locator(":has(> bdi[dir=ltr])"));
    const show = (await user.getByRole("button", { name: "إظهار كلمة المرور" }).first().boundingBox())!;
    expect(show.x, "Show stands left of what is typed").toBeLessThan((await field.boundingBox())!.x);
    await field.fill("qwertyqwertyqwerty");
    await user.getByRole("button", { name: "تغيير كلمة المرور" }).click();
    await expect(user.getByRole("alert")).toBeVisible();
    await expectGood(user);

    await user.goto(stopLinkIn(mail));
    await expect(user.getByRole("heading", { name: "ألم يصدر هذا عنك؟" })).toBeVisible();
    await expectGood(user);
    await user.getByRole("button", { name: "إيقاف" }).click();
    await expect(user.getByRole("heading", { name: "تم الإيقاف." })).toBeVisible();
    await expectGood(user);
    await user.goto("about:blank");
    await user.goto(stopLinkIn(mail));
    await user.getByRole("link", { name: "تسجيل الدخول" }).click();
    await expect(user.locator("html")).toHaveAttribute("lang", "ar");
    await expect(user.getByRole("textbox").first()).toHaveValue(jane.userName);
  });

  test("without a setting the browser's language counts; the switch changes it, for this tab", async ({
    browser,
    stack,
  }) => {
    const { page: user, complaints } = await browserIn(browser, "fr-CA");
    await user.goto(`${stack.url}/sign-in`);
    await expect(user.getByRole("heading", { name: "Se connecter" })).toBeVisible();
    await user.getByLabel("Identifiant ou adresse e-mail").fill("nobody");
    await user.getByLabel("Mot de passe", { exact: true }).fill("not the right password");
    await user.getByRole("button", { name: "Se connecter" }).click();
    await expect(user.getByRole("alert")).toContainText("est incorrect");
    await expectGood(user);

    await user.getByRole("combobox", { name: "Langue" }).selectOption({ label: "日本語" });
    await expect(user.getByRole("heading", { name: "サインイン" })).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("lang", "ja");
    await expect(user.getByLabel("ユーザー名またはメールアドレス")).toHaveValue("nobody");
    await user.getByRole("link", { name: "パスワードをお忘れですか？" }).click();
    await user.getByRole("button", { name: "リンクを送信" }).click();
    await expect(user.getByRole("heading", { name: "メールをご確認ください" })).toBeVisible();
    await expectGood(user);

    await user.goto(`${stack.url}/reset-password#wrong`);
    await expect(user.getByRole("heading", { name: "このリンクは機能しません。" })).toBeVisible();
    await user.goto(`${stack.url}/no-such-page`);
    await expect(user.getByRole("heading", { name: "このアドレスにページはありません" })).toBeVisible();
    await expect(user.getByRole("navigation", { name: "Main" })).toBeHidden();
    await user.getByRole("combobox", { name: "言語" }).selectOption({ label: "English" });
    await expect(user.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
    expect(complaints).toEqual([]);
    await user.context().close();
  });

  test("a server that does not answer is told in the browser's language", async ({ browser, stack }) => {
    const { page: user } = await browserIn(browser, "uk-UA");
    await user.route("**/api/**", (route) => route.abort());
    await user.goto(`${stack.url}/sign-in`);
    await expect(user.getByRole("heading", { name: "Не вдалося завантажити цю сторінку" })).toBeVisible();
    await expect(user.getByRole("alert")).toContainText("Сервер не відповів.");
    await user.unroute("**/api/**");
    await user.getByRole("button", { name: "Спробувати ще раз" }).click();
    await expect(user.getByRole("heading", { name: "Увійти" })).toBeVisible();
    await user.context().close();
  });

  test("an administrator's own profile speaks their language, and the console English", async ({
    users,
    administrator,
    otherBrowser,
  }) => {
    const jane = await users.administrator({ password: ownPassword });
    await speak(administrator, jane, "nl");
    const user = await otherBrowser({ ...jane, password: ownPassword });
    await user.goto("/users");
    await expect(user.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("lang", "en");
    await user.getByRole("button", { name: jane.name, exact: true }).click();
    await user.getByRole("menuitem", { name: jane.name }).click();
    await expect(user.getByRole("region", { name: "Voorkeuren" })).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("lang", "nl");
    await user.getByRole("link", { name: "Users" }).click();
    await expect(user.getByRole("button", { name: "Theme" })).toBeVisible();
    await expect(user.locator("html")).toHaveAttribute("lang", "en");
  });
});

/** A user with this language in their record. */
async function speaking(language: Language, users: People, administrator: Api): Promise<Person> {
  const person = await users.active();
  await speak(administrator, person, language);
  return person;
}

async function speak(administrator: Api, { id: userId }: Person, language: Language): Promise<void> {
  const { version } = await administrator.call(getUser, { params: { userId } });
  const body = { version, language, currentPassword: root.password };
  await administrator.call(updateUser, { params: { userId }, body });
}

/** A browser that prefers this language. */
async function browserIn(browser: Browser, locale: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale });
  return { complaints: complaintsOf(context), page: await context.newPage() };
}

/** Collects every heading that the page shows, however shortly. */
async function headingsSeen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { headingsSeen: seen });
    new MutationObserver(() => {
      // Not that of the page for old browsers, which is out of sight here.
      const text = document.querySelector("#root h1")?.textContent ?? "";
      if (text !== "" && text !== seen.at(-1)) seen.push(text);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { headingsSeen: string[] }).headingsSeen);
}

/** A text, its brackets and the sign behind them are in one line, however narrow the screen. */
async function expectUnbroken(page: Page, text: Locator): Promise<void> {
  const { width, height } = page.viewportSize()!;
  for (let narrow = 320; narrow <= 420; narrow += 10) {
    await page.setViewportSize({ width: narrow, height });
    const lines = await text.evaluate((element) => {
      const lineOf = (node: ChildNode) => {
        const first = document.createRange();
        first.setStart(node, 0);
        first.setEnd(node, 1);
        return Math.round(first.getBoundingClientRect().bottom);
      };
      return [element.firstChild!, element.lastChild!, element.nextSibling!].map(lineOf);
    });
    expect(new Set(lines), `at ${narrow} px`).toHaveProperty("size", 1);
  }
  await page.setViewportSize({ width, height });
}

/** Accessible in both themes, and 320 and 390 px are wide enough. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitting(page, [390, 320]);
}
