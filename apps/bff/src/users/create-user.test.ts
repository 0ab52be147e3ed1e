import type { RequestOf } from "@latchkey/contract/route.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { createUser, listUsers } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { newId } from "../ports/random.ts";
import { outcomes } from "../test/outcomes.ts";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp, type TestApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

type Fields = RequestOf<typeof createUser>["body"];

test("a user needs a User Name and a Last Name only", async () => {
  const app = await startApp();

  const user = await create(app, { userName: "okafor", lastName: "Okafor" });

  expect(user).toMatchObject({
    version: 1,
    userName: "okafor",
    lastName: "Okafor",
    firstName: null,
    email: null,
    type: "regular",
    isActive: true,
    teams: [],
    hasPassword: false,
    openSessions: 0,
  });
  expect(await app.auditOf(user.id)).toEqual(["user.created"]);
  expect(await app.mailbox.mails()).toEqual([]);
});

test("every field is kept, trimmed, empty ones absent, teams without repeats", async () => {
  const app = await startApp();
  const fields = {
    userName: " amelie.b ",
    salutation: "Dr.",
    firstName: " Ame\u0301lie ",
    lastName: " Brandt",
    title: "",
    email: " Amelie@acme.test ",
    phone: "+44 20 7946 0100",
    type: "system-administrator",
    isActive: false,
    teams: ["Field", " Field", "EMEA"],
    language: "fr",
    timeZone: "Europe/Paris",
  };

  expect(await create(app, { ...fields, currentPassword: rootAdmin.password })).toMatchObject({
    ...fields,
    userName: "amelie.b",
    firstName: "Amélie",
    lastName: "Brandt",
    title: null,
    email: "Amelie@acme.test",
    teams: ["Field", "EMEA"],
  });
});

test("an address may hold every sign that mail allows, and an international host as it is spoken: mail gets there", async () => {
  const app = await startApp();
  const addresses: [string, string][] = [
    ["sales&o'brien/eu=1#2!~*$%{x}|^?`@acme.test", "sales&o'brien/eu=1#2!~*$%{x}|^?`@acme.test"],
    ["jane@acme.xn--p1ai", "jane@acme.xn--p1ai"],
    ["jane@MÜLLER.test", "jane@xn--mller-kva.test"],
  ];
  for (const [index, [typed, kept]] of addresses.entries()) {
    const user = await create(app, {
      userName: `user.${index}`,
      lastName: "O",
      firstName: "\u3164",
      email: typed,
    });
    expect([user.email, user.firstName]).toEqual([kept, null]);
    await app.admin.call(sendPasswordChangeLink, { params: { userId: user.id }, body: {} });
    expect((await app.mailbox.mails({ to: kept })).map(({ to }) => to)).toEqual([[kept]]);
    const { total } = await app.admin.call(listUsers, { query: { search: kept } });
    expect([kept, total]).toEqual([kept, 1]);
  }
  // One address in two spellings is one address.
  await refusal(create(app, { userName: "other", lastName: "O", email: "Jane@müller.TEST" }), "email-taken");
});

test("with Send Email with Access Info to User the user gets a password that the administrator never sees", async () => {
  const app = await startApp();

  const user = await create(app, {
    userName: "okafor",
    lastName: "Okafor",
    email: "okafor@acme.test",
    sendAccessInfo: true,
  });

  const [mail] = await app.mailbox.mails({ to: "okafor@acme.test" });
  const password = passwordIn(mail!);
  expect(JSON.stringify(user)).not.toContain(password);
  expect(user.hasPassword).toBe(true);
  const session = await app.visitor().call(signIn, { body: { userNameOrEmail: "okafor", password } });
  expect(session.mustChangePassword).toBe(true);
  expect((await app.auditOf(user.id)).slice(0, 3)).toEqual([
    "user.created",
    "generated-password.sent",
    "generated-password.took-effect",
  ]);
});

test("without an address, or inactive, Access Info can't be sent, and no user is made", async () => {
  const app = await startApp();
  const base = { userName: "okafor", lastName: "Okafor", sendAccessInfo: true };

  await expectUnchanged(app, async () => {
    await refusal(create(app, base), "email-missing");
    await refusal(create(app, { ...base, email: "o@acme.test", isActive: false }), "user-inactive");
  });
});

