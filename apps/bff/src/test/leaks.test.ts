import { readdirSync, readFileSync } from "node:fs";
import { getMailQueue, getMessage, listMessages, readMessageHtml } from "@latchkey/contract/mail.ts";
import { changeOwnPassword, replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import {
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { lookUpStopLink, stopRecovery } from "@latchkey/contract/stops.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { listUserAuditEvents } from "@latchkey/contract/audit.ts";
import { deleteUser, getUser, listUsers, updateUser } from "@latchkey/contract/users.ts";
import { completeSetup } from "@latchkey/contract/setup.ts";
import { expect, test, vi } from "vitest";
import { makeEmergencyLink } from "../recoveries/make-emergency-link.ts";
import { makeSetupLink } from "../setup/setup-link.ts";
import { mailLink, passwordIn, stopTokenIn, tokenIn } from "./read-mail.ts";
import { startApp, startBareApp, type BareApp, type Browser } from "./start.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Everything that only its owner may ever know, by where it comes from. */
type Secrets = Map<string, string>;

test("after every flow no secret stands anywhere but with its owner: not in file, log, backup, trail or answer", async () => {
  const app = await startApp();
  const secrets: Secrets = new Map();
  const answers: string[] = [];
  const listen = (browser: Browser): Browser => {
    const send = browser.fetch;
    return { ...browser, fetch: async (...given) => noteAnswer(answers, await send(...given)) };
  };
  const admin = listen(app.admin);
  secrets.set("administrator's session", admin.cookie()!);
  secrets.set("password typed as a user name", "my password in the wrong field");
  secrets.set("wrong password", "a wrong password that was typed");
  await app.signIn(secrets.get("password typed as a user name")!, "x").catch(() => {});
  await app.signIn("jane", secrets.get("wrong password")!).catch(() => {});
  await app.visitor().call(requestPasswordRecovery, {
    body: { userNameOrEmail: secrets.get("password typed as a user name")! },
  });

  // A: an administrator's link, used.
  const jane = await app.createUser({ userName: "jane" });
  const link = await mailLink(app, jane);
  secrets.set("link", link.token).set("password by link", "quiet harbour lamp 49");
  await post(listen(app.visitor()), redeemPasswordChangeLink.path, {
    token: link.token,
    newPassword: secrets.get("password by link"),
  });
  const browser = await app.signIn("jane", secrets.get("password by link")!);
  secrets.set("session", browser.cookie()!).set("changed password", "another harbour lamp 50");
  await browser.call(changeOwnPassword, {
    body: {
      currentPassword: secrets.get("password by link")!,
      newPassword: secrets.get("changed password")!,
    },
  });

  // B: a generated password, replaced by its holder; and one whose mail waits.
  const john = await app.createUser({ userName: "john" });
  await post(admin, generateNewPassword.path.replace("{userId}", john.id), {});
  const generated = passwordIn(await app.mailbox.waitForMail({ to: john.email!, subject: /.*/ }));
  secrets.set("generated password", generated).set("chosen password", "a third harbour lamp 51");
  const johns = await app.signIn("john", generated);
  secrets.set("restricted session", johns.cookie()!);
  await johns.call(replaceTemporaryPassword, { body: { newPassword: secrets.get("chosen password")! } });
  secrets.set("session after it", johns.cookie()!);

  // C: a suggestion that is saved and mailed, and one that is not saved.
  const mary = await app.createUser({ userName: "mary" });
  const suggest = () =>
    app.admin.call(suggestPassword, { params: { userId: mary.id }, body: { style: "words" } });
  const [saved, unsaved] = [await suggest(), await suggest()];
  secrets.set("saved suggestion", saved.password).set("unsaved suggestion", unsaved.password);
  await post(
    admin,
    updateUser.path.replace("{userId}", mary.id),
    { version: 1, passwordSuggestionId: saved.id, sendAccessInfo: true },
    "PATCH",
  );

  // Forgot, emergency link, and a mail that waits in the outbox.
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: "jane" } });
  const forgot = await app.mailbox.waitForMail({
    to: jane.email!,
    subject: /new password|link/i,
    after: link.mail,
  });
  secrets.set("forgot link", tokenIn(forgot));
  const { link: emergency } = await makeEmergencyLink(app.system, app.adminId);
  secrets.set("emergency link", emergency.split("#")[1]!);
  await app.mailbox.setFault({ kind: "invalid-key" });
  const waiting: string[] = [];
  const { seal } = app.system.sealer;
  app.system.sealer.seal = (text, id) => {
    waiting.push(text);
    return seal(text, id);
  };
  await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
  secrets.set("waiting password", /Temporary password:\\n([^\\]+)\\n/.exec(waiting[0]!)![1]!);
  const gone = await app.createUser({ userName: "gone", password: "the password of somebody gone" });
  secrets.set("deleted user's password", "the password of somebody gone");
  await app.admin.call(deleteUser, { params: { userId: gone.id }, body: { userName: "gone" } });

  // "This wasn't me", looked at and said.
  for (const mail of await app.mailbox.mails()) secrets.set(`stop link ${mail.id}`, stopTokenIn(mail));
  const stopLink = { token: stopTokenIn(link.mail) };
  for (const { path } of [lookUpStopLink, stopRecovery]) await post(listen(app.visitor()), path, stopLink);

  for (const { id } of [jane, john, mary]) {
    for (const { path } of [getUser, listUserAuditEvents]) await admin.fetch(path.replace("{userId}", id));
    for (const part of ["recoveries", "sessions", "recovery-preview"]) {
      await admin.fetch(`/api/users/${id}/${part}`);
    }
  }
  for (const path of [listUsers.path, "/api/session", "/api/me/sessions", "/api/openapi.json", "/readyz"]) {
    await admin.fetch(path);
  }
  const { messages } = await app.admin.call(listMessages, { query: {} });
  expect(messages.length).toBeGreaterThan(5);
  for (const { id } of messages) {
    for (const { path } of [getMessage, readMessageHtml]) await admin.fetch(path.replace("{messageId}", id));
  }
  for (const { path } of [listMessages, getMailQueue]) await admin.fetch(path);
  expect(answers.length).toBeGreaterThan(20);

  app.database.copyTo(`${app.folder}/backup.db`);
  expect(app.database.checkpoint()).toBe(true);
  const log = JSON.stringify(app.log);
  expect(log.length).toBeGreaterThan(1000);
  expect(findSecrets(secrets, { ...databaseFiles(app), log, answers: answers.join("\n") })).toEqual([]);
  await app.stop();
  expect(findSecrets(secrets, databaseFiles(app))).toEqual([]);
  // The search itself finds what is there: what is mailed stands in the mailbox.
  const mailbox = readdirSync(`${app.folder}/mailbox`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") || name.includes("."))
    .map((name) => readFileSync(`${app.folder}/mailbox/${name}`).toString("latin1"))
    .join("\n");
  expect(findSecrets(secrets, { mailbox })).toContain("link in mailbox");
});

