import { getSettings } from "@latchkey/contract/settings.ts";
import { completeSetup, lookUpSetupLink } from "@latchkey/contract/setup.ts";
import { listUsers } from "@latchkey/contract/users.ts";
import { expect, test } from "vitest";
import { outcomes } from "../test/outcomes.ts";
import { refusal, startBareApp, type BareApp } from "../test/start.ts";
import { expectUnchanged } from "../test/unchanged.ts";
import { setUpUnattended } from "./first-administrator.ts";
import { makeSetupLink } from "./setup-link.ts";

const person = { userName: "root.admin", firstName: "Ada", lastName: "Root", email: "ada@acme.test" };
const password = "quiet harbour lamp 49";

test("the one-time link makes the first System Administrator, who then signs in", async () => {
  const app = await startBareApp();
  const { link, token } = await printedLink(app);
  expect(link).toMatch(/^http:\/\/localhost:3000\/setup#[\w-]{43}$/);
  const browser = app.visitor();

  await browser.call(lookUpSetupLink, { body: { token } });
  await browser.call(completeSetup, { body: { token, ...person, password } });

  expect(browser.cookie()).toBeNull();
  const admin = await app.signIn("ada@acme.test", password);
  const { users } = await admin.call(listUsers, { query: {} });
  expect(users).toMatchObject([
    { userName: "root.admin", type: "system-administrator", isActive: true, hasPassword: true },
  ]);
  expect(await app.auditOf(users[0]!.id)).toEqual(["setup.completed", "session.opened"]);
});

test("the browser of the set-up says how mails speak to whom nothing is known of; what it makes up keeps nobody out", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);
  const browser = { language: "de", timeZone: "Europe/Zurich" } as const;
  await app.visitor().call(completeSetup, { body: { token, ...person, password, ...browser } });
  const admin = await app.signIn("root.admin", password);
  expect(await admin.call(getSettings, {})).toMatchObject(browser);

  const other = await startBareApp();
  const { token: otherToken } = await printedLink(other);
  const body = { token: otherToken, ...person, password, language: "de", timeZone: "Etc/Unknown" } as const;
  await other.visitor().call(completeSetup, { body });
  const otherAdmin = await other.signIn("root.admin", password);
  expect(await otherAdmin.call(getSettings, {})).toMatchObject({ language: "de", timeZone: null });
});

test("afterwards the set-up is closed, with every link", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);
  await app.visitor().call(completeSetup, { body: { token, ...person, password } });
  const later = await printedLink(app);

  await expectUnchanged(app, async () => {
    for (const used of [token, later.token, "made-up"]) {
      await refusal(app.visitor().call(lookUpSetupLink, { body: { token: used } }), "setup-closed");
      await refusal(
        app.visitor().call(completeSetup, {
          body: { token: used, ...person, userName: "second", email: "b@acme.test", password },
        }),
        "setup-closed",
      );
    }
  });
});

test("of twenty who use the link at once, exactly one becomes the administrator", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);

  const ends = await outcomes(20, (index) =>
    app.visitor().call(completeSetup, {
      body: { token, ...person, userName: `root.${index}`, email: `root.${index}@acme.test`, password },
    }),
  );

  expect(ends).toEqual({ done: 1, "setup-closed": 19 });
  expect(await app.db.selectFrom("users").select("id").execute()).toHaveLength(1);
});

test("a new start makes a new link, and the older one stops working", async () => {
  const app = await startBareApp();
  const older = await printedLink(app);
  const newer = await printedLink(app);

  await expectUnchanged(app, async () => {
    await refusal(app.visitor().call(lookUpSetupLink, { body: { token: older.token } }), "setup-link-wrong");
    await refusal(
      app.visitor().call(completeSetup, { body: { token: older.token, ...person, password } }),
      "setup-link-wrong",
    );
  });
  await app.visitor().call(lookUpSetupLink, { body: { token: newer.token } });
});

test("looking at the link does not use it up, and only its hash is kept", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);

  await expectUnchanged(app, async () => {
    await app.visitor().call(lookUpSetupLink, { body: { token } });
    await app.visitor().call(lookUpSetupLink, { body: { token } });
  });
  expect(JSON.stringify(await app.db.selectFrom("setupLinks").selectAll().execute())).not.toContain(token);
});

test("a weak password is refused with its rules, and the link stays good", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);
  const complete = (weak: string) =>
    app.visitor().call(completeSetup, { body: { token, ...person, password: weak } });

  await expectUnchanged(app, async () => {
    expect((await refusal(complete("short"), "password-refused")).rules).toContain("too-short");
    expect((await refusal(complete("root.admin-2026-ada"), "password-refused")).rules).toEqual(["own-words"]);
  });
  await complete(password);
});

test("the sample users come in many states and languages, and nobody can sign in as one", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);

  await app.visitor().call(completeSetup, { body: { token, ...person, password, sampleUsers: true } });

  const admin = await app.signIn(person.userName, password);
  const all = [1, 2, 3].map((page) =>
    admin.call(listUsers, { query: { status: "all", type: "regular", page } }),
  );
  const users = (await Promise.all(all)).flatMap((page) => page.users);
  expect(users).toHaveLength(60);
  expect(new Set(users.map(({ userName }) => userName)).size).toBe(60);
  expect(users.some((user) => !user.isActive)).toBe(true);
  expect(users.some((user) => user.email === null)).toBe(true);
  expect(users.some((user) => !user.hasPassword)).toBe(true);
  expect(users.some((user) => user.temporaryPasswordUntil !== null)).toBe(true);
  expect(users.some((user) => user.linkPendingUntil !== null)).toBe(true);
  expect(users.some((user) => user.lastSignedInAt !== null)).toBe(true);
  expect((await admin.call(listUsers, { query: { search: "jurgen" } })).total).toBe(1);
  expect(await app.mailbox.mails()).toEqual([]);
});

test("an administrator who bears a sample user's name or address sets up all the same", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);

  await app.visitor().call(completeSetup, {
    body: {
      token,
      userName: "Jane.Okafor",
      firstName: "Jane",
      lastName: "Okafor",
      email: "kenji.ito@acme.test",
      password,
      sampleUsers: true,
    },
  });

  const admin = await app.signIn("jane.okafor", password);
  expect((await admin.call(listUsers, { query: { status: "all" } })).total).toBe(59);
});

test("the environment sets up unattended, once, and never with a weak password", async () => {
  const app = await startBareApp();
  const { token } = await printedLink(app);
  await expectUnchanged(app, () =>
    refusal(
      setUpUnattended(app.system, { userName: "root.admin", email: "root@acme.test", password: "short" }),
      "password-refused",
    ),
  );

  await setUpUnattended(app.system, { userName: "root.admin", email: "root@acme.test", password });
  await setUpUnattended(app.system, { userName: "other.admin", email: "other@acme.test", password });

  await app.signIn("root.admin", password);
  await refusal(app.signIn("other.admin", password), "sign-in-refused");
  await refusal(app.visitor().call(lookUpSetupLink, { body: { token } }), "setup-closed");
});

async function printedLink(app: BareApp): Promise<{ link: string; token: string }> {
  const link = await makeSetupLink(app.system);
  return { link, token: link.split("#")[1]! };
}
