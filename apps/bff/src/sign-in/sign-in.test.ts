import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { updateUser } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { openHasher } from "../ports/hasher.ts";
import { ownTurn } from "../ports/turns.ts";
import { cheapCost } from "../test/cheap-cost.ts";
import { passwordIn } from "../test/read-mail.ts";
import { refusal, rootAdmin, startApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";

const password = "the old password of Jane";

test("people sign in with their user name or their email, however they write it", async () => {
  const app = await startApp();
  const jane = await app.createUser({ userName: "Jane.Okafor", email: "Jane@acme.test", password });

  for (const name of ["Jane.Okafor", "jane.okafor", " JANE.OKAFOR ", "jane@acme.test", " JANE@ACME.TEST"]) {
    const session = await app.visitor().call(signIn, { body: { userNameOrEmail: name, password } });
    expect(session).toMatchObject({ user: { id: jane.id, type: "regular" }, mustChangePassword: false });
  }
  expect((await app.auditOf(jane.id)).filter((action) => action === "session.opened")).toHaveLength(5);
});

test("there is one refusal, whatever is wrong", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane.okafor", password });
  const inactive = await app.createUser({ userName: "gone", password });
  await app.admin.call(updateUser, {
    params: { userId: inactive.id },
    body: { version: 1, isActive: false },
  });
  await app.createUser({ userName: "no.password" });
  const attempts: [string, string][] = [
    ["jane.okafor", "a wrong password"],
    ["nobody", password],
    ["nobody@acme.test", password],
    ["gone", password],
    ["gone", "a wrong password"],
    ["no.password", password],
  ];

  const answers = new Set<string>();
  for (const [userNameOrEmail, tried] of attempts) {
    const response = await app.visitor().fetch("/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail, password: tried }),
    });
    const { requestId, ...problem } = (await response.json()) as { requestId: string };
    expect(requestId).toBeTypeOf("string");
    expect(response.headers.getSetCookie()).toEqual([]);
    answers.add(JSON.stringify([response.status, problem]));
  }
  expect([...answers]).toHaveLength(1);
  expect(await app.auditOf(inactive.id)).toContain("session.opened refused");
});

test("every refusal costs two comparisons, also for names that nobody has, and for the right password of an inactive user", async () => {
  const app = await startApp();
  await app.createUser({ userName: "jane.okafor", password });
  await app.createUser({ userName: "no.password" });
  const inactive = await app.createUser({ userName: "inactive", password });
  await app.admin.call(updateUser, {
    params: { userId: inactive.id },
    body: { version: 1, isActive: false },
  });
  const temporary = await app.createUser({ userName: "temporary", password });
  await app.admin.call(generateNewPassword, { params: { userId: temporary.id }, body: {} });
  const { hasher } = app.system;
  const verify = hasher.verify;
  let comparisons = 0;
  hasher.verify = (...given) => {
    comparisons += 1;
    return verify(...given);
  };

  for (const [userNameOrEmail, tried] of [
    ["jane.okafor", "a wrong password"],
    ["no.password", "a wrong password"],
    ["nobody", password],
    ["nobody@acme.test", password],
    ["inactive", "a wrong password"],
    ["inactive", password],
    ["temporary", "a wrong password"],
    ["temporary", "K7MW X3HD 9VBT 4NCR K7MW"],
    ["nobody", "K7MW X3HD 9VBT 4NCR K7MW"],
  ] as const) {
    comparisons = 0;
    await refusal(app.signIn(userNameOrEmail, tried), "sign-in-refused");
    expect(comparisons).toBe(2);
  }
});

