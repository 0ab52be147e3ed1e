import { request } from "node:http";
import { availableParallelism } from "node:os";
import {
  lookUpPasswordChangeLink,
  redeemPasswordChangeLink,
} from "@latchkey/contract/password-change-links.ts";
import { revokeRecovery } from "@latchkey/contract/recoveries.ts";
import { signIn } from "@latchkey/contract/sign-in.ts";
import { hash, verify } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { addMinutes } from "../ports/clock.ts";
import { openHasher } from "../ports/hasher.ts";
import { cheapCost } from "../test/cheap-cost.ts";
import { outcomes } from "../test/outcomes.ts";
import { mailLink } from "../test/read-mail.ts";
import { origin, refusal, startApp } from "../test/start.ts";
import { parseTrustedProxies } from "../http/client-address.ts";
import { deviceCount, nameCount, networkCount, ownCount, ownPasswordCount, readTypedName } from "./counts.ts";
import { eraseOldThrottles, giveBack, takeAttempt } from "./throttle.ts";

const password = "the old password of Jane";
const trustedProxies = parseTrustedProxies("127.0.0.1");
const jane = nameCount(readTypedName("jane"));

test("ten attempts are free; from the eleventh on the waits grow up to fifteen minutes", async () => {
  const { system, clock } = await startApp();
  const attempt = () => takeAttempt(system, [jane]);
  for (let times = 0; times < 11; times++) await attempt();

  for (const seconds of [1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 900, 900]) {
    const { retryAt } = await refusal(attempt(), "too-many-attempts");
    const wait = Math.round((Date.parse(retryAt!) - Date.parse(clock.now())) / 1000);
    expect([seconds, seconds + 1]).toContain(wait);
    clock.advance({ seconds: seconds - 1 });
    if (seconds > 2) await refusal(attempt(), "too-many-attempts");
    clock.advance({ seconds: 1 });
    await attempt();
  }
});

test("a refused attempt counts for nothing, and what is counted in a row is forgotten after a month without one", async () => {
  const { system, clock, db } = await startApp();
  const john = nameCount(readTypedName("john"));
  const attempt = () => takeAttempt(system, [jane, john]);
  for (let times = 0; times < 11; times++) await attempt();
  const before = await db.selectFrom("throttles").selectAll().orderBy("key").execute();

  await refusal(attempt(), "too-many-attempts");
  await refusal(takeAttempt(system, [nameCount(readTypedName("another")), john]), "too-many-attempts");

  expect(await db.selectFrom("throttles").selectAll().orderBy("key").execute()).toEqual(before);
  clock.advance({ hours: 24 * 30, seconds: 1 });
  for (let times = 0; times < 11; times++) await attempt();
  clock.advance({ hours: 24 * 30, seconds: 1 });
  await system.db.transaction().execute((tx) => eraseOldThrottles(system, tx));
  expect(await db.selectFrom("throttles").selectAll().execute()).toEqual([]);
});

test("an attempt that is free keeps nobody waiting on another server, whose clock is a little behind", async () => {
  const { system, clock, db } = await startApp();
  const behind = { ...system, clock: { now: () => addMinutes(clock.now(), -1) } };
  const attempt = await takeAttempt(system, [jane]);
  await takeAttempt(behind, [jane]);
  await db.transaction().execute((tx) => giveBack(tx, attempt));
  await takeAttempt(behind, [jane]);
});

test("what was typed is nowhere to be read, nor to be guessed without the key", async () => {
  const { system, db } = await startApp();
  await takeAttempt(system, [jane, networkCount("sign-in", "203.0.113.7", readTypedName("jane"))]);

  const rows = await db.selectFrom("throttles").selectAll().execute();
  expect(JSON.stringify(rows)).not.toMatch(/jane|203\.0/);
  expect(rows.map(({ key }) => key)).toContain(system.sealer.fingerprint(jane.what));
});

