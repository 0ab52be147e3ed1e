import { renameSync } from "node:fs";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
  requestPasswordRecovery,
} from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { getSession } from "@latchkey/contract/sessions.ts";
import { lookUpStopLink, stopRecovery } from "@latchkey/contract/stops.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { getUser, updateUser } from "@latchkey/contract/users.ts";
import { expect, test, vi } from "vitest";
import type { Ctx } from "./ctx.ts";
import { transact } from "./db/transaction.ts";
import { endEverythingOpen } from "./forget-and-end.ts";
import { tellOfClock } from "./keep-house.ts";
import { addMinutes } from "./ports/clock.ts";
import { newId } from "./ports/random.ts";
import { makeEmergencyLink } from "./recoveries/make-emergency-link.ts";
import { lifetimes } from "./settings/lifetimes.ts";
import { knownDevice } from "./sessions/known-device.ts";
import { mailLink, passwordIn, stopTokenIn, tokenIn } from "./test/read-mail.ts";
import { runCli } from "./test/run-cli.ts";
import { probeToken, refusal, startApp, type Browser, type TestApp } from "./test/start.ts";

// Some start the operator's commands as processes of their own.
vi.setConfig({ testTimeout: 60_000 });

const password = "the old password of Jane";
const newPassword = "quiet harbour lamp 49";

/** Everything that expires: it is made, and what is returned expects that it is of no use. */
const kinds: Record<string, (app: TestApp) => Promise<(app: TestApp) => Promise<unknown>>> = {
  "link of an administrator": async (app) => {
    const { token } = await mailLink(app, await app.createUser(named()));
    return (later) => expectLinkDead(later, token);
  },
  "link of Forgot Password?": async (app) => {
    const user = await app.createUser(named({ password }));
    await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: user.userName } });
    const token = tokenIn(await app.mailbox.waitForMail({ to: user.email! }));
    return (later) => expectLinkDead(later, token);
  },
  "emergency link": async (app) => {
    const { link } = await makeEmergencyLink(app.system, app.adminId);
    return (later) => expectLinkDead(later, link.split("#")[1]!);
  },
  "mailed password": async (app) => {
    const user = await app.createUser(named());
    await app.admin.call(generateNewPassword, { params: { userId: user.id }, body: {} });
    const temporary = passwordIn(await app.mailbox.waitForMail({ to: user.email! }));
    return (later) => expectPasswordDead(later, user.userName, temporary);
  },
  "told password": async (app) => {
    const user = await app.createUser(named());
    const suggestion = await suggest(app, user.id);
    await save(app, user.id, suggestion.id);
    return (later) => expectPasswordDead(later, user.userName, suggestion.password);
  },
  suggestion: async (app) => {
    const user = await app.createUser(named());
    const { id } = await suggest(app, user.id);
    return (later) =>
      expect(save(later, user.id, id)).rejects.toMatchObject({
        type: expect.stringMatching(/^suggestion-(?:expired|unusable)$/),
      });
  },
  "stop link": async (app) => {
    const { mail } = await mailLink(app, await app.createUser(named()));
    const body = { token: stopTokenIn(mail) };
    return async (later) => {
      await refusal(later.visitor().call(lookUpStopLink, { body }), "link-expired");
      await refusal(later.visitor().call(stopRecovery, { body }), "link-expired");
    };
  },
  session: async (app) => {
    const user = await app.createUser(named({ password }));
    const cookie = cookieOf(await app.signIn(user.userName, password));
    return async (later) => {
      const response = await later.visitor().fetch(getSession.path, { headers: { cookie } });
      expect(await response.json()).toEqual({ session: null });
    };
  },
  "known device": async (app) => {
    let sealed: string | null = null;
    const user = await app.createUser(named({ password }));
    const browser = app.visitor();
    const response = await browser.fetch("/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail: user.userName, password }),
    });
    for (const line of response.headers.getSetCookie()) {
      sealed ??= /^latchkey-device=([^;]+)/.exec(line)?.[1] ?? null;
    }
    const known = ({ system }: TestApp) =>
      knownDevice({ ...system, deviceCookie: { read: () => decodeURIComponent(sealed!) } } as Ctx, user.id);
    expect(known(app)).not.toBeNull();
    return async (later) => expect(known(later)).toBeNull();
  },
};

/** Names that no other app on the same folder has given. */
function named(more: { password?: string } = {}) {
  return { userName: `u.${newId()}`, ...more };
}

/** Longer than the longest of them, the known device. */
const longer = { hours: 181 * 24 };
const back = { hours: -181 * 24 };