test("a hash of less cost than today's is made anew at the next sign-in, and nothing else changes", async () => {
  const strong = { ...cheapCost, memoryCost: 2048 };
  const app = await startApp({ hasher: openHasher(strong, cheapCost) });
  const jane = await app.createUser();
  const weakHash = await openHasher(cheapCost, cheapCost).hash(password, ownTurn);
  await app.db
    .updateTable("users")
    .set({ passwordHash: weakHash, passwordVersion: 1 })
    .where("id", "=", jane.id)
    .execute();
  const read = () =>
    app.db
      .selectFrom("users")
      .select(["passwordHash", "passwordVersion", "version"])
      .where("id", "=", jane.id)
      .executeTakeFirstOrThrow();

  await refusal(app.signIn(jane.userName, "a wrong password"), "sign-in-refused");
  expect((await read()).passwordHash).toBe(weakHash);
  const first = await app.signIn(jane.userName, password);

  const { passwordHash, ...versions } = await read();
  expect(passwordHash).toContain("$m=2048,");
  expect(versions).toEqual({ passwordVersion: 1, version: 1 });
  await app.signIn(jane.userName, password);
  expect((await read()).passwordHash).toBe(passwordHash);
  expect((await first.call(getSession, {})).session).not.toBeNull();
});

test("a user name that looks like another's is another one", async () => {
  const app = await startApp();
  await app.createUser({ userName: "kelvin", password });

  await refusal(app.signIn("kеlvin", password), "sign-in-refused");
  await app.signIn("\u212Aelvin", password);
});

test("a failed attempt leaves everything as it is", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);

  await expectUnchanged(app, () =>
    refusal(
      browser.call(signIn, { body: { userNameOrEmail: jane.userName, password: "a wrong password" } }),
      "sign-in-refused",
    ),
  );
  expect((await browser.call(getSession, {})).session).not.toBeNull();
});

test("signing in gives a new session and ends the one that this browser had", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const browser = await app.signIn(jane.userName, password);
  const first = browser.cookie();

  await browser.call(signIn, { body: { userNameOrEmail: jane.userName, password } });

  expect(browser.cookie()).not.toBe(first);
  const old = await app.visitor().fetch("/api/session", { headers: { cookie: `latchkey=${first}` } });
  expect(await old.json()).toEqual({ session: null });
});

test("a cookie that somebody planted is never taken over", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });

  const response = await app.visitor().fetch("/api/session", {
    method: "POST",
    headers: { "content-type": "application/json", cookie: "latchkey=planted" },
    body: JSON.stringify({ userNameOrEmail: jane.userName, password }),
  });

  expect(response.status).toBe(201);
  expect(response.headers.getSetCookie()[0]).not.toContain("planted");
});

test("a temporary password opens a session that is good for choosing a new one", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [mail] = await app.mailbox.mails({ to: jane.email! });

  const session = await app
    .visitor()
    .call(signIn, { body: { userNameOrEmail: jane.userName, password: passwordIn(mail!) } });

  expect(session.mustChangePassword).toBe(true);
  const { details } = await app.db
    .selectFrom("auditEvents")
    .select("details")
    .where("action", "=", "session.opened")
    .where("subjectId", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(details)).toEqual({ with: "temporary password" });
});

test("a password that the system made is accepted as people bring it, told, mailed or not yet known to be mailed", async () => {
  const app = await startApp();
  const bringIt = (made: string) => ` “${made.toUpperCase().replaceAll("-", "\u2013\u200b")}”.\r\n`;
  const mailedTo = async (fault: "none" | "lost-answer") => {
    const user = await app.createUser({ password });
    await app.mailbox.setFault({ kind: fault });
    await app.admin.call(generateNewPassword, { params: { userId: user.id }, body: {} });
    await app.mailbox.setFault({ kind: "none" });
    const [mail] = await app.mailbox.mails({ to: user.email! });
    return { user, made: passwordIn(mail!) };
  };
  const told = async (style: "groups" | "words") => {
    const user = await app.createUser({ password });
    const params = { userId: user.id };
    const { id, password: made } = await app.admin.call(suggestPassword, { params, body: { style } });
    const body = { version: user.version, passwordSuggestionId: id };
    await app.admin.call(updateUser, { params, body });
    return { user, made };
  };

  for (const { user, made } of [
    await mailedTo("none"),
    await mailedTo("lost-answer"),
    await told("groups"),
    await told("words"),
  ]) {
    const signInWith = (typed: string) =>
      app.visitor().call(signIn, { body: { userNameOrEmail: user.userName, password: typed } });
    const another = made.replace(/^./, (first) => (first === "b" ? "c" : "b"));
    await refusal(signInWith(bringIt(another)), "sign-in-refused");
    expect(await signInWith(bringIt(made))).toMatchObject({ mustChangePassword: true });
    expect(await signInWith(made)).toMatchObject({ mustChangePassword: true });
  }
});

