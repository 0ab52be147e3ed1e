import { readFileSync } from "node:fs";
import { requestPasswordRecovery } from "@latchkey/contract/password-change-links.ts";
import { generateNewPassword } from "@latchkey/contract/recoveries.ts";
import { suggestPassword } from "@latchkey/contract/passwords.ts";
import { previewTemplate, saveTemplate, saveTemplateDraft } from "@latchkey/contract/templates.ts";
import { updateMailQueue } from "@latchkey/contract/mail.ts";
import { deleteUser } from "@latchkey/contract/users.ts";
import { sql } from "kysely";
import { updateSettings } from "@latchkey/contract/settings.ts";
import { expect, test } from "vitest";
import { erasedAtOnce } from "./db/erased-at-once.ts";
import { keepHouse } from "./keep-house.ts";
import { newId } from "./ports/random.ts";
import { makeSetupLink } from "./setup/setup-link.ts";
import { eventually } from "./test/eventually.ts";
import { mailLink } from "./test/read-mail.ts";
import { startApp, type TestApp } from "./test/start.ts";
import { readmeWithKept } from "./what-is-kept.ts";

const password = "the old password of Jane";
const browser = "Planted Browser 4711";
const address = "203.0.113.47";
const day = { hours: 24 };

test("the table in README.md is in step with what-is-kept.ts and what it is made of: else run `pnpm fix`", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  expect(readme).toBe(readmeWithKept(readme));
  // What was promised, in words of its own.
  for (const words of [
    "System Administrator: 30 minutes without a request, 8 hours in all",
    "Regular: 60 minutes without a request, 12 hours in all",
    "30 days after it was last used",
    "30 days after the last one",
    "until Save or another change of the access, 15 minutes at most",
  ]) {
    expect(readme).toContain(words);
  }
});

test("each is kept for as long as the table says, and no longer", async () => {
  const { app, janeId } = await startFilled();
  const look = async () => {
    await keepHouse(app.system, app.database);
    const all = await everything(app);
    return {
      sealedSuggestions: all["passwordSuggestions"]!.filter((row) => row["sealed"] !== null).length,
      suggestions: all["passwordSuggestions"]!.length,
      requests: all["recoveryRequests"]!.length,
      pendingHashes: all["recoveries"]!.filter((row) => row["passwordHash"] !== null).length,
      origins: all["sessions"]!.filter((row) => row["address"] === address || row["userAgent"] === browser)
        .length,
      sessions: all["sessions"]!.length > 1,
      throttles: all["throttles"]!.length,
      reports: all["webhookDeliveries"]!.length,
      previews: all["templatePreviews"]!.length,
    };
  };
  const kept = {
    sealedSuggestions: 1,
    suggestions: 1,
    requests: 1,
    pendingHashes: 1,
    origins: 1,
    sessions: true,
    throttles: expect.any(Number),
    reports: expect.any(Number),
    previews: 1,
  };
  app.clock.advance({ minutes: 9 });
  expect(await look()).toEqual(kept);

  app.clock.advance({ minutes: 5 });
  kept.previews = 0;
  expect(await look()).toEqual(kept);

  app.clock.advance({ minutes: 1 });
  expect(await look()).toEqual({ ...kept, sealedSuggestions: 0 });

  app.clock.advance(day);
  const later = { ...kept, sealedSuggestions: 0, suggestions: 0, requests: 0 };
  expect(await look()).toEqual(later);

  app.clock.advance(day);
  expect(await look()).toEqual({ ...later, pendingHashes: 0 });

  app.clock.advance({ hours: 27 * 24 });
  const month = await look();
  expect(month).toMatchObject({ origins: 1 });
  expect([month.throttles, month.reports].map((rows) => rows > 0)).toEqual([true, true]);

  app.clock.advance(day);
  expect(await look()).toMatchObject({ origins: 0, sessions: true, throttles: 0, reports: 0 });
  const { auditEvents, ...rest } = await everything(app);
  expect(JSON.stringify(rest)).not.toMatch(new RegExp(`${browser}|${address}`));
  expect(JSON.stringify(auditEvents)).toContain(browser);

  await app.signInAgain();
  await app.admin.call(deleteUser, { params: { userId: janeId }, body: { userName: "jane" } });
  const { auditEvents: _, messages, ...left } = await everything(app);
  // Opened: what is sealed looks like any four letters now and then.
  const opened = messages!.map(({ sealed, ...message }) => ({
    ...message,
    mail: sealed === null ? null : app.system.sealer.open(String(sealed), String(message["id"])),
  }));
  expect(JSON.stringify({ ...left, opened })).not.toMatch(/jane|okafor/i);
});

