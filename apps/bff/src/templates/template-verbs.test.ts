import {
  dropTemplateDraft,
  getTemplate,
  getTemplateVersion,
  lintTemplate,
  listTemplates,
  listTemplateVersions,
  resetTemplate,
  restoreTemplate,
  saveTemplate,
  saveTemplateDraft,
  type TemplateSource,
} from "@latchkey/contract/templates.ts";
import { expect, test } from "vitest";
import { outcomes } from "../test/outcomes.ts";
import { refusal, startApp, type Browser, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const params = { key: "password-changed", locale: "de" } as const;
const words: TemplateSource = {
  subject: "Ihr Passwort wurde geändert",
  preheader: "Kurz und gut.",
  html: '<p>Guten Tag {{ user.name }}</p>\n<p><a href="{{ stopLink }}">Das war ich nicht</a></p>\n',
  text: null,
};

test("Save makes a version with its author, time and note, which is in force at once", async () => {
  const app = await startApp();
  const before = await read(app.admin);
  expect(before).toMatchObject({ origin: "default", version: 0, latest: null, draft: null, findings: [] });
  expect(before.source).toEqual(before.defaultSource);

  const saved = await save(app.admin, { basedOn: 0, note: "Shorter" });

  expect(saved).toMatchObject({
    origin: "edited",
    version: 1,
    latest: {
      number: 1,
      kind: "edited",
      restores: null,
      note: "Shorter",
      author: "root.admin",
      at: expect.any(String),
    },
    source: words,
    defaultSource: before.defaultSource,
    findings: [{ rule: "language-missing", message: expect.stringContaining("English") }],
  });
  expect(await read(app.admin)).toEqual(saved);
  const { templates } = await app.admin.call(listTemplates, {});
  const listed = templates.find(({ key }) => key === "password-changed");
  expect(listed?.latest).toMatchObject({ number: 1, author: "root.admin", locale: "de" });
  expect(listed?.languages.find(({ locale }) => locale === "de")).toMatchObject({ origin: "edited" });
  expect(listed?.languages.find(({ locale }) => locale === "fr")).toMatchObject({
    origin: "default",
    latest: null,
  });
  expect((await app.admin.call(getTemplate, { params: { ...params, locale: "fr" } })).version).toBe(0);
});

test("the audit trail has who changed what, line by line", async () => {
  const app = await startApp();
  await save(app.admin, { basedOn: 0, note: "" });
  await save(app.admin, { basedOn: 1, note: "Greeting", html: words.html.replace("Guten Tag", "Hallo") });

  const [, second] = await audited(app);
  expect(second).toMatchObject({ action: "template.saved", outcome: "done", actorId: app.adminId });
  expect(JSON.parse(second!.details)).toEqual({
    template: "Password Changed",
    language: "de",
    version: "2",
    note: "Greeting",
    difference: "- <p>Guten Tag {{ user.name }}</p>\n+ <p>Hallo {{ user.name }}</p>",
  });
});

test("of a hundred who save one version at once exactly one wins; the others are told, and lose nothing", async () => {
  const app = await startApp();
  await save(app.admin, { basedOn: 0, note: "" });
  await keep(app.admin, { ...words, subject: "Mine" }, 1);

  const ends = await outcomes(100, (index) => save(app.admin, { basedOn: 1, note: String(index) }));

  expect(ends).toEqual({ done: 1, "version-conflict": 99 });
  const { versions, total } = await app.admin.call(listTemplateVersions, { params });
  expect([total, versions.map(({ number }) => number)]).toEqual([2, [2, 1]]);
});

test("a conflict leaves the draft of the one who came second, and tells the words of the first", async () => {
  const app = await startApp();
  const other = await secondAdministrator(app);
  await keep(other, { ...words, subject: "Second" }, 0);
  await save(app.admin, { basedOn: 0, note: "", subject: "First" });

  await expectUnchanged(app, () =>
    refusal(save(other, { basedOn: 0, note: "", subject: "Second" }), "version-conflict"),
  );

  expect(await read(other)).toMatchObject({
    version: 1,
    source: { subject: "First" },
    latest: { author: "root.admin" },
    draft: { content: { subject: "Second" }, basedOn: 0 },
  });
  expect(await save(other, { basedOn: 1, note: "", subject: "Second" })).toMatchObject({
    version: 2,
    draft: null,
  });
});

test("a draft is its author's own, holds anything, survives, and goes with Save or when it is dropped", async () => {
  const app = await startApp();
  const other = await secondAdministrator(app);
  const unfinished = { ...words, html: "<p>{{ pass\u0000", text: "{% if" };

  await keep(app.admin, words, 0);
  await keep(app.admin, unfinished, 0);

  expect((await read(app.admin)).draft).toEqual({ content: unfinished, basedOn: 0, at: expect.any(String) });
  expect((await read(other)).draft).toBeNull();
  const { templates } = await app.admin.call(listTemplates, {});
  const drafts = templates.flatMap(({ key, languages }) =>
    languages.filter(({ hasDraft }) => hasDraft).map(({ locale }) => [key, locale]),
  );
  expect(drafts).toEqual([["password-changed", "de"]]);
  await app.admin.call(dropTemplateDraft, { params });
  expect((await read(app.admin)).draft).toBeNull();
  await keep(app.admin, words, 0);
  await keep(other, words, 0);
  expect((await save(app.admin, { basedOn: 0, note: "" })).draft).toBeNull();
  expect((await read(other)).draft).not.toBeNull();
});

test("what lint calls an error is not saved, and the place is named; a warning passes", async () => {
  const app = await startApp();
  const wrong = { html: "<p>\n{{ nobody }}</p>", subject: "{{ stopLink }}" };

  await expectUnchanged(app, async () => {
    const problem = await refusal(save(app.admin, { basedOn: 0, note: "", ...wrong }), "invalid-fields");
    expect(problem.errors).toEqual([
      { pointer: "/subject", message: expect.stringMatching(/^Line 1, column 4: Inboxes/) },
      {
        pointer: "/html",
        message: expect.stringMatching(/^Line 2, column 4: There is no placeholder “nobody”/),
      },
    ]);
  });
  const { findings } = await app.admin.call(lintTemplate, { params, body: { ...words, ...wrong } });
  expect(findings.map(({ rule }) => rule)).toEqual([
    "secret-exposed",
    "placeholder-unknown",
    "stop-link-missing",
  ]);
  expect((await save(app.admin, { basedOn: 0, note: "", html: "<p>x</p>" })).findings).toMatchObject([
    { rule: "stop-link-missing", level: "warning" },
    { rule: "language-missing", level: "warning" },
  ]);
});

test("Restore saves an earlier version anew, Reset to Default puts the built-in words in force; all versions stay", async () => {
  const app = await startApp();
  const { defaultSource } = await save(app.admin, { basedOn: 0, note: "", subject: "One" });
  await save(app.admin, { basedOn: 1, note: "", subject: "Two" });

  const restored = await app.admin.call(restoreTemplate, {
    params,
    body: { number: 1, basedOn: 2, note: "Back" },
  });
  expect(restored).toMatchObject({
    version: 3,
    source: { subject: "One" },
    latest: { kind: "restored", restores: 1, note: "Back" },
  });
  const reset = await app.admin.call(resetTemplate, { params, body: { basedOn: 3, note: "" } });
  expect(reset).toMatchObject({
    version: 4,
    origin: "default",
    source: defaultSource,
    latest: { kind: "reset" },
  });
  await refusal(
    app.admin.call(restoreTemplate, { params, body: { number: 9, basedOn: 4, note: "" } }),
    "not-found",
  );
  await refusal(
    app.admin.call(restoreTemplate, { params, body: { number: 1, basedOn: 3, note: "" } }),
    "version-conflict",
  );
  await refusal(
    app.admin.call(resetTemplate, { params, body: { basedOn: 3, note: "" } }),
    "version-conflict",
  );
  const again = await app.admin.call(restoreTemplate, { params, body: { number: 4, basedOn: 4, note: "" } });
  expect(again).toMatchObject({ version: 5, origin: "default", source: defaultSource });

  const subjects = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (number) => {
      const { source } = await app.admin.call(getTemplateVersion, {
        params: { ...params, number: String(number) },
      });
      return source.subject;
    }),
  );
  const own = defaultSource.subject;
  expect(subjects).toEqual([own, "One", "Two", "One", own, own]);
  await refusal(app.admin.call(getTemplateVersion, { params: { ...params, number: "6" } }), "not-found");
  const events = await audited(app);
  expect(events.filter(({ outcome }) => outcome === "done").map(({ action }) => action)).toEqual([
    "template.saved",
    "template.saved",
    "template.restored",
    "template.reset",
    "template.restored",
  ]);
});

