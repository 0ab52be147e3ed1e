import { languages, type Language } from "@latchkey/contract/languages.ts";
import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { getTemplate, listTemplates } from "@latchkey/contract/templates.ts";
import { languageChain } from "@latchkey/mails/language-chain.ts";
import { expect, test } from "vitest";
import { startApp } from "../test/start.ts";

test("every template stands there with its purpose, where it is used, and all languages, which are done", async () => {
  const app = await startApp();
  const { templates, layout } = await app.admin.call(listTemplates, {});

  expect(templates.map(({ name }) => name)).toEqual(Object.values(templateNames));
  for (const { purpose, usedIn, languages: listed, latest } of templates) {
    for (const sentence of [purpose, usedIn]) expect(sentence).toMatch(/^[A-Z].*[.]$/);
    expect(listed.map(({ locale }) => locale)).toEqual(Object.keys(languages));
    for (const each of listed) {
      expect(each).toMatchObject({ origin: "default", fallsBackTo: null, latest: null, hasDraft: false });
    }
    expect(latest).toBeNull();
  }
  expect(layout).toEqual({ origin: "default", latest: null, hasDraft: false });
});

test.each(Object.keys(templateNames) as TemplateKey[])(
  "%s lists the placeholders of use in it, described, and tells the secret and required ones",
  async (key) => {
    const app = await startApp();
    const locale: Language = "ar";
    const { placeholders, direction } = await app.admin.call(getTemplate, { params: { key, locale } });
    expect(direction).toBe("rtl");
    const those = (is: "isSecret" | "isRequired") =>
      placeholders.filter((each) => each[is]).map(({ name }) => name);
    const [secret, required] = {
      "access-info": [
        ["password", "stopLink"],
        ["password", "signInUrl"],
      ],
      "password-change-link": [["link", "stopLink"], ["link"]],
      "password-changed": [["stopLink"], []],
      "administrator-changed-your-access": [["stopLink"], []],
      "link-copied": [["stopLink"], []],
      "link-extended": [["stopLink"], []],
      "email-changed": [["stopLink"], []],
      "recovery-stopped": [[], ["recordUrl"]],
      "sign-in-stopped": [[], []],
    }[key];
    expect([those("isSecret"), those("isRequired")]).toEqual([secret, required]);
    for (const { description } of placeholders) expect(description).toMatch(/^[A-Z].*[.]$/);
  },
);

test.each([
  ["en", ["en"]],
  ["de-AT", ["de", "en"]],
  ["zh-TW", ["en"]],
  ["zh-CN", ["zh-Hans", "en"]],
  ["sv", ["en"]],
  ["pt-BR", ["pt", "en"]],
])("somebody with the locale %s is written to in %j", (locale, chain) => {
  expect(languageChain(locale)).toEqual(chain);
});