test("however much there is to forget, it goes in batches", async () => {
  const app = await startApp();
  const rows = 2 * erasedAtOnce + 1;
  const at = "2020-01-01T00:00:00.000Z";
  const make = (table: string, columns: string, values: string) =>
    sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(rows)})
      insert into ${sql.table(table)} (${sql.raw(columns)}) select ${sql.raw(values)} from n`.execute(app.db);
  await make("throttles", `"key", "points", "lastAttemptAt", "blockedUntil"`, `i, 1, '${at}', '${at}'`);
  await make(
    "sessions",
    `"id", "userId", "tokenHash", "createdAt", "lastSeenAt", "userAgent"`,
    `i, '${app.adminId}', i, '${at}', '${at}', '${browser}'`,
  );
  const sizes: number[] = [];
  const stop = app.dialect.onCommit(() => sizes.push(1));

  await keepHouse(app.system, app.database);

  stop();
  expect(sizes).toHaveLength(3);
  const { throttles, sessions } = await everything(app);
  expect(throttles!.filter((row) => row["lastAttemptAt"] === at)).toEqual([]);
  expect(sessions!.filter((row) => row["userAgent"] === browser)).toEqual([]);
});

/** An app in which every table has a row, those of people with a browser and an address that can be looked for. */
async function startFilled(): Promise<{ app: TestApp; janeId: string }> {
  const app = await startApp();
  await app.listen();
  const jane = await app.createUser({ userName: "jane", password });
  const post = (path: string, body: object) =>
    app.visitor().fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": browser },
      body: JSON.stringify(body),
    });
  await post("/api/session", { userNameOrEmail: "jane", password });
  await post("/api/session", { userNameOrEmail: "jane", password: "a guess" });
  await mailLink(app, jane);
  await app.mailbox.setOutcome("deliver", 0);
  await post(requestPasswordRecovery.path, { userNameOrEmail: "jane" });
  await eventually(
    async () => (await app.db.selectFrom("webhookDeliveries").select("id").execute()).length,
  ).toBeGreaterThan(0);
  await eventually(async () =>
    (await app.db.selectFrom("recoveryRequests").select("settledAt").execute()).map(
      ({ settledAt }) => settledAt,
    ),
  ).toEqual([expect.any(String)]);
  await app.admin.call(suggestPassword, { params: { userId: jane.id }, body: { style: "groups" } });
  const params = { key: "password-changed", locale: "de" } as const;
  const words = {
    subject: "Ihr Passwort wurde geändert",
    preheader: "Kurz und gut.",
    html: '<p><a href="{{ stopLink }}">Das war ich nicht</a></p>\n',
    text: null,
  };
  await app.admin.call(saveTemplateDraft, {
    params: { ...params, locale: "fr" },
    body: { ...words, basedOn: 0 },
  });
  await app.admin.call(previewTemplate, { body: { ...params, source: null, layout: null, userId: jane.id } });
  await app.admin.call(saveTemplate, { params, body: { ...words, basedOn: 0, note: "" } });
  await app.admin.call(updateMailQueue, { body: { state: "paused" } });
  // Nobody ever learns what became of it.
  const held = await app.createUser({ userName: "held", firstName: "Ann", lastName: "Field" });
  await app.admin.call(generateNewPassword, { params: { userId: held.id }, body: {} });
  await app.db.updateTable("messages").set({ state: "unknown" }).where("userId", "=", held.id).execute();
  const at = app.clock.now();
  await app.db
    .insertInto("parcels")
    .values({
      id: newId(),
      priority: 1,
      attempts: 1,
      nextAttemptAt: at,
      leasedUntil: null,
      firstAttemptAt: at,
    })
    .execute();
  await app.createUser({ userName: "inactive", firstName: "Ann", lastName: "Field", isActive: false });
  await makeSetupLink(app.system);
  await app.admin.call(updateSettings, { body: { timeZone: "Europe/Rome" } });
  await app.db.updateTable("sessions").set({ address }).where("userId", "=", jane.id).execute();
  await keepHouse(app.system, app.database);
  const empty = Object.entries(await everything(app)).filter(([, rows]) => rows.length === 0);
  expect(empty.map(([table]) => table)).toEqual([]);
  return { app, janeId: jane.id };
}

async function everything({ db }: TestApp): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = await db.introspection.getTables();
  const all = tables.map(async ({ name }) => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    return [name, rows] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}