test("the set-up link and the first administrator's password leave no trace either", async () => {
  const app = await startBareApp();
  const secrets: Secrets = new Map([["password", "correct horse battery staple 8"]]);
  const token = (await makeSetupLink(app.system)).split("#")[1]!;
  secrets.set("set-up link", token);

  await app.visitor().call(completeSetup, {
    body: {
      token,
      userName: "first.admin",
      lastName: "Admin",
      email: "first@acme.test",
      password: secrets.get("password")!,
    },
  });
  app.database.checkpoint();

  expect(findSecrets(secrets, { ...databaseFiles(app), log: JSON.stringify(app.log) })).toEqual([]);
});

test("the search finds a secret in each of the encodings", () => {
  const secret = 'päss "wörd" / of ten';
  for (const written of encodings(secret)) {
    expect(findSecrets(new Map([["it", secret]]), { place: `xyz${written}xyz` })).toEqual(["it in place"]);
  }
  // Base64 in the middle of something else, at each of its three alignments.
  for (const before of ["", "x", "xy", "xyz"]) {
    const place = Buffer.from(`${before}${secret} and more`).toString("base64");
    expect(findSecrets(new Map([["it", secret]]), { place })).toEqual(["it in place"]);
  }
});

/** The database and everything beside it, byte by byte; the mailbox is the recipients' own. */
function databaseFiles({ folder }: Pick<BareApp, "folder">): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain("latchkey.db");
  return Object.fromEntries(
    files.map(({ name }) => [name, readFileSync(`${folder}/${name}`).toString("latin1")]),
  );
}

function findSecrets(secrets: Secrets, places: Record<string, string>): string[] {
  const found: string[] = [];
  for (const [name, secret] of secrets) {
    const written = encodings(secret);
    for (const [place, text] of Object.entries(places)) {
      if (written.some((form) => text.includes(form))) found.push(`${name} in ${place}`);
    }
  }
  return found;
}

/** A secret as it could stand somewhere, as bytes in Latin-1: plain, escaped, and inside the usual encodings. */
function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    // Whole groups that hold nothing but the secret, whatever stands before and after it.
    const inner = shifted
      .toString("base64")
      .slice(Math.ceil((shift * 8) / 6), Math.floor((shifted.length * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll("%20", "+"),
  ].map((form) => Buffer.from(form, "utf8").toString("latin1"));
  const hex = bytes.toString("hex");
  const utf16 = Buffer.from(secret, "utf16le");
  const wide = [utf16.toString("latin1"), Buffer.from(utf16).swap16().toString("latin1")];
  return [...new Set([...forms, ...base64, hex, hex.toUpperCase(), ...wide])];
}

async function noteAnswer(answers: string[], response: Response): Promise<Response> {
  answers.push(JSON.stringify([...response.headers].filter(([name]) => name !== "set-cookie")));
  answers.push(await response.clone().text());
  return response;
}

async function post(browser: Browser, path: string, body: object, method = "POST"): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await browser.fetch(path, { method, headers, body: JSON.stringify(body) });
  expect([path, response.status < 300]).toEqual([path, true]);
}
