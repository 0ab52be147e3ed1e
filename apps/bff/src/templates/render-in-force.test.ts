import type { Language } from "@latchkey/contract/languages.ts";
import { getMessage } from "@latchkey/contract/mail.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { stopRecovery } from "@latchkey/contract/stops.ts";
import { saveMailLayout, saveTemplate, type TemplateSource } from "@latchkey/contract/templates.ts";
import { exampleValues } from "@latchkey/mails/example-values.ts";
import { defaultLayout } from "@latchkey/mails/mail-frame.ts";
import { expect, test } from "vitest";
import { transact } from "../db/transaction.ts";
import { newId } from "../ports/random.ts";
import { mailLink, stopTokenIn } from "../test/read-mail.ts";
import { startApp, type TestApp } from "../test/start.ts";
import { confirmInForce, type PreparedMail, renderInForce } from "./render-in-force.ts";

const words = (subject: string): TemplateSource => ({
  subject,
  preheader: "",
  html: '<p>{{ user.firstName }}</p><p><a href="{{ link }}">Go</a></p><p><a href="{{ stopLink }}">No</a></p>',
  text: null,
});

test("a mail has the words in force, and remembers their version", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const before = await mailLink(app, jane);
  await save(app, "en", "One", 0);
  const first = await mailLink(app, jane);
  await save(app, "en", "Two", 1);
  const second = await mailLink(app, jane);

  expect([before, first, second].map(({ mail }) => mail.subject)).toEqual([
    "Choose a new password for Latchkey",
    "One",
    "Two",
  ]);
  expect(first.mail.text).toContain("Go:\nhttp://localhost:3000/reset-password#");
  const rows = await app.db
    .selectFrom("messages")
    .leftJoin("templateVersions", "templateVersions.id", "messages.templateVersion")
    .select("number")
    .orderBy("messages.id")
    .execute();
  expect(rows.map(({ number }) => number)).toEqual([null, 1, 2]);
});

test("a mail that waits keeps its words, whatever is saved meanwhile", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await save(app, "en", "One", 0);
  await app.mailbox.setFault({ kind: "down" });
  const { mail } = await app.admin.call(sendPasswordChangeLink, { params: { userId: jane.id }, body: {} });
  await save(app, "en", "Two", 1);
  await app.mailbox.setFault({ kind: "none" });
  app.clock.advance({ seconds: 5 });
  await app.system.outbox.sendSoon(mail!.id);

  expect((await app.mailbox.waitForMail({ to: jane.email! })).subject).toBe("One");
  const message = await app.admin.call(getMessage, { params: { messageId: mail!.id } });
  expect(message).toMatchObject({ state: "accepted", templateVersion: { locale: "en", number: 1 } });
});

test("the reader's own language comes first, edited or built in, then English", async () => {
  const app = await startApp();
  await save(app, "en", "English", 0);
  await save(app, "zh-Hans", "中文", 0);
  const subjectFor = async (language: string | null) => {
    const user = await app.createUser();
    await app.db.updateTable("users").set({ language }).where("id", "=", user.id).execute();
    return (await mailLink(app, user)).mail.subject;
  };

  expect(await subjectFor(null)).toBe("English");
  expect(await subjectFor("en")).toBe("English");
  expect(await subjectFor("en-GB")).toBe("English");
  expect(await subjectFor("zh-CN")).toBe("中文");
  expect(await subjectFor("sv")).toBe("English");
  expect(await subjectFor("de")).toContain("Passwort");
  expect(await subjectFor("de-AT")).toContain("Passwort");
});

test("the layout in force names the product and whom to ask, in mails of every kind", async () => {
  const app = await startApp();
  const layout = {
    ...defaultLayout,
    productName: "Acme Keys",
    companyName: "Acme",
    supportContact: "desk@acme.test",
  };
  await app.admin.call(saveMailLayout, { body: { layout, basedOn: 0, note: "" } });
  const { mail } = await mailLink(app, await app.createUser());

  expect(mail.subject).toBe("Choose a new password for Acme Keys");
  expect(mail.text).toContain("contact desk@acme.test");
  const token = stopTokenIn(mail);
  await app.createUser({ userName: "other.admin", type: "system-administrator", email: "other@acme.test" });
  await app.visitor().call(stopRecovery, { body: { token } });
  const alert = await app.mailbox.waitForMail({ to: "other@acme.test" });
  expect(alert.subject).toContain("Acme Keys");
});

test("words that can't be rendered, however they got there, hold up no mail: it goes out in the built-in ones", async () => {
  const app = await startApp();
  const broken = { ...words("Broken"), html: "{{ nobody }}" };
  await app.db
    .insertInto("templateVersions")
    .values({
      id: newId(),
      key: "password-change-link",
      locale: "en",
      number: 1,
      kind: "edited",
      restores: null,
      content: JSON.stringify(broken),
      note: "",
      authorId: app.adminId,
      authorName: "x",
      createdAt: app.clock.now(),
      replacedAt: null,
    })
    .execute();
  const { mail } = await mailLink(app, await app.createUser());

  expect(mail.subject).toBe("Choose a new password for Latchkey");
  // A transaction that is run again says so again.
  const told = app.log.filter(({ event }) => event === "template.failed");
  expect(new Set(told.map(({ fields }) => JSON.stringify(fields))).size).toBe(1);
  const event = await app.db
    .selectFrom("auditEvents")
    .selectAll()
    .where("action", "=", "template.failed")
    .executeTakeFirstOrThrow();
  expect([event.actorId, JSON.parse(event.details)]).toEqual([
    null,
    { template: "Password Change Link", language: "en", sent: "in the built-in words" },
  ]);
  const { templateVersion } = await app.db
    .selectFrom("messages")
    .select("templateVersion")
    .executeTakeFirstOrThrow();
  expect(templateVersion).toBeNull();
});

test("a mail that was rendered before words or a layout were saved is rendered anew when it is confirmed", async () => {
  const app = await startApp();
  const prepare = () =>
    renderInForce(app.system, app.db, "password-change-link", {
      reader: { locale: "en", timeZone: "UTC" },
      values: exampleValues["password-change-link"],
    });
  const confirm = (prepared: PreparedMail) =>
    transact(app.system, (tx) => confirmInForce(app.system, tx, prepared));

  const [builtIn, still] = [await prepare(), await prepare()];
  expect(await confirm(still)).toBe(still.rendered);
  await save(app, "en", "One", 0);
  const edited = await prepare();
  const [late, now] = [await confirm(builtIn), await confirm(edited)];
  expect([late.mail.subject, now.mail.subject]).toEqual(["One", "One"]);
  expect(late.mail.text).toContain(exampleValues["password-change-link"].link);
  expect(late.templateVersion).toBe(now.templateVersion);
  expect(now).toBe(edited.rendered);

  const layout = { ...defaultLayout, productName: "Acme Keys", footers: { en: "{{ productName }}" } };
  await app.admin.call(saveMailLayout, { body: { layout, basedOn: 0, note: "" } });
  expect((await confirm(edited)).mail.text).toMatch(/---\nAcme Keys\n$/);
  expect(await prepare().then(confirm)).toEqual(await confirm(edited));
});

function save(app: TestApp, locale: Language, subject: string, basedOn: number) {
  return app.admin.call(saveTemplate, {
    params: { key: "password-change-link", locale },
    body: { ...words(subject), basedOn, note: "" },
  });
}
