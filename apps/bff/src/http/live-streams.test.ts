import { pathOf } from "@latchkey/contract/client.ts";
import { signOut } from "@latchkey/contract/sign-in.ts";
import { updateUser, watchUser } from "@latchkey/contract/users.ts";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { migrate } from "../db/migrate.ts";
import { openPostgres } from "../db/open-postgres.ts";
import { transact } from "../db/transaction.ts";
import { systemClock } from "../ports/clock.ts";
import { newId } from "../ports/random.ts";
import { eventually } from "../test/eventually.ts";
import { listenTo } from "../test/listen-to.ts";
import { makePostgresDatabase } from "../test/postgres-databases.ts";
import { rootAdmin, startApp, type TestApp } from "../test/start.ts";
import type { RequestEnv } from "./env-of-request.ts";
import { openLiveStreams } from "./live-streams.ts";

const pathTo = (userId: string) => pathOf(watchUser, { params: { userId } });

test("a stream ends when its session does, and when its person is no administrator any more", async () => {
  const app = await startApp();
  const password = "the old password of Mary";
  const mary = await app.createUser({ userName: "mary", type: "system-administrator", password });
  const port = await app.listen();
  const [signedOut, demoted] = [await app.signIn("mary", password), await app.signIn("mary", password)];
  const first = await listenTo(port, signedOut, pathTo(app.adminId));
  const second = await listenTo(port, demoted, pathTo(app.adminId));
  const other = await listenTo(port, app.admin, pathTo(mary.id));
  await eventually(() => [first.heard.length, second.heard.length]).toEqual([1, 1]);

  await signedOut.call(signOut, {});
  await first.over;
  expect((await listenTo(port, signedOut, pathTo(app.adminId))).response.status).toBe(401);

  await app.admin.call(updateUser, {
    params: { userId: mary.id },
    body: { version: mary.version, type: "regular", currentPassword: rootAdmin.password },
  });
  await second.over;
  // The one who did it hears of it and goes on.
  await eventually(() => other.heard.length).toBeGreaterThan(1);
});

test("who only listens becomes idle: listening keeps no session open", async () => {
  const app = await startApp();
  const listener = await listenTo(await app.listen(), app.admin, pathTo(app.adminId));
  await eventually(() => listener.heard).toHaveLength(1);

  app.clock.advance({ minutes: 29 });
  await transact(app, (tx) => tx.updateTable("users").set({ timeZone: "Europe/Rome" }).execute());
  await eventually(() => listener.heard.length).toBe(2);
  app.clock.advance({ minutes: 2 });

  await listener.over;
});

test("a stream ends with the session's day, however busy", async () => {
  const app = await startApp();
  const listener = await listenTo(await app.listen(), app.admin, pathTo(app.adminId));
  for (let quarters = 1; quarters < 8 * 4; quarters++) {
    app.clock.advance({ minutes: 15 });
    expect((await app.admin.fetch(pathTo(app.adminId), { method: "HEAD" })).status).toBe(200);
  }

  app.clock.advance({ minutes: 15 });

  await listener.over;
});

test("a server that stops ends every stream before it cuts connections off, whether anybody reads or not", async () => {
  const app = await startApp();
  const port = await app.listen();
  const listeners = await Promise.all(
    Array.from({ length: 5 }, () => listenTo(port, app.admin, pathTo(app.adminId))),
  );
  // Nobody reads this one.
  await app.admin.fetch(pathTo(app.adminId));

  await app.stop();

  const ends = await Promise.all(listeners.map(({ over }) => over));
  expect(ends).toEqual(listeners.map(() => "ended"));
  // Each page is told to come back soon, to whoever is there then, and not all of them at once.
  const waits = listeners.map(({ heard }) => Number(/^retry: (\d+)$/.exec(heard.at(-1)!)?.[1]));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(300);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  expect(new Set(waits).size).toBe(waits.length);
});