test("beyond forty in a row a name is stopped, and beyond twenty a device; at other things one only waits", async () => {
  const { system, clock } = await startApp();
  const stopsAfter = async (count: Parameters<typeof takeAttempt>[1][number]) => {
    for (let times = 1; times <= 60; times++) {
      clock.advance({ minutes: 15, seconds: 1 });
      if ((await takeAttempt(system, [count])).isStopped) return times - 1;
    }
    return null;
  };

  expect(await stopsAfter(jane)).toBe(40);
  expect(await stopsAfter(deviceCount("a device"))).toBe(20);
  expect(await stopsAfter(ownPasswordCount("an id"))).toBe(20);
  expect(await stopsAfter(ownCount("forgot", "an id"))).toBeNull();
  expect(await stopsAfter(networkCount("sign-in", "203.0.113.7", null))).toBeNull();
});

test("from a network, many names weigh more than many tries at one", async () => {
  const { system } = await startApp();
  const frozen = { ...system, clock: { now: () => "2026-01-01T00:00:00.000Z" } };
  const tries = async (address: string, nameOf: (times: number) => string) => {
    for (let times = 0; times < 200; times++) {
      const count = networkCount("sign-in", address, readTypedName(nameOf(times)));
      const isLookedAt = await takeAttempt(frozen, [count]).then(
        () => true,
        () => false,
      );
      if (!isLookedAt) return times;
    }
    return null;
  };

  expect(await tries("203.0.113.1", (times) => `name.${times}`)).toBe(31);
  expect(await tries("203.0.113.2", (times) => `name.${times % 2}`)).toBe(31);
  expect(await tries("203.0.113.3", () => "one")).toBe(98);
});

test("the count of a network fades, a name in ten minutes; a success gives back its own attempt and no other", async () => {
  const { system, clock } = await startApp();
  let name = 0;
  const attempt = () =>
    takeAttempt(system, [networkCount("sign-in", "203.0.113.7", readTypedName(`name.${++name}`))]);
  for (let times = 0; times < 31; times++) await attempt();
  await refusal(attempt(), "too-many-attempts");

  clock.advance({ seconds: 2 });
  const success = await attempt();
  await refusal(attempt(), "too-many-attempts");
  await system.db.transaction().execute((tx) => giveBack(tx, success));
  await attempt();
  await refusal(attempt(), "too-many-attempts");

  clock.advance({ minutes: 21 });
  await attempt();
  clock.advance({ minutes: 350 });
  for (let times = 0; times < 31; times++) await attempt();
  await refusal(attempt(), "too-many-attempts");
});

test("of a hundred attempts at once exactly eleven are made", async () => {
  const { system } = await startApp();
  const frozen = { ...system, clock: { now: () => "2026-01-01T00:00:00.000Z" } };

  const ends = await outcomes(100, () => takeAttempt(frozen, [jane]));

  expect(ends).toEqual({ done: 11, "too-many-attempts": 89 });
});

test("of forty wrong passwords at once no more than eleven are compared", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  let comparisons = 0;
  const verify = app.system.hasher.verify;
  app.system.hasher.verify = (...given) => {
    comparisons += 1;
    return verify(...given);
  };
  const now = app.clock.now();
  app.system.clock.now = () => now;

  const ends = await outcomes(40, () => app.signIn(jane.userName, "a wrong password"));

  expect(ends).toEqual({ "sign-in-refused": 11, "too-many-attempts": 29 });
  expect(comparisons).toBe(22);
});

test("known and unknown names, people without a password and inactive ones meet the same throttle", async () => {
  const app = await startApp({ trustedProxies });
  await app.createUser({ userName: "known", password });
  await app.createUser({ userName: "no.password" });
  await app.createUser({ userName: "inactive", isActive: false });
  const port = await app.listen();
  const now = app.clock.now();
  app.system.clock.now = () => now;

  const answers = new Set<string>();
  for (const [person, name] of ["known", "unknown", "no.password", "inactive", "x@acme.test"].entries()) {
    const statuses: number[] = [];
    for (let times = 0; times < 12; times++) {
      // Its own network each time, so that only the account counts.
      const answer = await post(port, `10.0.${person}.${times}`, {
        userNameOrEmail: name,
        password: "wrong",
      });
      statuses.push(answer.status);
      if (times === 11) statuses.push(Number(answer.headers["retry-after"]));
    }
    answers.add(JSON.stringify(statuses));
  }

  expect([...answers]).toEqual([JSON.stringify([...Array.from({ length: 11 }, () => 401), 429, 1])]);
});