test("a user name or address that another user has is refused at the field, however it is written", async () => {
  const app = await startApp();
  await create(app, { userName: "Kelvin", lastName: "K", email: "Kelvin@acme.test" });

  await expectUnchanged(app, async () => {
    for (const userName of ["kelvin", "KELVIN", "\u212Aelvin", "ｋｅｌｖｉｎ"]) {
      const problem = await refusal(create(app, { userName, lastName: "Other" }), "user-name-taken");
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/userName"]);
    }
    const problem = await refusal(
      create(app, { userName: "other", lastName: "Other", email: "KELVIN@ACME.TEST" }),
      "email-taken",
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/email"]);
  });
});

test("of many who create the same user at once, exactly one succeeds", async () => {
  const app = await startApp();

  const ends = await outcomes(10, () => create(app, { userName: "okafor", lastName: "Okafor" }));

  expect(ends).toEqual({ done: 1, "user-name-taken": 9 });
});

test("what a field can't be is refused at the field, and nothing is made", async () => {
  const app = await startApp();
  const refused: [string, unknown][] = [
    ["/userName", ""],
    ["/userName", "with space"],
    ["/userName", "with@sign"],
    ["/userName", "x".repeat(65)],
    ["/userName", "a\u200Bb"],
    ["/userName", "\u3164"],
    ["/lastName", "\u3164"],
    ["/lastName", "\u200b\u2060"],
    ["/lastName", "\u00a0\u2800\u2003"],
    ["/lastName", "\u115f\u034f\u0301"],
    ["/teams/0", ["\u3164"]],
    ["/userName", ["array"]],
    ["/lastName", " "],
    ["/lastName", "Line\nbreak"],
    ["/lastName", "Nul\u0000"],
    ["/lastName", "Turned\u202Earound"],
    ["/lastName", null],
    ["/lastName", "x".repeat(101)],
    ["/email", "jane"],
    ["/email", "jane@localhost"],
    ["/email", "jane＠acme.test"],
    ["/email", "jane@аcme.test"],
    ["/email", "a@b.test, c@d.test"],
    ["/email", "jane@acme.test\r\nBcc: x@y.test"],
    ["/email", `${"x".repeat(65)}@acme.test`],
    ["/email", ["jane@acme.test"]],
    ["/type", "helpdesk"],
    ["/isActive", "true"],
    ["/teams", "Field"],
    ["/teams/0", [""]],
    ["/language", "tlh"],
    ["/timeZone", "Mars/Olympus"],
    ["/salutation", "Sir"],
    ["/passwordHash", "x"],
    ["/password", "an administrator chose this"],
    ["/version", 7],
  ];

  await expectUnchanged(app, async () => {
    for (const [pointer, value] of refused) {
      const field = pointer.split("/")[1]!;
      const problem = await refusal(
        create(app, { userName: "okafor", lastName: "Okafor", [field]: value }),
        "invalid-fields",
      );
      expect([value, problem.errors?.map((error) => error.pointer)]).toEqual([value, [pointer]]);
    }
  });
});

function create(app: TestApp, body: object) {
  return app.admin.call(createUser, { body: body as Fields });
}

test("a user name that looks like another user's is refused, with the name that it looks like", async () => {
  const app = await startApp();
  await app.createUser({ userName: "ivan.kelvin" });

  for (const userName of ["іvan.kelvin", "ıvan.kelvin", "Ivаn.kelvin", "lvan.kelvin", "ivan.keIvin"]) {
    const body = { userName, lastName: "Other", email: `${newId()}@acme.test` };
    expect(await refusal(app.admin.call(createUser, { body }), "user-name-alike")).toMatchObject({
      status: 409,
      errors: [
        {
          pointer: "/userName",
          message: "This looks like another user's name, ivan.kelvin. Choose a different one.",
        },
      ],
    });
  }
  await refusal(
    app.admin.call(createUser, { body: { userName: "ivan\ufe0f.kelvin", lastName: "Other" } }),
    "invalid-fields",
  );
});
