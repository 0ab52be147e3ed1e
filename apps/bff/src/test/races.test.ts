import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword, sendPasswordChangeLink } from "@latchkey/contract/recoveries.ts";
import { replaceTemporaryPassword } from "@latchkey/contract/sign-in.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { firstLink } from "@latchkey/mailbox/mailbox-client.ts";
import type { Mail } from "@latchkey/mailbox/mail.ts";
import { ProblemError } from "@latchkey/contract/problem.ts";
import { expect, test, vi } from "vitest";
import { outcomes } from "./outcomes.ts";
import { mailLink, passwordIn, tokenIn } from "./read-mail.ts";
import { startApp, type TestApp } from "./start.ts";

/** `SOAK=1` runs as many rounds as give rare interleavings a chance; else a sample of them. */
const soak = process.env["SOAK"] === "1";
const rounds = soak ? 20 : 2;
const atOnce = soak ? 100 : 40;
const pairsOfMails = soak ? 50 : 12;
vi.setConfig({ testTimeout: soak ? 600_000 : 60_000 });

const newPassword = (index: number) => `quiet harbour lamp ${1000 + index}`;

test("of many who use one link at once exactly one wins, round after round", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });

  for (let round = 0; round < rounds; round++) {
    const { token } = await mailLink(app, jane);
    const winners: number[] = [];
    const ends = await outcomes(atOnce, async (index) => {
      const number = round * atOnce + index;
      await app
        .visitor()
        .call(redeemPasswordChangeLink, { body: { token, newPassword: newPassword(number) } });
      winners.push(number);
    });

    expect(ends).toEqual({ done: 1, "link-used": atOnce - 1 });
    await app.signIn(jane.userName, newPassword(winners[0]!));
  }
  expect(await versionOf(app, jane.id)).toBe(1 + rounds);
  expect(faults(app)).toEqual([]);
});

test("of many who Save one suggestion at once exactly one wins", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  for (let round = 0; round < rounds; round++) {
    const suggestion = await app.admin.call(suggestPassword, {
      params: { userId: jane.id },
      body: { style: "groups" },
    });
    const { version } = await app.admin.call(getUser, { params: { userId: jane.id } });

    const ends = await outcomes(atOnce, () =>
      app.admin.call(updateUser, {
        params: { userId: jane.id },
        body: { version, passwordSuggestionId: suggestion.id },
      }),
    );

    expect(ends).toEqual({ done: 1, "version-conflict": atOnce - 1 });
    await app.signIn(jane.userName, suggestion.password);
  }
  expect(await versionOf(app, jane.id)).toBe(rounds);
  expect(faults(app)).toEqual([]);
});

test("of many who replace one temporary password at once exactly one wins, and has the one session", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  for (let round = 0; round < rounds; round++) {
    const [after] = await app.mailbox.mails({ to: jane.email! });
    await app.admin.call(generateNewPassword, { params: { userId: jane.id }, body: {} });
    const mail = await app.mailbox.waitForMail({
      to: jane.email!,
      subject: /sign-in|access|password/i,
      ...(after && { after }),
    });
    const browser = await app.signIn(jane.userName, passwordIn(mail));
    const cookie = `latchkey=${browser.cookie()}`;
    let winner = -1;

    const statuses = await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => {
        const number = round * atOnce + index;
        const { status } = await app.visitor().fetch(replaceTemporaryPassword.path, {
          method: "PUT",
          headers: { "content-type": "application/json", cookie },
          body: JSON.stringify({ newPassword: newPassword(number) }),
        });
        if (status === 204) winner = number;
        return status;
      }),
    );

    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const open = app.db.selectFrom("sessions").select("id").where("userId", "=", jane.id);
    expect(await open.where("endedAt", "is", null).execute()).toHaveLength(1);
    await app.signIn(jane.userName, newPassword(winner));
    await app.mailbox.waitForMail({ to: jane.email!, subject: /changed/, after: mail });
  }
  expect(faults(app)).toEqual([]);
});