test("a name has one count however it is spelt, and says nothing of the other name of the account", async () => {
  const app = await startApp({ trustedProxies });
  const { id } = await app.createUser({ userName: "jane", email: "jane@acme.test" });
  const port = await app.listen();
  const now = app.clock.now();
  app.system.clock.now = () => now;
  const spellings = ["jane", "JANE", " Jane ", "ｊａｎｅ"];

  for (let times = 0; times < 11; times++) {
    await post(port, `10.1.1.${times}`, { userNameOrEmail: spellings[times % 4]!, password: "wrong" });
  }

  for (const name of spellings) {
    expect((await post(port, "10.1.1.99", { userNameOrEmail: name, password: "wrong" })).status).toBe(429);
  }
  expect(
    (await post(port, "10.1.1.99", { userNameOrEmail: "jane@acme.test", password: "wrong" })).status,
  ).toBe(401);
  expect(await app.auditOf(id)).toContain("session.opened refused");
});

test("a network is one IPv4 address or one IPv6 /64, as the trusted proxy names it", async () => {
  const app = await startApp({ trustedProxies });
  const port = await app.listen();
  const now = app.clock.now();
  app.system.clock.now = () => now;
  let nobodies = 0;
  const attempt = async (address: string) =>
    (
      await post(port, address, {
        userNameOrEmail: `nobody.${++nobodies}`,
        password: "wrong",
      })
    ).status;

  for (let times = 0; times < 31; times++) {
    expect(await attempt(`2001:db8:0:1:${times}::1`)).toBe(401);
    expect(await attempt("203.0.113.7")).toBe(401);
  }

  expect(await attempt("2001:db8::1:ffff:ffff:ffff:ffff")).toBe(429);
  expect(await attempt("2001:0DB8:0000:0001::")).toBe(429);
  expect(await attempt("2001:db8:0:2::1")).toBe(401);
  expect(await attempt("203.0.113.7")).toBe(429);
  // What stands left of the address that our proxy saw was written by the caller.
  expect(await attempt("198.51.100.1, 203.0.113.7")).toBe(429);
  expect(await attempt("::ffff:203.0.113.7")).toBe(429);
  expect(await attempt("203.0.113.8")).toBe(401);
});

test("without a trusted proxy X-Forwarded-For changes nothing", async () => {
  const app = await startApp();
  const port = await app.listen();
  const now = app.clock.now();
  app.system.clock.now = () => now;
  const statuses: number[] = [];

  for (let times = 0; times < 32; times++) {
    const answer = await post(port, `203.0.113.${times}`, {
      userNameOrEmail: `nobody.${times}`,
      password: "wrong",
    });
    statuses.push(answer.status);
  }

  expect(statuses).toEqual([...Array.from({ length: 31 }, () => 401), 429]);
});

test("a success starts the count anew, and a waiting person is let in at the end of the wait", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  for (let times = 0; times < 10; times++) {
    await refusal(app.signIn(jane.userName, "a wrong password"), "sign-in-refused");
  }
  await app.signIn(jane.userName, password);
  for (let times = 0; times < 11; times++) {
    await refusal(app.signIn(jane.userName, "a wrong password"), "sign-in-refused");
  }

  await refusal(app.signIn(jane.userName, password), "too-many-attempts");
  app.clock.advance({ seconds: 1 });
  await app.signIn(jane.userName, password);
});

test("a link overcomes the throttle: whoever used one can sign in at once", async () => {
  const app = await startApp();
  const jane = await app.createUser({ password });
  const { token } = await mailLink(app, jane);
  for (let times = 0; times < 16; times++) {
    await app.signIn(jane.userName, "a wrong password").catch(() => {});
    app.clock.advance({ seconds: 31 });
  }
  await app.signIn(jane.userName, "a wrong password").catch(() => {});
  await refusal(app.signIn(jane.userName, password), "too-many-attempts");

  await app
    .visitor()
    .call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });

  await app.signIn(jane.userName, "quiet harbour lamp 49");
});

