import { expect } from "vitest";
import type { Database } from "../db/schema.ts";
import { eventually } from "./eventually.ts";
import type { BareApp } from "./start.ts";

const tables = [
  "users",
  "sessions",
  "recoveries",
  "passwordSuggestions",
  "messages",
  "stopLinks",
  "setupLinks",
  "templateVersions",
  "templateDrafts",
] as const satisfies (keyof Database)[];

/** Expects that what happens leaves every table as it was, the audit trail aside, and sends no mail. */
export async function expectUnchanged(app: BareApp, whatHappens: () => Promise<unknown>): Promise<void> {
  await outboxIsCalm(app);
  const before = await everything(app);
  await whatHappens();
  expect(await everything(app)).toEqual(before);
}

/** What happened before may still have a mail on its way, unless the test holds mails back. */
async function outboxIsCalm({ db }: BareApp): Promise<void> {
  const isHeldBack = (await db.selectFrom("senderPauses").select("id").execute()).length > 0;
  if (isHeldBack) return;
  const underWay = () =>
    db
      .selectFrom("messages")
      .select("id")
      .where((eb) =>
        eb.or([eb("state", "=", "sending"), eb.and([eb("state", "=", "queued"), eb("attempts", "=", 0)])]),
      )
      .execute();
  await eventually(async () => (await underWay()).length).toBe(0);
}

async function everything({ db, mailbox }: BareApp) {
  const rows = await Promise.all(
    tables.map((table) => db.selectFrom(table).selectAll().orderBy("id").execute()),
  );
  // A session notes that it was seen, whatever becomes of the request.
  const lasting = rows.map((table) => table.map((row) => ({ ...row, lastSeenAt: null })));
  return [...lasting, await mailbox.mails()];
}