test("an earlier version that lint would refuse today is not restored", async () => {
  const app = await startApp();
  await save(app.admin, { basedOn: 0, note: "" });
  await save(app.admin, { basedOn: 1, note: "" });
  const content = JSON.stringify({ ...words, html: "<p>{{ nobody }}</p>" });
  await app.db.updateTable("templateVersions").set({ content }).where("number", "=", 1).execute();

  await expectUnchanged(app, async () => {
    const { errors } = await refusal(
      app.admin.call(restoreTemplate, { params, body: { number: 1, basedOn: 2, note: "" } }),
      "invalid-fields",
    );
    expect(errors?.map(({ pointer }) => pointer)).toEqual(["/html"]);
  });
});

test("line breaks of any system arrive as one, and bounds hold", async () => {
  const app = await startApp();
  const saved = await save(app.admin, { basedOn: 0, note: "", html: words.html.replaceAll("\n", "\r\n") });
  expect(saved.source.html).toBe(words.html);
  const tooLong = await refusal(
    save(app.admin, { basedOn: 1, note: "", html: "x".repeat(50_001) }),
    "invalid-fields",
  );
  expect(tooLong.errors).toEqual([{ pointer: "/html", message: "Use at most 50000 characters." }]);
});

test("a template that is as long as it may be, in any script, is saved", async () => {
  const app = await startApp();
  const text = `{{ stopLink }}${"語".repeat(24_000)}`;
  const saved = await save(app.admin, { basedOn: 0, note: "", html: `${text}\n`, text: `${text}\n` });
  expect(saved.source.text).toBe(`${text}\n`);
});