test("of many who Save one version at once exactly one wins", async () => {
  const app = await startApp();
  const jane = await app.createUser();

  for (let round = 0; round < rounds; round++) {
    const ends = await outcomes(atOnce, (index) =>
      app.admin.call(updateUser, {
        params: { userId: jane.id },
        body: { version: 1 + round, title: `Title ${round}-${index}` },
      }),
    );

    expect(ends).toEqual({ done: 1, "version-conflict": atOnce - 1 });
  }
  expect(faults(app)).toEqual([]);
});

test("many A and B at once: the last mail works, and no mail carries a secret that is dead without a word", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password: "the old password of Jane" });
  const params = { userId: jane.id };

  const ends = await outcomes(pairsOfMails * 2, (index) =>
    app.admin.call(index % 2 === 0 ? sendPasswordChangeLink : generateNewPassword, { params, body: {} }),
  );
  expect(ends).toEqual({ done: pairsOfMails * 2 });
  await expect
    .poll(
      () => app.db.selectFrom("messages").select("id").where("state", "in", ["queued", "sending"]).execute(),
      { timeout: 60_000, interval: 50 },
    )
    .toEqual([]);

  const messages = await app.db.selectFrom("messages").selectAll().where("userId", "=", jane.id).execute();
  expect(messages).toHaveLength(pairsOfMails * 2);
  for (const message of messages) {
    expect(["accepted", "cancelled"]).toContain(message.state);
    if (message.state === "cancelled") expect(message.reason).toMatch(/\.$/);
    expect(message.sealed).toBeNull();
  }
  const mails = (await app.mailbox.mails({ to: jane.email! })).toReversed();
  expect(mails).toHaveLength(messages.filter(({ state }) => state === "accepted").length);

  // The last password that was mailed is the one that is true, and so is the last link, unless that password came after.
  const [last] = mails.toReversed();
  const lastPassword = mails.findLast((mail) => !isLink(mail));
  const lastLink = mails.findLast(isLink);
  await app.signIn(jane.userName, passwordIn(lastPassword!));
  if (isLink(last!)) expect(await linkEnd(app, lastLink!)).toBe("open");
  // Earlier links say in words what became of them.
  for (const mail of mails.filter(isLink)) {
    expect(["open", "link-replaced", "link-revoked"]).toContain(await linkEnd(app, mail));
  }
  // Earlier passwords were each true for a while, and the record says what ended them.
  const passwords = await app.db
    .selectFrom("recoveries")
    .selectAll()
    .where("way", "=", "mailed-password")
    .execute();
  const inEffect = passwords.filter((password) => password.tookEffectAt !== null);
  expect(inEffect).toHaveLength(mails.filter((mail) => !isLink(mail)).length);
  expect(inEffect.filter((password) => password.endedAt === null)).toHaveLength(1);
  for (const { tookEffectAt, endedAt, endReason } of passwords) {
    if (tookEffectAt === null || endedAt !== null)
      expect(endReason).toMatch(/^(?:replaced|password-changed)$/);
  }
  expect(faults(app)).toEqual([]);
});

function isLink(mail: Mail): boolean {
  return firstLink(mail).includes("/reset-password#");
}

async function linkEnd(app: TestApp, mail: Mail): Promise<string> {
  return app
    .visitor()
    .call(lookUpPasswordChangeLink, { body: { token: tokenIn(mail) } })
    .then(
      () => "open",
      (error: unknown) => (error instanceof ProblemError ? error.type : String(error)),
    );
}

async function versionOf(app: TestApp, userId: string): Promise<number> {
  const { passwordVersion } = await app.db
    .selectFrom("users")
    .select("passwordVersion")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  return passwordVersion;
}

/** What was logged as a fault of the server's own. */
function faults(app: TestApp): unknown[] {
  return app.log.filter(({ event, fields }) => /failed/.test(event) || Number(fields["status"] ?? 0) >= 500);
}