test("what has expired stays so while the clock is put back, over two restarts too", async () => {
  const first = await startApp();
  const expectDead = await Promise.all(Object.values(kinds).map((make) => make(first)));
  const expectAllDead = async (app: TestApp) => {
    for (const each of expectDead) await each(app);
  };
  first.clock.advance(longer);
  await first.signInAgain();
  await expectAllDead(first);

  first.clock.advance(back);
  await first.signInAgain();
  await expectAllDead(first);

  await first.stop();
  // Each starts at the real time, half a year before.
  for (let restart = 1; restart <= 2; restart++) {
    const app = await startApp({ folder: first.folder });
    await expectAllDead(app);
    await app.stop();
  }
});

test("a crash forgets of the time no more than what nobody acted in", async () => {
  const first = await startApp();
  const { token } = await mailLink(first, await first.createUser());
  first.clock.advance({ hours: 25 });
  await refusal(
    first.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword } }),
    "link-expired",
  );
  const crashed = `${first.folder}/crashed`;
  const { code } = await runCli(first, ["backup", crashed]);
  expect(code).toBe(0);
  await first.stop();
  // As it was before the orderly stop noted the time.
  renameSync(crashed, `${first.folder}/latchkey.db`);

  const app = await startApp({ folder: first.folder });

  await expectLinkDead(app, token);
});

test("a wait, a block and a pending password end when they would have", async () => {
  const app = await startApp();
  const jane = await app.createUser(named({ password }));
  const held = await app.createUser(named());
  for (let nth = 0; nth < 18; nth++) {
    app.clock.advance({ minutes: 1 });
    await app.signIn(jane.userName, "a guess").catch(() => {});
  }
  const { retryAt } = await refusal(app.signIn(jane.userName, password), "too-many-attempts");
  const { mail } = await mailLink(app, jane);
  await app.visitor().call(stopRecovery, { body: { token: stopTokenIn(mail) } });
  app.clock.advance({ hours: -30 });

  expect((await refusal(app.signIn(jane.userName, password), "too-many-attempts")).retryAt).toBe(retryAt);
  const blocked = await app.admin.call(getUser, { params: { userId: jane.id } });
  expect(blocked.selfServiceBlockedUntil! > app.system.clock.now()).toBe(true);

  app.clock.advance({ hours: 30 });
  app.clock.advance({ hours: 25 });
  await app.signInAgain();
  await app.mailbox.setFault({ kind: "invalid-key" });
  await app.admin.call(generateNewPassword, { params: { userId: held.id }, body: {} });
  app.clock.advance({ minutes: 31 });
  await expect.poll(() => endsOf(held.id)).toEqual(["not-accepted"]);
  app.clock.advance({ hours: -26 });
  await app.mailbox.setFault({ kind: "none" });
  await app.visitor().call(requestPasswordRecovery, { body: { userNameOrEmail: jane.userName } });

  expect(await endsOf(held.id)).toEqual(["not-accepted"]);
  expect(await app.mailbox.mails({ to: held.email! })).toEqual([]);
  await app.signInAgain();
  const after = await app.admin.call(getUser, { params: { userId: jane.id } });
  expect((after.selfServiceBlockedUntil ?? "") <= app.system.clock.now()).toBe(true);
  await app.mailbox.waitForMail({ to: jane.email!, after: mail });

  async function endsOf(userId: string) {
    const rows = await app.db
      .selectFrom("recoveries")
      .select("endReason")
      .where("userId", "=", userId)
      .execute();
    return rows.map(({ endReason }) => endReason);
  }
});

test("the readiness page, the log and the doctor tell of it, and not of a correction", async () => {
  const app = await startApp();
  const headers = { authorization: `Bearer ${probeToken}` };
  const ready = async () => (await app.visitor().fetch("/readyz", { headers })).json();
  app.clock.advance({ seconds: -50 });
  expect(await ready()).toEqual({ status: "ready", reasons: [] });

  app.clock.advance({ minutes: -180 });

  expect(await ready()).toEqual({
    status: "ready",
    reasons: [],
    details: ["The machine's clock was put back by 180 minutes. Run `pnpm latchkey doctor`."],
  });
  tellOfClock(app.system);
  expect(app.log).toContainEqual({ event: "clock.put-back", fields: { minutesBehind: 180 } });
});