test("a password of one's own is compared as it is, also when it looks like one that the system makes", async () => {
  const app = await startApp();
  const own = "Kettle Banner Mosaic Drizzle";
  const jane = await app.createUser({ password: own });

  for (const typed of [own.toLowerCase(), ` ${own}`, `${own}.`, "kettle-banner-mosaic-drizzle"])
    await refusal(app.signIn(jane.userName, typed), "sign-in-refused");
  await app.signIn(jane.userName, own);
});

test("a temporary password that was brought otherwise stays good when its hash is made anew", async () => {
  const app = await startApp({ hasher: openHasher({ ...cheapCost, memoryCost: 2048 }, cheapCost) });
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const made = passwordIn((await app.mailbox.mails({ to: jane.email! }))[0]!);
  const weakHash = await openHasher(cheapCost, cheapCost).hash(made, ownTurn);
  await app.db.updateTable("users").set({ passwordHash: weakHash }).where("id", "=", jane.id).execute();

  await app.signIn(jane.userName, made.toUpperCase());

  const { passwordHash } = await app.db
    .selectFrom("users")
    .select("passwordHash")
    .where("id", "=", jane.id)
    .executeTakeFirstOrThrow();
  expect(passwordHash).toContain("$m=2048,");
  await app.signIn(jane.userName, made);
});

test("only the holder of an expired temporary password is told so, and gets no session", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  const [mail] = await app.mailbox.mails({ to: jane.email! });
  app.clock.advance({ hours: 24 });

  await expectUnchanged(app, async () => {
    const browser = app.visitor();
    await refusal(
      browser.call(signIn, { body: { userNameOrEmail: jane.userName, password: passwordIn(mail!) } }),
      "temporary-password-expired",
    );
    expect(browser.cookie()).toBeNull();
    await refusal(app.signIn(jane.userName, "a wrong password"), "sign-in-refused");
  });
});

test("control characters and nonsense are refused, never a fault", async () => {
  const app = await startApp();

  for (const name of [
    "\u0000",
    "root.admin\u0000",
    "a\u202Eb",
    "'; drop table users; --",
    "%",
    "@",
    "\uD800",
  ]) {
    await refusal(app.signIn(name, rootAdmin.password), "sign-in-refused");
  }
  expect((await refusal(app.signIn("", ""), "invalid-fields")).errors).toEqual([
    { pointer: "/userNameOrEmail", message: "Enter your user name or email." },
    { pointer: "/password", message: "Enter your password." },
  ]);
});

test("a user name signs in as it stands in a mail, in which it is no link", async () => {
  const app = await startApp();
  const kim = await app.createUser({ userName: "kim.li", lastName: "https://evil.dev/win" });
  await app.admin.call(generateNewPassword, { params: { userId: kim.id }, body: {} });
  const mail = await app.mailbox.waitForMail({ to: kim.email! });

  expect(`${mail.html} ${mail.text} ${mail.subject}`).not.toMatch(/evil\.dev|https:\/\/evil|kim\.li\b(?!@)/);
  const copied = /kim\u200a\.li/.exec(mail.text ?? "")?.[0];
  await app.signIn(copied!, passwordIn(mail));
});