test("a session has twenty streams at most; who leaves makes room, and other sessions have their own", async () => {
  const app = await startApp();
  const port = await app.listen();
  const listen = async () => listenTo(port, app.admin, pathTo(app.adminId));
  const listeners = await Promise.all(Array.from({ length: 20 }, listen));
  await eventually(() => listeners.every(({ heard }) => heard.length > 0)).toBe(true);

  const refused = await listen();
  expect(refused.response.status).toBe(429);
  const again = await app.signIn(rootAdmin.userName, rootAdmin.password);
  expect((await listenTo(port, again, pathTo(app.adminId))).response.status).toBe(200);

  listeners[7]!.leave();
  await eventually(async () => (await listen()).response.status).toBe(200);
});

test("asking for the head of a stream opens none, and nobody is not found", async () => {
  const app = await startApp();

  for (let times = 0; times < 25; times++) {
    const response = await app.admin.fetch(pathTo(app.adminId), { method: "HEAD" });
    expect(response.status).toBe(200);
  }
  const response = await app.admin.fetch(pathTo(newId()));
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
});

test("a quiet stream says so now and then, and a failing watch ends it with a line in the log", async () => {
  const app = await startApp();
  let fails = false;
  const { body } = await openOwn(app, async () => {
    if (fails) throw new TypeError("the secret reason");
    return "the same";
  });
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();

  expect((await reader.read()).value).toMatch(/^event: open\n/);
  expect((await reader.read()).value).toMatch(/^: /);
  fails = true;
  await eventually(async () => (await reader.read()).done).toBe(true);
  const line = app.log.find(({ event }) => event === "live.failed");
  expect(line?.fields).toMatchObject({ error: "TypeError" });
  expect(JSON.stringify(app.log)).not.toContain("the secret reason");
});

test("a stream whose database is silent ends, so that its page finds another server", async () => {
  const app = await startApp();
  let looks = 0;
  const { body } = await openOwn(app, () =>
    (looks += 1) === 1 ? Promise.resolve("seen") : new Promise<never>(() => {}),
  );
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();

  expect((await reader.read()).value).toMatch(/^event: open\n/);
  await eventually(async () => (await reader.read()).done).toBe(true);
  expect(app.log.some(({ event }) => event === "live.failed")).toBe(true);
});

test("what another server commits is heard though nobody looks for it", async () => {
  const app = await startApp();
  const { url } = await makePostgresDatabase();
  const [here, there] = [openPostgres(url), openPostgres(url)];
  await migrate(here, systemClock);
  const never = {
    lookMilliseconds: 3_600_000,
    patienceMilliseconds: 3_600_000,
    heartbeatMilliseconds: 3_600_000,
  };
  const watch = () => here.db.selectFrom("setupLinks").select("id").execute();
  const { body } = await openOwn({ system: { ...app.system, dialect: here.dialect } }, watch, never);
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toMatch(/^event: open\n/);

  const link = { id: "a", tokenHash: "a", createdAt: "", usedAt: null };
  await transact(there, (tx) => tx.insertInto("setupLinks").values(link).execute());

  expect((await reader.read()).value).toMatch(/^event: changed\n/);
  await reader.cancel();
  await Promise.all([here.close(), there.close()]);
});

/** A stream of its own beside the app's, in a hurry unless told. */
function openOwn(
  app: Pick<TestApp, "system">,
  watch: () => Promise<unknown>,
  pace = { lookMilliseconds: 10, patienceMilliseconds: 100, heartbeatMilliseconds: 20 },
): Response | Promise<Response> {
  const live = openLiveStreams(app.system, pace);
  const own = new Hono<RequestEnv>();
  own.use(async (c, next) => {
    c.set("ctx", { ...app.system, actor: { kind: "stranger" }, requestId: newId() } as never);
    return next();
  });
  own.get("/", (c) => live.answer(c, watch, async () => true));
  return own.request("/");
}