test("only System Administrators come near templates", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane", password: "quiet harbour lamp 50" });
  const jane = await app.signIn("jane", "quiet harbour lamp 50");

  await expectUnchanged(app, async () => {
    await refusal(read(jane), "forbidden");
    await refusal(save(jane, { basedOn: 0, note: "" }), "forbidden");
    await refusal(jane.call(listTemplates, {}), "forbidden");
    await refusal(keep(jane, words, 0), "forbidden");
    await refusal(save(app.visitor(), { basedOn: 0, note: "" }), "not-signed-in");
  });
});

function read(browser: Browser) {
  return browser.call(getTemplate, { params });
}

function save(browser: Browser, changes: Partial<TemplateSource> & { basedOn: number; note: string }) {
  return browser.call(saveTemplate, { params, body: { ...words, ...changes } });
}

function keep(browser: Browser, source: TemplateSource, basedOn: number) {
  return browser.call(saveTemplateDraft, { params, body: { ...source, basedOn } });
}

async function secondAdministrator(app: TestApp): Promise<Browser> {
  const password = "quiet harbour lamp 51";
  await app.createUser({ userName: "second.admin", type: "system-administrator", password });
  return app.signIn("second.admin", password);
}

function audited(app: TestApp) {
  return app.db
    .selectFrom("auditEvents")
    .select(["action", "outcome", "actorId", "details"])
    .where("action", "like", "template.%")
    .orderBy("at")
    .orderBy("id")
    .execute();
}