test("guessing links gets slower, and a real link works all the same", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const { token } = await mailLink(app, jane);
  const redeem = (token: string) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });

  for (let times = 0; times < 11; times++) await refusal(redeem(`guess ${times}`), "link-unknown");

  await refusal(redeem("another guess"), "too-many-attempts");
  await redeem(token);
});

test("an old link costs as much as a guessed one, and makes nobody wait, however often it is opened", async () => {
  const app = await startApp();
  const jane = await app.createUser();
  const expired = await mailLink(app, jane);
  app.clock.advance({ hours: 24 });
  await app.signInAgain();
  const used = await mailLink(app, jane);
  const redeem = (token: string) =>
    app.visitor().call(redeemPasswordChangeLink, { body: { token, newPassword: "quiet harbour lamp 49" } });
  await redeem(used.token);
  const replaced = await mailLink(app, jane);
  const revoked = await mailLink(app, jane);
  await app.admin.call(revokeRecovery, { params: { userId: jane.id, recoveryId: revoked.recovery.id } });
  const look = (token: string) => app.visitor().call(lookUpPasswordChangeLink, { body: { token } });
  const counted = async () =>
    (await app.db.selectFrom("throttles").select("points").execute())
      .map(({ points }) => Math.round(points))
      .toSorted((a, b) => a - b);
  await app.db.deleteFrom("throttles").execute();

  const old = [
    [expired.token, "link-expired"],
    [used.token, "link-used"],
    [replaced.token, "link-replaced"],
    [revoked.token, "link-revoked"],
  ] as const;
  for (let times = 0; times < 5; times++) {
    for (const [token, problem] of old) await refusal(look(token), problem);
  }
  expect(await counted()).toEqual([200]);
  for (let times = 0; times < 11; times++) await refusal(look(`guess ${times}`), "link-unknown");
  expect(await counted()).toEqual([110, 200]);
  await refusal(look("another guess"), "too-many-attempts");
  for (const [token, problem] of old) await refusal(redeem(token), problem);
});

test("a full queue of hashes is the same 503 for everybody", async () => {
  // What is begun from now on is held up: it keeps every processor busy, and behind it the queue is full.
  let isHeldUp = false;
  const over = Promise.withResolvers<void>();
  const hasher = openHasher(cheapCost, cheapCost, {
    verify,
    async hash(text, options) {
      if (isHeldUp) await over.promise;
      return hash(text, options);
    },
  });
  const app = await startApp({ hasher });
  await app.createUser({ userName: "known", password });
  isHeldUp = true;
  const waiting = Array.from({ length: availableParallelism() + 150 }, (_, index) =>
    // From the very network, each at an account of its own.
    hasher.hash("x", { isKnown: false, network: "unknown", account: `somebody.${index}` }).then(
      () => "done",
      () => "refused",
    ),
  );

  const answers = new Set<string>();
  for (const name of ["known", "unknown"]) {
    const response = await app.visitor().fetch(signIn.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userNameOrEmail: name, password: "a wrong password" }),
    });
    const { requestId, ...problem } = (await response.json()) as { requestId: string };
    expect(requestId).toBeTypeOf("string");
    answers.add(JSON.stringify([response.status, response.headers.get("retry-after"), problem]));
  }

  expect([...answers].map((answer) => JSON.parse(answer) as unknown)).toEqual([
    [503, "5", { type: "server-busy", title: "The server is busy.", status: 503 }],
  ]);
  over.resolve();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(["done", "refused"]));
});

type Answer = { status: number; headers: Record<string, unknown> };

/** Signs in over the network, as the trusted proxy would pass it on. */
function post(port: number, forwardedFor: string, body: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: signIn.path,
        method: "POST",
        headers: { origin, "content-type": "application/json", "x-forwarded-for": forwardedFor },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    );
    sent.once("error", reject);
    sent.end(JSON.stringify(body));
  });
}
