import { expect } from "vitest";
import type { Database } from "../db/schema.ts";
import type { BareApp } from "./start.ts";

const tables = [
  "users",
  "sessions",
  "passwordChangeLinks",
  "generatedPasswords",
  "passwordSuggestions",
  "messages",
  "stopLinks",
  "setupLinks",
  "templateVersions",
  "templateDrafts",
] as const satisfies (keyof Database)[];

/** Expects that what happens leaves every table as it was, the audit trail aside, and sends no mail. */
export async function expectUnchanged(app: BareApp, whatHappens: () => Promise<unknown>): Promise<void> {
  const before = await everything(app);
  await whatHappens();
  expect(await everything(app)).toEqual(before);
}

async function everything({ db, mailbox }: BareApp) {
  const rows = await Promise.all(
    tables.map((table) => db.selectFrom(table).selectAll().orderBy("id").execute()),
  );
  // A session notes that it was seen, whatever becomes of the request.
  const lasting = rows.map((table) => table.map((row) => ({ ...row, lastSeenAt: null })));
  return [...lasting, await mailbox.mails()];
}