test("a clock that was ahead by mistake can be set back: on purpose, audited, and nothing revives", async () => {
  const first = await startApp();
  const isInUse = await runCli(first, ["set-clock-back"]);
  expect(isInUse).toMatchObject({ code: 1, err: expect.stringContaining("is in use. Stop Latchkey first") });
  // A browser that is known is no way in: one from before goes on being known for its half a year.
  const { "known device": _, ...waysIn } = kinds;
  const expectDead = await Promise.all(Object.values(waysIn).map((make) => make(first)));
  await first.stop();
  const year = 365 * 24 * 60;
  const ahead = await startApp({ folder: first.folder, startsAt: addMinutes(first.clock.now(), year) });
  for (const make of Object.values(kinds)) expectDead.push(await make(ahead));
  const guess = ({ signIn }: TestApp) => signIn("somebody", "a guess");
  for (let nth = 0; nth < 10; nth++) await guess(ahead).catch(() => {});
  // Ids begin with the machine's time: those of a year ahead sort last for a year.
  const id = "ffffffff-ffff-7fff-bfff-ffffffffffff";
  const { newest } = await ahead.db
    .selectFrom("auditEvents")
    .select((eb) => eb.fn.max("id").as("newest"))
    .executeTakeFirstOrThrow();
  await ahead.db.updateTable("auditEvents").set({ id }).where("id", "=", newest).execute();
  await ahead.stop();
  const { out: findings } = await runCli(first, ["doctor"]);
  expect(findings).toMatch(
    /^TO DO The clock says .*\n.* stop Latchkey and run `pnpm latchkey set-clock-back`\.$/m,
  );

  const { code, out } = await runCli(first, ["set-clock-back"]);

  expect([code, out]).toEqual([0, expect.stringMatching(/^Latchkey's time was .* and goes on from /)]);
  for (let restart = 1; restart <= 2; restart++) {
    const app = await startApp({ folder: first.folder });
    const headers = { authorization: `Bearer ${probeToken}` };
    const readiness = await app.visitor().fetch("/readyz", { headers });
    expect(await readiness.json()).toEqual({ status: "ready", reasons: [] });
    for (const each of expectDead) await each(app);
    // What was counted while the clock was ahead stays counted, and makes wait no longer than now.
    await refusal(guess(app), restart === 1 ? "sign-in-refused" : "too-many-attempts");
    expect(await eventsOf(app, "clock.set-back")).toEqual([
      {
        actorName: "set-clock-back",
        details: expect.stringMatching(/^\{"from":"\d{4}-.*","to":"\d{4}-.*"\}$/),
      },
    ]);
    await app.stop();
  }
  const again = await runCli(first, ["set-clock-back"]);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("The clock was not put back") });
});

test("what waits, is blocked or held back since a time ahead does so no longer than from now", async () => {
  const app = await startApp();
  const { id } = await app.createUser({ password });
  const now = app.clock.now();
  const ahead = addMinutes(now, 365 * 24 * 60);
  const held = { selfServiceBlockedUntil: ahead, emailChangedAt: ahead };
  await app.db.updateTable("users").set(held).where("id", "=", id).execute();
  await app.signIn("somebody", "a guess").catch(() => {});
  await app.db.updateTable("throttles").set({ lastAttemptAt: ahead, blockedUntil: ahead }).execute();
  await app.db.updateTable("sessions").set({ lastSeenAt: ahead, endedAt: ahead }).execute();

  await transact(app.system, (tx) => endEverythingOpen(tx, now, "clock-set-back"));

  const user = await app.db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(user.selfServiceBlockedUntil).toBe(addMinutes(now, lifetimes.selfServiceBlockMinutes));
  expect(user.emailChangedAt).toBe(now);
  const counts = await app.db.selectFrom("throttles").selectAll().execute();
  expect(counts.length).toBeGreaterThan(0);
  for (const count of counts) expect(count).toMatchObject({ lastAttemptAt: now, blockedUntil: now });
  const [session] = await app.db.selectFrom("sessions").selectAll().execute();
  expect(session).toMatchObject({ lastSeenAt: now, endedAt: now });
});

function eventsOf({ db }: TestApp, action: string) {
  return db.selectFrom("auditEvents").select(["actorName", "details"]).where("action", "=", action).execute();
}

async function expectLinkDead(app: TestApp, token: string): Promise<void> {
  const gone = /^link-(?:expired|revoked|replaced)$/;
  const call = app.visitor().call;
  await expect(call(lookUpPasswordChangeLink, { body: { token } })).rejects.toMatchObject({
    type: expect.stringMatching(gone),
  });
  await expect(call(redeemPasswordChangeLink, { body: { token, newPassword } })).rejects.toMatchObject({
    type: expect.stringMatching(gone),
  });
}

/** Expired, or ended: then it is any wrong password. */
async function expectPasswordDead(app: TestApp, userName: string, temporary: string): Promise<void> {
  await expect(app.signIn(userName, temporary)).rejects.toMatchObject({
    type: expect.stringMatching(/^(?:temporary-password-expired|sign-in-refused)$/),
  });
}

function suggest(app: TestApp, userId: string) {
  return app.admin.call(suggestPassword, { params: { userId }, body: { style: "groups" } });
}

async function save(app: TestApp, userId: string, passwordSuggestionId: string) {
  const { version } = await app.admin.call(getUser, { params: { userId } });
  return app.admin.call(updateUser, {
    params: { userId },
    body: { version, passwordSuggestionId, sendAccessInfo: false },
  });
}

function cookieOf(browser: Browser): string {
  return `latchkey=${browser.cookie()}`;
}
